"""A group in which the bot may no longer write, and topics that are gone: who hears instead, and when it is over."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from domain.facts.clocks import Undelivered
from domain.messages.base import Message, Urgency
from domain.messages.clocks import GroupCall, Reminder
from domain.messages.office import OperatorNotice
from domain.messages.reports import Digest
from domain.messages.tasks import TaskCard, TaskNews
from domain.model.people import Member, Role, Team, TeamStatus
from domain.model.post import Place
from domain.model.value import replace
from domain.ports.post import Outgoing
from domain.ports.store import MetaKey
from domain.unit import Unit


def managers_of(unit: Unit, team: Team) -> list[Member]:
    """The owners and those who lead the team, each once."""
    members = unit.store.members
    found = [*members.holding(Role.OWNER, None), *members.holding(Role.LEADER, team.id)]
    return list({m.id: m for m in found}.values())


def is_silenced(unit: Unit, team: Team) -> bool:
    """Whether the bot may not write in the group of this team, as far as it knows."""
    return unit.store.meta.get(MetaKey.SILENCED, team.id) is not None


def silence(unit: Unit, chat_id: int) -> None:
    """The bot may not write in a group any more: those who can change that are told once."""
    team = unit.store.teams.by_chat(chat_id)
    if team is None or team.status is not TeamStatus.APPROVED or is_silenced(unit, team):
        return
    unit.store.meta.set(MetaKey.SILENCED, unit.now.isoformat(), team.id)
    _tell_managers(unit, team, "team-silenced")


def unanswered(unit: Unit, row: Outgoing, member: Member, reason: str) -> None:
    """Somebody who cannot be written to asked in a group where the bot may not write: its managers hear it, once a day;
    the story of the task that was asked about says so."""
    day = unit.now.astimezone(unit.calendar_at(Place(member_id=member.id)).zone).date()
    teams = [t for t in map(unit.store.teams.get, unit.store.members.with_roles(member).teams) if t is not None]
    silenced = [t for t in teams if t.status is TeamStatus.APPROVED and is_silenced(unit, t)]
    for team in silenced:
        fields = {"team": team.title, "who": member.name}
        _tell_managers(unit, team, "unanswered", fields, once=f"unanswered:{team.id}:{member.id}:{day}")
    task = unit.store.tasks.get(row.task_id) if row.task_id is not None else None
    if silenced and task is not None and not isinstance(row.message, (TaskCard, TaskNews, Reminder)):
        unit.record(task, Undelivered(member.id, reason, "nothing"), None)


def speak_again(unit: Unit, chat_id: int) -> None:
    """The bot may write in a group again: what is meant for it goes there."""
    team = unit.store.teams.by_chat(chat_id)
    if team is not None and is_silenced(unit, team):
        unit.store.meta.drop(MetaKey.SILENCED, team.id)
        _tell_managers(unit, team, "team-speaks-again")


def topic_gone(unit: Unit, chat_id: int, thread_id: int) -> None:
    """A topic was deleted or closed: what was meant for it goes to the group itself, and its managers are told once."""
    team = unit.store.teams.by_chat(chat_id)
    unit.store.outbox.leave_topic(Place(chat_id=chat_id).lane, thread_id)
    if team is None:
        return
    if team.thread_id == thread_id:
        unit.store.teams.save(replace(team, thread_id=None))
    unit.store.tasks.leave_topic(team.id, thread_id)
    _tell_managers(unit, team, "topic-gone")


def relay(unit: Unit, row: Outgoing, team: Team) -> None:
    """What a group cannot be told goes to those who must know instead."""
    for member in _HEARERS.get(type(row.message), _nobody)(unit, row, team):
        unit.say(
            Place(member_id=member.id),
            row.message,
            urgency=row.urgency,
            key=f"relay:{row.id}:{member.id}",
            task_id=row.task_id,
        )


def _tell_managers(
    unit: Unit, team: Team, key: str, fields: Mapping[str, str] | None = None, once: str | None = None
) -> None:
    notice = OperatorNotice(key, {"team": team.title, **(fields or {})})
    for member in managers_of(unit, team):
        unit.say(Place(member_id=member.id), notice, urgency=Urgency.NORMAL, key=once and f"{once}:{member.id}")


def _managers(unit: Unit, _row: Outgoing, team: Team) -> list[Member]:
    return managers_of(unit, team)


def _assigner(unit: Unit, row: Outgoing, _team: Team) -> list[Member]:
    task = unit.store.tasks.get(row.task_id) if row.task_id is not None else None
    member = unit.store.members.get(task.assigner_id) if task else None
    return [member] if member and member.active else []


def _nobody(_unit: Unit, _row: Outgoing, _team: Team) -> list[Member]:
    return []


_HEARERS: Mapping[type[Message], Callable[[Unit, Outgoing, Team], list[Member]]] = {
    Digest: _managers,
    Reminder: _managers,
    GroupCall: _managers,
    TaskNews: _managers,
    TaskCard: _assigner,
}
