"""Decide, then do: a task as it is, an action and what was given with it in; what the task becomes and the fact to record out.

Pure. The lifecycle's move says what happens to status, requests and clocks; a function of one of these files adds what is
particular to its verb.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from domain.facts.base import Fact
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Relation, Task
from domain.model.value import replace, value
from domain.rules import clocks, own_clocks, raised, reporting
from domain.rules.decisions import (
    asking,
    changing,
    disputing,
    excusing,
    giving,
    judging,
    links,
    meetings,
    milestones,
    noticing,
    people,
    raising,
    sharing,
    slipping,
    standing,
    trees,
    working,
)
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.requests import answer, settle
from domain.rules.given import NOTHING, Given
from domain.rules.lifecycle import Action, Move, require

Particular = Callable[[Task, Circumstances, Given], tuple[Task, Fact]]

PARTICULARS: Mapping[Action, Particular] = {
    Action.ACCEPT: working.accept,
    Action.DECLINE: working.decline,
    Action.REPORT: working.report,
    Action.SUBMIT: working.submit,
    Action.COMMENT: working.comment,
    Action.APPROVE: judging.approve,
    Action.RATE: judging.rate,
    Action.RETURN: judging.send_back,
    Action.CHANGE_DEADLINE: judging.change_deadline,
    Action.URGE: judging.urge,
    Action.CHASE: judging.chase,
    Action.CANCEL: judging.cancel,
    Action.REASSIGN: giving.reassign,
    Action.ASK_TIME: asking.ask_time,
    Action.GRANT_TIME: asking.grant_time,
    Action.REFUSE_TIME: asking.refuse_time,
    Action.ASK_TRANSFER: asking.ask_transfer,
    Action.GRANT_TRANSFER: asking.grant_transfer,
    Action.REFUSE_TRANSFER: asking.refuse_transfer,
    Action.TAKE_BACK: judging.take_back,
    Action.PAUSE: changing.pause,
    Action.RESUME: changing.resume,
    Action.REOPEN: changing.reopen,
    Action.CHANGE_TITLE: changing.title,
    Action.CHANGE_PRIORITY: changing.priority,
    Action.CHANGE_STANDARD: changing.standard,
    Action.CHANGE_ORIGIN: changing.origin,
    Action.CHANGE_PERIODIC: changing.periodic,
    Action.NEED_EVIDENCE: changing.need_evidence,
    Action.WAIVE_EVIDENCE: changing.waive_evidence,
    Action.CONCEAL: changing.conceal,
    Action.REVEAL: changing.reveal,
    Action.SHARE: sharing.share,
    Action.HAND_IN: sharing.hand_in,
    Action.RETURN_PART: sharing.return_part,
    Action.ANY_ONE: sharing.any_one,
    Action.ALL_MUST: sharing.all_must,
    Action.ADD_CO: people.add_co,
    Action.ADD_WATCHER: people.add_watcher,
    Action.DROP: people.drop,
    Action.REPLACE: people.replace_person,
    Action.DISAGREE: disputing.disagree,
    Action.SAY_SIDE: disputing.say_side,
    Action.DECIDE: disputing.decide_between,
    Action.APPEAL: excusing.appeal,
    Action.WAIVE: excusing.waive,
    Action.UPHOLD: excusing.uphold,
    Action.SLIP: slipping.issue,
    Action.HAND_OVER: standing.hand_over,
    Action.TAKE_OVER: standing.take_over,
    Action.HAND_BACK: standing.hand_back,
    Action.BREAK_DOWN: trees.break_down,
    Action.PUT_UNDER: trees.put_under,
    Action.TAKE_OUT: trees.take_out,
    Action.CLOSE: trees.close,
    Action.MINUTE: meetings.minute,
    Action.MAKE_WAIT: links.make_wait,
    Action.DROP_WAIT: links.drop_wait,
    Action.TAG: links.tag,
    Action.UNTAG: links.untag,
    Action.SET_MILESTONES: milestones.set_milestones,
    Action.DROP_MILESTONES: milestones.drop_milestones,
    Action.REACH: milestones.reach,
    Action.READ: noticing.read,
    Action.REMIND_UNREAD: noticing.remind_unread,
    Action.END_READING: noticing.close,
    Action.RECALL: noticing.recall,
    Action.ANSWER: raising.answer,
    Action.HAND_ON: raising.hand_on,
    Action.TAKE_ON: raising.take_on,
    Action.NOT_MINE: raising.not_mine,
    Action.MAKE_TASK: raising.make_task,
    Action.SOLVED: raising.solved,
    Action.NOT_SOLVED: raising.not_solved,
    Action.WITHDRAW: raising.withdraw,
}


@value
class Decision:
    """The task as it becomes, the fact to record, and the lifecycle's move behind it."""

    task: Task
    fact: Fact
    move: Move


def decide(task: Task, action: Action, at: Circumstances, given: Given = NOTHING) -> Decision:
    """What becomes of the task. Raises Refusal for whoever may not, a state that does not allow it, or what cannot be."""
    move = require(task, action, at.relations)
    changed, fact = PARTICULARS[action](task, at, given)
    return Decision(_moved(replace(changed, status=move.to or changed.status), move, at), fact, move)


def _moved(task: Task, move: Move, at: Circumstances) -> Task:
    """Requests and clocks as the move says, once people and deadline are final; the answer clock runs while one waits, and a
    clock of its own for every part owed by a deadline of its own, and every milestone."""
    if move.answers:
        task = answer(task, move.answers, at.now, granted=move.grants)
    if move.settles:
        task = settle(task, at.now)
    if not task.is_raised and not any(r.waits for r in task.requests):
        task = clocks.meet(task, (CommitmentKind.ANSWER,), at.now)
    task = clocks.meet(task, move.meets, at.now)
    task = clocks.stop(task, move.stops, at.now)
    if move.to is not None and not move.to.is_open:
        task = replace(task, awaits=())  # what is over waits for nothing
    task = clocks.start(task, move.starts, at.now, at.settings, at.calendar)
    task = reporting.follow(_heard(task, move, at), at.now, at.calendar)
    return raised.follow(own_clocks.follow(task, at.now), at.now)


def _heard(task: Task, move: Move, at: Circumstances) -> Task:
    """Whatever a lead does is a sign of life; whoever was given work anew is not silent yet."""
    given_anew = move.to or move.back or move.starts or move.stops
    return replace(task, heard_at=at.now) if given_anew or Relation.LEAD in at.relations else task
