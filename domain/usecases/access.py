"""The one door to a task: fetched and authorised together. Absent and not yours are the same answer."""

from __future__ import annotations

from domain.errors import Refusal
from domain.model.matters import Matters
from domain.model.people import NOBODY, Member, Memberships, Role
from domain.model.series import Series
from domain.model.tasks import Kind, Part, Relation, Task
from domain.ports.store import ReadStore
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.raised import asked_to, without_phones
from domain.unit import Unit

_MAX_NUMBER = 2**52
_BY_PART = {Part.LEAD: Relation.LEAD, Part.CO: Relation.CO, Part.WATCHER: Relation.WATCHER}
_BY_RANK = frozenset({Relation.SUPERVISOR, Relation.LEADER, Relation.COLLEAGUE})
_BY_ROLE = {Role.SUPERVISOR: Relation.SUPERVISOR, Role.LEADER: Relation.LEADER}


def actor(unit: Unit, telegram_id: int) -> Memberships:
    """The member behind a Telegram id, with roles as they are now; a stranger is refused."""
    member = unit.store.members.by_telegram(telegram_id)
    if member is None or not member.active:
        raise Refusal("stranger")
    return unit.store.members.with_roles(member)


def relations(who: Memberships, task: Task) -> frozenset[Relation]:
    """What a person is to a task. Who carries it out does not judge it by rank; what is confidential is nobody's by rank, and
    nobody's at all in a group."""
    if task.confidential:
        return frozenset() if who.aloud else _relations(who, task) - _BY_RANK
    return _relations(who, task)


def _relations(who: Memberships, task: Task) -> frozenset[Relation]:
    if task.is_own and task.assigner_id == who.member.id:
        return frozenset({Relation.SELF})
    found = {_BY_PART[p.part] for p in task.people if p.member_id == who.member.id} | _standing_in(who, task)
    if Relation.RELIEVED in found:
        found -= {Relation.LEAD}
    doing = bool(found & {Relation.LEAD, Relation.CO})
    if not doing:
        found |= {relation for role, relation in _BY_ROLE.items() if who.holds(task.team_id, role)}
    if task.assigner_id == who.member.id:
        found.add(Relation.ASSIGNER)
    if asked_to(task) == who.member.id:
        found.add(Relation.ASKED)
    if who.member.role is Role.OWNER:
        found.add(Relation.OWNER)
    if task.team_id in who.teams:
        found.add(Relation.COLLEAGUE)
    return frozenset(found)


def sides(store: ReadStore, who: Memberships, task: Task) -> frozenset[Relation]:
    """What a person is to a matter, whatever its kind: to whom a notice was told, and where a matter was raised, is known
    beside it. What was raised in private is no matter of mere colleagues, and nobody's in a group."""
    found = relations(who, task)
    if task.is_raised and found and stands_in_private(store, task):
        return frozenset() if who.aloud else found - {Relation.COLLEAGUE}
    to_read = task.kind is Kind.NOTICE and task.assigner_id != who.member.id
    return found | {Relation.READER} if to_read and store.notices.is_told(task.id, who.member.id) else found


def _standing_in(who: Memberships, task: Task) -> set[Relation]:
    """Whoever stands in is the lead once they have taken over; from then on the lead is not."""
    if task.standin_id == who.member.id:
        return {Relation.LEAD if task.taken_over_at else Relation.BACKUP}
    return {Relation.RELIEVED} if task.taken_over_at and task.lead_id == who.member.id else set()


def seen(who: Memberships) -> Matters:
    """The open tasks a person may see: those to which they have a relation."""
    all_of_them = who.runs_office()
    return Matters(seen_by=None if all_of_them else who.member.id, secret_to=secrets_of(who))


def watched(who: Memberships) -> Matters:
    """The open tasks a person watches over: given by them, or under them, and not their own work."""
    all_of_them = who.runs_office()
    own = who.member.id
    return Matters(watched_by=None if all_of_them else own, not_by=own, secret_to=secrets_of(who))


def secrets_of(who: Memberships) -> int | None:
    """Whose confidential matters a list for this person holds: their own, everybody's for an owner, nobody's in a group."""
    if who.aloud:
        return NOBODY
    return None if who.member.role is Role.OWNER else who.member.id


def visible(unit: Unit, who: Memberships, number: int) -> Task:
    """The task, if this person may see it; otherwise the same refusal as for a number that does not exist."""
    task = unit.store.tasks.get(number) if 0 < number < _MAX_NUMBER else None
    if task is None or not sides(unit.store, who, task):
        raise Refusal.not_found(number)
    return task


def is_confidential(unit: Unit, number: int) -> bool:
    """Whether a task is one that no group hears of."""
    task = unit.store.tasks.get(number)
    return task is not None and task.confidential


def tells_on(store: ReadStore, number: int | None, title: str) -> bool:
    """Whether a task of this title would make open what was raised in private: the words are its raiser's, and every card of
    the matter it answers stands in a private chat. Whoever finds words of their own has thought of it."""
    matter = store.tasks.get(number) if number is not None else None
    if matter is None or not matter.is_raised or without_phones(matter.title) != title:
        return False
    return stands_in_private(store, matter)


def stands_in_private(store: ReadStore, matter: Task) -> bool:
    """Whether every card of it stands in a private chat: it was put to the office in private."""
    return all(card.member_id is not None for card in store.posts.cards(matter.id))


def concerned(unit: Unit, who: Memberships, number: int, *holders: int) -> Task:
    """The task, if this person has a part in it or runs it, or is one of those whom it is about: what ran out, slips and
    reminders are no matter of mere colleagues. Raises: Refusal `not-concerned`.
    """
    task = visible(unit, who, number)
    if is_colleague(relations(who, task)) and who.member.id not in holders:
        raise Refusal("not-concerned", number=str(number))
    return task


def is_colleague(found: frozenset[Relation]) -> bool:
    """Whether somebody is of the task's team and nothing else to it."""
    return found == {Relation.COLLEAGUE}


def fetch(unit: Unit, who: Memberships, number: int) -> tuple[Task, Circumstances]:
    """A task this person may see, with the circumstances a decision about it needs."""
    task = visible(unit, who, number)
    at = Circumstances(
        who.member.id, sides(unit.store, who, task), unit.now, unit.rules_of(task), unit.calendar_of(task)
    )
    return task, at


def may_see_series(who: Memberships, series: Series) -> bool:
    """A series is of whoever gave it, those who do it, and those who run its team."""
    return who.member.id in series.template.people or may_change_series(who, series)


def may_change_series(who: Memberships, series: Series) -> bool:
    """Whether somebody gave it or runs its team."""
    return who.member.id == series.giver_id or who.runs(series.team_id)


def require_leads(unit: Unit, who: Memberships, member: Member) -> None:
    """What somebody has to do is theirs to see, and for those who run one of their teams."""
    if not answers_for(unit.store, who, member):
        raise Refusal("others-work")


def answers_for(store: ReadStore, who: Memberships, member: Member) -> bool:
    """Whether this is the person themselves, or somebody who runs one of their teams."""
    if member.id == who.member.id or who.runs(None):
        return True
    return any(who.runs(team_id) for team_id in store.members.with_roles(member).teams)


def require_manager(who: Memberships, team_id: int | None) -> None:
    """Owners, leaders and supervisors run a team; who runs one and no more runs it from its group."""
    if who.runs(team_id):
        return
    if team_id is None and who.leads_anywhere():
        raise Refusal("managers-in-group")
    raise Refusal("managers-only")
