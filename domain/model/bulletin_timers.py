"""What rings for the bulletins of a month."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from domain.model.timer_kinds import TimerData, TimerKind
from domain.model.value import value


class BulletinStep(StrEnum):
    """The life of the bulletins of a month: drafted, told to whoever supervises and to those named, frozen and told."""

    DRAFT = "draft"
    NAME = "name"
    FREEZE = "freeze"


@value
class BulletinRing(TimerData):
    """A step for the bulletins that end with a `month` (2026-10), the quarter's and the year's among them; of the teams or
    members `after` this one."""

    kind: ClassVar[TimerKind] = TimerKind.BULLETIN

    month: str
    step: str
    after: int = -1

    @property
    def key(self) -> str:
        """One for each slice of each step."""
        return f"bulletin:{self.month}:{self.step}:{self.after}"
