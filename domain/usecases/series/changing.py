"""A series is looked at, left out once, stopped, taken up again, changed from now on. What was made stays as it is."""

from __future__ import annotations

from datetime import date, timedelta

from domain.errors import Refusal
from domain.messages.base import Urgency
from domain.messages.series import SeriesCard
from domain.model.people import Memberships
from domain.model.post import Place
from domain.model.repeats import Adjust, Repeats
from domain.model.series import Became, Coming, Going, Series, Settled
from domain.model.value import replace, value
from domain.rules.decisions.people import require_few
from domain.rules.drafts import require_may_assign
from domain.rules.series import coming, fits, on_the_last, settled_by_another_rule
from domain.settings.spans import Span
from domain.unit import Unit
from domain.usecases.access import may_change_series, may_see_series
from domain.usecases.series.making import advance

_MOST_AHEAD = 400  # days


@value
class Change:
    """What is to be otherwise from now on; what is None stays."""

    repeats: Repeats | None = None
    people: tuple[int, ...] | None = None
    ahead: str | None = None
    adjust: Adjust | None = None


def seen(unit: Unit, who: Memberships, number: int) -> Series:
    """The series, for whoever gave it, does it or runs its team; for others there is none.

    Raises: Refusal `series-none`, the same for one that is not there.
    """
    series = unit.store.series.get(number)
    if series is None or not may_see_series(who, series):
        raise Refusal("series-none", number=str(number))
    return series


def ours(unit: Unit, who: Memberships, number: int) -> Series:
    """The series, for whoever gave it or runs its team. Raises: Refusal `series-none`, `series-right`."""
    series = seen(unit, who, number)
    if not may_change_series(who, series):
        raise Refusal("series-right", number=str(number))
    return series


def _going_on(series: Series) -> Series:
    if series.going in (Going.STOPPED, Going.ENDED):
        raise Refusal(f"series-{series.going}", number=str(series.id))
    return series


def skip(unit: Unit, who: Memberships, number: int) -> str:
    """Leave the next date out; that date (ISO). Raises: Refusal as `ours`, `series-stopped`, `series-ended`."""
    series = _going_on(ours(unit, who, number))
    following = _past_the_over(unit, series)
    if following is None:
        raise Refusal("series-ended", number=str(number))
    on = following.on.isoformat()
    unit.store.series.settle([Settled(series.id, on, Became.SKIPPED, unit.now)])
    _go_on(unit, who, replace(series, settled_on=on, settled_due=following.due), "skipped", on)
    return on


def _past_the_over(unit: Unit, series: Series) -> Coming | None:
    """The next date; those before it that are over and wait for the morning to be made good are left out with it."""
    for one in coming(series, unit.calendar_in(series.zone)):
        if one.due > unit.now:
            return one
        unit.store.series.settle([Settled(series.id, one.on.isoformat(), Became.MISSED, unit.now)])
    return None


def unskip(unit: Unit, who: Memberships, number: int, on: str = "") -> str:
    """The date that was left out last is wanted after all; that date. Raises: Refusal as `ours`, `series-not-skipped`."""
    series = _going_on(ours(unit, who, number))
    last = next(iter(unit.store.series.settled(series.id, 1)), None)
    if last is None or last.became is not Became.SKIPPED or on not in ("", last.on):
        raise Refusal("series-not-skipped", number=str(number))
    before = _day_before(date.fromisoformat(last.on))
    again = replace(series, settled_on=before, settled_due=unit.now)
    if next((one.on.isoformat() for one in coming(again, unit.calendar_in(series.zone))), "") != last.on:
        raise Refusal("series-not-skipped", number=str(number))
    unit.store.series.unsettle(series.id, last.on)
    _go_on(unit, who, again, "unskipped", last.on)
    return last.on


def stop(unit: Unit, who: Memberships, number: int) -> None:
    """No more tasks come of it. Raises: Refusal as `ours`, `series-stopped`, `series-ended`."""
    series = _going_on(ours(unit, who, number))
    _go_on(unit, who, replace(series, going=Going.STOPPED, next_on=""), "stopped")


def _day_before(day: date) -> str:
    return (day - timedelta(days=1)).isoformat()


def resume(unit: Unit, who: Memberships, number: int) -> None:
    """It goes on with the next date from now. Raises: Refusal as `ours`, `series-running`, `assign-right`."""
    series = ours(unit, who, number)
    if series.going is not Going.STOPPED:
        raise Refusal(f"series-{series.going}", number=str(number))
    require_may_assign(who, series.team_id, series.template.people)
    yesterday = unit.now.astimezone(unit.calendar_in(series.zone).zone).date() - timedelta(days=1)
    settled_on = max(series.settled_on, yesterday.isoformat())
    again = replace(series, going=Going.RUNNING, settled_on=settled_on, settled_due=max(series.settled_due, unit.now))
    _go_on(unit, who, again, "resumed")


def change(unit: Unit, who: Memberships, number: int, wanted: Change) -> None:
    """Otherwise from now on: a date that has its task keeps it, and a month that has its report gets no second one.

    Raises: Refusal as `ours`, `series-stopped`, `series-ended`, `series-ahead`, `series-never`, `series-end`, `assign-right`.
    """
    series = _going_on(ours(unit, who, number))
    if wanted.repeats is not None:
        series = _by_another_rule(unit, series, wanted.repeats)
    if wanted.adjust is not None:
        series = replace(series, repeats=replace(series.repeats, adjust=wanted.adjust))
    if wanted.people is not None:
        series = _for_others(who, series, wanted.people)
    if wanted.ahead is not None:
        series = replace(series, ahead=wanted.ahead)
    calendar = unit.calendar_in(series.zone)
    if next(coming(series, calendar), None) is None:
        name = "series-end" if series.repeats.until else "series-never"
        raise Refusal(name, words=series.repeats.until or series.repeats.words, rule=series.repeats.words)
    if series.ahead and not _is_lead_time(unit, series):
        raise Refusal("series-ahead", words=series.repeats.words)
    _go_on(unit, who, series, "changed")


def _is_lead_time(unit: Unit, series: Series) -> bool:
    span = Span.parse(series.ahead)
    return 0 < span.amount <= _MOST_AHEAD and fits(series, span, unit.calendar_in(series.zone))


def _by_another_rule(unit: Unit, series: Series, repeats: Repeats) -> Series:
    """Its end stays, where the new words name none; weeks are counted from today, or from the day that is named."""
    today = unit.now.astimezone(unit.calendar_in(series.zone).zone).date()
    repeats = on_the_last(repeats)
    if not (repeats.times or repeats.until):
        repeats = replace(repeats, times=series.repeats.times, until=series.repeats.until)
    _past_the_over(unit, series)
    last = next(iter(unit.store.series.settled(series.id, 1)), None)
    settled_on = settled_by_another_rule(last.on, series.repeats, repeats) if last else _day_before(today)
    began = max(today.isoformat(), repeats.since)
    settled_on = max(settled_on, _day_before(date.fromisoformat(repeats.since))) if repeats.since else settled_on
    return replace(
        series, repeats=repeats, began_on=began, settled_on=settled_on, zone=str(unit.calendar.zone),
        settled_due=max(series.settled_due, unit.now),
    )  # fmt: skip


def _for_others(who: Memberships, series: Series, people: tuple[int, ...]) -> Series:
    """The first who is named leads; who waits for somebody to do it has somebody now."""
    require_may_assign(who, series.team_id, people)
    watchers = tuple(i for i in series.template.watchers if i not in people)
    require_few(len({*people, *watchers}))
    template = replace(series.template, people=people, watchers=watchers, parts=())
    going = Going.RUNNING if series.going is Going.HELD else series.going
    return replace(series, template=template, lead_id=people[0], going=going)


def _go_on(unit: Unit, who: Memberships, series: Series, did: str, on: str = "") -> None:
    """Write it and go on with it; whoever gave it hears what somebody else did to it."""
    series = unit.store.series.save(series)
    if series.giver_id != who.member.id:
        unit.say(
            Place(member_id=series.giver_id), SeriesCard(series.id, did, on, who.member.id), urgency=Urgency.NORMAL
        )
    advance(unit, series)
