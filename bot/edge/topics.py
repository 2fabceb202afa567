"""A task's topic in a private chat, as the sender needs it: found, opened before the first message, called by its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from telegram.error import BadRequest, TelegramError

from bot.edge.account import Account
from bot.edge.failures import explain
from domain.model.people import Member
from domain.model.value import replace, value
from domain.ports.messenger import Delivery, Parcel
from domain.ports.post import Outgoing
from domain.ports.store import ReadStore
from domain.rules.topics import topic_name
from domain.usecases.post.topics import topic_for

if TYPE_CHECKING:
    from bot.edge.sender import Letter


@value
class Heading:
    """What a topic is called from now on."""

    thread_id: int
    name: str


def topic_of(store: ReadStore, rows: Sequence[Outgoing], member: Member | None) -> tuple[int | None, str]:
    """The topic a message of its own accord stands in, or the name of one to be opened for it."""
    topic = topic_for(store, rows, member)
    task = store.tasks.get(topic.task_id) if topic else None
    if topic is None or task is None:
        return rows[0].place.thread_id, ""
    return topic.thread_id, "" if topic.thread_id else topic_name(task)


def heading_of(store: ReadStore, row: Outgoing, chat_id: int) -> Parcel | None:
    """The name a task's topic shall have; None where it has none there any more."""
    task = store.tasks.get(row.task_id) if row.task_id is not None else None
    topic = store.topics.of(row.place.member_id or 0, row.task_id or 0)
    if task is None or topic is None or topic.thread_id is None:
        return None
    return Parcel(chat_id, Heading(topic.thread_id, topic_name(task)))


async def name_topic(bot: Account, chat_id: int, heading: Heading) -> Delivery:
    """Call it so."""
    named = {"message_thread_id": heading.thread_id, "name": heading.name}
    try:
        await bot.call("editForumTopic", chat_id=chat_id, **named)
    except TelegramError as error:
        return explain(chat_id, error)
    return Delivery(chat_id)


async def into_topic(bot: Account, chat_id: int, letter: Letter) -> tuple[Letter, Delivery]:
    """The letter with the topic that was opened for it, if it asks for one, and which that is: to be told whatever becomes of
    the letter, so that a second try opens no second one. Where Telegram opens none, it goes to the chat itself."""
    if not letter.opens:
        return letter, Delivery(chat_id)
    try:
        made = await bot.call("createForumTopic", chat_id=chat_id, name=letter.opens)
    except BadRequest:
        return letter, Delivery(chat_id)
    except TelegramError as error:
        return letter, explain(chat_id, error)
    opened = int(made["message_thread_id"])
    return replace(letter, thread_id=opened), Delivery(chat_id, opened=opened)
