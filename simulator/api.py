"""What every Bot API method needs: the request, the target chat, formatted text, keyboards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from simulator.errors import ApiError, SpecError, bad, forbidden
from simulator.markup import parse_html
from simulator.model import Chat, Message, Person, Stored
from simulator.profile import Profile
from simulator.spec import Upload
from simulator.state import LONGEST_CAPTION, LONGEST_TEXT
from simulator.text import Entity, clean_with, find_entities, trim, u16
from simulator.world import World

Params = Mapping[str, Any]
Handler = Callable[["Request"], Any]
_LONGEST_DATA = 64
_MOST_BUTTONS = 100


@dataclass(slots=True)
class Request:
    """One checked request of the bot."""

    world: World
    profile: Profile
    params: Params
    files: Mapping[str, Upload] = field(default_factory=dict)

    def get(self, name: str, default: Any = None) -> Any:
        """A parameter."""
        return self.params.get(name, default)


# -- chats -----------------------------------------------------------------------------------------------------------


def find_chat(world: World, chat_id: int | str) -> Chat:
    """The chat a request names, if the bot ever met it."""
    if isinstance(chat_id, str):
        named = world.by_username(chat_id) if chat_id.startswith("@") else None
        if not isinstance(named, Chat):
            raise bad("chat not found")
        return named
    if chat_id in world.people:
        person = world.people[chat_id]
        if not (person.seen or person.started):
            raise bad("chat not found")
        return world.private(person)
    chat = world.chats.get(chat_id)
    if chat is None or (world.bot.id not in chat.members and not chat.username):
        raise bad("chat not found")
    return chat


def reach(world: World, chat_id: int | str) -> Chat:
    """The chat a request names, if the bot can reach it now."""
    chat = find_chat(world, chat_id)
    if chat.person is not None:
        _reach_person(chat.person)
        return chat
    if chat.migrated_to is not None:
        raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
    kind = {"group": "group", "supergroup": "supergroup"}.get(chat.type, "channel")
    if chat.deleted:
        raise forbidden("the group chat was deleted" if chat.is_group else "the channel chat was deleted")
    status = chat.member(world.bot.id).status
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {kind} chat")
    if status == "left":
        raise forbidden(f"bot is not a member of the {kind} chat")
    return chat


def _reach_person(person: Person) -> None:
    if person.deactivated:
        raise forbidden("user is deactivated")
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")


def writable(world: World, chat_id: int | str, what: str = "text messages") -> Chat:
    """A chat the bot may write to."""
    chat = reach(world, chat_id)
    member = chat.member(world.bot.id)
    if chat.type != "private" and not member.can_send:
        raise bad(f"not enough rights to send {what} to the chat")
    if chat.type == "channel" and not member.admin:
        raise bad("need administrator rights in the channel chat")
    return chat


def topic_of(request: Request, chat: Chat, replied: Message | None) -> int | None:
    """The topic a message goes to."""
    thread = request.get("message_thread_id")
    if thread is None:
        return request.world.thread_of(chat, replied, None)
    topic = chat.topics.get(thread)
    if topic is None or topic.deleted:
        raise bad("message thread not found")
    if topic.closed and not chat.member(request.world.bot.id).admin:
        raise bad("TOPIC_CLOSED")
    return topic.id


def replied_to(request: Request, chat: Chat) -> Message | None:
    """The message a request replies to."""
    wanted = request.get("reply_parameters")
    if wanted is None:
        return None
    place = chat if wanted.get("chat_id") in {None, chat.id} else reach(request.world, wanted["chat_id"])
    found = place.find(wanted["message_id"])
    if found is not None:
        return found
    if wanted.get("allow_sending_without_reply") and place is chat:
        return None
    raise bad("message to be replied not found")


def message_of(request: Request, chat: Chat, missing: str) -> Message:
    """The message a request names."""
    found = chat.find(request.get("message_id") or 0)
    if found is None:
        raise bad(missing)
    return found


# -- texts -----------------------------------------------------------------------------------------------------------


def text_of(request: Request) -> tuple[str, list[Entity]]:
    """The text parameter, parsed, cleaned and measured."""
    text, entities = formatted(request.world, request.params, "text", "entities")
    if not text:
        raise bad("message text is empty" if not request.get("text") else "text must be non-empty")
    if u16(text) > LONGEST_TEXT:
        raise bad("message is too long")
    return text, entities


def caption_of(world: World, params: Params) -> tuple[str, list[Entity]]:
    """The caption parameter."""
    text, entities = formatted(world, params, "caption", "caption_entities")
    if u16(text) > LONGEST_CAPTION:
        raise bad("message caption is too long")
    return text, entities


def formatted(world: World, params: Params, words: str, marks: str) -> tuple[str, list[Entity]]:
    """Text and entities after the parse mode, as the chat will keep them."""
    text: str = params.get(words) or ""
    entities: list[Entity] = list(params.get(marks) or [])
    mode = str(params.get("parse_mode") or "").lower()
    if mode == "html":
        text, entities = parse_html(text)
    elif mode in {"markdown", "markdownv2"}:
        raise SpecError(501, "Not Implemented: only the HTML parse mode is simulated")
    elif mode:
        raise bad("unsupported parse_mode")
    known = [e for e in (_known(world, entity) for entity in entities) if e is not None]
    kept, cleaned = clean_with(known, text)
    body, clipped = trim(cleaned, kept)
    return body, find_entities(body, clipped)


def _known(world: World, entity: Entity) -> Entity | None:
    """A mention of somebody the bot never met is plain text."""
    if entity["type"] != "text_mention":
        return entity
    user = world.user(entity["user"]["id"])
    return {**entity, "user": user.json()} if user is not None else None


# -- keyboards -------------------------------------------------------------------------------------------------------


def keyboard_of(request: Request, *, inline_only: bool = False) -> dict[str, Any] | None:
    """The reply_markup parameter, checked as the server does beyond its types."""
    return checked_keyboard(request.get("reply_markup"), inline_only=inline_only)


def checked_keyboard(markup: dict[str, Any] | None, *, inline_only: bool = False) -> dict[str, Any] | None:
    """A keyboard as the chat will keep it."""
    if markup is None:
        return None
    if "inline_keyboard" in markup:
        rows = [row for row in markup["inline_keyboard"] if row]
        if sum(len(row) for row in rows) > _MOST_BUTTONS:
            raise bad("reply markup is too long")
        for row in rows:
            for button in row:
                _check_button(button)
        return {"inline_keyboard": rows} if rows else None
    if inline_only:
        raise bad("inline keyboard expected")
    return dict(markup)


def _check_button(button: Mapping[str, Any]) -> None:
    actions = [key for key in button if key not in {"text", "style", "icon_custom_emoji_id"}]
    if not button["text"].strip():
        raise bad("can't parse inline keyboard button: Text must be non-empty")
    if len(actions) != 1:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode("utf-8")) <= _LONGEST_DATA:
        raise bad("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not _is_link(url):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _is_link(url: str) -> bool:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    return parts.scheme in {"http", "https", "tg", "ton"} and bool(parts.netloc) and " " not in url


# -- files -----------------------------------------------------------------------------------------------------------


def stored_file(request: Request, kind: str, value: Upload | str) -> Stored:
    """A file parameter: uploaded now, or known by its id."""
    if isinstance(value, str) and value.startswith("attach://"):
        value = request.files[value.removeprefix("attach://")]
    if isinstance(value, Upload):
        if not value.data:
            raise bad("file must be non-empty")
        return request.world.store_file(kind, value.name, value.mime, value.data)
    if "://" in value:
        raise bad("wrong file identifier/HTTP URL specified")
    known = request.world.stored(value)
    if known is None:
        raise bad("wrong remote file identifier specified: Wrong string length")
    return known


def not_simulated(method: str) -> ApiError:
    """The answer to a method of the specification that nobody needed yet."""
    return SpecError(501, f"Not Implemented: {method} is not simulated")
