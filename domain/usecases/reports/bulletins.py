"""月通报 by itself: drafted on the first working day, open to objections, frozen with its number, told to the team.

Each step is a timer, and a slice of the office a unit, so that a crash loses and doubles nothing. What comes late leaves those
who may object their whole time; of months that were over while the program was down all get their number, and only the last is
told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.bulletins import Reading, anything, counted, freezes_at, open_to_object
from domain.closings import closings
from domain.messages.base import Message, Urgency
from domain.messages.bulletins import BulletinDraft, BulletinNamed, BulletinText
from domain.model.bulletin_timers import BulletinRing, BulletinStep
from domain.model.figures import BulletinState
from domain.model.people import Member, Role, TeamStatus
from domain.model.post import Place
from domain.model.timer_kinds import TimerKind
from domain.model.value import replace
from domain.ports.timers import Timer
from domain.rules.months import name_of
from domain.rules.mornings import quiet_until
from domain.rules.periods import Period
from domain.rules.reported import ending_with, moved, within
from domain.unit import Unit
from domain.usecases.reports.objecting import first_draft, keep_open

TEAMS_AT_ONCE, MEMBERS_AT_ONCE = 5, 20  # some tens of milliseconds of the writer's time
_OFFICE = 0  # stands for the office among the numbers of teams


def plan_bulletins(unit: Unit) -> None:
    """The drafts of the month that runs, unless those of some month wait already."""
    waiting = (timer.data for timer in unit.store.timers.pending(TimerKind.BULLETIN, "bulletin:"))
    if not any(isinstance(data, BulletinRing) and data.step == BulletinStep.DRAFT for data in waiting):
        today = unit.now.astimezone(unit.calendar_in(None).zone).date()
        _plan_drafts(unit, Period(name_of(today)))


def plan_drafts_anew(unit: Unit) -> None:
    """Another working calendar: drafts that wait come on the first working day of the new one."""
    for timer in unit.store.timers.pending(TimerKind.BULLETIN, "bulletin:"):
        ring = timer.data
        if isinstance(ring, BulletinRing) and ring == BulletinRing(ring.month, BulletinStep.DRAFT):
            unit.store.timers.drop(TimerKind.BULLETIN, timer.key)
            _plan_drafts(unit, Period(ring.month))


def _plan_drafts(unit: Unit, month: Period) -> None:
    """When work begins on the first working day after it."""
    ring = BulletinRing(month.label, BulletinStep.DRAFT)
    unit.store.timers.add(ring.key, first_draft(unit, month), ring)


def _ends(unit: Unit, month: Period) -> datetime:
    return within(month, unit.calendar_in(None).zone).until


def ring_bulletins(unit: Unit, timer: Timer, of: BulletinRing) -> None:
    """A step, for the next few teams or members."""
    keep_open(unit, of, timer.due_at)
    _STEPS[BulletinStep(of.step)](unit, of, Period(of.month))


def _reading(unit: Unit) -> Reading:
    return Reading(unit.store, unit.now, unit.settings, unit.calendar)


def _teams_after(unit: Unit, after: int) -> list[int]:
    """The office and its teams, from a number on."""
    teams = sorted(team.id for team in unit.store.teams.with_status(TeamStatus.APPROVED))
    return [number for number in (_OFFICE, *teams) if number > after]


def _go_on(unit: Unit, ring: BulletinRing, due: datetime | None = None) -> None:
    unit.store.timers.add(ring.key, due or unit.now, ring)


def _draft(unit: Unit, of: BulletinRing, month: Period) -> None:
    at, left = _reading(unit), _teams_after(unit, of.after)
    coming = [p for p in ending_with(month.first_day) if unit.settings.bulletins.comes(p.label)]
    for number in left[:TEAMS_AT_ONCE]:
        some = False  # what a month has, its quarter and year have too
        for period in coming:
            some = some or anything(at, period, number or None)
            if some:
                unit.store.bulletins.draft(period.label, number or None, unit.now)
    if len(left) > TEAMS_AT_ONCE:
        return _go_on(unit, replace(of, after=left[TEAMS_AT_ONCE - 1]))
    _plan_drafts(unit, moved(month, 1))
    freezes = freezes_at(at, month)
    _go_on(unit, BulletinRing(month.label, BulletinStep.FREEZE), max(freezes, unit.now))
    if unit.now < freezes and any(unit.store.bulletins.drafted(p.label) for p in coming):
        if unit.now < _ends(unit, moved(month, 1)):  # of months that went by unseen only the last is told
            _tell_drafts(unit, month, coming)
        _go_on(unit, BulletinRing(month.label, BulletinStep.NAME))
    return None


def _tell_drafts(unit: Unit, month: Period, coming: Sequence[Period]) -> None:
    """One message to each who supervises, however many teams and periods."""
    drafted = dict.fromkeys(team_id for p in coming for team_id in unit.store.bulletins.drafted(p.label))
    people = {m.id: m for team_id in drafted for m in _holding(unit, Role.SUPERVISOR, team_id)}
    for member in people.values():
        _say(unit, Place(member_id=member.id), BulletinDraft(month.label), f"bulletin-draft:{month.label}:{member.id}")


def _holding(unit: Unit, role: Role, team_id: int | None) -> list[Member]:
    """Who holds a role there, the owners where nobody does."""
    found = [m for m in unit.store.members.holding(role, team_id) if _is_here(m)]
    return found or [m for m in unit.store.members.holding(Role.OWNER, None) if _is_here(m)]


def _is_here(member: Member) -> bool:
    return member.active and member.reachable and not member.left


def _say(unit: Unit, place: Place, message: Message, key: str) -> None:
    leaves = quiet_until(unit.calendar_at(place), unit.now)
    unit.say(place, message, urgency=Urgency.BULK, not_before=leaves, key=key)


def _name(unit: Unit, of: BulletinRing, month: Period) -> None:
    """Whoever has something to object to hears so, in one message."""
    at = _reading(unit)
    left = [i for i in unit.store.figures.concerned(within(month, at.zone)) if i > of.after]
    for member_id in left[:MEMBERS_AT_ONCE]:
        member = unit.store.members.get(member_id)
        if member is not None and _is_here(member) and open_to_object(at, member_id, month):
            longer = closings(unit.store).get(month.first_day)
            key = f"bulletin-named:{month.label}:{member_id}{f':{longer:%Y%m%d}' if longer else ''}"
            _say(unit, Place(member_id=member_id), BulletinNamed(month.label), key)
    if len(left) > MEMBERS_AT_ONCE:
        _go_on(unit, replace(of, after=left[MEMBERS_AT_ONCE - 1]))


def _freeze(unit: Unit, of: BulletinRing, month: Period) -> None:
    """Of the next team or of the office: figures, number, and the message to whom it is for."""
    at = _reading(unit)
    freezes = freezes_at(at, month)
    if unit.now < freezes:  # the calendar is another since it was planned, or nobody was heard meanwhile
        unit.store.timers.add(f"{of.key}:{int(freezes.timestamp())}", freezes, of)
        if month.first_day in closings(unit.store):
            again = BulletinRing(month.label, BulletinStep.NAME)
            unit.store.timers.add(f"{again.key}:{int(freezes.timestamp())}", unit.now, again)
        return
    drafted = {p.label: unit.store.bulletins.drafted(p.label) for p in ending_with(month.first_day)}
    left = sorted(
        {team_id or _OFFICE for some in drafted.values() for team_id in some if (team_id or _OFFICE) > of.after}
    )
    if not left:
        return
    team_id = left[0] or None
    made = [label for label, some in drafted.items() if team_id in some]
    for label in made:
        _close(at, unit, Period(label), team_id)
    if unit.now < freezes_at(at, moved(month, 1)):  # else the next one is told
        _publish(unit, made[0], team_id)
    _go_on(unit, replace(of, after=left[0]))


def _close(at: Reading, unit: Unit, period: Period, team_id: int | None) -> None:
    if unit.store.bulletins.get(period.label, team_id) is None:
        number = unit.store.bulletins.next_number(period.label, team_id)
        found = replace(counted(at, period, team_id), state=BulletinState.FROZEN, number=number)
        unit.store.bulletins.freeze(found, unit.now)


def _publish(unit: Unit, label: str, team_id: int | None) -> None:
    """To the team's group; that of the office to its owners and leaders."""
    for place in _readers(unit, team_id):
        to = place.member_id if place.chat_id is None else place.chat_id
        _say(unit, place, BulletinText(label, team_id), f"bulletin:{label}:{team_id or _OFFICE}:{to}")


def _readers(unit: Unit, team_id: int | None) -> Iterator[Place]:
    if team_id is None:
        people = (*unit.store.members.holding(Role.OWNER, None), *unit.store.members.holding(Role.LEADER, None))
        yield from (Place(member_id=i) for i in dict.fromkeys(m.id for m in people if _is_here(m)))
        return
    team = unit.store.teams.get(team_id)
    if team is not None and team.status is TeamStatus.APPROVED:
        yield Place(chat_id=team.chat_id, thread_id=team.thread_id)


_STEPS = {BulletinStep.DRAFT: _draft, BulletinStep.NAME: _name, BulletinStep.FREEZE: _freeze}
