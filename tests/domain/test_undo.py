"""Every act can be undone for a minute, or it is said why not; what is undone leaves nothing behind but two entries."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.errors import Refusal
from domain.facts.tasks import Assigned, TakenBack
from domain.model.post import Said
from domain.model.tasks import Priority, Status
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from domain.rules.undo import STAYS, UNDOABLE
from domain.usecases.tasks.act import perform
from domain.usecases.tasks.regret import REGRET, keep_given
from tests.domain.conftest import Desk
from tests.domain.office import ASSIGNER, LEAD, LEADER, MONDAY, NEXT, local


@pytest.mark.parametrize("action", Action)
def test_every_act_can_be_undone_or_says_why_not(action: Action) -> None:
    assert action in UNDOABLE or action in STAYS


DECISIONS = (
    (ASSIGNER, Action.REASSIGN, Given(member_id=NEXT)),
    (LEADER, Action.REASSIGN, Given(member_id=NEXT)),
    (ASSIGNER, Action.CHANGE_DEADLINE, Given(moment=local(26, 18))),
    (ASSIGNER, Action.CANCEL, Given(Said("搞错了"))),
    (ASSIGNER, Action.CHANGE_PRIORITY, Given(priority=Priority.URGENT)),
    (ASSIGNER, Action.NEED_EVIDENCE, Given()),
    (LEAD, Action.DECLINE, Given(Said("出差"))),
)


@pytest.mark.parametrize(("who", "action", "given"), DECISIONS)
def test_what_was_decided_is_as_it_was_and_everybody_who_heard_hears_that(
    desk: Desk, who: int, action: Action, given: Given
) -> None:
    before = desk.task(desk.give().id)
    desk.do(lambda u: perform(u, desk.who(who), before.id, action, given))
    told = {place.member_id for place, _ in desk.waiting()}
    desk.do(lambda u: perform(u, desk.who(who), before.id, Action.TAKE_BACK))
    after = desk.task(before.id)
    assert {f: getattr(after, f) for f in KEPT} == {f: getattr(before, f) for f in KEPT}
    assert isinstance(desk.facts(before.id)[-1], TakenBack)
    assert {place.member_id for place, _ in desk.waiting()} == told
    with pytest.raises(Refusal, match="take-back-late"):
        desk.do(lambda u: perform(u, desk.who(who), before.id, Action.TAKE_BACK))


KEPT = ("status", "due_at", "priority", "people", "commitments", "requests", "evidence", "closed_at")


@pytest.mark.parametrize(("later", "by"), [(REGRET + timedelta(seconds=1), ASSIGNER), (timedelta(0), LEADER)])
def test_too_late_or_by_somebody_else_nothing_is_undone(desk: Desk, later: timedelta, by: int) -> None:
    task = desk.give()
    desk.do(lambda u: perform(u, desk.who(ASSIGNER), task.id, Action.CANCEL, Given(Said("搞错了"))))
    desk.now += later
    with pytest.raises(Refusal, match="take-back-late"):
        desk.do(lambda u: perform(u, desk.who(by), task.id, Action.TAKE_BACK))
    assert desk.task(task.id).status is Status.CANCELLED


def test_an_order_given_by_a_button_is_called_off(desk: Desk) -> None:
    task = desk.give()
    assigned = Assigned(task.title, MONDAY.isoformat(), "", "normal", {str(LEAD): "lead"})
    desk.do(lambda u: u.record(task, assigned, ASSIGNER))
    desk.do(lambda u: keep_given(u, task, ASSIGNER))
    desk.do(lambda u: perform(u, desk.who(ASSIGNER), task.id, Action.TAKE_BACK))
    after = desk.task(task.id)
    assert (after.status, after.closed_at) == (Status.CANCELLED, MONDAY)
    assert not any(c.running for c in after.commitments)
    assert LEAD in {place.member_id for place, _ in desk.waiting()}
