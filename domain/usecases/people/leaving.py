"""Who goes: out of a group, out of the office, out of its memory. Their open tasks are listed to those who give them anew."""

from __future__ import annotations

from domain.errors import Refusal
from domain.facts.hands import CoLeft
from domain.facts.tasks import LeadLeft
from domain.messages.base import Urgency
from domain.messages.office import LeftWork, Sentence
from domain.model.audience import Audience
from domain.model.matters import OWED, Matters
from domain.model.people import Member, Memberships, Role, Team
from domain.model.post import Place
from domain.model.value import replace
from domain.rules.hands import owing
from domain.unit import Unit
from domain.usecases.access import require_manager
from domain.usecases.notices.reading import left_team
from domain.usecases.people.coming_back import withdraw
from domain.usecases.people.names import known_as
from domain.usecases.people.people import keep_an_owner, rank, renew_menu
from domain.usecases.post.relay import managers_of
from domain.usecases.series.making import giver_left

_MOST = 200  # matters that one person has in hand


def left_group(unit: Unit, telegram_id: int, team: Team) -> None:
    """A person left a team's group: what they have is listed to its managers, and is theirs until somebody else has it.

    Nothing rings any more for staff who are in no other team; the Join button lets them in again.
    """
    member = unit.store.members.by_telegram(telegram_id)
    if member is None or not unit.store.members.leave(team.id, member.id):
        return
    if _is_in_no_team(unit, member):
        unit.store.members.save(replace(member, left=True))
    renew_menu(unit, member)
    left_team(unit, member.id, (team.id,))
    _tell(unit, member, team, managers_of(unit, team))
    giver_left(unit, member.id)


def require_removable(unit: Unit, who: Memberships, target: Member, team: Team | None) -> None:
    """Who runs the team, or the office, may remove those who do not stand above them there; nobody removes themselves.

    Raises: Refusal `managers-only`, `remove-self`, `not-in-team`, `role-above` or `last-owner`.
    """
    team_id = team.id if team else None
    require_manager(who, team_id)
    theirs = unit.store.members.with_roles(target)
    if target.id == who.member.id:
        raise Refusal("remove-self")
    if team is not None and team.id not in theirs.teams:
        raise Refusal("not-in-team", name=known_as(unit, target), team=team.title)
    if rank(theirs, team_id) < rank(who, team_id):
        raise Refusal("role-above", name=known_as(unit, target))
    if team is None:
        keep_an_owner(unit, target, None)


def remove(unit: Unit, who: Memberships, target: Member, team: Team | None) -> None:
    """Take somebody out of a team, or out of the office: they hear it once, and no more; their work is listed."""
    require_removable(unit, who, target, team)
    were = unit.store.members.with_roles(target).teams if team is None else (team.id,)
    if team is not None:
        unit.store.members.leave(team.id, target.id)
    gone = team is None or _is_in_no_team(unit, target)
    if gone:
        _leave_office(unit, target)
        unit.say(Place(member_id=target.id), Sentence("removed-you", {"office": unit.settings.office_name}))
    elif team is not None:
        unit.say(Place(member_id=target.id), Sentence("removed-you-team", {"team": team.title}))
        renew_menu(unit, target)
    left_team(unit, target.id, were)
    _tell(unit, target, None if gone else team, [who.member])
    giver_left(unit, target.id)


def require_forgettable(unit: Unit, who: Memberships, target: Member) -> None:
    """Oneself, or for an owner anybody; never the last owner.

    Raises: Refusal `forget-right` or `last-owner`.
    """
    if target.id != who.member.id and who.member.role is not Role.OWNER:
        raise Refusal("forget-right")
    keep_an_owner(unit, target, None)


def forget(unit: Unit, who: Memberships, target: Member) -> None:
    """The person goes and what is personal with them: name, username, Telegram's id, language, clock, conversations.

    What they did and wrote about tasks stays in the history, under their number in the office; it cannot be changed.
    """
    require_forgettable(unit, who, target)
    if target.active:  # else what they left was told when they left
        _tell(unit, target, None, _who_gives_anew(unit, target))
    withdraw(unit, target.id)
    unit.store.traces.erase(target.id, target.telegram_id)
    unit.store.members.save(Member(target.id, None, "", active=False, removed=True))
    left_team(unit, target.id, unit.store.members.with_roles(target).teams)
    giver_left(unit, target.id)


def _who_gives_anew(unit: Unit, target: Member) -> list[Member]:
    """Those who run the teams of somebody, and the owners."""
    teams = map(unit.store.teams.get, unit.store.members.with_roles(target).teams)
    found = [m for team in teams if team for m in managers_of(unit, team)]
    found += unit.store.members.holding(Role.OWNER, None)
    return [m for m in {m.id: m for m in found}.values() if m.id != target.id]


def _is_in_no_team(unit: Unit, member: Member) -> bool:
    return member.role is Role.STAFF and not unit.store.members.with_roles(member).teams


def _leave_office(unit: Unit, member: Member) -> None:
    """From now on nothing rings for them, and no command of theirs counts."""
    for team_id in unit.store.members.with_roles(member).teams:
        unit.store.members.leave(team_id, member.id)
    withdraw(unit, member.id)
    unit.store.members.save(replace(member, role=Role.STAFF, active=False, removed=True))


def _tell(unit: Unit, member: Member, team: Team | None, hearers: list[Member]) -> None:
    """What they leave behind, in one message to each; the history of each task they lead says that they went."""
    left = [t for t in unit.store.tasks.open_of_lead(member.id) if team is None or t.team_id == team.id]
    for task in left:
        event = unit.record(task, LeadLeft(member.id, team.title if team else ""), None)
        if task.is_raised and task.assigner_id not in {h.id for h in hearers}:
            unit.tell(task, event, (Audience.ASSIGNER,), besides=None)  # who waits for the answer
        unit.refresh(task)
    if not (
        left
        or any(team is None or s.team_id == team.id for s in unit.store.series.led(member.id, _MOST))
        or unit.store.tasks.count(Matters(hands=member.id, kinds=OWED, secret_to=None), most=1)
        or unit.store.tasks.count(Matters(assigner=member.id, secret_to=None), most=1)
    ):
        return
    _note_parts(unit, member, team)
    _tell_leads(unit, member, team, hearers)
    for hearer in hearers:
        unit.say(Place(member_id=hearer.id), LeftWork(member.id, team.id if team else None), urgency=Urgency.NORMAL)


def _note_parts(unit: Unit, member: Member, team: Team | None) -> None:
    """The history of each task they help with says that they went."""
    found = unit.store.tasks.page(Matters(team_id=team.id if team else None, hands=member.id, secret_to=None), _MOST)
    for task in found:
        if member.id in task.co_ids:
            unit.record(task, CoLeft(member.id, team.title if team else ""), None)


def _tell_leads(unit: Unit, member: Member, team: Team | None, hearers: list[Member]) -> None:
    """Who waits for a part of theirs hears, in one message each, that it does not come; who reads the list knows it."""
    found = unit.store.tasks.page(Matters(team_id=team.id if team else None, hands=member.id), _MOST)
    waiting: dict[int, list[int]] = {}
    for task in found:
        if member.id in owing(task) and task.duty_id not in (member.id, *(h.id for h in hearers)):
            waiting.setdefault(task.duty_id, []).append(task.id)
    for lead_id, numbers in waiting.items():
        name, of = known_as(unit, member), "、".join(f"#{n}" for n in numbers)
        said = Sentence("co-left", {"name": name, "numbers": of})
        if team is not None:
            said = Sentence("co-left-team", {"name": name, "numbers": of, "team": team.title})
        unit.say(Place(member_id=lead_id), said, urgency=Urgency.NORMAL)
