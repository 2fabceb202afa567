"""The tasks of a series: each made once, ahead of its date; one timer waits for the next.

Source: behaviour.md section 3. What fell due while the bot was away makes no burst: the last of it is made late, unless the
next one is to be made already, the rest is left out, and whoever gave the series hears it once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.errors import Refusal
from domain.facts.series import FromSeries
from domain.messages.base import Urgency
from domain.messages.office import Sentence
from domain.messages.series import SeriesCard, SeriesMissed, SeriesWhom
from domain.model.clocks import Rhythm
from domain.model.drafts import Draft, TaskDraft
from domain.model.people import Member, Memberships, Role, TeamStatus
from domain.model.post import Place
from domain.model.series import Became, Coming, Going, Series, Settled
from domain.model.series_timers import SeriesAnew, SeriesDue, series_prefix
from domain.model.tasks import Origin, Task, Wording
from domain.model.timer_kinds import TimerKind
from domain.model.value import replace
from domain.ports.timers import Timer
from domain.rules.drafts import require_may_assign
from domain.rules.mornings import quiet_until
from domain.rules.reporting import require_in_time
from domain.rules.series import coming, had_on_any_calendar, is_there, made_at, names_days
from domain.unit import Unit
from domain.usecases.tasks.assign import assign
from worktime.calendar import UnknownYear, WorkingCalendar

_TOLD_MOST = 12  # dates that are named one by one
_AT_ONCE = 20  # series that are counted again in one unit


def ring_series(unit: Unit, _timer: Timer, due: SeriesDue) -> None:
    """The moment has come to make the task of a date."""
    series = unit.store.series.get(due.series_id)
    if series is not None:
        advance(unit, series)


def count_again(unit: Unit, _timer: Timer, of: SeriesAnew) -> None:
    """Some series on another working calendar; what was made has moved with its rule already."""
    found = unit.store.series.running_after(of.after, _AT_ONCE)
    for series in found:
        last = next(iter(unit.store.series.settled(series.id, 1)), None)
        had = had_on_any_calendar(last.on, series.repeats) if last else series.settled_on
        advance(unit, replace(series, settled_on=max(series.settled_on, had)))
    if len(found) == _AT_ONCE:
        plan_again(unit, found[-1].id)


def plan_again(unit: Unit, after: int = 0) -> None:
    """Have the dates of all series counted again, some at a time; nothing where none goes on."""
    if not unit.store.series.running_after(after, 1):
        return
    unit.store.timers.add(f"{TimerKind.SERIES_ANEW}:{int(unit.now.timestamp())}:{after}", unit.now, SeriesAnew(after))


def advance(unit: Unit, series: Series) -> Series:
    """Make what is to be made by now, and plan the next date: one timer waits for a series that goes on, none for another."""
    unit.store.timers.drop(TimerKind.SERIES, series_prefix(series.id))
    while series.going is Going.RUNNING:
        calendar = unit.calendar_in(series.zone)
        over, ahead = _dates(unit, series, calendar)
        following = over[-1] if over else ahead
        if following is None:
            return unit.store.series.save(replace(series, going=Going.ENDED, next_on=""))
        at = _when(unit, series, following, calendar)
        if at > unit.now:
            return _wait(unit, series, following, at)
        series = _with_people(unit, series)
        if series.going is Going.RUNNING:
            series = _catch_up(unit, series, over, ahead, calendar) if over else _make(unit, series, following)[0]
    return series


def _dates(unit: Unit, series: Series, calendar: WorkingCalendar) -> tuple[list[Coming], Coming | None]:
    """The dates that are over, and the next; none after as many tasks as were asked for."""
    over: list[Coming] = []
    if series.repeats.times and series.made >= series.repeats.times:
        return over, None
    for one in coming(series, calendar):
        if one.due > unit.now:
            return over, one
        over.append(one)
    return over, None


def _when(unit: Unit, series: Series, one: Coming, calendar: WorkingCalendar) -> datetime:
    """When its task is made, or what is over is made good: by night only what would come too late in the morning."""
    at = max(made_at(series, one, unit.settings.ahead, calendar), unit.now)
    try:
        begun = at if series.template.priority.breaks_quiet else quiet_until(calendar, at)
    except UnknownYear:
        return at
    return begun if begun < one.due or one.due <= unit.now else at


def _wait(unit: Unit, series: Series, one: Coming, at: datetime) -> Series:
    """The timer of a date; of one that rang already, and was put off, another."""
    due = SeriesDue(series.id, one.on.isoformat())
    if not unit.store.timers.add(due.key, at, due):
        unit.store.timers.add(f"{due.key}:{series.version}", at, due)
    return unit.store.series.save(replace(series, next_on=due.on))


# -- people ------------------------------------------------------------------------------------------------------------


def _with_people(unit: Unit, series: Series) -> Series:
    """The series with somebody who gives it and somebody who does it; where nobody does, it waits, and that is asked once."""
    lead, giver = unit.store.members.get(series.lead_id), unit.store.members.get(series.giver_id)
    if series.lead_id == series.giver_id and not is_there(lead):
        return unit.store.series.save(replace(series, going=Going.STOPPED, next_on=""))
    if not (is_there(giver) and may_give(unit, series.giver_id, series)):
        series = _handed_on(unit, series)
    if not is_there(lead):
        series = unit.store.series.save(replace(series, going=Going.HELD, next_on=""))
        unit.say(Place(member_id=series.giver_id), SeriesWhom(series.id, gone=True), urgency=Urgency.NORMAL)
    return series


def giver_left(unit: Unit, member_id: int) -> None:
    """What somebody gave who is there no more, and nobody does: it is handed on now, for no timer may ring for it."""
    if is_there(unit.store.members.get(member_id)):
        return
    for series in unit.store.series.alone(member_id, _AT_ONCE):
        _handed_on(unit, series)


def may_give(unit: Unit, member_id: int, series: Series) -> bool:
    """Whether somebody may still give such a task."""
    member = unit.store.members.get(member_id)
    if member is None:
        return False
    try:
        require_may_assign(unit.store.members.with_roles(member), series.team_id, series.template.people)
    except Refusal:
        return False
    return True


def _handed_on(unit: Unit, series: Series) -> Series:
    """Whoever gave it has left, or may not any more: the team's leader has it, or an owner, and hears so."""
    members = unit.store.members
    found = [*members.holding(Role.LEADER, series.team_id), *members.holding(Role.OWNER, None)]
    heir = next((m for m in found if is_there(m)), None)
    if heir is None:
        return series
    unit.say(Place(member_id=heir.id), SeriesCard(series.id, "handed-on", by=series.giver_id), urgency=Urgency.NORMAL)
    return unit.store.series.save(replace(series, giver_id=heir.id))


# -- a task ------------------------------------------------------------------------------------------------------------


def _make(unit: Unit, series: Series, one: Coming, *, late: bool = False) -> tuple[Series, Task]:
    """The task of a date, given as whoever gave the series would give it now."""
    giver = unit.store.members.with_roles(_member(unit, series.giver_id))
    series = _with_a_place(unit, series)
    nth = series.made + 1
    settled_due = max(series.settled_due, one.due)
    series = unit.store.series.save(replace(series, made=nth, settled_on=one.on.isoformat(), settled_due=settled_due))
    task = assign(unit, giver, Draft(0, giver.member.id, _chat(unit, series, giver), _written(unit, series, one)))
    became = Became.LATE if late else Became.MADE
    unit.store.series.settle([Settled(series.id, one.on.isoformat(), became, unit.now, task.id, nth)])
    unit.record(task, FromSeries(series.id, nth, series.repeats.words, one.on.isoformat(), late), None)
    return series, task


def _member(unit: Unit, member_id: int) -> Member:
    found = unit.store.members.get(member_id)
    assert found is not None
    return found


def _written(unit: Unit, series: Series, one: Coming) -> TaskDraft:
    """The task of a date as an order; whoever of the others has left is not in it."""
    kept = {i for i in (*series.template.people, *series.template.watchers) if is_there(unit.store.members.get(i))}
    template = replace(
        series.template,
        people=tuple(i for i in series.template.people if i in kept),
        watchers=tuple(i for i in series.template.watchers if i in kept),
        due=one.due,
        wording=Wording(due_day_only=names_days(series.repeats)),
        origin=series.template.origin or Origin.RECURRING,
        series_id=series.id,
        nth=series.made,
    )
    return _without_rhythm(unit, template, one.due)


def _without_rhythm(unit: Unit, template: TaskDraft, due: datetime) -> TaskDraft:
    """Where the result is due before the first report would be, none is asked for."""
    if not template.periodic:
        return template
    try:
        require_in_time(Rhythm(template.periodic, template.periodic_words), due, unit.now, unit.calendar)
    except Refusal:
        return replace(template, periodic="", periodic_words="")
    return template


def _with_a_place(unit: Unit, series: Series) -> Series:
    """Where its group is gone, its tasks are given in private from now on; that is said once."""
    team = unit.store.teams.get(series.team_id) if series.team_id is not None else None
    if not series.in_group or (team is not None and team.status is TeamStatus.APPROVED):
        return series
    fields = {"series": str(series.id), "title": series.title}
    unit.say(Place(member_id=series.giver_id), Sentence("series-group-gone", fields), urgency=Urgency.NORMAL)
    return unit.store.series.save(replace(series, in_group=False))


def _chat(unit: Unit, series: Series, giver: Memberships) -> int:
    team = unit.store.teams.get(series.team_id) if series.in_group and series.team_id is not None else None
    return team.chat_id if team else giver.member.telegram_id or 0


# -- downtime ----------------------------------------------------------------------------------------------------------


def _catch_up(
    unit: Unit, series: Series, over: Sequence[Coming], ahead: Coming | None, calendar: WorkingCalendar
) -> Series:
    """The dates that passed: the last is made late, unless the next is made before that is done; the others are left out."""
    last, due = over[-1], _late_due(unit, calendar)
    after = replace(series, settled_on=last.on.isoformat(), settled_due=last.due)
    soon = ahead is not None and _when(unit, after, ahead, calendar) <= due
    missed = list(over) if soon else list(over[:-1])
    if missed:
        unit.store.series.settle([Settled(series.id, one.on.isoformat(), Became.MISSED, unit.now) for one in missed])
    task: Task | None = None
    if soon:
        series = unit.store.series.save(after)
    else:
        series, task = _make(unit, series, replace(last, due=due), late=True)
        series = unit.store.series.save(replace(series, settled_due=last.due))
    days = tuple(one.on.isoformat() for one in missed[-_TOLD_MOST:])
    said = SeriesMissed(series.id, days, len(missed) - len(days), task.id if task else None)
    unit.say(Place(member_id=series.giver_id), said, urgency=Urgency.NORMAL)
    return series


def _late_due(unit: Unit, calendar: WorkingCalendar) -> datetime:
    """What is made late is due at the end of the next working day."""
    today = unit.now.astimezone(calendar.zone).date()
    return calendar.closing(calendar.next_working_day(today))
