"""What became of a notice (通知): told to teams, read, its readers reminded, closed or recalled."""

from __future__ import annotations

from domain.facts.base import Fact, fact
from domain.model.value import value


@fact
@value
class NoticeGiven(Fact):
    """It was told to these teams; `words` say until when it is to be read, empty where the usual term stands."""

    title: str
    due: str
    words: str
    teams: tuple[int, ...]


@fact
@value
class NoticeRead(Fact):
    """已阅: whoever did this has read it."""


@fact
@value
class UnreadReminded(Fact):
    """Those who had not read it were reminded, by the clock or by whoever answers for it."""

    to: tuple[int, ...]


@fact
@value
class NoticeReworded(Fact):
    """Its words were changed; `due` is until when it is to be read now."""

    title: str
    due: str


@fact
@value
class ReadingOver(Fact):
    """The time to read it is over: so many have, of so many; `unread` are the first of those who have not."""

    read: int
    of: int
    unread: tuple[int, ...] = ()


@fact
@value
class NoticeClosed(Fact):
    """It waits for nobody any more: all have read it, or whoever answers for it closed it."""

    read: int
    of: int
    complete: bool = False


@fact
@value
class NoticeRecalled(Fact):
    """It does not hold any more (撤回)."""


@fact
@value
class NoticeFollowed(Fact):
    """跟进: each of those who had not read it was given a task; `reading`: nothing but to read it, so that reading does it."""

    tasks: tuple[int, ...]
    to: tuple[int, ...]
    reading: bool = False


@fact
@value
class ReadAtLast(Fact):
    """Of a task that was given for reading a notice: `notice` was read, and with it the task is done."""

    notice: int


@fact
@value
class NoticePassedOn(Fact):
    """`frm`, who had sent it, is not in the office or its teams any more: `to` answers for it."""

    frm: int
    to: int
