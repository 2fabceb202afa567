"""By whose clock."""

from __future__ import annotations

from bot.callback import Press, number
from bot.routes import On, Route
from bot.talk import Talk
from bot.zones import zones_named
from domain.errors import Refusal
from domain.messages.asking import ZoneChoice
from domain.model.people import Team
from domain.usecases.access import require_manager
from domain.usecases.people import teams, zones

_OFFICE = "office"
_MOST = 10  # numbers of matters that are named


def timezone(talk: Talk) -> None:
    """/timezone [where]: one's own in private, the group's in a group; asked with buttons where it is not clear."""
    talk.require_team_or_private()
    who, words = talk.who, talk.args.strip()
    team = None if talk.is_private else teams.approved(talk.unit, talk.chat_id)
    if team is not None:
        require_manager(who, team.id)
    found = zones_named(words)
    if words and not found:
        raise Refusal("timezone", value=words[:30])
    if len(found) == 1:
        return _set(talk, team, found[0])
    return talk.answer(ZoneChoice(team.id if team else None, found))


def zone_button(talk: Talk) -> None:
    """`tz:<team>:<zone>`, `office` for that of the office."""
    _, team_field, zone = (*talk.data, "", "")[:3]
    team = talk.unit.store.teams.get(number(team_field))
    if zone != _OFFICE and zones_named(zone) != (zone,):
        raise Refusal("button-old")
    _set(talk, team, None if zone == _OFFICE else zone)


def _set(talk: Talk, team: Team | None, zone: str | None) -> None:
    now, name = talk.unit.now.isoformat(), zone or talk.unit.settings.timezone
    if team is None:
        zones.set_own(talk.unit, talk.who, zone)
        return talk.show("timezone-set", zone=name, moment=now)
    moved = zones.set_team(talk.unit, talk.who, team, zone)
    talk.show("timezone-set-team", zone=name, moment=now)
    if moved:
        shown = "、".join(f"#{i}" for i in moved[:_MOST])
        talk.say("timezone-days-more" if len(moved) > _MOST else "timezone-days", tasks=shown, n=len(moved))
    return None


ROUTES = (
    Route(On.COMMAND, "timezone", timezone),
    Route(On.BUTTON, Press.ZONE, zone_button),
)
