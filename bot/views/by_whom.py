"""Which of a fact's wordings fits, by its fields and by who did it to whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.views.eye import Eye
from bot.views.fact_variants import variant
from domain.facts.base import Event
from domain.facts.hands import CoAdded, Decided, PersonReplaced, WatcherAdded
from domain.facts.tasks import Assigned, Commented, Reassigned, Urged
from domain.model.tasks import Relation
from domain.usecases.access import relations


def reads_as(eye: Eye, event: Event, fields: Mapping[str, Any]) -> str:
    """Which of a fact's wordings this is; whoever does it to themselves is not spoken of as of another."""
    by_fields, by_whom = variant(event.fact.name, fields), _by_whom(eye, event)
    if by_fields and by_whom and isinstance(event.fact, CoAdded):
        return f"{by_whom}-{by_fields}"
    return by_fields or by_whom


def _by_whom(eye: Eye, event: Event) -> str:
    """Whoever does it to themselves is named once."""
    kind = type(event.fact)
    if kind in _OWN:
        return "own" if _OWN[kind](event.fact) == event.actor_id else _from_own(event)
    return _SAID_BY[kind](eye, event) if kind in _SAID_BY else ""


def _from_own(event: Event) -> str:
    return "from-own" if isinstance(event.fact, Reassigned) and event.fact.frm == event.actor_id else ""


def _replaced(_eye: Eye, event: Event) -> str:
    by = event.fact.by if isinstance(event.fact, PersonReplaced) else None
    return "back" if event.actor_id is None else "own" if by == event.actor_id else ""


def _urged(eye: Eye, event: Event) -> str:
    asked = eye.store.tasks.get(event.task_id)
    return "answer" if asked is not None and asked.is_raised else ""


def _remarked(eye: Eye, event: Event) -> str:
    """批示 is the word of those who run the matter, anybody else's a remark."""
    task = eye.store.tasks.get(event.task_id)
    member = eye.store.members.get(event.actor_id) if event.actor_id is not None else None
    if task is None or member is None:
        return "remark"
    if task.is_raised and event.actor_id == task.assigner_id:
        return "raiser"
    sides = relations(eye.store.members.with_roles(member), task)
    return "" if sides & _RUN and not sides & _DO else "remark"


# Facts in which whoever acts may be the one who is named, too.
_OWN: Mapping[type, Callable[[Any], object]] = {
    Decided: lambda fact: fact.other,
    Reassigned: lambda fact: fact.to,
    CoAdded: lambda fact: fact.member,
    WatcherAdded: lambda fact: fact.member,
    Assigned: lambda fact: next((int(i) for i in fact.people if len(fact.people) == 1), None),
}
_SAID_BY: Mapping[type, Callable[[Eye, Event], str]] = {
    PersonReplaced: _replaced, Urged: _urged, Commented: _remarked,
}  # fmt: skip
_DO = frozenset({Relation.LEAD, Relation.CO})
_RUN = frozenset({Relation.ASSIGNER, Relation.LEADER, Relation.SUPERVISOR, Relation.OWNER})
