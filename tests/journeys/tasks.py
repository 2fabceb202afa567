"""A task in a story: giving one, and looking at what became of it."""

from __future__ import annotations

from datetime import datetime

from simulator.model import Chat, Message, Person
from tests.stage import MONDAY, ZONE, Stage

PARTS = (
    "SELECT m.name, a.part FROM assignments a JOIN members m ON m.id = a.member_id WHERE task_id = ? ORDER BY a.place"
)
STORY = "SELECT name FROM history WHERE task_id = ? ORDER BY seq"
STARS = ["1★", "2★", "3★", "4★", "5★"]
TUESDAY_6PM = MONDAY.replace(day=24, hour=18, minute=0)


async def given(s: Stage, text: str = "@li 明天下班前 提交报告") -> None:
    """A task in the group."""
    await s.say(s.wang, s.group, f"/task {text}")


async def ordered(s: Stage, text: str, by: Person | None = None) -> list[Message]:
    """An order in plain words in private, which is offered, and the tap that gives it; what was said before that."""
    leader = by or s.wang
    said = await s.say(leader, None, text)
    card, yes = next((m, b.data) for m in reversed(said) for b in m.all_buttons() if ":confirm:" in (b.data or ""))
    await s.press(leader, card, yes)
    return said


def story(s: Stage, number: int = 1) -> list[str]:
    """What happened to a task, by name."""
    return [name for (name,) in s.rows(STORY, number)]


def status(s: Stage, number: int = 1) -> str:
    """Where a task stands."""
    return str(s.rows("SELECT status FROM tasks WHERE id = ?", number)[0][0])


def due(s: Stage, number: int = 1) -> datetime:
    """When a task is due."""
    stored = s.rows("SELECT due_at FROM tasks WHERE id = ?", number)[0][0]
    return datetime.fromisoformat(f"{stored}+00:00").astimezone(ZONE)


def shown(s: Stage, chat: Person | Chat, number: int) -> Message:
    """The newest card of a task in a chat, with buttons or without."""
    return [m for m in s.messages(chat) if f"#{number} " in m.text and "承办 " in m.text][-1]


def labels(message: Message) -> list[str]:
    """The buttons under a message."""
    return [b.text for b in message.all_buttons()]
