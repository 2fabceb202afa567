"""From the routes to what listens, from the commands to the menus."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    Update,
)
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    MessageReactionHandler,
    filters,
)

from bot.commands import COMMANDS, Audience, Where
from bot.handlers import act, assign, chat, people, see
from bot.i18n import LANGUAGES, catalogue
from bot.routes import On, Route

ROUTES: tuple[Route, ...] = (*people.ROUTES, *assign.ROUTES, *act.ROUTES, *see.ROUTES, *chat.ROUTES)
ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member", "message_reaction"]
_TELEGRAM_LANGUAGES = {"zh-Hans": "zh", "zh-Hant": None, "en": "en"}
_NEW = filters.UpdateType.MESSAGE
_SERVICE = filters.StatusUpdate.MIGRATE | filters.StatusUpdate.NEW_CHAT_TITLE | filters.StatusUpdate.LEFT_CHAT_MEMBER
_WORDS = _NEW & (filters.TEXT | filters.PHOTO | filters.Document.ALL | filters.VOICE | filters.VIDEO)

Run = Callable[[Route, Update], Awaitable[None]]
AnyHandler = BaseHandler[Any, Any, Any]


def listeners(run: Run) -> list[AnyHandler]:
    """The library's handlers for all routes; each leads to `run` with its route."""
    made = [_listener(route, run) for route in ROUTES if route.on is not On.MESSAGE]
    words = next(r for r in ROUTES if r.on is On.MESSAGE)
    return [*made, _listener(words, run)]


def _listener(route: Route, run: Run) -> AnyHandler:
    async def call(update: Update, _context: Any) -> None:
        await run(route, update)

    return _LISTENERS[route.on](route, call)


_LISTENERS: dict[On, Callable[[Route, Any], AnyHandler]] = {
    On.COMMAND: lambda r, call: CommandHandler(r.name, call, filters=_NEW),
    On.BUTTON: lambda r, call: CallbackQueryHandler(call, pattern=rf"^{r.name}(:|$)"),
    On.MESSAGE: lambda r, call: MessageHandler(_WORDS & ~filters.COMMAND, call),  # noqa: ARG005
    On.EDIT: lambda r, call: MessageHandler(filters.UpdateType.EDITED_MESSAGE, call),  # noqa: ARG005
    On.SERVICE: lambda r, call: MessageHandler(_NEW & _SERVICE, call),  # noqa: ARG005
    On.REACTION: lambda r, call: MessageReactionHandler(call),  # noqa: ARG005
    On.BOT_MEMBER: lambda r, call: ChatMemberHandler(call, ChatMemberHandler.MY_CHAT_MEMBER),  # noqa: ARG005
}


def menu(language: str, *, leader: bool, group: bool) -> list[BotCommand]:
    """The command menu for a language and role, in a private chat or a group."""
    words = catalogue(language)
    here = (Where.BOTH, Where.GROUP if group else Where.PRIVATE)
    shown = [c for c in COMMANDS if c.where in here and (leader or c.audience is Audience.EVERYBODY)]
    return [BotCommand(c.name, str(words.text(f"command-{c.name}"))[:256]) for c in shown]


def standing_menus(office_language: str) -> list[tuple[list[BotCommand], Any, str | None]]:
    """The menus that hold for everybody: by kind of chat and by the language of the person's Telegram."""
    found: list[tuple[list[BotCommand], Any, str | None]] = []
    for group, scope in ((False, BotCommandScopeAllPrivateChats()), (True, BotCommandScopeAllGroupChats())):
        found.append((menu(office_language, leader=group, group=group), scope, None))
        for language in LANGUAGES:
            code = _TELEGRAM_LANGUAGES[language]
            if code:
                found.append((menu(language, leader=group, group=group), scope, code))
    return found


def own_menu(telegram_id: int, language: str, *, leader: bool) -> tuple[list[BotCommand], BotCommandScopeChat]:
    """The menu of one person's private chat, in the language they chose and for the role they hold."""
    return menu(language, leader=leader, group=False), BotCommandScopeChat(telegram_id)
