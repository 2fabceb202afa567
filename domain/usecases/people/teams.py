"""Group chats: becoming a team, waiting for approval, leaving, moving, their settings."""

from __future__ import annotations

from domain.errors import Refusal
from domain.messages.base import Urgency
from domain.messages.office import JoinTeam, MenuUpdate, Sentence, TeamWaiting
from domain.model.languages import LANGUAGES
from domain.model.matters import Matters
from domain.model.people import Member, Memberships, Role, Team, TeamStatus
from domain.model.post import Place
from domain.model.timer_kinds import TimerKind
from domain.model.value import replace
from domain.rules.hour_words import EMPTY, OFF, ON, QUIET, setting_said
from domain.text import half_width, tidy
from domain.unit import Unit
from domain.usecases.access import require_manager
from domain.usecases.people.people import Person, enrol, notice
from domain.usecases.reports.daily import plan_digest, plan_digest_anew


def added(unit: Unit, by: Person, chat_id: int, title: str) -> Team:
    """The bot was added to a group: a team at once when an owner or leader did it, else the owners are asked."""
    team = unit.store.teams.by_chat(chat_id) or unit.store.teams.add(
        Team(0, chat_id, tidy(title)[:100], TeamStatus.PENDING, added_by_telegram_id=by.telegram_id)
    )
    member = unit.store.members.by_telegram(by.telegram_id)
    trusted = member is not None and member.active and member.role in (Role.OWNER, Role.LEADER)
    if trusted:
        return approve(unit, team, by)
    if team.status is not TeamStatus.PENDING:
        team = replace(team, status=TeamStatus.PENDING, added_by_telegram_id=by.telegram_id)
        unit.store.teams.save(team)
    unit.say(Place(chat_id=chat_id), Sentence("team-pending", {}))
    for owner in unit.store.members.holding(Role.OWNER, None):
        ask_owner(unit, owner, team, tidy(by.name))
    return team


def ask_owner(unit: Unit, owner: Member, team: Team, by: str) -> None:
    """Whether the group may be a team; until an owner answers, the bot says no more there."""
    unit.say(Place(member_id=owner.id), TeamWaiting(team.id, by), urgency=Urgency.NORMAL)


def ask_about_waiting(unit: Unit, owner: Member) -> None:
    """A new owner is asked about the groups that were waiting for one."""
    for team in unit.store.teams.with_status(TeamStatus.PENDING):
        ask_owner(unit, owner, team, f"#{team.added_by_telegram_id}")


def approve(unit: Unit, team: Team, adder: Person | None = None) -> Team:
    """The group is a team now; whoever added it as a manager is in it from the start."""
    team = replace(team, status=TeamStatus.APPROVED)
    unit.store.teams.save(team)
    if adder is not None:
        member = enrol(unit, adder, Role.STAFF, private=False)
        if team.id not in unit.store.members.with_roles(member).teams:
            unit.store.members.join(team.id, member.id, Role.LEADER)
    unit.say(Place(chat_id=team.chat_id, thread_id=team.thread_id), JoinTeam(team.id))
    plan_digest(unit, team)
    return team


def decide(unit: Unit, who: Memberships, team_id: int, *, welcome: bool) -> Team:
    """An owner answers whether a group may be a team."""
    team = unit.store.teams.get(team_id)
    if who.member.role is not Role.OWNER or team is None:
        raise Refusal("managers-only")
    if team.status is not TeamStatus.PENDING:
        raise Refusal("team-decided", team=team.title)
    if welcome:
        return approve(unit, team)
    team = replace(team, status=TeamStatus.ARCHIVED)
    unit.store.teams.save(team)
    return team


def removed(unit: Unit, chat_id: int) -> None:
    """The bot was removed from a group: the team is archived, its open tasks stay, the owners are told."""
    team = unit.store.teams.by_chat(chat_id)
    if team is None or team.status is TeamStatus.ARCHIVED:
        return
    unit.store.teams.save(replace(team, status=TeamStatus.ARCHIVED))
    unit.store.timers.drop(TimerKind.DIGEST, f"digest:{team.id}:")
    if team.status is TeamStatus.APPROVED:
        notice(unit, "team-removed", team=team.title, count=str(unit.store.tasks.count(Matters(team_id=team.id))))


def moved(unit: Unit, old: int, new: int) -> None:
    """The group became a supergroup; nothing else changes, and hearing of it twice changes nothing."""
    store = unit.store
    if store.teams.by_chat(new) is None:
        store.teams.move_chat(old, new)
    stale = map(store.tasks.get, store.outbox.drop_updates(old))
    for kept in (store.outbox, store.posts, store.questions, store.drafts):
        kept.move_chat(old, new)
    for task in filter(None, stale):
        unit.refresh(task)


def renamed(unit: Unit, chat_id: int, title: str) -> None:
    """The group has a new title."""
    team = unit.store.teams.by_chat(chat_id)
    if team is not None:
        unit.store.teams.save(replace(team, title=tidy(title)[:100]))


def approved(unit: Unit, chat_id: int) -> Team:
    """The team of a group; a group that is none is told so."""
    team = unit.store.teams.by_chat(chat_id)
    if team is None or team.status is not TeamStatus.APPROVED:
        raise Refusal("no-team")
    return team


def is_approved(unit: Unit, chat_id: int) -> bool:
    """Whether a chat is a team the office has approved."""
    team = unit.store.teams.by_chat(chat_id)
    return team is not None and team.status is TeamStatus.APPROVED


def set_digest(unit: Unit, who: Memberships, team: Team, words: str) -> tuple[str, Team]:
    """`08:30`, on or off; whether it says that there is nothing. What was said, and the team as it is then."""
    require_manager(who, team.id)
    said = setting_said(words)
    if said is None:
        raise Refusal("digest-time", value=half_width(words).strip()[:20])
    changes = {
        ON: {"digest_on": True},
        OFF: {"digest_on": False},
        EMPTY: {"digest_when_empty": True},
        QUIET: {"digest_when_empty": False},
    }
    team = replace(team, **changes.get(said, {"digest_on": True, "digest_time": said}))
    unit.store.teams.save(team)
    plan_digest_anew(unit, team)
    return said, team


def set_language(unit: Unit, who: Memberships, team: Team, language: str) -> Team:
    """The language of what is said to the group as a whole."""
    require_manager(who, team.id)
    if language not in LANGUAGES:
        raise Refusal("language", value=language[:20])
    team = replace(team, language=language)
    unit.store.teams.save(team)
    unit.say(Place(chat_id=team.chat_id), MenuUpdate(), urgency=Urgency.BULK)
    return team


def set_topic(unit: Unit, who: Memberships, team: Team, thread_id: int | None) -> Team:
    """In which topic of its group the team's digest, and what is given to it in private, stands; None: in none."""
    require_manager(who, team.id)
    team = replace(team, thread_id=thread_id)
    unit.store.teams.save(team)
    return team
