"""What words about a task would do, said by this person now: a verb of the lifecycle, or only words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import deadlines
from deadlines import read_given
from domain.errors import Refusal
from domain.messages.asking import NEXT_DAY
from domain.model.matters import ANSWERS, Matters
from domain.model.people import Memberships
from domain.model.slips import Colour
from domain.model.tasks import Kind, Part, Relation, Task
from domain.model.value import value
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
from domain.usecases.tasks.due import doubted, longer
from domain.usecases.tasks.order import Mention, resolve

_ENDS_A_LINE = {Action.APPROVE: Action.CLOSE}  # 办结, of a line of a plan
_OF_THOSE_WHO_DO_IT = (Action.ACCEPT, Action.DECLINE, Action.ASK_TRANSFER)
_DOING = frozenset({Relation.LEAD, Relation.CO})
_PAGE = 20
_COLOURS = {
    **dict.fromkeys(("红", "紅", "red"), Colour.RED),
    **dict.fromkeys(("黄", "黃", "yellow"), Colour.YELLOW),
    **dict.fromkeys(("蓝", "藍", "blue"), Colour.BLUE),
}


@value
class Meant:
    """The verbs that words may mean, each with its argument; none: what was meant cannot be done now.

    An argument is `at` a moment, `on` a day, `to` a member, `re` two, one in place of the other, `pr` an urgency, `co` a
    colour, `st` stars. `plain`: nothing else is said.
    """

    choices: tuple[tuple[Action, str], ...]
    plain: bool = False
    wanted: Action | None = None


def meant(unit: Unit, who: Memberships, number: int, text: str, mentions: Sequence[Mention]) -> Meant | None:
    """What the words decide; None where they only say something."""
    found = verdict(text)
    if found is None or (found.out and not _people(unit, found.out, mentions)):
        return None
    task, at = fetch(unit, who, number)
    actions = (_ENDS_A_LINE.get(a, a) if task.kind is Kind.PLAN else a for a in found.actions)
    possible = tuple(a for a in actions if may(task, a, at))
    choices = tuple((a, arg) for a in possible for arg in _arguments(unit, task, found, mentions, a))
    if choices:
        return Meant(choices, found.plain)
    if found.out and possible:
        raise Refusal("no-part", number=str(task.id), member=str(_people(unit, found.out, mentions)[0]))
    judges = allowed(task, Action.COMMENT, at.relations) and not allowed(task, Action.REPORT, at.relations)
    wanted = next((a for a in found.actions if a not in _OF_THOSE_WHO_DO_IT), None)
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


def asks_for_time(text: str) -> bool:
    """Whether words ask for a later deadline, whoever may grant it: 能不能宽限到周五, 延期到周五."""
    found = verdict(text)
    return wants_time(text) or (found is not None and Action.ASK_TIME in found.actions)


def _arguments(unit: Unit, task: Task, found: Verdict, mentions: Sequence[Mention], action: Action) -> Sequence[str]:
    if action in (Action.RETURN_PART, Action.CHANGE_PERIODIC):
        return [f"to{member_id}" for member_id in handed_in(task)] if action is Action.RETURN_PART else ["off"]
    if found.level or found.colour or found.stars:
        return [_marked(found)]
    if found.more and (later := so_much_later(unit, task, found.more)):
        return [later]
    if found.when or found.more:
        return _moments(unit, found.when or found.more, task.due_at if found.more else unit.now)
    return _whom(unit, task, found, mentions, action) if found.who else ("",)


def _marked(found: Verdict) -> str:
    """How urgent, which colour, how many stars."""
    if found.level:
        priority = priority_called(found.level)
        return f"pr{priority}" if priority else ""
    return f"co{_COLOURS[found.colour.lower()]}" if found.colour else f"st{found.stars}"


def so_much_later(unit: Unit, task: Task, words: str) -> str:
    """The deadline that comes so much later as words say (一天), as an offer carries it; empty where they name no length."""
    later = longer(unit, words, task.due_at)
    if later is None or later.moment <= unit.now:
        return ""
    return f"{NEXT_DAY if later.moved else 'at'}{int(later.moment.timestamp())}"


def _whom(unit: Unit, task: Task, found: Verdict, mentions: Sequence[Mention], action: Action) -> Sequence[str]:
    named, out = _people(unit, found.who, mentions), _people(unit, found.out, mentions)
    if found.out or action is Action.REPLACE:
        return _in_place(task, action, out, named)
    return [f"to{member_id}" for member_id in named]


def _in_place(task: Task, action: Action, old: Sequence[int], new: Sequence[int]) -> Sequence[str]:
    """One in place of another: of the lead the task is given anew, of anybody else the part."""
    if action is not Action.REPLACE:
        return [f"to{i}" for i in new] if task.lead_id in old or task.duty_id in old else ()
    leaving = [p.member_id for p in task.people if p.part is not Part.LEAD and p.member_id in old]
    return [f"re{one}-{other}" for one in leaving for other in new if one != other]


def _moments(unit: Unit, words: str, since: datetime) -> Sequence[str]:
    """The moments that the words mean, in the future; none where they mean none."""
    reading = read_given(words, since, unit.calendar)
    if reading.problem or reading.kind is deadlines.Kind.SET:
        return ()
    moments = (reading.moment,) if reading.moment else doubted(unit, reading).readings
    prefix = "on" if reading.day_only else "at"
    return [f"{prefix}{int(m.timestamp())}" for m in moments if m > unit.now]


def _people(unit: Unit, words: str, mentions: Sequence[Mention]) -> Sequence[int]:
    """Whom words that are nothing but an @ or a name mean."""
    if words.startswith("@"):
        marked = [m for m in mentions if (m.username or "").casefold() == words[1:].casefold()]
        return [resolve(unit, m).id for m in marked[:1]]
    return fitting(words, unit.store.members.all_active()) if words else ()


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


def to_answer(unit: Unit, who: Memberships) -> list[Task]:
    """The raised matters this person must answer, the first of them."""
    return unit.store.tasks.page(Matters(hands=who.member.id, kinds=ANSWERS), _PAGE)


def carries_out(who: Memberships, task: Task) -> bool:
    """Whether this person carries it out, alone or with others, and it is going on."""
    sides = relations(who, task)
    return bool(sides & _DOING) and allowed(task, Action.REPORT, sides)
