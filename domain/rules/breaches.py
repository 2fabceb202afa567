"""超时记录: which of a task's clocks ran out, by how much working time, and until when that can be spoken about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Protocol

from domain.model.breaches import Breach
from domain.model.clocks import MEASURES, Clocks, Commitment, CommitmentKind
from domain.model.tasks import Kind, Status, Task
from domain.model.value import replace
from domain.rules.closings import Closings
from domain.settings.office import Settings
from worktime.calendar import WorkingCalendar

_DECEMBER = 12


class Clocked(Protocol):
    """What has clocks: a task, or what of one was read to count."""

    @property
    def commitments(self) -> tuple[Commitment, ...]: ...
    def suspended(self, clock: Commitment, /) -> bool: ...


def run_out(
    task: Task, now: datetime, kinds: Iterable[CommitmentKind] = CommitmentKind, *, deputy: int | None = None
) -> Task:  # fmt: skip
    """Running clocks of these kinds that are past their moment have run out; the same task where none is.

    One that was begun after its moment is no breach of whoever was given it then: that was missed by whoever held it before.
    What is the assigner's to decide was the `deputy`'s, where one decided in their place at its moment.
    """
    which = frozenset(kinds)
    if task.kind is Kind.PLAN:
        return task  # what is done for a line of a plan has promises of its own

    def out(clock: Commitment) -> bool:
        fresh = clock.running and clock.breached_at is None and clock.kind in which
        return fresh and clock.started_at < clock.due_at <= now

    def by(clock: Commitment) -> int:
        return deputy if deputy is not None and MEASURES[clock.kind].of_assigner else clock.member_id

    if not any(map(out, task.commitments)):
        return task
    return replace(
        task,
        commitments=tuple(replace(c, breached_at=now, breached_by=by(c)) if out(c) else c for c in task.commitments),
    )


def breaches(task: Task) -> tuple[Breach, ...]:
    """Every promise of a task that was not kept in time, the one that was due first at the head."""
    return breaches_among(task)


def breaches_among(task: Clocked) -> tuple[Breach, ...]:
    """The same among clocks that were read without their task."""
    found = [_breach(task, c) for c in task.commitments if c.breached_at is not None and not _goes_on(task, c)]
    return tuple(sorted(found, key=lambda b: (b.due_at, b.ref)))


def find(task: Task, ref: str) -> Breach | None:
    """The breach of that name."""
    return next((b for b in breaches(task) if b.ref == ref), None)


def _goes_on(task: Clocked, clock: Commitment) -> bool:
    """Whether a generation is the same promise as the one before it, which had run out already."""
    before = _at(task, clock, clock.generation - 1)
    return before is not None and _continues(before, clock)


def _continues(before: Commitment, clock: Commitment) -> bool:
    """The next report of a rule begins before the missed one is over, and is a promise of its own."""
    return before.stopped_at is None or clock.started_at >= before.stopped_at


def _at(task: Clocked, clock: Commitment, generation: int) -> Commitment | None:
    """The clock of that number which ran out when this one did; of parts only the same person's is the same promise."""
    same = (
        c
        for c in task.commitments
        if (c.kind, c.generation, c.breached_at) == (clock.kind, generation, clock.breached_at)
        and not MEASURES[c.kind].of_step  # the clock of the next number is another milestone's
        and (c.kind is not CommitmentKind.PART or c.member_id == clock.member_id)
    )
    return next(same, None)


def _breach(task: Clocked, clock: Commitment) -> Breach:
    spans, following = [clock], _at(task, clock, clock.generation + 1)
    while following is not None and _continues(spans[-1], following):
        spans.append(following)
        following = _at(task, clock, following.generation + 1)
    last = spans[-1]
    called_off = last.met_at is None and last.stopped_at is not None and not task.suspended(last)
    return Breach(tuple(spans), last.met_at, last.stopped_at if called_off else None)


def lateness(breach: Breach, now: datetime, calendar: WorkingCalendar, *, by_the_clock: bool = False) -> timedelta:
    """By how much working time the promise was, or is, late; none passed while the task was paused, or since it was waived.

    What rings by night as well is late by all the time, `by_the_clock`.
    """
    late, counted = timedelta(0), breach.waived_at or now
    for span in breach.spans:
        begins = max(breach.due_at, span.started_at)
        ends = min(span.met_at or span.stopped_at or now, counted)
        length = ends - begins if by_the_clock else calendar.working_time_between(begins, ends)
        late += max(length, timedelta(0))
    return late


def late_by(found: Iterable[Breach], now: datetime, calendar: WorkingCalendar) -> timedelta | None:
    """By how much working time the deadline was, or is, missed, what was waived left out; None where it was not."""
    missed = [b for b in found if b.kind is CommitmentKind.FINISH and b.waived_at is None]
    return sum((lateness(b, now, calendar) for b in missed), timedelta(0)) if missed else None


def by_its_days(member_id: int, given_at: datetime, due_at: datetime, closed_at: datetime) -> Commitment:
    """The finish promise of a matter that came here when it was over, and was late by the days it brought: nobody was warned
    and nothing is held against anybody, but it is not counted as in time."""
    return Commitment(
        CommitmentKind.FINISH, member_id, 1, min(given_at, due_at), due_at, met_at=closed_at, breached_at=due_at,
        breached_by=member_id,
    )  # fmt: skip


def missed(task: Task) -> tuple[Breach, ...]:
    """What was not kept in time, by its days where nothing of it was measured here."""
    closed = task.closed_at
    if task.status is not Status.DONE or task.commitments or closed is None or closed <= task.due_at:
        return breaches(task)
    return breaches_among(Clocks((by_its_days(task.lead_id, task.created_at, task.due_at, closed),)))


def waived(task: Task, clock: Commitment) -> bool:
    """Whether a clock goes on with a promise whose breach does not count."""
    return any(clock in b.spans and b.waived_at is not None for b in breaches(task))


def month_of(breach: Breach, calendar: WorkingCalendar) -> date:
    """The month to whose account a breach goes, its first day: that of the moment promised, by the office's clock."""
    return breach.due_at.astimezone(calendar.zone).date().replace(day=1)


def frozen_at(month: date, settings: Settings, calendar: WorkingCalendar, late: Closings | None = None) -> datetime:
    """When a month's account is closed (月通报定稿): at the end of so many working days of the month after it, or later."""
    later = month.month == _DECEMBER
    following = date(month.year + 1, 1, 1) if later else date(month.year, month.month + 1, 1)
    day = calendar.add_working_days(following - timedelta(days=1), settings.freeze_working_days)
    usual = calendar.closing(day)
    return max(usual, (late or {}).get(month, usual))
