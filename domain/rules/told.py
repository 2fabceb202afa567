"""少打扰: what one person heard today of a matter they do not hear again today, unless it is another promise now. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from domain.facts.base import Event
from domain.facts.clocks import Reminded
from domain.model.clocks import Commitment
from worktime.calendar import WorkingCalendar

_A_DAY = timedelta(days=1)


def told_today(
    story: Iterable[Event],
    clock: Commitment,
    member_id: int,
    at: datetime,
    calendar: WorkingCalendar,
    besides: str = "",
) -> bool:
    """Whether a step (`besides` this one) told somebody before `at`, on the same day, how many days the promise has left.

    Two steps of a ladder (-3wd and -25wh) may fall on one afternoon, and both would say 还有3天. Below a day the hours are
    told, which are others each time, and what has run out climbs. What a reader put off themselves is not asked about here.
    """
    if clock.due_at - at < _A_DAY:
        return False
    today = at.astimezone(calendar.zone).date()
    return any(
        isinstance(e.fact, Reminded)
        and (e.fact.clock == clock.kind and e.fact.step != besides and member_id in e.fact.to)
        and clock.started_at <= e.at < at
        and e.at.astimezone(calendar.zone).date() == today
        for e in story
    )
