"""The working periods of days, and all working time of a span of days, as they were worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

from worktime.days import each_day

ZERO: Final = timedelta(0)
_MOST_DAYS = 4000  # that are kept
Periods = Sequence[tuple[datetime, datetime]]


class Worked:
    """Shared by the same days and hours in every zone; `periods` of a calendar says what is not known yet."""

    def __init__(self) -> None:
        self._days: dict[tuple[tzinfo, date], Periods] = {}
        self._spans: dict[tuple[tzinfo, date, date], timedelta] = {}

    def on(self, day: date, zone: tzinfo, periods: Callable[[date], Periods]) -> Periods:
        """The periods that begin on that day, in UTC."""
        known = self._days.get((zone, day))
        if known is None:
            if len(self._days) > _MOST_DAYS:
                self._days.clear()
            known = [(start.astimezone(UTC), end.astimezone(UTC)) for start, end in periods(day)]
            self._days[zone, day] = known
        return known

    def on_all(
        self, first: date, last: date, zone: tzinfo, periods: Callable[[date], Periods]
    ) -> Iterable[tuple[datetime, datetime]]:
        """Those of all these days."""
        if first == last:
            return self.on(first, zone, periods)
        return (period for day in each_day(first, last) for period in self.on(day, zone, periods))

    def whole(self, first: date, last: date, zone: tzinfo, periods: Callable[[date], Periods]) -> timedelta:
        """All working time of these days; lists ask for the same few spans again and again."""
        known = self._spans.get((zone, first, last))
        if known is None:
            if len(self._spans) > _MOST_DAYS:
                self._spans.clear()
            known = sum((closes - opens for opens, closes in self.on_all(first, last, zone, periods)), ZERO)
            self._spans[zone, first, last] = known
        return known
