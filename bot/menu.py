"""The command menus, from the commands' rows: by role, by language, by kind of chat."""

from __future__ import annotations

from typing import Any

from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot.commands import COMMANDS, Circle, Where
from bot.i18n import catalogue
from domain.model.languages import LANGUAGES


def menu(language: str, *, leader: bool, group: bool) -> list[BotCommand]:
    """The command menu for a language and role, in a private chat or a group."""
    words = catalogue(language)
    here = (Where.BOTH, Where.GROUP if group else Where.PRIVATE)
    shown = [c for c in COMMANDS if c.where in here and (leader or c.circle is Circle.EVERYBODY)]
    return [BotCommand(c.name, str(words.text(f"command-{c.name}"))[:256]) for c in shown]


def standing_menus(office_language: str) -> list[tuple[list[BotCommand], Any, str | None]]:
    """The menus that hold for everybody: by kind of chat and by the language of the person's Telegram."""
    found: list[tuple[list[BotCommand], Any, str | None]] = []
    for group, scope in ((False, BotCommandScopeAllPrivateChats()), (True, BotCommandScopeAllGroupChats())):
        found.append((menu(office_language, leader=group, group=group), scope, None))
        kept = [row for row in LANGUAGES.values() if row.menu]
        found += [(menu(row.code, leader=group, group=group), scope, row.menu) for row in kept]
    return found
