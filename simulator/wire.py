"""Messages as the Bot API writes them."""

from datetime import datetime
from typing import Any

from simulator.model import Chat, Message, Stored
from simulator.text import Entity

_PHOTO_SIZES = ((90, 68), (320, 240), (1280, 960))


def unix(moment: datetime) -> int:
    """Whole seconds since 1970."""
    return int(moment.timestamp())


def message_json(message: Message, *, nested: bool = False) -> dict[str, Any]:
    """The Bot API's Message; a nested one does not carry its own reply."""
    data: dict[str, Any] = {"message_id": message.id, "date": unix(message.date), "chat": message.chat.json()}
    if message.sender is not None:
        data["from"] = message.sender.json()
        tag = message.chat.member(message.sender.id).tag
        data |= {"sender_tag": tag} if tag else {}
    if message.sender_chat is not None:
        data["sender_chat"] = message.sender_chat.json()
    if message.edit_date is not None:
        data["edit_date"] = unix(message.edit_date)
    _place(message, data, nested=nested)
    _content(message, data)
    data |= message.extra
    if message.markup and "inline_keyboard" in message.markup:
        data["reply_markup"] = {"inline_keyboard": message.markup["inline_keyboard"]}
    return data


def inaccessible(chat: Chat, message_id: int) -> dict[str, Any]:
    """The Bot API's InaccessibleMessage."""
    return {"chat": chat.json(), "message_id": message_id, "date": 0}


def media_json(stored: Stored) -> Any:
    """The object of one kind of file."""
    base = stored.json()
    if stored.kind == "photo":
        return [
            {
                "file_id": f"{stored.id}{n or ''}",
                "file_unique_id": f"{stored.unique_id}{n or ''}",
                "width": width,
                "height": height,
                "file_size": len(stored.data),
            }
            for n, (width, height) in zip((1, 2, 0), _PHOTO_SIZES, strict=True)
        ]
    if stored.kind == "voice":
        return base | {"duration": 3, "mime_type": stored.mime}
    if stored.kind in {"video", "animation"}:
        return base | {"width": 640, "height": 480, "duration": 3, "mime_type": stored.mime, "file_name": stored.name}
    if stored.kind == "audio":
        return base | {"duration": 3, "mime_type": stored.mime, "file_name": stored.name}
    return base | {"file_name": stored.name, "mime_type": stored.mime}


def _place(message: Message, data: dict[str, Any], *, nested: bool) -> None:
    chat = message.chat
    if message.thread is not None:
        data["message_thread_id"] = message.thread
        if chat.forum:
            data["is_topic_message"] = True
    if nested:
        return
    if message.reply_to is not None:
        if not message.reply_to.deleted and message.reply_to.chat is chat:
            data["reply_to_message"] = message_json(message.reply_to, nested=True)
    elif (
        chat.forum
        and message.thread is not None
        and (root := chat.find(message.thread)) is not None
        and root is not message
    ):
        data["reply_to_message"] = message_json(root, nested=True)  # the server does this for every message of a topic


def _content(message: Message, data: dict[str, Any]) -> None:
    if message.media_group is not None:
        data["media_group_id"] = message.media_group
    words, entities = ("caption", "caption_entities") if message.media else ("text", "entities")
    if message.media is not None:
        data[message.media.kind] = media_json(message.media)
    if message.text:
        data[words] = message.text
    if message.entities:
        data[entities] = [_entity(e) for e in message.entities]


def _entity(entity: Entity) -> Entity:
    return dict(entity)
