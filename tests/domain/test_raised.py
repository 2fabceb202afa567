"""Raised matters: their table from what it should be, what `/raise` says, whose turn it is; that exactly one must answer."""

from __future__ import annotations

import contextlib
from datetime import UTC, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.model.clocks import CommitmentKind
from domain.model.post import Said
from domain.model.tasks import Assignment, Kind, Origin, Part, Priority, Relation, Status, Task
from domain.model.value import replace
from domain.rules import raised
from domain.rules.breaches import breaches, run_out
from domain.rules.decisions import decide
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.raising import fell, new_matter, not_heard, put_off
from domain.rules.given import Given
from domain.rules.lifecycle import TABLES, Action, kinds_of
from domain.settings.raised import DEFAULT_RAISED_LADDER
from domain.settings.versions import by_version, version_of
from tests.domain.office import CALENDAR, HOUR, LEAD, MONDAY, NEXT, SETTINGS, a_task

RAISER, OTHER = 1, 4
NOW = MONDAY.astimezone(UTC)
LIFE = TABLES[Kind.RAISED]
RUN = "supervisor leader owner"
EVERYBODY = "lead co backup relieved asked watcher assigner supervisor leader owner"
ALL = tuple(s.value for s in Status)
# From behaviour.md section 3 and the practice of 首问责任, written down again: action: (from, by, to).
EXPECTED = {
    "take_on": ("active", "asked", ""),
    "not_mine": ("active", "asked", ""),
    "answer": ("active", "lead " + RUN, "done"),
    "hand_on": ("active", "lead", ""),
    "make_task": ("active", "lead", ""),
    "solved": ("done", "assigner", ""),
    "not_solved": ("done", "assigner", "active"),
    "withdraw": ("active", "assigner", "cancelled"),
    "reassign": ("active", RUN, ""),
    "urge": ("assigned active", "assigner " + RUN, ""),
    "comment": ("assigned active paused submitted declined done", EVERYBODY, ""),
    "take_back": (" ".join(ALL), EVERYBODY, ""),
    "appeal": (" ".join(ALL), EVERYBODY, ""),
    "waive": (" ".join(ALL), RUN, ""),
    "uphold": (" ".join(ALL), RUN, ""),
    "hand_over": ("assigned active paused submitted", "assigner " + RUN, ""),
    "take_over": ("active paused submitted", "backup", ""),
    "hand_back": ("assigned active paused submitted", "relieved", ""),
}


def circumstances(member: int, *sides: Relation, now: object = NOW) -> Circumstances:
    """Who decides about a matter, as what."""
    return Circumstances(member, frozenset(sides), now, SETTINGS, CALENDAR)  # type: ignore[arg-type]


def a_matter(priority: Priority = Priority.NORMAL) -> Task:
    """Raised on Monday morning; the lead must answer."""
    task = Task(
        1, "饮水机坏了", RAISER, LEAD, NOW, raised.answer_due(priority, NOW, SETTINGS, CALENDAR), priority=priority,
        status=Status.ACTIVE, people=(Assignment(LEAD, Part.LEAD),), kind=Kind.RAISED, origin=Origin.RAISED,
    )  # fmt: skip
    return new_matter(task, circumstances(RAISER))[0]


def test_the_table_of_a_raised_matter_says_what_it_should() -> None:
    found = {
        (s.value, a.value, side.value): move.to and move.to.value
        for (s, a, side), move in LIFE.items()
        if side is not Relation.SELF
    }  # nobody is that to one
    wanted = {
        (status, action, side): to or None
        for action, (frm, by, to) in EXPECTED.items()
        for status in frm.split()
        for side in by.split()
    }
    assert found == wanted
    assert {a.value for a in Action if Kind.RAISED in kinds_of(a)} == set(EXPECTED)


@pytest.mark.parametrize(("priority", "hours"), [("normal", 24), ("elevated", 24), ("urgent", 4), ("immediate", 1)])
def test_the_answer_is_due_after_the_term_of_behaviour_section_4(priority: str, hours: int) -> None:
    [clock] = [c for c in a_matter(Priority(priority)).commitments if c.running]
    assert (clock.kind, clock.member_id, clock.due_at) == (CommitmentKind.ANSWER, LEAD, NOW + hours * HOUR)


@pytest.mark.parametrize(
    ("said", "origin", "caller", "words"),
    [
        ("三楼饮水机坏了", "raised", "", "三楼饮水机坏了"),
        ("投诉 张先生 13812345678: 电梯又坏了", "complaint", "张先生 13812345678", "电梯又坏了"),
        ("投诉：电梯又坏了", "complaint", "", "电梯又坏了"),
        ("来访 李女士：低保办不下来", "visit", "李女士", "低保办不下来"),
        ("群众诉求 路灯不亮", "public", "", "路灯不亮"),
        ("民眾陳情 王先生：路燈不亮", "public", "王先生", "路燈不亮"),
        ("complaint Mr Zhang 138 1234 5678: the lift again", "complaint", "Mr Zhang 138 1234 5678", "the lift again"),
        ("public request: lamps", "public", "", "lamps"),
        ("投诉电话没人接", "raised", "", "投诉电话没人接"),  # the word is a part of what is said
        ("visit https://example.org: no answer", "visit", "", "https://example.org: no answer"),
        ("三楼: 灯坏了", "raised", "", "三楼: 灯坏了"),  # of nobody outside
    ],
)
def test_raise_says_where_it_comes_from_for_whom_and_what(said: str, origin: str, caller: str, words: str) -> None:
    found = raised.put_in(said)
    assert (found.origin.value, found.caller, found.words, found.anonymous) == (origin, caller, words, False)


@pytest.mark.parametrize("said", ["匿名 投诉 张先生: 电梯", "匿名：投诉 张先生：电梯", "anonymous 投诉 张先生: 电梯"])
def test_a_name_is_kept_back_where_the_first_word_says_so(said: str) -> None:
    found = raised.put_in(said)
    assert (found.anonymous, found.origin, found.caller, found.words) == (True, Origin.COMPLAINT, "张先生", "电梯")
    assert not raised.put_in("匿名举报箱满了").anonymous


@pytest.mark.parametrize(
    "phone", ["13812345678", "010-6655 4433", "+86 138 1234 5678", "(02) 2311-5678", "0912-345-678"]
)
def test_no_telephone_number_is_left_for_others(phone: str) -> None:
    assert raised.without_phones(f"请回电 {phone}，谢谢") == "请回电 ☎…，谢谢"


@pytest.mark.parametrize("text", ["2026年12月1日 3楼", "第128号文件", "#12345678", "共300000元", "12月5日 9:30"])
def test_other_numbers_stay(text: str) -> None:
    assert raised.without_phones(text) == text


@given(st.sets(st.integers(1, 40), min_size=1, max_size=12), st.integers(0, 40))
def test_a_round_comes_to_everybody_once_before_it_comes_to_anybody_twice(people: set[int], last: int) -> None:
    turns = []
    for _ in people:
        last = raised.next_in_turn(sorted(people), last)
        turns.append(last)
    assert sorted(turns) == sorted(people)


def test_the_ladder_of_answers_is_kept_with_the_version_only_where_an_office_has_changed_it() -> None:
    assert "raised" not in version_of(SETTINGS).body
    own = replace(
        SETTINGS.raised, ladder={**DEFAULT_RAISED_LADDER, Priority.NORMAL: DEFAULT_RAISED_LADDER[Priority.URGENT]}
    )
    changed = replace(SETTINGS, raised=own)
    assert by_version(SETTINGS, version_of(changed).body).raised.ladder == own.ladder
    assert by_version(changed, version_of(SETTINGS).body).raised.ladder == DEFAULT_RAISED_LADDER


def test_who_must_answer_stays_so_until_another_takes_it_on_and_the_moment_stays_promised() -> None:
    matter = a_matter()
    asked = decide(
        matter, Action.HAND_ON, circumstances(LEAD, Relation.LEAD), Given(Said("你熟悉"), member_id=NEXT)
    ).task
    assert raised.asked_to(asked) == NEXT
    assert _holder(asked) == (LEAD, matter.due_at)
    taken = decide(asked, Action.TAKE_ON, circumstances(NEXT, Relation.ASKED, now=NOW + HOUR)).task
    assert _holder(taken) == (NEXT, matter.due_at)
    assert taken.first_handler_id == LEAD


def test_what_runs_out_is_a_breach_of_whoever_must_answer_and_not_of_who_was_only_asked() -> None:
    asked = decide(
        a_matter(), Action.HAND_ON, circumstances(LEAD, Relation.LEAD), Given(Said("你熟悉"), member_id=NEXT)
    ).task
    [breach] = breaches(run_out(asked, NOW + 25 * HOUR))
    assert breach.member_id == LEAD
    taken = decide(asked, Action.TAKE_ON, circumstances(NEXT, Relation.ASKED, now=NOW + HOUR)).task
    [breach] = breaches(run_out(taken, NOW + 25 * HOUR))
    assert breach.member_id == NEXT


def test_that_it_is_not_solved_is_said_once_and_not_after_thirty_days() -> None:
    raiser = circumstances(RAISER, Relation.ASSIGNER)
    done = decide(a_matter(), Action.ANSWER, circumstances(LEAD, Relation.LEAD), Given(Said("修好了"))).task
    again = decide(done, Action.NOT_SOLVED, raiser, Given(Said("还是坏的"))).task
    assert (again.status, _holder(again)) == (Status.ACTIVE, (LEAD, NOW + 24 * HOUR))
    twice = decide(again, Action.ANSWER, circumstances(LEAD, Relation.LEAD), Given(Said("换了新的"))).task
    with pytest.raises(Refusal, match="unsolved-twice"):
        decide(twice, Action.NOT_SOLVED, raiser, Given(Said("还是坏的")))
    with pytest.raises(Refusal, match="unsolved-late"):
        decide(done, Action.NOT_SOLVED, replace(raiser, now=NOW + timedelta(days=31)), Given(Said("还是坏的")))


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [a for a in Action if Kind.RAISED in kinds_of(a) and a.value in EXPECTED] + ["lapse", "fall", "move"]
        ),
        st.integers(0, 30),
    ),
    max_size=14,
)


@given(STEPS)
@settings(max_examples=200)
def test_whatever_is_done_exactly_one_must_answer_while_it_is_open(steps: list[tuple[object, int]]) -> None:
    matter, now = a_matter(), NOW
    for what, hours in steps:
        now += timedelta(hours=hours)
        with contextlib.suppress(Refusal):
            matter = _done(matter, what, now)
        running = [c for c in matter.commitments if c.running]
        if not matter.status.is_open:
            assert running == []
            assert matter.pending_request() is None
            continue
        [clock] = running
        assert clock.kind is CommitmentKind.ANSWER
        assert (clock.member_id, clock.due_at) == (matter.duty_id, matter.due_at)
        assert sum(p.part is Part.LEAD for p in matter.people) == 1
        assert matter.returns in (0, 1)
        numbers = [c.generation for c in matter.commitments]
        assert numbers == list(range(1, len(numbers) + 1))


def _done(matter: Task, what: object, now: object) -> Task:
    made = a_task(id=2, due_at=now + 50 * HOUR, linked_id=1)  # type: ignore[operator]
    at = circumstances(matter.duty_id, Relation.LEAD, now=now)
    if what == "lapse":
        found = not_heard(matter, len(matter.requests), at)
        return found[0] if found else matter
    if what in ("fall", "move") and matter.linked_id is not None and matter.status is Status.ACTIVE:
        moved = fell(matter, made, at) if what == "fall" else put_off(matter, made, at)
        return moved[0] if moved else matter
    if not isinstance(what, Action) or what in (Action.TAKE_BACK, Action.APPEAL, Action.WAIVE, Action.UPHOLD):
        return matter
    stands_in = {
        Action.TAKE_OVER: matter.standin_id and not matter.taken_over_at,
        Action.HAND_BACK: matter.taken_over_at,
    }
    if not stands_in.get(what, True):
        return matter  # nobody stands there
    asked = raised.asked_to(matter)
    sides = {Action.TAKE_ON: (asked or 0, Relation.ASKED), Action.NOT_MINE: (asked or 0, Relation.ASKED)}
    side = next(s for s in Relation if any((st_, what, s) in LIFE for st_ in Status))
    who, side = sides.get(what, (matter.duty_id if side is Relation.LEAD else 7, side))
    if what in (Action.TAKE_OVER, Action.HAND_BACK):
        who = matter.standin_id if what is Action.TAKE_OVER and matter.standin_id else matter.lead_id
    given_ = Given(
        Said("话"), member_id=NEXT if matter.lead_id != NEXT else OTHER, moment=made.due_at + HOUR, task_id=2
    )
    there = replace(circumstances(who, side, now=now), standins={matter.lead_id: 8})
    return decide(matter, what, there, given_).task


def _holder(matter: Task) -> tuple[int, object]:
    [clock] = [c for c in matter.commitments if c.running]
    return clock.member_id, clock.due_at


@pytest.mark.parametrize(
    ("text", "anonymous"),
    [
        ("匿名举报", True),
        ("匿名反映电梯问题", True),
        ("匿名 食堂太贵", True),
        ("匿名信箱坏了", False),
        ("匿名投票怎么办", False),
    ],
)
def test_who_writes_that_they_report_unnamed_is_not_named(text: str, anonymous: bool) -> None:
    """匿名举报 went out as 提出：李明."""
    assert raised.put_in(text).anonymous is anonymous
