"""What follows from a few of the verbs, once they are done: cards for whoever came to a matter, registers, news."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from domain.facts.base import Event
from domain.facts.base import named_in as named_in_fact
from domain.facts.hands import PersonReplaced
from domain.facts.raised import HandOnAsked
from domain.messages.base import Urgency
from domain.messages.tasks import TaskCard
from domain.model.post import Place
from domain.model.tasks import Relation, Task
from domain.ports.post import Promise
from domain.rules.decisions import decide
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from domain.unit import Unit
from domain.usecases.accountability.appeals import await_ruling, settle_news
from domain.usecases.accountability.cures import tell_cured
from domain.usecases.accountability.slips import enter, withdraw
from domain.usecases.notices import ending
from domain.usecases.people.given_away import ask_for_parts
from domain.usecases.people.standing_in import (
    hand_out,
    note_given,
    tell_relieved,
)
from domain.usecases.raised.handlers import first_handler
from domain.usecases.tasks import tree
from domain.usecases.tasks.confide import leave_places


def hand_cards(unit: Unit, task: Task, to: Sequence[int]) -> None:
    """Promise each of these people a private card of the task."""
    unit.say_all(cards_to(task, to))


def cards_to(task: Task, to: Sequence[int], not_before: datetime | None = None) -> list[Promise]:
    """A private card of the task for each of these people."""
    urgency = Urgency.URGENT if task.priority.breaks_quiet else Urgency.NORMAL
    said = TaskCard(task.id, fresh=True)
    return [Promise(Place(member_id=i), said, urgency, not_before, task_id=task.id) for i in dict.fromkeys(to)]


def hand_to_lead(unit: Unit, task: Task, event: Event) -> None:
    """Whoever has the duty now sees all of it."""
    tree.hand_on(unit, task, event)
    note_given(unit, task)
    hand_cards(unit, task, (task.called_id,))


def _hand_to_new(unit: Unit, task: Task, event: Event) -> None:
    """Who came to it, and whoever stands in for them."""
    fact = event.fact
    new = (fact.by,) if isinstance(fact, PersonReplaced) else named_in_fact(fact)
    hand_cards(unit, task, new)
    ask_for_parts(unit, task, new)


def _hand_to_asked(unit: Unit, task: Task, event: Event) -> None:
    """Whoever is asked to take it on sees all of it."""
    assert isinstance(event.fact, HandOnAsked)
    hand_cards(unit, task, (event.fact.to,))


def _to_somebody_here(unit: Unit, task: Task, _event: Event) -> None:
    """Whoever answered has left: by the rule somebody else must."""
    lead, raiser = unit.store.members.get(task.lead_id), unit.store.members.get(task.assigner_id)
    if lead is None or raiser is None or lead.active:
        return
    at = Circumstances(0, frozenset({Relation.OWNER}), unit.now, unit.rules_of(task), unit.calendar_of(task))
    to = first_handler(unit, raiser, task.team_id)
    given = unit.carry_out(
        decide(unit.store.tasks.get(task.id) or task, Action.REASSIGN, at, Given(member_id=to.id)), None
    )
    hand_to_lead(unit, unit.store.tasks.get(task.id) or task, given)


FOLLOWS: Mapping[Action, Callable[[Unit, Task, Event], None]] = {
    Action.GRANT_TRANSFER: hand_to_lead,
    Action.REASSIGN: hand_to_lead,
    Action.SLIP: enter,
    Action.TAKE_BACK: withdraw,
    Action.SUBMIT: tell_cured,
    Action.APPEAL: await_ruling,
    Action.WAIVE: settle_news,
    Action.UPHOLD: settle_news,
    Action.CONCEAL: leave_places,
    Action.REOPEN: lambda unit, task, _event: note_given(unit, task),
    Action.HAND_OVER: lambda unit, task, _event: hand_out(unit, task),
    Action.HAND_BACK: lambda unit, task, _event: tell_relieved(unit, task),
    Action.ADD_CO: _hand_to_new,
    Action.ADD_WATCHER: _hand_to_new,
    Action.REPLACE: _hand_to_new,
    **ending.FOLLOWS,
    Action.HAND_ON: _hand_to_asked,
    Action.NOT_SOLVED: _to_somebody_here,
}
