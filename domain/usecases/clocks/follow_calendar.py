"""The working calendar changed since the last start: what was counted on it is counted again, and people are told.

Some tasks a unit, then some people a unit, and each unit writes down how far it came: a start that dies in between goes on
there at the next one, counts no task twice and tells nobody twice.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from domain.facts.clocks import DeadlineRecounted
from domain.messages.base import Urgency
from domain.messages.clocks import CalendarChanged
from domain.model.people import Member, Role
from domain.model.post import Place
from domain.model.tasks import Task
from domain.model.value import replace, value
from domain.ports.store import MetaKey
from domain.rules.recount import Calendars, recount
from domain.text import as_json
from domain.unit import Unit
from domain.usecases.clocks.timers import plan_anew
from domain.usecases.series.recounting import date_of, settle_again
from worktime.calendar import WorkingCalendar
from worktime.record import changed_days, read_back, write_down

TASKS_AT_ONCE, PEOPLE_AT_ONCE = 10, 50  # some tens of milliseconds of the writer's time
_LINES = 12  # so many moved deadlines of a person are told one by one
_EVERYBODY = 0  # whose tally is of all that moved
Line = tuple[int, str, str]


@value
class _Move:
    """One deadline that moved."""

    task: Task
    old: datetime

    @property
    def line(self) -> Line:
        """The task, the old moment and the new."""
        return self.task.id, self.old.isoformat(), self.task.due_at.isoformat()


def follow_calendar(unit: Unit) -> bool:
    """Compare the calendar with the one of the last start and recount open tasks where they differ; True to be called again.

    Run at every start; changes nothing when the calendar is the same, and at the very first only writes it down.
    """
    before = unit.store.meta.get(MetaKey.CALENDAR_BEFORE) or _changed(unit)
    if before is None:
        return False
    calendars = Calendars(read_back(before), _counted_on(unit))
    if _recount_some(unit, calendars) or _tell_some(unit, calendars):
        return True
    for key in (MetaKey.CALENDAR_BEFORE, MetaKey.RECOUNTED, MetaKey.RECOUNT_TOLD, MetaKey.RECOUNT_MOVED):
        unit.store.meta.drop_all(key)
    return _written(unit) != unit.store.meta.get(MetaKey.CALENDAR)  # it changed once more before this was done


def _written(unit: Unit) -> str:
    year = _today(unit).year
    return write_down(unit.calendar, year - 1, year + unit.settings.limits.years_ahead + 1)


def _today(unit: Unit) -> date:
    return unit.now.astimezone(unit.calendar.zone).date()


def _changed(unit: Unit) -> str | None:
    """The calendar before this one, where they differ; from here on it is being followed."""
    written, before = _written(unit), unit.store.meta.get(MetaKey.CALENDAR)
    if written == before:
        return None
    unit.store.meta.set(MetaKey.CALENDAR, written)
    if before is not None:
        unit.store.meta.set(MetaKey.CALENDAR_BEFORE, before)
    return before


def _counted_on(unit: Unit) -> WorkingCalendar:
    """The calendar that is being followed; another one by now where a start died and the calendar changed again."""
    following = unit.store.meta.get(MetaKey.CALENDAR)
    return unit.calendar if following is None or following == _written(unit) else read_back(following)


# -- tasks -------------------------------------------------------------------------------------------------------------


def _recount_some(unit: Unit, calendars: Calendars) -> bool:
    """The next open tasks; False when all are done."""
    if unit.store.meta.get(MetaKey.RECOUNT_TOLD) is not None:
        return False
    tasks = unit.store.tasks.open_after(_so_far(unit, MetaKey.RECOUNTED), TASKS_AT_ONCE)
    _tally(unit, [move for task in tasks if (move := _recount_one(unit, task, calendars))])
    if len(tasks) == TASKS_AT_ONCE:
        unit.store.meta.set(MetaKey.RECOUNTED, str(tasks[-1].id))
        return True
    unit.store.meta.set(MetaKey.RECOUNT_TOLD, "0")
    plan_anew(unit)
    return False


def _so_far(unit: Unit, key: MetaKey) -> int:
    return int(unit.store.meta.get(key) or 0)


def _recount_one(unit: Unit, task: Task, calendars: Calendars) -> _Move | None:
    """The task's timers follow the calendar in any case; its deadline only where the calendar moved it."""
    of_series = date_of(unit, task, calendars)
    counted = recount(task, unit.now, unit.rules_of(task), calendars, of_series.dues if of_series else None)
    if counted != task:
        counted = unit.store.tasks.save(counted)
        unit.refresh(counted)
    unit.plan(counted)
    if counted.due_at == task.due_at:
        return None
    words = of_series.words if of_series else task.due_words
    fact = DeadlineRecounted(task.due_at.isoformat(), counted.due_at.isoformat(), words)
    unit.record(counted, fact, None)
    unit.note_moved(task, counted, fact)
    if of_series:
        settle_again(unit, of_series, counted)
    return _Move(counted, task.due_at)


# -- people ------------------------------------------------------------------------------------------------------------


def _tally(unit: Unit, moves: Iterable[_Move]) -> None:
    """Keep for each person how many of their deadlines moved, and the first of them by the day they were due."""
    lines: Mapping[int, list[Line]] = defaultdict(list)
    for move in moves:
        for member_id in (_EVERYBODY, *dict.fromkeys(move.task.involved_ids)):
            lines[member_id].append(move.line)
    for member_id, more in lines.items():
        count, first = _moved_of(unit, member_id)
        kept = sorted([*first, *more], key=lambda line: line[1])[:_LINES]
        unit.store.meta.set(MetaKey.RECOUNT_MOVED, as_json([count + len(more), kept]), member_id)


def _moved_of(unit: Unit, member_id: int) -> tuple[int, Sequence[Line]]:
    kept = unit.store.meta.get(MetaKey.RECOUNT_MOVED, member_id)
    count, lines = json.loads(kept) if kept else (0, [])
    return count, [(task_id, old, new) for task_id, old, new in lines]


def _tell_some(unit: Unit, calendars: Calendars) -> bool:
    """The next people; False when all are told."""
    people = unit.store.members.active_after(_so_far(unit, MetaKey.RECOUNT_TOLD), PEOPLE_AT_ONCE)
    news = _news(unit, calendars)
    for member in people:
        _tell(unit, member, news)
    if len(people) < PEOPLE_AT_ONCE:
        return False
    unit.store.meta.set(MetaKey.RECOUNT_TOLD, str(people[-1].id))
    return True


def _news(unit: Unit, calendars: Calendars) -> CalendarChanged:
    """What owners hear beside the deadlines: the days from today to as far as both calendars were written down at least."""
    old, new, today = calendars.old, calendars.new, _today(unit)
    days = changed_days(old, new, today, date(today.year + 1, 12, 31))
    hours = (str(old.zone), old.hours) != (str(new.zone), new.hours)
    return CalendarChanged((), tuple((day.day.isoformat(), day.working) for day in days), hours)


def _tell(unit: Unit, member: Member, news: CalendarChanged) -> None:
    """One message a person, however many deadlines moved: the owners hear of all and of the days, others of theirs."""
    owner = member.role is Role.OWNER
    count, lines = _moved_of(unit, _EVERYBODY if owner else member.id)
    if count or (owner and (news.days or news.hours)):
        moved, further = tuple(lines), count - len(lines)
        saying = replace(news, moved=moved, further=further) if owner else CalendarChanged(moved, further=further)
        unit.say(Place(member_id=member.id), saying, urgency=Urgency.NORMAL)
