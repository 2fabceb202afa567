"""Another working calendar, and the tasks that a series has made already: they move with their rule, accepted or not.

Source: docs/decisions/0042. As with every deadline that was counted on the calendar, one that somebody changed stays.
"""

from __future__ import annotations

from datetime import date, datetime

from domain.model.series import Series
from domain.model.tasks import Task
from domain.model.value import replace, value
from domain.rules.recount import Calendars
from domain.rules.series import due_on, in_its_place
from domain.unit import Unit
from domain.zones import in_zone

_LOOKED_BACK = 60  # dates of a series, among which that of an open task is looked for


@value
class OfSeries:
    """The date of a series for which a task was made, and when it is due on the old calendar and on the new."""

    series: Series
    on: date
    dues: tuple[datetime, datetime]

    @property
    def words(self) -> str:
        """The rule as it was said."""
        return self.series.repeats.words


def date_of(unit: Unit, task: Task, calendars: Calendars) -> OfSeries | None:
    """The date for which a task was made; None for one of no series."""
    series = unit.store.series.get(task.series_id) if task.series_id is not None else None
    if series is None:
        return None
    settled = unit.store.series.settled(series.id, _LOOKED_BACK)
    on = next((date.fromisoformat(one.on) for one in settled if one.task_id == task.id), None)
    if on is None:
        return None
    old, new = (in_zone(calendar, series.zone) for calendar in (calendars.old, calendars.new))
    moved = in_its_place(series.repeats, on, old, new)
    return OfSeries(series, on, (due_on(series.repeats, on, old), due_on(series.repeats, moved, new)))


def settle_again(unit: Unit, of: OfSeries, task: Task) -> None:
    """The next date is due after the one that has moved, and never on it."""
    series = unit.store.series.get(of.series.id)
    if series is not None and series.settled_on == of.on.isoformat():
        unit.store.series.save(replace(series, settled_due=task.due_at))
