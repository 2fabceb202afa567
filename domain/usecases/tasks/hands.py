"""What words of those who work on a task together come to: a part handed in, an own part with its deadline, a result that
goes over somebody's head."""

from __future__ import annotations

import re

from deadlines import Kind, Problem, read
from domain.errors import Refusal
from domain.model import tasks as model
from domain.model.people import Memberships
from domain.model.tasks import Relation
from domain.model.value import replace
from domain.rules import hands
from domain.rules.drafts import says_undated
from domain.rules.given import Given
from domain.rules.lifecycle import Action, allowed
from domain.rules.offers import is_asked
from domain.rules.outcome import says_done
from domain.rules.progress import progress_in
from domain.text import late, tidy
from domain.unit import Unit
from domain.usecases.access import fetch
from domain.usecases.tasks.act import named_in
from domain.usecases.tasks.due import refuse_past, taken
from domain.usecases.tasks.order import is_condition, without_due

_ALL = 100


def as_said(unit: Unit, who: Memberships, number: int, action: Action, text: str) -> Action:
    """What an action is for this person: the result of a co-assignee, or a report that theirs is done, is their part.

    What ends a line of a plan is that it is closed. Who disagrees with whoever disagrees with them says their side; to accept
    what one was asked to stand in for is to take it over.

    Who stands in for the lead answers for the whole; their own part is what they say of that and of nothing else.
    """
    if action in (Action.SUBMIT, Action.APPROVE) and fetch(unit, who, number)[0].kind is model.Kind.PLAN:
        return Action.CLOSE
    if action in _FOR_RAISED:
        action = _of_raised(unit, who, number, action)
    if action not in (Action.SUBMIT, Action.REPORT, Action.ACCEPT, Action.DISAGREE):
        return action
    task, at = fetch(unit, who, number)
    if action is Action.DISAGREE:
        return Action.SAY_SIDE if is_asked(task, who.member.id) else action
    if action is Action.ACCEPT:
        takes_over = allowed(task, Action.TAKE_OVER, at.relations) and not allowed(task, action, at.relations)
        return Action.TAKE_OVER if takes_over else action
    if Relation.CO not in at.relations:
        return action
    if Relation.LEAD in at.relations:
        ready = action is Action.REPORT and _says_own_done(text) and who.member.id not in hands.handed_in(task)
    else:
        ready = action is Action.SUBMIT or (_is_finished(text) and who.member.id not in hands.handed_in(task))
    return Action.HAND_IN if ready and allowed(task, Action.HAND_IN, at.relations) else action


def _of_raised(unit: Unit, who: Memberships, number: int, action: Action) -> Action:
    """What an action is where the matter is no task."""
    task, at = fetch(unit, who, number)
    if not task.is_raised:
        return action
    takes_over = action is Action.ACCEPT and allowed(task, Action.TAKE_OVER, at.relations)
    return Action.TAKE_OVER if takes_over else _FOR_RAISED[action]


# What is typed about a task, about a raised matter means this.
_FOR_RAISED = {
    Action.ACCEPT: Action.TAKE_ON,
    Action.DECLINE: Action.NOT_MINE,
    Action.SUBMIT: Action.ANSWER,
    Action.REPORT: Action.COMMENT,
    Action.ASK_TRANSFER: Action.HAND_ON,
    Action.APPROVE: Action.SOLVED,
    Action.RETURN: Action.NOT_SOLVED,
    Action.REOPEN: Action.NOT_SOLVED,
    Action.CANCEL: Action.WITHDRAW,
}


def _is_finished(text: str) -> bool:
    return says_done(text) or _says_own_done(text) or progress_in(text) == _ALL


def _says_own_done(text: str) -> bool:
    """我的部分做完了，见附件: one clause says it, and none that it is not all."""
    if text.strip().endswith(("?", "？")) or _NOT_ALL.search(text):
        return False
    return any(_OWN_DONE.fullmatch(c.strip()) for c in _CLAUSES.split(text))


_CLAUSES = late(r"[,，;；。!！\n]|\.(?=\s|$)")
_NOT_ALL = late(r"还差|還差|还没|還沒|只剩|除了|但是?|\b(?:but|except|not|once|if|when)\b", re.IGNORECASE)
_OWN_DONE = late(
    r"我(?:们|們)?(?:这|這|那|这边|這邊)?(?:负责|負責|承担|承擔)?(?:的)?(?:那|这|這)?(?:一)?(?:部分|块|塊)(?:都|已经|已經|已|全)*"
    r"(?:好|完|完成|做完|办完|辦完|做好|办好|辦好|弄好|写好|寫好|交)(?:了|啦)?[。.!！👌✅]*"
    r"|my part(?:'s| is| has been)?(?: all| now| already)? (?:done|ready|finished|complete|completed)[.!]*",
    re.IGNORECASE,
)


def own_part(unit: Unit, given: Given) -> Given:
    """周四前 提供数据: what somebody does of a task, and by when where the words say so."""
    if says_undated(given.text):
        return replace(given, said=replace(given.said, text=""), undated=True)
    reading = read(given.text, unit.now, unit.calendar, sentence=True)
    _refuse_over(unit, given.text)
    impossible = (
        reading.problem is Problem.IMPOSSIBLE
    )  # 2月30日 is a deadline nobody can keep, and no words of the part
    if not impossible and (reading.kind in (Kind.NONE, Kind.SET) or is_condition(reading)):
        refuse_past(unit, given.text)
        return given
    due = taken(unit, reading)
    if due.moment is None:
        raise Refusal("part-when", words=reading.words[:60])
    words = tidy(without_due(given.text, reading))
    return replace(given, said=replace(given.said, text=words), moment=due.moment, wording=due.wording)


def _refuse_over(unit: Unit, text: str) -> None:
    """A limit that is over at the head of what somebody does (昨天前 收集) is no title."""
    head, _, rest = text.strip().partition(" ")
    if rest and read(head, unit.now, unit.calendar).problem is Problem.PAST:
        raise Refusal("deadline", problem=Problem.PAST.value, words=head)


def left_out(unit: Unit, who: Memberships, number: int, given: Given) -> tuple[int, ...]:
    """The co-assignees of whom nothing was heard and whom the result does not name."""
    task, _ = fetch(unit, who, number)
    silent = hands.silent(task)
    named = (*given.named, *named_in(unit, silent, given.text))
    return tuple(i for i in silent if i not in named)
