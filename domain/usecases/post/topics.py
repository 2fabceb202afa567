"""A topic for each task in the private chats of those who want it: found, opened, lost."""

from __future__ import annotations

from collections.abc import Sequence

from domain.model.people import Member, Memberships
from domain.model.topics import Topic
from domain.model.value import replace
from domain.ports.messenger import Delivery, Failure
from domain.ports.post import Outgoing, Result, State
from domain.ports.store import MetaKey, ReadStore
from domain.rules.topics import may_have_topic, stands_in_topic
from domain.unit import Unit


def are_offered(store: ReadStore) -> bool:
    """Whether private chats with the bot can have topics, as BotFather has set it."""
    return store.meta.get(MetaKey.TOPICS) == "on"


def wanted(unit: Unit, who: Memberships, *, on: bool) -> Member:
    """Somebody wants a topic for each task, or wants them no more; those there are stay."""
    member = replace(who.member, topics=on)
    unit.store.members.save(member)
    return member


def topic_for(store: ReadStore, rows: Sequence[Outgoing], member: Member | None) -> Topic | None:
    """In which topic of its reader's chat a message stands; without a thread where none is open yet, None for the chat
    itself."""
    row = rows[0]
    if member is None or not member.topics or row.task_id is None or row.place.thread_id is not None:
        return None
    if len(rows) > 1 or row.extends is not None or not stands_in_topic(row.message, row.urgency):
        return None
    found, task = store.topics.of(member.id, row.task_id), store.tasks.get(row.task_id)
    if found is not None:
        return found if found.thread_id is not None else None
    if task is None or not may_have_topic(task) or not are_offered(store):
        return None
    return Topic(member.id, task.id, None)


def note_opened(unit: Unit, rows: Sequence[Outgoing], answer: Delivery) -> None:
    """A topic was opened for a message, whatever became of that."""
    row = rows[0]
    if answer.opened is not None and row.place.member_id is not None and row.task_id is not None:
        unit.store.topics.save(Topic(row.place.member_id, row.task_id, answer.opened))


def lost(unit: Unit, rows: Sequence[Outgoing], owner: str, answer: Delivery) -> None:
    """Its reader has deleted the topic: what was meant for it goes to the chat itself; that task gets no other."""
    row, member_id = rows[0], rows[0].place.member_id
    assert member_id is not None  # whose topic it was
    again = Result(State.PENDING, again_at=unit.now, error=answer.error)
    unit.store.outbox.record([r.id for r in rows], owner, unit.now, again)
    topic = _topic_of(unit, row, member_id)
    thread_id = row.place.thread_id or (topic.thread_id if topic else None)
    _close(unit, topic)
    if thread_id is not None:
        unit.store.outbox.leave_topic(row.place.lane, thread_id)


def unnamed(unit: Unit, row: Outgoing, owner: str, answer: Delivery) -> None:
    """A topic could not be called anew: that is worth no second try, and none is known any more where Telegram has none."""
    unit.store.outbox.record([row.id], owner, unit.now, Result(State.DROPPED, error=answer.error))
    if answer.failure is Failure.NO_TOPIC and row.place.member_id is not None:
        _close(unit, _topic_of(unit, row, row.place.member_id))


def _close(unit: Unit, topic: Topic | None) -> None:
    if topic is not None:
        unit.store.topics.save(replace(topic, thread_id=None))


def _topic_of(unit: Unit, row: Outgoing, member_id: int) -> Topic | None:
    if row.place.thread_id is not None:
        return unit.store.topics.in_thread(member_id, row.place.thread_id)
    return unit.store.topics.of(member_id, row.task_id) if row.task_id is not None else None
