"""One of every fact and every message about notices, with names and texts that try to be markup."""

from __future__ import annotations

from domain.facts.base import Fact
from domain.facts.notices import (
    NoticeClosed,
    NoticeFollowed,
    NoticeGiven,
    NoticePassedOn,
    NoticeRead,
    NoticeRecalled,
    NoticeReworded,
    ReadAtLast,
    ReadingOver,
    UnreadReminded,
)
from domain.messages.base import Message
from domain.messages.notices import (
    NoticeCall,
    NoticeDraft,
    NoticeFollowUp,
    NoticeList,
    NoticeReaders,
    NoticeSure,
    NoticeUnread,
)
from domain.messages.tasks import TaskCard, TaskNews
from tests.domain.office import FRIDAY

HOSTILE = "<b>*_`[x](y) & </a><script> {who} {0} %s 🙂 \"'" + "\u202e"
LATER = FRIDAY.isoformat()
NOTICE, CLOSED, NOTICE_DRAFT, FOLLOW_DRAFT, GONE = 6, 7, 2, 3, 999

NOTICE_FACTS: tuple[Fact, ...] = (
    NoticeGiven(HOSTILE, LATER, HOSTILE, (1,)),
    NoticeRead(),
    UnreadReminded((2, 3)),
    NoticeReworded(HOSTILE, LATER),
    ReadingOver(1, 3, (3, 4)),
    NoticeClosed(1, 3),
    NoticeClosed(3, 3, complete=True),
    NoticeRecalled(),
    NoticeFollowed((8, 9), (3, 4)),
    NoticeFollowed((8,), (3,), reading=True),
    ReadAtLast(NOTICE),
    NoticePassedOn(2, 1),
)
NOTICE_SAID: tuple[Message, ...] = (
    TaskCard(NOTICE),
    TaskCard(CLOSED),
    TaskNews(NOTICE, 1),
    NoticeUnread(NOTICE),
    NoticeDraft(NOTICE_DRAFT),
    NoticeCall(NOTICE, (3, 4)),
    NoticeReaders(NOTICE),
    NoticeReaders(NOTICE, read=True),
    NoticeSure(NOTICE),
    NoticeFollowUp(FOLLOW_DRAFT),
    NoticeList(),
    NoticeList(0, 1),
)
NOTICE_GONE: tuple[Message, ...] = (
    NoticeUnread(GONE),
    NoticeDraft(GONE),
    NoticeCall(GONE, (3,)),
    NoticeReaders(GONE),
    NoticeSure(GONE),
    NoticeFollowUp(GONE),
)
