"""Bot API methods on messages that exist: edit, delete, pin, react; and answers to presses."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from simulator.api import (
    Handler,
    Request,
    caption_of,
    keyboard_of,
    message_of,
    reach,
    stored_file,
    text_of,
)
from simulator.errors import NOT_MODIFIED, QUERY_TOO_OLD, bad
from simulator.model import Answer, Chat, Message
from simulator.updates import LIFE
from simulator.wire import message_json

_LONGEST_ANSWER = 200
_DELETABLE = timedelta(hours=48)


def edit_text(request: Request) -> dict[str, Any]:
    """editMessageText."""
    message = _editable(request)
    if message.media is not None:
        raise bad("there is no text in the message to edit")
    text, entities = text_of(request)
    return _change(request, message, text=text, entities=entities)


def edit_caption(request: Request) -> dict[str, Any]:
    """editMessageCaption."""
    message = _editable(request)
    if message.media is None:
        raise bad("there is no caption in the message to edit")
    text, entities = caption_of(request.world, request.params)
    return _change(request, message, text=text, entities=entities)


def edit_markup(request: Request) -> dict[str, Any]:
    """editMessageReplyMarkup."""
    return _change(request, _editable(request))


def edit_media(request: Request) -> dict[str, Any]:
    """editMessageMedia."""
    message = _editable(request)
    media = request.get("media")
    text, entities = caption_of(request.world, media)
    stored = stored_file(request, media["type"], media["media"])
    return _change(request, message, text=text, entities=entities, media=stored)


def delete_message(request: Request) -> bool:
    """deleteMessage."""
    chat = reach(request.world, request.get("chat_id"))
    message = message_of(request, chat, "message to delete not found")
    if not _deletable(request, chat, message):
        raise bad("message can't be deleted for everyone")
    request.world.delete_message(message)
    return True


def delete_messages(request: Request) -> bool:
    """deleteMessages: what cannot be found is skipped."""
    chat = reach(request.world, request.get("chat_id"))
    for message_id in request.get("message_ids"):
        message = chat.find(message_id)
        if message is not None and _deletable(request, chat, message):
            request.world.delete_message(message)
    return True


def pin(request: Request) -> bool:
    """pinChatMessage."""
    chat = _pinning(request)
    message = message_of(request, chat, "message to pin not found")
    message.pinned = True
    request.world.service(chat, request.world.bot, pinned_message=message_json(message, nested=True))
    return True


def unpin(request: Request) -> bool:
    """unpinChatMessage: the named one, or the newest."""
    chat = _pinning(request)
    pinned = [m for m in chat.messages if m.pinned and not m.deleted]
    wanted = request.get("message_id")
    chosen = next((m for m in pinned if m.id == wanted), None) if wanted else (pinned[-1] if pinned else None)
    if chosen is None:
        raise bad("message to unpin not found")
    chosen.pinned = False
    request.world.changed()
    return True


def unpin_all(request: Request) -> bool:
    """unpinAllChatMessages."""
    for message in _pinning(request).messages:
        message.pinned = False
    request.world.changed()
    return True


def set_reaction(request: Request) -> bool:
    """setMessageReaction."""
    chat = reach(request.world, request.get("chat_id"))
    message = message_of(request, chat, "message to react not found")
    message.reactions[request.world.bot.id] = [r.get("emoji", "") for r in request.get("reaction") or []][:1]
    request.world.changed()
    return True


def answer_callback(request: Request) -> bool:
    """answerCallbackQuery: once, and within 150 seconds."""
    world = request.world
    press = world.presses.get(request.get("callback_query_id"))
    if press is None or press.answer is not None or world.clock.now() - press.at > LIFE["callback_query"]:
        raise bad(QUERY_TOO_OLD)
    text = request.get("text") or ""
    if len(text) > _LONGEST_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    press.answer = Answer(text, bool(request.get("show_alert")), request.get("url"))
    press.done.set()
    world.changed()
    return True


def _editable(request: Request) -> Message:
    if request.get("inline_message_id") is not None:
        raise bad("MESSAGE_ID_INVALID")
    if request.get("chat_id") is None or request.get("message_id") is None:
        raise bad("message identifier is not specified")
    chat = reach(request.world, request.get("chat_id"))
    message = message_of(request, chat, "message to edit not found")
    own = message.sender is request.world.bot or (chat.type == "channel" and message.sender_chat is chat)
    if not own or message.service or message.forward_name is not None:
        raise bad("message can't be edited")
    return message


def _change(request: Request, message: Message, **content: Any) -> dict[str, Any]:
    """Put new content and keyboard into a message, unless nothing would change."""
    new = {**content, "markup": keyboard_of(request, inline_only=True)}
    if all(getattr(message, name) == value for name, value in new.items()):
        raise bad(NOT_MODIFIED)
    for name, value in new.items():
        setattr(message, name, value)
    message.edit_date = request.world.clock.now()
    request.world.changed()
    return message_json(message)


def _deletable(request: Request, chat: Chat, message: Message) -> bool:
    if request.world.clock.now() - message.date > _DELETABLE:
        return False
    own = message.sender is request.world.bot
    return own or chat.type == "private" or chat.member(request.world.bot.id).admin


def _pinning(request: Request) -> Chat:
    chat = reach(request.world, request.get("chat_id"))
    if chat.type != "private" and not chat.member(request.world.bot.id).admin:
        raise bad("not enough rights to manage pinned messages in the chat")
    return chat


METHODS: Mapping[str, Handler] = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageReplyMarkup": edit_markup,
    "editMessageMedia": edit_media,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "pinChatMessage": pin,
    "unpinChatMessage": unpin,
    "unpinAllChatMessages": unpin_all,
    "setMessageReaction": set_reaction,
    "answerCallbackQuery": answer_callback,
}
