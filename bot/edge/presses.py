"""A pressed button stops turning within two seconds, whatever keeps its effect waiting."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.i18n import catalogue, plain
from bot.office import Office
from domain.errors import PassingError
from domain.model.languages import language_spoken
from domain.ports.store import ReadStore

log = structlog.get_logger("duban.presses")
_PATIENCE = 1.2  # seconds from its arrival until a press is answered without its effect
_ASKING = 0.3  # seconds for finding out in which language
_REMEMBERED = 10_000
Run = Callable[[Coroutine[Any, Any, None]], None]


class Presses:
    """Every press that arrived is answered once: with what came of it, or in time with a word that it is being done."""

    def __init__(self, bot: Bot, office: Office, run: Run) -> None:
        self.bot, self.office, self.run = bot, office, run
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._answered: OrderedDict[str, None] = OrderedDict()

    def arrived(self, updates: Sequence[object]) -> None:
        """Raw updates came in; those that are presses begin to wait."""
        for update in updates:
            query = update.get("callback_query") if isinstance(update, dict) else None
            if not isinstance(query, dict) or not isinstance(query.get("id"), str):
                continue
            if query["id"] not in self._waiting and query["id"] not in self._answered:
                later = asyncio.get_running_loop().call_later(_PATIENCE, self._in_time, query)
                self._waiting[query["id"]] = later

    def answer(self, query_id: str, text: str, *, alert: bool) -> bool:
        """Show what came of a press; False when it has been answered and these words find no place any more."""
        waiting = self._waiting.pop(query_id, None)
        if waiting is not None:
            waiting.cancel()
        if query_id in self._answered:
            return False
        self._remember(query_id)
        self.run(self._send(query_id, text, alert=alert))
        return True

    def stop(self) -> None:
        """Wait for no press any more."""
        for waiting in self._waiting.values():
            waiting.cancel()
        self._waiting.clear()

    def _in_time(self, query: dict[str, Any]) -> None:
        self._waiting.pop(query["id"], None)
        self._remember(query["id"])
        log.info("press answered before its effect")
        self.run(self._word(query))

    async def _word(self, query: dict[str, Any]) -> None:
        await self._send(query["id"], await self._busy(query.get("from")), alert=False)

    async def _busy(self, user: object) -> str:
        """That it is being done, in the person's language as the database knows it, if that can be asked in time."""
        known = user if isinstance(user, dict) else {}
        try:
            async with asyncio.timeout(_ASKING):
                language = await self.office.db.glance(lambda s: self._language(s, known))
        except (TimeoutError, PassingError):
            language = language_spoken(str(known.get("language_code") or "")) or self.office.settings.language
        return plain(catalogue(language).text("press-busy"))

    def _language(self, store: ReadStore, user: dict[str, Any]) -> str:
        telegram_id = user.get("id")
        member = store.members.by_telegram(telegram_id) if isinstance(telegram_id, int) else None
        return self.office.eye_for(store, member).language

    def _remember(self, query_id: str) -> None:
        self._answered[query_id] = None
        while len(self._answered) > _REMEMBERED:
            self._answered.popitem(last=False)

    async def _send(self, query_id: str, text: str, *, alert: bool) -> None:
        """A press that is too old to be answered has stopped turning by itself."""
        try:
            await self.bot.answer_callback_query(query_id, text or None, show_alert=alert)
        except TelegramError as error:
            log.info("press not answered", error=type(error).__name__)
