"""Coming in and being somebody: start links, join, members, invitations, roles, languages, settings, digest."""

from __future__ import annotations

from datetime import timedelta

from bot.callback import number
from bot.i18n import LANGUAGES
from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages import Digest, Help, LanguageChoice, Members, SettingsView
from domain.model import Member, Role, Team
from domain.usecases import people, teams
from domain.usecases.access import require_manager
from domain.usecases.assign import resolve
from domain.usecases.remind import digest_time

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


def start(talk: Talk) -> None:
    """/start, with what the link carried: a claim, an invitation, or nothing."""
    if not talk.is_private:
        return help_(talk)
    member = _come_in(talk, talk.args.strip())
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


def invite(talk: Talk) -> None:
    """/invite [role]: the link goes to the inviter's private chat, never into a group."""
    talk.require_team_or_private()
    who = talk.who
    if not who.member.reachable:
        raise Refusal("open-private")
    role = _role(talk.args.strip() or "staff")
    team = None if talk.is_private else teams.approved(talk.unit, talk.chat_id)
    people.invite(talk.unit, who, talk.private_place, role, team)
    if not talk.is_private:
        talk.say("sent-privately")


def _role(word: str) -> Role:
    found = _ROLE_WORDS.get(word.strip().lower())
    if found is None:
        raise Refusal("role-unknown", value=word[:30])
    return found


def role(talk: Talk) -> None:
    """/role @zhou supervisor: in a group for that team, in private for the whole office."""
    talk.require_team_or_private()
    named = talk.mentions()
    words = talk.args[named[0].end :].strip() if named else ""
    if not named or not words:
        raise Refusal("role-usage")
    target = resolve(talk.unit, named[0])
    team = None if talk.is_private else teams.approved(talk.unit, talk.chat_id)
    given = _role(words)
    people.set_role(talk.unit, talk.who, target, given, team)
    talk.say("role-set", name=target.name, role=given.value)


def lang(talk: Talk) -> None:
    """/lang [code]: one's own language in private, the group's in a group."""
    word = talk.args.strip()
    team = None if talk.is_private else teams.approved(talk.unit, talk.chat_id)
    if word:
        return _set_language(talk, word, team)
    if team:
        require_manager(talk.who, team.id)
    _ = talk.who
    talk.answer(LanguageChoice(team.id if team else None))
    return None


def _set_language(talk: Talk, word: str, team: Team | None) -> None:
    code = next((c for c in LANGUAGES if c.lower() == word.lower().replace("_", "-")), word)
    if team:
        teams.set_language(talk.unit, talk.who, team, code)
    else:
        people.set_language(talk.unit, talk.who, code)
    talk.show("language-set")


def lang_button(talk: Talk) -> None:
    """`lang:<code>:<team>`."""
    _, code, team_field = (*talk.data, "", "")[:3]
    _set_language(talk, code, talk.unit.store.teams.get(number(team_field)))


def settings(talk: Talk) -> None:
    """/settings: what is set for this chat."""
    talk.require_team_or_private()
    who = talk.who
    team = None if talk.is_private else teams.approved(talk.unit, talk.chat_id)
    if team and team.id not in who.teams:
        require_manager(who, team.id)
    talk.answer(SettingsView(team.id if team else None))


def digest(talk: Talk) -> None:
    """/digest shows it now; /digest 08:30, on, off sets it."""
    if talk.is_private:
        raise Refusal("group-only")
    team, who = teams.approved(talk.unit, talk.chat_id), talk.who
    words = talk.args.strip().lower()
    if words:
        return _digest_set(talk, teams.set_digest(talk.unit, who, team, words))
    if team.id not in who.teams:
        require_manager(who, team.id)
    since = (talk.unit.now - timedelta(days=1)).isoformat()
    return talk.answer(Digest(team.id, since, asked=True))


def digest_button(talk: Talk) -> None:
    """`dg:<team>:on|off`."""
    _, team_field, word = (*talk.data, "", "")[:3]
    team = talk.unit.store.teams.get(number(team_field))
    if team is None or word not in ("on", "off"):
        raise Refusal("button-old")
    _digest_set(talk, teams.set_digest(talk.unit, talk.who, team, word))


def _digest_set(talk: Talk, team: Team) -> None:
    at = digest_time(talk.unit, team).strftime("%H:%M") if team.digest_on else ""
    talk.show("digest-set" if team.digest_on else "digest-off", time=at)


def help_(talk: Talk) -> None:
    """/help: the commands of the reader's role."""
    _ = talk.who
    talk.answer(Help())


ROUTES = (
    Route(On.COMMAND, "start", start),
    Route(On.COMMAND, "help", help_),
    Route(On.COMMAND, "members", members),
    Route(On.COMMAND, "invite", invite),
    Route(On.COMMAND, "role", role),
    Route(On.COMMAND, "lang", lang),
    Route(On.COMMAND, "settings", settings),
    Route(On.COMMAND, "digest", digest),
    Route(On.BUTTON, "j", join),
    Route(On.BUTTON, "g", decide_team),
    Route(On.BUTTON, "m", members_page),
    Route(On.BUTTON, "lang", lang_button),
    Route(On.BUTTON, "dg", digest_button),
)
