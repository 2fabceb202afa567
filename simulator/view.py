"""What a person sees, as JSON for the chat page."""

from typing import Any

from simulator.model import Button, Chat, Message, Person
from simulator.profile import Profile
from simulator.wire import unix
from simulator.world import World

_COLOURS = 7
_PREVIEW = 80
_SERVICE = {
    "new_chat_members": "joined",
    "left_chat_member": "left",
    "new_chat_title": "title",
    "pinned_message": "pinned",
    "migrate_to_chat_id": "migrated",
    "migrate_from_chat_id": "migrated",
    "forum_topic_created": "topic",
    "forum_topic_edited": "topic",
    "forum_topic_closed": "topic_closed",
    "users_shared": "users_shared",
}


def people_json(world: World) -> list[dict[str, Any]]:
    """The cast."""
    return [
        {
            "id": p.id,
            "first_name": p.first_name,
            "last_name": p.last_name,
            "username": p.username,
            "language_code": p.language_code,
            "color": p.id % _COLOURS,
            "started": p.started,
            "blocked": p.blocked,
        }
        for p in world.people.values()
        if not p.is_bot and not p.deactivated
    ]


def groups_json(world: World) -> list[dict[str, Any]]:
    """Groups and channels that are alive."""
    return [
        {
            "id": c.id,
            "type": c.type,
            "title": c.title,
            "members": [ident for ident, member in c.members.items() if member.inside],
            "admins": [ident for ident, member in c.members.items() if member.admin],
            "forum": c.forum,
        }
        for c in world.chats.values()
        if c.type != "private" and c.migrated_to is None and not c.deleted
    ]


def chats_json(world: World, viewer: Person) -> list[dict[str, Any]]:
    """The chat list of a person."""
    return [chat_line(world, chat) for chat in chats_of(world, viewer)]


def chats_of(world: World, viewer: Person) -> list[Chat]:
    """The chats of a person: the private chat first, then the groups, the liveliest first."""
    groups = [c for c in world.chats.values() if c.type != "private" and world.sees(viewer, c)]
    groups.sort(key=_last_moment, reverse=True)
    return [world.private(viewer), *groups]


def message_view(world: World, message: Message) -> dict[str, Any]:
    """One message."""
    gone = message.deleted
    return {
        "id": message.id,
        "from": _sender(message),
        "date": unix(message.date),
        "edit_date": unix(message.edit_date) if message.edit_date else None,
        "text": "" if gone else message.text,
        "entities": [] if gone else message.entities,
        "reply_to": _quoted(message.reply_to),
        "thread": message.thread,
        "forward_from": message.forward_name,
        **_media(message),
        "media_group": message.media_group,
        "buttons": [] if gone else [[_button(b) for b in row] for row in message.buttons],
        "keyboard": message.markup if message.markup and "keyboard" in message.markup else None,
        "force_reply": bool((message.markup or {}).get("force_reply")),
        "placeholder": (message.markup or {}).get("input_field_placeholder"),
        "reactions": _reactions(message),
        "service": _service(world, message),
        "pinned": message.pinned,
        "deleted": gone,
    }


def messages_json(world: World, viewer: Person, chat: Chat, after: int) -> list[dict[str, Any]]:
    """The messages of a chat, deleted ones as stubs; a reply keyboard that was taken away is not shown."""
    if not world.sees(viewer, chat):
        return []
    shown = [message_view(world, m) for m in chat.messages if m.id > after]
    removed = max((m.id for m in chat.messages if (m.markup or {}).get("remove_keyboard")), default=0)
    return [view | {"keyboard": None} if view["id"] < removed else view for view in shown]


def menu_json(profile: Profile, viewer: Person, chat: Chat, bot: Person) -> list[dict[str, str]]:
    """The commands this person is offered in this chat."""
    if chat.type != "private" and not chat.member(bot.id).inside:
        return []
    return profile.menu(viewer, chat)


def chat_line(world: World, chat: Chat) -> dict[str, Any]:
    """One line of a chat list."""
    alive = [m for m in chat.messages if not m.deleted]
    last = alive[-1] if alive else None
    title = world.bot.name if chat.type == "private" else chat.title
    return {
        "id": chat.id,
        "type": chat.type,
        "title": title,
        "last": _last(last),
        "count": len(alive),
        "members": sum(m.inside for m in chat.members.values()),
        "topics": [{"id": t.id, "name": t.name} for t in chat.topics.values() if chat.forum and not t.deleted],
        **({"blocked": chat.person.blocked, "started": chat.person.started} if chat.person else {}),
    }


def _last(message: Message | None) -> dict[str, Any] | None:
    if message is None:
        return None
    kind = message.media.kind if message.media else None
    return {
        "text": message.text[:_PREVIEW],
        "date": unix(message.date),
        "from_name": message.sender_name,
        "media": kind,
        "service": next((name for key, name in _SERVICE.items() if key in message.extra), None),
    }


def _last_moment(chat: Chat) -> tuple[float, str]:
    return (chat.messages[-1].date.timestamp() if chat.messages else 0.0, chat.title or "")


def _sender(message: Message) -> dict[str, Any] | None:
    if message.service:
        return None
    if message.sender_chat is not None:
        return {"id": message.sender_chat.id, "name": message.sender_name, "is_bot": False}
    if message.sender is None:
        return None
    return {"id": message.sender.id, "name": message.sender.name, "is_bot": message.sender.is_bot}


def _quoted(message: Message | None) -> dict[str, Any] | None:
    if message is None:
        return None
    text = "" if message.deleted else message.text[:_PREVIEW]
    return {
        "id": message.id,
        "name": message.sender_name,
        "text": text,
        "media": message.media.kind if message.media else None,
    }


def _media(message: Message) -> dict[str, Any]:
    stored = None if message.deleted else message.media
    url = f"/sim/files/{stored.id}" if stored else None
    found: dict[str, Any] = {"photo": None, "document": None, "voice": None}
    if stored is None:
        return found
    if stored.kind == "photo":
        found["photo"] = url
    elif stored.kind == "voice":
        found["voice"] = {"url": url, "duration": 3}
    else:
        found["document"] = {"name": stored.name, "size": len(stored.data), "url": url}
    return found


def _button(button: Button) -> dict[str, Any]:
    shown = {"text": button.text, "kind": button.kind, "data": button.data, "url": button.url, "style": button.style}
    return {key: value for key, value in shown.items() if value is not None}


def _reactions(message: Message) -> list[dict[str, Any]]:
    by: dict[str, list[int]] = {}
    for user_id, emojis in message.reactions.items():
        for emoji in emojis:
            by.setdefault(emoji, []).append(user_id)
    return [{"emoji": emoji, "by": users} for emoji, users in by.items()]


def _service(world: World, message: Message) -> dict[str, Any] | None:
    if not message.service:
        return None
    key = next((k for k in _SERVICE if k in message.extra), "")
    value = message.extra.get(key)
    users = value if isinstance(value, list) else [value] if isinstance(value, dict) and "first_name" in value else []
    people = [_named(world, user) for user in users]
    by = {"id": message.sender.id, "name": message.sender.name} if message.sender else None
    kind = _SERVICE.get(key, "other")
    if by is not None and people and by not in people:
        kind = {"joined": "added", "left": "removed"}.get(kind, kind)
    seen = {"kind": kind, "people": people, "by": by}
    if key == "new_chat_title":
        seen["title"] = value
    if key in {"forum_topic_created", "forum_topic_edited"} and isinstance(value, dict):
        seen["title"] = value["name"]
    return seen


def _named(world: World, user: dict[str, Any]) -> dict[str, Any]:
    known = world.user(user["id"])
    return {"id": user["id"], "name": known.name if known else user["first_name"]}
