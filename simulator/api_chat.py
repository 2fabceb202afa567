"""Bot API methods about chats and their members, and about files."""

import secrets
from collections.abc import Mapping
from typing import Any

from simulator.api import Handler, Request, find_chat, reach
from simulator.errors import bad
from simulator.model import Chat, Membership, Person, Topic
from simulator.state import member_json

_LARGEST_DOWNLOAD = 20 * 1024 * 1024
_LONGEST_TAG = 16


def get_chat(request: Request) -> dict[str, Any]:
    """getChat."""
    chat = find_chat(request.world, request.get("chat_id"))
    if chat.person is None:
        chat = reach(request.world, request.get("chat_id"))
    gifts = "unlimited_gifts limited_gifts unique_gifts premium_subscription gifts_from_channels"
    full = {
        **chat.json(),
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts.split(), False),
    }
    if chat.is_group:
        full["permissions"] = {"can_send_messages": True}
    return full


def get_member(request: Request) -> dict[str, Any]:
    """getChatMember."""
    chat = reach(request.world, request.get("chat_id"))
    person = _somebody(request)
    if chat.type == "private":
        return member_json(chat, person, Membership("member"))
    return member_json(chat, person, chat.member(person.id))


def get_administrators(request: Request) -> list[dict[str, Any]]:
    """getChatAdministrators: without other bots."""
    chat = reach(request.world, request.get("chat_id"))
    if chat.type == "private":
        raise bad("there are no administrators in the private chat")
    found = ((request.world.user(ident), member) for ident, member in chat.members.items() if member.admin)
    return [
        member_json(chat, person, member)
        for person, member in found
        if person is not None and (not person.is_bot or person is request.world.bot)
    ]


def get_member_count(request: Request) -> int:
    """getChatMemberCount."""
    chat = reach(request.world, request.get("chat_id"))
    return 2 if chat.type == "private" else sum(member.inside for member in chat.members.values())


def leave(request: Request) -> bool:
    """leaveChat."""
    world = request.world
    chat = reach(world, request.get("chat_id"))
    if chat.type == "private":
        raise bad("chat member status can't be changed in private chats")
    world.set_member(chat, world.bot, world.bot, Membership("left"))
    world.service(chat, world.bot, left_chat_member=world.bot.json())
    return True


def set_tag(request: Request) -> bool:
    """setChatMemberTag."""
    chat = _administered(request, "not enough rights to edit member tags")
    person = _somebody(request)
    tag = request.get("tag") or ""
    if len(tag) > _LONGEST_TAG:
        raise bad("TAG_TOO_LONG")
    member = chat.member(person.id)
    if chat.type != "supergroup" or member.status not in {"member", "restricted"}:
        raise bad("can't change tag of the user")
    member.tag = tag or None
    request.world.changed()
    return True


def invite_link(request: Request) -> dict[str, Any]:
    """createChatInviteLink."""
    chat = _administered(request, "not enough rights to manage chat invite link")
    made = {
        "invite_link": f"https://t.me/+{secrets.token_urlsafe(12)}",
        "creator": request.world.bot.json(),
        "creates_join_request": bool(request.get("creates_join_request")),
        "is_primary": False,
        "is_revoked": False,
    }
    made |= {key: request.get(key) for key in ("name", "expire_date", "member_limit") if request.get(key) is not None}
    chat.links.append(made)
    return made


def export_link(request: Request) -> str:
    """exportChatInviteLink."""
    link = invite_link(request)
    link["is_primary"] = True
    return str(link["invite_link"])


def create_topic(request: Request) -> dict[str, Any]:
    """createForumTopic."""
    chat = _forum(request)
    topic = request.world.topic(chat, request.get("name"), by=request.world.bot)
    return {"message_thread_id": topic.id, "name": topic.name, "icon_color": 0x6FB9F0}


def edit_topic(request: Request) -> bool:
    """editForumTopic."""
    chat = _forum(request)
    topic = _topic(request, chat)
    request.world.rename_topic(chat, topic, request.get("name") or topic.name, by=request.world.bot)
    return True


def close_topic(request: Request) -> bool:
    """closeForumTopic."""
    chat = _forum(request)
    request.world.close_topic(chat, _topic(request, chat), by=request.world.bot)
    return True


def reopen_topic(request: Request) -> bool:
    """reopenForumTopic."""
    _topic(request, _forum(request)).closed = False
    return True


def delete_topic(request: Request) -> bool:
    """deleteForumTopic."""
    chat = _forum(request)
    request.world.delete_topic(chat, _topic(request, chat))
    return True


def get_file(request: Request) -> dict[str, Any]:
    """getFile."""
    stored = request.world.stored(request.get("file_id"))
    if stored is None:
        raise bad("invalid file_id")
    if len(stored.data) > _LARGEST_DOWNLOAD:
        raise bad("file is too big")
    return stored.json() | {"file_path": stored.path}


def _somebody(request: Request) -> Person:
    person = request.world.user(request.get("user_id"))
    if person is None or not (person.seen or person.started or person is request.world.bot):
        raise bad("user not found")
    return person


def _administered(request: Request, refusal: str) -> Chat:
    chat = reach(request.world, request.get("chat_id"))
    if not chat.member(request.world.bot.id).admin:
        raise bad(refusal)
    return chat


def _forum(request: Request) -> Chat:
    chat = reach(request.world, request.get("chat_id"))
    if chat.type != "private":
        chat = _administered(request, "not enough rights to manage topics")
    if not chat.forum:
        raise bad("the chat is not a forum")
    return chat


def _topic(request: Request, chat: Chat) -> Topic:
    topic = chat.topics.get(request.get("message_thread_id"))
    if topic is None or topic.deleted:
        raise bad("TOPIC_ID_INVALID")
    return topic


METHODS: Mapping[str, Handler] = {
    "getChat": get_chat,
    "getChatMember": get_member,
    "getChatAdministrators": get_administrators,
    "getChatMemberCount": get_member_count,
    "leaveChat": leave,
    "setChatMemberTag": set_tag,
    "createChatInviteLink": invite_link,
    "exportChatInviteLink": export_link,
    "createForumTopic": create_topic,
    "editForumTopic": edit_topic,
    "closeForumTopic": close_topic,
    "reopenForumTopic": reopen_topic,
    "deleteForumTopic": delete_topic,
    "getFile": get_file,
}
