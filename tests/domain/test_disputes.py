"""有异议: both are heard, the assigner decides, both read it; nobody's word is lost on the way."""

from __future__ import annotations

from typing import Any

import pytest

from domain.errors import Refusal
from domain.facts.hands import Decided, Disagreed, DisputePut, SideTold
from domain.messages.tasks import TaskNews
from domain.model.clocks import CommitmentKind
from domain.model.post import Said
from domain.model.tasks import Assignment, Part, RequestKind, Status, Task
from domain.model.value import replace
from domain.rules.decisions import Decision, decide
from domain.rules.decisions.disputing import ends_unheard
from domain.rules.given import Given
from domain.rules.ladder import timers
from domain.rules.lifecycle import Action
from domain.usecases.tasks.act import perform
from tests.domain.conftest import Desk
from tests.domain.office import (
    ASSIGNER,
    CALENDAR,
    CO,
    HOUR,
    LEAD,
    MONDAY,
    OWNER,
    SETTINGS,
    SUPERVISOR,
    WATCHER,
    a_task,
    at,
    local,
    running,
)  # fmt: skip

TUESDAY = local(24, 9, 30)  # a day later: the term of the answer clock
DISPUTE = RequestKind.DISPUTE


def words(text: str, **also: Any) -> Given:
    return Given(said=Said(text), **also)


def refusal(work: Any) -> str:
    with pytest.raises(Refusal) as caught:
        work()
    return caught.value.name


def disagrees(task: Task | None = None, who: int = CO) -> Decision:
    return decide(task or a_task(Status.ACTIVE), Action.DISAGREE, at(who), words("该财务出", member_id=CO))


def heard() -> Task:
    """Both have spoken."""
    return decide(disagrees().task, Action.SAY_SIDE, at(LEAD, MONDAY + HOUR), words("财务不肯")).task


def test_a_co_assignee_disagrees_with_the_lead_who_has_a_day_to_speak() -> None:
    done = disagrees()
    [asked] = done.task.requests
    assert (asked.kind, asked.to_member_id, asked.due_at, asked.waits) == (DISPUTE, LEAD, TUESDAY, False)
    assert done.fact == Disagreed(LEAD, "该财务出")
    assert CommitmentKind.ANSWER not in running(done.task), "the assigner does not know of it yet"
    [due] = [at_ for ring, at_ in timers(done.task, SETTINGS, CALENDAR).items() if ring.kind == "dispute"]
    assert due == TUESDAY


def test_with_both_sides_words_the_assigners_answer_clock_begins() -> None:
    task = heard()
    [asked] = task.requests
    assert (asked.reason, asked.reply, asked.waits) == ("该财务出", "财务不肯", True)
    assert CommitmentKind.ANSWER in running(task)
    assert not [r for r in timers(task, SETTINGS, CALENDAR) if r.kind == "dispute"]


def test_the_assigner_decides_once_and_it_is_over() -> None:
    done = decide(heard(), Action.DECIDE, at(ASSIGNER, MONDAY + HOUR), words("财务出"))
    assert done.fact == Decided(CO, LEAD, "财务出")
    assert done.task.pending_request() is None
    assert CommitmentKind.ANSWER not in running(done.task)
    assert refusal(lambda: decide(done.task, Action.DECIDE, at(ASSIGNER), words("又"))) == "no-dispute"


@pytest.mark.parametrize("who", [LEAD, CO, WATCHER])
def test_nobody_who_works_on_it_decides(who: int) -> None:
    assert refusal(lambda: decide(heard(), Action.DECIDE, at(who), words("听我的"))) == "not-yours"
    assert decide(heard(), Action.DECIDE, at(SUPERVISOR), words("财务出")).task.pending_request() is None


def test_an_owner_who_is_one_of_the_two_leaves_it_to_the_assigner() -> None:
    both = replace(at(OWNER), actor_id=CO)
    assert refusal(lambda: decide(heard(), Action.DECIDE, both, words("听我的"))) == "decide-own"


def test_before_the_other_side_was_heard_there_is_nothing_to_decide() -> None:
    assert refusal(lambda: decide(disagrees().task, Action.DECIDE, at(ASSIGNER), words("不等了"))) == "side-waits"


def test_only_the_other_side_speaks_and_only_once() -> None:
    task = disagrees().task
    assert refusal(lambda: decide(task, Action.SAY_SIDE, at(CO), words("我再说"))) == "no-side"
    assert refusal(lambda: decide(heard(), Action.SAY_SIDE, at(LEAD), words("再说"))) == "no-side"
    assert refusal(lambda: decide(task, Action.SAY_SIDE, at(ASSIGNER), words("我说"))) == "not-yours"


def test_a_second_disagreement_waits_until_the_first_is_settled() -> None:
    assert refusal(lambda: disagrees(disagrees().task)) == "dispute-waiting"


def test_a_lead_who_works_alone_disagrees_with_the_assigner() -> None:
    alone = a_task(Status.ACTIVE, people=(Assignment(LEAD, Part.LEAD),))
    [asked] = disagrees(alone, LEAD).task.requests
    assert (asked.to_member_id, asked.waits) == (ASSIGNER, True), "put at once"


def test_who_a_disagreement_would_end_for_is_known_before_it_does() -> None:
    task = disagrees().task
    assert ends_unheard(task, Action.APPROVE, None)
    assert ends_unheard(task, Action.DROP, CO)
    assert not ends_unheard(task, Action.DROP, WATCHER)
    assert not ends_unheard(task, Action.CHANGE_DEADLINE, None)
    assert not ends_unheard(decide(heard(), Action.DECIDE, at(ASSIGNER), words("听我的")).task, Action.APPROVE, None)


def test_an_assigner_decides_anyway() -> None:
    own = a_task(Status.ACTIVE, assigner_id=LEAD)
    assert refusal(lambda: disagrees(own, LEAD)) == "disagree-own"
    to_assigner = disagrees(own).task
    assert to_assigner.requests[0].waits, "the other side decides itself: it is put to them at once"


def test_who_hands_in_does_not_end_what_another_says_against_it() -> None:
    task = heard()
    given_in = decide(task, Action.SUBMIT, at(LEAD, MONDAY + HOUR), words("好了", named=(CO,))).task
    assert given_in.pending_request(DISPUTE) is not None
    decide(given_in, Action.DECIDE, at(ASSIGNER), words("重做"))
    done = decide(given_in, Action.APPROVE, at(ASSIGNER)).task
    assert done.pending_request() is None, "an approval is the last word"


def test_a_disagreement_of_somebody_who_was_taken_off_is_settled() -> None:
    task = decide(disagrees().task, Action.DROP, at(ASSIGNER), Given(member_id=CO)).task
    assert task.pending_request() is None


def test_while_a_task_is_paused_people_are_heard_and_the_answer_is_due_when_it_goes_on() -> None:
    task = disagrees().task
    paused = decide(task, Action.PAUSE, at(ASSIGNER), words("等批复", moment=local(25, 9))).task
    put = decide(paused, Action.SAY_SIDE, at(LEAD), words("财务不肯")).task
    assert running(put) == {}
    going = decide(put, Action.RESUME, at(ASSIGNER, MONDAY + HOUR)).task
    assert CommitmentKind.ANSWER in running(going)


@pytest.fixture
def unheard(desk: Desk) -> Desk:
    """A co-assignee disagrees; the lead says nothing."""
    desk.give(status=Status.ACTIVE)
    desk.do(lambda u: perform(u, desk.who(CO), 1, Action.DISAGREE, words("该财务出")))
    return desk


def news(desk: Desk, member: int) -> list[int]:
    return [m.seq for p, m in desk.waiting() if p.member_id == member and isinstance(m, TaskNews)]


def test_when_the_other_side_says_nothing_in_time_the_assigner_hears_one_side_alone(unheard: Desk) -> None:
    assert news(unheard, ASSIGNER) == []
    unheard.now = TUESDAY
    unheard.ring_all()
    assert unheard.facts()[-1] == DisputePut(CO, LEAD)
    assert news(unheard, ASSIGNER) == [len(unheard.facts())]
    assert unheard.task().requests[0].waits
    assert unheard.ring_all() == 0


def test_who_spoke_in_time_is_not_passed_over(unheard: Desk) -> None:
    unheard.do(lambda u: perform(u, unheard.who(LEAD), 1, Action.SAY_SIDE, words("财务不肯")))
    unheard.now = TUESDAY
    unheard.ring_all()
    assert [type(f) for f in unheard.facts()][:2] == [Disagreed, SideTold]
    assert not [f for f in unheard.facts() if isinstance(f, DisputePut)]
    assert news(unheard, ASSIGNER) == [2]
