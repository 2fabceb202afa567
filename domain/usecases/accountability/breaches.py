"""超时记录: written once when a clock runs out, and who is to rule on what its holder says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.closings import closings
from domain.errors import Refusal
from domain.facts.accountability import BreachAppealed, BreachUpheld, BreachWaived
from domain.facts.base import Fact
from domain.facts.clocks import Breached
from domain.model.audience import Audience
from domain.model.breaches import Standing
from domain.model.clocks import CommitmentKind
from domain.model.people import Member, Memberships, Role
from domain.model.tasks import Task
from domain.model.value import replace
from domain.rules.breaches import run_out
from domain.rules.clock_words import clock_in
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.excusing import Speaker, which
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from domain.text import is_blank
from domain.unit import Unit
from domain.usecases.access import fetch
from domain.usecases.people.judging import deputy_of


def write_breaches(unit: Unit, task: Task, kinds: Iterable[CommitmentKind] = CommitmentKind) -> Task:
    """Clocks of these kinds that are past their moment are breaches, each written once; the task as it stands then.

    Besides the ladder whoever acts on a task looks first: where no step rang in between, what comes late is late all the same.
    """
    deputy = deputy_of(unit, task)
    out = run_out(task, unit.now, kinds, deputy=deputy.id if deputy else None)
    if out is task:
        return task
    saved = unit.store.tasks.save(out)
    for before, after in zip(task.commitments, saved.commitments, strict=True):
        if before != after:
            unit.record(
                saved, _fact(saved, after.kind, after.breached_by or after.member_id, after.due_at.isoformat()), None
            )
    return saved


def _fact(task: Task, kind: CommitmentKind, member_id: int, due: str) -> Breached:
    of_lead = member_id in (task.lead_id, task.duty_id) and member_id != task.first_handler_id
    first = task.first_handler_id if of_lead else 0
    return Breached(kind.value, member_id, due, first)


def with_breach(unit: Unit, who: Memberships, number: int, action: Action, given: Given) -> Given:
    """What was given, with the breach that is meant; without one where it can be several. The clock may stand before the
    reason (`/waive 1 审核 停电`). A waiver on an appeal needs no other words than the appeal's. Refused before anything more
    is asked.
    """
    task, at = fetch(unit, who, number)
    named = clock_in(given.text) if not given.breach else None
    if named is not None:
        given = replace(given, said=replace(given.said, text=named.rest))
    by = Speaker.of(with_closings(unit, task, at))
    found = which(task, action, by, given.breach, named.kinds if named else tuple(CommitmentKind))
    if found is None:
        return given
    given = replace(given, breach=found.ref)
    taken = action is Action.WAIVE and found.standing is Standing.APPEALED and is_blank(given.text)
    return replace(given, said=replace(given.said, text=found.clock.appeal)) if taken else given


def with_closings(unit: Unit, _task: Task, at: Circumstances) -> Circumstances:
    """The circumstances, with the months that can be spoken about longer than usual."""
    return replace(at, closings=closings(unit.store))


def told(unit: Unit, task: Task, fact: Fact, actor_id: int) -> Sequence[Member]:
    """Who hears what was said about a breach: whoever rules hears an appeal, the person concerned what was ruled."""
    if isinstance(fact, BreachAppealed):
        return ruling(unit, task, actor_id)
    if isinstance(fact, BreachWaived | BreachUpheld):
        concerned = unit.store.members.get(fact.member)
        return [concerned] if concerned else []
    return []


def ruling(unit: Unit, task: Task, concerned: int) -> Sequence[Member]:
    """Who rules on an appeal: the assigner; where they are concerned themselves or gone, the supervisors, then the owners.

    Raises: Refusal `appeal-nobody` where there is nobody else.
    """
    first = (
        Audience.LEADER if task.is_raised else Audience.ASSIGNER
    )  # whoever raised a matter does not rule on its answer
    found = unit.audience(task, (first,)), unit.audience(task, (Audience.SUPERVISOR,)), _owners(unit)
    others = ([m for m in members if m.id != concerned] for members in found)
    ruling = next((members for members in others if members), None)
    if ruling is None:
        raise Refusal("appeal-nobody", number=str(task.id))
    return ruling


def _owners(unit: Unit) -> list[Member]:
    return unit.store.members.holding(Role.OWNER, None)
