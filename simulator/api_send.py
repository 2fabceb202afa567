"""Bot API methods that make new messages."""

import secrets
from collections.abc import Mapping
from typing import Any

from simulator.api import (
    Handler,
    Params,
    Request,
    caption_of,
    keyboard_of,
    reach,
    replied_to,
    stored_file,
    text_of,
    topic_of,
    writable,
)
from simulator.errors import ApiError, bad
from simulator.model import Chat, Message
from simulator.text import Entity
from simulator.wire import message_json
from simulator.writing import origin_json

_KINDS = {
    "sendPhoto": ("photo", "photos"),
    "sendDocument": ("document", "documents"),
    "sendVoice": ("voice", "voice notes"),
    "sendVideo": ("video", "videos"),
    "sendAudio": ("audio", "audios"),
    "sendAnimation": ("animation", "animations"),
}
_ALBUM = range(2, 11)
_ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip


def send_message(request: Request) -> dict[str, Any]:
    """sendMessage."""
    chat = writable(request.world, request.get("chat_id"))
    text, entities = text_of(request)
    return message_json(_post(request, chat, text=text, entities=entities))


def _sender_of_media(kind: str, what: str) -> Handler:
    def send(request: Request) -> dict[str, Any]:
        chat = writable(request.world, request.get("chat_id"), what)
        text, entities = caption_of(request.world, request.params)
        stored = stored_file(request, kind, request.get(kind))
        return message_json(_post(request, chat, text=text, entities=entities, media=stored))

    return send


def send_media_group(request: Request) -> list[dict[str, Any]]:
    """sendMediaGroup: as many messages as media, all or none."""
    chat = writable(request.world, request.get("chat_id"), "photos")
    items: list[Params] = request.get("media")
    if len(items) not in _ALBUM:
        raise bad("group send failed: there must be 2-10 media in an album")
    prepared = [(caption_of(request.world, i), stored_file(request, i["type"], i["media"])) for i in items]
    group = str(secrets.randbelow(10**17))
    sent = [
        _post(request, chat, text=text, entities=entities, media=stored, media_group=group)
        for (text, entities), stored in prepared
    ]
    return [message_json(message) for message in sent]


def copy_message(request: Request) -> dict[str, Any]:
    """copyMessage."""
    chat = writable(request.world, request.get("chat_id"))
    return _copy(request, chat, _source(request, request.get("message_id"), "copy"))


def copy_messages(request: Request) -> list[dict[str, Any]]:
    """copyMessages: what cannot be found is skipped."""
    chat = writable(request.world, request.get("chat_id"))
    return [_copy(request, chat, message) for message in _sources(request, "copy")]


def forward_message(request: Request) -> dict[str, Any]:
    """forwardMessage."""
    chat = writable(request.world, request.get("chat_id"))
    return message_json(_forward(request, chat, _source(request, request.get("message_id"), "forward")))


def forward_messages(request: Request) -> list[dict[str, Any]]:
    """forwardMessages: what cannot be found is skipped."""
    chat = writable(request.world, request.get("chat_id"))
    return [{"message_id": _forward(request, chat, message).id} for message in _sources(request, "forward")]


def send_chat_action(request: Request) -> bool:
    """sendChatAction."""
    writable(request.world, request.get("chat_id"))
    if request.get("action") not in _ACTIONS:
        raise bad("wrong parameter action in request")
    return True


def _post(request: Request, chat: Chat, **content: Any) -> Message:
    replied = replied_to(request, chat)
    thread = topic_of(request, chat, replied)
    markup = keyboard_of(request)
    world = request.world
    sender = {"sender_chat": chat} if chat.type == "channel" else {"sender": world.bot}
    if request.get("protect_content"):
        content["extra"] = {"has_protected_content": True}
    return world.post(chat, tell=False, reply_to=replied, thread=thread, markup=markup, **sender, **content)


def _source(request: Request, message_id: int, verb: str) -> Message:
    found = reach(request.world, request.get("from_chat_id")).find(message_id)
    if found is None:
        raise bad(f"message to {verb} not found")
    return found


def _sources(request: Request, verb: str) -> list[Message]:
    found: list[Message] = []
    for message_id in request.get("message_ids"):
        try:
            found.append(_source(request, message_id, verb))
        except ApiError as error:
            if "not found" not in error.description:
                raise
    if not found:
        raise bad(f"there are no messages to {verb}")
    return found


def _copy(request: Request, chat: Chat, source: Message) -> dict[str, Any]:
    text, entities = _words(request, source)
    return {"message_id": _post(request, chat, text=text, entities=entities, media=source.media).id}


def _words(request: Request, source: Message) -> tuple[str, list[Entity]]:
    if source.media is not None and request.get("caption") is not None:
        return caption_of(request.world, request.params)
    return source.text, list(source.entities)


def _forward(request: Request, chat: Chat, source: Message) -> Message:
    return request.world.post(
        chat,
        tell=False,
        sender=request.world.bot,
        text=source.text,
        entities=list(source.entities),
        media=source.media,
        thread=topic_of(request, chat, None),
        extra={"forward_origin": origin_json(source)},
        forward_name=source.sender_name,
    )


METHODS: Mapping[str, Handler] = {
    "sendMessage": send_message,
    "sendMediaGroup": send_media_group,
    "copyMessage": copy_message,
    "copyMessages": copy_messages,
    "forwardMessage": forward_message,
    "forwardMessages": forward_messages,
    "sendChatAction": send_chat_action,
    **{method: _sender_of_media(kind, what) for method, (kind, what) in _KINDS.items()},
}
