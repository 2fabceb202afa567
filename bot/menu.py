"""The command menus, from the commands' rows: by role, by language, by kind of chat."""

from __future__ import annotations

from typing import Any

from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot.i18n import catalogue
from bot.shelves import MENUS, menu_of
from domain.model.languages import LANGUAGES


def menu(language: str, *, leader: bool, group: bool) -> list[BotCommand]:
    """The command menu for a language and role, in private or in a group: what is used daily."""
    words = catalogue(language)
    return [BotCommand(c, str(words.text(f"command-{c}"))[:256]) for c in MENUS[menu_of(leader=leader, group=group)]]


def standing_menus(office_language: str) -> list[tuple[list[BotCommand], Any, str | None]]:
    """The menus that hold for everybody: by kind of chat and by the language of the person's Telegram.

    Telegram knows one Chinese only: it is the office's own where that is Chinese. Members have a menu of their own.
    """
    found: list[tuple[list[BotCommand], Any, str | None]] = []
    for group, scope in ((False, BotCommandScopeAllPrivateChats()), (True, BotCommandScopeAllGroupChats())):
        found.append((menu(office_language, leader=False, group=group), scope, None))
        found += [(menu(code, leader=False, group=group), scope, kept) for kept, code in _kept(office_language).items()]
    return found


def _kept(office_language: str) -> dict[str, str]:
    """Under each code that Telegram knows, the language of ours: of several the office's, else the first."""
    rows = [row for row in reversed(list(LANGUAGES.values())) if row.menu]
    kept = {str(row.menu): row.code for row in rows}
    own = LANGUAGES.get(office_language)
    return {**kept, own.menu: own.code} if own and own.menu else kept
