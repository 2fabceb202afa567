"""Keyboards at phone width: few rows, nothing cut, nothing moved that decides."""

from __future__ import annotations

import pytest

from bot.views.packing import packed
from bot.views.rendered import Button, Rows


def rows(*labels: str) -> Rows:
    """Rows of labels: `a|b`; one with a ! decides, one with a ↩ takes back."""
    return tuple(tuple(_button(label) for label in row.split("|")) for row in labels)


def _button(label: str) -> Button:
    return Button(label, "t:take_back:1" if label == "↩" else "t:x:1", style="success" if label.endswith("!") else None)


def shown(found: Rows) -> list[str]:
    """The rows again as labels."""
    return ["|".join(button.text for button in row) for row in found]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("报进度|办结报审!", "申请延期|申请转办", "分解", "🗓 时间表"),
         ["报进度|办结报审!", "申请延期|申请转办", "分解|🗓 时间表"]),
        (("改时限|定期反馈", "催办|需附件", "挂起|紧急程度", "分解", "🗓 时间表|📋 存为模板"),
         ["改时限|定期反馈|催办", "需附件|挂起|紧急程度", "分解|🗓 时间表|📋 存为模板"]),
        (("Change deadline|Regular reports", "Pause|Priority", "Break down"),
         ["Change deadline|Regular reports", "Pause|Priority|Break down"]),
        (("1★|2★|3★|4★|5★", "↩", "分解"), ["1★|2★|3★|4★|5★", "↩", "分解"]),
        (("今天|明天|本周五", "📅 选日期"), ["今天|明天|本周五", "📅 选日期"]),
        (("A label that is far too long to share", "分解"), ["A label that is far too long to share", "分解"]),
        ((), []),
    ],
)  # fmt: skip
def test_short_buttons_share_rows(before: tuple[str, ...], after: list[str]) -> None:
    found = packed(rows(*before))
    assert shown(found) == after
    assert [b for row in found for b in row] == [b for row in rows(*before) for b in row], "the same, in the same order"
