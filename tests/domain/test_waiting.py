"""前置事项: what waits for another has no clock of the work, begins with the last of them, goes in no circle."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.facts.links import MadeToWait, WaitAgain, WaitOver
from domain.messages.tasks import TaskNews
from domain.model.clocks import CommitmentKind
from domain.model.drafts import Draft, TaskDraft
from domain.model.post import Said
from domain.model.tasks import Status, Wording
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from domain.rules.lights import Cause, lit
from domain.rules.tags import kept, tags_in
from domain.rules.waiting import after_in
from domain.unit import Unit
from domain.usecases.tasks.act import perform
from domain.usecases.tasks.assign import assign
from jobs.audit.auditor import Auditor
from tests.domain.conftest import GROUP, Desk, open_desk
from tests.domain.deciding import refused
from tests.domain.office import CALENDAR, COLLEAGUE, FRIDAY, LEAD, NEXT, OWNER, SETTINGS

FIRST, FINISH, ACCEPT = CommitmentKind.FIRST_REPORT, CommitmentKind.FINISH, CommitmentKind.ACCEPT


def give(desk: Desk, *after: int, to: int = LEAD, words: str = "", **said: object) -> int:
    """A task given as people give it, perhaps after others; due on Friday where its words say nothing else."""
    wording = Wording(words, due_said_at=desk.now) if words else Wording()

    def work(unit: Unit) -> int:
        draft = TaskDraft(
            people=(to,), title="核对数据", due=FRIDAY, wording=wording, team_id=desk.team.id, comes_after=after, **said
        )
        return assign(unit, desk.who(OWNER), Draft(0, OWNER, GROUP, draft)).id

    return desk.do(work)


def do(desk: Desk, number: int, action: Action, *matters: int, by: int = OWNER, **also: object) -> None:
    words = Said("" if action in (Action.MAKE_WAIT, Action.DROP_WAIT) else "好了")
    desk.do(lambda u: perform(u, desk.who(by), number, action, Given(said=words, matters=matters, **also)))


def finish(desk: Desk, number: int) -> None:
    do(desk, number, Action.SUBMIT, by=desk.task(number).lead_id)
    do(desk, number, Action.APPROVE)


def running(desk: Desk, number: int) -> set[CommitmentKind]:
    return {c.kind for c in desk.task(number).commitments if c.running}


def news(desk: Desk, number: int, fact: type) -> list[int | None]:
    """Who was told of a fact."""
    seqs = [e.seq for e in desk.db.read_now(lambda s: s.history.of(number)) if isinstance(e.fact, fact)]
    told = [(to, said) for to, said in desk.waiting() if isinstance(said, TaskNews) and said.task_id == number]
    return sorted((to.member_id for to, said in told if said.seq in seqs), key=str)


# -- words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "numbers", "rest"),
    [
        ("#12 办完后 核对数据", (12,), "核对数据"),
        ("#12办结后3个工作日内 核对数据", (12,), "3个工作日内 核对数据"),
        ("核对数据，在#12之后", (12,), "核对数据，"),
        ("等 #12、#13 都辦完後再彙總", (12, 13), "彙總"),
        ("＃12完成后，核对数据", (12,), "核对数据"),
        ("after #12 check the figures", (12,), "check the figures"),
        ("check the figures after #12 and #13", (12, 13), "check the figures"),
        ("once #12 is done, check the figures", (12,), "check the figures"),
        ("within 3 working days after #12 is done check", (12,), "within 3 working days check"),
        ("把 #12 的结果复印一份", (), "把 #12 的结果复印一份"),
        ("see the notes of #12", (), "see the notes of #12"),
    ],
)
def test_an_order_says_what_it_comes_after(text: str, numbers: tuple[int, ...], rest: str) -> None:
    found, left = after_in(text)
    assert (found, " ".join(left.split())) == (numbers, rest)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("汇总 #预算 #年度", ("预算", "年度")),
        ("汇总＃Ｂｕｄｇｅｔ #budget", ("budget",)),
        ("after #12 and #13, no. #5", ()),
        ("#！！ # #__ #--", ()),
        ("https://a.b/c#teil", ()),
        ("C#语言", ()),
    ],
)
def test_a_tag_is_a_word_behind_a_sign_and_never_a_number(text: str, tags: tuple[str, ...]) -> None:
    assert kept(tags_in(text)[0]) == tags


def test_a_tag_of_a_hundred_signs_is_refused_and_so_is_the_ninth() -> None:
    assert refused(lambda: kept(("预" * 100,))).name == "tag-long"
    assert refused(lambda: kept(tuple("abcdefghi"))).name == "tag-many"


# -- clocks ------------------------------------------------------------------------------------------------------------


def test_what_waits_is_accepted_and_has_no_other_clock_until_it_begins(desk: Desk) -> None:
    before = give(desk, to=NEXT)
    after = give(desk, before)
    assert running(desk, after) == {ACCEPT}
    do(desk, after, Action.ACCEPT, by=LEAD)
    assert running(desk, after) == set()
    assert lit(desk.task(after), FRIDAY + timedelta(days=9), SETTINGS, CALENDAR).cause is Cause.WAITING
    desk.now += timedelta(days=1)
    finish(desk, before)
    assert running(desk, after) == {FIRST, FINISH}
    assert desk.task(after).due_at == FRIDAY, "a date that was said stays"
    assert news(desk, after, WaitOver) == sorted([LEAD, NEXT, OWNER], key=str), "both leads and the assigner, once"


def test_a_length_counts_from_when_it_begins(desk: Desk) -> None:
    before = give(desk, to=NEXT)
    after = give(desk, before, words="3个工作日内")
    desk.now += timedelta(days=7)
    finish(desk, before)
    due = CALENDAR.day_end(desk.task(after).due_at.astimezone(CALENDAR.zone).date())
    assert desk.task(after).due_at == due
    assert desk.task(after).due_at > desk.now + timedelta(days=2)


def test_a_date_that_is_over_by_then_becomes_the_usual_term(desk: Desk) -> None:
    before = give(desk, to=NEXT)
    after = give(desk, before)
    desk.now = FRIDAY + timedelta(days=3)
    assert not desk.task(after).overdue(desk.now), "nobody is late for what could not begin"
    finish(desk, before)
    task = desk.task(after)
    assert task.due_at > desk.now
    assert task.term_only
    assert not task.overdue(desk.now)


def test_the_last_of_several_begins_it_and_only_that_is_told(desk: Desk) -> None:
    first, second = give(desk, to=NEXT), give(desk, to=NEXT)
    after = give(desk, first, second)
    finish(desk, first)
    assert FINISH not in running(desk, after)
    assert news(desk, after, WaitOver) == []
    finish(desk, second)
    assert FINISH in running(desk, after)


def test_what_is_done_already_is_not_waited_for(desk: Desk) -> None:
    before = give(desk, to=NEXT)
    finish(desk, before)
    after = give(desk, before)
    assert FINISH in running(desk, after)
    assert MadeToWait((), (before,)) in desk.facts(after)


def test_what_is_cancelled_is_not_waited_for_any_longer(desk: Desk) -> None:
    before = give(desk, to=NEXT)
    after = give(desk, before)
    do(desk, before, Action.CANCEL)
    assert FINISH in running(desk, after)
    assert [f.cancelled for f in desk.facts(after) if isinstance(f, WaitOver)] == [True]
    assert news(desk, after, WaitOver) == sorted([LEAD, NEXT, OWNER], key=str)


def test_of_one_that_is_handed_in_already_nobody_hears_that_it_begins(desk: Desk) -> None:
    before = give(desk, to=NEXT)
    after = give(desk, before)
    do(desk, after, Action.SUBMIT, by=LEAD)
    finish(desk, before)
    assert news(desk, after, WaitOver) == []
    assert [f.idle for f in desk.facts(after) if isinstance(f, WaitOver)] == [True]


def test_an_approval_undone_within_its_minute_lets_it_wait_again(desk: Desk) -> None:
    before = give(desk, to=NEXT)
    after = give(desk, before)
    finish(desk, before)
    desk.now += timedelta(seconds=20)
    do(desk, before, Action.TAKE_BACK)
    assert FINISH not in running(desk, after)
    assert WaitAgain(before, waits=True) in desk.facts(after)


def test_reopened_leaves_what_has_begun_and_holds_what_has_not(desk: Desk) -> None:
    before, other = give(desk, to=NEXT), give(desk, to=NEXT)
    begun, held = give(desk, before), give(desk, before, other)
    finish(desk, before)
    desk.now += timedelta(days=1)
    do(desk, before, Action.REOPEN, moment=FRIDAY)
    assert FINISH in running(desk, begun)
    assert WaitAgain(before) in desk.facts(begun)
    assert set(desk.task(held).awaits) == {before, other}


def test_what_begins_during_a_pause_begins_when_that_ends(desk: Desk) -> None:
    before = give(desk, to=NEXT)
    after = give(desk, before, words="3个工作日内")
    do(desk, after, Action.PAUSE, moment=FRIDAY)
    finish(desk, before)
    assert running(desk, after) == set()
    desk.now = FRIDAY
    desk.ring_all()
    assert FINISH in running(desk, after)
    assert desk.task(after).due_at > FRIDAY + timedelta(days=2), "three working days from then"


def test_what_waits_can_be_done_early_and_waits_for_nothing_then(desk: Desk) -> None:
    before = give(desk, to=NEXT)
    after = give(desk, before)
    finish(desk, after)
    assert desk.task(after).status is Status.DONE
    assert desk.task(after).awaits == ()
    finish(desk, before)
    assert not [f for f in desk.facts(after) if isinstance(f, WaitOver)]


def test_a_task_that_runs_is_made_to_wait_and_let_go_by_who_may_change_it(desk: Desk) -> None:
    before, after = give(desk, to=NEXT), give(desk)
    assert refused(lambda: do(desk, after, Action.MAKE_WAIT, before, by=LEAD)).name == "not-yours"
    do(desk, after, Action.MAKE_WAIT, before)
    assert running(desk, after) == {ACCEPT}
    do(desk, after, Action.DROP_WAIT)
    assert running(desk, after) == {ACCEPT, FIRST, FINISH}
    assert desk.task(after).comes_after == ()


# -- what cannot be ----------------------------------------------------------------------------------------------------


def test_a_circle_is_refused_with_the_way_round(desk: Desk) -> None:
    one = give(desk)
    two = give(desk, one)
    three = give(desk, two)
    found = refused(lambda: do(desk, one, Action.MAKE_WAIT, three))
    assert (found.name, found.fields["chain"]) == ("after-circle", f"#{one} → #{three} → #{two} → #{one}")
    assert refused(lambda: do(desk, one, Action.MAKE_WAIT, one)).name == "after-itself"


def test_six_are_too_many_and_the_same_twice_is_said(desk: Desk) -> None:
    six = [give(desk) for _ in range(6)]
    after = give(desk)
    assert refused(lambda: do(desk, after, Action.MAKE_WAIT, *six)).name == "after-many"
    assert refused(lambda: give(desk, *six)).name == "after-many"
    do(desk, after, Action.MAKE_WAIT, six[0])
    assert refused(lambda: do(desk, after, Action.MAKE_WAIT, six[0])).name == "after-already"
    assert refused(lambda: do(desk, after, Action.DROP_WAIT, six[1])).name == "after-nothing"


def test_absent_and_not_yours_are_the_same_answer(desk: Desk) -> None:
    hidden = desk.give(team_id=None).id
    own = Draft(0, COLLEAGUE, GROUP, TaskDraft(people=(COLLEAGUE,), title="甲", due=FRIDAY))
    mine = desk.do(lambda u: assign(u, desk.who(COLLEAGUE), own)).id
    absent = refused(lambda: do(desk, mine, Action.MAKE_WAIT, 999, by=COLLEAGUE))
    unseen = refused(lambda: do(desk, mine, Action.MAKE_WAIT, hidden, by=COLLEAGUE))
    assert absent.name == unseen.name == "not-found"


def test_a_part_does_not_wait_for_its_whole(desk: Desk) -> None:
    whole = give(desk)
    part = give(desk, parent_id=whole)
    assert refused(lambda: do(desk, part, Action.MAKE_WAIT, whole)).name == "after-above"


links = st.lists(
    st.tuples(
        st.sampled_from(["wait", "drop", "finish", "cancel", "reopen", "undo", "pause", "resume"]),
        st.integers(1, 4),
        st.integers(1, 4),
    ),
    max_size=14,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(links)
def test_no_sequence_makes_a_circle_and_what_waits_has_no_finish_clock(
    tmp_path: Path, migrated: Path, steps: list[tuple[str, int, int]]
) -> None:
    deeds = {
        "wait": lambda d, a, b: do(d, a, Action.MAKE_WAIT, b),
        "drop": lambda d, a, _b: do(d, a, Action.DROP_WAIT),
        "finish": lambda d, a, _b: finish(d, a),
        "cancel": lambda d, a, _b: do(d, a, Action.CANCEL),
        "reopen": lambda d, a, _b: do(d, a, Action.REOPEN, moment=d.now + timedelta(days=5)),
        "undo": lambda d, a, _b: do(d, a, Action.TAKE_BACK),
        "pause": lambda d, a, _b: do(d, a, Action.PAUSE, moment=d.now + timedelta(days=2)),
        "resume": lambda d, a, _b: do(d, a, Action.RESUME),
    }
    with open_desk(tmp_path / f"{uuid4()}.db", migrated) as desk:
        for _ in range(4):
            give(desk)
        auditor = Auditor(None, SETTINGS, CALENDAR)  # type: ignore[arg-type]
        for deed, a, b in steps:
            desk.now += timedelta(seconds=30)
            with contextlib.suppress(Refusal):
                deeds[deed](desk, a, b)
            for number in range(1, 5):
                task = desk.task(number)
                assert number not in {i for _, i in desk.db.read_now(lambda s, n=number: s.tasks.before(n))}
                ticking = [c for c in task.commitments if c.kind is FINISH and c.running]
                if task.status.is_worked_on:
                    assert len(ticking) == (0 if task.awaits else 1)
                if task.status.is_open:
                    found = desk.db.read_now(lambda s, t=task: auditor._of(s, t, desk.now))
                    assert [str(f) for f in found] == []
