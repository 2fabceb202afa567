"""The reachability guard: who has to hear of a matter, who of them cannot be written to, and who hears instead.

A bot cannot write to people first. Whoever cannot be reached in private is called in the group; where there is none, the
next person up hears, and the story says so. The same way up leads past whoever is away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from domain.facts.clocks import Undelivered
from domain.messages.base import Urgency
from domain.messages.people import CannotReach, Unreached
from domain.model.audience import Audience
from domain.model.matters import OWED, Matters
from domain.model.people import Member, Role
from domain.model.post import Place
from domain.model.tasks import Task
from domain.model.timers import Reach
from domain.ports.store import MetaKey
from domain.ports.timers import Timer
from domain.rules.hands import ladder_of
from domain.rules.mornings import next_morning
from domain.unit import Unit
from domain.usecases.clocks.plans import plan_daily

_UPWARDS = (Audience.ASSIGNER, Audience.SUPERVISOR, Audience.LEADER)


def concerned(unit: Unit, task: Task) -> list[Member]:
    """Everybody with a part in the task, the lead's backup, and whom its ladders name, each once."""
    ladders = (ladder_of(task, c.kind, unit.settings) for c in task.commitments if c.running)
    named = (audience for ladder in ladders for step in ladder for audience in step.to)
    audiences = dict.fromkeys((Audience.INVOLVED, Audience.BACKUP, *named))
    return unit.audience(task, [a for a in audiences if a is not Audience.GROUP])


def warn_unreachable(unit: Unit, place: Place, task: Task) -> None:
    """Whoever gives a task is told which of those it concerns cannot be written to in private.

    Of those who only stand on its ladders they hear once a day, however many tasks they give.
    """
    if unit.store.members.all_reachable():
        return
    found = concerned(unit, task)
    silent = tuple(m.id for m in found if not m.reachable)
    if silent:
        said = CannotReach(task.id, silent, len(found))
        unit.say(place, said, urgency=Urgency.NORMAL, task_id=task.id, key=_once_a_day(unit, place, task, silent))


def _once_a_day(unit: Unit, place: Place, task: Task, silent: tuple[int, ...]) -> str | None:
    if {task.carrier(p) for p in task.people} & set(silent):
        return None
    day = unit.now.astimezone(unit.calendar.zone).date()
    return f"reach:{place.lane}:{day}:{','.join(map(str, sorted(silent)))}"


def next_up(unit: Unit, task: Task, member: Member) -> Member | None:
    """The first person above this one who can hear of the task now: assigner, supervisor, leader, owner; whoever raised a
    matter waits for others and stands above nobody."""
    away = unit.store.absences.running()
    upwards = _UPWARDS[1:] if task.is_raised else _UPWARDS
    levels = [unit.audience(task, (audience,)) for audience in upwards]
    levels.append(unit.store.members.holding(Role.OWNER, None))
    own = max((n for n, level in enumerate(levels) if member.id in {m.id for m in level}), default=-1)
    above = (m for level in levels[own + 1 :] for m in level)
    return next((m for m in above if m.id != member.id and m.reachable and m.id not in away), None)


def past_the_away(unit: Unit, task: Task, people: Iterable[Member]) -> list[Member]:
    """Who hears a step below urgent: the next person up for each who is away; where everybody is, they hear it themselves.

    For a co-assignee the lead hears, whose step it is anyway.
    """
    away = unit.store.absences.running()
    heard: dict[int, Member] = {}
    meant = list(people)
    led = any(m.id == task.called_id and m.id not in away for m in meant)
    for member in meant:
        if led and member.id in away and member.id in task.co_ids:
            continue
        instead = next_up(unit, task, member) if member.id in away else None
        if instead is not None:
            unit.record(task, Undelivered(member.id, "away", "up", instead.id), None)
        found = instead or member
        heard[found.id] = found
    return list(heard.values())


# -- the daily look ----------------------------------------------------------------------------------------------------


def look(unit: Unit, _timer: Timer, _of: Reach) -> None:
    """Owners, and the leaders of each team, are told who cannot be reached, when somebody is new among them."""
    before = set(map(int, filter(None, (unit.store.meta.get(MetaKey.UNREACHED) or "").split(","))))
    silent = {m.id: m for m in unit.store.members.unreachable() if _may_hear(unit, m)}
    unit.store.meta.set(MetaKey.UNREACHED, ",".join(map(str, sorted(silent))))
    fresh = [m for m in silent.values() if m.id not in before]
    hearers = {h.id: h for m in fresh for h in _above(unit, m) if h.id not in silent}
    for hearer in hearers.values():
        theirs = tuple(m.id for m in silent.values() if hearer in list(_above(unit, m)))
        unit.say(Place(member_id=hearer.id), Unreached(theirs), urgency=Urgency.NORMAL)
    plan_look(unit)


def plan_look(unit: Unit) -> None:
    """The next daily look, with the morning lists."""
    plan_daily(unit, Reach(), next_morning(unit.calendar, unit.now, unit.settings.worklist_time))


def _may_hear(unit: Unit, member: Member) -> bool:
    """Whether something can be for them: they run something, have something in hand, or stand in for somebody."""
    if member.left:
        return False
    runs = unit.store.members.with_roles(member).leads_anywhere()
    stands_in = member.id in unit.store.absences.backups().values()
    owes = Matters(hands=member.id, kinds=OWED, secret_to=None)
    return runs or stands_in or unit.store.tasks.count(owes, most=1) > 0


def _above(unit: Unit, member: Member) -> Iterator[Member]:
    members = unit.store.members
    yield from members.holding(Role.OWNER, None)
    for team_id in members.with_roles(member).teams:
        yield from members.holding(Role.LEADER, team_id)
