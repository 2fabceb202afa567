"""What the database counts for the figures of a period: how many of what, whose and where."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from domain.model.clocks import Commitment
from domain.model.value import value


class What(StrEnum):
    """What was counted. What is said of each stands with `Figures`."""

    GIVEN = "given"
    DONE = "done"
    CANCELLED = "cancelled"
    OPEN = "open_at_end"
    RATINGS = "ratings"
    STARS = "stars"
    SLIPS = "slips"
    ACCEPT_KEPT = "accept_kept"
    ACCEPT_BROKEN = "accept_broken"
    ACCEPT_WAIVED = "accept_waived"
    REPORTS_KEPT = "reports_kept"
    REPORTS_BROKEN = "reports_broken"
    REPORTS_WAIVED = "reports_waived"


@value
class Tally:
    """So many of something, of a team (None: of no team) and a member."""

    what: What
    team_id: int | None
    member_id: int
    n: int


@value
class Broken:
    """A done task whose finish promise ran out: the generations of that clock which had run out, in order."""

    task_id: int
    team_id: int | None
    member_id: int
    clocks: tuple[Commitment, ...]


@value
class Behind:
    """A matter that was overdue, or without an answer: since when."""

    task_id: int
    title: str
    team_id: int | None
    member_id: int
    due_at: datetime


@value
class Turned:
    """A result was returned (退回), or a decision of this member was taken back (撤回); `back` is the fact that was."""

    task_id: int
    team_id: int | None
    member_id: int
    actor_id: int | None
    at: datetime
    back: str = ""
