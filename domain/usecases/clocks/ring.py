"""A step of a ladder rings: a clock that ran out is a breach, and those who must hear do."""

from __future__ import annotations

from datetime import datetime

from domain.facts.base import Event
from domain.facts.clocks import Reminded
from domain.messages.base import Urgency
from domain.messages.clocks import Reminder
from domain.model.audience import Audience
from domain.model.clocks import MEASURES, REPORTS, Commitment, CommitmentKind
from domain.model.people import Member
from domain.model.post import Place
from domain.model.tasks import Task
from domain.model.timers import ClockRing
from domain.model.value import replace
from domain.ports.timers import Timer
from domain.rules.breaches import waived
from domain.rules.first_report import after_the_deadline, put_off
from domain.rules.hands import unreminded
from domain.rules.ladder import NEXT, find_step, ring_again, steps
from domain.rules.mornings import quiet_until
from domain.rules.reporting import climbs_from, missed
from domain.rules.timeline import calm_moment
from domain.rules.told import told_today
from domain.settings.ladders import Step
from domain.unit import PARTS, Unit
from domain.usecases.accountability.breaches import write_breaches
from domain.usecases.accountability.slips import at_step, is_one
from domain.usecases.clocks.in_brief import in_brief, in_digest, list_time
from domain.usecases.people.guard import past_the_away
from domain.usecases.people.judging import with_judges
from domain.usecases.post.calm import can_be_added, is_calm
from worktime.calendar import WorkingCalendar


def ring_clock(unit: Unit, timer: Timer, rang: ClockRing) -> None:
    """A step of a ladder: nothing is said that is no longer true."""
    task, kind = unit.store.tasks.get(rang.task_id), rang.clock
    running = task.ticking(kind, rang.generation) if task else None
    if task is None or running is None:
        return None
    rules = unit.rules_of(task)
    if rang.step == NEXT:
        return _ask_anew(unit, task, rang)
    step = find_step(steps(task, kind, rules), rang.step)
    if step is None:
        return None
    task = write_breaches(unit, task, (kind,))
    if kind in REPORTS and after_the_deadline(task, timer.due_at):
        return None
    if kind is CommitmentKind.FIRST_REPORT and (later := put_off(task, unit.now, rules, unit.calendar_of(task))):
        return _follow(unit, replace(rang, round=rang.round + 1), later)
    if not waived(task, running):  # what does not count climbs no further
        _call(unit, task, running, step, (timer, rang))
    unit.refresh(task)  # its light may have changed with the hours
    following = ring_again(rang, timer.due_at, step, unit.calendar_of(task), unit.now)
    return _follow(unit, *following) if following else None


def _call(unit: Unit, task: Task, running: Commitment, step: Step, rung: tuple[Timer, ClockRing]) -> None:
    """Those who must hear a step do; what is held back stands as told when it leaves."""
    kind, (timer, rang) = running.kind, rung
    people = _reminded(unit, task, running, step)
    people = [m for m in _with_lead(unit, task, people, slip=is_one(unit, task, running, step)) if not m.left]
    people = with_judges(unit, task, people) if MEASURES[kind].of_assigner else people
    people = people if task.priority.breaks_quiet else past_the_away(unit, task, people)
    if not is_one(unit, task, running, step):
        people = [m for m in people if not _knows(unit, task, (running, step), m)]
    group = unit.group_of(task) if Audience.GROUP in step.to and not in_digest(unit, task, rang.round) else None
    places = [*(Place(member_id=m.id) for m in people), *filter(None, (group,))]
    held = {to for to in places if held_back(unit, to, task, kind)}
    issued = None if Place(member_id=task.called_id) in held else at_step(unit, task, running, step)
    at_once = [to for to in places if to not in held]
    if at_once:
        told = tuple(to.member_id for to in at_once if to.member_id is not None)
        unit.record(task, Reminded(kind.value, step.name, told, group in at_once), None)
    for to in places:
        of = issued if to.member_id is not None else None
        remind(unit, to, task, timer, (kind, rang.generation, rang.step), of, held=to in held)


def _knows(unit: Unit, task: Task, rung: tuple[Commitment, Step], member: Member) -> bool:
    """Whether they have just heard it: in their brief, or otherwise today. What climbs to the next person up is told whatever
    stands in a list: it is theirs from now on."""
    clock, step = rung
    climbs = clock.kind is CommitmentKind.FINISH and step.at.amount > 0
    if not climbs and in_brief(unit, task, clock, member):
        return True
    calendar = unit.calendar_at(Place(member_id=member.id))
    return told_today(unit.store.history.of(task.id), clock, member.id, unit.now, calendar)


def _ask_anew(unit: Unit, task: Task, rang: ClockRing) -> None:
    """The next moment of a rule has come, and the last was missed; what rings of that at this very moment goes before."""
    waiting = ((t.data, t.due_at) for t in unit.store.timers.of_task(task.id))
    if any(
        isinstance(d, ClockRing) and (d.clock, d.step) != (rang.clock, NEXT) and at <= unit.now for d, at in waiting
    ):
        return _follow(unit, replace(rang, round=rang.round + 1), unit.now)
    task = write_breaches(unit, task, (CommitmentKind.PERIODIC,))
    task = unit.store.tasks.save(missed(task, unit.now, unit.calendar_of(task)))
    return unit.plan(task)


def _with_lead(unit: Unit, task: Task, people: list[Member], *, slip: bool) -> list[Member]:
    """A slip goes to the lead; who else hears the step has a copy."""
    lead = unit.audience(task, (Audience.LEAD,)) if slip else []
    return [*(m for m in lead if m not in people), *people]


def _reminded(unit: Unit, task: Task, clock: Commitment, step: Step) -> list[Member]:
    """Who hears a step; before the moment also co-assignees who have not reported, after it those who do not know yet."""
    again = step.at.amount == 0 and climbs_from(task, clock, unit.calendar_of(task)) != clock.due_at
    people = unit.audience(task, (Audience.LEAD,) if again else step.to, holder=clock.member_id)
    if step.at.amount > 0:
        known = _know_already(unit, task, clock, step)
        unknowing = [m for m in people if m.id not in known]
        return (
            unknowing if unknowing or Audience.GROUP in step.to else people
        )  # a step that stands in the ladder is heard
    if clock.kind is CommitmentKind.FINISH:
        extra = (unit.store.members.get(i) for i in unreminded(task))
        people += [m for m in extra if m and m.active and m not in people]
    return people


def _know_already(unit: Unit, task: Task, clock: Commitment, step: Step) -> set[int]:
    """Those with a part in the task whom an earlier step told in it: an assigner who is the leader too has it in the brief.

    Whom the ladder names again in the same part (`+1wd assigner` after `0 assigner`) hears it again.
    """
    facts = (e.fact for e in unit.store.history.of(task.id) if e.at >= clock.started_at)
    told = [f for f in facts if isinstance(f, Reminded) and f.clock == clock.kind and not f.step.startswith("-")]
    rang = {f.step for f in told}
    named = {to for s in steps(task, clock.kind, unit.rules_of(task)) if s.name in rang for to in s.to}
    known = {m.id for m in unit.audience(task, [to for to in named if to in PARTS and to not in step.to])}
    return known & {i for f in told for i in f.to}


def held_back(unit: Unit, to: Place, task: Task, clock: CommitmentKind) -> bool:
    """Whether a reminder does not leave at once: by night, on the heels of a list, or as they heard something just now."""
    if task.priority.breaks_quiet:
        return False
    return _leaves(unit, unit.calendar_at(to), to, task, clock) > unit.now or is_calm(unit, to)


def remind(
    unit: Unit,
    to: Place,
    task: Task,
    timer: Timer,
    of: tuple[CommitmentKind, int, str],
    slip: Event | None = None,
    *,
    held: bool = False,
) -> None:
    """Promise the reminder of a clock, its generation and step, that may be a slip.

    Quiet hours and days off hold back everything below urgent until work begins again.
    """
    clock, generation, step = of
    loud = task.priority.breaks_quiet
    calendar = unit.calendar_at(to)
    leaves_at = calm_moment(task, clock, timer.due_at, list_time(unit, to), calendar)
    unit.say(
        to,
        Reminder(task.id, clock.value, generation, step, leaves_at.isoformat(), slip.seq if slip else 0, held),
        urgency=Urgency.URGENT if loud else Urgency.NORMAL,
        not_before=unit.now if loud else _leaves(unit, calendar, to, task, clock),
        key=f"{timer.key}:{to.member_id or to.chat_id}",
        task_id=task.id,
    )


def _leaves(unit: Unit, calendar: WorkingCalendar, to: Place, task: Task, clock: CommitmentKind) -> datetime:
    """When it leaves: what can be added to a message that was heard just now disturbs nobody after the list."""
    if quiet_until(calendar, unit.now) == unit.now and can_be_added(unit, to):
        return unit.now
    return calm_moment(task, clock, unit.now, list_time(unit, to), calendar)


def _follow(unit: Unit, ring: ClockRing, due_at: datetime) -> None:
    """The same step rings once more."""
    unit.store.timers.add(ring.key, due_at, ring)
