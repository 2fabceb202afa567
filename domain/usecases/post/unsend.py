"""A message of somebody's is taken out of a group for them: what came of it."""

from __future__ import annotations

from domain.messages.office import Sentence
from domain.ports.messenger import Delivery, Failure
from domain.ports.post import Outgoing, Result, State
from domain.unit import Unit

PASSING = (Failure.AGAIN, Failure.UNKNOWN, Failure.SLOW_DOWN)  # it is tried again


def unsent(unit: Unit, row: Outgoing, owner: str, answer: Delivery) -> None:
    """It was deleted, or could not be: whoever asked for it hears which."""
    result = Result(State.DROPPED if answer.failure else State.SENT, error=answer.error)
    unit.store.outbox.record([row.id], owner, unit.now, result)
    unit.say(row.place, Sentence("unsend-failed" if answer.failure else "unsend-done", {}))
