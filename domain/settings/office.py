"""All an office can set that the rules need, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta

from domain.model.clocks import CommitmentKind, Rhythm
from domain.model.tasks import Priority
from domain.model.value import field, value
from domain.settings.bulletins import USUAL_BULLETINS, BulletinRules
from domain.settings.ladders import (
    DEFAULT_LADDERS,
    DEFAULT_SILENCE,
    DEFAULT_TERMS,
    Ladder,
)
from domain.settings.points import USUAL_POINTS, PointRules
from domain.settings.raised import USUAL_RAISED, RaisedRules
from domain.settings.slips import USUAL_SLIPS, SlipRules
from domain.settings.spans import Span, TimeUnit
from worktime.calendar import DayOverride, WorkingCalendar

NEAR_DUE = Span(8, TimeUnit.WORKING_HOURS)
AHEAD = Span(5, TimeUnit.WORKING_DAYS)
FREEZE = 3  # working days of the month after, until a month's account is closed
BEHIND = 30  # percent of progress that may be missing before a task is behind schedule
ONCE_A_DAY = Span(1, TimeUnit.DAYS)


@value
class Limits:
    """Bounds on what people may write or ask for, so that bad input gets one clear sentence."""

    text: int = 3000
    years_ahead: int = 5
    predecessors: int = 5  # matters that one task waits for
    milestones: int = 20  # of one matter
    urge: Span = ONCE_A_DAY  # how long until one person may chase for the same task by one tap again
    levels: int = 5  # of a tree: year, quarter, month, task, subtask


@value
class Settings:
    """All an office can set that the rules need."""

    office_name: str = "Duban"
    timezone: str = "Asia/Shanghai"
    language: str = "zh-Hans"
    holidays: str = "CN"
    owners: frozenset[int] = frozenset()
    hours: Mapping[int, tuple[tuple[time, time], ...]] | None = None
    overrides: Mapping[date, DayOverride] = field(default_factory=dict)
    digest_time: time = time(8, 30)
    digest_when_empty: bool = False
    worklist_time: time = time(8, 40)
    review_time: time = time(15, 30)
    near_due: Span = NEAR_DUE
    behind: int = BEHIND
    freeze_working_days: int = FREEZE
    slips: SlipRules = USUAL_SLIPS
    assessment: PointRules = USUAL_POINTS
    bulletins: BulletinRules = USUAL_BULLETINS
    raised: RaisedRules = USUAL_RAISED
    soon_working_days: int = 3
    calm: timedelta = timedelta(minutes=30)
    ladders: Mapping[CommitmentKind, Mapping[Priority, Ladder]] = field(default_factory=lambda: DEFAULT_LADDERS)
    terms: Mapping[CommitmentKind, Mapping[Priority, Span]] = field(default_factory=lambda: DEFAULT_TERMS)
    silence: Mapping[Priority, Span | None] = field(default_factory=lambda: DEFAULT_SILENCE)
    rhythms: Mapping[Priority, Rhythm] = field(default_factory=dict)
    limits: Limits = Limits()
    ahead: Span = AHEAD  # how long before it is due the next task of a series is made
    hints: bool = True  # whether a line says once to each what can be done with what they see for the first time
    invite_days: int = 7
    invite_uses: int = 20

    def calendar(self) -> WorkingCalendar:
        """The office's working calendar; make it once, it remembers its years."""
        return WorkingCalendar(self.timezone, hours=self.hours, country=self.holidays or None, overrides=self.overrides)
