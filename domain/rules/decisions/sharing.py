"""What is particular to working together: a part given, handed in, given back; whether one part is enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.errors import Refusal
from domain.facts.base import Fact
from domain.facts.hands import AllAreNeeded, OneIsEnough, PartGiven, PartHandedIn, PartReturned
from domain.model.drafts import OwnPart
from domain.model.post import Said
from domain.model.tasks import Assignment, Part, Task, Wording
from domain.model.value import fields_of, replace
from domain.rules import hands, labels
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.working import touch
from domain.rules.given import Given

LONGEST_PART = 120  # it stands in one line of a card


def share(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """分工: what was not said again stays as it was; a deadline of one's own is taken away by saying that there is none."""
    now = _doing(task, given.the_member())
    new = with_words(task, at.now, now, given)
    due = new.due_at
    if new == now:
        raise Refusal("unchanged", number=str(task.id))
    said = PartGiven(new.member_id, new.does, due.isoformat() if due else "", day_only=new.due_day_only)
    return hands.with_part(task, new), said


def with_words(task: Task, at: datetime, now: Assignment, given: Given) -> Assignment:
    """A part as it is with what was said of it: what they do, by when."""
    labels.require_short(given.text, LONGEST_PART)
    due = None if given.undated else _own_due(task, at, given) or now.due_at
    if due and now.part is Part.LEAD:
        raise Refusal("part-of-lead", due=task.due_at.isoformat())
    day_only = given.wording.due_day_only if given.moment else now.due_day_only
    return replace(now, does=given.text or now.does, due_at=due, due_day_only=bool(due) and day_only)


def with_parts(task: Task, at: Circumstances, parts: Sequence[OwnPart]) -> Task:
    """A new task with what its order says that its people do."""
    for part in parts:
        given = Given(Said(part.does), moment=part.due_at, wording=Wording(due_day_only=part.day_only))
        task = hands.with_part(task, with_words(task, at.now, _doing(task, part.member_id), given))
    return task


def parts_said(task: Task) -> Iterator[Fact]:
    """What an order said of its people beside who they are: the history has it as if it were said after."""
    for p in task.people:
        if p.does or p.due_at:
            yield PartGiven(p.member_id, p.does, p.due_at.isoformat() if p.due_at else "", day_only=p.due_day_only)
    if task.any_one:
        yield OneIsEnough()


def _doing(task: Task, member_id: int) -> Assignment:
    """The part of somebody who carries the task out."""
    found = task.part_of(member_id)
    if found is None or found.part is Part.WATCHER:
        raise Refusal("no-part", number=str(task.id), member=str(member_id))
    return found


def _own_due(task: Task, now: datetime, given: Given) -> datetime | None:
    """An own deadline lies ahead and not after the task's; a day that is the task's last ends with the task."""
    due = given.moment
    if due is None:
        return None
    if due <= now:
        raise Refusal("deadline-past", moment=due.isoformat())
    if due > task.due_at and given.wording.due_day_only and due.date() == task.due_at.astimezone(due.tzinfo).date():
        return task.due_at
    if due > task.due_at:
        raise Refusal("part-late", due=task.due_at.isoformat(), moment=due.isoformat())
    return due


def hand_in(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """A part is handed in once; it says that it was taken on and reported, too."""
    own = _doing(task, at.actor_id)
    if own.handed_in_at:
        raise Refusal("part-in-already", number=str(task.id), member=str(task.duty_id))
    task = touch(task, at.actor_id, at.now, reported=True)
    task = hands.with_part(task, replace(_doing(task, at.actor_id), handed_in_at=at.now))
    return task, PartHandedIn(given.text, tuple(fields_of(f) for f in given.said.files))


def return_part(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """The part is owed anew, and nothing was heard of it yet; an own deadline that is over is the task's from now."""
    part = _doing(task, given.the_member())
    if not part.handed_in_at:
        raise Refusal("part-not-in", number=str(task.id), member=str(part.member_id))
    due = part.due_at if part.due_at and part.due_at > at.now else None
    again = bool(due) and part.due_day_only
    back = replace(part, handed_in_at=None, reported_at=None, returned_at=at.now, due_at=due, due_day_only=again)
    return hands.with_part(task, back), PartReturned(part.member_id, given.text)


def any_one(task: Task, _at: Circumstances, _given: Given) -> tuple[Task, Fact]:
    """或签."""
    return _rule(task, any_one=True), OneIsEnough()


def all_must(task: Task, _at: Circumstances, _given: Given) -> tuple[Task, Fact]:
    """会签."""
    return _rule(task, any_one=False), AllAreNeeded()


def _rule(task: Task, *, any_one: bool) -> Task:
    if not task.co_ids:
        raise Refusal("no-co", number=str(task.id))
    if task.any_one == any_one:
        raise Refusal("unchanged", number=str(task.id))
    return replace(task, any_one=any_one)
