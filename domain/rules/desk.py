"""审核台: what of a matter waits for somebody who stands on these sides, and what can be done about it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from domain.facts.accountability import BreachAppealed
from domain.facts.base import Event, Fact
from domain.facts.clocks import TimeAsked, TransferAsked
from domain.facts.hands import Disagreed
from domain.facts.raised import HandOnAsked, Raised
from domain.facts.standing import HandedOver
from domain.facts.tasks import Declined, LeadLeft, Reported, Submitted
from domain.model.breaches import Standing
from domain.model.desk import Desk, OnDesk, Waits
from domain.model.tasks import Priority, Relation, RequestKind, Status, Task
from domain.model.value import value
from domain.rules.breaches import breaches
from domain.rules.brief import watches
from domain.rules.lifecycle import Action, allowed
from domain.rules.moves import JUDGES

DECISIONS = frozenset(Waits) - {
    Waits.ASKED,
    Waits.ANSWER,
    Waits.STANDIN,
    Waits.RED,
}  # these staff may have to take, too
ABOVE = JUDGES | {Relation.LEADER}

# What can be done about each, in the order of the buttons.
ACTS: Mapping[Waits, tuple[Action, ...]] = {
    Waits.RESULT: (Action.APPROVE, Action.RETURN),
    Waits.TIME: (Action.GRANT_TIME, Action.CHANGE_DEADLINE, Action.REFUSE_TIME),
    Waits.TRANSFER: (Action.GRANT_TRANSFER, Action.REASSIGN, Action.REFUSE_TRANSFER),
    Waits.DECLINED: (Action.REASSIGN, Action.CANCEL),
    Waits.LEADLESS: (Action.REASSIGN, Action.CANCEL),
    Waits.DISPUTE: (Action.DECIDE,),
    Waits.ASKED: (Action.TAKE_ON, Action.NOT_MINE),
    Waits.ANSWER: (Action.ANSWER, Action.HAND_ON, Action.MAKE_TASK),
    Waits.STANDIN: (Action.TAKE_OVER,),
    Waits.APPEAL: (Action.WAIVE, Action.UPHOLD),
    Waits.RED: (Action.URGE, Action.CHASE, Action.REASSIGN),
}
# The entry of the history in which it was said.
SAID: Mapping[Waits, type[Fact]] = {
    Waits.RESULT: Submitted,
    Waits.TIME: TimeAsked,
    Waits.TRANSFER: TransferAsked,
    Waits.DECLINED: Declined,
    Waits.LEADLESS: LeadLeft,
    Waits.DISPUTE: Disagreed,
    Waits.ASKED: HandOnAsked,
    Waits.ANSWER: Raised,
    Waits.STANDIN: HandedOver,
    Waits.APPEAL: BreachAppealed,
    Waits.RED: Reported,
}
# How many sentences each offers as a reason by one tap; any other is written.
REASONS: Mapping[Action, int] = {Action.RETURN: 4, Action.REFUSE_TIME: 2, Action.REFUSE_TRANSFER: 2}


@value
class Looks:
    """Who looks at a matter: as what, when, whether whoever should do it has left, whether they have chased it just now."""

    member_id: int
    sides: frozenset[Relation]
    now: datetime
    gone: bool = False
    chased: bool = False


def waiting_in(task: Task, looks: Looks) -> list[OnDesk]:
    """What of a matter waits for whoever looks; that it is overdue where nothing else does."""
    found = list(_decisions(task, looks))
    if not found and _is_red(task, looks):
        return [OnDesk(Waits.RED, task.id)]
    return found


def _decisions(task: Task, looks: Looks) -> Iterator[OnDesk]:
    if task.status is Status.SUBMITTED and allowed(task, Action.APPROVE, looks.sides):
        yield OnDesk(Waits.RESULT, task.id, str(task.returns))
    for kind, (action, waits) in _REQUESTS.items():
        asked = task.pending_request(kind)
        if asked is not None and asked.waits and allowed(task, action, looks.sides):
            yield OnDesk(waits, task.id, str(asked.number))
    for waits, so in _PLAIN.items():
        if so(task, looks):
            yield OnDesk(waits, task.id)
    if allowed(task, Action.WAIVE, looks.sides):
        for breach in breaches(task):
            if breach.standing is Standing.APPEALED and breach.member_id != looks.member_id:
                yield OnDesk(Waits.APPEAL, task.id, breach.ref)


_REQUESTS = {
    RequestKind.MORE_TIME: (Action.GRANT_TIME, Waits.TIME),
    RequestKind.TRANSFER: (Action.GRANT_TRANSFER, Waits.TRANSFER),
    RequestKind.DISPUTE: (Action.DECIDE, Waits.DISPUTE),
    RequestKind.HAND_ON: (Action.TAKE_ON, Waits.ASKED),
}


def _is_declined(task: Task, looks: Looks) -> bool:
    return task.status is Status.DECLINED and not looks.gone and allowed(task, Action.REASSIGN, looks.sides & JUDGES)


def _is_leadless(task: Task, looks: Looks) -> bool:
    return looks.gone and allowed(task, Action.REASSIGN, looks.sides & ABOVE)


def _is_to_answer(task: Task, looks: Looks) -> bool:
    """Nobody else is asked to take it on, and no task answers it."""
    asked = task.pending_request(RequestKind.HAND_ON)
    mine = task.duty_id == looks.member_id and task.linked_id is None and asked is None
    return task.is_raised and mine and allowed(task, Action.ANSWER, looks.sides & {Relation.LEAD})


def _is_to_take_over(task: Task, looks: Looks) -> bool:
    return allowed(task, Action.TAKE_OVER, looks.sides)


_PLAIN: Mapping[Waits, Callable[[Task, Looks], bool]] = {
    Waits.DECLINED: _is_declined,
    Waits.LEADLESS: _is_leadless,
    Waits.ANSWER: _is_to_answer,
    Waits.STANDIN: _is_to_take_over,
}


def _is_red(task: Task, looks: Looks) -> bool:
    """Overdue, in somebody else's hands, and not chased today already."""
    if looks.chased or looks.gone or not task.overdue(looks.now):
        return False
    others = watches(looks.sides) and looks.member_id != task.called_id
    return others and allowed(task, Action.URGE, looks.sides)


_GRAVEST = tuple(reversed(Priority))
_KINDS = tuple(Waits)


def in_order(found: Iterable[tuple[OnDesk, Task]], member_id: int) -> list[OnDesk]:
    """The gravest first: the most urgent, by what it is, one's own orders before others', then by deadline."""

    def grave(one: tuple[OnDesk, Task]) -> tuple[object, ...]:
        what, task = one
        loud = _GRAVEST.index(task.priority) if task.priority.breaks_quiet else len(_GRAVEST)
        return loud, _KINDS.index(what.kind), task.assigner_id != member_id, task.due_at, task.id, what.which

    return [what for what, _ in sorted(found, key=grave)]


def queue(desk: Desk, waiting: Sequence[OnDesk]) -> list[OnDesk]:
    """What is to be walked through still: what was put off comes last, what was put off twice not today."""
    new = [one for one in waiting if one.key not in desk.later]
    again = {one.key: one for one in waiting if one.key in desk.later and not desk.tomorrow(one.key)}
    return [*new, *(again[key] for key in desk.later if key in again)]


def said_in(story: Sequence[Event], what: OnDesk) -> Event | None:
    """The entry of a history that says what waits: the last of its kind, of an appeal that against this breach."""
    events = [e for e in story if isinstance(e.fact, SAID[what.kind])]
    if what.kind is Waits.APPEAL:
        events = [e for e in events if isinstance(e.fact, BreachAppealed) and e.fact.breach == what.which]
    return events[-1] if events else None


def evidence_in(story: Sequence[Event], what: OnDesk) -> Event | None:
    """The entry with the files that go with it: its own, else those of the last report or result with any."""
    own = said_in(story, what)
    if own is not None and getattr(own.fact, "files", None):
        return own
    return next((e for e in reversed(story) if isinstance(e.fact, Reported | Submitted) and e.fact.files), None)
