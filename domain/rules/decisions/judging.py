"""What the assigner's side decides about work and its end."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.errors import Refusal
from domain.facts.base import Fact
from domain.facts.chases import Chased
from domain.facts.clocks import DeadlineChanged
from domain.facts.tasks import Approved, Cancelled, Rated, Returned, TakenBack, Urged
from domain.model.clocks import CommitmentKind
from domain.model.tasks import PICKED, Part, RequestKind, Status, Task, Wording
from domain.model.value import fields_of, replace
from domain.rules import clocks, hands
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.requests import answer
from domain.rules.given import Given
from domain.rules.pauses import forget
from domain.settings.spans import Span, TimeUnit

MOST_STARS = 5
_LEAST_AGAIN = timedelta(hours=1)


def approve(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """办结, with one to five stars or, as a rule, none yet."""
    _require_stars(given.rating)
    task = replace(task, closed_at=at.now, rating=given.rating, percent=100)
    return task, Approved(given.rating, given.text)


def rate(task: Task, _at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """Stars for a finished task, once."""
    if task.rating is not None:
        raise Refusal("rated-already", number=str(task.id))
    _require_stars(given.rating)
    return replace(task, rating=given.rating), Rated(given.rating or 0)


def _require_stars(rating: int | None) -> None:
    if rating is not None and not 1 <= rating <= MOST_STARS:
        raise Refusal("rating")


def send_back(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """退回: counted, the light turns yellow; the finish clock runs to the deadline that is named, else on to the same, or a
    later one if that is near."""
    due = given.moment or _due_again(task, at)
    people = tuple(replace(p, returned_at=at.now, reported_at=None) if p.part is Part.LEAD else p for p in task.people)
    back = replace(task, people=people, returns=task.returns + 1, submitted_at=None)
    if due == task.due_at:
        return back, Returned(given.text)
    wording, named = (given.wording, True) if given.moment else (PICKED, False)
    fact = Returned(given.text, due.isoformat(), named, named and wording.due_day_only)
    return due_at(back, due, wording, at.now), fact


def _due_again(task: Task, at: Circumstances) -> datetime:
    """Whoever handed in in time is not late because the review took long: unless a working day is left, they have as much
    working time again as they had then, and an hour in any case."""
    left = at.calendar.working_time_between(task.submitted_at or task.due_at, task.due_at)
    again = at.calendar.add_working_time(at.now, max(left, _LEAST_AGAIN))
    near = Span(1, TimeUnit.WORKING_DAYS).after(at.now, at.calendar) > task.due_at
    return max(task.due_at, again) if near else task.due_at


def change_deadline(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """The assigner moves the deadline; an open request for more time is granted by it."""
    old, task = task.due_at.isoformat(), answer(task, RequestKind.MORE_TIME, at.now, granted=True)
    new = due_at(task, given.the_moment(), given.wording, at.now)
    return new, DeadlineChanged(old, new.due_at.isoformat(), hands.moved(task, hands.within(new)))


def urge(task: Task, _at: Circumstances, _given: Given) -> tuple[Task, Fact]:
    """催办: a word to whoever carries it out, kept in the story."""
    return task, Urged()


def chase(task: Task, _at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """督办 by phone and the like: what was said, kept in the story."""
    return replace(task, chases=task.chases + 1), Chased(given.the_method().value, given.text)


def cancel(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """撤销."""
    return replace(forget(task), closed_at=at.now), Cancelled(given.text)


def take_back(task: Task, at: Circumstances, _given: Given) -> tuple[Task, Fact]:
    """收回: for a minute whoever made the last decision can undo it, as if nothing had been done."""
    last = at.last
    if last is None or last.member_id != at.actor_id or at.now > last.until:
        raise Refusal("take-back-late", number=str(task.id))
    return last.before, TakenBack(last.fact)


def never_given(task: Task, now: datetime) -> Task:
    """The task as one that was given by mistake: it is called off, as nobody has done anything yet."""
    still = clocks.stop(forget(task), tuple(CommitmentKind), now)
    return replace(still, status=Status.CANCELLED, closed_at=now, awaits=())


def due_at(task: Task, due: datetime, said: Wording, now: datetime) -> Task:
    """The task with another deadline, which lies ahead."""
    if due <= now:
        raise Refusal("deadline-past", moment=due.isoformat())
    return replace(task, due_at=due, **fields_of(said))
