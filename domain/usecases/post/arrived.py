"""What arrived: written down with what follows from it, a message about a task remembered as one."""

from __future__ import annotations

from collections.abc import Sequence

from domain.messages.accounts import AppealWaiting
from domain.messages.asking import Choices, DraftStep, Prompt
from domain.messages.base import Message, Urgency
from domain.messages.desk import DeskShown
from domain.messages.ledger import LedgerFile, LedgerMaking, LedgerShown
from domain.messages.minutes import MinutesStep
from domain.messages.office import Sentence
from domain.messages.tasks import CardMoved, CardUpdate, TaskNews, Unsend
from domain.model.post import Place, Post, PostKind
from domain.model.value import replace
from domain.ports.messenger import Delivery, Parcel
from domain.ports.post import Outgoing
from domain.unit import Unit
from domain.usecases.clocks.leaving import told
from domain.usecases.post.hinted import note_hint
from domain.usecases.post.relay import speak_again
from domain.usecases.post.topics import note_opened

Arrived = tuple[Sequence[Outgoing], Parcel, Delivery]


def arrived(unit: Unit, owner: str, letters: Sequence[Arrived]) -> None:
    """Write down what arrived, and what follows from it."""
    unit.store.outbox.arrived({r.id: answer.message_id for rows, _, answer in letters for r in rows}, owner, unit.now)
    posts = [(post, parcel) for rows, parcel, answer in letters if (post := _post(unit, rows, parcel, answer))]
    unit.store.posts.add(*(post for post, _ in posts))
    for rows, parcel, answer in letters:
        note_opened(unit, rows, answer)
        if parcel.hint and answer.message_id is not None:
            note_hint(unit, rows[0].place, parcel.hint, answer.message_id)
    for post, parcel in posts:
        _catch_up(unit, post, parcel)
        _follow(unit, post)


def _post(unit: Unit, rows: Sequence[Outgoing], parcel: Parcel, answer: Delivery) -> Post | None:
    """The message about a task that stands in a chat now, after what else follows from its arrival."""
    told(unit, rows)
    message = rows[0].message
    if isinstance(message, Unsend):
        unit.say(rows[0].place, Sentence("unsend-done", {}))
    _go_on_with_ledger(unit, rows[0].place, message, answer.message_id)
    if answer.message_id is not None:
        _note_question(unit, message, rows[0].place, answer.chat_id, answer.message_id)
    if answer.message_id is None or message.edits is not None:
        return None
    if rows[0].extends is not None:
        unit.store.posts.forget(answer.chat_id, answer.message_id)  # it may be about more than one task now
    if rows[0].place.member_id is None:
        speak_again(unit, answer.chat_id)
    if parcel.task_id is None or parcel.kind is None:
        return None
    alone = len(rows) == 1 and rows[0].extends is None
    seq = (message.seq or None) if alone and isinstance(message, TaskNews | AppealWaiting) else None
    to = rows[0].place.member_id
    return Post(answer.chat_id, answer.message_id, parcel.task_id, parcel.kind, seq, member_id=to)


def _catch_up(unit: Unit, post: Post, parcel: Parcel) -> None:
    """The task changed while its card was on its way: nobody knew of the card yet, so it is brought up to date now."""
    if post.kind is PostKind.CARD and parcel.version not in (None, unit.store.tasks.version(post.task_id)):
        place = Place(chat_id=post.chat_id, member_id=post.member_id)
        unit.say(place, CardUpdate(post.task_id, post.message_id), urgency=Urgency.NORMAL, task_id=post.task_id)


def _follow(unit: Unit, card: Post) -> None:
    """A group has one card of a matter that lives, the newest; one further up says where it is. A reply to that is still
    about the matter."""
    if card.kind is not PostKind.CARD or card.member_id is not None:
        return
    for old in unit.store.posts.cards(card.task_id):
        if old.chat_id == card.chat_id and old.message_id != card.message_id:
            unit.store.outbox.drop_update(old.chat_id, old.message_id)
            unit.store.posts.forget(old.chat_id, old.message_id)
            unit.store.posts.add(replace(old, kind=PostKind.NEWS))
            moved = CardMoved(card.task_id, old.message_id, card.chat_id, card.message_id)
            unit.say(Place(chat_id=card.chat_id), moved, urgency=Urgency.NORMAL)


def _note_question(unit: Unit, message: Message, place: Place, chat_id: int, message_id: int) -> None:
    """A question stands in the chat now: in a group the reply to it is the answer."""
    if isinstance(message, Prompt) or (isinstance(message, Choices) and message.question):
        unit.store.questions.sent(message.member_id, chat_id, message_id, place.thread_id)
    if isinstance(message, MinutesStep):
        _note_minutes(unit, message.draft_id, message_id)
    if isinstance(message, DeskShown) and message.message_id != message_id:
        unit.store.desks.sent(message.desk_id, message_id)
    if isinstance(message, DraftStep):
        draft = unit.store.drafts.get(message.draft_id)
        if draft is not None:
            unit.store.questions.sent(draft.member_id, chat_id, message_id, place.thread_id)


def _go_on_with_ledger(unit: Unit, place: Place, message: Message, message_id: int | None) -> None:
    """What says that a ledger is being made stands in the chat: it is made. Once that has come, its buttons stand there."""
    if isinstance(message, LedgerMaking):
        unit.say(place, LedgerFile(message.search_id, message.form, message_id))
    if isinstance(message, LedgerFile) and message.menu is not None:
        unit.say(place, LedgerShown(message.search_id, message_id=message.menu))


def _note_minutes(unit: Unit, draft_id: int, message_id: int) -> None:
    """Minutes stand in the chat now: they are edited there, and a reply to them is about their lines."""
    draft = unit.store.drafts.get(draft_id)
    if draft is not None and draft.task.minutes is not None and draft.task.minutes.shown != message_id:
        minutes = replace(draft.task.minutes, shown=message_id)
        unit.store.drafts.save(replace(draft, task=replace(draft.task, minutes=minutes)))
