"""The menus at a start, once after a change of the program: the standing ones, and everybody's own."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from telegram import BotCommandScopeChat
from telegram.error import BadRequest, Forbidden

from bot.edge.account import Account
from bot.edge.patience import until_answered
from bot.i18n import written
from bot.menu import menu, standing_menus
from bot.office import Office
from bot.shelves import MENUS
from domain.model.languages import LANGUAGES
from domain.ports.store import MetaKey, ReadStore

log = structlog.get_logger("duban")
_AT_ONCE = 100  # people looked up in one unit
Menus = list[tuple[int, list[Any]]]


async def set_menus(bot: Account, office: Office) -> None:
    """Beside the start, which need not wait for them; a menu that Telegram does not take is a pity, no more. Telegram keeps
    them: where they are made of the same as at the last start, nothing is read and nothing asked, and everybody's own are
    only set where they say something else."""
    made_of = _made_of(office.settings.language)
    before = await office.db.read(lambda s: s.meta.get(MetaKey.MENUS)) or ""
    if before.startswith(made_of):
        return
    for commands, scope, language in standing_menus(office.settings.language):
        await _set(functools.partial(bot.set_my_commands, commands, scope=scope, language_code=language))
    said = _said()
    if not before.endswith(said):
        await _set_own(bot, office)
    await office.db.write(lambda s: s.meta.set(MetaKey.MENUS, f"{made_of}:{said}"))


async def _set_own(bot: Account, office: Office) -> None:
    """Everybody who can be written to, a hundred at a time, one after another."""
    after = 0
    while True:
        last, found = await office.db.read(functools.partial(_own, office, after))
        for chat_id, commands in found:
            await _set(functools.partial(bot.set_my_commands, commands, scope=BotCommandScopeChat(chat_id)))
        if last == after:
            return
        after = last


def _own(office: Office, after: int, store: ReadStore) -> tuple[int, Menus]:
    """The next members' menus, and the number of the last of them."""
    people = store.members.active_after(after, _AT_ONCE)
    found = [
        (m.telegram_id, menu(office.eye_for(store, m).language, leader=_leads(store, m.id), group=False))
        for m in people
        if m.reachable and m.telegram_id is not None
    ]
    return people[-1].id if people else after, found


def _leads(store: ReadStore, member_id: int) -> bool:
    member = store.members.get(member_id)
    return member is not None and store.members.with_roles(member).leads_anywhere()


def _said() -> str:
    """What all menus say, in short."""
    kinds = [(code, *kind) for code in LANGUAGES for kind in ((False, False), (True, False), (False, True))]
    rows = [[c.to_dict() for c in menu(code, leader=leads, group=group)] for code, leads, group in kinds]
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]


def _made_of(language: str) -> str:
    """The sentences of all languages, what stands in which menu, and what the office speaks, in short."""
    found = hashlib.sha256(repr((language, dict(MENUS), dict(LANGUAGES))).encode())
    for code in LANGUAGES:
        found.update(written(code))
    return found.hexdigest()[:16]


async def _set(ask: Callable[[], Awaitable[Any]]) -> None:
    try:
        await until_answered("setMyCommands", ask)
    except (BadRequest, Forbidden) as error:
        log.warning("menu not taken", said=str(error))
