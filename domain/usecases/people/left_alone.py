"""What nobody takes over of somebody's who is away: those above, and whoever waits for a part, hear it once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from domain.messages.base import Message, Urgency
from domain.messages.people import NobodyStandsIn
from domain.model.absence import Absence
from domain.model.audience import Audience
from domain.model.post import Place
from domain.model.tasks import Task
from domain.model.value import replace
from domain.rules.mornings import next_morning, quiet_until
from domain.unit import Unit

WATCH = (Audience.ASSIGNER, Audience.SUPERVISOR)


def heard_from(unit: Unit, member_id: int | None) -> datetime:
    """Now in working time; what happens at night is told in the morning where the reader is, before the lists."""
    calendar = unit.calendar_at(Place(member_id=member_id))
    morning = next_morning(calendar, unit.now, unit.settings.worklist_time)
    return min(quiet_until(calendar, unit.now), morning)


def tell_alone(unit: Unit, absence: Absence, tasks: Sequence[Task]) -> None:
    """Those above hear once which matters nobody takes over, and of whom that is the time."""
    other = unit.store.absences.running().get(absence.backup_id) if absence.backup_id is not None else None
    backup_id, backup_until = (other.member_id, other.ends_at.isoformat()) if other else (0, "")

    def saying(numbers: tuple[int, ...]) -> Message:
        return NobodyStandsIn(absence.member_id, absence.ends_at.isoformat(), numbers, backup_id, backup_until)

    tell_above(unit, absence, tasks, saying, (*WATCH, Audience.LEADER))


def tell_above(
    unit: Unit, absence: Absence, tasks: Sequence[Task], saying: Callable[[tuple[int, ...]], Message],
    audiences: Iterable[Audience] = WATCH,
) -> None:  # fmt: skip
    """One message a person, with the matters that are theirs to know of."""
    listed = tuple(audiences)
    told: dict[int, list[int]] = {}
    for task in tasks:
        for member in unit.audience(task, listed):
            told.setdefault(member.id, []).append(task.id)
    for member_id, numbers in told.items():
        if member_id not in (absence.member_id, absence.backup_id):
            heard_at = heard_from(unit, member_id)
            unit.say(Place(member_id=member_id), saying(tuple(numbers)), urgency=Urgency.NORMAL, not_before=heard_at)


def tell_parts_alone(unit: Unit, absence: Absence, tasks: Sequence[Task]) -> None:
    """Whose parts nobody takes over: those who lead the tasks wait for them, and hear it."""

    def saying(numbers: tuple[int, ...]) -> Message:
        return NobodyStandsIn(absence.member_id, absence.ends_at.isoformat(), numbers, parts=True)

    tell_above(unit, replace(absence, backup_id=None), tasks, saying, (Audience.LEAD,))
