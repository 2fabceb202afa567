"""Inline queries and summons from chats the bot is not in: answered at once or not at all, for Telegram waits 30 seconds.

The answer is not promised in the outbox: one that comes late helps nobody, and whoever types on asks again.
Source: docs/decisions/0050.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import structlog
from telegram import Message, Update, User
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import BaseHandler

from bot.boundary import Arrived, Write, current_update
from bot.callback import number
from bot.edge.account import Account
from bot.edge.keyboards import keyboard
from bot.office import Office
from bot.talk import person_of, text_of
from bot.views import elsewhere as views
from bot.views.elsewhere import Offer
from bot.views.eye import Eye
from domain.model.people import Memberships
from domain.model.post import Place
from domain.model.value import value
from domain.ports.store import Store
from domain.text import half_width
from domain.unit import Unit
from domain.usecases import elsewhere
from domain.usecases.people import people

log = structlog.get_logger("duban.elsewhere")
Run = Callable[[Coroutine[Any, Any, None]], None]


@value
class Offered:
    """What is answered: things to choose, where more of them begin, a button above them."""

    offers: tuple[Offer, ...] = ()
    more: int | None = None
    button: str = ""


class Elsewhere:
    """Runs each query in a unit of its own, and shows what came of it."""

    def __init__(self, bot: Account, office: Office, write: Write, run: Run) -> None:
        self.bot, self.office, self.write, self.run = bot, office, write, run

    def listener(self) -> BaseHandler[Any, Any, Any]:
        """What listens to such updates."""
        return _Listener(self._take)

    async def _take(self, update: Update, _context: Any) -> None:
        arrived = current_update.get()
        if update.inline_query is not None:
            query = update.inline_query
            found = await self._asked(arrived, query.from_user, query.query, number(query.offset))
            self.run(self._show(query.id, found))
        elif update.guest_message is not None:
            await self._summoned(arrived, update.guest_message)
        elif update.chosen_inline_result is not None:
            chosen = update.chosen_inline_result
            await self._unit(arrived, chosen.from_user, lambda unit, who, _: _sent(unit, who, chosen.result_id))

    async def _summoned(self, arrived: Arrived | None, message: Message) -> None:
        """A guest answers with one message: the only matter these words fit, the order they are, or what to do."""
        if message.guest_query_id is None or message.from_user is None or message.from_user.is_bot:
            return
        words = self._without_name(text_of(message))
        found = await self._unit(arrived, message.from_user, lambda unit, who, eye: _as_guest(unit, who, eye, words))
        self.run(self._reply(message.guest_query_id, found.offers[0]))

    def _without_name(self, text: str) -> str:
        at = f"@{self.office.bot_username}".lower()
        return " ".join(word for word in text.split() if word.lower() != at)

    async def _asked(self, arrived: Arrived | None, user: User, query: str, start: int) -> Offered:
        return await self._unit(arrived, user, lambda unit, who, eye: _found(unit, who, eye, query, start))

    async def _unit(self, arrived: Arrived | None, user: User, work: Work) -> Offered:
        """One unit: the update is done with, and what came of it is said in the person's language."""

        def handle(store: Store) -> Offered:
            unit = self.office.unit(store, self.office.clock.now())
            if arrived is not None and not store.inbox.done(arrived.update_id, unit.now):
                return Offered()
            member = people.seen(unit, person_of(user), private=False)
            eye = self.office.eye_for(store, member)
            if member is None or not member.active:
                return work(unit, None, eye)
            unit.calendar = unit.calendar_at(Place(member_id=member.id))
            return work(unit, store.members.with_roles(member), eye)

        found = await self.write(handle)
        if arrived is not None:
            arrived.settled = True
        return found

    async def _show(self, query_id: str, found: Offered) -> None:
        button = {"text": found.button, "start_parameter": "elsewhere"} if found.button else None
        results = [_article(offer) for offer in found.offers]
        more = "" if found.more is None else str(found.more)
        await self._quietly(
            "answerInlineQuery", inline_query_id=query_id, results=results, cache_time=0, is_personal=True,
            next_offset=more, button=button,
        )  # fmt: skip

    async def _reply(self, query_id: str, offer: Offer) -> None:
        await self._quietly("answerGuestQuery", guest_query_id=query_id, result=_article(offer))

    async def _quietly(self, method: str, **values: Any) -> None:
        """What comes too late has nobody who waits for it."""
        try:
            await self.bot.call(method, **values)
        except TelegramError as error:
            log.info("not answered", method=method, error=type(error).__name__)


Work = Callable[[Unit, Memberships | None, Eye], Offered]


def _found(unit: Unit, who: Memberships | None, eye: Eye, query: str, start: int) -> Offered:
    """Things to choose; a stranger gets a button that says what is missing."""
    if who is None:
        return Offered(button=str(eye.t("elsewhere-stranger")))
    found = elsewhere.look(unit, who, query, start)
    orders = (views.typed(eye, *found.order),) if found.order else ()
    matters = tuple(views.matter(eye, task) for task in found.tasks)
    if orders or matters or start:
        return Offered((*orders, *matters), found.more)
    return Offered(button=str(eye.t("elsewhere-no-order" if found.orders else "elsewhere-nothing")))


def _as_guest(unit: Unit, who: Memberships | None, eye: Eye, words: str) -> Offered:
    """Nobody chooses here: what is not the only thing these words can mean is not said."""
    if who is None:
        return Offered((views.note(eye, "stranger", eye.t("guest-stranger")),))
    found = _found(unit, who, eye, words, 0) if words else Offered()
    named = f"t{half_width(words).lstrip('# ')}"  # the number that was written wins over others in which it stands
    exact = [offer for offer in found.offers if offer.name == named]
    sure = [offer for offer in found.offers if offer.name.startswith("o")] or exact or found.offers
    return Offered((sure[0],)) if len(sure) == 1 else Offered((views.note(eye, "how", eye.t("guest-how")),))


def _sent(unit: Unit, who: Memberships | None, result_id: str) -> Offered:
    if who is not None and result_id.startswith("o"):
        elsewhere.was_sent(unit, who, result_id[1:])
    return Offered()


def _article(offer: Offer) -> dict[str, Any]:
    content = {
        "message_text": str(offer.sends.text),
        "parse_mode": ParseMode.HTML,
        "link_preview_options": {"is_disabled": True},
    }
    beside = {"description": offer.beside} if offer.beside else {}
    return {
        "type": "article", "id": offer.name, "title": offer.title, "input_message_content": content,
        "reply_markup": keyboard(offer.sends), **beside,
    }  # fmt: skip


class _Listener(BaseHandler[Any, Any, Any]):
    """The three kinds of update that come from chats the bot need not be in."""

    def check_update(self, update: object) -> bool:
        if not isinstance(update, Update):
            return False
        return any((update.inline_query, update.chosen_inline_result, update.guest_message))
