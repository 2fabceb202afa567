"""/away and /back: who is away on which days, and who stands in meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.errors import Refusal
from domain.messages.base import Urgency
from domain.messages.people import AwayTold
from domain.model.absence import Absence
from domain.model.people import Member, Memberships
from domain.model.post import Place
from domain.model.timers import AbsenceTurn, Turn
from domain.rules import absence as days
from domain.unit import Unit
from domain.usecases.people.backup import require_backup, require_may_set
from domain.usecases.people.standing_in import begin, end, hand_over
from worktime.calendar import WorkingCalendar


def planned(unit: Unit, who: Memberships, member: Member, first: date, last: date) -> days.Stay:
    """The days as they would be written down. Raises Refusal where they cannot be, or are not this person's to say."""
    require_may_set(unit, who, member)
    calendar = _calendar_of(unit, member)
    return days.stay(first, last, unit.store.absences.of(member.id), unit.now, calendar)


def _calendar_of(unit: Unit, member: Member) -> WorkingCalendar:
    """Days are those of whoever is away, wherever it is said."""
    return unit.calendar_at(Place(member_id=member.id))


def set_away(
    unit: Unit, who: Memberships, member: Member, first: date, last: date, backup_id: int | None
) -> Absence:  # fmt: skip
    """Write an absence down, joined with those it overlaps; what is in hand is handed over when it begins."""
    stay = planned(unit, who, member, first, last)
    if backup_id is not None:
        require_backup(unit, member, backup_id)
    running, calendar = stay.running, _calendar_of(unit, member)
    backup_id = running.backup_id if running and running.backup_id is not None else backup_id
    made = Absence(
        0, member.id, days.begins(stay.first, unit.now, calendar), days.ends(stay.last, calendar),
        backup_id, who.member.id,
    )  # fmt: skip
    found = _prolonged(unit, running, made) if running else _written(unit, made)
    for one in stay.joins:
        if one is not running:
            unit.store.absences.save(replace(one, ended_at=unit.now))
    _tell(unit, who, found, longer=running is not None)
    return found


def _written(unit: Unit, made: Absence) -> Absence:
    """A new one; what begins today begins at once."""
    made = unit.store.absences.add(made)
    _plan(unit, made, Turn.ENDS)
    if made.begins_at > unit.now:
        _plan(unit, made, Turn.BEGINS)
    else:
        begin(unit, made)
    return made


def _prolonged(unit: Unit, running: Absence, made: Absence) -> Absence:
    """It ends later; where nobody stood in so far, whoever does now is asked."""
    found = replace(running, ends_at=made.ends_at, backup_id=made.backup_id)
    unit.store.absences.save(found)
    _plan(unit, found, Turn.ENDS)
    if running.backup_id is None and found.backup_id is not None:
        hand_over(unit, found)
    return found


def _plan(unit: Unit, absence: Absence, turn: Turn) -> None:
    due = absence.begins_at if turn is Turn.BEGINS else absence.ends_at
    what = AbsenceTurn(absence.id, turn)
    unit.store.timers.add(what.key(due), due, what)


def _tell(unit: Unit, who: Memberships, absence: Absence, *, longer: bool) -> None:
    """The person, where somebody else said it; whoever stands in, unless the list of matters tells them now."""
    if who.member.id != absence.member_id:
        _say(unit, absence.member_id, told("for-you", absence, by=who.member.id))
    if absence.backup_id is None or absence.backup_id == who.member.id:
        return
    if longer:
        _say(unit, absence.backup_id, told("longer", absence))
    elif absence.begins_at > unit.now:
        _say(unit, absence.backup_id, told("planned", absence))


def _say(unit: Unit, member_id: int, saying: AwayTold) -> None:
    unit.say(Place(member_id=member_id), saying, urgency=Urgency.NORMAL)


def told(what: str, absence: Absence, *, by: int = 0, count: int = 0) -> AwayTold:
    """What became of an absence."""
    first, last = absence.begins_at.isoformat(), absence.ends_at.isoformat()
    return AwayTold(what, absence.member_id, first, last, absence.backup_id or 0, by, count)


def come_back(unit: Unit, who: Memberships, member: Member, *, heard: bool) -> tuple[Absence, int]:
    """Whoever is away is back; where nobody is, the next absence that was planned is called off.

    Returns which it was, and of how many matters they hear in private: at once where they said it themselves (`heard`).
    """
    require_may_set(unit, who, member)
    down = unit.store.absences.of(member.id)
    found = next((one for one in down if one.running), down[0] if down else None)
    if found is None:
        raise Refusal("not-away" if who.member.id == member.id else "not-away-other", member=member.id)
    if found.running:
        return found, end(unit, found, heard=heard)
    unit.store.absences.save(replace(found, ended_at=unit.now))
    if found.backup_id is not None and found.backup_id != who.member.id:
        _say(unit, found.backup_id, told("called-off", found))
    return found, 0
