"""审核台: what waits for one person's decision, one thing after another in one message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from domain.model.value import replace, value


class Waits(StrEnum):
    """What waits, the gravest first; its letter stands in the name of a thing on the desk."""

    RESULT = "r"  # handed in, to be approved
    TIME = "t"
    TRANSFER = "x"
    DECLINED = "d"
    LEADLESS = "n"  # whoever led it has left
    DISPUTE = "q"
    ASKED = "k"  # a raised matter that they are asked to take on
    ANSWER = "a"  # a raised matter that is theirs to answer
    STANDIN = "s"  # what they are asked to take over from somebody away
    APPEAL = "o"
    RED = "l"


@value
class OnDesk:
    """One thing that waits: of which task, and which of several of its kind, a request, a breach, a result by how often it was
    returned before. What is named so waits once: who presses twice does not decide what comes next."""

    kind: Waits
    task_id: int
    which: str = ""

    @property
    def key(self) -> str:
        """Its name, as a button carries it."""
        return f"{self.kind.value}{self.task_id}" + (f".{self.which}" if self.which else "")


def on_desk(key: str) -> OnDesk | None:
    """The thing of this name; None for what is none."""
    number, _, which = key[1:].partition(".")
    known = key[:1] in set(Waits) and number.isascii() and number.isdecimal()
    return OnDesk(Waits(key[0]), int(number), which) if known else None


ELSEWHERE = "elsewhere"  # in place of what was done: it was decided without this desk


@value
class Desk:
    """Somebody's desk, one at a time: what it shows, in which message of their private chat (None until it stands there), what
    was put off (twice: until tomorrow), and by name what was done, in that order."""

    id: int
    member_id: int
    opened_at: datetime
    message_id: int | None = None
    shown: str = ""
    later: tuple[str, ...] = ()
    done: tuple[tuple[str, str], ...] = ()

    @property
    def tally(self) -> Mapping[str, int]:
        """How often each was done."""
        return Counter(what for _, what in self.done)

    def tomorrow(self, key: str) -> bool:
        """Whether this waits until another day."""
        return self.later.count(key) > 1

    def without_last(self, task_id: int) -> Desk:
        """The desk without what was done last about a task, which is shown again."""
        for place in reversed(range(len(self.done))):
            found = on_desk(self.done[place][0])
            if found is not None and found.task_id == task_id and self.done[place][1] != ELSEWHERE:
                return replace(self, done=self.done[:place] + self.done[place + 1 :], shown=found.key)
        return self
