"""Coming in: start links, joining a team, groups that wait for an owner."""

from __future__ import annotations

from bot.callback import Press, number
from bot.handlers.guide import help_
from bot.handlers.questions import show_task
from bot.handlers.see import show_history
from bot.routes import On, Route
from bot.talk import Talk
from bot.views.eye import FROM_GROUP, HISTORY_OF, ORDER_OF, SHOWN_BY
from domain.errors import Refusal
from domain.model.people import Member, Role
from domain.usecases.elsewhere import take_up
from domain.usecases.people import people, teams


def start(talk: Talk) -> None:
    """/start, with what the link carried: a claim, an invitation, or nothing."""
    if not talk.is_private:
        return help_(talk)
    payload = talk.args.strip()
    if payload.startswith(SHOWN_BY):
        return show_task(talk, number(payload.removeprefix(SHOWN_BY)))
    if payload.startswith(ORDER_OF):
        return take_up(talk.unit, talk.who, payload.removeprefix(ORDER_OF))
    if payload.startswith(HISTORY_OF):
        return show_history(talk, number(payload.removeprefix(HISTORY_OF)))
    member = _come_in(talk, payload)
    people.greet(talk.unit, member)
    return None


def _come_in(talk: Talk, payload: str) -> Member:
    if payload.startswith("claim_"):
        owner = people.claim(talk.unit, talk.person, payload.removeprefix("claim_"))
        teams.ask_about_waiting(talk.unit, owner)
        return owner
    if payload.startswith("i_"):
        return people.follow_invite(talk.unit, talk.person, payload.removeprefix("i_"))
    if people.configured_owner(talk.unit, talk.person):
        return people.enrol(talk.unit, talk.person, Role.OWNER, private=True)
    if payload == FROM_GROUP and talk.unit.store.members.by_telegram(talk.person.telegram_id) is None:
        raise Refusal("stranger-from-group")
    return talk.who.member


def join(talk: Talk) -> None:
    """`j:<team>`: pressed in the team's group."""
    team = talk.unit.store.teams.get(number((*talk.data, "")[1]))
    if team is None or team.chat_id != talk.chat_id:
        raise Refusal("button-old")
    teams.approved(talk.unit, talk.chat_id)
    member, new = people.join(talk.unit, talk.person, team)
    key = "joined" if new else "joined-already"
    talk.show(key if member.reachable else f"{key}-open-private", alert=not member.reachable, team=team.title)


def decide_team(talk: Talk) -> None:
    """`g:<team>:yes|no`: an owner answers whether a group may be a team."""
    _, team_field, answer = (*talk.data, "", "")[:3]
    team = teams.decide(talk.unit, talk.who, number(team_field), welcome=answer == "yes")
    talk.show("team-approved" if answer == "yes" else "team-refused", team=team.title)


ROUTES = (
    Route(On.COMMAND, "start", start),
    Route(On.BUTTON, Press.JOIN, join),
    Route(On.BUTTON, Press.TEAM, decide_team),
)
