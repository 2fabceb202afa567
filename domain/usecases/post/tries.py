"""A message that did not arrive, or whose answer was lost: again, once more, or given up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.messages.ledger import LedgerFile, LedgerShown
from domain.messages.office import MenuUpdate, Sentence
from domain.messages.tasks import TopicName, Unsend
from domain.model.value import replace
from domain.ports.messenger import Delivery, Failure
from domain.ports.post import Outgoing, Result, State
from domain.ports.store import MetaKey
from domain.unit import Unit

_BACKOFF = (2, 5, 15, 30, 60, 120, 300)


_ONCE_MORE, _LONG_WAIT = timedelta(minutes=1), timedelta(hours=3)


_GIVEN_UP_AFTER = timedelta(days=3)


def stay(unit: Unit, rows: Sequence[Outgoing], owner: str) -> None:
    """What was before it in its lane did not arrive, so it was not sent."""
    unit.store.outbox.give_back([r.id for r in rows], owner)


def again(unit: Unit, rows: Sequence[Outgoing], owner: str, answer: Delivery) -> None:
    """Not accepted for a passing reason: once more, later each time; given up when it is days old."""
    tries = rows[0].attempts
    if unit.now - rows[0].waiting_since > _GIVEN_UP_AFTER:
        return failed(unit, rows, owner, answer)
    wait = answer.seconds or _BACKOFF[min(tries, len(_BACKOFF)) - 1]
    again_at = unit.now + timedelta(seconds=wait)
    result = Result(State.PENDING, again_at=again_at, error=answer.error, lost=rows[0].lost or _lost(answer))
    unit.store.outbox.record([r.id for r in rows], owner, unit.now, result)
    return None


def _lost(answer: Delivery) -> bool:
    """The message may have arrived although its answer did not."""
    return answer.failure is Failure.UNKNOWN


def unknown(unit: Unit, rows: Sequence[Outgoing], owner: str, answer: Delivery) -> None:
    """The answer was lost: what can make no copy is done again, what matters is sent once more and then rarely.

    Each time is counted; /settings shows it.
    """
    answer = replace(answer, error=f"outcome unknown: {answer.error}")
    if _makes_no_copy(rows[0]):
        return again(unit, rows, owner, answer)
    count = int(unit.store.meta.get(MetaKey.UNKNOWN_OUTCOMES) or 0) + 1
    unit.store.meta.set(MetaKey.UNKNOWN_OUTCOMES, str(count))
    wait = _next_copy(rows[0], unit.now)
    if not rows[0].message.critical or unit.now + wait - rows[0].waiting_since > _GIVEN_UP_AFTER:
        return failed(unit, rows, owner, answer)
    return again(unit, rows, owner, replace(answer, seconds=wait.total_seconds()))


def _next_copy(row: Outgoing, now: datetime) -> timedelta:
    """Once more soon; who has lost two answers may be making copies, so from then on rarer and rarer."""
    return max(_LONG_WAIT, 3 * (now - row.waiting_since)) if row.lost else _ONCE_MORE


def _makes_no_copy(row: Outgoing) -> bool:
    """An edit, a menu or a name shows the same however often it is sent."""
    same = isinstance(row.message, MenuUpdate | Unsend | TopicName)
    return same or row.extends is not None or row.message.edits is not None


def failed(unit: Unit, rows: Sequence[Outgoing], owner: str, answer: Delivery) -> None:
    result = Result(State.FAILED, error=answer.error, lost=_lost(answer))
    unit.store.outbox.record([r.id for r in rows], owner, unit.now, result)
    message = rows[0].message
    if isinstance(message, LedgerFile):  # it was asked for, and is waited for
        unit.say(rows[0].place, Sentence("ledger-failed", {}))
        if message.menu is not None:
            unit.say(rows[0].place, LedgerShown(message.search_id, message_id=message.menu))
