"""What words about a task would do, said by this person now: a verb of the lifecycle, or only words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from deadlines import Kind, read
from domain.model.matters import Matters
from domain.model.people import Memberships
from domain.model.slips import Colour
from domain.model.tasks import Relation, Task
from domain.rules.breaches import breaches
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.hands import handed_in
from domain.rules.lifecycle import Action, allowed
from domain.rules.names import fitting
from domain.rules.outcome import disagrees, wants_other_hands, wants_time
from domain.rules.urgency import priority_called
from domain.rules.verdicts import Verdict, verdict
from domain.unit import Unit
from domain.usecases.access import fetch, relations, secrets_of
from domain.usecases.tasks.order import Mention, resolve

_DOING = frozenset({Relation.LEAD, Relation.CO})
_PAGE = 20
_COLOURS = {
    **dict.fromkeys(("红", "紅", "red"), Colour.RED),
    **dict.fromkeys(("黄", "黃", "yellow"), Colour.YELLOW),
    **dict.fromkeys(("蓝", "藍", "blue"), Colour.BLUE),
}


@dataclass(frozen=True, slots=True)
class Meant:
    """The verbs that words may mean, each with its argument (`at` a moment, `on` a day, `to` a member, `pr` an urgency, `co` a
    colour); none: what was meant cannot be done now. `plain`: nothing else is said."""

    choices: tuple[tuple[Action, str], ...]
    plain: bool = False
    wanted: Action | None = None


def meant(unit: Unit, who: Memberships, number: int, text: str, mentions: Sequence[Mention]) -> Meant | None:
    """What the words decide; None where they only say something."""
    found = verdict(text)
    if found is None:
        return None
    task, at = fetch(unit, who, number)
    possible = tuple(a for a in found.actions if may(task, a, at))
    choices = tuple((a, arg) for a in possible for arg in _arguments(unit, task, found, mentions, a))
    if choices:
        return Meant(choices, found.plain)
    judges = allowed(task, Action.COMMENT, at.relations) and not allowed(task, Action.REPORT, at.relations)
    wanted = next((a for a in found.actions if a is not Action.ACCEPT), None)
    return Meant((), wanted=wanted) if judges and wanted and not (found.when or found.who or found.more) else None


def may(task: Task, action: Action, at: Circumstances) -> bool:
    """Whether this person can do this now, and it would not be done twice or too late."""
    if action is Action.ACCEPT:
        mine = (p for p in task.people if task.carrier(p) == at.actor_id)
        return allowed(task, action, at.relations) and not any(p.accepted_at for p in mine)
    if action is Action.APPEAL and not any(b.member_id == at.actor_id for b in breaches(task)):
        return False
    if action is Action.WAIVE and not breaches(task):
        return False
    if action is Action.DISAGREE and (not task.co_ids or at.actor_id == task.assigner_id):
        return False
    return allowed(task, action, at.relations) and not (action is Action.ASK_TIME and task.overdue(at.now))


def wished(task: Task, text: str, at: Circumstances) -> Action | None:
    """What those who do it ask for in words that are no decision: more time, other hands, to be heard."""
    asks = ((Action.ASK_TRANSFER, wants_other_hands), (Action.ASK_TIME, wants_time), (Action.DISAGREE, disagrees))
    return next((action for action, says in asks if says(text) and may(task, action, at)), None)


def _arguments(unit: Unit, task: Task, found: Verdict, mentions: Sequence[Mention], action: Action) -> Sequence[str]:
    if action is Action.RETURN_PART:
        return [f"to{member_id}" for member_id in handed_in(task)]
    if action is Action.CHANGE_PERIODIC:
        return ["off"]
    if found.level:
        priority = priority_called(found.level)
        return [f"pr{priority}" if priority else ""]
    if found.colour:
        return [f"co{_COLOURS[found.colour.lower()]}"]
    if found.when or found.more:
        return _moments(unit, found.when or found.more, task.due_at if found.more else unit.now)
    return _members(unit, found.who, mentions) if found.who else ("",)


def _moments(unit: Unit, words: str, since: datetime) -> Sequence[str]:
    """The moments that the words mean, in the future; none where they mean none."""
    reading = read(words, since, unit.calendar)
    if reading.problem or reading.kind is Kind.SET:
        return ()
    moments = (reading.moment,) if reading.moment else reading.readings
    prefix = "on" if reading.day_only else "at"
    return [f"{prefix}{int(m.timestamp())}" for m in moments if m > unit.now]


def _members(unit: Unit, words: str, mentions: Sequence[Mention]) -> Sequence[str]:
    if words.startswith("@"):
        return [f"to{resolve(unit, m).id}" for m in mentions[:1]]
    return [f"to{member_id}" for member_id in fitting(words, unit.store.members.all_active())]


def waiting(unit: Unit, who: Memberships, actions: Sequence[Action]) -> list[Task]:
    """The open tasks on which this person may do one of these now."""
    found = ((task, relations(who, task)) for task in unit.store.tasks.undecided())
    return [task for task, sides in found if any(allowed(task, action, sides) for action in actions)]


def in_hand(unit: Unit, who: Memberships) -> Iterator[Task]:
    """The open tasks this person carries out, alone or with others, the one due first at the top; read as far as is asked."""
    mine, start = Matters(hands=who.member.id, secret_to=secrets_of(who)), 0
    while found := unit.store.tasks.page(mine, _PAGE, start):
        yield from (task for task in found if carries_out(who, task))
        start += _PAGE


def carries_out(who: Memberships, task: Task) -> bool:
    """Whether this person carries it out, alone or with others, and it is going on."""
    sides = relations(who, task)
    return bool(sides & _DOING) and allowed(task, Action.REPORT, sides)
