"""What the chat page reads: the world and one conversation, each as items by name, so that only changed ones travel."""

from collections.abc import Iterable, Mapping
from typing import Any

from simulator import view
from simulator.model import Chat, Person
from simulator.profile import Profile
from simulator.world import World

Link = Mapping[str, Any]


def world_items(world: World, **facts: Any) -> dict[str, Any]:
    """Everybody, every chat as a line of a list, who sees which, and whatever else is said of the whole."""
    people = view.people_json(world)
    seen = {one["id"]: view.chats_of(world, world.people[one["id"]]) for one in people}
    lines = {chat.id: chat for chats in seen.values() for chat in chats}
    return {
        **facts,
        "people": people,
        "chats": view.groups_json(world),
        **{f"line {ident}": view.chat_line(world, chat) for ident, chat in lines.items()},
        **{f"sees {ident}": [chat.id for chat in chats] for ident, chats in seen.items()},
    }


def talk_items(world: World, profile: Profile, viewer: Person, chat: Chat) -> dict[str, Any]:
    """One chat as one person sees it, and the commands they are offered there."""
    return {
        "commands": view.menu_json(profile, viewer, chat, world.bot),
        **{str(shown["id"]): shown for shown in view.messages_json(world, viewer, chat, 0)},
    }


def open_links(world: World, links: Iterable[Link]) -> list[Link]:
    """The start links that nobody has followed yet."""
    return [link for link in links if not _followed(world, f"/start {link['payload']}")]


def _followed(world: World, words: str) -> bool:
    private = (chat for chat in world.chats.values() if chat.type == "private")
    return any(message.text == words for chat in private for message in chat.messages)
