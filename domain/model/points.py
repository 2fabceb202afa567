"""量化考核: what the log says of a task that an assessment counts, and the points that come of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from domain.model.clocks import Commitment
from domain.model.slips import Colour
from domain.model.tasks import Priority
from domain.model.value import value


class Rule(StrEnum):
    """For what points are given or taken; the names of the configuration's keys."""

    ON_TIME = "on_time"
    PRAISED = "praised"
    LATE = "late"
    RETURNED = "returned"
    NO_REPORT = "no_report"
    UNACCEPTED = "unaccepted"
    PART_LATE = "part_late"
    MILESTONE_LATE = "milestone_late"
    REVIEW_LATE = "review_late"
    YELLOW_SLIP = "yellow_slip"
    RED_SLIP = "red_slip"


@value
class Deed:
    """An entry of the history that can give points or undo them: `name` is the fact's, `seq` its place.

    `stars` of an approval, `undoes` the name of the fact that was taken back, `was` the priority before, `without` the
    co-assignees of whom nothing was heard when a result was handed in.
    """

    seq: int
    at: datetime
    actor_id: int | None
    name: str
    stars: int | None = None
    undoes: str = ""
    was: Priority | None = None
    without: tuple[int, ...] = ()


@value
class SlipMade:
    """A slip to a person that was not withdrawn."""

    colour: Colour
    seq: int
    member_id: int
    issued_at: datetime


@value
class TaskLog:
    """What an assessment reads of a task: `deeds` in the order of its history, `clocks` those that ran out."""

    id: int
    title: str
    assigner_id: int
    team_id: int | None
    priority: Priority
    confidential: bool
    lead_id: int
    co_ids: tuple[int, ...] = ()
    paused_at: datetime | None = None
    deeds: tuple[Deed, ...] = ()
    clocks: tuple[Commitment, ...] = ()
    slips: tuple[SlipMade, ...] = ()

    @property
    def is_own(self) -> bool:
        """Given by somebody to nobody but themselves: nobody else judged it."""
        return self.lead_id == self.assigner_id and not self.co_ids


@value
class Point:
    """Points of one person by one rule, with the event behind them: the entry `seq` of the task's history, or a `breach`.

    `at` is the moment of the event, of a promise when it was due: to the account of its month it goes. `waived` ones count
    nothing and are shown. `shared`: as co-assignee. `weight` is that of the priority.
    """

    rule: Rule
    member_id: int
    task_id: int
    at: datetime
    points: float
    seq: int = 0
    breach: str = ""
    waived: bool = False
    shared: bool = False
    weight: float = 1
