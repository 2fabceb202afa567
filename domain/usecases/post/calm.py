"""少打扰: one person hears at most one merged message in half an hour; what comes meanwhile extends it, or waits.

All of it is read off the outbox, so that a restart forgets nothing: the rows that were sent under one number are the
message that stands, what was sent below it buries it, and what waits is a row with a later moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from domain.messages.base import Joined, Urgency
from domain.model.post import Place
from domain.model.value import replace
from domain.ports.post import Outgoing, Standing
from domain.rules.calm import MOST_LINES, Gravity, calm_until, clock_of, gravity, lines
from domain.rules.mornings import quiet_until
from domain.unit import Unit
from domain.usecases.post.still_true import still_true


def hold_calm(unit: Unit) -> None:
    """Whoever heard a merged message just now, and cannot have it extended, hears the next one later."""
    if not unit.settings.calm:
        return
    for lane in unit.store.outbox.merging_lanes(unit.now):
        standing = _standing(unit, lane, Joined.CALM)
        if standing and not _may_be_extended(unit, lane, standing):
            unit.store.outbox.hold_merging(lane, calm_end(unit, standing))


def can_be_added(unit: Unit, to: Place) -> bool:
    """Whether what is told here now stands in the message that was heard just now, and is no other one."""
    standing = _standing(unit, to.lane, Joined.CALM)
    return standing is not None and _may_be_extended(unit, to.lane, standing)


def is_calm(unit: Unit, to: Place) -> bool:
    """Whether they are left alone now: they heard something just now that nothing can be added to."""
    standing = _standing(unit, to.lane, Joined.CALM) if unit.settings.calm else None
    return (
        standing is not None and not _may_be_extended(unit, to.lane, standing) and calm_end(unit, standing) > unit.now
    )


def calm_end(unit: Unit, standing: Standing) -> datetime:
    """When the next may be heard after this message."""
    calendar = unit.calendar_at(Place(member_id=standing.member_id))
    return calm_until(calendar, standing.sent_at, unit.settings.calm)


def merging(unit: Unit, first: Outgoing, owner: str, until: datetime) -> Sequence[Outgoing]:
    """What leaves as one message with this one: of all that waits what it has room for is leased, and what is true no more."""
    if first.message.merges is None:
        return ()
    waits = unit.store.outbox.merging(first, unit.now, waiting=_work_goes_on(unit, first.place))
    unit.store.tasks.know(row.task_id for row in waits if row.task_id is not None)
    told = [row for row in (first, *waits) if still_true(unit, row.message, row.place)]
    left = {row.id for row in _room_for(unit, told)[1]} if told else set()
    return unit.store.outbox.lease([row.id for row in waits if row.id not in left], owner, until)


def _work_goes_on(unit: Unit, place: Place) -> bool:
    """Whether they may be spoken to of everything: what waits then waits for its reader, and goes along with the rest."""
    return quiet_until(unit.calendar_at(place), unit.now) == unit.now


def as_one(unit: Unit, rows: Sequence[Outgoing], owner: str) -> list[Outgoing]:
    """What leaves as one message, the gravest first; what it has no room for goes back to the queue untold."""
    fits, left, standing = _room_for(unit, rows)
    unit.store.outbox.give_back([row.id for row in left], owner)
    return [replace(fits[0], extends=standing), *fits[1:]]


def _room_for(
    unit: Unit, rows: Sequence[Outgoing]
) -> tuple[list[Outgoing], list[Outgoing], Standing | None]:  # fmt: skip
    """Which of these one message has room for, the gravest first, which are left, and the message that is extended."""
    ordered = sorted(rows, key=lambda row: (row.urgency > Urgency.URGENT, *_gravity(unit, row)))
    standing = None if _any_secret(unit, rows) else _to_extend(unit, ordered[0])
    told = lines(standing.says) if standing else set()
    fits: list[Outgoing] = []
    left: list[Outgoing] = []
    for row in ordered:
        seen = told | lines([row.message])
        (fits if len(seen) <= MOST_LINES else left).append(row)
        told = seen if len(seen) <= MOST_LINES else told
    return fits, left, standing


def _any_secret(unit: Unit, rows: Iterable[Outgoing]) -> bool:
    """What is confidential stands in no message that was sent so that it can be passed on."""
    found = (unit.store.tasks.get(row.task_id) for row in rows if row.task_id is not None)
    return any(task is not None and task.confidential for task in found)


def _to_extend(unit: Unit, first: Outgoing) -> Standing | None:
    """The message in whose place this is shown; what is urgent, calls somebody or has no room for more stands alone."""
    if first.message.merges in (None, Joined.CALLS) or first.urgency <= Urgency.URGENT:
        return None
    standing = _standing(unit, first.lane, first.message.merges or Joined.CALM)
    return standing if standing and _may_be_extended(unit, first.lane, standing) else None


def _standing(unit: Unit, lane: str, joined: Joined) -> Standing | None:
    """The last merged message of a lane, within the time of calm, with what of it is still true."""
    found = unit.store.outbox.standing(lane, unit.now - unit.settings.calm, joined)
    if found is None:
        return None
    told_of = [task_id for task_id, _ in lines(found.says)]
    unit.store.tasks.know(told_of)
    unit.store.history.know(told_of)
    to = Place(member_id=found.member_id)
    return replace(found, says=tuple(m for m in found.says if still_true(unit, m, to)))


def _may_be_extended(unit: Unit, lane: str, standing: Standing) -> bool:
    """A person's last message, which they have not answered, while it has room; in a group others have spoken since."""
    if standing.member_id is None or unit.store.outbox.said_after(lane, standing.message_id):
        return False
    said = lines(standing.says)
    return len(said) < MOST_LINES and not _answered(unit, standing, {task_id for task_id, _ in said})


def _answered(unit: Unit, standing: Standing, tasks: Iterable[int]) -> bool:
    """Whether the reader has done something about any of it since."""
    events = (event for task_id in tasks for event in unit.store.history.of(task_id))
    return any(e.actor_id == standing.member_id and e.at > standing.sent_at for e in events)


def _gravity(unit: Unit, row: Outgoing) -> Gravity:
    task = unit.store.tasks.get(row.task_id) if row.task_id is not None else None
    assert task is not None  # still_true held
    return gravity(task, clock_of(row.message), unit.now)
