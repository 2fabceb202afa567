"""A message of somebody's is taken out of a group for them: where that failed."""

from __future__ import annotations

from domain.messages.office import Sentence
from domain.ports.messenger import Delivery, Failure
from domain.ports.post import Outgoing, Result, State
from domain.unit import Unit

PASSING = (Failure.AGAIN, Failure.UNKNOWN, Failure.SLOW_DOWN)  # it is tried again


def unsent(unit: Unit, row: Outgoing, owner: str, answer: Delivery) -> None:
    """It could not be deleted: whoever asked for it hears that."""
    unit.store.outbox.record([row.id], owner, unit.now, Result(State.DROPPED, error=answer.error))
    unit.say(row.place, Sentence("unsend-failed", {}))
