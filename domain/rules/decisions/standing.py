"""The duty goes to whoever stands in for the lead, and comes back."""

from __future__ import annotations

from datetime import datetime

from domain.errors import Refusal
from domain.facts.base import Fact
from domain.facts.standing import HandedBack, HandedOver, TakenOver
from domain.model.tasks import RequestKind, Task
from domain.rules import standing_in
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.requests import answer
from domain.rules.decisions.working import touch
from domain.rules.given import Given


def hand_over(task: Task, at: Circumstances, _given: Given) -> tuple[Task, Fact]:
    """移交: the lead's backup is asked to take over."""
    to = at.standins.get(task.lead_id)
    if to is None or not standing_in.can_stand_in(task):
        raise Refusal("no-backup", number=str(task.id), member=task.lead_id)
    return standing_in.asked(task, to), HandedOver(task.lead_id, to, said(at.until))


def take_over(task: Task, at: Circumstances, _given: Given) -> tuple[Task, Fact]:
    """接手: whoever takes over has accepted."""
    return touch(standing_in.taken(task, at.now), at.actor_id, at.now), TakenOver(task.lead_id, said(at.until))


def hand_back(task: Task, at: Circumstances, _given: Given) -> tuple[Task, Fact]:
    """交还; what whoever stood in asked for, to be rid of it, is asked no more."""
    asked = task.pending_request(RequestKind.TRANSFER)
    withdrawn = asked is not None and asked.member_id == task.standin_id
    if withdrawn:
        task = answer(task, RequestKind.TRANSFER, at.now, granted=False)
    return standing_in.returned(task), HandedBack(task.called_id, task.lead_id, withdrawn)


def said(until: datetime | None) -> str:
    """The end of an absence as a fact has it."""
    return until.isoformat() if until else ""
