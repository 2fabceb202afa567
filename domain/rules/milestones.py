"""节点: the dated points of a matter, the clock of each that is still to come, and what they say of its schedule and progress.

Pure. A milestone is the lead's promise within their own task: it is bounded by the deadline, moves with it where a pause does,
and rings on a short ladder of its own. Source: docs/decisions/0041.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import count

from domain.errors import Refusal
from domain.model.clocks import Commitment, CommitmentKind
from domain.model.milestones import Milestone
from domain.model.tasks import Task
from domain.model.value import replace
from domain.settings.office import Settings

LONGEST = 40  # signs of a title: it stands in one line of a card
_KIND = CommitmentKind.MILESTONE
_WHOLE = 100


def ordered(found: Iterable[Milestone]) -> tuple[Milestone, ...]:
    """Milestones as they are shown: by date."""
    return tuple(sorted(found, key=lambda m: (m.due_at, m.number)))


def coming(task: Task) -> tuple[Milestone, ...]:
    """Those that are not reached, the next one first."""
    return ordered(m for m in task.milestones if m.reached_at is None)


def missed(task: Task, now: datetime) -> tuple[Milestone, ...]:
    """Those whose date is over and that are not reached, while the matter is worked on and waits for nothing."""
    if not task.status.is_worked_on or task.awaits:
        return ()
    return tuple(m for m in coming(task) if m.due_at <= now)


def reached(task: Task) -> int:
    """How many are reached."""
    return sum(m.reached_at is not None for m in task.milestones)


def percent(found: Sequence[Milestone]) -> int:
    """The share of milestones that is reached, in whole percent; 0 where there are none."""
    return _WHOLE * sum(m.reached_at is not None for m in found) // len(found) if found else 0


def of_clock(task: Task, clock: int) -> Milestone | None:
    """The milestone that a clock of this number is about; None where it has another by now."""
    return next((m for m in task.milestones if m.clock == clock), None)


def within(task: Task) -> Task:
    """The task with no milestone to come after its own deadline: one that was later is due with the task now."""

    def bounded(m: Milestone) -> Milestone:
        late = m.reached_at is None and m.due_at > task.due_at
        return replace(m, due_at=task.due_at, day_only=task.due_day_only) if late else m

    return _with(task, map(bounded, task.milestones))


def moved(before: Task, after: Task) -> tuple[Milestone, ...]:
    """Those of the milestones of both that have another date."""
    was = {m.number: m.due_at for m in before.milestones}
    return ordered(m for m in after.milestones if was.get(m.number, m.due_at) != m.due_at)


def follow(task: Task, now: datetime) -> Task:
    """The task with a clock running for every milestone to come, held by whoever has the duty, and no other."""
    if not task.milestones and not any(c.kind is _KIND and c.running for c in task.commitments):
        return task
    task = within(task)
    wanted = {m.number: m for m in coming(task)} if task.status.is_worked_on and not task.awaits else {}
    kept = {m.clock: m for m in wanted.values() if _fits(task, m)}
    done = frozenset(m.clock for m in task.milestones if m.reached_at is not None)
    clocks = tuple(_kept(c, kept, done, now) for c in task.commitments)
    return _started(replace(task, commitments=clocks), [m for m in wanted.values() if m.clock not in kept], now)


def _fits(task: Task, m: Milestone) -> bool:
    clock = task.ticking(_KIND, m.clock)
    return clock is not None and (clock.due_at, clock.member_id) == (m.due_at, task.duty_id)


def _kept(clock: Commitment, kept: Mapping[int, Milestone], done: frozenset[int], now: datetime) -> Commitment:
    if clock.kind is not _KIND or not clock.running or clock.generation in kept:
        return clock
    return replace(clock, met_at=now) if clock.generation in done else replace(clock, stopped_at=now)


def _started(task: Task, new: Sequence[Milestone], now: datetime) -> Task:
    """Clocks have numbers of the task, so that a ring names one milestone."""
    last = max((c.generation for c in task.commitments if c.kind is _KIND), default=0)
    numbers = {m.number: n for n, m in enumerate(new, last + 1)}
    clocks = (Commitment(_KIND, task.duty_id, numbers[m.number], now, m.due_at) for m in new)
    numbered = (replace(m, clock=numbers.get(m.number, m.clock)) for m in task.milestones)
    return _with(replace(task, commitments=(*task.commitments, *clocks)), numbered)


# -- set, dropped, reached ---------------------------------------------------------------------------------------------


def with_set(task: Task, given: Sequence[Milestone], now: datetime, settings: Settings) -> tuple[Task, list[Milestone]]:
    """The task with these milestones, and those that are new or otherwise than before: one of the same title has another date.

    Raises: Refusal `milestone-twice`, `milestone-past`, `milestone-late`, `milestone-already`, `milestone-many`.
    """
    _require_once(given)
    for one in given:
        _require_ahead(one, now)
    changed = [m for m in _numbered(task, given) if m not in map(_due_again, task.milestones)]
    if not changed:
        raise Refusal("milestone-already", number=str(task.id))
    by_number = {m.number: m for m in task.milestones} | {m.number: m for m in changed}
    _require_few(len(by_number), settings)
    return _with(task, by_number.values()), list(ordered(changed))


def _numbered(task: Task, given: Sequence[Milestone]) -> Iterator[Milestone]:
    """Each within the deadline, with the number of the one that has its title, or a new one."""
    known = {m.title.casefold(): m.number for m in task.milestones}
    following = count(max(known.values(), default=0) + 1)
    for one in given:
        number = known.get(one.title.casefold()) or next(following)
        yield replace(fitting(one, task.due_at, day_only=task.due_day_only), number=number)


def _due_again(m: Milestone) -> Milestone | None:
    """A milestone to come as it would be set again; what is reached is set anew by being set."""
    return replace(m, clock=0) if m.reached_at is None else None


def fitting(one: Milestone, due: datetime, *, day_only: bool) -> Milestone:
    """A milestone no later than the deadline; a day that is the deadline's own ends with it. Raises: `milestone-late`."""
    if one.due_at <= due:
        return one
    if one.day_only and one.due_at.date() == due.astimezone(one.due_at.tzinfo).date():
        return replace(one, due_at=due, day_only=day_only)
    raise Refusal("milestone-late", title=one.title, moment=one.due_at.isoformat(), due=due.isoformat())


def _require_once(given: Sequence[Milestone]) -> None:
    titles = [m.title.casefold() for m in given]
    twice = next((m for m in given if titles.count(m.title.casefold()) > 1), None)
    if twice is not None:
        raise Refusal("milestone-twice", title=twice.title)


def _require_ahead(one: Milestone, now: datetime) -> None:
    if one.due_at <= now:
        raise Refusal("milestone-past", title=one.title, moment=one.due_at.isoformat())


def _require_few(count: int, settings: Settings) -> None:
    if count > settings.limits.milestones:
        raise Refusal("milestone-many", limit=str(settings.limits.milestones))


def chosen(task: Task, which: Sequence[int]) -> tuple[Milestone, ...]:
    """The milestones of these numbers. Raises: Refusal `milestone-none` for one there is not."""
    found = tuple(m for m in task.milestones if m.number in which)
    if not found or len(found) < len(set(which)):
        raise Refusal("milestone-none", number=str(task.id))
    return ordered(found)


def without(task: Task, gone: Sequence[Milestone]) -> Task:
    """The task without these."""
    return _with(task, (m for m in task.milestones if m not in gone))


def with_reached(task: Task, those: Sequence[Milestone], now: datetime) -> Task:
    """The task with these ticked. Raises: Refusal `milestone-reached` for one that is already."""
    again = next((m for m in those if m.reached_at is not None), None)
    if again is not None:
        raise Refusal("milestone-reached", number=str(task.id), title=again.title)
    return _with(task, (replace(m, reached_at=now) if m in those else m for m in task.milestones))


def _with(task: Task, found: Iterable[Milestone]) -> Task:
    kept = tuple(found)
    return task if kept == task.milestones else replace(task, milestones=kept)
