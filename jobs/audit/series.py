"""Where a series is not what its dates say: no timer, two, one for a day that was settled or that its rule does not name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time

from domain.model.series import Became, Going, Series, Settled
from domain.model.series_timers import SeriesDue
from domain.model.value import value
from domain.ports.timers import Timer
from jobs.audit.differences import Difference

_HOURS = ("BYHOUR", "BYMINUTE")


@value
class AuditedSeries:
    """A series, what became of its dates, what waits to ring for it."""

    series: Series
    dates: Sequence[Settled]
    timers: Sequence[Timer]

    def differs(self, what: str, must: object, found: object) -> Difference:
        """One difference, in words for whoever mends it."""
        return Difference(self.series.id, what, str(must), str(found), sign="S")


def series_differences(audited: AuditedSeries) -> list[Difference]:
    """All of them; an empty list is a series that is what it must be."""
    return [found for check in _CHECKS for found in check(audited)]


def _one_timer(a: AuditedSeries) -> Iterator[Difference]:
    """One date waits of a series that goes on, none of another."""
    must = 1 if a.series.going is Going.RUNNING else 0
    if len(a.timers) != must:
        yield a.differs(f"timers while {a.series.going}", must, len(a.timers))


def _its_date(a: AuditedSeries) -> Iterator[Difference]:
    """The date that waits is a day of the rule, and was never settled."""
    settled = {one.on for one in a.dates}
    for on in (timer.data.on for timer in a.timers if isinstance(timer.data, SeriesDue)):
        if on in settled:
            yield a.differs("date that waits", "one that is not settled", on)
        if not a.series.repeats.office_days and not _is_named(a.series, date.fromisoformat(on)):
            yield a.differs("date that waits", f"a day of {a.series.repeats.rule}", on)
        if a.series.repeats.until and on > a.series.repeats.until:
            yield a.differs("date that waits", f"none after {a.series.repeats.until}", on)


def _is_named(series: Series, on: date) -> bool:
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - by night only

    parts = [part for part in series.repeats.rule.split(";") if part.partition("=")[0] not in _HOURS]
    began = date.fromisoformat(series.began_on) if any(p.startswith("INTERVAL=") for p in parts) else on
    day = datetime.combine(on, time())
    return day in rrulestr(";".join(parts), dtstart=datetime.combine(min(began, on), time()))


def _made(a: AuditedSeries) -> Iterator[Difference]:
    """Its tasks are counted without a gap, and each date has one."""
    made = sorted(one.nth for one in a.dates if one.became in (Became.MADE, Became.LATE))
    if made != list(range(1, a.series.made + 1)):
        yield a.differs("tasks it became", list(range(1, a.series.made + 1)), made)
    for one in a.dates:
        if (one.task_id is not None) != (one.became in (Became.MADE, Became.LATE)):
            yield a.differs(f"task of {one.on}", one.became, one.task_id)


_CHECKS: Sequence[Callable[[AuditedSeries], Iterator[Difference]]] = (_one_timer, _its_date, _made)
