"""Who is away, who has the duty, what they read."""

from __future__ import annotations

from typing import Any

from simulator.model import Message
from tests.stage import Stage

SAID = {
    "zh-Hans": {
        "report": "/task @li 周五下班前 提交三季度报告", "room": "/task @li 周四下午五点 订会议室",
        "new": "/task @li 周五下班前 写总结", "away": "/away 明天到周四", "half": "60% 等数据",
    },
    "zh-Hant": {
        "report": "/task @li 週五下班前 提交第三季報告", "room": "/task @li 週四下午五點 訂會議室",
        "new": "/task @li 週五下班前 寫總結", "away": "/away 明天到週四", "half": "60% 等資料",
    },
    "en": {
        "report": "/task @li Friday 6pm send the Q3 report", "room": "/task @li Thursday 5pm book the room",
        "new": "/task @li Friday 6pm write the summary", "away": "/away tomorrow to Thursday", "half": "60% waiting",
    },
}  # fmt: skip


def duty(s: Stage) -> dict[int, tuple[int | None, bool]]:
    """Who stands in for each task's lead, and whether they took over."""
    found = s.rows("SELECT id, standin_id, taken_over_at IS NOT NULL FROM tasks ORDER BY id")
    return {number: (standin, bool(taken)) for number, standin, taken in found}


def holders(s: Stage, number: int) -> set[str]:
    """Whose the running clocks of the work are."""
    return {
        name
        for (name,) in s.rows(
            "SELECT m.name FROM clocks c JOIN members m ON m.id = c.member_id WHERE c.task_id = ? AND c.met_at IS NULL"
            " AND c.stopped_at IS NULL AND c.kind IN ('accept', 'first_report', 'finish')",
            number,
        )
    }


def found(s: Stage, person: Any, data: str) -> Message:
    """The newest message with a button of that data."""
    return [m for m in s.messages(person) if any(b.data and b.data.startswith(data) for b in m.all_buttons())][-1]


async def li_is_away(s: Stage, words: str = "/away 明天到周四") -> None:
    """Li says so and confirms; it begins at midnight."""
    await s.say(s.li, None, words)
    await s.press(s.li, s.last(s.li), "✓ 确认")
