"""The office speaks: sentences, welcome, members, invitations, settings, notices."""

from __future__ import annotations

from typing import ClassVar

from domain.messages.base import Message, message
from domain.model.value import value


@message
@value
class Sentence(Message):
    """One sentence of the catalogue with its fields: refusals, confirmations, hints."""

    key: str
    fields: dict[str, str]
    message_id: int | None = None


@message
@value
class Welcome(Message):
    """What a person who opens the bot sees: what it does for their role, and what to do next."""


@message
@value
class Help(Message):
    """What the reader can do now: their first commands and what waits for them; a page of commands; or one command, explained.

    `leads`: whether whoever asked gives tasks here. In a group nothing is said of what waits for anybody.
    """

    shelf: str = ""
    command: str = ""
    leads: bool = False
    group: bool = False
    message_id: int | None = None


@message
@value
class JoinTeam(Message):
    """The group has become a team: press Join, then open a private chat."""

    team_id: int


@message
@value
class JoinFirst(Message):
    """Somebody in the group has not joined: one sentence, and the button that lets them."""

    team_id: int
    key: str
    fields: dict[str, str]


@message
@value
class TeamWaiting(Message):
    """A stranger added the bot to a group: approve or refuse."""

    team_id: int
    by: str


@message
@value
class Members(Message):
    """Who is in the team or the office, with role and reachability."""

    team_id: int | None
    page: int = 0
    message_id: int | None = None


@message
@value
class PartingCheck(Message):
    """Before somebody is removed, or forgotten: what becomes of their work, and the button that does it."""

    member_id: int
    team_id: int | None
    forget: bool = False
    message_id: int | None = None


@message
@value
class Parted(Message):
    """Somebody was removed, of the team called `team` or, where that is empty, of the office."""

    member_id: int
    team: str = ""
    message_id: int | None = None


@message
@value
class LeftWork(Message):
    """What somebody who left had to do, for those who give it to others. `team`: the one they left, empty for the office."""

    member_id: int
    team_id: int | None


@message
@value
class InviteLink(Message):
    """A link that lets people in. The secret is in the message only until it is sent."""

    token: str
    role: str
    team: str
    until: str
    uses: int


@message
@value
class SettingsView(Message):
    """What is set for this chat, with buttons."""

    team_id: int | None
    message_id: int | None = None


@message
@value
class MorningSettings(Message):
    """When the reader's morning list or brief comes, with buttons."""

    message_id: int | None = None


@message
@value
class TopicSettings(Message):
    """Whether the reader has a topic for each task in the private chat, with the button that changes it."""

    message_id: int | None = None


@message
@value
class MenuUpdate(Message):
    """The command menu follows a person's language and role, or a group's language."""

    critical: ClassVar[bool] = False


@message
@value
class OperatorNotice(Message):
    """Something the owners should know, by reference number."""

    key: str
    fields: dict[str, str]
