"""常规事项, a series: what is ordered once and comes back by a rule, and each of its dates."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from domain.model.drafts import TaskDraft
from domain.model.repeats import Repeats
from domain.model.value import value


class Going(StrEnum):
    """Where a series stands: it goes on; it waits for somebody to do it; it was stopped; it has had its last date."""

    RUNNING = "running"
    HELD = "held"
    STOPPED = "stopped"
    ENDED = "ended"


class Became(StrEnum):
    """What became of a date: a task, in time or late; left out as asked; over while the bot was away."""

    MADE = "made"
    LATE = "late"
    SKIPPED = "skipped"
    MISSED = "missed"


@value
class Coming:
    """One date of a series: the rule's day, and the moment at which its task is due."""

    on: date
    due: datetime


@value
class Series:
    """A series (常规事项), S3 among people.

    `template` is the task as it was ordered, `zone` the clock by which the rule was said, `ahead` how long before it is due
    a task is made (a span such as `5wd`; "" for the usual), `began_on` the day (ISO) from which a rule counts its weeks.
    Dates up to `settled_on` are settled, and none is due at or before `settled_due`; `made` tasks came of it so far.
    """

    id: int
    giver_id: int
    lead_id: int
    repeats: Repeats
    template: TaskDraft
    zone: str
    began_on: str
    settled_on: str
    settled_due: datetime
    team_id: int | None = None
    in_group: bool = False
    ahead: str = ""
    made: int = 0
    going: Going = Going.RUNNING
    next_on: str = ""  # the date whose timer waits; "" where none does
    version: int = 0

    @property
    def title(self) -> str:
        """What is to be done each time."""
        return self.template.title


@value
class Settled:
    """What became of one date of a series, and the task it became."""

    series_id: int
    on: str
    became: Became
    at: datetime
    task_id: int | None = None
    nth: int = 0
