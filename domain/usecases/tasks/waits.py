"""前置事项: a task is made to wait for others; what follows when one of these ends, or is open again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.errors import Refusal
from domain.facts.base import Event, Fact
from domain.facts.links import MadeToWait, Tagged, WaitAgain, WaitOver
from domain.facts.tasks import TakenBack
from domain.model.audience import Audience
from domain.model.clocks import CommitmentKind
from domain.model.people import Memberships
from domain.model.tasks import Status, Task
from domain.model.value import replace
from domain.rules import waiting
from domain.rules.given import Given
from domain.unit import Unit
from domain.usecases.access import relations, visible


def named(unit: Unit, who: Memberships, numbers: Sequence[int]) -> tuple[int, ...]:
    """The matters that an order names as those it comes after, where its writer sees them.

    Raises: Refusal `no-task` for another, `after-cancelled`, `after-secret`, `after-raised`,
    `after-many`.
    """
    for number in numbers:
        _require_there(unit, who, number)
    most = unit.settings.limits.predecessors
    if len(numbers) > most:
        raise Refusal("after-many", limit=str(most))
    return tuple(numbers)


def _require_there(unit: Unit, who: Memberships, number: int) -> Task:
    found = visible(unit, who, number)
    if found.status is Status.CANCELLED:
        raise Refusal("after-cancelled", matter=str(number))
    if found.confidential:  # its number would stand on the card of another
        raise Refusal("after-secret", matter=str(number))
    if found.is_raised:  # its answer may come with that of a task
        raise Refusal("after-raised", matter=str(number))
    return found


def refresh_before(unit: Unit, numbers: Iterable[int]) -> None:
    """The cards of these matters show what waits for them now."""
    for before in filter(None, map(unit.store.tasks.get, numbers)):
        if before.status.is_open:
            unit.refresh(before)


def still_open(unit: Unit, numbers: Iterable[int]) -> tuple[int, ...]:
    """Those of these matters that are not done yet."""
    found = ((i, unit.store.tasks.get(i)) for i in numbers)
    return tuple(i for i, task in found if task is not None and task.status.is_open)


def said(task: Task) -> list[Fact]:
    """What the story of a new task says of its links."""
    over = tuple(i for i in task.comes_after if i not in task.awaits)
    waits = [MadeToWait(task.awaits, over)] if task.comes_after else []
    return [*waits, *([Tagged(task.tags)] if task.tags else [])]


def with_over(unit: Unit, given: Given) -> Given:
    """What was given, with those of the matters that are done."""
    opened = still_open(unit, given.matters)
    return replace(given, over=tuple(i for i in given.matters if i not in opened))


def fits(unit: Unit, task: Task, who: Memberships, given: Given) -> None:
    """Nothing waits for itself, for what waits for it, nor for what it is a part of."""
    above = unit.store.tasks.above(task.id)
    for number in given.matters:
        if number == task.id:
            raise Refusal("after-itself", number=str(task.id))
        _require_there(unit, who, number)
        chain = _chain(unit.store.tasks.before(number), number, task.id)
        if chain:
            way = " → ".join(_seen(unit, who, i) for i in (task.id, *chain))
            raise Refusal("after-circle", number=str(task.id), chain=way)
        if number in above:
            raise Refusal("after-above", number=str(task.id), parent=str(number))


def _seen(unit: Unit, who: Memberships, number: int) -> str:
    """A number, for those who may see the matter."""
    found = unit.store.tasks.get(number)
    return f"#{number}" if found is not None and relations(who, found) else "…"


def _chain(pairs: Sequence[tuple[int, int]], start: int, goal: int) -> tuple[int, ...]:
    """The way from a matter over those before it to another; empty where there is none."""
    before: dict[int, list[int]] = {}
    for task, earlier in pairs:
        before.setdefault(task, []).append(earlier)
    ways: list[tuple[int, ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop(0)
        if way[-1] == goal:
            return way
        new = [i for i in before.get(way[-1], ()) if i not in seen]
        seen.update(new)
        ways += [(*way, i) for i in new]
    return ()


def follow(unit: Unit, before: Task, after: Task, event: Event) -> None:
    """What waits for a matter hears of its end, and of its being open again; what it waits for shows that it does, or not."""
    refresh_before(unit, sorted(set(before.awaits) ^ set(after.awaits)))
    if before.status.is_open and not after.status.is_open:
        for task in unit.store.tasks.waiting_for(after.id):
            _over(unit, task, after)
    elif not before.status.is_open and after.status.is_open:
        for task in unit.store.tasks.waiting_for(after.id):
            _open_again(unit, task, before, undone=isinstance(event.fact, TakenBack))
        for ended in set(after.awaits) - set(still_open(unit, after.awaits)):
            found = unit.store.tasks.get(ended)
            if found is not None:
                _over(unit, after, found)


def _over(unit: Unit, task: Task, ended: Task) -> None:
    """One matter less to wait for; with the last the clocks begin, and everybody concerned hears it once."""
    if ended.id not in task.awaits:
        return
    parent = unit.store.tasks.get(task.parent_id) if task.parent_id is not None else None
    most = parent.due_at if parent is not None and parent.status.is_open else None
    begun = waiting.without(task, (ended.id,), unit.now, unit.rules_of(task), unit.calendar_of(task), most)
    cancelled = ended.status is Status.CANCELLED
    held = begun.status is Status.PAUSED and not begun.awaits
    idle = not begun.awaits and not held and not begun.status.is_worked_on
    due = "" if begun.awaits or held else begun.due_at.isoformat()
    over = WaitOver(ended.id, cancelled, begun.awaits, due, held, idle)
    _write(unit, begun, over, ended, told=not idle and (cancelled or not begun.awaits))


def _open_again(unit: Unit, task: Task, ended: Task, *, undone: bool) -> None:
    """A matter that was done is not: what has begun by that in the same minute waits again where that was undone; what has
    not begun waits for it, too; what has begun goes on."""
    if not task.status.is_open or ended.id not in task.comes_after or ended.id in task.awaits:
        return
    finish = task.running(CommitmentKind.FINISH)
    just_begun = undone and finish is not None and finish.started_at == ended.closed_at
    back = waiting.begin(task, (ended.id,), (), unit.now) if just_begun else waiting.again(task, ended.id, unit.now)
    _write(unit, back, WaitAgain(ended.id, bool(back.awaits)), ended, told=just_begun or not back.awaits)


def _write(unit: Unit, task: Task, fact: Fact, other: Task, *, told: bool) -> None:
    saved = unit.store.tasks.save(task)
    event = unit.record(saved, fact, None)
    unit.plan(saved)
    if told and saved.status.is_open:
        people = unit.audience(saved, (Audience.LEAD, Audience.ASSIGNER))
        before = unit.store.members.get(other.called_id)
        if before is not None and before not in people and relations(unit.store.members.with_roles(before), saved):
            people.append(before)
        unit.tell_these(saved, event, people, besides=None)
    unit.refresh(saved)
