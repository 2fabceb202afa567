"""Who may what: invitations and roles."""

from __future__ import annotations

from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.model.people import Role
from domain.text import half_width
from domain.usecases.people import people, teams
from domain.usecases.people.names import known_as
from domain.usecases.tasks.order import resolve

_ROLE_WORDS = {
    "owner": Role.OWNER,
    "管理员": Role.OWNER,
    "管理員": Role.OWNER,
    "leader": Role.LEADER,
    "领导": Role.LEADER,
    "領導": Role.LEADER,
    "主管": Role.LEADER,
    "supervisor": Role.SUPERVISOR,
    "督办员": Role.SUPERVISOR,
    "督辦員": Role.SUPERVISOR,
    "staff": Role.STAFF,
    "承办人": Role.STAFF,
    "承辦人": Role.STAFF,
}


def invite(talk: Talk) -> None:
    """/invite [role]: the link goes to the inviter's private chat, never into a group."""
    talk.require_team_or_private()
    who = talk.who
    if not who.member.reachable:
        raise Refusal("open-private")
    role = role_named(talk.args.strip() or "staff")
    team = None if talk.is_private else teams.approved(talk.unit, talk.chat_id)
    people.invite(talk.unit, who, talk.private_place, role, team)
    if not talk.is_private:
        talk.say("sent-privately")


def role_named(word: str) -> Role:
    found = _ROLE_WORDS.get(half_width(word).strip().lower())
    if found is None:
        raise Refusal("role-unknown", value=word[:30])
    return found


def role(talk: Talk) -> None:
    """/role @zhou supervisor: in a group for that team, in private for the whole office."""
    talk.require_team_or_private()
    named = talk.people()
    words = talk.args[named[0].end :].strip() if named else ""
    if not named or not words:
        raise Refusal("role-usage")
    target = resolve(talk.unit, named[0])
    team = None if talk.is_private else teams.approved(talk.unit, talk.chat_id)
    given = role_named(words)
    people.set_role(talk.unit, talk.who, target, given, team)
    name = known_as(talk.unit, target)
    if team is None or given is Role.OWNER:
        return talk.say("role-set", name=name, role=given.value)
    if people.holds_more(target, given):
        return talk.say("role-set-beside", name=name, role=given.value, team=team.title, held=target.role.value)
    return talk.say("role-set-team", name=name, role=given.value, team=team.title)


ROUTES = (
    Route(On.COMMAND, "invite", invite),
    Route(On.COMMAND, "role", role),
)
