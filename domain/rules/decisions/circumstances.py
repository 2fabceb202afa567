"""What a decision may depend on besides the task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.model.tasks import Relation
from domain.settings.office import Settings
from worktime.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Who decides, what they are to the task, when, and by which of the office's rules."""

    actor_id: int
    relations: frozenset[Relation]
    now: datetime
    settings: Settings
    calendar: WorkingCalendar
