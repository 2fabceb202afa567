"""What the tests of decisions share: moments, refusals, and any action with everything it needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from domain.errors import Refusal
from domain.model.chases import Method
from domain.model.clocks import Commitment, CommitmentKind
from domain.model.milestones import Milestone
from domain.model.slips import Colour, Register
from domain.model.tasks import Assignment, Attachment, Part, Priority, Task
from domain.model.value import replace
from domain.rules import standing_in
from domain.rules.decisions import Decision, decide
from domain.rules.decisions.circumstances import Circumstances, Undoable
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from tests.domain import verbs as decisions
from tests.domain.office import (
    CO,
    FRIDAY,
    LEAD,
    MONDAY,
    NEXT,
    a_dispute,
    local,
)
from tests.domain.verbs import words

ACCEPT, FIRST, PERIODIC, FINISH, REVIEW, ANSWER, PART, MILESTONE = CommitmentKind
LATER = FRIDAY + timedelta(days=3)
TUESDAY = local(24, 10)
AFTER_DUE = FRIDAY + timedelta(hours=1)
PHOTO = Attachment("photo", "file-1")
ALONE = (Assignment(LEAD, Part.LEAD),)
WITH_CO = (*ALONE, Assignment(CO, Part.CO))


def refused(work: Callable[[], object]) -> Refusal:
    """The refusal of a decision."""
    with pytest.raises(Refusal) as caught:
        work()
    return caught.value


def part(task: Task, member_id: int) -> Assignment:
    """A person's part."""
    return next(p for p in task.people if p.member_id == member_id)


def by_action(action: Action, task: Task, who: Circumstances) -> Decision:
    """Any action with everything it needs given."""
    due = max(task.due_at, who.now) + timedelta(days=1)
    verbs: dict[Action, Callable[[], Decision]] = {
        Action.ACCEPT: lambda: decisions.accept(task, who),
        Action.DECLINE: lambda: decisions.decline(task, who, "忙"),
        Action.REASSIGN: lambda: decisions.reassign(task, who, NEXT if task.lead_id != NEXT else LEAD),
        Action.REPORT: lambda: decisions.report(task, who, "50%", percent=50, blocked=True, files=()),
        Action.SUBMIT: lambda: decisions.submit(task, who, "好了", (PHOTO,), named=(CO,)),
        Action.APPROVE: lambda: decisions.approve(task, who, 4),
        Action.RETURN: lambda: decisions.send_back(task, who, "缺附表"),
        Action.ASK_TIME: lambda: decisions.ask_time(task, who, due, "等"),
        Action.GRANT_TIME: lambda: decisions.grant_time(task, who, due),
        Action.REFUSE_TIME: lambda: decisions.refuse_time(task, who, "不行"),
        Action.ASK_TRANSFER: lambda: decisions.ask_transfer(task, who, CO if task.lead_id != CO else LEAD, "出差"),
        Action.GRANT_TRANSFER: lambda: decisions.grant_transfer(task, who),
        Action.REFUSE_TRANSFER: lambda: decisions.refuse_transfer(task, who, "不行"),
        Action.TAKE_BACK: lambda: decisions.take_back(
            task, replace(who, last=Undoable("approved", who.actor_id, who.now, task))
        ),
        Action.RATE: lambda: decide(task, Action.RATE, who, Given(rating=5)),
        Action.CHANGE_DEADLINE: lambda: decisions.change_deadline(task, who, due),
        Action.URGE: lambda: decisions.urge(task, who),
        Action.COMMENT: lambda: decisions.comment(task, who, "好"),
        Action.CANCEL: lambda: decisions.cancel(task, who, "不用了"),
        Action.PAUSE: lambda: decide(task, Action.PAUSE, who, words("等批复", moment=due)),
        Action.RESUME: lambda: decide(task, Action.RESUME, who),
        Action.REOPEN: lambda: decide(task, Action.REOPEN, who, words("数据有误", moment=due)),
        Action.CHANGE_TITLE: lambda: decide(task, Action.CHANGE_TITLE, who, words(f"{task.title[:50]}改")),
        Action.CHANGE_STANDARD: lambda: decide(task, Action.CHANGE_STANDARD, who, words(f"{task.standard}盖章")),
        Action.CHANGE_PERIODIC: lambda: decide(task, Action.CHANGE_PERIODIC, who, words("每个工作日17:00")),
        Action.CHANGE_ORIGIN: lambda: decide(task, Action.CHANGE_ORIGIN, who, words(f"会议 {task.origin_ref}1")),
        Action.CHANGE_PRIORITY: lambda: decide(task, Action.CHANGE_PRIORITY, who, Given(priority=_other(task))),
        Action.NEED_EVIDENCE: lambda: decide(replace(task, evidence=False), Action.NEED_EVIDENCE, who),
        Action.CONCEAL: lambda: decide(replace(task, confidential=False), Action.CONCEAL, who),
        Action.REVEAL: lambda: decide(replace(task, confidential=True), Action.REVEAL, who),
        Action.CHASE: lambda: decide(task, Action.CHASE, who, words("答应明天交", method=Method.PHONE)),
        Action.SHARE: lambda: decide(task, Action.SHARE, who, _a_part(task, who)),
        Action.HAND_IN: lambda: decide(task, Action.HAND_IN, replace(who, actor_id=_co(task)), words("好了")),
        Action.RETURN_PART: lambda: decide(
            _with_part_in(task), Action.RETURN_PART, who, replace(words("缺页"), member_id=_co(task))
        ),
        Action.ANY_ONE: lambda: decide(replace(task, any_one=False), Action.ANY_ONE, who),
        Action.ALL_MUST: lambda: decide(replace(task, any_one=True), Action.ALL_MUST, who),
        Action.ADD_CO: lambda: decide(task, Action.ADD_CO, who, Given(member_id=_new(task))),
        Action.ADD_WATCHER: lambda: decide(task, Action.ADD_WATCHER, who, Given(member_id=_new(task))),
        Action.DROP: lambda: decide(_watched(task), Action.DROP, who, Given(member_id=_SOMEBODY)),
        Action.REPLACE: lambda: decide(
            _watched(task), Action.REPLACE, who, Given(member_id=_SOMEBODY, other_id=_new(_watched(task)))
        ),
        Action.DISAGREE: lambda: decide(
            task, Action.DISAGREE, _other_than(task, who), words("不合理", member_id=_co(task))
        ),
        Action.SAY_SIDE: lambda: decide(
            replace(task, requests=(a_dispute(task, who.actor_id),)), Action.SAY_SIDE, who, words("有理由")
        ),
        Action.DECIDE: lambda: decide(task, Action.DECIDE, who, words("照办")),
        Action.HAND_OVER: lambda: decide(task, Action.HAND_OVER, replace(who, standins={task.lead_id: NEXT})),
        Action.TAKE_OVER: lambda: decide(standing_in.asked(task, who.actor_id), Action.TAKE_OVER, who),
        Action.HAND_BACK: lambda: decide(_taken_over(task), Action.HAND_BACK, who),
        Action.WAIVE_EVIDENCE: lambda: decide(replace(task, evidence=True), Action.WAIVE_EVIDENCE, who),
        Action.APPEAL: lambda: decide(_missed(task, who.actor_id), Action.APPEAL, who, words("停电")),
        Action.WAIVE: lambda: decide(_missed(task, _ANOTHER), Action.WAIVE, who, words("停电")),
        Action.SLIP: lambda: decide(
            task, Action.SLIP, replace(who, register=Register(2026, 1)), words("进度落后", colour=Colour.BLUE)
        ),
        Action.BREAK_DOWN: lambda: decide(
            task, Action.BREAK_DOWN, who, replace(words("核对数据"), member_id=CO, matter_id=77)
        ),
        Action.PUT_UNDER: lambda: decide(task, Action.PUT_UNDER, who, Given(matter_id=(task.parent_id or 70) + 1)),
        Action.TAKE_OUT: lambda: decide(replace(task, parent_id=70), Action.TAKE_OUT, who),
        Action.MAKE_WAIT: lambda: decide(
            replace(task, comes_after=task.awaits[-1:], awaits=task.awaits[-1:]),
            Action.MAKE_WAIT,
            who,
            Given(matters=(max(task.awaits, default=70) + 1,)),
        ),
        Action.DROP_WAIT: lambda: decide(replace(task, comes_after=(70,), awaits=(70,)), Action.DROP_WAIT, who),
        Action.TAG: lambda: decide(replace(task, tags=()), Action.TAG, who, Given(tags=("预算",))),
        Action.UNTAG: lambda: decide(replace(task, tags=("预算",)), Action.UNTAG, who, Given(tags=("预算",))),
        Action.SET_MILESTONES: lambda: decide(
            replace(task, milestones=()), Action.SET_MILESTONES, who, Given(milestones=(_a_milestone(task, who.now),))
        ),
        Action.DROP_MILESTONES: lambda: decide(_with_milestone(task), Action.DROP_MILESTONES, who, Given(which=(1,))),
        Action.REACH: lambda: decide(_with_milestone(task), Action.REACH, who, Given(which=(1,))),
        Action.CLOSE: lambda: decide(task, Action.CLOSE, who, words("完成")),
        Action.MINUTE: lambda: decide(task, Action.MINUTE, who, words("会议决定：照此办理")),
        Action.UPHOLD: lambda: decide(_missed(task, _ANOTHER, appealed=True), Action.UPHOLD, who, words("无关")),
    }
    return verbs[action]()


_SOMEBODY = 77


def _a_milestone(task: Task, now: datetime) -> Milestone:
    """A dated point on the way: half of the time that is left."""
    return Milestone(0, "初稿", now + max((task.due_at - now) / 2, timedelta(0)))


def _with_milestone(task: Task) -> Task:
    return replace(task, milestones=(Milestone(1, "初稿", task.due_at),))


def _co(task: Task) -> int:
    """A co-assignee, or whoever would be one."""
    return next(iter(task.co_ids), CO)


def _new(task: Task) -> int:
    """Somebody who is not in it yet."""
    return max(p.member_id for p in task.people) + 100


def _a_part(task: Task, who: Circumstances) -> Given:
    """What somebody does, by half of the time that is left."""
    left = task.due_at - who.now
    moment = who.now + left / 2 if left > timedelta(0) else None
    return words("提供数据", member_id=_co(task), moment=moment)


def _watched(task: Task) -> Task:
    """With one more who watches it."""
    rest = tuple(p for p in task.people if p.member_id != _SOMEBODY)
    return replace(task, people=(*rest, Assignment(_SOMEBODY, Part.WATCHER)))


def _with_part_in(task: Task) -> Task:
    people = (replace(p, handed_in_at=task.created_at) if p.part is Part.CO else p for p in task.people)
    return replace(task, people=tuple(people))


def _other_than(task: Task, who: Circumstances) -> Circumstances:
    """Whoever gave the task has nobody to carry a disagreement to."""
    return replace(who, actor_id=task.lead_id) if who.actor_id == task.assigner_id else who


_ANOTHER = 99  # nobody of the office any more


def _missed(task: Task, member_id: int, *, appealed: bool = False) -> Task:
    """The task with one clock that ran out on somebody, and was kept late."""
    late = Commitment(ANSWER, member_id, 1, MONDAY, MONDAY, met_at=MONDAY, breached_at=MONDAY)
    said = replace(late, appealed_at=MONDAY, appeal="停电") if appealed else late
    return replace(task, commitments=(*(c for c in task.commitments if c.kind is not ANSWER), said))


def _taken_over(task: Task) -> Task:
    """A task somebody stands in for."""
    return task if task.standin_id else standing_in.taken(standing_in.asked(task, NEXT), MONDAY)


def _other(task: Task) -> Priority:
    """The next priority, after the last the first."""
    found = list(Priority)
    return found[(found.index(task.priority) + 1) % len(found)]
