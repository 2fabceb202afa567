"""群众/同事提出: the clock of the answer, who is next in the round, and what the words of `/raise` say beside the matter.

Source: behaviour.md section 3, raised matters, and section 4, answer to a raised matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from domain.facts.base import Event
from domain.facts.raised import NotTakenOn, TakenOn
from domain.model.clocks import Commitment, CommitmentKind
from domain.model.tasks import Origin, Priority, Request, RequestKind, Status, Task
from domain.model.value import replace, value
from domain.rules import clocks
from domain.settings.office import Settings
from domain.text import late, tidy
from worktime.calendar import WorkingCalendar

_ANSWER = CommitmentKind.ANSWER
FROM_OUTSIDE = (Origin.VISIT, Origin.COMPLAINT, Origin.PUBLIC)  # where somebody speaks for a caller


def follow(task: Task, now: datetime) -> Task:
    """The matter with the answer clock of whoever must answer, to the moment it is due at; none once it is answered."""
    if not task.is_raised:
        return task
    running = task.running(_ANSWER)
    if task.status is not Status.ACTIVE:
        return clocks.stop(task, (_ANSWER,), now) if running else task
    if running and (running.member_id, running.due_at) == (task.duty_id, task.due_at):
        return task
    last = task.commitment(_ANSWER)
    task = clocks.stop(task, (_ANSWER,), now)
    fresh = Commitment(_ANSWER, task.duty_id, last.generation + 1 if last else 1, now, task.due_at)
    return replace(task, commitments=(*task.commitments, fresh))


def overtaken(task: Task, event: Event) -> Request | None:
    """Whom a matter was to be handed on to when this happened, which made nothing of that; None where nobody was asked."""
    asked = (r for r in task.requests if r.kind is RequestKind.HAND_ON and r.answered_at == event.at and not r.granted)
    return None if isinstance(event.fact, TakenOn | NotTakenOn) else next(asked, None)


def answer_due(priority: Priority, since: datetime, settings: Settings, calendar: WorkingCalendar) -> datetime:
    """When an answer is due that is asked for now."""
    return settings.terms[_ANSWER][priority].after(since, calendar)


def due_with(matter: Task, made: Task, settings: Settings, calendar: WorkingCalendar) -> datetime:
    """When the answer is due of a matter that became a task: its term after the task's deadline, or the end of its pause."""
    ends = max(filter(None, (made.due_at, made.resumes_at)))
    return answer_due(matter.priority, ends, settings, calendar)


def asked_to(task: Task) -> int | None:
    """Who was asked to take the matter on and has said nothing yet."""
    asked = task.pending_request(RequestKind.HAND_ON)
    return asked.to_member_id if asked else None


def next_in_turn(people: Sequence[int], last: int) -> int:
    """Who is next after the last one, by their numbers; `people` is not empty."""
    return min((i for i in people if i > last), default=min(people))


# -- the words ---------------------------------------------------------------------------------------------------------


@value
class Put:
    """What was put to the office: `caller` is who said it, where somebody speaks for them."""

    words: str
    origin: Origin = Origin.RAISED
    caller: str = ""
    anonymous: bool = False


# 匿名举报 is said without a sign between; 匿名举报箱 is a thing.
_THING = "箱|信|邮|郵|电话|電話|热线|熱線|制度|渠道|管道|平台|问卷|問卷|投票|窗口|栏|欄"
_SPEAKS = "举报|舉報|檢舉|投诉|投訴|客訴|反映|提出|建议|建議|报告|報告|陈情|陳情|诉求|訴求|意见|意見"
_UNNAMED = late(
    rf"\s*(?:匿名|不署名|不具名|anonymous(?:ly)?)(?:(?=$|[\s:：,，、。])[\s:：,，、。]*|(?=(?:{_SPEAKS})(?!{_THING})))",
    re.IGNORECASE,
)
_ORIGINS: tuple[tuple[Origin, re.Pattern[str]], ...] = tuple(
    (origin, late(rf"\s*(?:{words})(?=$|[\s:：,，、。（(])[\s,，、。]*", re.IGNORECASE))
    for origin, words in (
        (Origin.PUBLIC, "群众诉求|群眾訴求|民众诉求|民眾訴求|民众陈情|民眾陳情|诉求|訴求|陳情|public request|request"),
        (Origin.COMPLAINT, "投诉|投訴|客訴|举报|舉報|檢舉|complaint"),
        (Origin.VISIT, "群众来访|民眾來訪|来访|來訪|信访|信訪|visit(?:or)?"),
    )
)
_CALLER = late(r"\s*(?P<caller>[^:：\n]{0,80})[:：](?!//)\s*(?P<words>.*)", re.DOTALL)
_PHONE = late(r"(?<![\w#№])\(?\+?\(?\d(?:[\s()./-]{0,2}\d){6,14}(?!\w)", re.ASCII)
_HIDDEN = "☎…"


def put_in(text: str) -> Put:
    """`匿名 …`, `投诉 张先生 138…: 电梯又坏了`: whether the name is kept back, where it comes from, who said it, what."""
    unnamed = _UNNAMED.match(text)
    rest = text[unnamed.end() :] if unnamed else text
    for origin, word in _ORIGINS:
        found = word.match(rest)
        if found:
            return replace(_of_caller(rest[found.end() :], origin), anonymous=bool(unnamed))
    return Put(rest.strip(), anonymous=bool(unnamed))


def _of_caller(rest: str, origin: Origin) -> Put:
    named = _CALLER.match(rest)
    if named is None:
        return Put(rest.strip(), origin)
    return Put(named["words"].strip(), origin, tidy(named["caller"]))


def without_phones(text: str) -> str:
    """A text as others than those who deal with the matter read it: a telephone number in it is personal."""
    return _PHONE.sub(_HIDDEN, text)
