"""Where a task is not what its history says it must be: its state, its clocks, and what will ring for it next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from domain.model.audience import Audience
from domain.model.clocks import Commitment, CommitmentKind
from domain.model.tasks import RequestKind, Status, Task
from domain.model.timers import ClockRing, HandOnOver, PauseOver, SideHeard
from domain.model.value import replace, value
from domain.ports.timers import Timer
from domain.rules.rhythm import next_due
from domain.settings.ladders import MILESTONE_LADDER, PLAN_LADDER, Step
from domain.settings.office import Settings
from jobs.audit.account import Account
from jobs.audit.notices import Standing, differs, rings
from worktime.calendar import WorkingCalendar

_WORK = frozenset({Status.ASSIGNED, Status.ACTIVE})
# In which states a promise of each kind may run.
_RUNS_IN: Mapping[CommitmentKind, frozenset[Status]] = {
    CommitmentKind.ACCEPT: frozenset({Status.ASSIGNED}),
    CommitmentKind.FIRST_REPORT: _WORK,
    CommitmentKind.PERIODIC: _WORK,
    CommitmentKind.FINISH: _WORK,
    CommitmentKind.REVIEW: frozenset({Status.SUBMITTED, Status.DECLINED}),
    CommitmentKind.ANSWER: _WORK | {Status.SUBMITTED},  # two may disagree about what was handed in
    CommitmentKind.PART: _WORK,
    CommitmentKind.MILESTONE: _WORK,
}
_OF_OTHERS = (CommitmentKind.REVIEW, CommitmentKind.ANSWER, CommitmentKind.PART)  # than whoever has the duty
# A raised matter has the clock of its answer alone, while it waits for that.
_ANSWER_IN = frozenset({Status.ACTIVE})
# In which it must.
_MUST_RUN = {CommitmentKind.FINISH: _WORK, CommitmentKind.REVIEW: frozenset({Status.SUBMITTED})}


@value
class Difference:
    """What of a task, or with the sign S of a series, is otherwise than its history says."""

    task_id: int
    what: str
    must: str
    found: str
    sign: str = "#"

    def __str__(self) -> str:
        return f"{self.sign}{self.task_id} {self.what}: must be {self.must}, is {self.found}"


@value
class Audited:
    """A task, what its history says of it, what waits to ring for it, and by which rules and calendar."""

    task: Task
    account: Account
    timers: Sequence[Timer]
    now: datetime
    settings: Settings
    calendar: WorkingCalendar
    notice: Standing | None = None  # how a notice stands with its readers

    def clock_timers(self) -> Iterator[tuple[Timer, ClockRing]]:
        """The timers of clocks, each with what it is about."""
        return ((timer, timer.data) for timer in self.timers if isinstance(timer.data, ClockRing))

    def running(self) -> Iterator[Commitment]:
        """The clocks that run."""
        return (clock for clock in self.task.commitments if clock.met_at is None and clock.stopped_at is None)

    def differs(self, what: str, must: object, found: object) -> Difference:
        """One difference, in words for whoever mends it."""
        return Difference(self.task.id, what, str(must), str(found))


def differences(audited: Audited) -> list[Difference]:
    """All of them; an empty list is a task that is what it must be."""
    return [found for check in _CHECKS for found in check(audited)]


def _state(a: Audited) -> Iterator[Difference]:
    said, task = a.account, a.task
    asked = frozenset(request.kind for request in task.requests if request.answered_at is None)
    leads = [p.member_id for p in task.people if p.part.value == "lead"]
    for what, must, found in (
        ("status", said.status, task.status),
        ("lead", [said.lead], leads),
        ("duty", said.acting, task.standin_id if task.taken_over_at else None),
        ("deadline", said.due, task.due_at),
        ("title", said.title, task.title),
        ("priority", said.priority, task.priority),
        ("chases", said.chases, task.chases),
        ("confidential", said.confidential, task.confidential),
        ("parent", said.parent, task.parent_id),
        ("period", said.period, task.period),
        ("kind", _kind_of(said), task.kind.value),
        ("waiting requests", sorted(said.asked), sorted(asked)),
    ):
        if must != found:
            yield a.differs(what, must, found)


def _kind_of(said: Account) -> str:
    """What its first event made it."""
    marks = (("plan", bool(said.period)), ("raised", said.raised), ("notice", said.notice))
    return next((kind for kind, is_one in marks if is_one), "task")


def _clocks(a: Audited) -> Iterator[Difference]:
    """No clock runs that has no reason to, none is missing, none runs twice; the finish clock ends at the deadline."""
    points = CommitmentKind.MILESTONE  # of which each has one
    count = Counter((c.kind, c.member_id) for c in a.running() if c.kind is not points)
    for (kind, member_id), many in count.items():
        if many > 1:
            yield a.differs(f"{kind} clocks of member {member_id} that run", 1, many)
    kinds = {kind for kind, _ in count}
    yield from _answer_clock(a, kinds) if a.account.raised else _work_clocks(a, kinds)


def _work_clocks(a: Audited, kinds: set[CommitmentKind]) -> Iterator[Difference]:
    for kind in kinds:
        if a.account.status not in _RUNS_IN[kind]:
            yield a.differs(f"{kind} clock", f"still in {a.account.status}", "running")
    for kind, states in _MUST_RUN.items() if a.account.notice is None else ():
        waits = a.account.awaits and kind is CommitmentKind.FINISH
        if a.account.status in states and kind not in kinds and not waits:
            yield a.differs(f"{kind} clock", f"running in {a.account.status}", "still")
    for clock in a.running():
        if clock.kind not in _OF_OTHERS and clock.member_id != a.account.hand:
            yield a.differs(f"holder of the {clock.kind} clock", a.account.hand, clock.member_id)
        if clock.kind is CommitmentKind.FINISH and clock.due_at != a.account.due:
            yield a.differs("end of the finish clock", a.account.due, clock.due_at)


def _answer_clock(a: Audited, kinds: set[CommitmentKind]) -> Iterator[Difference]:
    """Exactly one must answer, by the moment that was promised; nothing else of a raised matter runs."""
    must = {CommitmentKind.ANSWER} if a.account.status in _ANSWER_IN else set()
    if kinds != must:
        yield a.differs("clocks of a raised matter that run", sorted(must), sorted(kinds))
    for clock in a.running():
        if (clock.member_id, clock.due_at) != (a.account.hand, a.account.due):
            must_be = f"{a.account.hand} until {a.account.due}"
            yield a.differs("who must answer", must_be, f"{clock.member_id} until {clock.due_at}")


def _taking(a: Audited) -> Iterator[Difference]:
    """Whoever was asked to take a raised matter on has until a moment, whatever they do."""
    must = [r.due_at for r in a.task.requests if r.kind is RequestKind.HAND_ON and not r.answered_at]
    found = [timer.due_at for timer in a.timers if isinstance(timer.data, HandOnOver)]
    if must != found:
        yield a.differs("time to take it on", must, found)


def _kept(a: Audited) -> Iterator[Difference]:
    """A promise that was kept does not run on."""
    kinds = {clock.kind for clock in a.running()}
    if CommitmentKind.FIRST_REPORT in kinds and a.account.reported:
        yield a.differs("first report clock", "still after a report of the lead", "running")
    if CommitmentKind.ANSWER in kinds and not a.account.asked and not a.account.raised:
        yield a.differs("answer clock", "still while nothing is asked", "running")


def _missed(a: Audited) -> Iterator[Difference]:
    """What ran out stands in the history, and nothing else is said to have."""
    found = {clock.kind.value for clock in a.task.commitments if clock.breached_at is not None}
    if found != a.account.missed:
        yield a.differs("clocks that ran out", sorted(a.account.missed), sorted(found))


def _over(a: Audited) -> Iterator[Difference]:
    """Nothing waits to ring for what is over."""
    live = {(clock.kind, clock.generation) for clock in a.running()}
    for timer, ring in a.clock_timers():
        if (ring.clock, ring.generation) not in live:
            yield a.differs(f"timer {timer.key}", "gone with its clock", "waiting")


def _next_step(a: Audited) -> Iterator[Difference]:
    """The next step of each clock that runs waits to ring at the moment its ladder says."""
    for clock in a.running():
        waiting = sorted(
            timer.due_at
            for timer, ring in a.clock_timers()
            if (ring.clock, ring.generation) == (clock.kind, clock.generation)
        )
        if waiting and waiting[0] <= a.now:
            continue  # it is ringing
        must = _following(clock, a)
        found = waiting[0] if waiting else None
        if clock.kind is CommitmentKind.FIRST_REPORT and found is not None and (must is None or found >= must):
            continue  # put off while nobody has accepted, even beyond its last step
        if must != found:
            yield a.differs(f"next step of the {clock.kind} clock", must, found)


def _following(clock: Commitment, a: Audited) -> datetime | None:
    """The first moment after now at which a step of the ladder rings; None where none is left."""
    # Who was given it just now need not hear that little is left: a twentieth of the term is no time for a reminder.
    begins = clock.started_at + max(clock.due_at - clock.started_at, timedelta()) / 20
    steps = _steps(clock, a)
    by_silence = (
        clock.kind is CommitmentKind.PERIODIC and not a.task.periodic
    )  # whoever was just asked is not reminded before
    spoken = [step for step in steps if step.at.amount >= 0 or not by_silence]
    moments = [_after(step, _climbing(clock, step, a), begins, a) for step in spoken]
    return min(filter(None, (*moments, _next_report(clock, a))), default=None)


def _climbing(clock: Commitment, step: Step, a: Audited) -> Commitment:
    """What is missed one date after another climbs once, from the first of them."""
    by_generation = {c.generation: c for c in a.task.commitments if c.kind is CommitmentKind.PERIODIC}
    first = clock
    while step.at.amount > 0 and clock.kind is CommitmentKind.PERIODIC:
        before = by_generation.get(first.generation - 1)
        if before is None or before.stopped_at is None or first.started_at >= before.stopped_at:
            break
        first = before
    return replace(clock, due_at=first.due_at)


def _next_report(clock: Commitment, a: Audited) -> datetime | None:
    """Every date of a rule asks, whether the one before was kept or not."""
    if clock.kind is not CommitmentKind.PERIODIC or not a.task.periodic:
        return None
    since, loud = max(clock.due_at, clock.started_at), a.task.priority.breaks_quiet
    at = next_due(a.task.periodic, since, since, a.calendar, loud=loud)
    return at if at is not None and a.now < at < a.task.due_at else None


def _steps(clock: Commitment, a: Audited) -> Sequence[Step]:
    """A part has the steps of the deadline in which the lead or the assigner would hear it; a line of a plan, and what was
    raised, have their own."""
    if clock.kind is CommitmentKind.MILESTONE or a.account.period:
        return MILESTONE_LADDER if clock.kind is CommitmentKind.MILESTONE else PLAN_LADDER
    if a.account.raised:
        return a.settings.raised.ladder[a.task.priority]
    if clock.kind is not CommitmentKind.PART:
        return a.settings.ladders[clock.kind][a.task.priority]
    heard = {Audience.LEAD, Audience.ASSIGNER}
    return [s for s in a.settings.ladders[CommitmentKind.FINISH][a.task.priority] if heard & set(s.to)]


def _parts(a: Audited) -> Iterator[Difference]:
    """Whoever owes a part by a day of their own has a clock that ends then, not after the task's; nobody else has one."""
    must = a.account.shared.owed() if a.account.status in _WORK and not a.account.awaits else frozenset()
    dues = {p.member_id: p.due_at for p in a.task.people}
    running = {c.member_id: c.due_at for c in a.running() if c.kind is CommitmentKind.PART}
    if must != set(running):
        yield a.differs("members with a clock of their own part", sorted(must), sorted(running))
    for member_id, due in running.items():
        if due != dues.get(member_id) or due > a.account.due:
            yield a.differs(f"end of the part of member {member_id}", dues.get(member_id), due)


def _hearing(a: Audited) -> Iterator[Difference]:
    """A disagreement that is not put to the assigner yet will be, whatever the other side does."""
    waits = [r for r in a.task.requests if r.kind is RequestKind.DISPUTE and not r.answered_at and not r.put_at]
    must = [r.due_at for r in waits if a.account.status is not Status.PAUSED]
    found = [timer.due_at for timer in a.timers if isinstance(timer.data, SideHeard)]
    if must != found:
        yield a.differs("hearing of the other side", must, found)


def _notice(a: Audited) -> Iterator[Difference]:
    """A notice waits for readers and for nothing else; nothing of it rings for a task."""
    told, found = a.account.notice, a.notice
    if told is None or found is None:
        return
    both = (*differs(told, found), *rings(told, a.account.due, a.timers, a.now, a.calendar))
    for what, must, is_ in both:
        yield a.differs(what, must, is_)
    if any(a.running()):
        yield a.differs("clocks of a notice", "still", "running")


def _after(step: Step, clock: Commitment, begins: datetime, a: Audited) -> datetime | None:
    moment = step.at.after(clock.due_at, a.calendar)
    if step.every is None:
        return moment if moment > a.now and moment > begins else None
    while moment <= begins or moment <= a.now:
        moment = step.every.after(moment, a.calendar)
    return moment


def _pause(a: Audited) -> Iterator[Difference]:
    """A pause that has an end ends by itself."""
    ends = [timer.due_at for timer in a.timers if isinstance(timer.data, PauseOver)]
    must = [a.task.resumes_at] if a.account.status is Status.PAUSED and a.task.resumes_at else []
    if ends != must:
        yield a.differs("end of the pause that waits to ring", must, ends)


_CHECKS: Sequence[Callable[[Audited], Iterator[Difference]]] = (
    _state, _clocks, _kept, _missed, _over, _next_step, _pause, _parts, _hearing, _taking, _notice,
)  # fmt: skip
