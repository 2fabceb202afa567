"""月通报: the figures of a period, as they are counted from the log. What each means is said here and nowhere else.

A figure is over a period [since, until) by the office's clock, of ordinary tasks (`Kind.TASK`) that are not confidential.
Source: the office's rule that one definition serves every report (docs/decisions/0052).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from domain.model.value import value

NONE_LATE = timedelta(0)


@value
class Punctuality:
    """Promises that were due in the period: kept in time, broken, or broken and waived (容错)."""

    kept: int = 0
    broken: int = 0
    waived: int = 0

    @property
    def share(self) -> float | None:
        """Of those that count, how many were kept, 0.9 for 90 %; None where none was due. What was waived counts as kept."""
        due = self.kept + self.broken + self.waived
        return (self.kept + self.waived) / due if due else None


@value
class Figures:
    """What was done in a period, by one set of people.

    `given`: given in it. `done`: closed in it and done. `late`: those of them whose finish promise ran out and was not
    waived (容错). `cancelled`: closed in it otherwise. `open_at_end`: not closed at its end. `overdue_at_end`: those of them
    whose finish promise had run out by then, was not kept, not moved and not waived. `delays`: the working time by which
    the late ones were late, altogether; `worst` the longest of them, `worst_task` its number (0 for none). `accept`: 签收
    promises due in it, `reports`: 复命 and 反馈 promises due in it. `returned`: results returned (退回) in it, not counting
    what was taken back. `slips`: 督办单 issued in it and not withdrawn. `unanswered`: raised matters that should have been
    answered before its end and were not by then. `ratings`: how many of the done ones were rated, `stars` their sum.
    """

    given: int = 0
    done: int = 0
    late: int = 0
    cancelled: int = 0
    open_at_end: int = 0
    overdue_at_end: int = 0
    delays: timedelta = NONE_LATE
    worst: timedelta = NONE_LATE
    worst_task: int = 0
    accept: Punctuality = Punctuality()
    reports: Punctuality = Punctuality()
    returned: int = 0
    slips: int = 0
    unanswered: int = 0
    ratings: int = 0
    stars: int = 0

    @property
    def on_time(self) -> int:
        """Done, and not late."""
        return self.done - self.late

    @property
    def rate(self) -> float | None:
        """按时办结率: of what was done, how much was not late, 0.94 for 94 %; None where nothing was done."""
        return self.on_time / self.done if self.done else None

    @property
    def delay_mean(self) -> timedelta | None:
        """By how much working time the late ones were late on average; None where none was."""
        return self.delays / self.late if self.late else None

    @property
    def rating_mean(self) -> float | None:
        """The mean of the ratings; None where nothing was rated."""
        return self.stars / self.ratings if self.ratings else None

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to tell: nothing given, done, cancelled or open, and nobody left without an answer."""
        return not (self.given or self.done or self.cancelled or self.open_at_end or self.unanswered)


@value
class PersonFigures:
    """Of the tasks that are one member's to do (the lead, or whoever stands in for them)."""

    member_id: int
    figures: Figures


@value
class TeamFigures:
    """Of one team; `team_id` is 0 for what is of no team."""

    team_id: int
    figures: Figures


@value
class Trend:
    """A period before (`label` as of `Period`): what was given and done, how much of it late, what was overdue at its end."""

    label: str
    given: int = 0
    done: int = 0
    late: int = 0
    overdue_at_end: int = 0

    @property
    def rate(self) -> float | None:
        """按时办结率, as of `Figures`."""
        return (self.done - self.late) / self.done if self.done else None


@value
class OverdueMatter:
    """A task that was overdue at the end: its number, title, whose it is, the moment promised and the working time since."""

    task_id: int
    title: str
    member_id: int
    due_at: datetime
    late: timedelta


class BulletinState(StrEnum):
    """How firm a bulletin is: the period still runs; it is over and can be objected to; it is frozen (定稿)."""

    RUNNING = "running"
    DRAFT = "draft"
    FROZEN = "frozen"


@value
class Bulletin:
    """月通报 of a team, or of the whole office where `team_id` is None.

    `period` is a label as `Period` has it: `2026-10`, `2026Q3`, `2026`. `until` is the moment to which is counted: the end
    of the period, or now while it runs. `before` are the periods of the same length before it, the earliest first. `teams`
    stand in the office's only, `people` in each. `number` counts the bulletins of a team and a length within their year, 0
    before it is frozen; months, quarters and years are series of their own. `freezes_at`: until when can be objected. `late`,
    `returned`, `unanswered`: the numbers of the matters behind those figures, so that each can be followed.
    """

    period: str
    team_id: int | None
    until: datetime
    state: BulletinState
    figures: Figures
    before: tuple[Trend, ...] = ()
    teams: tuple[TeamFigures, ...] = ()
    people: tuple[PersonFigures, ...] = ()
    overdue: tuple[OverdueMatter, ...] = ()
    number: int = 0
    freezes_at: datetime | None = None
    late: tuple[int, ...] = ()
    returned: tuple[int, ...] = ()
    unanswered: tuple[int, ...] = ()

    @property
    def now(self) -> Trend:
        """The period itself, as those before it are told."""
        f = self.figures
        return Trend(self.period, f.given, f.done, f.late, f.overdue_at_end)
