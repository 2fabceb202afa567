"""申诉 waits for an answer like any other request: after the term of an answer by its ladder, until somebody has ruled."""

from __future__ import annotations

from collections.abc import Sequence

from domain.facts.accountability import BreachAppealed, BreachUpheld, BreachWaived
from domain.facts.base import Event
from domain.facts.clocks import Reminded
from domain.messages.accounts import AppealWaiting
from domain.messages.base import Urgency
from domain.messages.tasks import Done
from domain.model.audience import Audience
from domain.model.breaches import Standing
from domain.model.clocks import CommitmentKind
from domain.model.people import Member
from domain.model.post import Place
from domain.model.tasks import Task
from domain.model.timers import AppealWaits
from domain.ports.timers import Timer
from domain.rules.breaches import find
from domain.rules.ladder import find_step
from domain.rules.mornings import quiet_until
from domain.unit import Unit
from domain.usecases.accountability.breaches import ruling

APPEAL = "appeal"  # the name of this clock in the history


def await_ruling(unit: Unit, task: Task, event: Event) -> None:
    """Plan the steps that ring while nobody rules."""
    assert isinstance(event.fact, BreachAppealed)
    rules, calendar = unit.rules_of(task), unit.calendar_of(task)
    due = rules.terms[CommitmentKind.ANSWER][task.priority].after(unit.now, calendar)
    for step in rules.ladders[CommitmentKind.ANSWER][task.priority]:
        waits = AppealWaits(task.id, event.fact.breach, step.name)
        unit.store.timers.add(waits.key, step.at.after(due, calendar), waits)


def settle_news(unit: Unit, task: Task, event: Event) -> None:
    """The news of an appeal and its reminders go on with what was ruled, wherever that was done: their buttons would rule once
    more."""
    assert isinstance(event.fact, BreachWaived | BreachUpheld)
    asked = _asked(unit, task, event.fact.breach)
    for post in unit.store.posts.news(task.id, asked) if asked else ():
        place = Place(chat_id=post.chat_id, member_id=post.member_id)
        ruled = Done(task.id, event.seq, asked, post.message_id)
        unit.say(place, ruled, urgency=Urgency.NORMAL, task_id=task.id)


def _asked(unit: Unit, task: Task, breach: str) -> int:
    """The entry of the last appeal against a breach; 0 for none."""
    return next((e.seq for e in reversed(unit.store.history.of(task.id)) if _appeals(e, breach)), 0)


def _appeals(event: Event, breach: str) -> bool:
    return isinstance(event.fact, BreachAppealed) and event.fact.breach == breach


def appeal_waits(unit: Unit, _timer: Timer, waits: AppealWaits) -> None:
    """Whoever rules is reminded, then those whom the ladder names; nobody of what was ruled, or of their own appeal."""
    task = unit.store.tasks.get(waits.task_id)
    breach = find(task, waits.breach) if task else None
    if task is None or breach is None or breach.standing is not Standing.APPEALED:
        return
    step = find_step(unit.rules_of(task).ladders[CommitmentKind.ANSWER][task.priority], waits.step)
    people = _people(unit, task, step.to if step else (), breach.member_id)
    if people:
        unit.record(task, Reminded(APPEAL, waits.step, tuple(m.id for m in people)), None)
    for member in people:
        _remind(unit, task, waits, member)


def _people(unit: Unit, task: Task, to: Sequence[Audience], concerned: int) -> list[Member]:
    found = [
        m for a in to for m in (ruling(unit, task, concerned) if a is Audience.ASSIGNER else unit.audience(task, (a,)))
    ]
    return [m for m in dict.fromkeys(found) if m.id != concerned and not m.left]


def _remind(unit: Unit, task: Task, waits: AppealWaits, member: Member) -> None:
    place, loud = Place(member_id=member.id), task.priority.breaks_quiet
    unit.say(
        place,
        AppealWaiting(task.id, waits.breach, _asked(unit, task, waits.breach)),
        urgency=Urgency.URGENT if loud else Urgency.NORMAL,
        not_before=unit.now if loud else quiet_until(unit.calendar_at(place), unit.now),
        key=f"{waits.key}:{member.id}",
        task_id=task.id,
    )
