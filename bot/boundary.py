"""Where an update becomes one unit of work: a refusal becomes an answer, a bug becomes a reference number."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

import structlog
from telegram import Message, Update

from bot.callback import unpack
from bot.handlers.answers import ask_again
from bot.handlers.edits import refused
from bot.handlers.taken import tell_aside
from bot.handlers.which import ask_number
from bot.i18n import plain
from bot.office import Office
from bot.routes import On, Route
from bot.senders import from_somebody, silent_here
from bot.talk import GROUPS, Talk, person_of, text_of
from bot.views.office import shown_fields
from domain.errors import PassingError, Refusal
from domain.messages.office import JoinFirst, Sentence
from domain.model.people import TeamStatus
from domain.model.post import Place
from domain.ports.store import ReadStore, Store
from domain.unit import Unit
from domain.usecases.people import people
from domain.usecases.people.gone import as_told
from domain.usecases.people.people import Person

log = structlog.get_logger("duban.boundary")


@dataclass(slots=True)
class Arrived:
    """The stored update in hand; `settled` once a unit of work has written down what became of it."""

    update_id: int
    settled: bool = False
    fault: Exception | None = None  # what the library would only log


current_update: ContextVar[Arrived | None] = ContextVar("current_update", default=None)
Toast = tuple[str, dict[str, Any], bool]
T = TypeVar("T")


class Answer(Protocol):
    """Shows words at a pressed button; False when it was answered before, in time and without them."""

    def __call__(self, query_id: str, text: str, *, alert: bool) -> bool: ...


class Write(Protocol):
    """Runs a unit of work."""

    async def __call__(self, work: Callable[[Store], T], /) -> T: ...


_QUIET = (On.EDIT, On.REACTION, On.SERVICE, On.BOT_MEMBER)
_NOBODY = Person(0, "")
# Whoever is no member learns of everything else only that an invitation is needed, before a word is looked at.
_OPEN_TO_STRANGERS = frozenset({"start", "j"})
# Refusals that other words would meet, too.
_FINAL = frozenset(
    {
        "state",
        "not-yours",
        "raised-waiting",
        "raised-not-yours",
        "not-found",
        "no-request",
        "request-waiting",
        "extend-too-late",
    }
)


class Boundary:
    """Runs handlers, each by `write`, in whose unit of work the answers are also taken up to leave.

    `answer` shows a toast at a pressed button, outside any unit of work, unless it comes too late.
    """

    def __init__(self, office: Office, answer: Answer, write: Write) -> None:
        self.office, self.answer, self.write = office, answer, write

    async def run(self, route: Route, update: Update) -> None:
        """Handle one update by one route: whole, or refused, or set aside with a reference number.

        While the database is away the update waits, and is handled when it is back.
        """
        if not from_somebody(update):
            return
        arrived = current_update.get()
        update_id = arrived.update_id if arrived else None
        try:
            toast = await self.write(lambda s: self._handle(s, route, update, update_id))
        except Refusal as refusal:
            log.info("refused", route=route.name, reason=refusal.name)
            why = refusal
            toast = await self.write(lambda s: self._refuse(s, route, update, update_id, why))
        except PassingError:
            raise
        except Exception as error:  # noqa: BLE001 - the boundary: a bug is logged once and answered with a number
            toast = await self._bug(route, update, update_id, error)
        else:
            log.info("handled", route=route.name)
        if arrived:
            arrived.settled = True
        await self._show(route, update, toast)

    def _handle(self, store: Store, route: Route, update: Update, update_id: int | None) -> Toast | None:
        talk = self._talk(store, route, update)
        if update_id is not None and not store.inbox.done(update_id, self.office.clock.now()):
            return None
        if silent_here(talk, route):
            return None
        people.seen(talk.unit, talk.person, private=talk.is_private and route.on not in _QUIET)
        if route.on in (On.COMMAND, On.BUTTON) and route.name not in _OPEN_TO_STRANGERS:
            _ = talk.who
        if route.on is On.COMMAND:
            _end_question(talk)
        route.handler(talk)
        return talk.toast

    def _refuse(
        self, store: Store, route: Route, update: Update, update_id: int | None, refusal: Refusal
    ) -> Toast | None:
        talk = self._talk(store, route, update)
        if update_id is not None and not store.inbox.done(update_id, self.office.clock.now()):
            return None
        member = people.seen(talk.unit, talk.person, private=talk.is_private)
        speaker = talk.unit.store.members.with_roles(member) if member is not None and member.active else None
        refusal = as_told(talk.unit, refusal, speaker, talk.team)
        key, fields = f"refuse-{refusal.name}", {k: str(v) for k, v in refusal.fields.items()}
        join = _join_first(talk, refusal, key, fields)
        if member is not None and refusal.name == "not-found" and not talk.is_private:
            tell_aside(talk, fields.get("number", ""))
        if route.on is On.BUTTON:
            if join is not None:
                talk.unit.say(
                    talk.place, join, key=f"join:{talk.chat_id}:{talk.person.telegram_id}:{talk.unit.now.date()}"
                )
            return join.key if join else key, fields, True
        if route.on not in _QUIET or route.on is On.EDIT:
            talk.answer(join or Sentence(key, fields))
        if route.on in (On.COMMAND, On.MESSAGE, On.EDIT) and member is not None:
            refused(talk, member.id)
        if route.on in (On.COMMAND, On.MESSAGE) and member is not None and talk.is_private:
            ask_number(talk, member.id, refusal.name)
        if route.on is On.MESSAGE and member is not None:
            if refusal.name in _FINAL:
                _forget_question(talk, member.id, fields.get("number", ""))
            else:
                ask_again(talk, member.id, refusal.name)
        return None

    async def _bug(self, route: Route, update: Update, update_id: int | None, error: Exception) -> Toast | None:
        """Logged once; the person sees a number to quote; the update is kept and does not come again."""
        reference = secrets.token_hex(4)
        log.error("failed", route=route.name, reference=reference, exc_info=error)
        said = f"{reference} {type(error).__name__}"
        now = self.office.clock.now()

        def note(store: Store) -> Toast | None:
            if update_id is not None:
                store.inbox.failed(update_id, said, now, set_aside=True)
            talk = self._talk(store, route, update)
            people.notice(talk.unit, "bug", reference=reference)
            if route.on is On.BUTTON:
                return "bug", {"reference": reference}, True
            if route.on not in _QUIET:
                talk.answer(Sentence("bug", {"reference": reference}))
            return None

        return await self.write(note)

    async def _show(self, route: Route, update: Update, toast: Toast | None) -> None:
        """A pressed button is always answered, so that it stops turning; words that come too late are sent."""
        query = update.callback_query
        if query is None:
            return
        if toast is None:
            self.answer(query.id, "", alert=False)
            return
        key, fields, alert = toast
        text = await self.office.db.glance(lambda s: self._words(s, query.from_user.id, key, fields))
        if not self.answer(query.id, text[:200], alert=alert):
            await self.write(lambda s: self._say_later(self._talk(s, route, update), key, fields))

    def _say_later(self, talk: Talk, key: str, fields: dict[str, Any]) -> None:
        """What would have stood at the button, to the person alone where that is possible."""
        member = talk.unit.store.members.by_telegram(talk.person.telegram_id)
        private = member is not None and member.reachable
        place = Place(member_id=member.id) if member and private else talk.place
        talk.unit.say(place, Sentence(key, {k: str(v) for k, v in fields.items()}))

    def _words(self, store: ReadStore, telegram_id: int, key: str, fields: dict[str, Any]) -> str:
        eye = self.office.eye_for(store, store.members.by_telegram(telegram_id))
        return plain(str(eye.t(key, **shown_fields(eye, fields))))

    def _talk(self, store: Store, route: Route, update: Update) -> Talk:
        message = update.effective_message if isinstance(update.effective_message, Message) else None
        chat = update.effective_chat
        assert chat is not None  # from_somebody held
        unit = self._unit(store, self._moment(message, update), update)
        query = update.callback_query
        return Talk(
            unit,
            person_of(update.effective_user) if update.effective_user else _NOBODY,
            chat.id,
            chat.type not in GROUPS,
            message.message_thread_id if message and message.is_topic_message else None,
            message,
            _args(message) if route.on is On.COMMAND else "",
            unpack(query.data or "") if query else (),
            update=update,
        )

    def _unit(self, store: Store, now: datetime, update: Update) -> Unit:
        """A unit in which words are read by the clock of the group, or in private of whoever speaks."""
        unit, chat, person = self.office.unit(store, now), update.effective_chat, update.effective_user
        private = chat is not None and chat.type not in GROUPS
        member = store.members.by_telegram(person.id) if person and private else None
        place = Place(member_id=member.id) if member else Place(chat_id=chat.id if chat else None)
        unit.calendar = unit.calendar_at(place)
        return unit

    def _moment(self, message: Message | None, update: Update) -> datetime:
        """Words count from when they were written, so that nobody is late because the bot was away."""
        now = self.office.clock.now()
        if message is None or update.callback_query or update.edited_message:
            return now
        return min(now, message.date)


def _join_first(talk: Talk, refusal: Refusal, key: str, fields: dict[str, str]) -> JoinFirst | None:
    """In a team's group whoever has not joined, or is named without having joined, is shown the button."""
    team = talk.team
    if team is None or talk.is_private or team.status is not TeamStatus.APPROVED:
        return None
    if refusal.name == "stranger":
        return JoinFirst(team.id, "join-first", {})
    return JoinFirst(team.id, key, fields) if refusal.name == "unknown-person" else None


def _end_question(talk: Talk) -> None:
    """A command ends what the bot had asked about a task; a task that is being written goes on."""
    member = talk.unit.store.members.by_telegram(talk.person.telegram_id)
    asked = talk.unit.store.questions.open_for(member.id, talk.chat_id, talk.thread_id) if member else None
    if member is not None and asked is not None and asked.draft_id is None:
        talk.unit.store.questions.close(member.id, talk.chat_id, talk.thread_id)


def _forget_question(talk: Talk, member_id: int, number: str) -> None:
    """A question about a task that no words can answer any more is not asked of the next words, too."""
    asked = talk.unit.store.questions.open_for(member_id, talk.chat_id, talk.thread_id)
    if asked is not None and asked.action != "draft" and str(asked.task_id) == number:
        talk.unit.store.questions.close(member_id, talk.chat_id, talk.thread_id)


def _args(message: Message | None) -> str:
    words = text_of(message).split(maxsplit=1) if message else []
    return words[1] if len(words) > 1 else ""
