"""节点: what words say of milestones, each a date and what is there by then; and which of them somebody means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from deadlines import Kind, Reading, read, read_given
from domain.errors import Refusal
from domain.model.drafts import Doubt, TaskDraft
from domain.model.milestones import Milestone
from domain.model.tasks import Task, Wording
from domain.model.value import replace
from domain.rules.drafts import doubt_of
from domain.rules.labels import Labelled
from domain.rules.milestones import LONGEST, fitting, ordered
from domain.text import late, one_line, storable
from domain.unit import Unit
from domain.usecases.tasks.due import checked_due, refuse_past, settled

# The refusals of a list of milestones that cannot be read.
UNREAD = (
    "milestone-usage", "milestone-undated", "milestone-unclear", "milestone-untitled", "milestone-long",
    "milestone-several", "milestone-late", "milestone-past", "milestone-twice", "milestone-many",
)  # fmt: skip
_APART = late(r"[;；\n]+")
_COMMAS = late(r"[,，、]")
_MARK = late(r"\s*(?:[-–—•*·⬜✅]\s*|[①-⑳]|[(（]\d{1,2}[)）]|\d{1,2}[.、)）](?!\d))\s*")
_PLACE_DIGITS = 2  # a place among twenty; a longer number is a title
_EDGES = " \t\n,，;；、。.:：—–-"
_COLON = late(r"[:：](?!\d)")
# June first draft: the first of June, or a draft that is the first?
_ORDINAL = late(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+(?:first|second|third|fourth|fifth|last)\b",
    re.IGNORECASE,
)
_LINK = late(r"^(?:前|之前|以前|底前)?(?:完成|提交|报送|報送)?\s*[:：]\s*")


def steps_in(unit: Unit, said: Labelled, due: datetime | None, since: datetime | None = None) -> tuple[Milestone, ...]:
    """The milestones an order or a line of a plan has under its label; none where it has no such label."""
    return () if said.milestones is None else read_steps(unit, said.milestones, due, since)


def read_steps(unit: Unit, text: str, due: datetime | None, since: datetime | None = None) -> tuple[Milestone, ...]:
    """Milestones as they are said, `;` or lines between them: 6月底 初稿; 9月底 送审稿. Dates go from early to late: a day
    without a year is the next one behind that before it, unless it would lie behind the deadline.

    Raises: one of the refusals in `UNREAD`, or of `checked_due`.
    """
    found: list[Milestone] = []
    for words in _pieces(unit, text):
        one = _step(unit, words, since or unit.now, planned=since is not None and since > unit.now)
        found.append(_behind(unit, words, one, found[-1].due_at, due) if found else one)
    if not found:
        raise Refusal("milestone-usage")
    return tuple(found)


def _behind(unit: Unit, words: str, one: Milestone, before: datetime, due: datetime | None) -> Milestone:
    """The same date of a later year, where that lies behind the one before it and not behind the deadline."""
    if one.due_at >= before:
        return one
    try:
        later = _step(unit, words, before)
    except Refusal:  # just gone by, seen from there: then it is this year's
        return one
    fits = _same_day_of_year(unit, one, later) and not (due and later.due_at > due)
    return later if fits else one


def _same_day_of_year(unit: Unit, one: Milestone, later: Milestone) -> bool:
    """Whether a second reading is the same date of another year: 12月15日 behind 9月底; not so of 下周五."""
    days = [m.due_at.astimezone(unit.calendar.zone) for m in (one, later)]
    return (days[0].month, days[0].day) == (days[1].month, days[1].day)


def _pieces(unit: Unit, text: str) -> Iterator[str]:
    """The words of each; between commas too, where every piece has a date and words of its own."""
    for line in _APART.split(text):
        mark = _MARK.match(line)
        words = (line[mark.end() :] if mark else line).strip(_EDGES)
        parts = [part.strip(_EDGES) for part in _COMMAS.split(words)]
        if len(parts) > 1 and all(_is_whole(unit, part) for part in parts):
            yield from parts
        elif words:
            yield words


def _is_whole(unit: Unit, words: str) -> bool:
    found = read(words, unit.now, unit.calendar, sentence=True)
    return found.kind is not Kind.NONE and bool(found.rest.strip(_EDGES))


def _step(unit: Unit, words: str, since: datetime, *, planned: bool = False) -> Milestone:
    """One of them. A date that is doubtful is asked for, never guessed; `planned`: for a period that begins with `since`."""
    said = _read(unit, words, since)
    said = settled(said, since) if planned else said
    if said.problem:
        raise Refusal("deadline", problem=said.problem.value, words=said.words)
    if said.kind is Kind.NONE or doubt_of(said) is Doubt.JUST_PAST:
        _refuse_gone_by(unit, words)
    if said.kind is Kind.NONE:
        raise Refusal("milestone-undated", words=words[:60])
    if _ORDINAL.search(words) or said.moment is None or said.kind in (Kind.ASK, Kind.SET) or doubt_of(said):
        raise Refusal("milestone-unclear", words=words[:60])
    title = storable(one_line(_LINK.sub("", said.rest)).strip(_EDGES))
    _require_title(unit, title, words)
    return Milestone(0, title, checked_due(unit, said.moment), said.day_only)


def _refuse_gone_by(unit: Unit, words: str) -> None:
    """Refused where a piece begins with a day that is over: 昨天 初稿, 11月20日 初稿 said on the 23rd."""
    refuse_past(unit, words)
    found = read_given(words, unit.now, unit.calendar)
    title = found.rest.strip(_EDGES)
    if doubt_of(found) is Doubt.JUST_PAST and title and words.startswith(found.words):
        raise Refusal("milestone-past", title=title[:LONGEST], moment=found.readings[0].isoformat())


def _read(unit: Unit, words: str, since: datetime) -> Reading:
    """The date and what is left. Where a colon stands between both, what is on the other side of it is no part of the date."""
    left, right = (*_COLON.split(words, maxsplit=1), "")[:2]
    for date, title in ((left, right), (right, left)):
        alone = read(date, since, unit.calendar, sentence=True) if right else None
        if alone is not None and alone.kind is not Kind.NONE and not alone.rest.strip(_EDGES):
            return replace(alone, rest=title)
    return read(words, since, unit.calendar, sentence=True)


def _require_title(unit: Unit, title: str, words: str) -> None:
    if not title:
        raise Refusal("milestone-untitled", words=words[:60])
    if len(title) > LONGEST:
        raise Refusal("milestone-long", limit=str(LONGEST), length=str(len(title)))
    if _COMMAS.search(title) and read(title, unit.now, unit.calendar, sentence=True).moment is not None:
        raise Refusal("milestone-several", words=words[:60])


def with_last_as_due(task: TaskDraft) -> TaskDraft:
    """Where only milestones have dates, the last of them is the deadline, and the card says so."""
    open_ = task.due is None and not (task.readings or task.doubt or task.repeats or task.undated)
    if not task.milestones or not open_:
        return task
    last = ordered(task.milestones)[-1]
    return replace(task, due=last.due_at, wording=Wording(last.title, last.day_only))


def require_steps_within(task: TaskDraft) -> None:
    """A milestone lies no later than the deadline, where that is known. Raises: Refusal `milestone-late`."""
    if task.due is not None:
        for one in task.milestones:
            fitting(one, task.due, day_only=task.wording.due_day_only)


# -- which is meant ----------------------------------------------------------------------------------------------------


def which_of(task: Task, text: str) -> tuple[int, ...]:
    """The milestones that are named, by their places on the card or by their titles; all where nothing is said.

    Raises: Refusal `milestone-none` where there is none, or none is called so.
    """
    shown, wanted = ordered(task.milestones), [w.strip(_EDGES) for w in re.split(r"[;；\n,，、]+", text)]
    found = [_named(shown, w) for w in wanted if w] if text.strip(_EDGES) else list(shown)
    if not found or None in found:
        raise Refusal("milestone-none", number=str(task.id))
    return tuple(m.number for m in found if m is not None)


def _named(shown: tuple[Milestone, ...], word: str) -> Milestone | None:
    if word.isascii() and word.isdecimal() and len(word) <= _PLACE_DIGITS:
        return shown[int(word) - 1] if 0 < int(word) <= len(shown) else None
    alike = [m for m in shown if m.title.casefold() == word.casefold()] or [
        m for m in shown if word.casefold() in m.title.casefold()
    ]
    return alike[0] if len(alike) == 1 else None
