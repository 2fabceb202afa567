"""What is said about a clock that ran out: the appeal of the person concerned, a waiver, or that it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.errors import Refusal
from domain.facts.accountability import BreachAppealed, BreachUpheld, BreachWaived
from domain.facts.base import Fact
from domain.model.breaches import Breach, Standing
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Task
from domain.model.value import field, replace, value
from domain.rules.breaches import breaches, find, frozen_at, month_of
from domain.rules.closings import Closings
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.given import Given
from domain.rules.moves import Action
from domain.settings.office import Settings
from worktime.calendar import WorkingCalendar


@value
class Speaker:
    """Who speaks about a breach, when, and by which of the office's rules."""

    member_id: int
    now: datetime
    settings: Settings
    calendar: WorkingCalendar
    closings: Closings = field(default_factory=dict)

    @classmethod
    def of(cls, at: Circumstances) -> Speaker:
        """Whoever decides."""
        return cls(at.actor_id, at.now, at.settings, at.calendar, at.closings)

    def closes(self, breach: Breach) -> datetime:
        """Until when can be spoken about a breach: when the account of its month is closed."""
        return frozen_at(month_of(breach, self.calendar), self.settings, self.calendar, self.closings)


def appeal(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """申诉: once, by the person concerned, while the account of the month is open."""
    found = _the(task, Action.APPEAL, at, given)
    said = _on(task, found, appealed_at=at.now, appeal=given.text)
    return said, BreachAppealed(found.kind.value, found.ref, found.due_at.isoformat(), given.text)


def waive(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """容错: it counts no more."""
    found = _the(task, Action.WAIVE, at, given)
    ruled = _on(task, found, waived=True, **_ruling(at, given))
    closes = Speaker.of(at).closes(found)
    frozen = closes.isoformat() if at.now > closes else ""
    return ruled, BreachWaived(found.kind.value, found.ref, found.member_id, given.text, frozen)


def uphold(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """申诉不成立: it counts as before."""
    found = _the(task, Action.UPHOLD, at, given)
    return _on(task, found, **_ruling(at, given)), BreachUpheld(
        found.kind.value, found.ref, found.member_id, given.text
    )


def open_to(task: Task, action: Action, by: Speaker) -> list[Breach]:
    """The breaches of a task about which this person may do this now."""
    return [b for b in breaches(task) if _objection(task, b, action, by) is None]


def which(
    task: Task, action: Action, by: Speaker, ref: str = "", kinds: Sequence[CommitmentKind] = tuple(CommitmentKind)
) -> Breach | None:
    """The breach that is meant: the one named, else the only one of these kinds that it can be; None where it can be several.

    Raises: Refusal that says why there is none, or why it cannot be done about the one that is meant.
    """
    if ref:
        meant = find(task, ref)
    else:
        open_ones = [b for b in open_to(task, action, by) if b.kind in kinds]
        if len(open_ones) > 1:
            return None
        meant = open_ones[0] if open_ones else _nearest(task, action, by, kinds)
    if meant is None:
        raise _none(task, action, kinds)
    objection = _objection(task, meant, action, by)
    if objection is not None:
        raise objection
    return meant


def _nearest(task: Task, action: Action, by: Speaker, kinds: Sequence[CommitmentKind]) -> Breach | None:
    """Where nothing is open: the last one that could be meant, rather one on which this person's word would count."""
    of_kinds = [b for b in breaches(task) if b.kind in kinds]
    theirs = [b for b in of_kinds if (b.member_id == by.member_id) is (action is Action.APPEAL)]
    return next(reversed(theirs or of_kinds), None)


def _none(task: Task, action: Action, kinds: Sequence[CommitmentKind]) -> Refusal:
    if len(kinds) < len(CommitmentKind) and breaches(task):
        return Refusal("breach-none-of", number=str(task.id), clock=kinds[0].value)
    return Refusal("breach-none", number=str(task.id), action=action.value)


def _the(task: Task, action: Action, at: Circumstances, given: Given) -> Breach:
    found = which(task, action, Speaker.of(at), given.breach)
    if found is None:
        raise Refusal("breach-which", number=str(task.id))
    return found


def _objection(task: Task, breach: Breach, action: Action, by: Speaker) -> Refusal | None:
    """Why this cannot be done about this breach by this person now."""
    fields = {"number": str(task.id), "clock": breach.kind.value}
    own = breach.member_id == by.member_id
    if own is not (action is Action.APPEAL):
        return Refusal("breach-own" if own else "appeal-not-yours", **fields)
    if breach.standing is Standing.WAIVED or (breach.standing is Standing.UPHELD and action is not Action.APPEAL):
        return _ruled_already(breach, fields)
    said = breach.clock.appealed_at is not None
    if action is Action.APPEAL and said:
        return Refusal("appeal-twice", **fields)
    if action is Action.UPHOLD and breach.standing is not Standing.APPEALED:
        return Refusal("appeal-none", **fields)
    waits = breach.standing is Standing.APPEALED  # what was objected to in time is answered, however late
    if not waits and by.now > by.closes(breach):
        return Refusal("breach-frozen", moment=by.closes(breach).isoformat(), **fields)
    return None


def _ruled_already(breach: Breach, fields: dict[str, str]) -> Refusal:
    """What was ruled on an appeal stands: whoever ruled has a minute to take it back, nobody rules otherwise."""
    clock = breach.clock
    if clock.waived or clock.ruled_at is None:
        return Refusal("waived-already", **fields)
    return Refusal("ruled-already", member=str(clock.ruled_by), moment=clock.ruled_at.isoformat(), **fields)


def _ruling(at: Circumstances, given: Given) -> dict[str, Any]:
    return {"ruled_at": at.now, "ruled_by": at.actor_id, "ruling": given.text}


def _on(task: Task, breach: Breach, **said: Any) -> Task:
    """The task with this written on the generation that ran out."""
    kept = tuple(replace(c, **said) if c == breach.clock else c for c in task.commitments)
    return replace(task, commitments=kept)
