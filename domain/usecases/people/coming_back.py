"""An absence ends, or somebody leaves: what was done in their place is theirs again; what an absence rings."""

from __future__ import annotations

from domain.messages.base import Urgency
from domain.messages.office import Sentence
from domain.messages.people import WelcomeBack
from domain.model.absence import Absence
from domain.model.post import Place
from domain.model.timers import AbsenceTurn, Turn
from domain.model.value import replace
from domain.ports.timers import Timer
from domain.rules.standing_in import comes_back
from domain.unit import Unit
from domain.usecases.people.left_alone import heard_from, tell_alone
from domain.usecases.people.lent_parts import give_parts_back
from domain.usecases.people.standing_in import begin, given_back, hand_over, not_taken


def end(unit: Unit, absence: Absence, *, heard: bool = False) -> int:
    """Everything unfinished comes back, with one message where somebody did something of it; those for whom this person
    stands in may be away still.

    Returns of how many matters that message tells. `heard`: it is told at once, to whoever says that they are back.
    """
    unit.store.absences.save(replace(absence, ended_at=unit.now))
    count = _come_home(unit, absence, heard=heard)
    for other in unit.store.absences.running().values():
        if other.backup_id == absence.member_id:
            hand_over(unit, other)
    return count


def _come_home(unit: Unit, absence: Absence, *, heard: bool) -> int:
    member_id, since = absence.member_id, absence.begun_at or absence.begins_at
    back = [t for t in unit.store.tasks.open_of_lead(member_id) if comes_back(t)]
    taken = [t for t in back if t.taken_over_at is not None]
    finished = [t for t in unit.store.tasks.closed_of_lead(member_id, since) if t.duty_id != member_id]
    for task in back:
        unit.carry_out(given_back(unit, task), None)
    parts = give_parts_back(unit, absence)
    if not (taken or finished):
        return len(parts)
    heard_at = unit.now if heard else heard_from(unit, member_id)
    numbers = tuple(t.id for t in taken), tuple(t.id for t in finished)
    home = WelcomeBack((*taken, *finished)[0].duty_id, *numbers, since.isoformat())
    urgency = Urgency.ANSWER if heard else Urgency.NORMAL
    unit.say(Place(member_id=member_id), home, urgency=urgency, not_before=heard_at)
    for standin_id in dict.fromkeys(t.standin_id for t in taken):
        count = sum(t.standin_id == standin_id for t in taken)
        over = Sentence("standin-over", {"member": str(member_id), "count": str(count)})
        heard_at = heard_from(unit, standin_id)
        unit.say(Place(member_id=standin_id), over, urgency=Urgency.NORMAL, not_before=heard_at)
    return len(taken) + len(finished) + len(parts)


def withdraw(unit: Unit, member_id: int) -> None:
    """Somebody leaves the office: they stand in for nobody, nobody for them, and they are not away any more.

    What they did in somebody's place is that lead's again; where the lead is away, those above hear.
    """
    store = unit.store.absences
    for of, backup_id in dict(store.backups()).items():
        if member_id in (of, backup_id):
            store.set_backup(of, None)
    for own in store.of(member_id):
        store.save(replace(own, ended_at=unit.now))
    left = [t for t in unit.store.tasks.open_of_standin(member_id) if comes_back(t)]
    for task in left:
        unit.carry_out(given_back(unit, task), None)
    for other in list(store.running().values()):
        if other.backup_id == member_id:
            alone = replace(other, backup_id=None)
            store.save(alone)
            tell_alone(unit, alone, [t for t in left if t.lead_id == other.member_id])


# -- what rings --------------------------------------------------------------------------------------------------------


def turn(unit: Unit, timer: Timer, rang: AbsenceTurn) -> None:
    """An absence begins or ends by itself, or nobody has taken over in time; nothing where it is otherwise by now."""
    absence = unit.store.absences.get(rang.absence_id)
    if absence is None or absence.ended_at is not None:
        return
    if rang.turn == Turn.BEGINS and absence.begun_at is None and absence.begins_at == timer.due_at:
        begin(unit, absence)
    elif rang.turn == Turn.ENDS and absence.running and absence.ends_at == timer.due_at:
        end(unit, absence)
    elif rang.turn == Turn.WAITS and absence.running:
        not_taken(unit, absence)
