"""What is written in the topic of a task and is about something else: another matter by its number, a list, a report, leave,
minutes, an order for somebody without a part in that task. All else is about the task of the topic."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.handlers import assign, everyday, leave, ledger, minutes, plain, words
from bot.handlers.asked_reports import reports
from bot.handlers.numbers import Named, elsewhere_in, named_in
from bot.handlers.questions import questions, show_task
from bot.talk import Talk
from domain.errors import Refusal
from domain.model.post import Said
from domain.model.tasks import Relation
from domain.model.value import replace
from domain.rules.progress import progress_in
from domain.rules.questions import question
from domain.rules.spoken import Spoken, asked_of, heard
from domain.rules.verdicts import verdict
from domain.text import half_width, late
from domain.usecases.access import relations
from domain.usecases.minutes import begin
from domain.usecases.tasks.draft import order
from domain.usecases.tasks.order import parse_order, resolve
from domain.usecases.tasks.ordered import Ordered
from domain.usecases.tasks.several import taken_apart

_ABOUT = late(r"^(?:关于|關於|about|re)\s*[:：,，]?\s*|^[:：,，\s]+", re.IGNORECASE)
_ALONE = late(r"\s*(\d{1,6})\s*[.。号號]?\s*")
_BEHIND = late(r"\s*(\d{1,6})\s?[#＃]\s*(?=\S)")  # 3# 66%


def about_something_else(talk: Talk, task_id: int) -> bool:
    """Whether the words were, and were answered."""
    return another_matter(talk, task_id) or any(way(talk, task_id) for way in _WAYS)


def another_matter(talk: Talk, task_id: int) -> bool:
    """Words that name another matter by its number are about that: 3号 61%, 关于#3：71%, cancel #3."""
    said = talk.said()
    number, rest = _numbered(said.text)
    if number in (0, task_id) or not _is_theirs(talk, number):
        return False
    asked = question(said.text)
    if (asked is not None and asked.number == number) or not (rest or said.files):
        show_task(talk, number)
    else:
        words.about(talk, number, replace(said, text=rest))
    return True


def _numbered(text: str) -> tuple[int, str]:
    """The number of a matter that words name without doubt, and the words; 0 where they name none."""
    if (behind := _BEHIND.match(half_width(text))) is not None:
        return int(behind[1]), text[behind.end() :]
    if (alone := _ALONE.fullmatch(half_width(text))) is not None:
        return int(alone[1]), ""
    elsewhere = elsewhere_in(text)
    if elsewhere is not None:
        return elsewhere.numbers[0], _ABOUT.sub("", elsewhere.rest)
    try:
        named = named_in(text)
    except Refusal:
        return 0, ""
    return (named.number, named.rest) if named is not None and _is_no_day(text, named) else (0, "")


def _is_no_day(text: str, named: Named) -> bool:
    marked = named.marked and (_IS_DAY.match(text) is None or verdict(named.rest) is not None)
    return marked or progress_in(named.rest) is not None


_IS_DAY = late(r"\s*\d{1,2}\s?[号號]")  # 3号交材料 is said of a day, 3号 61% is not


def _is_theirs(talk: Talk, number: int) -> bool:
    """Whether there is such a matter, and it is the speaker's to speak of."""
    task = talk.unit.store.tasks.get(number)
    return task is not None and bool(relations(talk.who, task) - {Relation.COLLEAGUE})


def _a_page(talk: Talk, _task_id: int) -> bool:
    return everyday.opens_a_page(talk.said().text) and everyday.everyday(talk)


def _a_list(talk: Talk, _task_id: int) -> bool:
    """哪些超期, 谁还没签收; a question about one matter is about that of the topic."""
    text = talk.said().text
    asked = question(text)
    if asked is not None and (asked.which or asked.period is not None):
        return questions(talk)
    spoken = heard(text, orders=False)
    if spoken.kind is not Spoken.QUESTION or not spoken.which or (spoken.which == "team" and not asked_of(text)):
        return False
    for found in plain.lists_asked_for(talk, spoken.which):
        talk.answer(found)
    return True


def _a_report(talk: Talk, _task_id: int) -> bool:
    return ledger.plainly(talk) or reports(talk)


def _leave(talk: Talk, _task_id: int) -> bool:
    return leave.absence(talk)


def _minutes(talk: Talk, _task_id: int) -> bool:
    """Lines with people and days, of whoever gives tasks."""
    text = talk.said().text
    leads = talk.who.leads_anywhere() and not talk.said().files
    return leads and begin.looks_like_minutes(talk.unit, talk.who, text) and minutes.offered(talk)


def _an_order(talk: Talk, task_id: int) -> bool:
    """@zhao 明天下班前 核对数据, where Zhao has no part in the task of the topic: offered as an order of its own."""
    said = talk.said()
    if not talk.who.leads_anywhere() or said.files or verdict(said.text) is not None:
        return False
    ordered = assign.ordered_plainly(talk)
    if not (_are_orders(talk, ordered) or (_is_an_order(talk, ordered) and not _has_part(talk, said, task_id))):
        return False
    order(talk.unit, talk.who, ordered)
    return True


def _are_orders(talk: Talk, ordered: Ordered) -> bool:
    """Several, each in a line of its own."""
    lines = len(ordered.text.strip().splitlines()) > 1
    return lines and len(taken_apart(talk.unit, ordered.text, ordered.mentions, talk.who.member.id)) > 1


def _is_an_order(talk: Talk, ordered: Ordered) -> bool:
    """Somebody, a deed and a day."""
    found = parse_order(ordered.text, ordered.mentions, talk.unit.now, talk.unit.calendar) if ordered.mentions else None
    return found is not None and bool(found.title and found.is_dated and found.people)


def _has_part(talk: Talk, said: Said, task_id: int) -> bool:
    """Whether one of those named has a part in the task, or is not known."""
    task = talk.unit.store.tasks.get(task_id)
    try:
        named = {resolve(talk.unit, mention).id for mention in talk.people(said.text)}
    except Refusal:
        return True
    return task is None or bool(named & {task.assigner_id, *(part.member_id for part in task.people)})


_WAYS: tuple[Callable[[Talk, int], bool], ...] = (_a_page, _a_list, _a_report, _leave, _minutes, _an_order)
