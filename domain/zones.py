"""By whose clock: a person's own time zone, else that of all their teams, else the office's. Days off are the office's."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from domain.model.people import Member, Team
from domain.model.post import Place
from domain.ports.store import ReadStore
from worktime.calendar import WorkingCalendar


def in_zone(calendar: WorkingCalendar, zone: str) -> WorkingCalendar:
    """The same days and hours on the clocks of a zone, by its IANA name."""
    return calendar if str(calendar.zone) == zone else calendar.in_zone(ZoneInfo(zone))


def zone_of(store: ReadStore, member: Member) -> str | None:
    """A person's time zone, None for the office's."""
    return member.zone or _of_teams(store, store.members.with_roles(member).teams)


def zone_at(store: ReadStore, place: Place) -> str | None:
    """The time zone of whoever reads what is said there, None for the office's."""
    member = store.members.get(place.member_id) if place.member_id is not None else None
    if member is not None:
        return zone_of(store, member)
    team: Team | None = store.teams.by_chat(place.chat_id) if place.chat_id is not None else None
    return team.zone if team else None


def _of_teams(store: ReadStore, team_ids: Iterable[int]) -> str | None:
    """That of all their teams; whoever works on several clocks reads the office's, whatever one of the teams sets."""
    zones = {team.zone for team in map(store.teams.get, team_ids) if team}
    return zones.pop() if len(zones) == 1 else None
