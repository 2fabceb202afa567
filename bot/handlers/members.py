"""Who is here."""

from __future__ import annotations

from bot.callback import Press, number
from bot.routes import On, Route
from bot.talk import Talk
from domain.messages.office import Members
from domain.model.people import Team
from domain.usecases.access import require_manager
from domain.usecases.people import teams


def members(talk: Talk) -> None:
    """/members."""
    talk.require_team_or_private()
    team = None if talk.is_private else teams.approved(talk.unit, talk.chat_id)
    _members(talk, team, 0)


def _members(talk: Talk, team: Team | None, page: int) -> None:
    who = talk.who
    if team is None:
        require_manager(who, None)
    elif team.id not in who.teams:
        require_manager(who, team.id)
    talk.answer_here(Members(team.id if team else None, page))


def members_page(talk: Talk) -> None:
    """`m:<team>:<page>`."""
    _, team_field, page = (*talk.data, "", "")[:3]
    _members(talk, talk.unit.store.teams.get(number(team_field)), number(page))


ROUTES = (
    Route(On.COMMAND, "members", members),
    Route(On.BUTTON, Press.MEMBERS, members_page),
)
