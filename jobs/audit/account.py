"""A task as its history tells it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from domain.model.tasks import Priority, RequestKind, Status
from domain.model.value import field, value
from jobs.audit.milestones import Point
from jobs.audit.notices import Notice
from jobs.audit.parts import Shared


@value
class Account:
    """A task as its history tells it. `asked`: what waits for an answer; `before`: what it was until it was paused."""

    status: Status
    lead: int
    title: str
    due: datetime
    priority: Priority
    asked: frozenset[RequestKind] = frozenset()
    reported: bool = False  # by the lead, since it was given to them
    before: Status | None = None
    shared: Shared = field(default_factory=Shared)
    acting: int | None = None  # who took over from the lead
    missed: frozenset[str] = frozenset()  # the kinds of clocks that ran out
    notice: Notice | None = None  # what it says of a notice
    confidential: bool = False
    chases: int = 0
    parent: int | None = None  # the matter it is a part of
    period: str = ""  # of a line of a plan, which nobody has to accept
    raised: bool = False  # it wants an answer, by `due`
    awaits: frozenset[int] = frozenset()  # what it waits for
    tags: frozenset[str] = frozenset()
    milestones: Mapping[int, Point] = field(default_factory=dict)  # by number

    @property
    def hand(self) -> int:
        """Who carries it out."""
        return self.lead if self.acting is None else self.acting
