"""What rings because time passes, and what each kind of ringing is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from domain.model.bulletin_timers import BulletinRing
from domain.model.clocks import CommitmentKind
from domain.model.daily_timers import Afternoons, DigestOf, Worklists
from domain.model.series_timers import SeriesAnew, SeriesDue
from domain.model.timer_kinds import TimerData, TimerKind
from domain.model.value import value


@value
class ClockRing(TimerData):
    """A step of a ladder, for one generation of a task's clock; a repeating step counts its rounds."""

    kind: ClassVar[TimerKind] = TimerKind.CLOCK

    task_id: int
    clock: CommitmentKind
    generation: int
    step: str
    round: int = 0

    @property
    def key(self) -> str:
        """What no other ring has."""
        return f"clock:{self.task_id}:{self.clock}:{self.generation}:{self.step}:{self.round}"


@value
class PauseOver(TimerData):
    """The end that was set for a task's pause, Unix time."""

    kind: ClassVar[TimerKind] = TimerKind.PAUSE

    task_id: int
    until: int

    @property
    def key(self) -> str:
        """One for each end that is set."""
        return f"pause:{self.task_id}:{self.until}"


@value
class SideHeard(TimerData):
    """Until when the other side of a disagreement, request `number`, can be heard."""

    kind: ClassVar[TimerKind] = TimerKind.DISPUTE

    task_id: int
    number: int

    @property
    def key(self) -> str:
        """One for each disagreement."""
        return f"dispute:{self.task_id}:{self.number}"


@value
class SilenceOver(TimerData):
    """Nothing has come from the lead since then, Unix time: a report is asked for."""

    kind: ClassVar[TimerKind] = TimerKind.SILENCE

    task_id: int
    since: int

    @property
    def key(self) -> str:
        """One for each time something was heard."""
        return f"silence:{self.task_id}:{self.since}"


class NoticeStep(StrEnum):
    """What rings for a notice: those who have not read it are reminded, its sender hears how it stands."""

    UNREAD = "unread"
    DUE = "due"


@value
class NoticeRing(TimerData):
    """A step of a notice, once each; the reminder of `member_id`, who was away, comes when they are back, `until`."""

    kind: ClassVar[TimerKind] = TimerKind.NOTICE

    task_id: int
    step: str
    member_id: int = 0
    until: int = 0

    @property
    def key(self) -> str:
        """One for each step; the end of an absence may move."""
        return f"notice:{self.task_id}:{self.step}:{f'{self.member_id}.{self.until}' if self.member_id else 0}"


@value
class HandOnOver(TimerData):
    """Until when whoever was asked to, in request `number`, can take a raised matter on."""

    kind: ClassVar[TimerKind] = TimerKind.HAND_ON

    task_id: int
    number: int

    @property
    def key(self) -> str:
        """One for each time somebody is asked."""
        return f"hand_on:{self.task_id}:{self.number}"


# What a task asks for by what it is: the steps of its clocks, the end of its pause, the hearing of another side, the end of
# patience with silence, the time to take a raised matter on, the steps of a notice.
OfTask = ClockRing | PauseOver | SideHeard | SilenceOver | HandOnOver | NoticeRing
Rings = Mapping[OfTask, datetime]


@value
class Snoozed(TimerData):
    """One person's own reminder of a clock, put off by them; the ladder goes on beside it."""

    kind: ClassVar[TimerKind] = TimerKind.SNOOZE

    task_id: int
    member_id: int
    clock: CommitmentKind
    generation: int
    step: str
    until: int

    @property
    def key(self) -> str:
        """One for each time it is put off to."""
        return f"{snooze_prefix(self.task_id, self.member_id, self.clock)}{self.until}"


@value
class PromiseWaits(TimerData):
    """What was promised in a chase, fact `seq` of the history, should have come when it rings."""

    kind: ClassVar[TimerKind] = TimerKind.PROMISE

    task_id: int
    seq: int

    @property
    def key(self) -> str:
        """One for each chase."""
        return f"promise:{self.task_id}:{self.seq}"


def snooze_prefix(task_id: int, member_id: int, clock: CommitmentKind) -> str:
    """The beginning of the keys of what one person put off about one clock."""
    return f"snooze:{task_id}:{member_id}:{clock}:"


@value
class Seal(TimerData):
    """The day's seal over all histories; of the tasks `after` this one."""

    kind: ClassVar[TimerKind] = TimerKind.SEAL

    after: int = 0

    @property
    def key(self) -> str:
        """There is one."""
        return str(self.kind)


@value
class Regret(TimerData):
    """The minute in which a decision can be undone, over when it rings.

    `member_id` did `fact`, and those in `told` heard of it. `before` is what the decision changed, as it was, and `waiting`
    the clock timers that waited then; both as they are stored.
    """

    kind: ClassVar[TimerKind] = TimerKind.REGRET

    task_id: int
    member_id: int
    fact: str
    told: tuple[int, ...]
    before: str
    waiting: tuple[tuple[str, str], ...]


class Turn(StrEnum):
    """What happens in an absence by itself: it begins, it ends, nobody has taken over in time."""

    BEGINS = "begins"
    ENDS = "ends"
    WAITS = "waits"


@value
class AbsenceTurn(TimerData):
    """A turn of somebody's absence."""

    kind: ClassVar[TimerKind] = TimerKind.ABSENCE

    absence_id: int
    turn: str

    def key(self, at: datetime) -> str:
        """One for each moment at which it may turn."""
        return f"absence:{self.absence_id}:{self.turn}:{int(at.timestamp())}"


@value
class Reach(TimerData):
    """The daily look at who cannot be written to in private."""

    kind: ClassVar[TimerKind] = TimerKind.REACH

    @property
    def key(self) -> str:
        """The beginning of the key of each."""
        return str(self.kind)


@value
class AppealWaits(TimerData):
    """A step of the ladder of answers, for an appeal against the breach of that name."""

    kind: ClassVar[TimerKind] = TimerKind.APPEAL

    task_id: int
    breach: str
    step: str

    @property
    def key(self) -> str:
        """One for each step; against one breach there is one appeal."""
        return f"appeal:{self.task_id}:{self.breach}:{self.step}"


def regret_key(task_id: int, version: int) -> str:
    """The key of a task's open minute: any later change gives the task another version, and nothing is undone over it."""
    return f"regret:{task_id}:{version}"


TIMERS: dict[str, type[TimerData]] = {
    cls.kind: cls
    for cls in (
        ClockRing,
        PauseOver,
        SideHeard,
        SilenceOver,
        NoticeRing,
        HandOnOver,
        Snoozed,
        PromiseWaits,
        DigestOf,
        Worklists,
        Afternoons,
        Seal,
        Regret,
        AbsenceTurn,
        Reach,
        AppealWaits,
        SeriesDue,
        SeriesAnew,
        BulletinRing,
    )
}
