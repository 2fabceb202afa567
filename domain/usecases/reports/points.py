"""Whose points are asked for and of which time; and what a task gave to those whom somebody may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.errors import Refusal
from domain.model.accounts import Within
from domain.model.people import Member, Memberships, Team, TeamStatus
from domain.model.points import Point
from domain.rules.months import shifted, within_month
from domain.rules.points import Months
from domain.rules.scores import RUN, given_to_known, points_in, sphere_of
from domain.rules.scripts import alike
from domain.rules.search_periods import days_of, period_at
from domain.text import half_width, tidy
from domain.unit import Unit
from domain.usecases.access import answers_for
from domain.usecases.tasks.order import Mention, resolve


def today(unit: Unit) -> date:
    """The day by the office's clock."""
    return unit.now.astimezone(unit.calendar_in(None).zone).date()


def this_month(unit: Unit) -> str:
    """The label of the month that runs."""
    return f"{today(unit):%Y-%m}"


def require_enabled(unit: Unit) -> None:
    """Raises: Refusal `score-off` where the office assesses nobody."""
    if not unit.settings.assessment.enabled:
        raise Refusal("score-off")


def period_in(unit: Unit, words: str, said: str) -> str:
    """The label of the month, quarter or year that words are; of none, this month's.

    Raises: Refusal `score-ahead` for one that has not begun, `score-words` for other words.
    """
    line = half_width(tidy(words)).strip(" 的")
    if not line:
        return this_month(unit)
    found = period_at(alike(line), 0, today(unit))
    if found is None or line[found[1] :].strip(" 的份") or "/" in found[0]:
        raise Refusal("score-words", words=said)
    if days_of(found[0])[0] > today(unit):
        raise Refusal("score-ahead", words=line)
    return found[0]


def whose(unit: Unit, who: Memberships, named: Sequence[Mention], said: str) -> Member | None:
    """The person named; None where nobody is.

    Raises: Refusal `score-words` for somebody unknown, and the same for somebody who is not the speaker's to see.
    """
    if not named:
        return None
    try:
        member = resolve(unit, named[0]) if len(named) == 1 else None
    except Refusal:
        member = None
    if member is None or not answers_for(unit.store, who, member):
        raise Refusal("score-words", words=said)
    return member


def teams_led(unit: Unit, who: Memberships) -> list[Team]:
    """The teams whose people's points somebody may see."""
    return [team for team in unit.store.teams.with_status(TeamStatus.APPROVED) if who.holds(team.id, *RUN)]


def given_by(unit: Unit, who: Memberships, task_id: int) -> list[Point]:
    """The points a task gave to the reader, and to those whom they may see.

    Absent, not theirs and without points are the same: nothing.
    """
    log = unit.store.points.log(task_id)
    return given_to_known(log, who, _months(unit), unit.settings.assessment) if log else []


def _months(unit: Unit) -> Months:
    return Months(unit.now, unit.settings, unit.calendar_in(None))


def newest_of(unit: Unit, who: Memberships) -> int | None:
    """The task that gave the reader points last, in this month or the one before, as an example."""
    zone = unit.calendar_in(None).zone
    first = within_month(shifted(today(unit).replace(day=1), -1), zone)
    span, sphere = Within(first.since, unit.now), sphere_of(who, who.member.id)
    found = points_in(
        unit.store.points.logs(span, None, who.member.id), span, _months(unit), unit.settings.assessment, sphere
    )
    return found[0].task_id if found else None
