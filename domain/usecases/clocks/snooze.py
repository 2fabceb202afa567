"""稍后提醒: one person's own reminder comes again later; whoever stands above them in the ladder hears at their time."""

from __future__ import annotations

from datetime import datetime

from domain.errors import Refusal
from domain.messages.clocks import Reminder
from domain.model.clocks import CommitmentKind
from domain.model.people import Memberships
from domain.model.post import Place
from domain.model.timer_kinds import TimerKind
from domain.model.timers import Snoozed, snooze_prefix
from domain.model.value import value
from domain.ports.timers import Timer
from domain.rules.snooze import PutOff, next_step, put_offs
from domain.unit import Unit
from domain.usecases.access import concerned
from domain.usecases.clocks.ring import remind


def put_off(unit: Unit, who: Memberships, number: int, ring: tuple[str, int, str], what: str) -> datetime:
    """Put the reminder of a step (clock, generation, step) off, and say until when; a later choice replaces an earlier.

    Raises: Refusal `snooze-over` where there is nothing to be reminded of any more, `not-concerned`
    where it is somebody else's, `snooze-next` where the next step of the
    ladder comes before, `button-old` for what no button says.
    """
    task = concerned(unit, who, number)
    name, generation, step = ring
    if name not in set(CommitmentKind) or what not in set(PutOff):
        raise Refusal("button-old")
    kind = CommitmentKind(name)
    clock = task.ticking(kind, generation)
    if clock is None:
        raise Refusal("snooze-over", number=str(number))
    coming = next_step(((t.data, t.due_at) for t in unit.store.timers.of_task(task.id)), clock)
    until = put_offs(clock, unit.now, coming, unit.calendar, loud=task.priority.breaks_quiet).get(PutOff(what))
    if until is None:
        raise Refusal("snooze-next", moment=coming.isoformat()) if coming else Refusal("button-old")
    unit.store.timers.drop(TimerKind.SNOOZE, snooze_prefix(task.id, who.member.id, kind))
    snoozed = Snoozed(task.id, who.member.id, kind, generation, step, int(until.timestamp()))
    unit.store.timers.add(snoozed.key, until, snoozed)
    return until


@value
class PutOffAll:
    """Until when reminders of a list are put off, how many of them, and how many are not: their next step comes before."""

    until: datetime
    count: int
    rest: int


def put_off_all(unit: Unit, who: Memberships, message_id: int, what: str) -> PutOffAll:
    """Put off what a list in the reader's chat reminds of, where it can be.

    Raises: Refusal `button-old` where the message is no such list; where nothing of it can be put off, that of its last.
    """
    said = unit.store.outbox.said_as(Place(member_id=who.member.id).lane, message_id)
    steps = {(m.task_id, m.clock, m.generation): m.step for m in said if isinstance(m, Reminder)}
    done: list[datetime] = []
    refused = Refusal("button-old")
    for (number, clock, generation), step in steps.items():
        try:
            done.append(put_off(unit, who, number, (clock, generation, step), what))
        except Refusal as refusal:
            refused = refusal
    if not done:
        raise refused
    return PutOffAll(max(done), len(done), len(steps) - len(done))


def snooze_over(unit: Unit, timer: Timer, put: Snoozed) -> None:
    """Remind that person once more, where the same promise still waits."""
    task, member = unit.store.tasks.get(put.task_id), unit.store.members.get(put.member_id)
    clock = task.ticking(put.clock, put.generation) if task else None
    if task is None or clock is None or member is None or not member.active or member.left:
        return
    remind(unit, Place(member_id=member.id), task, timer, (put.clock, put.generation, put.step))
