"""Whose points are asked for and of which time; and what a task gave to those whom somebody may see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from domain.closings import closings
from domain.errors import Refusal
from domain.model.accounts import Within
from domain.model.people import Member, Memberships, Team, TeamStatus
from domain.model.points import Point
from domain.ports.meta import MetaKey
from domain.rules import reported
from domain.rules.months import shifted, within_month
from domain.rules.points import Months
from domain.rules.scores import given_to_known, points_in, sphere_of
from domain.settings.points_kept import tables_kept, with_table
from domain.text import late, tidy
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


def period_in(unit: Unit, words: str, said: str, *, aloud: bool = False) -> str:
    """The label of the month, quarter or year that words are; of none, this month's. `aloud`: in a group, of no person.

    Raises: Refusal `score-ahead` for one that has not begun, `score-words` for other words.
    """
    line = _AROUND.sub("", tidy(words))
    if not line:
        return this_month(unit)
    if _TO_COME.fullmatch(line):
        raise Refusal("score-ahead", words=line)
    try:
        return reported.period_in(line, today(unit)).label
    except Refusal as refusal:
        if refusal.name == "month-ahead":
            raise Refusal("score-ahead", words=line[:_ECHOED]) from None
        raise (_no_period(said) if aloud else unclear(said)) from None


# 李明的得分, 10月的考核得分: what stands around a name and a period.
_AROUND = late(
    r"^(?:的|\s)+|(?:的|\s)*(?:量化)?(?:考核)?(?:得分|分数|分數|积分|積分)?$|^(?:score|points)(?:\s+(?:of|for))?\b"
)


_TO_COME = late(r"明年|下一?[个個]?(?:月|季度?)|next (?:month|quarter|year)", re.IGNORECASE)


def unclear(said: str) -> Refusal:
    """What cannot be read, and who is not the speaker's to see: the same answer."""
    return Refusal("score-words", words=said[:_ECHOED])


def _no_period(said: str) -> Refusal:
    """The same in a group, where nobody is asked for by name."""
    return Refusal("score-words-group", words=said[:_ECHOED])


_ECHOED = 40  # signs of what was written


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
        raise unclear(said)
    return member


def teams_led(unit: Unit, who: Memberships) -> list[Team]:
    """The teams whose people's points somebody may see."""
    return [team for team in unit.store.teams.with_status(TeamStatus.APPROVED) if who.runs(team.id)]


def given_by(unit: Unit, who: Memberships, task_id: int) -> list[Point]:
    """The points a task gave to the reader, and to those whom they may see.

    Absent, not theirs and without points are the same: nothing.
    """
    log = unit.store.points.log(task_id)
    return given_to_known(log, who, _months(unit)) if log else []


def _months(unit: Unit) -> Months:
    tables = tables_kept(unit.store.meta.get(MetaKey.POINTS), unit.settings.assessment)
    return Months(unit.now, unit.settings, unit.calendar_in(None), tables, closings(unit.store))


def keep_table(unit: Unit) -> None:
    """At a start: the table that holds from now on, where it is another one."""
    kept = with_table(unit.store.meta.get(MetaKey.POINTS), unit.settings.assessment, unit.now)
    if kept is not None:
        unit.store.meta.set(MetaKey.POINTS, kept)


def newest_of(unit: Unit, who: Memberships) -> int | None:
    """The task that gave the reader points last, in this month or the one before, as an example."""
    zone = unit.calendar_in(None).zone
    first = within_month(shifted(today(unit).replace(day=1), -1), zone)
    span, sphere = Within(first.since, unit.now), sphere_of(who, who.member.id)
    found = points_in(unit.store.points.logs(span, None, who.member.id), span, _months(unit), sphere)
    return found[0].task_id if found else None
