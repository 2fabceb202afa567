"""Keeping the world between runs: one JSON file, and the files people sent beside it."""

import json
import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from simulator.model import Chat, Membership, Message, Person, Stored, Topic
from simulator.profile import Profile
from simulator.updates import Pending
from simulator.world import World

_FORMAT = 1
_PERSON = (
    "id",
    "first_name",
    "last_name",
    "username",
    "language_code",
    "is_bot",
    "started",
    "blocked",
    "deactivated",
    "seen",
)
_CHAT = (
    "id",
    "type",
    "title",
    "username",
    "forum",
    "migrated_to",
    "linked",
    "deleted",
    "next_id",
    "menu_button",
    "links",
)
_MEMBER = ("status", "can_send", "anonymous", "tag", "title")
_TOPIC = ("id", "name", "closed", "deleted")
_MESSAGE = (
    "id", "text", "entities", "thread", "media_group", "extra", "markup", "forward_name", "service", "pinned",
    "deleted", "forgotten", "inline_id",
)  # fmt: skip
_FILE = ("id", "unique_id", "kind", "name", "mime")


def save(path: Path, world: World, profile: Profile) -> None:
    """Write the world, atomically."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _save_files(path, world)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    draft.write_text(json.dumps(_dump(world, profile), ensure_ascii=False), encoding="utf-8")
    draft.replace(path)


def load(path: Path, world: World, profile: Profile) -> bool:
    """Read the world back; False if there is none. A file that cannot be read is set aside, not overwritten."""
    if not path.exists():
        return False
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        _restore(data, world, profile, path)
    except (ValueError, KeyError, TypeError) as error:
        aside = path.with_name(f"{path.name}.unreadable")
        path.replace(aside)
        raise StateError(f"the simulator's state could not be read ({error}); it now lies in {aside.name}") from error
    return True


class StateError(Exception):
    """The state file is not one of ours."""


def _dump(world: World, profile: Profile) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "people": [_fields(p, _PERSON) for p in world.people.values()],
        "chats": [_dump_chat(c) for c in world.chats.values()],
        "files": [_fields(f, _FILE) for f in world.files.values()],
        "bot": {
            "id": world.bot.id,
            "commands": profile.commands,
            "texts": profile.texts,
            "menu_button": profile.menu_button,
            "private_topics": world.private_topics,
        },
        "updates": {
            "next_id": world.updates.next_id,
            "allowed": sorted(world.updates.allowed),
            "pending": [
                {"id": p.id, "kind": p.kind, "body": p.body, "until": p.until.isoformat()}
                for p in world.updates.pending
            ],
        },
        "account_next_id": world.account_next_id,
        "story_step": world.story_step,
        "version": world.version,
    }


def _dump_chat(chat: Chat) -> dict[str, Any]:
    return {
        **_fields(chat, _CHAT),
        "members": {str(ident): _fields(m, _MEMBER) for ident, m in chat.members.items()},
        "topics": [_fields(t, _TOPIC) for t in chat.topics.values()],
        "messages": [_dump_message(m) for m in chat.messages],
    }


def _dump_message(message: Message) -> dict[str, Any]:
    return {
        **_fields(message, _MESSAGE),
        "date": message.date.isoformat(),
        "edit_date": message.edit_date.isoformat() if message.edit_date else None,
        "sender": message.sender.id if message.sender else None,
        "sender_chat": message.sender_chat.id if message.sender_chat else None,
        "reply_to": [message.reply_to.chat.id, message.reply_to.id] if message.reply_to else None,
        "media": message.media.id if message.media else None,
        "reactions": {str(ident): emojis for ident, emojis in message.reactions.items()},
    }


def _restore(data: Mapping[str, Any], world: World, profile: Profile, path: Path) -> None:
    if data["format"] != _FORMAT:
        raise ValueError(f"format {data['format']}")
    folder = _folder(path)
    files = [Stored(**raw, data=_read(folder / raw["unique_id"])) for raw in data["files"]]
    people = {raw["id"]: Person(**raw) for raw in data["people"]}
    world.people.update(people)
    world.files.update({stored.id: stored for stored in files})
    chats = {raw["id"]: _chat(raw, world) for raw in data["chats"]}
    world.chats.update(chats)
    links: list[Callable[[], None]] = []
    for raw in data["chats"]:
        for entry in raw["messages"]:
            _message(entry, chats[raw["id"]], world, links)
    for link in links:
        link()
    _restore_bot(data, world, profile)


def _restore_bot(data: Mapping[str, Any], world: World, profile: Profile) -> None:
    bot, updates = data["bot"], data["updates"]
    profile.commands, profile.texts, profile.menu_button = bot["commands"], bot["texts"], bot["menu_button"]
    world.private_topics = bot.get("private_topics", False)
    world.updates.next_id = updates["next_id"]
    world.updates.allowed = frozenset(updates["allowed"])
    world.updates.pending = [
        Pending(p["id"], p["kind"], p["body"], datetime.fromisoformat(p["until"])) for p in updates["pending"]
    ]
    world.account_next_id = data["account_next_id"]
    world.story_step = data["story_step"]
    world.version = data["version"] + 1


def _chat(raw: Mapping[str, Any], world: World) -> Chat:
    chat = Chat(**{name: raw[name] for name in _CHAT})
    chat.person = world.people.get(chat.id)
    chat.members = {int(ident): Membership(**member) for ident, member in raw["members"].items()}
    chat.topics = {topic["id"]: Topic(**topic) for topic in raw["topics"]}
    return chat


def _message(raw: Mapping[str, Any], chat: Chat, world: World, links: list[Callable[[], None]]) -> None:
    message = Message(
        chat=chat,
        date=datetime.fromisoformat(raw["date"]),
        edit_date=datetime.fromisoformat(raw["edit_date"]) if raw["edit_date"] else None,
        sender=world.anybody(raw["sender"]) if raw["sender"] is not None else None,
        sender_chat=world.chats.get(raw["sender_chat"]),
        media=world.files.get(raw["media"]),
        reactions={int(ident): emojis for ident, emojis in raw["reactions"].items()},
        **{name: raw[name] for name in _MESSAGE if name in raw},
    )
    chat.add(message)
    if raw["reply_to"] is not None:
        links.append(lambda: _link(message, world, *raw["reply_to"]))


def _link(message: Message, world: World, chat_id: int, message_id: int) -> None:
    if chat_id in world.chats:
        message.reply_to = world.chats[chat_id].index.get(message_id)


def _save_files(path: Path, world: World) -> None:
    folder = _folder(path)
    folder.mkdir(exist_ok=True)
    for stored in world.files.values():
        place = folder / stored.unique_id
        if not place.exists():
            place.write_bytes(stored.data)


def _folder(path: Path) -> Path:
    return path.with_name(f"{path.name}.files")


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _fields(thing: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}
