"""What becomes of a promised message: still true or not, and what follows from Telegram's answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from domain.facts.clocks import Undelivered
from domain.messages.base import Message, Urgency
from domain.messages.clocks import GroupCall, Reminder
from domain.messages.office import MenuUpdate, Sentence
from domain.messages.reports import Digest
from domain.messages.tasks import CardMoved, CardUpdate, TaskCard, TaskNews, TopicName, Unsend
from domain.model.clocks import CommitmentKind
from domain.model.people import TeamStatus
from domain.model.post import Place
from domain.model.tasks import Kind, Task
from domain.model.value import fields_of, replace
from domain.ports.messenger import Delivery, Failure, Parcel
from domain.ports.post import Ahead, Outgoing, Result, State
from domain.ports.store import MetaKey
from domain.rules.ladder import find_step, steps
from domain.rules.mornings import STILL_MORNING
from domain.unit import Unit
from domain.usecases.clocks.leaving import as_it_leaves
from domain.usecases.people.guard import next_up
from domain.usecases.people.teams import moved, removed
from domain.usecases.post.arrived import arrived
from domain.usecases.post.calm import as_one, calm_end, hold_calm, merging
from domain.usecases.post.relay import relay, silence, topic_gone, unanswered
from domain.usecases.post.still_true import still_true
from domain.usecases.post.topics import lost, note_opened, unnamed
from domain.usecases.post.tries import again, failed, unknown
from domain.usecases.post.unsend import PASSING, unsent


def claim(
    unit: Unit, owner: str, lease: timedelta, busy: Collection[str], limit: int, answers: int = 0, ahead: Ahead | None = None,
    in_a_row: int = 1,
) -> list[list[Outgoing]]:  # fmt: skip
    """Lease what is due, each lane's first message with those that merge into it; drop what is no longer true.

    At most `limit` messages, and `answers` to people beside them; `ahead` where somebody has looked already; of a group's
    cards as many as may leave in a row.
    """
    ahead = ahead or unit.store.outbox.ahead(unit.now)
    if not ahead.due:
        return []
    ends = _ends(ahead.holds, unit.now)
    for lane, end in ends.items():
        unit.store.outbox.hold_lane(lane, end)
    if ahead.can_wait:
        hold_calm(unit)
    seen = None if ends or ahead.can_wait else ahead  # what was held may have stood there
    batches = []
    until = unit.now + lease
    for first in unit.store.outbox.claim(owner, unit.now, until, busy, limit, answers, seen, in_a_row):
        batch = [row for row in (first, *merging(unit, first, owner, until)) if _keep(unit, row, owner)]
        if batch:
            batch = [as_it_leaves(unit, row) for row in batch]
            batches.append(as_one(unit, batch, owner) if first.message.merges else batch)
    return batches


def _keep(unit: Unit, row: Outgoing, owner: str) -> bool:
    """Nothing leaves that is no longer true, or to somebody known not to be reachable."""
    if not still_true(unit, row.message, row.place):
        unit.store.outbox.record([row.id], owner, unit.now, Result(State.DROPPED, error="no longer true"))
        return False
    if _its_hour_is_past(unit, row):
        unit.store.outbox.record([row.id], owner, unit.now, Result(State.DROPPED, error="its hour is past"))
        _not_told(unit, row.message)
        return False
    if _left(unit, row.place):
        unit.store.outbox.record([row.id], owner, unit.now, Result(State.DROPPED, error="not in the group any more"))
        return False
    member = unit.store.members.get(row.place.member_id) if row.place.member_id is not None else None
    if member is not None and not member.active and not isinstance(row.message, Sentence):
        unit.store.outbox.record([row.id], owner, unit.now, Result(State.DROPPED, error="not in the office any more"))
        return False
    if member is not None and not member.reachable:
        chat = row.place.chat_id or member.telegram_id or 0
        _unreachable(unit, [row], owner, Delivery(chat, error="not reachable in private"))
        return False
    return True


def _its_hour_is_past(unit: Unit, row: Outgoing) -> bool:
    """Whether what belongs to a morning has waited too long to leave before the next one."""
    morning = row.urgency is Urgency.BULK and not isinstance(row.message, MenuUpdate)
    return morning and unit.now - row.waiting_since > STILL_MORNING


def _not_told(unit: Unit, message: Message) -> None:
    """The next digest tells what this one would have told."""
    if isinstance(message, Digest):
        unit.store.meta.set(MetaKey.DIGEST, message.since, message.team_id)


def _left(unit: Unit, place: Place) -> bool:
    """Whether the message is for a group the bot was removed from."""
    if place.member_id is not None or place.chat_id is None:
        return False
    team = unit.store.teams.by_chat(place.chat_id)
    return team is not None and team.status is TeamStatus.ARCHIVED


def drop(unit: Unit, rows: Sequence[Outgoing], owner: str) -> None:
    """There turned out to be nothing to say."""
    unit.store.outbox.record([r.id for r in rows], owner, unit.now, Result(State.DROPPED, error="nothing to say"))


def record(unit: Unit, rows: Sequence[Outgoing], owner: str, parcel: Parcel, answer: Delivery) -> None:
    """Write what Telegram answered, and what follows from it, as one."""
    if answer.failure is None:
        return arrived(unit, owner, [(rows, parcel, answer)])
    note_opened(unit, rows, answer)
    own = _OF_THEIR_OWN.get(type(rows[0].message)) if answer.failure not in PASSING else None
    if own is not None:
        return own(unit, rows[0], owner, answer)
    return _FAILURES[answer.failure](unit, rows, owner, answer)


# What follows where these fail for good.
_OF_THEIR_OWN: Mapping[type[Message], Callable[[Unit, Outgoing, str, Delivery], None]] = {
    Unsend: unsent,
    TopicName: unnamed,
}


def _slow_down(unit: Unit, rows: Sequence[Outgoing], owner: str, answer: Delivery) -> None:
    """Only this chat waits, with what is promised to it meanwhile; the wait survives a restart."""
    again(unit, rows, owner, answer)
    end = unit.now + timedelta(seconds=answer.seconds or 1)
    unit.store.outbox.hold_lane(rows[0].lane, end)
    held = _held(unit) | {rows[0].lane: end}
    unit.store.meta.set(MetaKey.HOLDS, json.dumps({lane: at.isoformat() for lane, at in held.items()}))


def _held(unit: Unit) -> dict[str, datetime]:
    """The lanes Telegram told to wait, and until when."""
    return _ends(unit.store.meta.get(MetaKey.HOLDS), unit.now)


def _ends(kept: str | None, now: datetime) -> dict[str, datetime]:
    """Of what is kept, the lanes that wait still."""
    ends = {lane: datetime.fromisoformat(end) for lane, end in json.loads(kept or "{}").items()}
    return {lane: end for lane, end in ends.items() if end > now}


def _unreachable(unit: Unit, rows: Sequence[Outgoing], owner: str, answer: Delivery) -> None:
    """The person cannot be written to: parked until a sign of life, called in the group instead, and recorded."""
    ids = [r.id for r in rows]
    unit.store.outbox.record(ids, owner, unit.now, Result(State.PARKED, error=answer.error))
    member_id = rows[0].place.member_id
    member = unit.store.members.get(member_id) if member_id is not None else None
    if member is None:
        return
    if member.reachable:
        unit.store.members.save(replace(member, reachable=False))
    for row in rows:
        _instead(unit, row, member.id, answer.error)
        if row.urgency is Urgency.ANSWER:
            unanswered(unit, row, member, answer.error)


_CALLED = (TaskCard, TaskNews, Reminder)


def _instead(unit: Unit, row: Outgoing, member_id: int, reason: str) -> None:
    """The step falls to a mention in the task's group, once a day and task and again when it is overdue; that is recorded."""
    task = unit.store.tasks.get(row.task_id) if row.task_id is not None else None
    if task is None or task.kind is Kind.NOTICE or not isinstance(row.message, _CALLED):
        return  # whoever has not read a notice is called with the others
    if task.anonymous and member_id == task.assigner_id:
        unit.record(task, Undelivered(member_id, reason, "nothing"), None)  # a call would name them
        return
    place = unit.group_of(task)
    if place is None:
        _upwards(unit, row, task, member_id, reason)
        return
    day = unit.now.astimezone(unit.calendar_of(task).zone).date()
    unit.say(
        place,
        GroupCall(task.id, member_id),
        urgency=row.urgency,
        key=f"call:{task.id}:{member_id}:{day}" + _once_more(unit, row, task),
        task_id=task.id,
    )
    unit.record(task, Undelivered(member_id, reason, "group"), None)


def _once_more(unit: Unit, row: Outgoing, task: Task) -> str:
    """What is called for besides the once a day: what is overdue, and a reminder of what is urgent, once a clock."""
    if task.overdue(unit.now):
        return ":overdue"
    urgent = isinstance(row.message, Reminder) and row.urgency <= Urgency.URGENT
    return f":{row.message.clock}" if isinstance(row.message, Reminder) and urgent else ""


def _hears_that_step(unit: Unit, task: Task, said: Reminder, member_id: int) -> bool:
    """Whether a step of a ladder that cannot be delivered goes to this person too."""
    step = find_step(steps(task, CommitmentKind(said.clock), unit.rules_of(task)), said.step)
    return step is not None and member_id in {m.id for m in unit.audience(task, step.to)}


def _upwards(unit: Unit, row: Outgoing, task: Task, member_id: int, reason: str) -> None:
    """There is no group to call them in: the next person up hears that they cannot be reached, once a day and task."""
    member = unit.store.members.get(member_id)
    above = next_up(unit, task, member) if member else None
    if above is None:
        unit.record(task, Undelivered(member_id, reason, "nothing"), None)
        return
    unit.record(task, Undelivered(member_id, reason, "up", above.id), None)
    if isinstance(row.message, TaskCard) and above.id == task.assigner_id:
        return  # whoever gave it was told so in the same breath
    if isinstance(row.message, Reminder) and _hears_that_step(unit, task, row.message, above.id):
        return  # who is told that nothing was heard of them is not told a second time
    day = (
        "" if task.confidential else unit.now.astimezone(unit.calendar.zone).date()
    )  # of that nobody else is told: once
    call, key = GroupCall(task.id, member_id), f"call:{task.id}:{member_id}:{day}:up"
    unit.say(Place(member_id=above.id), call, urgency=row.urgency, key=key, task_id=task.id)


def _chat_gone(unit: Unit, rows: Sequence[Outgoing], owner: str, answer: Delivery) -> None:
    """The bot is no longer in the group."""
    failed(unit, rows, owner, answer)
    removed(unit, answer.chat_id)


def _no_right(unit: Unit, rows: Sequence[Outgoing], owner: str, answer: Delivery) -> None:
    """The bot may not write in the group: said once to those who can change it, and they hear what the group should have."""
    team = unit.store.teams.by_chat(answer.chat_id) if rows[0].place.member_id is None else None
    if team is None:
        return failed(unit, rows, owner, answer)
    unit.store.outbox.record([r.id for r in rows], owner, unit.now, Result(State.DROPPED, error=answer.error))
    silence(unit, answer.chat_id)
    for row in rows:
        relay(unit, row, team)
    return None


def _no_topic(unit: Unit, rows: Sequence[Outgoing], owner: str, answer: Delivery) -> None:
    """The topic is gone: everything that was meant for it, this message too, goes to the chat itself."""
    if rows[0].place.member_id is not None:
        return lost(unit, rows, owner, answer)
    result = Result(State.PENDING, again_at=unit.now, error=answer.error)
    unit.store.outbox.record([r.id for r in rows], owner, unit.now, result)
    thread_id = rows[0].place.thread_id
    if thread_id is not None:
        topic_gone(unit, answer.chat_id, thread_id)
    return None


def _moved(unit: Unit, rows: Sequence[Outgoing], owner: str, answer: Delivery) -> None:
    """The group became a supergroup: everything moves, and this message is sent there once."""
    if answer.new_chat_id is not None:
        moved(unit, answer.chat_id, answer.new_chat_id)
    result = Result(State.PENDING, again_at=unit.now, error=answer.error)
    unit.store.outbox.record([r.id for r in rows], owner, unit.now, result)


def _no_card(unit: Unit, rows: Sequence[Outgoing], owner: str, answer: Delivery) -> None:
    """The message to be edited is gone: one new one."""
    standing = rows[0].extends
    if standing is not None:
        result = Result(State.PENDING, again_at=calm_end(unit, standing), error=answer.error)
        unit.store.outbox.record([r.id for r in rows], owner, unit.now, result)
        return
    unit.store.outbox.record([r.id for r in rows], owner, unit.now, Result(State.DROPPED, error=answer.error))
    message, place = rows[0].message, rows[0].place
    to = Place(member_id=place.member_id) if place.member_id else replace(place, reply_to=None)
    if isinstance(message, CardUpdate):
        unit.store.posts.forget(answer.chat_id, message.message_id)
        task = unit.store.tasks.get(message.task_id)
        to = replace(to, thread_id=task.thread_id) if task and not place.member_id else to
        unit.say(to, TaskCard(message.task_id), urgency=Urgency.NORMAL, task_id=message.task_id)
    elif message.edits is not None and not isinstance(message, CardMoved):
        kind: Any = type(message)
        anew = kind(**fields_of(message) | {"message_id": None})
        unit.say(to, anew, urgency=rows[0].urgency, task_id=rows[0].task_id)


_FAILURES: Mapping[Failure, Callable[[Unit, Sequence[Outgoing], str, Delivery], None]] = {
    Failure.AGAIN: again,
    Failure.UNKNOWN: unknown,
    Failure.SLOW_DOWN: _slow_down,
    Failure.UNREACHABLE: _unreachable,
    Failure.CHAT_GONE: _chat_gone,
    Failure.MOVED: _moved,
    Failure.NO_CARD: _no_card,
    Failure.NO_RIGHT: _no_right,
    Failure.NO_TOPIC: _no_topic,
    Failure.REFUSED: failed,
}
