"""What rings every working day: digests, mornings, afternoons."""

from __future__ import annotations

from typing import ClassVar

from domain.model.timer_kinds import TimerData, TimerKind
from domain.model.value import value


@value
class DigestOf(TimerData):
    """A team's digest (日报)."""

    kind: ClassVar[TimerKind] = TimerKind.DIGEST

    team_id: int


@value
class Worklists(TimerData):
    """Everybody's morning: the list of their own work (工作清单), or a leader's brief (晨报). Of members `after` this one.

    One waits in a time zone, for the next wall time `at` which somebody wants theirs; it says those up to `upto`, the present.
    """

    kind: ClassVar[TimerKind] = TimerKind.WORKLISTS

    zone: str | None = None  # of those who live by another clock than the office's
    after: int = 0
    at: str = ""  # "08:40"; empty: the office's hour
    upto: str = ""  # of a slice after the first

    @property
    def key(self) -> str:
        """One for each time zone."""
        return f"{self.kind}@{self.zone}" if self.zone else str(self.kind)


@value
class Afternoons(TimerData):
    """The afternoon of a time zone: whoever has not looked at what waits for their decision is told so."""

    kind: ClassVar[TimerKind] = TimerKind.AFTERNOONS

    zone: str | None = None

    @property
    def key(self) -> str:
        """One for each time zone."""
        return f"{self.kind}@{self.zone}" if self.zone else str(self.kind)
