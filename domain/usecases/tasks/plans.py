"""计划: lines of a plan are read out of a message, shown, and made when they are confirmed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from deadlines import Kind, Reading, read
from domain.errors import Refusal
from domain.facts.trees import PlanMade, SubtaskGiven
from domain.messages.base import Urgency
from domain.messages.tasks import PlanShown, PlanTold
from domain.model import tasks as model
from domain.model.clocks import CommitmentKind
from domain.model.drafts import Draft, TaskDraft
from domain.model.people import Memberships
from domain.model.post import Place
from domain.model.tasks import Assignment, Part, Status, Task, Wording
from domain.model.value import replace, value
from domain.rules import clocks, own_clocks
from domain.rules.decisions.milestones import milestones_said
from domain.rules.drafts import require_may_assign
from domain.rules.labels import is_marked_confidential
from domain.rules.milestones import with_set
from domain.rules.names import fitting
from domain.rules.periods import Period
from domain.rules.tags import kept
from domain.settings.versions import version_of
from domain.text import blank_out, late, shortened, storable
from domain.unit import Unit
from domain.usecases.access import visible
from domain.usecases.tasks import waits
from domain.usecases.tasks.assign import team_of
from domain.usecases.tasks.due import Understood, horizon, settled, taken
from domain.usecases.tasks.filling import members_named
from domain.usecases.tasks.milestones import UNREAD, require_steps_within, steps_in
from domain.usecases.tasks.order import Mention, find_names, parse_order
from domain.usecases.tasks.ordered import Ordered
from domain.usecases.tasks.places import place_of
from domain.usecases.tasks.tree import refresh_up, require_may_break_down
from domain.usecases.tasks.wording import titled

MOST_LINES = 40  # of one message: more do not stand in its preview
_LINE = late(r"[^\n]+")
_MARK = late(
    r"\s*(?:[(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|\d{1,2}[.、)）]\s?|[①-⑳]|[-–—•*·]\s?|[一二三四五六七八九十]{1,3}[、.]"
    r"|第[一二三四五六七八九十\d]{1,3}[项項条條点點]\s?[:：、.]?)?\s*"
)
_APART = late(r"[^\s,，;；、()（）:：。—–]+")
_OWN_LINE = late(r"\n(?=[^\S\n]*(?:里程碑|(?:时间|時間)?(?:节点|節點)|查核[點点]|milestones?)\s*[:：])", re.IGNORECASE)
_ROLE = r"(?:责任人|責任人|负责人|負責人|牵头人?|牽頭人?|主办|主辦|承办人?|承辦人?|协办|協辦|配合|责任|責任|负责|負責)"
_BEFORE = late(rf"(?:{_ROLE}|由|in charge|owner|lead|by)\s*[:：]?\s*$", re.IGNORECASE)
_BEHIND = late(rf"\s*{_ROLE}\s*[:：]?")
_EDGES = " \t,，;；、。:：—–-"
_REFUSED = {
    "unknown-person": "person",
    "several-people": "who",
    "assign-right": "right",
    "after-plan": "after",
    "plan-before": "before",
    "plan-behind": "period",
    "beyond-parent": "beyond",
} | dict.fromkeys(UNREAD, "milestones")


def require_may_plan(unit: Unit, who: Memberships, chat_id: int) -> None:
    """Whoever may assign to others makes plans; in a group whoever runs its team."""
    team = unit.store.teams.by_chat(chat_id)
    if not (who.leads_anywhere() if team is None else who.runs(team.id)):
        raise Refusal("plan-right")


def draw_up(unit: Unit, who: Memberships, said: Ordered, period: Period) -> TaskDraft:
    """The lines of a plan, shown before any is made; those that leave something open are named, and only others are made."""
    require_may_plan(unit, who, said.chat_id)
    _require_ahead(unit, period)
    parent = _above(unit, who, said, period)
    found = [*_lines(said)]
    secret = [str(n) for n, line in enumerate(found, 1) if _is_confidential(line)]
    if secret:  # those with something unclear, too: their words are shown with the others
        raise Refusal("plan-secret", lines="、".join(secret))
    if len(found) > MOST_LINES:
        raise Refusal("plan-long", most=str(MOST_LINES), count=str(len(found)))
    begun: list[TaskDraft] = []
    unread: list[tuple[int, str, str]] = []
    for n, line in enumerate(found, 1):
        one, lacking = _read(unit, who, line, period, parent)
        if one is None:
            unread.append((n, shortened(line.text.strip(), 40), lacking))
        else:
            begun.append(one)
    if not found:
        raise Refusal("plan-empty", period=period.label)
    if not begun:
        raise Refusal("plan-unclear", lines="\n".join(f"{n}. {words}" for n, words, _ in unread))
    return TaskDraft(
        several=tuple(begun), unread=tuple(unread), team_id=begun[0].team_id, period=period.label,
        message_id=said.message_id, thread_id=said.thread_id, order_id=said.order_id, parent_id=parent.id if parent else None,
    )  # fmt: skip


def _require_ahead(unit: Unit, period: Period) -> None:
    """A plan is for a period that is not over, and not further than the office plans."""
    ends = period.ends(unit.calendar)
    if ends <= unit.now:
        raise Refusal("plan-past", period=period.label)
    if ends > horizon(unit):
        raise Refusal("plan-far", period=period.label, years=str(unit.settings.limits.years_ahead))


def _above(unit: Unit, who: Memberships, said: Ordered, period: Period) -> Task | None:
    """The line of a plan under which these stand, if it is one that is not over before their period begins."""
    if said.parent_id is None:
        return None
    parent = visible(unit, who, said.parent_id)
    if parent.kind is not model.Kind.PLAN:
        raise Refusal("plan-above", parent=str(parent.id))
    require_may_break_down(unit, who, parent.id)
    if unit.calendar.opening(period.first_day) > parent.due_at:
        raise Refusal("beyond-parent", parent=str(parent.id), due=parent.due_at.isoformat())
    return parent


@value
class _Line:
    """A line without its number, and who is marked in it."""

    chat_id: int
    text: str
    marked: tuple[Mention, ...]


def _lines(said: Ordered) -> Iterator[_Line]:
    text = _OWN_LINE.sub(" ", said.text)  # of one length with it: those who are named keep their places
    for found in _LINE.finditer(text):
        mark = _MARK.match(text, found.start(), found.end())
        start = mark.end() if mark else found.start()
        if text[start : found.end()].strip():
            inside = (m for m in said.mentions if start <= m.start and m.end <= found.end() and not m.member_ids)
            moved = tuple(replace(m, start=m.start - start, end=m.end - start) for m in inside)
            yield _Line(said.chat_id, text[start : found.end()], moved)


def _is_confidential(line: _Line) -> bool:
    return is_marked_confidential(blank_out(line.text, [(one.start, one.end) for one in line.marked]))


def _read(
    unit: Unit, who: Memberships, line: _Line, period: Period, parent: Task | None
) -> tuple[TaskDraft | None, str]:
    """A line, or what it lacks."""
    try:
        one = _line(unit, who, line, period, parent)
        require_may_assign(who, one.team_id, one.people)
    except Refusal as refused:
        return None, _REFUSED.get(refused.name, "deadline")
    if not one.people or any(i < 0 for i in one.people):
        return None, "who" if one.people else "person"
    return (one, "") if one.title else (None, "text")


def _line(unit: Unit, who: Memberships, line: _Line, period: Period, parent: Task | None) -> TaskDraft:
    """What the line says; days without a year are of its period."""
    named = _named(unit, line)
    text, ends = _without_roles(line.text, named), period.ends(unit.calendar)
    since = max(unit.now, unit.calendar.opening(period.first_day))
    order = parse_order(text, named, since, unit.calendar)
    if order.comes_after:
        raise Refusal("after-plan")
    people, _ = members_named(unit, order.people)
    points = steps_in(unit, order.beside, ends, since)
    due = _due(unit, order.reading, since, period, parent)
    team_id = parent.team_id if parent else team_of(unit, line.chat_id, who, people)
    # How often stays in the words of a plan.
    deed = blank_out(text, [(one.start, one.end) for one in named]) if order.reading.kind is Kind.SET else order.title
    wording = replace(due.wording, due_said_at=since) if due.moment else Wording(due_day_only=True)
    drawn = TaskDraft(
        people=people, title=storable(titled(deed, text).title.strip(_EDGES)), team_id=team_id, period=period.label,
        due=due.moment or _usual(unit, period, parent), wording=wording,
        parent_id=parent.id if parent else None, tags=kept(order.tags), milestones=points,
    )  # fmt: skip
    require_steps_within(drawn)
    return drawn


def _due(unit: Unit, reading: Reading, since: datetime, period: Period, parent: Task | None) -> Understood:
    """The deadline a line names, within its period and what it is a part of: a day that is the last of these ends with it.

    Raises: Refusal `plan-before`, `plan-behind`, `beyond-parent`, `deadline`.
    """
    if reading.kind is Kind.SET:
        return Understood()
    due = taken(unit, settled(reading, since) if since > unit.now else reading)
    if due.readings:
        raise Refusal("deadline", problem="unread", words="")
    if due.moment is None:
        return due
    _require_in(unit, reading.words, due.moment, period)
    if parent is None or due.moment <= parent.due_at:
        return due
    if not due.wording.due_day_only or due.moment.date() != parent.due_at.astimezone(due.moment.tzinfo).date():
        raise Refusal("beyond-parent", parent=str(parent.id), due=parent.due_at.isoformat())
    return replace(due, moment=parent.due_at)


def _require_in(unit: Unit, words: str, due: datetime, period: Period) -> None:
    """Refused for a day behind the period; one that is so only because it is counted as next year's lies before it."""
    last = unit.calendar.day_end(period.last_day)
    if due <= last:
        return
    from_now = read(words, unit.now, unit.calendar).moment
    before = from_now is not None and from_now <= last
    raise Refusal("plan-before" if before else "plan-behind", period=period.label)


def _usual(unit: Unit, period: Period, parent: Task | None) -> datetime:
    """When a line without a day of its own is due: with its period, or with what it is a part of where that is earlier."""
    ends = period.ends(unit.calendar)
    return min(ends, parent.due_at) if parent is not None else ends


def _named(unit: Unit, line: _Line) -> tuple[Mention, ...]:
    """Those who are marked, and whose names stand alone between signs, wherever in the line: 推进信息化（责任人：李明）."""
    people = unit.store.members.all_active()
    marked = find_names(line.text, line.marked)
    alone = [
        Mention(m.start(), m.end(), display=m[0], member_ids=ids)
        for m in _APART.finditer(line.text)
        if (ids := fitting(m[0], people)) and not any(one.start < m.end() and m.start() < one.end for one in marked)
    ]
    return tuple(sorted((*marked, *alone), key=lambda one: one.start))


def _without_roles(text: str, named: Sequence[Mention]) -> str:
    """Without the words that only say what somebody who is named is to it: 责任人：, 牵头."""
    before = (_BEFORE.search(text[: one.start]) for one in named)
    behind = (_BEHIND.match(text, one.end) for one in named)
    return blank_out(text, [m.span() for m in (*before, *behind) if m])


def make(unit: Unit, who: Memberships, draft: Draft) -> list[Task]:
    """Make the lines that were confirmed; the plan is shown, and whoever is in charge of some of them hears it once."""
    made = [_made(unit, who, one) for one in draft.task.several]
    if draft.task.parent_id is not None:
        parent = unit.store.tasks.get(draft.task.parent_id)
        assert parent is not None  # its lines were just made under it
        for line in made:
            unit.record(parent, SubtaskGiven(line.id, line.title, line.lead_id), who.member.id)
        refresh_up(unit, parent.id)
    team = unit.store.teams.by_chat(draft.chat_id)
    unit.say(place_of(who, draft), PlanShown(draft.task.period, team.id if team else None))
    _tell(unit, who, draft.task.period, made)
    return made


def _tell(unit: Unit, who: Memberships, period: str, made: Sequence[Task]) -> None:
    theirs: dict[int, list[int]] = defaultdict(list)
    for line in made:
        for member_id in (line.lead_id, *line.co_ids):
            theirs[member_id].append(line.id)
    for member_id, numbers in theirs.items():
        if member_id != who.member.id:
            unit.say(Place(member_id=member_id), PlanTold(period, tuple(numbers)), urgency=Urgency.NORMAL)


def _made(unit: Unit, who: Memberships, written: TaskDraft) -> Task:
    require_may_assign(who, written.team_id, written.people)
    lead, *others = written.people
    people = (Assignment(lead, Part.LEAD), *(Assignment(i, Part.CO) for i in others))
    version = version_of(unit.settings)
    unit.store.ladders.keep(version.hash, version.body)
    line = Task(
        id=0, title=written.title, assigner_id=who.member.id, first_handler_id=lead, created_at=unit.now,
        due_at=written.due or unit.now, team_id=written.team_id, status=Status.ACTIVE, people=people,
        due_words=written.wording.due_words, due_day_only=written.wording.due_day_only,
        due_said_at=written.wording.due_said_at, ladder=version.hash, kind=model.Kind.PLAN, parent_id=written.parent_id,
        period=written.period, tags=written.tags,
    )  # fmt: skip
    calendar = unit.calendar_of(line)
    line = clocks.start(line, (CommitmentKind.FINISH,), unit.now, unit.settings, calendar)
    if written.milestones:
        line = own_clocks.follow(with_set(line, written.milestones, unit.now, unit.settings)[0], unit.now)
    parts = {str(p.member_id): p.part.value for p in people}
    fact = PlanMade(line.title, line.period, line.due_at.isoformat(), parts, line.parent_id or 0)
    line = unit.begin(line, fact, who.member.id)
    for said in (*waits.said(line), *milestones_said(line)):
        unit.record(line, said, who.member.id)
    return line
