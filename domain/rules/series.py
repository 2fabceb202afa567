"""常规事项: on which days a series comes, when each task is due, and how long ahead it is made.

Source: behaviour.md section 3, an RFC 5545 rule with working-day adjustment; each is made ahead by its lead time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import islice, pairwise, takewhile

from domain.model.people import Member
from domain.model.repeats import Adjust, Repeats
from domain.model.series import Coming, Going, Series
from domain.model.value import replace
from domain.settings.spans import Span
from domain.text import late
from worktime.calendar import UnknownYear, WorkingCalendar
from worktime.occurrences import dates, hour_of

_A_DAY = timedelta(days=1)
_LOOKED_AT = 12  # dates whose distance tells how long an interval is
_MOST = 20_000  # dates of a rule that are looked through
_COUNTS = late(r"INTERVAL=(?!1\b)\d+")
_ONE_A_PERIOD = late(r"BY(?:DAY|MONTHDAY)=[^;]*,")  # Monday and Thursday: two a week


def coming(series: Series, calendar: WorkingCalendar) -> Iterator[Coming]:
    """The dates of a series that are not settled, one after another; two that fall on one day are one."""
    last = series.settled_due
    for on in islice(_days(series, calendar), _MOST):
        if series.repeats.until and on.isoformat() > series.repeats.until:
            return
        due = due_on(series.repeats, on, calendar)
        if due > last:
            last = due
            yield Coming(on, due)


def _days(series: Series, calendar: WorkingCalendar) -> Iterator[date]:
    """The rule's days after the last that is settled; who counts weeks counts them from the day it began."""
    rule, began, after = series.repeats.rule, date.fromisoformat(series.began_on), date.fromisoformat(series.settled_on)
    first = began if _COUNTS.search(rule) else max(began, after + _A_DAY)
    bare = "BY" not in rule and first == began and bool(_COUNTS.search(rule))  # every two weeks, from today: not today
    for on in dates(rule, first, calendar, working_days=series.repeats.office_days):
        if on > after and not (bare and on == began):
            yield on


def due_on(repeats: Repeats, on: date, calendar: WorkingCalendar) -> datetime:
    """When the task of this day is due; of a rule that names days only, at the end of the day."""
    day, hour = _adjusted(on, repeats.adjust, calendar), hour_of(repeats.rule)
    return calendar.day_end(day) if hour is None else calendar.at(day, hour)


def _adjusted(on: date, adjust: Adjust, calendar: WorkingCalendar) -> date:
    """The day itself where nobody knows yet which days of its year are worked."""
    try:
        if adjust is Adjust.NONE or calendar.is_working_day(on):
            return on
        return calendar.next_working_day(on) if adjust is Adjust.AFTER else calendar.add_working_days(on, -1)
    except UnknownYear:
        return on


def names_days(repeats: Repeats) -> bool:
    """Whether it says no time of day."""
    return hour_of(repeats.rule) is None


def is_there(member: Member | None) -> bool:
    """Whether somebody can be given the tasks of a series, and give them."""
    return member is not None and member.active and not member.left


def nobody_does(series: Series, lead: Member | None) -> bool:
    """Whether a series goes on, and there is nobody to do it."""
    return series.going is Going.HELD or (series.going is Going.RUNNING and not is_there(lead))


# -- ahead -------------------------------------------------------------------------------------------------------------


def made_at(series: Series, one: Coming, usual: Span, calendar: WorkingCalendar) -> datetime:
    """When the task of a date is made: its lead time before it is due, when people work, and not before the last is due."""
    span = Span.parse(series.ahead) if series.ahead else usual
    moment = max(_before(one.due, span, calendar), series.settled_due)
    try:
        begun = moment if calendar.is_working_moment(moment) else calendar.next_working_moment(moment)
    except UnknownYear:
        return moment
    return begun if begun < one.due else moment


def _before(due: datetime, span: Span, calendar: WorkingCalendar) -> datetime:
    try:
        return replace(span, amount=-abs(span.amount)).after(due, calendar)
    except UnknownYear:
        return due - abs(span.amount) * _A_DAY


def fits(series: Series, span: Span, calendar: WorkingCalendar) -> bool:
    """Whether a lead time is no longer than the time from one of its dates to the next, taken between working days."""
    found = list(islice(coming(series, calendar), _LOOKED_AT))
    return all(_before(b.due, span, calendar) >= a.due - _A_DAY for a, b in pairwise(found))


# -- on another calendar -----------------------------------------------------------------------------------------------


def in_its_place(repeats: Repeats, on: date, old: WorkingCalendar, new: WorkingCalendar) -> date:
    """The day of a rule on another calendar: of 每月最后一个工作日 that of the month; of a rule of days the same."""
    if not _counts_working_days(repeats):
        return on
    before, after = (_days_in_month(repeats, on, calendar) for calendar in (old, new))
    return after[before.index(on)] if on in before and len(before) == len(after) else on


def _counts_working_days(repeats: Repeats) -> bool:
    return repeats.office_days and "BYSETPOS" in repeats.rule


def _days_in_month(repeats: Repeats, on: date, calendar: WorkingCalendar) -> list[date]:
    found = dates(repeats.rule, on.replace(day=1), calendar, working_days=True)
    return list(takewhile(lambda day: day <= _end_of_month(on), found))


def had_on_any_calendar(settled_on: str, repeats: Repeats) -> str:
    """Up to which day a settled date stands, however working days are counted: a month has its last working day once."""
    if not _counts_working_days(repeats) or _SEVERAL_PLACES.search(repeats.rule):
        return settled_on
    return _end_of_month(date.fromisoformat(settled_on)).isoformat()


_SEVERAL_PLACES = late(r"BYSETPOS=[^;]*,")


# -- changed -----------------------------------------------------------------------------------------------------------


def settled_by_another_rule(settled_on: str, before: Repeats, after: Repeats) -> str:
    """Up to which day a changed rule has had its date: the month that has its report has no second one, but the day that has
    had its own leaves the week its Friday."""
    return min(_had_until(settled_on, before), _had_until(settled_on, after))


def _had_until(settled_on: str, repeats: Repeats) -> str:
    """The last day of the period of a rule for which a day of it stands."""
    rule = repeats.rule
    if _ONE_A_PERIOD.search(rule) or repeats.office_days:
        return settled_on
    on = date.fromisoformat(settled_on)
    return _LAST_OF[next(f for f in _LAST_OF if f in rule)](on).isoformat()


def _end_of_month(on: date) -> date:
    return (on.replace(day=1) + timedelta(days=32)).replace(day=1) - _A_DAY


_LAST_OF: Mapping[str, Callable[[date], date]] = {
    "FREQ=DAILY": lambda on: on,
    "FREQ=WEEKLY": lambda on: on + timedelta(days=6 - on.weekday()),
    "FREQ=MONTHLY": _end_of_month,
    "FREQ=YEARLY": lambda on: on.replace(month=12, day=31),
}

_MONTH_DAYS = late(r"BYMONTHDAY=(?P<others>(?:\d+,)*)(?P<last>29|30|31)(?=;|$)")
_SHORTEST = 28  # days that every month has


def day_not_in_every_month(repeats: Repeats) -> int:
    """The 29th, 30th or 31st of every month, which some have not; 0 where every period has its days."""
    rule = repeats.rule
    if "FREQ=MONTHLY" not in rule or "BYMONTH=" in rule or "BYSETPOS" in rule:
        return 0
    found = _MONTH_DAYS.search(rule)
    return int(found["last"]) if found and all(day < _SHORTEST for day in _days_of(found["others"])) else 0


def _days_of(listed: str) -> list[int]:
    return [int(day) for day in listed.split(",") if day]


def on_the_last(repeats: Repeats) -> Repeats:
    """The same, on the month's last day where it has no such day."""
    found = _MONTH_DAYS.search(repeats.rule) if day_not_in_every_month(repeats) else None
    if found is None:
        return repeats
    others, last = _days_of(found["others"]), int(found["last"])
    days = [*others, -1] if last == _LONGEST else [*others, *range(_SHORTEST, last + 1)]
    places = "" if last == _LONGEST else ";BYSETPOS=" + ",".join(map(str, [*range(1, len(others) + 1), -1]))
    put = f"BYMONTHDAY={','.join(map(str, days))}{places}"
    return replace(repeats, rule=repeats.rule.replace(found[0], put))


_LONGEST = 31  # days of a month: the 31st, or the last day, is always the last day
