"""The bot's account: the library's bot, with updates as Telegram sent them."""

from __future__ import annotations

from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.edge.updates import lenient


class Account(ExtBot[None]):
    """Adds one call: raw updates, so that each can be stored before anything reads it, and a bad one spoils no other."""

    async def raw_updates(
        self, *, offset: int | None, limit: int, wait: int, allowed: list[str]
    ) -> list[dict[str, Any]]:
        """The next updates as JSON; asking again with a higher offset confirms them to Telegram."""
        asked: dict[str, Any] = {"limit": limit, "timeout": wait, "allowed_updates": allowed}
        if offset is not None:
            asked["offset"] = offset
        found = await self._post("getUpdates", asked, read_timeout=wait + 10)
        return found if isinstance(found, list) else []


class Reader(HTTPXRequest):
    """Reads Telegram's answers so that one monstrous element of them spoils no other."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """The answer as plain data."""
        try:
            return lenient(payload)
        except ValueError as error:
            raise TelegramError("Invalid server response") from error
