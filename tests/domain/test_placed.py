"""Which matter plain words put under which other."""

from __future__ import annotations

import pytest

from domain.rules.placed import Placed, placed


@pytest.mark.parametrize(
    ("said", "child", "parent"),
    [
        ("把 #14 放到 #12 下面", 14, 12),
        ("把14归到12之下", 14, 12),
        ("請將 #14 歸入 #12 底下。", 14, 12),
        ("#14 挂到 #12 名下吧", 14, 12),
        ("#14 是 #12 的子任务", 14, 12),
        ("放到 #12 下面", None, 12),
        ("这件事归到 #12 里", None, 12),
        ("put 14 under 12", 14, 12),
        ("Please move #14 under #12.", 14, 12),
        ("make 14 a subtask of 12", 14, 12),
        ("put it under #12", None, 12),
    ],
)
def test_words_put_one_matter_under_another(said: str, child: int | None, parent: int) -> None:
    assert placed(said) == Placed(parent, child)


@pytest.mark.parametrize(
    "said",
    [
        "把 #14 改到 12 号",
        "#14 放到下周",
        "#14 在 #12 之后办",
        "把 #14 放到 #12 下面的柜子里",
        "put 14 under review",
        "把 #14 放到 12 月",
    ],
)
def test_other_words_put_nothing_anywhere(said: str) -> None:
    assert placed(said) is None
