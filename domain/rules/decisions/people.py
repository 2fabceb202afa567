"""Who comes to a task that was given, who goes, who stands in for whom; the lead is changed by giving it to somebody else."""

from __future__ import annotations

from datetime import datetime

from domain.errors import Refusal
from domain.facts.base import Fact
from domain.facts.hands import CoAdded, PersonDropped, PersonReplaced, WatcherAdded
from domain.model.tasks import Assignment, Part, RequestKind, Task
from domain.model.value import replace
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.sharing import with_words
from domain.rules.given import Given
from domain.rules.hands import MOST_PEOPLE


def add_co(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """One more co-assignee, behind the others, with what was said that they do; who only watched works on it now."""
    new = given.the_member()
    rest = _without(task, _new(task, new, Part.CO))
    doing = [p for p in rest if p.part is not Part.WATCHER]
    own = with_words(task, at.now, Assignment(new, Part.CO), given)
    people = (*doing, own, *(p for p in rest if p.part is Part.WATCHER))
    due = own.due_at.isoformat() if own.due_at else ""
    return replace(task, people=_few(people)), CoAdded(new, own.does, due, day_only=own.due_day_only)


def add_watcher(task: Task, _at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """知会: who works on it need not watch it."""
    new = _new(task, given.the_member(), Part.WATCHER)
    return replace(task, people=_few((*task.people, Assignment(new, Part.WATCHER)))), WatcherAdded(new)


def _new(task: Task, member_id: int, wanted: Part) -> int:
    """Somebody who is not what they are to become, or more."""
    found = task.part_of(member_id)
    if found is not None and found.part is Part.LEAD:
        raise Refusal("is-lead", number=str(task.id), member=str(member_id))
    if found is not None and Part.CO in (found.part, wanted) and found.part is Part.CO:
        raise Refusal("is-co", number=str(task.id), member=str(member_id))
    if found is not None and wanted is Part.WATCHER:
        raise Refusal("is-watcher", number=str(task.id), member=str(member_id))
    return member_id


def _few(people: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    require_few(len(people))
    return people


def require_few(count: int) -> None:
    """Refused where more people have a part in one task than anybody leads."""
    if count > MOST_PEOPLE:
        raise Refusal("people-many", limit=str(MOST_PEOPLE), count=str(count))


def drop(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """A co-assignee or watcher goes; what they did stays in the history, what they disagree about is settled."""
    gone = _leaving(task, given.the_member())
    task = _settled(replace(task, people=_without(task, gone.member_id)), gone.member_id, at.now)
    return task, PersonDropped(gone.member_id, gone.part.value)


def replace_person(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """Another stands where somebody stood, with their part and deadline, and has yet to take it on."""
    gone, new = _leaving(task, given.the_member()), given.the_other()
    if gone.member_id == new:
        raise Refusal("unchanged", number=str(task.id))
    _new(task, new, gone.part)
    place = replace(gone, member_id=new, accepted_at=None, reported_at=None, handed_in_at=None, returned_at=None)
    people = tuple(place if p == gone else p for p in task.people if p.member_id != new)
    task = _settled(replace(task, people=people), gone.member_id, at.now)
    return task, PersonReplaced(gone.member_id, new, gone.part.value)


def _leaving(task: Task, member_id: int) -> Assignment:
    found = task.part_of(member_id)
    if found is None:
        raise Refusal("no-part", number=str(task.id), member=str(member_id))
    if found.part is Part.LEAD:
        raise Refusal("lead-stays", number=str(task.id), member=str(member_id))
    return found


def _without(task: Task, member_id: int) -> tuple[Assignment, ...]:
    return tuple(p for p in task.people if p.member_id != member_id)


def _settled(task: Task, member_id: int, now: datetime) -> Task:
    """What somebody who has gone did not agree on needs no answer any more."""
    asked = tuple(
        replace(r, answered_at=now, granted=False)
        if r.pending and r.kind is RequestKind.DISPUTE and member_id in (r.member_id, r.to_member_id)
        else r
        for r in task.requests
    )
    return replace(task, requests=asked)
