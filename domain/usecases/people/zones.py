"""A time zone is set: a person's own, or a team's."""

from __future__ import annotations

from domain.model.people import Memberships, Team
from domain.model.value import replace
from domain.unit import Unit
from domain.usecases.access import require_manager
from domain.usecases.people.zone_days import keep_days
from domain.usecases.reports.daily import plan_digest_anew
from domain.usecases.reports.planning import plan_mornings


def set_own(unit: Unit, who: Memberships, zone: str | None) -> None:
    """A person's own time zone; None for that of their team or the office. Their mornings come by its clock."""
    unit.store.members.save(replace(who.member, zone=zone))
    plan_mornings(unit)


def set_team(unit: Unit, who: Memberships, team: Team, zone: str | None) -> tuple[int, ...]:
    """A team's time zone, by which its working hours and its digest go. A moment that was given stays the moment it is, a day
    that day: the numbers of the matters that are due at another moment by that."""
    require_manager(who, team.id)
    old, team = unit.calendar_of_team(team), replace(team, zone=zone)
    unit.store.teams.save(team)
    moved = keep_days(unit, team, old)
    plan_digest_anew(unit, team)
    plan_mornings(unit)
    return tuple(sorted(task.id for task in moved if not task.confidential))
