"""不同意见: two who work on a task do not agree, each is heard, the assigner decides."""

from __future__ import annotations

from datetime import datetime

from domain.errors import Refusal
from domain.facts.base import Fact
from domain.facts.hands import Decided, Disagreed, DisputePut, SideTold
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Relation, Request, RequestKind, Task
from domain.model.value import replace
from domain.rules import clocks
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.requests import ask
from domain.rules.given import Given
from domain.rules.moves import Action
from domain.settings.office import Settings
from worktime.calendar import WorkingCalendar

_DISPUTE = RequestKind.DISPUTE
# What ends a disagreement whoever it is between, and what does where one of the two goes.
_SETTLES = frozenset({Action.APPROVE, Action.CANCEL, Action.REASSIGN, Action.GRANT_TRANSFER})
_TAKES_OFF = frozenset({Action.DROP, Action.REPLACE})


def ends_unheard(task: Task, action: Action, member_id: int | None) -> bool:
    """Whether a disagreement would be over by this without a word about it."""
    asked = task.pending_request(_DISPUTE)
    if asked is None:
        return False
    return action in _SETTLES or (action in _TAKES_OFF and member_id in (asked.member_id, asked.to_member_id))


def disagree(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """A co-assignee with the lead (or with the assigner, about what that one gave them), or the lead with a co-assignee; the
    other side has the term of the answer clock to speak.

    Where the other side is the assigner, who decides anyway, it is put to them at once; that of a lead who works alone is.
    """
    if at.actor_id == task.assigner_id:
        raise Refusal("disagree-own", number=str(task.id))
    other = _other_side(task, at.actor_id, given)
    heard_by = at.settings.terms[CommitmentKind.ANSWER][task.priority].after(at.now, at.calendar)
    number = len(task.requests) + 1
    asked = Request(number, _DISPUTE, at.actor_id, at.now, given.text, due_at=heard_by, to_member_id=other)
    task = ask(task, asked)
    if other == task.assigner_id:
        task = put(task, at.now, at.settings, at.calendar)
    return task, Disagreed(other, given.text)


def _other_side(task: Task, actor: int, given: Given) -> int:
    if actor != task.duty_id:
        return task.assigner_id if given.member_id == task.assigner_id else task.duty_id
    if not task.co_ids:
        return task.assigner_id
    if given.member_id not in task.co_ids:
        raise Refusal("no-part", number=str(task.id), member=str(given.member_id))
    return given.the_member()


def say_side(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """The other side's words, once; with them it goes to the assigner."""
    asked = task.pending_request(_DISPUTE)
    if asked is None or asked.to_member_id != at.actor_id or asked.waits:
        raise Refusal("no-side", number=str(task.id))
    task = _changed(task, asked, replace(asked, reply=given.text, put_at=at.now))
    return task, SideTold(asked.member_id, given.text)


def put(task: Task, now: datetime, settings: Settings, calendar: WorkingCalendar) -> Task:
    """It is before the assigner, who has the term of the answer clock."""
    asked = task.pending_request(_DISPUTE)
    if asked is None:
        return task
    task = _changed(task, asked, replace(asked, put_at=now))
    running = (CommitmentKind.ANSWER,) if task.paused_at is None else ()
    return clocks.start(task, running, now, settings, calendar)


def put_unheard(task: Task, number: int, at: Circumstances) -> tuple[Task, Fact] | None:
    """The time of the other side is over; nothing where they spoke, or it was settled meanwhile."""
    asked = task.pending_request(_DISPUTE)
    if asked is None or asked.number != number or asked.waits:
        return None
    fact = DisputePut(asked.member_id, asked.to_member_id or task.duty_id)
    return put(task, at.now, at.settings, at.calendar), fact


def decide_between(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """The assigner's word, told to both; nobody else decides in a matter of their own."""
    asked = task.pending_request(_DISPUTE)
    assert asked is not None  # the table held
    sides = (asked.member_id, asked.to_member_id or task.duty_id)
    if at.actor_id in sides and Relation.ASSIGNER not in at.relations:
        raise Refusal("decide-own", number=str(task.id))
    return task, Decided(*sides, given.text)


def _changed(task: Task, asked: Request, new: Request) -> Task:
    return replace(task, requests=tuple(new if r is asked else r for r in task.requests))
