"""前置事项: a task that waits for other matters is accepted as usual; its other clocks begin when the last of them is done.

A deadline that was said as a date stays; one that was said as a length, or the office's term, is counted from then, and so is
the term in the place of a date that is over by then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from deadlines import Kind, read
from domain.errors import Refusal
from domain.model.clocks import WAITING, CommitmentKind
from domain.model.tasks import PICKED, Part, Status, Task
from domain.model.value import replace
from domain.rules import clocks, own_clocks, reporting
from domain.settings.office import Settings
from domain.text import half_width, late
from worktime.calendar import WorkingCalendar

_LENGTH = late(r"工作日|工作天|(?:working|business) days?", re.IGNORECASE)
_NO = r"[#№]\s?\d{1,16}(?!\d)"
_LIST = rf"{_NO}(?:\s*(?:[、,，&和与與及跟]|and\b)\s*{_NO})*"
_DONE = r"(?:办结|辦結|办完|辦完|办好|辦好|完成|做完|结束|結束)"
_BEHIND = r"(?:之后|之後|以后|以後|后|後)"
_AFTER = late(
    rf"""(?:
      (?:(?:^|(?<=[\s,，;；。:：]))(?:请|請)?(?:在|等|待|于|於)?|(?<=[\u4e00-\u9fff])在)\s*(?P<zh>{_LIST})\s?(?:都|全部|均)?\s?
        (?:{_DONE}了?\s?(?:{_BEHIND}|(?=[,，]|再))|{_BEHIND})\s*(?:[,，]\s*)?(?:再|就)?
    | (?:^|(?<=[\s,;.]))(?:only\s+)?(?:after|once|when)\s+(?P<en>{_LIST})
        (?:\s+(?:is|are|has\s+been|have\s+been)\s+(?:all\s+)?(?:done|finished|completed?|closed))?
        (?=$|[\s,;.!])(?:\s*,)?
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_ORDERED = late(
    rf"[在等待]\s?{_LIST}\s?(?:都|全部|均)?\s?{_DONE}?了?\s?{_BEHIND}|\b(?:after|once)\s+{_NO}", re.IGNORECASE
)
_ONE = late(r"[#№]\s?(\d{1,16})")


def after_in(text: str) -> tuple[tuple[int, ...], str]:
    """The matters after which an order is to be done (#12办完后, after #12), and the text without that."""
    found: list[int] = []
    rest, at = "", 0
    for one in _AFTER.finditer(half_width(text)):
        found += map(int, _ONE.findall(half_width(one["zh"] or one["en"])))
        rest, at = rest + text[at : one.start()] + " ", one.end()
    return tuple(dict.fromkeys(found)), (rest + text[at:]).strip() if found else text


def orders_after(text: str) -> bool:
    """Whether plain words name a number only as what something else comes after: 让李明在#12办完后核对."""
    return _ORDERED.search(half_width(text)) is not None


def require_few(task: Task, new: Sequence[int], settings: Settings) -> None:
    """Refused where a task would come after too many others."""
    most = settings.limits.predecessors
    if len({*task.comes_after, *new}) > most:
        raise Refusal("after-many", limit=str(most))


def begin(task: Task, opened: Sequence[int], over: Sequence[int], now: datetime) -> Task:
    """The task made to wait for what is open of these."""
    named = tuple(dict.fromkeys((*task.comes_after, *opened, *over)))
    task = replace(task, comes_after=named, awaits=tuple(dict.fromkeys((*task.awaits, *opened))))
    return clocks.stop(task, WAITING, now) if task.awaits else task


def without(
    task: Task,
    matters: Iterable[int],
    now: datetime,
    settings: Settings,
    calendar: WorkingCalendar,
    most: datetime | None = None,
) -> Task:
    """The task that does not wait for these any more; with the last of them its clocks begin, due no later than `most`."""
    left = tuple(i for i in task.awaits if i not in set(matters))
    if left or not task.awaits:
        return replace(task, awaits=left)
    task = replace(task, awaits=())
    return task if task.status is Status.PAUSED else begun(task, now, settings, calendar, most)


def begun(
    task: Task, now: datetime, settings: Settings, calendar: WorkingCalendar, most: datetime | None = None
) -> Task:
    """The task with its deadline from now and, where it is worked on, its clocks; a pause ends with that."""
    task = _due_from(task, now, settings, calendar)
    if most is not None and now < most < task.due_at:
        task = replace(task, due_at=most)
    task = own_clocks.within(task)
    if not task.status.is_worked_on:
        return task
    task = clocks.start(replace(task, heard_at=now), _to_start(task), now, settings, calendar)
    return own_clocks.follow(reporting.follow(task, now, calendar), now)


def _to_start(task: Task) -> tuple[CommitmentKind, ...]:
    """The clocks with which the work begins: a first report only where the lead owes one."""
    lead = next(p for p in task.people if p.part is Part.LEAD)
    owes = not task.is_own and lead.reported_at is None and task.lead_id != task.assigner_id
    return (CommitmentKind.FIRST_REPORT, CommitmentKind.FINISH) if owes else (CommitmentKind.FINISH,)


def by_length(task: Task, calendar: WorkingCalendar) -> bool:
    """Whether the deadline was said as a length."""
    if not task.due_words or task.due_said_at is None:
        return False
    found = read(task.due_words, task.due_said_at, calendar)
    return found.kind is Kind.DURATION or _LENGTH.search(task.due_words) is not None


def _due_from(task: Task, now: datetime, settings: Settings, calendar: WorkingCalendar) -> Task:
    if by_length(task, calendar):
        counted = read(task.due_words, now, calendar).moment
        if counted is not None:
            return replace(task, due_at=counted, due_said_at=now)
    if task.term_only or task.due_at <= now:
        due = clocks.default_due(task.priority, now, settings, calendar)
        return replace(task, due_at=due, due_words=PICKED.due_words, due_day_only=False, due_said_at=now)
    return task


def again(task: Task, matter: int, now: datetime) -> Task:
    """What it came after is open again: it waits for that where it has not begun, and goes on where it has."""
    return begin(task, (matter,), (), now) if task.awaits and task.status is not Status.DONE else task
