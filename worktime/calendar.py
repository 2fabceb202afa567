"""The working calendar: which days and hours an office works, in any time zone.

Sources of a day, strongest first: the office's own overrides; the make-up working days (调休, 補班) and holidays of
the `holidays` package for the country; the weekly hours (`years` puts them together).

Every moment taken or given is aware; a naive one is a bug and raises `ValueError`. Lengths of time are measured on
the time line (through UTC), so a working day with a daylight-saving change in it is an hour longer or shorter.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from worktime.days import ONE_DAY, DayOverride, each_day
from worktime.hours import (
    LAST_MINUTE,
    MIDNIGHT,
    USUAL_HOURS,
    Period,
    WeekHours,
    checked,
    crosses_midnight,
    ends_with_day,
    length,
    stand_in,
)
from worktime.worked import ZERO, Periods, Worked
from worktime.years import FIRST_YEAR, LAST_YEAR, UnknownYear, Year, is_known, work_out

__all__ = ["DayOverride", "UnknownYear", "WorkingCalendar"]


class WorkingCalendar:
    """An office's working time. Immutable; years are worked out when first asked for and kept."""

    def __init__(
        self,
        zone: str | tzinfo = "Asia/Shanghai",
        *,
        hours: WeekHours | None = None,
        country: str | None = "CN",
        overrides: Mapping[date, DayOverride] | None = None,
    ) -> None:
        """`hours` maps a weekday (0 = Monday) to its working periods in local time (see `hours`); one left out is free.

        `country` is an ISO 3166 code known to `holidays`, or None for an office without public holidays.
        Raises `ValueError` for hours that are empty, reversed or overlapping.
        """
        self.zone: tzinfo = ZoneInfo(zone) if isinstance(zone, str) else zone
        self.country = country
        self.hours: WeekHours = checked(USUAL_HOURS if hours is None else hours)
        self._stand_in = stand_in(self.hours)
        self._nights = any(crosses_midnight(periods[-1]) for periods in self.hours.values())
        self._overrides = dict(overrides or {})
        self._years: dict[int, Year] = {}
        self._worked = Worked()

    def in_zone(self, zone: tzinfo) -> WorkingCalendar:
        """The same days and hours on the clocks of another zone; shares what is worked out of years and days."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__, zone=zone)
        return other

    @property
    def years(self) -> Mapping[int, Year]:
        """The years that were worked out so far."""
        return dict(self._years)

    def recall(self, years: Mapping[int, Year]) -> None:
        """Take years that were worked out before, from the same hours, country and own days."""
        self._years.update(years)

    @property
    def usual_day(self) -> timedelta:
        """How long the longest day of a usual week is worked."""
        return max(length(periods) for periods in self.hours.values())

    # -- days ------------------------------------------------------------------------------------------------------

    def knows(self, day: date) -> bool:
        """Whether working days around this day can be counted at all."""
        return is_known(self.country, day.year)

    def is_provisional(self, day: date) -> bool:
        """True when the official notice for that year is not in the data yet: make-up days may still appear."""
        return day not in self._overrides and self.knows(day) and self._year(day.year).provisional

    def is_working_day(self, day: date) -> bool:
        """Raises `UnknownYear` where the data ends."""
        working = self._year(day.year).working
        at = bisect_left(working, day.toordinal())
        return at < len(working) and working[at] == day.toordinal()

    def is_holiday(self, day: date) -> bool:
        """A named day off (public holiday, or an override with a name), unlike an ordinary weekend."""
        return self.knows(day) and day in self._year(day.year).holidays

    def day_name(self, day: date) -> str | None:
        """The holiday's or make-up day's name in the country's own language, None for an ordinary day."""
        return self._year(day.year).names.get(day) if self.knows(day) else None

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        return self.add_working_days(day, 1)

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after `day` (before it, when n is negative); `day` itself is not counted.

        n = 0 gives `day`, or the next working day when `day` is free. Raises `UnknownYear` where the data ends.
        """
        if n == 0:
            return day if self.is_working_day(day) else self.add_working_days(day, 1)
        return self._forward(day, n) if n > 0 else self._backward(day, -n)

    def days_skipped(self, first: date, last: date) -> tuple[date, ...]:
        """The days off after `first`, up to and with `last`: what a count of working days stepped over."""
        return tuple(day for day in each_day(first + ONE_DAY, last) if not self.is_working_day(day))

    def make_up_days(self, first: date, last: date) -> tuple[date, ...]:
        """The working days after `first`, up to and with `last`, that the weekly hours would have left free."""
        days = each_day(first + ONE_DAY, last)
        return tuple(day for day in days if day.weekday() not in self.hours and self.is_working_day(day))

    def rest_around(self, day: date) -> tuple[date, date]:
        """First and last day of the unbroken run of days off that holds `day`; (day, day) when it is worked."""
        if self.is_working_day(day):
            return day, day
        return self.add_working_days(day, -1) + ONE_DAY, self.add_working_days(day, 1) - ONE_DAY

    def next_holiday(self, day: date) -> date | None:
        """The first public holiday after `day` within two years, None when there is none."""
        for year in range(day.year, day.year + 3):
            if self.knows(date(year, 1, 1)):
                found = min((off for off in self._year(year).holidays if off > day), default=None)
                if found is not None:
                    return found
        return None

    # -- hours -----------------------------------------------------------------------------------------------------

    def periods(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The working periods that begin on that day in order, aware in the calendar's zone; empty on a day off.

        A make-up day on a weekend is worked at Friday's hours.
        """
        if not self.is_working_day(day):
            return ()
        return tuple((self.at(day, period[0]), self._end(day, period)) for period in self._usual(day))

    def opening(self, day: date) -> datetime:
        """When that day's work starts; for a day off, when it would start on a Friday."""
        return self.at(day, self._usual(day)[0][0])

    def closing(self, day: date) -> datetime:
        """下班: when that day's work ends; for a day off, when it would end on a Friday. Work until midnight: 23:59."""
        last = self._usual(day)[-1]
        return self.day_end(day) if ends_with_day(last[1]) else self._end(day, last)

    def shift_day(self, at: datetime) -> date:
        """The day whose work a moment belongs to: at two in a night shift, the day before; else its own day."""
        day = self._local(at).date()
        before = self._first(day)
        return before if before != day and any(s <= at < e for s, e in self._periods_utc(before)) else day

    def day_end(self, day: date) -> datetime:
        """23:59 local time: the moment shown for "that day, until its end"."""
        return self.at(day, LAST_MINUTE)

    def at(self, day: date, clock: time) -> datetime:
        """That wall-clock time in the calendar's zone; one that daylight saving skips moves forward past the gap."""
        return _settled(datetime.combine(day, clock, self.zone))

    def is_working_moment(self, at: datetime) -> bool:
        """Whether the office is at work at that moment (a period's end is no longer work)."""
        day = self._local(at).date()
        days = dict.fromkeys((self._first(day), day))
        return any(start <= at < end for one in days for start, end in self._periods_utc(one))

    def next_working_moment(self, at: datetime) -> datetime:
        """`at` itself inside working time, else the start of the next working period."""
        here = self._local(at)
        for start, end in self._from(self._first(here.date())):
            if here.astimezone(UTC) < end:
                return max(start, here.astimezone(UTC)).astimezone(self.zone)
        raise UnknownYear(LAST_YEAR + 1)  # pragma: no cover - _from raises first

    def add_working_time(self, at: datetime, amount: timedelta) -> datetime:
        """The moment when `amount` of working time has passed since `at`; negative amounts count backwards."""
        return self._later(at, amount) if amount >= ZERO else self._earlier(at, -amount)

    def working_time_between(self, a: datetime, b: datetime) -> timedelta:
        """Working time from a to b; negative when b is earlier."""
        if b < a:
            return -self.working_time_between(b, a)
        start, end, day, last = a.astimezone(UTC), b.astimezone(UTC), self._local(a).date(), self._local(b).date()
        first = self._first(day)
        total = self._worked.whole(first, last, self.zone, self.periods)
        for opens, closes in self._all(first, day):
            if opens < start:
                total -= min(closes, start) - opens
        for opens, closes in self._all(max(first, self._first(last)), last):
            if closes > end:
                total -= closes - max(opens, end)
        return total

    # -- inside ----------------------------------------------------------------------------------------------------

    def _usual(self, day: date) -> Sequence[Period]:
        return self.hours.get(day.weekday()) or self._stand_in

    def _first(self, day: date) -> date:
        """The day before, where a period that began on it can still be running."""
        return day - ONE_DAY if self._nights and self.knows(day - ONE_DAY) else day

    def _end(self, day: date, period: Period) -> datetime:
        """The end of a period that begins on that day."""
        if ends_with_day(period[1]):
            return self.at(day + ONE_DAY, MIDNIGHT)
        return self.at(day + ONE_DAY if crosses_midnight(period) else day, period[1])

    def _local(self, at: datetime) -> datetime:
        if at.tzinfo is None:
            msg = "a moment without a zone"
            raise ValueError(msg)
        return at.astimezone(self.zone)

    def _periods_utc(self, day: date) -> Periods:
        return self._worked.on(day, self.zone, self.periods)

    def _all(self, first: date, last: date) -> Iterable[tuple[datetime, datetime]]:
        return self._worked.on_all(first, last, self.zone, self.periods)

    def _from(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        while True:
            yield from self._periods_utc(day)
            day = self.add_working_days(day, 1)

    def _back_from(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        while True:
            yield from reversed(self._periods_utc(day))
            day = self.add_working_days(day, -1)

    def _later(self, at: datetime, amount: timedelta) -> datetime:
        local, moment = self._local(at), at.astimezone(UTC)
        for start, end in self._from(self._first(local.date())):
            begin = max(start, moment)
            if begin >= end:
                continue
            if amount <= end - begin:
                return (begin + amount).astimezone(self.zone)
            amount -= end - begin
        raise UnknownYear(LAST_YEAR + 1)  # pragma: no cover - _from raises first

    def _earlier(self, at: datetime, amount: timedelta) -> datetime:
        moment = self._local(at).astimezone(UTC)
        for start, end in self._back_from(self._local(at).date()):
            stop = min(end, moment)
            if start < stop and amount <= stop - start:
                return (stop - amount).astimezone(self.zone)
            amount -= max(ZERO, stop - start)
        raise UnknownYear(FIRST_YEAR - 1)  # pragma: no cover - _back_from raises first

    def _forward(self, day: date, n: int) -> date:
        year, passed = day.year, bisect_right(self._year(day.year).working, day.toordinal())
        while passed + n > len(self._year(year).working):
            n -= len(self._year(year).working) - passed
            year, passed = year + 1, 0
        return date.fromordinal(self._year(year).working[passed + n - 1])

    def _backward(self, day: date, n: int) -> date:
        year, before = day.year, bisect_left(self._year(day.year).working, day.toordinal())
        while before < n:
            n -= before
            year -= 1
            before = len(self._year(year).working)
        return date.fromordinal(self._year(year).working[before - n])

    def _year(self, year: int) -> Year:
        known = self._years.get(year)
        if known is None:
            known = self._years[year] = work_out(year, self.country, self.hours, self._overrides)
        return known


def _settled(moment: datetime) -> datetime:
    """Wall time that exists: one inside a daylight-saving gap comes back moved past the gap."""
    try:
        return moment.astimezone(UTC).astimezone(moment.tzinfo)
    except OverflowError:  # the first or last hours of the calendar
        return moment
