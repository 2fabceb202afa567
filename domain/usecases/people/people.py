"""Who is in the office: claiming it, joining a team, invitations, roles, languages, signs of life."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from functools import lru_cache

from domain.errors import Refusal
from domain.messages.base import Urgency
from domain.messages.office import InviteLink, MenuUpdate, OperatorNotice, Sentence, Welcome
from domain.model.languages import LANGUAGES, language_spoken
from domain.model.people import Invite, Member, Memberships, Role, Team
from domain.model.post import Place
from domain.model.value import replace, value
from domain.ports.store import MetaKey
from domain.text import is_blank, tidy
from domain.unit import Unit
from domain.usecases.access import require_manager
from domain.usecases.people.names import known_as

_NAME_LIMIT = 64


@value
class Person:
    """A Telegram user as an update shows them."""

    telegram_id: int
    name: str
    username: str | None = None
    language_code: str | None = None


@lru_cache(2000)  # of everybody who speaks, the same from one command to the next
def clean_name(name: str, telegram_id: int) -> str:
    """A name on one line without characters that hide or reverse text; never empty."""
    clean = tidy(name)[:_NAME_LIMIT].rstrip("\u200d")
    return f"#{telegram_id}" if is_blank(clean) else clean


def seen(unit: Unit, person: Person, *, private: bool) -> Member | None:
    """A known person showed up: keep name, username and language as they are now; a private word proves reachability."""
    member = unit.store.members.by_telegram(person.telegram_id)
    if member is None:
        _free_username(unit, person.username)
        return None
    now = replace(
        member,
        name=clean_name(person.name, person.telegram_id),
        username=person.username,
        telegram_language=language_spoken(person.language_code),
        reachable=member.reachable or private,
    )
    if now != member:
        unit.store.members.save(now)
    if private and not member.reachable:
        unit.store.outbox.unpark(Place(member_id=member.id).lane, unit.now)
    if (now.reachable, _speaks(now)) != (member.reachable, _speaks(member)):
        renew_menu(unit, now)
    return now


def _speaks(member: Member) -> str | None:
    """The language a member is spoken to in, where they or their Telegram said one."""
    return member.language or member.telegram_language


def _free_username(unit: Unit, username: str | None) -> None:
    """Somebody who is no member bears this username now: a member who had it has it no longer."""
    bearer = unit.store.members.by_username(username) if username else None
    if bearer is not None:
        unit.store.members.save(replace(bearer, username=None))


def renew_menu(unit: Unit, member: Member) -> None:
    """A person's language or role changed, or the private chat was opened: the menu there follows."""
    if member.reachable:
        unit.say(Place(member_id=member.id), MenuUpdate(), urgency=Urgency.BULK)


def lost(unit: Unit, telegram_id: int) -> None:
    """A person blocked the bot: nothing more is tried until there is a sign of life."""
    member = unit.store.members.by_telegram(telegram_id)
    if member is not None and member.reachable:
        unit.store.members.save(replace(member, reachable=False))


def enrol(unit: Unit, person: Person, role: Role, *, private: bool) -> Member:
    """Make a person a member, or a former member active again; a higher role than they hold is given, never a lower."""
    known = seen(unit, person, private=private)
    if known is None:
        fresh = Member(
            0,
            person.telegram_id,
            clean_name(person.name, person.telegram_id),
            role=role,
            telegram_language=language_spoken(person.language_code),
            reachable=private,
        )
        known = unit.store.members.add(fresh)
        known = replace(known, username=person.username)
        unit.store.members.save(known)
        renew_menu(unit, known)
        return known
    better = min(known.role, role, key=list(Role).index)
    if (known.role, known.active, known.left) != (better, True, False):
        known = replace(known, role=better, active=True, left=False, removed=False)
        unit.store.members.save(known)
        renew_menu(unit, known)
    return known


def configured_owner(unit: Unit, person: Person) -> bool:
    """Whether the configuration names this person as an owner."""
    return person.telegram_id in unit.settings.owners


def claim_token(unit: Unit) -> str | None:
    """The one-time secret that makes its bearer the owner; None when there is an owner already."""
    if unit.settings.owners or unit.store.members.holding(Role.OWNER, None):
        return None
    token = secrets.token_urlsafe(24)
    unit.store.meta.set(MetaKey.CLAIM, _hash(token))
    return token


def claim(unit: Unit, person: Person, token: str) -> Member:
    """The first owner claims the bot; the link works once."""
    kept = unit.store.meta.get(MetaKey.CLAIM)
    if kept is None or not secrets.compare_digest(kept, _hash(token)):
        raise Refusal("link-dead")
    unit.store.meta.drop(MetaKey.CLAIM)
    return enrol(unit, person, Role.OWNER, private=True)


def join(unit: Unit, person: Person, team: Team) -> tuple[Member, bool]:
    """A person pressed Join in a team's group; True when they are new there. Who was removed needs an invitation."""
    known = unit.store.members.by_telegram(person.telegram_id)
    if known is not None and known.removed:
        raise Refusal("removed")
    member = enrol(unit, person, Role.STAFF, private=False)
    held = unit.store.members.with_roles(member).teams.get(team.id)
    if held is not None:
        return member, False
    unit.store.members.join(team.id, member.id, Role.STAFF)
    return member, True


def notice(unit: Unit, key: str, **fields: str) -> None:
    """Tell every owner something they should know."""
    for owner in unit.store.members.holding(Role.OWNER, None):
        unit.say(Place(member_id=owner.id), OperatorNotice(key, fields), urgency=Urgency.NORMAL)


def invite(unit: Unit, who: Memberships, place: Place, role: Role, team: Team | None) -> str:
    """A link for others to join by: 192 random bits, bound to role and team, expiring, use-limited."""
    require_manager(who, team.id if team else None)
    _require_grantable(who, role, team.id if team else None)
    token = secrets.token_urlsafe(24)
    settings = unit.settings
    until = unit.now + timedelta(days=settings.invite_days)
    team_id = team.id if team else None
    unit.store.invites.add(Invite(_hash(token), role, until, settings.invite_uses, team_id, who.member.id))
    title = team.title if team else ""
    unit.say(place, InviteLink(token, role.value, title, until.isoformat(), settings.invite_uses))
    return token


def follow_invite(unit: Unit, person: Person, token: str) -> Member:
    """A person opened an invitation; an expired, used-up, revoked or unknown one is refused in the same words."""
    found = unit.store.invites.find(_hash(token))
    if found is None or found.revoked or found.expires_at <= unit.now or not unit.store.invites.use(found.token_hash):
        raise Refusal("link-dead")
    in_team = found.team_id is not None
    member = enrol(unit, person, Role.STAFF if in_team else found.role, private=True)
    if found.team_id is not None:
        held = unit.store.members.with_roles(member).teams.get(found.team_id, found.role)
        unit.store.members.join(found.team_id, member.id, min(held, found.role, key=list(Role).index))
        renew_menu(unit, member)
    return member


def greet(unit: Unit, member: Member) -> None:
    """What a member sees on opening the bot."""
    unit.say(Place(member_id=member.id), Welcome())


def set_role(unit: Unit, who: Memberships, target: Member, role: Role, team: Team | None) -> None:
    """Give a role, in a team's group for that team, in private for the whole office."""
    team_id = team.id if team else None
    require_manager(who, team_id)
    _require_grantable(who, role, team_id)
    if rank(unit.store.members.with_roles(target), team_id) < rank(who, team_id):
        raise Refusal("role-above", name=known_as(unit, target))
    if team is not None and role is not Role.OWNER:
        unit.store.members.join(team.id, target.id, role)
    else:
        keep_an_owner(unit, target, role)
        unit.store.members.save(replace(target, role=role))
    fields = {"name": target.name, "role": role.value, "team": team.title if team else ""}
    renew_menu(unit, target)
    if target.id != who.member.id and not (team and holds_more(target, role)):
        said = Sentence("role-yours-team", fields) if team else Sentence("role-yours", fields)
        unit.say(Place(member_id=target.id), said, urgency=Urgency.NORMAL)


def holds_more(member: Member, role: Role) -> bool:
    """Whether somebody's role in the whole office outranks this one, so that it stays what counts in every team."""
    return list(Role).index(member.role) < list(Role).index(role)


def _require_grantable(who: Memberships, role: Role, team_id: int | None) -> None:
    """Nobody gives more than they hold."""
    if list(Role).index(role) < rank(who, team_id):
        raise Refusal("role-right", role=role.value)


def rank(who: Memberships, team_id: int | None) -> int:
    """The place of the highest role held in the team or in the whole office; 0 is an owner's."""
    held = [who.member.role, *(role for team, role in who.teams.items() if team == team_id)]
    return min(map(list(Role).index, held))


def keep_an_owner(unit: Unit, target: Member, role: Role | None) -> None:
    """Refuse to take the last owner away, by another role or by their leaving (None)."""
    owners = unit.store.members.holding(Role.OWNER, None)
    if role is not Role.OWNER and [o.id for o in owners] == [target.id]:
        raise Refusal("last-owner")


def language_named(code: str) -> str:
    """A language the bot speaks, by its code."""
    if code not in LANGUAGES:
        raise Refusal("language", value=code[:20])
    return code


def set_language(unit: Unit, who: Memberships, language: str) -> None:
    """A person's own language."""
    unit.store.members.save(replace(who.member, language=language_named(language)))
    renew_menu(unit, who.member)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
