"""通知: until when it is to be read, and when those who have not read it are reminded.

Source: behaviour.md section 3, announcements: unread people are reminded once; the sender sees who has not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from domain.model.post import Post
from domain.model.tasks import Kind, Status, Task
from domain.model.timers import NoticeRing, NoticeStep, OfTask
from domain.rules.mornings import quiet_until
from domain.text import late
from worktime.calendar import WorkingCalendar

USUAL_TERM = 3  # working days after which the sender hears how it stands, where no time was set
MOST_TASKS = 30  # that are made for those who have not read it with one tap: as many people as one task may have

_CLAUSES = late(r"[,，;；。!！?？\n]+|\.(?=\s|$)")
_READING = late(
    r"[阅閱]|查看|[看读讀](?:完|过|過|到)|知[悉晓曉]|\bread(?:ing)?\b|\backnowledge\b|\btake note\b", re.IGNORECASE
)
_LIMIT = late(r"(?:前|内|內|截止|为止|為止)\s*$|^\s*(?:by|before|until|till|within)\b|\btoday$", re.IGNORECASE)
_READ_BEFORE = late(
    r"^\s*(?:请|請)?(?:大家|各位)?(?:务必|務必)?(?:于|於|在)?\s*(?P<limit>[^\s,，]{2,16}?前)\s*(?:请|請)?"
    r"(?:阅读|閱讀|[阅閱看读讀]|查看|知[悉晓曉])(?![读讀过過])"
)
_HAS_LIMIT = late(r"[前内內]|截止|\b(?:by|before|until|till|within)\b", re.IGNORECASE)


def follows(task: Task, post: Post) -> bool:
    """Whether a card shows every change: of a notice that waits for readers only those in groups and its sender's, for a
    reader's own shows nothing that others do."""
    waits = task.kind is Kind.NOTICE and task.status is Status.ACTIVE
    return not waits or post.member_id in (None, task.assigner_id)


def reading_clauses(text: str) -> list[str]:
    """The pieces of a notice that may say until when it is to be read: 请于周五下班前阅读, not 周五消防演习."""
    return [piece.strip() for piece in _CLAUSES.split(text) if piece.strip() and _READING.search(piece)]


def matter_of(text: str) -> str:
    """What a notice is about: its text without the pieces that say until when to read it; all of it where nothing is left."""
    beside = text
    for piece in reading_clauses(text):
        beside = beside.replace(piece, "", 1) if _HAS_LIMIT.search(piece) else beside
    return beside if any(map(str.isalnum, beside)) else text


def limit_before_reading(piece: str) -> str:
    """昨天前 of 昨天前阅 消防, where no limit ahead is read of it; empty where it sets none."""
    found = _READ_BEFORE.search(piece)
    return found["limit"] if found else ""


# Words that only ask to read it until then; \0 stands for the limit.
_ASKS_TO_READ = late(
    r"""(?:^|(?<=[\s,，;；。.!！?？:：\n]))
    (?:(?:请|請)?(?:各位|大家|全体|全體)?(?:同事|人员|人員)?(?:请|請)?(?:务必|務必)?(?:于|於|在)?\s*\0\s*(?:请|請)?(?:务必|務必)?
       (?:阅读|閱讀|查阅|查閱|[阅閱]|查看|看完|看一下|[看读讀]|知[悉晓曉])(?:完毕|完畢|完|此件|本通知|此通知|本公告|一下)?
      |(?:please\s|kindly\s|to\sbe\s)*read(?:\sit|\sthis|\sthe\snotice)?[\s,]*\0
      |\0[\s,]*(?:please\s|kindly\s)*read(?:\sit|\sthis|\sthe\snotice)?)
    \s*(?:[,，;；。.!！?？:：、]+|$|\n|(?=\s))""",
    re.VERBOSE | re.IGNORECASE,
)
_SAYS_NOTHING = late(
    r"[\W_]|请|請|各位|大家|全体|全體|务必|務必|阅读|閱讀|通知|公告|[于於在前内內阅閱读讀]"
    r"|\b(?:please|kindly|read|by|before|until|till|everybody|everyone|all|notice|it|this|the|on|at|to|for)\b",
    re.IGNORECASE,
)


def without_limit(text: str, limit: str) -> str:
    """A notice without the words that only say until when it is to be read, which stands on its card as a moment; what else
    is asked in the same breath stays: 周五前阅读并回复."""
    marked = text.replace(limit, "\0", 1) if limit else text
    return _ASKS_TO_READ.sub("", marked, count=1).replace("\0", limit).strip() if limit else text


def says_something(rest: str) -> bool:
    """Whether a text, without names and moments, tells anybody anything."""
    return bool(_SAYS_NOTHING.sub("", rest))


def is_limit(words: str) -> bool:
    """Whether a moment is said as a limit: 周五前, by Friday; 阅读明天的安排 sets none."""
    return _LIMIT.search(words) is not None


def usual_due(now: datetime, calendar: WorkingCalendar) -> datetime:
    """Until when a notice without words about it is to be read, as far as its sender is told: the end of that working day."""
    return calendar.closing(calendar.add_working_days(now.astimezone(calendar.zone).date(), USUAL_TERM))


def follow_due(task: Task, now: datetime, calendar: WorkingCalendar) -> datetime:
    """Until when those who are given it as a task are to read it: the time that was set for reading, while there is some;
    else the end of the next working day."""
    if task.due_at > now and not task.term_only:
        return task.due_at
    return calendar.closing(calendar.next_working_day(now.astimezone(calendar.zone).date()))


def remind_at(task: Task, calendar: WorkingCalendar) -> datetime | None:
    """When those who have not read it are reminded, once: in the middle of the working time there is, or where none was set
    when work begins on the next working day. None where that is not before the end."""
    at = _next_morning(task, calendar) if task.term_only else _middle(task, calendar)
    return at if task.created_at < at < task.due_at else None


def _next_morning(task: Task, calendar: WorkingCalendar) -> datetime:
    return calendar.opening(calendar.next_working_day(task.created_at.astimezone(calendar.zone).date()))


def _middle(task: Task, calendar: WorkingCalendar) -> datetime:
    """Where no working time lies between, the middle of the time by the clock."""
    worked = calendar.working_time_between(task.created_at, task.due_at)
    if worked > timedelta(0):
        return calendar.add_working_time(task.created_at, worked / 2)
    return quiet_until(calendar, task.created_at + (task.due_at - task.created_at) / 2)


def steps(task: Task, calendar: WorkingCalendar) -> Mapping[OfTask, datetime]:
    """What rings for a notice while it waits for readers, whether it has rung already or not."""
    if task.status is not Status.ACTIVE:
        return {}
    reminder = remind_at(task, calendar)
    found: dict[OfTask, datetime] = {NoticeRing(task.id, NoticeStep.DUE): task.due_at}
    return found | ({NoticeRing(task.id, NoticeStep.UNREAD): reminder} if reminder else {})
