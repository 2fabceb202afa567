"""常规事项: on which days a series comes, when each task is due, and how long ahead it is made.

Source: behaviour.md section 3, an RFC 5545 rule with working-day adjustment; each is made ahead by its lead time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice, pairwise

from domain.model.repeats import Adjust, Repeats
from domain.model.series import Coming, Series
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

_MONTH_DAY = late(r"BYMONTHDAY=(29|30|31)(?=;|$)")


def day_not_in_every_month(repeats: Repeats) -> int:
    """The 29th, 30th or 31st of every month, which some have not; 0 where every period has its day."""
    found = (
        _MONTH_DAY.search(repeats.rule) if "FREQ=MONTHLY" in repeats.rule and "BYMONTH=" not in repeats.rule else None
    )
    return int(found[1]) if found else 0


def on_the_last(repeats: Repeats) -> Repeats:
    """The same, on the month's last day where it has no such day."""
    day = day_not_in_every_month(repeats)
    days = ",".join(str(n) for n in range(28, day + 1))
    rule = _MONTH_DAY.sub(f"BYMONTHDAY={days};BYSETPOS=-1", repeats.rule)
    return replace(repeats, rule=rule) if day else repeats
