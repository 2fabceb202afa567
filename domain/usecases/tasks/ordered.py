"""An order as it was written, and what of it are words and what deadline."""

from __future__ import annotations

from datetime import datetime

from domain.model.tasks import Attachment
from domain.model.value import value
from domain.rules.words import only_points
from domain.text import storable, tidy
from domain.unit import Unit
from domain.usecases.tasks.due import Understood, due_in_order, refuse_past, taken_from
from domain.usecases.tasks.order import Mention, Order
from domain.usecases.tasks.wording import (
    NO_SOURCE,
    Source,
    Titled,
    reading_of,
    titled,
    titled_from,
)


@value
class Ordered:
    """An order as it was written: where, in which words, who is named, what it replies to, which album it begins.

    `message_id` is the message to answer to, `order_id` the one it stands in; `written`: when, for a text that is forwarded;
    `unsure`: it may be no order; `parent_id`: the matter it becomes a part of; `raises`: it puts a matter to the office;
    `answers`: the raised matter it is made of.
    """

    chat_id: int
    text: str
    mentions: tuple[Mention, ...] = ()
    quoted: Source = NO_SOURCE
    files: tuple[Attachment, ...] = ()
    message_id: int | None = None
    thread_id: int | None = None
    album: tuple[str, int] | None = None
    order_id: int | None = None
    written: datetime | None = None
    plain: bool = False
    unsure: bool = False
    parent_id: int | None = None
    raises: bool = False
    answers: int | None = None


@value
class Answer:
    """What was answered to a draft's question: words, who is named, a moment that was picked, or that there is none."""

    words: str = ""
    mentions: tuple[Mention, ...] = ()
    moment: datetime | None = None
    undated: bool = False


def words_and_due(unit: Unit, said: Ordered, found: Order) -> tuple[Titled, Understood]:
    """Title, whole text and deadline of an order: its own words first, then those of the text it replies to."""
    if said.written is not None:
        source = Source(found.words, said.written)
        return titled_from(unit, source, found.reading), taken_from(unit, found.reading, said.written, found.words)
    due, words = due_in_order(unit, found), titled(found.title, said.text)
    if due == Understood() and not said.plain:
        refuse_past(unit, found.words)
    if not said.quoted.text.strip():
        return words, due
    quoted = reading_of(unit, said.quoted)
    theirs = titled_from(unit, said.quoted, quoted)
    due = due if due != Understood() else taken_from(unit, quoted, said.quoted.written or unit.now, said.quoted.text)
    beside = words.title or tidy(found.words) if only_points(words.title or found.words) else ""
    if beside or not words.title:  # 尽快, 处理一下: what is to be done stands in the text replied to
        return (Titled(theirs.title, _both(beside, theirs.content or said.quoted.text)) if beside else theirs), due
    return Titled(words.title, _both(words.content, theirs.content or said.quoted.text)), due


def _both(own: str, quoted: str) -> str:
    """What an order says, and below it the text that it replies to."""
    return "\n\n".join(filter(None, (own, storable(quoted.strip()))))
