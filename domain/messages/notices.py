"""Notices (通知): written, counted, listed, followed up."""

from __future__ import annotations

from typing import ClassVar

from domain.messages.base import Joined, Message, message
from domain.model.value import value


@message
@value
class NoticeDraft(Message):
    """A notice that is being written: to which teams, how many people that is, and Send."""

    draft_id: int
    message_id: int | None = None


@message
@value
class NoticeUnread(Message):
    """The reader has not read a notice yet; said with what else they are reminded of."""

    merges: ClassVar[Joined | None] = Joined.CALM
    waits: ClassVar[bool] = True

    task_id: int


@message
@value
class NoticeCall(Message):
    """Those who have not read a notice and cannot be written to in private are called in the group, together."""

    task_id: int
    members: tuple[int, ...]


@message
@value
class NoticeReaders(Message):
    """Who has not read a notice, or who has, page by page."""

    task_id: int
    read: bool = False
    page: int = 0
    message_id: int | None = None


@message
@value
class NoticeSure(Message):
    """Shall a notice be recalled?"""

    task_id: int
    message_id: int | None = None


@message
@value
class NoticeFollowUp(Message):
    """The tasks that those who have not read a notice would be given."""

    draft_id: int
    message_id: int | None = None


@message
@value
class NoticeList(Message):
    """A page of the open notices that the reader sent or is to read; in a group those to its team."""

    page: int = 0
    team_id: int | None = None
    message_id: int | None = None
