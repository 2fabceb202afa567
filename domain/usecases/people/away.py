"""/away and /back: who is away on which days, and who stands in meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from domain.errors import Refusal
from domain.messages.base import Urgency
from domain.messages.people import AwayTold
from domain.model.absence import Absence
from domain.model.people import Member, Memberships
from domain.model.post import Place
from domain.model.timers import AbsenceTurn, Turn
from domain.model.value import replace
from domain.rules import absence as days
from domain.unit import Unit
from domain.usecases.access import answers_for
from domain.usecases.people.backup import require_backup, require_may_set
from domain.usecases.people.coming_back import end
from domain.usecases.people.standing_in import begin, change_standin
from worktime.calendar import WorkingCalendar


def planned(
    unit: Unit, who: Memberships, member: Member, first: date, last: date, backup_id: int | None = None
) -> days.Stay:  # fmt: skip
    """The days as they would be written down, with `backup_id` to stand in (0: nobody; None: not said).

    Raises Refusal where they cannot be, are not this person's to say, or stand there already.
    """
    require_may_set(unit, who, member)
    calendar = _calendar_of(unit, member)
    stay = days.stay(first, last, unit.store.absences.of(member.id), unit.now, calendar)
    if stay.same and stay.instead and backup_id in (None, stay.instead.backup_id or 0):
        first_at, last_at = (at.astimezone(calendar.zone) for at in (stay.instead.begins_at, stay.instead.ends_at))
        raise Refusal("away-already", first=first_at.isoformat(), last=last_at.isoformat())
    return stay


def away_now(unit: Unit, who: Memberships) -> list[int]:
    """Those away now whom somebody may know of: the people of their own teams, and of those they run."""
    away = filter(None, map(unit.store.members.get, unit.store.absences.running()))
    return [m.id for m in away if m.active and (answers_for(unit.store, who, m) or _shares_a_team(unit, who, m))]


def _shares_a_team(unit: Unit, who: Memberships, member: Member) -> bool:
    return not who.teams.keys().isdisjoint(unit.store.members.with_roles(member).teams)


def _calendar_of(unit: Unit, member: Member) -> WorkingCalendar:
    """Days are those of whoever is away, wherever it is said."""
    return unit.calendar_at(Place(member_id=member.id))


def set_away(
    unit: Unit, who: Memberships, member: Member, first: date, last: date, backup_id: int | None
) -> Absence:  # fmt: skip
    """Write an absence down, joined with those it overlaps or in place of the one it lies in; what is in hand is handed over
    when it begins."""
    stay = planned(unit, who, member, first, last, backup_id or 0)
    if backup_id is not None:
        require_backup(unit, member, backup_id)
    running, calendar = stay.running, _calendar_of(unit, member)
    made = Absence(
        0, member.id, days.begins(stay.first, unit.now, calendar), days.ends(stay.last, calendar),
        backup_id, who.member.id,
    )  # fmt: skip
    found = _changed(unit, running, made) if running else _written(unit, made)
    for one in stay.joins:
        if one is not running:
            unit.store.absences.save(replace(one, ended_at=unit.now))
    _tell(unit, who, found, stay.joins)
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


def _changed(unit: Unit, running: Absence, made: Absence) -> Absence:
    """It ends at another time; where another stands in, they are asked."""
    found = replace(running, ends_at=made.ends_at, backup_id=made.backup_id)
    unit.store.absences.save(found)
    _plan(unit, found, Turn.ENDS)
    if running.backup_id != found.backup_id:
        change_standin(unit, found, running.backup_id)
    return found


def _plan(unit: Unit, absence: Absence, turn: Turn) -> None:
    due = absence.begins_at if turn is Turn.BEGINS else absence.ends_at
    what = AbsenceTurn(absence.id, turn)
    unit.store.timers.add(what.key(due), due, what)


def _tell(unit: Unit, who: Memberships, absence: Absence, before: Sequence[Absence]) -> None:
    """The person, where somebody else said it; whoever stands in, unless the list of matters tells them now; who did so
    before it was changed."""
    if who.member.id != absence.member_id:
        _say(unit, absence.member_id, told("for-you", absence, by=who.member.id))
    stood_in = {one.backup_id: one for one in before if one.backup_id is not None}
    for backup_id, one in stood_in.items():
        if backup_id not in (absence.backup_id, who.member.id):
            _say(unit, backup_id, told("relieved", one))
    if absence.backup_id is None or absence.backup_id == who.member.id:
        return
    if absence.backup_id in stood_in:
        longer = absence.running and absence.ends_at >= stood_in[absence.backup_id].ends_at
        _say(unit, absence.backup_id, told("longer" if longer else "changed", absence))
    elif absence.begins_at > unit.now:
        _say(unit, absence.backup_id, told("planned", absence))


def _say(unit: Unit, member_id: int | None, saying: AwayTold) -> None:
    unit.say(Place(member_id=member_id), saying, urgency=Urgency.NORMAL)


def told(what: str, absence: Absence, *, by: int = 0, count: int = 0) -> AwayTold:
    """What became of an absence."""
    first, last = absence.begins_at.isoformat(), absence.ends_at.isoformat()
    return AwayTold(what, absence.member_id, first, last, absence.backup_id or 0, by, count)


def may_end(unit: Unit, who: Memberships, member: Member, day: date | None) -> list[Absence]:
    """Which absences can be meant by being back: that of the day; else the running one, or all that are planned.

    Raises: Refusal `not-away`, `not-away-other` or `not-away-then`.
    """
    require_may_set(unit, who, member)
    down, calendar = unit.store.absences.of(member.id), _calendar_of(unit, member)
    if not down:
        raise Refusal("not-away" if who.member.id == member.id else "not-away-other", member=member.id)
    if day is None:
        return [one for one in down if one.running] or down
    found = [one for one in down if days.covers(one, day, calendar)]
    if not found:
        raise Refusal("not-away-then", member=member.id, last=calendar.day_end(day).isoformat())
    return found


def come_back(
    unit: Unit, who: Memberships, member: Member, *, heard: bool, day: date | None = None, absence_id: int | None = None
) -> tuple[Absence, int]:  # fmt: skip
    """Whoever is away is back, on that `day` if one is said; what was planned is called off, or ends before the day.

    Returns which it was, and of how many matters they hear in private: at once where they said it themselves (`heard`).
    Raises: Refusal `back-which` where several can be meant.
    """
    found = [one for one in may_end(unit, who, member, day) if absence_id in (None, one.id)]
    if len(found) != 1:
        raise Refusal("button-old" if absence_id else "back-which")
    one = found[0]
    ends_at = days.until_before(one, day, unit.now, _calendar_of(unit, member)) if day else None
    if ends_at is not None:
        return _ends_earlier(unit, who, one, ends_at), 0
    if one.running:
        return one, end(unit, one, heard=heard)
    unit.store.absences.save(replace(one, ended_at=unit.now))
    if one.backup_id is not None and one.backup_id != who.member.id:
        _say(unit, one.backup_id, told("called-off", one))
    return one, 0


def _ends_earlier(unit: Unit, who: Memberships, one: Absence, ends_at: datetime) -> Absence:
    shorter = replace(one, ends_at=ends_at)
    unit.store.absences.save(shorter)
    _plan(unit, shorter, Turn.ENDS)
    if one.backup_id is not None and one.backup_id != who.member.id:
        _say(unit, one.backup_id, told("changed", shorter))
    return shorter
