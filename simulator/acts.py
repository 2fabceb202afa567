"""``POST /sim/act``: one row per thing a person can do on the chat page."""

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from simulator.errors import SimError
from simulator.model import Chat, InlineAsk, Message, Person, Press
from simulator.world import World

Done = Message | Press | None


@dataclass(slots=True)
class Act:
    """One wish of one person."""

    world: World
    person: Person
    body: Mapping[str, Any]

    @property
    def chat(self) -> Chat:
        """The chat it happens in; without one, the private chat with the bot."""
        wanted = self.body.get("chat")
        return self.world.chat(int(wanted)) if wanted is not None else self.world.private(self.person)

    @property
    def place(self) -> Chat:
        """The chat, which a private chat of somebody else must not be."""
        chat = self.chat
        if chat.person is not None and chat.person is not self.person:
            raise SimError("that is somebody else's private chat")
        return chat

    @property
    def message(self) -> Message:
        """The message it is about."""
        source = self.body.get("from_chat")
        chat = self.world.chat(int(source)) if source is not None else self.place
        return find(chat, self.body.get("message"))

    @property
    def text(self) -> str:
        """Text or caption."""
        return str(self.body.get("text") or "")

    @property
    def reply_to(self) -> int | None:
        """The message replied to."""
        wanted = self.body.get("reply_to")
        return int(wanted) if wanted is not None else None

    @property
    def other(self) -> Person:
        """The person (or bot) it is done to; oneself by default."""
        wanted = self.body.get("person")
        found = self.world.user(int(wanted)) if wanted is not None else self.person
        if found is None:
            raise SimError(f"there is nobody {wanted}")
        return found

    @property
    def thread(self) -> int | None:
        """The topic it is written in."""
        wanted = self.body.get("thread")
        return int(wanted) if wanted is not None else None

    @property
    def group(self) -> str | None:
        """The album a file belongs to."""
        wanted = self.body.get("media_group")
        return str(wanted) if wanted else None

    def upload(self, fallback: str) -> tuple[str, bytes]:
        """Name and content of the file."""
        raw = self.body.get("file") or {}
        try:
            data = base64.b64decode(raw["base64"], validate=True) if "base64" in raw else raw["data"]
        except (binascii.Error, KeyError) as error:
            raise SimError("the file did not arrive whole") from error
        if not data:
            raise SimError("the file is empty")
        return str(raw.get("name") or fallback).replace("/", "_").replace("\\", "_"), data

    def mentions(self) -> dict[str, Person]:
        """Display text → person, for people without a @name."""
        given = self.body.get("mentions") or {}
        return {shown: person_of(self.world, who) for shown, who in given.items()}


def person_of(world: World, user_id: Any) -> Person:
    """A member of the cast."""
    found = world.people.get(int(user_id))
    if found is None:
        raise SimError(f"there is nobody {user_id}")
    return found


def find(chat: Chat, message_id: Any) -> Message:
    """A message that exists."""
    found = chat.find(int(message_id)) if message_id is not None else None
    if found is None:
        raise SimError(f"there is no message {message_id}")
    return found


def perform(world: World, body: Mapping[str, Any]) -> Done:
    """Do what a request of the page asks."""
    deed = _DEEDS.get(str(body.get("do")))
    if deed is None:
        raise SimError(f"nobody can {body.get('do')!r}; they can {sorted(_DEEDS)}")
    if body.get("as") is None:
        raise SimError("who does it? 'as' is missing")
    return deed(Act(world, person_of(world, body["as"]), body))


def _send(act: Act) -> Done:
    return act.world.send(
        act.person, act.place, act.text, reply_to=act.reply_to, thread=act.thread, mentions=act.mentions()
    )


def _reply(act: Act) -> Done:
    reply_to = act.reply_to if act.reply_to is not None else act.message.id
    return act.world.send(act.person, act.place, act.text, reply_to=reply_to, mentions=act.mentions())


def _photo(act: Act) -> Done:
    name, data = act.upload("photo.png")
    return act.world.photo(
        act.person, act.place, act.text, reply_to=act.reply_to, thread=act.thread, data=data, name=name, group=act.group
    )


def _file(act: Act) -> Done:
    name, data = act.upload("file")
    how = {"reply_to": act.reply_to, "thread": act.thread}
    return act.world.file(act.person, act.place, name, data, act.text, **how, group=act.group)


def _voice(act: Act) -> Done:
    _, data = act.upload("voice.oga")
    return act.world.voice(act.person, act.place, reply_to=act.reply_to, thread=act.thread, data=data)


def _forward(act: Act) -> Done:
    target = (
        act.place
        if act.body.get("from_chat") is not None or act.body.get("to") is None
        else act.world.chat(act.body["to"])
    )
    if not act.world.sees(act.person, act.message.chat):
        raise SimError("one can only forward what one sees")
    return act.world.forward(act.person, act.message, target)


def _react(act: Act) -> Done:
    act.world.react(act.person, act.message, act.body.get("emoji") or None)
    return None


def _leave(act: Act) -> Done:
    return act.world.leave(act.other, act.place, by=act.person)


def _block(act: Act) -> Done:
    act.world.block(act.person)
    return None


def _unblock(act: Act) -> Done:
    act.world.unblock(act.person)
    return None


def _add_bot(act: Act) -> Done:
    payload = act.body.get("payload")
    if payload:
        return act.world.add_by_link(act.person, act.place, str(payload))
    return act.world.add_bot(act.person, act.place, admin=bool(act.body.get("admin")))


def _promote(act: Act) -> Done:
    act.world.promote(act.other, act.place, by=act.person)
    return None


def _restrict(act: Act) -> Done:
    act.world.restrict_bot(act.place, can_send=bool(act.body.get("can_send")), by=act.person)
    return None


def ask_bot(world: World, body: Mapping[str, Any]) -> InlineAsk:
    """Type the bot's name and a query in a chat."""
    act = Act(world, person_of(world, body.get("as")), body)
    return world.inline(act.person, str(body.get("query") or ""), act.place)


def _choose(act: Act) -> Done:
    ask = act.world.asks.get(str(act.body.get("ask")))
    if ask is None or ask.person is not act.person:
        raise SimError("there is no such inline query")
    return act.world.choose(ask, str(act.body.get("result")), act.place)


def _share(act: Act) -> Done:
    people = [person_of(act.world, ident) for ident in act.body.get("people") or []]
    return act.world.share_users(act.person, int(act.body.get("request_id") or 0), people)


_DEEDS: Mapping[str, Callable[[Act], Done]] = {
    "send": _send,
    "reply": _reply,
    "photo": _photo,
    "file": _file,
    "voice": _voice,
    "press": lambda act: act.world.press(act.person, act.message, str(act.body.get("button"))),
    "edit": lambda act: act.world.edit(act.person, act.message, act.text),
    "forward": _forward,
    "react": _react,
    "join": lambda act: act.world.join(act.other, act.place, by=act.person),
    "leave": _leave,
    "block": _block,
    "unblock": _unblock,
    "add_bot": _add_bot,
    "remove_bot": lambda act: act.world.remove_bot(act.person, act.place),
    "promote": _promote,
    "restrict_bot": _restrict,
    "start": lambda act: act.world.start(act.person, str(act.body.get("payload") or "")),
    "choose": _choose,
    "share_users": _share,
}
