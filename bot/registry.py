"""From the routes to what listens to updates."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Message, Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    MessageReactionHandler,
    filters,
)

from bot.handlers import (
    accounts,
    act,
    answers,
    assign,
    away,
    backup,
    bulletins,
    chase,
    chat,
    choosing,
    desk,
    draft_steps,
    edits,
    find,
    guide,
    importing,
    language,
    leaving,
    ledger,
    links,
    meeting,
    members,
    milestones,
    minutes,
    mornings,
    notices,
    offered_words,
    plan,
    points,
    raising,
    roles,
    see,
    series,
    settings,
    snooze,
    standing_in,
    start,
    templates,
    topics,
    tree,
    zones,
)
from bot.routes import On, Route

_SUBJECTS = (
    answers,
    choosing,
    start,
    meeting,
    desk,
    members,
    roles,
    language,
    zones,
    leaving,
    settings,
    guide,
    backup,
    away,
    standing_in,
    assign,
    draft_steps,
    templates,
    topics,
    minutes,
    importing,
    notices,
    raising,
    act,
    tree,
    links,
    milestones,
    mornings,
    plan,
    see,
    find,
    ledger,
    series,
    accounts,
    points,
    bulletins,
    snooze,
    chase,
    offered_words,
    chat,
    edits,
)
ROUTES: tuple[Route, ...] = tuple(route for subject in _SUBJECTS for route in subject.ROUTES)
ALLOWED_UPDATES = [
    "message", "edited_message", "callback_query", "my_chat_member", "message_reaction",
    "inline_query", "chosen_inline_result", "guest_message",
]  # fmt: skip
_NEW = filters.UpdateType.MESSAGE
_SERVICE = filters.StatusUpdate.MIGRATE | filters.StatusUpdate.NEW_CHAT_TITLE | filters.StatusUpdate.LEFT_CHAT_MEMBER
_WORDS = _NEW & (filters.TEXT | filters.PHOTO | filters.Document.ALL | filters.VOICE | filters.VIDEO)
_ANY_COMMAND = filters.COMMAND | filters.CaptionRegex(r"^/[A-Za-z]")

Run = Callable[[Route, Update], Awaitable[None]]
AnyHandler = BaseHandler[Any, Any, Any]


def listeners(run: Run) -> list[AnyHandler]:
    """The library's handlers for all routes; each leads to `run` with its route."""
    made = [_listener(route, run) for route in ROUTES if route.on not in (On.COMMAND, On.MESSAGE)]
    words = next(r for r in ROUTES if r.on is On.MESSAGE)
    return [_commands(run), *made, _listener(words, run)]


def _commands(run: Run) -> AnyHandler:
    """One listener for all commands, so that no update is shown to dozens."""
    routes = {route.name: route for route in ROUTES if route.on is On.COMMAND}

    async def call(update: Update, _context: Any) -> None:
        assert update.message is not None
        await run(routes[_command_of(update.message)], update)

    return _Command(list(routes), call, filters=_NEW)


def _listener(route: Route, run: Run) -> AnyHandler:
    async def call(update: Update, _context: Any) -> None:
        await run(route, update)

    return _LISTENERS[route.on](route, call)


def _command_of(message: Message) -> str:
    """The name of the command at the head of a text or caption."""
    word = message.text[: message.entities[0].length] if message.text else (message.caption or "").split(maxsplit=1)[0]
    return word.removeprefix("/").partition("@")[0].lower()


class _Command(CommandHandler[Any, Any]):
    """A command as text, or as the caption of a file."""

    def check_update(self, update: object) -> Any:
        message = update.message if isinstance(update, Update) else None
        if message is not None and message.forward_origin and not message.is_automatic_forward:
            return None  # what somebody else said is shown, not done
        found = super().check_update(update)
        if found or message is None or not message.caption:
            return found
        name, _, bot = message.caption.split(maxsplit=1)[0].lower().partition("@")
        ours = not bot or bot == (message.get_bot().username or "").lower()
        return ([], True) if ours and name.removeprefix("/") in self.commands and name.startswith("/") else None


_LISTENERS: dict[On, Callable[[Route, Any], AnyHandler]] = {
    On.BUTTON: lambda r, call: CallbackQueryHandler(call, pattern=rf"^{r.name}(:|$)" if r.name else None),
    On.MESSAGE: lambda _, call: MessageHandler(_WORDS & ~_ANY_COMMAND, call),
    On.OTHER_COMMAND: lambda _, call: MessageHandler(_NEW & _ANY_COMMAND, call),
    On.EDIT: lambda _, call: MessageHandler(filters.UpdateType.EDITED_MESSAGE, call),
    On.SERVICE: lambda _, call: MessageHandler(_NEW & _SERVICE, call),
    On.SHARED: lambda _, call: MessageHandler(_NEW & filters.StatusUpdate.USERS_SHARED, call),
    On.REACTION: lambda _, call: MessageReactionHandler(call),
    On.BOT_MEMBER: lambda _, call: ChatMemberHandler(call, ChatMemberHandler.MY_CHAT_MEMBER),
}
