"""What becomes of a raised matter; whoever received it first answers for it until another has taken it on (首问责任)."""

from __future__ import annotations

from domain.errors import Refusal
from domain.facts.base import Fact
from domain.facts.raised import (
    Answered,
    AnswerPutOff,
    HandOnAsked,
    MadeTask,
    NotSolved,
    NotTakenOn,
    Raised,
    Solved,
    TakenOn,
    TaskFell,
    Withdrawn,
)
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Origin, Request, RequestKind, Task
from domain.model.value import fields_of, replace
from domain.rules import raised
from domain.rules.decisions.changing import REOPENS
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.giving import new_lead, require_other
from domain.rules.decisions.judging import MOST_STARS
from domain.rules.decisions.requests import answer as answered
from domain.rules.decisions.requests import ask
from domain.rules.given import Given
from domain.rules.standing_in import given_at_once

_HAND_ON = RequestKind.HAND_ON


def new_matter(task: Task, at: Circumstances) -> tuple[Task, Fact]:
    """A matter on the day it is raised: whoever must answer has the answer clock; where they are away, whoever stands in."""
    task = given_at_once(task, at.standins.get(task.lead_id), at.now)
    task = raised.follow(replace(task, heard_at=at.now), at.now)
    origin = (task.origin or Origin.RAISED).value
    return task, Raised(task.title, task.lead_id, task.due_at.isoformat(), task.priority.value, origin)


def answer(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """答复, in words or by what a task brought."""
    files = tuple(fields_of(f) for f in given.said.files)
    closed = replace(task, result=given.text, closed_at=at.now, rating=None)
    return closed, Answered(given.text, files, given.task_id or 0)


def hand_on(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """转交: another is asked to take it on within the accept term; whoever asks stays accountable till then."""
    to = given.the_member()
    require_other(task, to, at.actor_id)
    if to == task.duty_id:
        raise Refusal("same-lead", number=str(task.id))
    until = at.settings.terms[CommitmentKind.ACCEPT][task.priority].after(at.now, at.calendar)
    asked = Request(
        len(task.requests) + 1, _HAND_ON, at.actor_id, at.now, given.text, due_at=until, to_member_id=to
    )  # fmt: skip
    return ask(task, asked), HandOnAsked(to, given.text, until.isoformat())


def take_on(task: Task, at: Circumstances, _given: Given) -> tuple[Task, Fact]:
    """接办: the clock is theirs now; the moment that was promised stays."""
    return new_lead(task, at.actor_id, at), TakenOn(task.duty_id)


def not_mine(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """不接: it stays where it is."""
    return task, NotTakenOn(at.actor_id, task.duty_id, given.text)


def not_heard(task: Task, number: int, at: Circumstances) -> tuple[Task, Fact] | None:
    """Nobody took it on in time: it stays where it is; None where that was settled by now."""
    asked = task.pending_request(_HAND_ON)
    if asked is None or asked.number != number:
        return None
    return answered(task, _HAND_ON, at.now, granted=False), NotTakenOn(asked.to_member_id or 0, task.duty_id)


def make_task(task: Task, _at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """转为任务: the answer is due once the task's result must be there."""
    due = given.the_moment()
    return replace(task, linked_id=given.the_task(), due_at=due), MadeTask(given.the_task(), due.isoformat())


def put_off(matter: Task, made: Task, at: Circumstances) -> tuple[Task, Fact] | None:
    """The task's deadline is another: the answer's is too; None where it is not."""
    due = raised.due_with(matter, made, at.settings, at.calendar)
    if due == matter.due_at or due <= at.now:
        return None
    return raised.follow(replace(matter, due_at=due), at.now), AnswerPutOff(made.id, due.isoformat())


def fell(matter: Task, made: Task, at: Circumstances) -> tuple[Task, Fact]:
    """The task came to nothing: the matter must be answered, within the term from now."""
    due = raised.answer_due(matter.priority, at.now, at.settings, at.calendar)
    return raised.follow(replace(matter, linked_id=None, due_at=due), at.now), TaskFell(made.id, due.isoformat())


def solved(task: Task, _at: Circumstances, _given: Given) -> tuple[Task, Fact]:
    """满意, once."""
    if task.rating is not None:
        raise Refusal("solved-already", number=str(task.id))
    return replace(task, rating=MOST_STARS), Solved()


def not_solved(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """未解决: once, and not long after; the answer is due within the term from now."""
    require_unsolved(task, at)
    due = raised.answer_due(task.priority, at.now, at.settings, at.calendar)
    again = replace(task, due_at=due, returns=1, result="", rating=None, closed_at=None, linked_id=None)
    return again, NotSolved(given.text, due.isoformat())


def require_unsolved(task: Task, at: Circumstances) -> None:
    """Refused a second time (whoever asks says whom to speak to), and when it is long over."""
    if task.returns:
        raise Refusal("unsolved-twice", number=str(task.id), names="")
    if task.closed_at is not None and at.now - task.closed_at > REOPENS:
        raise Refusal("unsolved-late", number=str(task.id))


def withdraw(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """撤回, with a reason or without."""
    return replace(task, closed_at=at.now), Withdrawn(given.text)
