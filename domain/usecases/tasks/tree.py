"""分解: who may break a matter down and to whom, what can stand under what, and what follows above."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from domain.errors import Refusal
from domain.facts.base import Event
from domain.facts.clocks import TransferGranted
from domain.facts.hands import PartHandedIn
from domain.facts.tasks import Approved, Reassigned, Reported, Submitted
from domain.facts.trees import GiverChanged, PlanClosed, SubtasksDone
from domain.model.audience import Audience
from domain.model.clocks import MEASURES
from domain.model.drafts import TaskDraft
from domain.model.people import Memberships
from domain.model.tasks import Kind, Relation, Task, Wording
from domain.model.value import replace
from domain.rules import reporting
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.drafts import require_may_assign
from domain.rules.given import Given
from domain.rules.lifecycle import Action, require
from domain.rules.tree import Rolled, height, rolled
from domain.unit import Unit
from domain.usecases.access import fetch, relations, visible
from domain.usecases.people.names import known_as


def parent_of(unit: Unit, task: Task | TaskDraft) -> Task | None:
    """The matter that something is, or becomes, a part of."""
    return unit.store.tasks.get(task.parent_id) if task.parent_id is not None else None


def below(unit: Unit, task: Task) -> Rolled:
    """What the matters below one come to now."""
    return rolled(task.id, unit.store.tasks.below(task.id), unit.now)


# -- breaking down -----------------------------------------------------------------------------------------------------


def require_may_break_down(unit: Unit, who: Memberships, number: int) -> Task:
    """The matter, where this person may give parts of it to others and there is a level left."""
    task, at = fetch(unit, who, number)
    require(task, Action.BREAK_DOWN, at.relations)
    if task.confidential:
        raise Refusal("secret-alone")
    _require_level(unit, task, 1)
    return task


def require_may_give(unit: Unit, who: Memberships, written: TaskDraft) -> None:
    """Who may give this to those people: by rank; a part of a matter whoever has it, within its team.

    What staff gave to themselves they break down for themselves.
    """
    if written.parent_id is None:
        return require_may_assign(who, written.team_id, written.people)
    parent = require_may_break_down(unit, who, written.parent_id)
    if who.runs(parent.team_id):
        return None
    if Relation.SELF in relations(who, parent):
        return require_may_assign(who, parent.team_id, written.people)
    others = [i for i in written.people if i > 0 and i != who.member.id]
    outside = _outside(unit, parent, others)
    if outside:
        raise Refusal("sub-outside", number=str(parent.id), names="、".join(outside))
    above = _above_them(unit, parent, others)
    if above:
        raise Refusal("sub-upwards", number=str(parent.id), names="、".join(above))
    return None


def _above_them(unit: Unit, parent: Task, people: Sequence[int]) -> list[str]:
    """Those of these people who run the matter's team: nobody breaks a task down upwards."""
    members = filter(None, map(unit.store.members.get, people))
    return [known_as(unit, m) for m in members if unit.store.members.with_roles(m).runs(parent.team_id)]


def _outside(unit: Unit, parent: Task, people: Sequence[int]) -> list[str]:
    """Those of these people who are not of the matter's team; where it has none, who have no part in it."""
    if parent.team_id is not None:
        return [known_as(unit, m) for m in unit.store.members.absent_from(parent.team_id, people)]
    found = (unit.store.members.get(i) for i in people if parent.part_of(i) is None)
    return [known_as(unit, m) for m in found if m is not None]


def with_parents_due(unit: Unit, written: TaskDraft) -> TaskDraft:
    """Without a deadline of its own a part has that of the whole, unless that is over."""
    parent = parent_of(unit, written)
    if parent is None or written.due is not None or parent.due_at <= unit.now:
        return written
    return replace(written, due=parent.due_at, wording=Wording(due_day_only=parent.due_day_only), undated=False)


def require_within(unit: Unit, written: TaskDraft) -> None:
    """A part is due no later than the whole."""
    parent = parent_of(unit, written)
    if parent is not None and written.due is not None and unit.now < parent.due_at < written.due:
        raise _beyond(parent)


def _beyond(parent: Task) -> Refusal:
    return Refusal("beyond-parent", parent=str(parent.id), due=parent.due_at.isoformat())


def _require_level(unit: Unit, parent: Task, levels: int) -> None:
    """So many levels fit under a matter."""
    most = unit.settings.limits.levels
    if len(unit.store.tasks.above(parent.id)) + 1 + levels > most:
        raise Refusal("too-deep", number=str(parent.id), levels=str(most))


# -- before something is done ------------------------------------------------------------------------------------------


def _fits_under(unit: Unit, task: Task, who: Memberships, given: Given) -> None:
    """Nothing stands under itself, nor under what is below it; a line of a plan stands under another line."""
    number = given.the_matter()
    parent = visible(unit, who, number)
    if number == task.id:
        raise Refusal("under-itself", number=str(task.id))
    if task.id in unit.store.tasks.above(number):
        raise Refusal("circle", number=str(task.id), parent=str(number))
    if {number, *unit.store.tasks.above(number)} & set(task.awaits):
        raise Refusal("after-above", number=str(task.id), parent=str(number))
    require(parent, Action.BREAK_DOWN, relations(who, parent))
    if task.kind is Kind.PLAN and parent.kind is not Kind.PLAN:
        raise Refusal("plan-under-task", number=str(task.id), parent=str(number))
    _require_level(unit, parent, height(task.id, unit.store.tasks.below(task.id)))
    if task.status.is_open and unit.now < parent.due_at < task.due_at:
        raise _beyond(parent)


def fits_under(unit: Unit, who: Memberships, number: int, given: Given) -> None:
    """Refused where this person may not put a matter under that other, or it does not fit there."""
    task, at = fetch(unit, who, number)
    require(task, Action.PUT_UNDER, at.relations)
    _fits_under(unit, task, who, given)


def _nothing_open_below(unit: Unit, task: Task, _who: Memberships, _given: Given) -> None:
    """What has open matters below it is not cancelled over them."""
    found = below(unit, task)
    if found.open:
        raise Refusal("cancel-below", number=str(task.id), matters=_named(found.open), child=str(found.open[0]))


def _due_fits(unit: Unit, task: Task, _who: Memberships, given: Given) -> None:
    """Another deadline lies no later than that of the whole, and no earlier than those of the open matters below it."""
    moment, parent = given.moment, parent_of(unit, task)
    if moment is None:
        return
    if parent is not None and parent.status.is_open and unit.now < parent.due_at < moment:
        raise _beyond(parent)
    nodes = unit.store.tasks.below(task.id)
    later = [n.id for n in nodes if n.parent_id == task.id and n.status.is_open and n.due_at > moment]
    if later and moment < task.due_at:
        raise Refusal("before-below", number=str(task.id), matters=_named(later), moment=moment.isoformat())


def _named(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers))


Looks = Callable[[Unit, Task, Memberships, Given], None]
# What is looked at in the tree before anything is done or asked for.
LOOKS: Mapping[Action, Looks] = {
    Action.PUT_UNDER: _fits_under,
    Action.CANCEL: _nothing_open_below,
    Action.CHANGE_DEADLINE: _due_fits,
    Action.GRANT_TIME: _due_fits,
    Action.ASK_TIME: _due_fits,
    Action.RETURN: _due_fits,
    Action.REOPEN: _due_fits,
}


def with_open_below(unit: Unit, task: Task, at: Circumstances) -> Circumstances:
    """The circumstances, with what is open right below the matter."""
    return replace(at, below=below(unit, task).open)


def left_open(unit: Unit, who: Memberships, number: int, given: Given) -> tuple[int, ...]:
    """The open matters below one over which a result would go, since it does not name them."""
    task, _ = fetch(unit, who, number)
    return tuple(i for i in below(unit, task).open if i not in given.matters)


# -- another has the whole -------------------------------------------------------------------------------------------


def hand_on(unit: Unit, task: Task, event: Event) -> None:
    """The whole has another lead: what the one before gave of it, and is open, is given by the new one from now on."""
    fact = event.fact
    if not isinstance(fact, (Reassigned, TransferGranted)):
        return
    for node in unit.store.tasks.below(task.id):
        part = unit.store.tasks.get(node.id)
        if part is not None and part.parent_id == task.id and part.status.is_open and part.assigner_id == fact.frm:
            _given_by(unit, part, fact.frm, fact.to)


def hand_back(unit: Unit, before: Task, after: Task) -> None:
    """That the whole went to another lead was undone: what went with it in the same minute is given by the former again."""
    if before.lead_id == after.lead_id:
        return
    for node in unit.store.tasks.below(after.id):
        part = unit.store.tasks.get(node.id)
        last = unit.store.history.of(node.id)[-1] if part is not None and part.parent_id == after.id else None
        moved = last.fact if last is not None and isinstance(last.fact, GiverChanged) else None
        if part is not None and moved is not None and (moved.frm, moved.to) == (after.lead_id, before.lead_id):
            _given_by(unit, part, moved.to, moved.frm)


def _given_by(unit: Unit, part: Task, frm: int, to: int) -> None:
    clocks = tuple(
        replace(c, member_id=to) if c.running and MEASURES[c.kind].of_assigner else c for c in part.commitments
    )
    saved = unit.store.tasks.save(replace(part, assigner_id=to, commitments=clocks))
    told = unit.record(saved, GiverChanged(frm, to), None)
    unit.tell(saved, told, (Audience.LEAD,), besides=to)
    unit.refresh(saved)


# -- what follows above ------------------------------------------------------------------------------------------------


def follow(unit: Unit, before: Task, after: Task, event: Event) -> None:
    """The cards above show what changed below; with the last of them done the whole can be handed in."""
    if before.parent_id is None and after.parent_id is None:
        return
    if _seen_above(before) == _seen_above(after):
        return
    parents = [i for i in (after.parent_id, before.parent_id) if i is not None]
    for number in dict.fromkeys(parents):
        refresh_up(unit, number)
    if before.status.is_open and not after.status.is_open:
        _tell_if_last(unit, after, event)


_HEARD = (Reported, PartHandedIn, Submitted, Approved)  # what shows that the work on a part goes on


def hear(unit: Unit, task: Task, event: Event) -> None:
    """What is heard of a part is a sign of life of all that it is a part of."""
    if task.parent_id is None or not isinstance(event.fact, _HEARD):
        return
    for whole in filter(None, map(unit.store.tasks.get, unit.store.tasks.above(task.id))):
        heard = reporting.heard_below(whole, unit.now, unit.rules_of(whole), unit.calendar_of(whole))
        if heard != whole:
            unit.plan(unit.store.tasks.save(heard))


def refresh_up(unit: Unit, number: int) -> None:
    """The cards of a matter and of those above it show what is below them now."""
    for one in (number, *unit.store.tasks.above(number)):
        found = unit.store.tasks.get(one)
        if found is not None and found.status.is_open:
            unit.refresh(found)


def _seen_above(task: Task) -> tuple[object, ...]:
    return task.parent_id, task.status, task.percent, task.due_at, task.title, task.duty_id


def _tell_if_last(unit: Unit, task: Task, event: Event) -> None:
    """Whoever hands the whole in, or closes it, hears it once; who has just approved reads it in the answer to that."""
    parent = parent_of(unit, task)
    found = below(unit, parent) if parent is not None else None
    if parent is None or found is None or found.open or not found.done or not parent.status.is_worked_on:
        return
    told = unit.record(parent, SubtasksDone(plan=parent.kind is Kind.PLAN), None)
    to = Audience.ASSIGNER if parent.kind is Kind.PLAN else Audience.LEAD
    answered = isinstance(event.fact, (Approved, PlanClosed))
    unit.tell(parent, told, (to,), besides=event.actor_id if answered else None)
