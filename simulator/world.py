"""Who is in which chat: making people and groups, joining, leaving, promoting, blocking, migrating, topics."""

import copy
from collections.abc import Iterable
from typing import Any

from simulator.elsewhere import Elsewhere
from simulator.errors import SimError
from simulator.model import Chat, Membership, Message, Person, Topic
from simulator.state import TELEGRAM

_TOPIC_COLOUR = 0x6FB9F0


class World(Elsewhere):
    """The whole world: everything people can do, at the clock's now."""

    def person(
        self,
        first_name: str,
        *,
        username: str | None = None,
        language_code: str | None = "zh-hans",
        id: int | None = None,
        last_name: str | None = None,
        is_bot: bool = False,
    ) -> Person:
        """Somebody new; ``is_bot`` for another bot."""
        ident = self.new_person_id() if id is None else id
        if ident in self.people:
            raise SimError(f"somebody has the id {ident} already")
        made = Person(ident, first_name, last_name, username, language_code, is_bot)
        self.people[ident] = made
        self.changed()
        return made

    def rename(self, person: Person, *, first_name: str | None = None, username: str | None = None) -> None:
        """Change a name; ``username=""`` gives the @name up."""
        person.first_name = first_name or person.first_name
        if username is not None:
            person.username = username or None
        self.changed()

    def group(
        self,
        title: str,
        *,
        members: Iterable[Person] = (),
        creator: Person | None = None,
        type: str = "supergroup",
        forum: bool = False,
        id: int | None = None,
    ) -> Chat:
        """A group without the bot; the first member is its creator unless another is named."""
        inside = list(members)
        chat = Chat(self.new_chat_id(type) if id is None else id, type, title=title, forum=forum)
        self.chats[chat.id] = chat
        owner = creator or (inside[0] if inside else None)
        for one in inside:
            chat.members[one.id] = Membership("member")
        if owner is not None:
            chat.members[owner.id] = Membership("creator")
        self.changed()
        return chat

    def channel(self, title: str, *, username: str | None = None, creator: Person | None = None) -> Chat:
        """A channel."""
        made = self.group(title, members=[creator] if creator else [], type="channel")
        made.username = username
        return made

    def join(self, person: Person, group: Chat, *, by: Person | None = None) -> Message:
        """Enter a group, or be added by somebody."""
        self._must_live(group)
        actor = by or person
        self.set_member(group, person, actor, Membership("member"))
        return self.service(group, actor, new_chat_members=[person.json()])

    def leave(self, person: Person, group: Chat, *, by: Person | None = None) -> Message:
        """Leave a group, or be removed by somebody."""
        kicked = by is not None and by is not person
        actor = by or person
        self.set_member(group, person, actor, Membership("kicked" if kicked else "left"))
        return self.service(group, actor, left_chat_member=person.json())

    def add_bot(self, by_person: Person, group: Chat, *, admin: bool = False) -> Message | None:
        """Add the bot to a group or channel."""
        self._must_live(group)
        self.set_member(
            group, self.bot, by_person, Membership("administrator" if admin or group.type == "channel" else "member")
        )
        if group.type == "channel":
            return None
        return self.service(group, by_person, new_chat_members=[self.bot.json()])

    def add_by_link(self, person: Person, group: Chat, payload: str = "") -> Message:
        """Open t.me/<bot>?startgroup=payload and choose a group: the bot is added and gets ``/start@bot payload``."""
        if not group.member(self.bot.id).inside:
            self.add_bot(person, group)
        return self.send(person, group, f"/start@{self.bot.username} {payload}".strip())

    def remove_bot(self, by: Person, group: Chat) -> Message:
        """Remove the bot from a group."""
        message = self.service(group, by, left_chat_member=self.bot.json())
        self.set_member(group, self.bot, by, Membership("kicked"))
        return message

    def promote(self, who: Person, group: Chat, *, by: Person | None = None, anonymous: bool = False) -> None:
        """Make somebody, or the bot (``world.bot``), an administrator."""
        self.set_member(group, who, by or self._creator(group), Membership("administrator", anonymous=anonymous))

    def demote(self, who: Person, group: Chat, *, by: Person | None = None) -> None:
        """Make an administrator an ordinary member."""
        self.set_member(group, who, by or self._creator(group), Membership("member"))

    def restrict_bot(self, group: Chat, *, can_send: bool = False, by: Person | None = None) -> None:
        """Take from the bot the right to write, or give it back."""
        new = Membership("member") if can_send else Membership("restricted", can_send=False)
        self.set_member(group, self.bot, by or self._creator(group), new)

    def block(self, person: Person) -> None:
        """Block the bot."""
        person.blocked = True
        self.set_member(self.private(person), self.bot, person, Membership("kicked"))

    def unblock(self, person: Person) -> None:
        """Unblock the bot."""
        person.blocked = False
        self.set_member(self.private(person), self.bot, person, Membership("member"))

    def deactivate(self, person: Person) -> None:
        """Delete one's account."""
        person.deactivated = True
        self.changed()

    def retitle(self, person: Person, group: Chat, title: str) -> Message:
        """Give a group another title."""
        group.title = title
        return self.service(group, person, new_chat_title=title)

    def delete_group(self, group: Chat) -> None:
        """Delete a group for everybody."""
        group.deleted = True
        self.changed()

    def upgrade_to_supergroup(self, group: Chat, *, tell: bool = True) -> Chat:
        """A basic group becomes a supergroup with another id; ``tell=False`` keeps the event from the bot."""
        if group.type != "group":
            raise SimError("only a basic group can be upgraded")
        new = Chat(
            self.new_chat_id("supergroup"), "supergroup", title=group.title, members=copy.deepcopy(group.members)
        )
        self.chats[new.id] = new
        actor = self._creator(group)
        self.service(group, actor, tell=tell, migrate_to_chat_id=new.id)
        group.migrated_to = new.id
        self.service(new, actor, tell=tell, migrate_from_chat_id=group.id)
        return new

    def have_private_topics(self, *, on: bool = True) -> None:
        """What BotFather has set changes: private chats have topics, or have none any more."""
        self.private_topics = on
        for chat in self.chats.values():
            chat.forum = on if chat.type == "private" else chat.forum
        self.changed()

    def topic(self, group: Chat, name: str, *, by: Person | None = None) -> Topic:
        """Open a forum topic."""
        if not group.forum:
            raise SimError("this chat has no topics")
        created = {"name": name, "icon_color": _TOPIC_COLOUR}
        topic = Topic(self.next_message_id(group), name)
        group.topics[topic.id] = topic
        self.post(
            group,
            sender=by or self._creator(group),
            service=True,
            thread=topic.id,
            extra={"forum_topic_created": created},
        )
        return topic

    def rename_topic(self, group: Chat, topic: Topic, name: str, *, by: Person | None = None) -> None:
        """Give a topic another name."""
        topic.name = name
        extra: dict[str, Any] = {"forum_topic_edited": {"name": name}}
        self.post(group, sender=by or self._creator(group), service=True, thread=topic.id, extra=extra)

    def close_topic(self, group: Chat, topic: Topic, *, by: Person | None = None) -> None:
        """Close a topic: only administrators write there."""
        topic.closed = True
        extra: dict[str, Any] = {"forum_topic_closed": {}}
        self.post(group, sender=by or self._creator(group), service=True, thread=topic.id, extra=extra)

    def delete_topic(self, group: Chat, topic: Topic) -> None:
        """Delete a topic with its messages. Telegram tells bots nothing."""
        topic.deleted = True
        for message in group.messages:
            if message.thread == topic.id:
                message.deleted = True
        self.changed()

    def _creator(self, group: Chat) -> Person:
        found = next((p for p, m in group.members.items() if m.status == "creator"), None)
        return (self.user(found) if found is not None else None) or TELEGRAM

    def _must_live(self, group: Chat) -> None:
        if group.deleted or group.migrated_to is not None:
            raise SimError(f"{group.title} is no more")
