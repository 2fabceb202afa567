"""What a decision may depend on besides the task."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from domain.model.slips import Register
from domain.model.tasks import Relation, Task
from domain.model.value import field, value
from domain.rules.closings import Closings
from domain.settings.office import Settings
from worktime.calendar import WorkingCalendar


@value
class Undoable:
    """What was done last and can be undone: which fact, by whom, until when, and the task as it was before."""

    fact: str
    member_id: int
    until: datetime
    before: Task


@value
class Circumstances:
    """Who decides, what they are to the task, when, and by which of the office's rules."""

    actor_id: int
    relations: frozenset[Relation]
    now: datetime
    settings: Settings
    calendar: WorkingCalendar
    last: Undoable | None = None
    shown: bool = False  # a file stands among the reports
    register: Register | None = None  # where a slip would be entered
    standins: Mapping[int, int] = field(default_factory=dict)  # who can stand in for those who are away, or seem to be
    until: datetime | None = None  # the end of the lead's absence
    read: tuple[int, int] = (0, 0)  # how many have read a notice, of how many
    below: tuple[int, ...] = ()  # what is open right below it
    closings: Closings = field(default_factory=dict)  # the months whose account is closed later than usual
