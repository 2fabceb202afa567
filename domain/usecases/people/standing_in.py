"""AB角 at work: matters go to whoever stands in, are taken over, and come back.

Chains are not followed: where whoever stands in is away too, the duty stays, and those above are told once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from domain.errors import Refusal
from domain.facts.base import named_in
from domain.facts.standing import HandedBack, StandInGiven
from domain.messages.base import Message, Urgency
from domain.messages.clocks import Reminder
from domain.messages.people import CannotStandIn, HandOver, NotTakenOver
from domain.model.absence import Absence
from domain.model.audience import Audience
from domain.model.clocks import MEASURES, CommitmentKind
from domain.model.matters import Matters
from domain.model.people import Memberships
from domain.model.post import Place
from domain.model.tasks import Relation, Status, Task
from domain.model.timers import AbsenceTurn, Turn
from domain.model.value import replace
from domain.rules.decisions import Decision, decide
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.standing import said
from domain.rules.lifecycle import Action, allowed
from domain.rules.mornings import quiet_until
from domain.rules.standing_in import can_stand_in
from domain.unit import Unit
from domain.usecases.access import relations
from domain.usecases.people.judging import deputy_of, there
from domain.usecases.people.left_alone import WATCH, heard_from, tell_above, tell_alone, tell_parts_alone
from domain.usecases.people.lent_parts import give_parts_back, owed_by, parts_of

_MOST_WAITING = 100
HANDED = "handed"  # where a step of the ladder has its place


def standins(unit: Unit) -> dict[int, int]:
    """Who has the duty of those who are away now."""
    away = unit.store.absences.running().values()
    return {one.member_id: one.backup_id for one in away if one.backup_id is not None and there(unit, one.backup_id)}


def while_away(unit: Unit, task: Task, at: Circumstances) -> Circumstances:
    """The circumstances, with who stands in for those who are away; what is confidential stays with them."""
    if task.confidential:
        return replace(at, until=until(unit, task.lead_id))
    return replace(at, standins=standins(unit), until=until(unit, task.lead_id))


def with_backup(unit: Unit, task: Task, at: Circumstances) -> Circumstances:
    """The circumstances, with the lead's backup, whether the lead is known to be away or not."""
    backup_id = unit.store.absences.backups().get(task.lead_id)
    found = {task.lead_id: backup_id} if backup_id is not None and there(unit, backup_id) else {}
    return replace(at, standins=found, until=until(unit, task.lead_id))


def until(unit: Unit, member_id: int) -> datetime | None:
    """The end of somebody's absence."""
    away = unit.store.absences.running().get(member_id)
    return away.ends_at if away else None


def note_given(unit: Unit, task: Task) -> None:
    """A task whose lead was away went to whoever stands in: its story says so."""
    if task.taken_over_at is not None and task.standin_id is not None:
        unit.record(task, StandInGiven(task.lead_id, task.standin_id, said(until(unit, task.lead_id))), None)


def hand_out(unit: Unit, task: Task) -> None:
    """One matter was handed over by a button: whoever is asked hears of it."""
    if task.standin_id is not None:
        listed = HandOver(task.lead_id, (task.id,), said(until(unit, task.lead_id)))
        urgency = Urgency.URGENT if task.priority.breaks_quiet else Urgency.NORMAL
        unit.say(Place(member_id=task.standin_id), listed, urgency=urgency, task_id=task.id)


def tell_relieved(unit: Unit, task: Task) -> None:
    """The lead took one matter back: whoever stood in hears of it."""
    event = unit.store.history.of(task.id)[-1]
    standin = unit.store.members.get(event.fact.frm) if isinstance(event.fact, HandedBack) else None
    if standin is not None:
        unit.tell_these(task, event, [standin], besides=event.actor_id)


# -- an absence begins -------------------------------------------------------------------------------------------------


def begin(unit: Unit, absence: Absence) -> None:
    """The absence begins: whoever stands in is asked to take over, in one message."""
    absence = replace(absence, begun_at=unit.now)
    unit.store.absences.save(absence)
    hand_over(unit, absence)
    hand_decisions(unit, absence)


def hand_over(unit: Unit, absence: Absence) -> None:
    """Ask for everything the person has in hand; what they did for somebody else stays theirs."""
    found = [t for t in unit.store.tasks.open_of_lead(absence.member_id) if can_stand_in(t)]
    own = [t for t in found if not t.confidential]
    tell_alone(unit, replace(absence, backup_id=None), [t for t in found if t.confidential])
    for_others = _of_others(unit, absence)
    if not there(unit, absence.backup_id):
        tell_alone(unit, absence, own)
        tell_parts_alone(unit, absence, owed_by(unit, absence.member_id))
        return _tell_both_away(unit, absence, for_others)
    asked = [unit.carry_out(_asked_for(unit, t, absence), None).task_id for t in own]
    parts = tuple(t.id for t in parts_of(unit, absence))
    tell_parts_alone(unit, absence, [t for t in owed_by(unit, absence.member_id) if t.id not in parts])
    if asked or parts:
        heard_at = heard_from(unit, absence.backup_id)
        listed = HandOver(absence.member_id, tuple(asked), said(absence.ends_at), parts=parts)
        unit.say(Place(member_id=absence.backup_id), listed, urgency=Urgency.NORMAL, not_before=heard_at)
        if _hears(unit, absence.backup_id):
            wait_for(unit, absence)
        elif asked:
            _tell_not_taken(unit, absence, asked)
    return _tell_both_away(unit, absence, for_others)


def _of_others(unit: Unit, absence: Absence) -> list[Task]:
    """What the person took over for somebody else; what they were only asked to is its lead's again."""
    found = [t for t in unit.store.tasks.open_of_standin(absence.member_id) if not t.is_own]
    for task in found:
        if task.taken_over_at is None:
            unit.carry_out(given_back(unit, task), None)
    return found


def _tell_both_away(unit: Unit, absence: Absence, tasks: Sequence[Task]) -> None:
    """Whose matters they are that nobody does now: of a lead who is away, and whose stand-in is."""
    running = unit.store.absences.running()
    for lead_id in dict.fromkeys(t.lead_id for t in tasks):
        theirs = [t for t in tasks if t.lead_id == lead_id]
        away = running.get(lead_id)
        tell_alone(unit, replace(away, backup_id=absence.member_id) if away else absence, theirs)


def change_standin(unit: Unit, absence: Absence, was: int | None) -> None:
    """Somebody else stands in from now on: what the one before had is asked of them, or stays with its lead."""
    for task in unit.store.tasks.open_of_lead(absence.member_id):
        if was is not None and task.standin_id == was and task.status is not Status.DECLINED:
            unit.carry_out(given_back(unit, task), None)
    give_parts_back(unit, replace(absence, backup_id=was))
    hand_over(unit, absence)
    hand_decisions(unit, absence)


def hand_decisions(unit: Unit, absence: Absence) -> None:
    """What waits for a decision of whoever is away is shown to whoever decides instead, as one list in the morning."""
    for task in unit.store.tasks.page(Matters(assigner=absence.member_id, secret_to=None), _MOST_WAITING):
        deputy = deputy_of(unit, task)
        waits = next((c for c in task.commitments if c.running and MEASURES[c.kind].of_assigner), None)
        if deputy is None or waits is None:
            continue
        heard_at = heard_from(unit, deputy.id)
        said = Reminder(task.id, waits.kind.value, waits.generation, HANDED, heard_at.isoformat())
        key = f"decides:{absence.id}:{deputy.id}:{task.id}:{waits.kind}:{waits.generation}"
        place = Place(member_id=deputy.id)
        unit.say(place, said, urgency=Urgency.NORMAL, not_before=heard_at, key=key, task_id=task.id)


def _hears(unit: Unit, member_id: int | None) -> bool:
    """Whether somebody can be written to; who cannot takes nothing over, and those above need not wait to hear of it."""
    member = unit.store.members.get(member_id) if member_id is not None else None
    return member is not None and member.reachable


def _asked_for(unit: Unit, task: Task, absence: Absence) -> Decision:
    at = _by_the_clock(unit, task, Relation.ASSIGNER)
    found = {absence.member_id: absence.backup_id} if absence.backup_id is not None else {}
    return decide(task, Action.HAND_OVER, replace(at, standins=found, until=absence.ends_at))


def _by_the_clock(unit: Unit, task: Task, side: Relation) -> Circumstances:
    return Circumstances(0, frozenset({side}), unit.now, unit.rules_of(task), unit.calendar_of(task))


# -- taking over in time -----------------------------------------------------------------------------------------------


def wait_for(unit: Unit, absence: Absence) -> None:
    """The next moment at which a matter should have been taken over: the office's accept term after it was asked for."""
    ahead = [due for _, due in _untaken(unit, absence) if due > unit.now]
    if ahead:
        turn = AbsenceTurn(absence.id, Turn.WAITS)
        unit.store.timers.add(turn.key(min(ahead)), min(ahead), turn)


def _untaken(unit: Unit, absence: Absence) -> list[tuple[Task, datetime]]:
    found = unit.store.tasks.open_of_standin(absence.backup_id or 0)
    mine = [t for t in found if t.lead_id == absence.member_id and t.taken_over_at is None]
    begun_at = absence.begun_at or unit.now
    whole = [(t, _to_be_taken_by(unit, t, begun_at)) for t in mine]
    return [
        *whole,
        *((t, _to_be_taken_by(unit, t, _came_at(unit, t, absence, begun_at))) for t in parts_of(unit, absence)),
    ]


def _came_at(unit: Unit, task: Task, absence: Absence, begun_at: datetime) -> datetime:
    """Since when a part could be taken over: since the absence began, or since it was given in that time."""
    given = [e.at for e in unit.store.history.of(task.id) if absence.member_id in named_in(e.fact)]
    return max([begun_at, *given])


def _to_be_taken_by(unit: Unit, task: Task, asked_at: datetime) -> datetime:
    calendar, term = unit.calendar_of(task), unit.rules_of(task).terms[CommitmentKind.ACCEPT][task.priority]
    return term.after(quiet_until(calendar, asked_at), calendar)


def not_taken(unit: Unit, absence: Absence) -> None:
    """Those above hear of what should have been taken over by now; what has longer is looked at again."""
    _tell_not_taken(unit, absence, [t.id for t, due in _untaken(unit, absence) if due <= unit.now])
    wait_for(unit, absence)


def _tell_not_taken(unit: Unit, absence: Absence, late: Sequence[int]) -> None:
    def saying(numbers: tuple[int, ...], *, parts: bool = False) -> Message:
        return NotTakenOver(absence.member_id, absence.backup_id or 0, numbers, parts)

    found = [t for t in map(unit.store.tasks.get, late) if t is not None]
    tell_above(unit, absence, [t for t in found if t.lead_id == absence.member_id], saying)
    owed = [t for t in found if t.lead_id != absence.member_id]
    tell_above(unit, absence, owed, lambda numbers: saying(numbers, parts=True), (Audience.LEAD,))


def cannot(unit: Unit, who: Memberships, member_id: int) -> int:
    """Whoever was asked to stand in cannot: what waits is its lead's again, parts stay with who is away, and those above hear;
    returns how much that was.

    Raises: Refusal `nothing-to-take-over`.
    """
    own = who.member.id
    found = [t for t in unit.store.tasks.open_of_standin(own) if t.lead_id == member_id and t.taken_over_at is None]
    away = unit.store.absences.running().get(member_id)
    parts = parts_of(unit, away) if away and away.backup_id == own else []
    if not found and not parts:
        raise Refusal("nothing-to-take-over", member=member_id)
    for task in found:
        unit.carry_out(given_back(unit, task), None)
    alone = replace(away, backup_id=None) if away and away.backup_id == own else None
    if alone is not None:
        unit.store.absences.save(alone)

    def saying(numbers: tuple[int, ...]) -> Message:
        return CannotStandIn(member_id, own, numbers)

    absence = alone or Absence(0, member_id, unit.now, unit.now, own, own)
    tell_above(unit, absence, [*found, *parts], saying, (*WATCH, Audience.LEADER))
    tell_parts_alone(unit, absence, parts)
    return len(found) + len(parts)


def take_over_all(
    unit: Unit, who: Memberships, member_id: int, perform: Callable[[int], object]
) -> tuple[int, ...]:  # fmt: skip
    """Take over whatever was asked of this person for somebody; which that were."""
    found = [
        t for t in unit.store.tasks.open_of_standin(who.member.id)
        if t.lead_id == member_id and allowed(t, Action.TAKE_OVER, relations(who, t))
    ]  # fmt: skip
    for task in found:
        perform(task.id)
    return tuple(t.id for t in found)


def given_back(unit: Unit, task: Task) -> Decision:
    """What was never taken over comes back without news."""
    at = _by_the_clock(unit, task, Relation.RELIEVED)
    decision = decide(task, Action.HAND_BACK, at)
    return decision if task.taken_over_at else replace(decision, move=replace(decision.move, told=()))
