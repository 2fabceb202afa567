"""The life of a notice: who may do what, until when it is to be read, when its readers are reminded, when it is done."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.facts.notices import UnreadReminded
from domain.model.drafts import Draft, TaskDraft
from domain.model.people import Role
from domain.model.tasks import PICKED, Assignment, Kind, Part, Relation, Status, Task, Wording
from domain.rules.lifecycle import TABLES, Action, allowed, require
from domain.rules.notices import is_limit, matter_of, reading_clauses, remind_at, usual_due
from domain.unit import Unit
from domain.usecases.notices.ending import end_if_read
from domain.usecases.notices.give import limit_in, publish
from domain.usecases.notices.reading import left_team, read, remind_again
from storage.unit import Database
from tests.domain.conftest import Desk
from tests.domain.office import ASSIGNER, CALENDAR, COLLEAGUE, FRIDAY, LEADER, MONDAY, SUPERVISOR, local

RUN = "self assigner supervisor owner"
# What behaviour.md section 3 says of announcements: action → (from, by, to).
EXPECTED = {
    "read": ("active", "reader", ""),
    "remind_unread": ("active", RUN, ""),
    "end_reading": ("active", RUN, "done"),
    "recall": ("active done", RUN, "cancelled"),
    "comment": ("active done", "reader", ""),
}


def a_notice(status: Status = Status.ACTIVE, due: datetime = FRIDAY, wording: Wording = PICKED) -> Task:
    """One given on Monday morning, to be read by Friday."""
    return Task(
        1, "消防演习", 1, 1, MONDAY, due, status=status, people=(Assignment(1, Part.LEAD),), kind=Kind.NOTICE,
        due_said_at=wording.due_said_at, due_words=wording.due_words,
    )  # fmt: skip


def test_the_life_of_a_notice_says_what_section_3_says() -> None:
    wanted = {
        (status, action, side): Status(to) if to else None
        for action, (frm, by, to) in EXPECTED.items()
        for status in frm.split()
        for side in by.split()
    }
    found = {(s.value, a.value, side.value): m.to for (s, a, side), m in TABLES[Kind.NOTICE].items()}
    assert found == wanted


@pytest.mark.parametrize("action", [a for a in Action if a.value not in EXPECTED])
def test_what_is_done_with_tasks_is_refused_of_a_notice_with_a_sentence_of_its_own(action: Action) -> None:
    for side in Relation:
        assert not allowed(a_notice(), action, frozenset({side}))
    with pytest.raises(Refusal) as caught:
        require(a_notice(), action, frozenset(Relation))
    assert caught.value.name == "not-of-notice"


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("明天10点消防演习，请全体参加。请于周三下班前阅读", local(25, 18)),
        ("明天10點消防演習，請於週三下班前閱讀", local(25, 18)),
        ("Fire drill tomorrow at 10. Please read by Wednesday 6pm", local(25, 18)),
        ("请在明天下班前阅读：附件是新的考勤制度", local(24, 18)),
        ("明天10点消防演习，请全体参加", None),
        ("请阅读附件，周五前反馈意见", None),
        ("请认真阅读明天的安排", None),
        ("Please read the plan for tomorrow", None),
        ("", None),
    ],
)
def test_only_a_limit_to_the_reading_is_one(desk: Desk, text: str, limit: datetime | None) -> None:
    assert desk.do(lambda u: limit_in(u, text)).moment == limit


def test_a_clause_is_about_reading_or_not() -> None:
    assert reading_clauses("周五消防演习，请于周三前阅读；过时不候") == ["请于周三前阅读"]
    assert is_limit("周三前")
    assert not is_limit("周三")


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Fire drill tomorrow at 10. Please read by Wednesday 6pm", "Fire drill tomorrow at 10."),
        ("周五消防演习，请于周三前阅读", "周五消防演习，"),
        ("请于周三前阅读", "请于周三前阅读"),
        ("请阅读附件", "请阅读附件"),
    ],
)
def test_a_notice_is_called_by_what_it_is_about(text: str, about: str) -> None:
    assert matter_of(text).strip() == about


def test_where_no_time_is_set_the_next_working_morning_reminds() -> None:
    notice = a_notice(due=usual_due(MONDAY, CALENDAR), wording=Wording(due_said_at=MONDAY))
    assert remind_at(notice, CALENDAR) == CALENDAR.opening(local(24).date())
    assert usual_due(MONDAY, CALENDAR) == local(26, 18), "three working days"


@given(st.integers(1, 20 * 24 * 60))
def test_the_reminder_lies_in_working_time_between_giving_and_end(minutes: int) -> None:
    notice = a_notice(due=MONDAY + timedelta(minutes=minutes), wording=Wording("三天内", due_said_at=MONDAY))
    at = remind_at(notice, CALENDAR)
    if at is not None:
        assert notice.created_at < at < notice.due_at
        closing = CALENDAR.is_working_moment(at - timedelta(minutes=5))
        assert CALENDAR.is_working_moment(at) or closing


# -- any order of readings, reminders, comings and goings --------------------------------------------------------------

READERS = range(2, 10)


@pytest.fixture
def told(desk: Desk) -> Desk:
    """Notice 1, from the supervisor to the eight others."""
    desk.do(_publish)
    return desk


def _publish(unit: Unit) -> Task:
    member = unit.store.members.get(SUPERVISOR)
    assert member is not None
    who = unit.store.members.with_roles(member)
    draft = TaskDraft(title="消防演习", notice=True, teams=(1,), message_id=1)
    return publish(unit, who, Draft(0, SUPERVISOR, -100_1, draft))


def test_the_circle_is_the_team_without_the_sender(told: Desk) -> None:
    assert told.do(lambda u: u.store.notices.counts(told.task())) == (0, 8)


def test_only_the_sender_and_those_who_run_the_team_remind(told: Desk) -> None:
    for number in (ASSIGNER, COLLEAGUE, LEADER):
        with pytest.raises(Refusal):
            told.do(lambda u, n=number: remind_again(u, told.who(n), 1))
    assert told.do(lambda u: remind_again(u, told.who(SUPERVISOR), 1)) == 8


STEP = st.one_of(
    st.tuples(st.just("read"), st.integers(1, 9)),
    st.tuples(st.just("leave"), st.integers(1, 9)),
    st.tuples(st.just("join"), st.integers(1, 9)),
    st.tuples(st.just("remind"), st.just(SUPERVISOR)),
    st.tuples(st.just("wait"), st.integers(1, 30)),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(STEP, max_size=25))
def test_readings_only_grow_nobody_is_reminded_twice_by_the_clock_and_it_is_done_exactly_when_all_have_read(
    tmp_path_factory: pytest.TempPathFactory, desk: Desk, steps: list[tuple[str, int]]
) -> None:
    file = tmp_path_factory.mktemp("notice") / "duban.db"
    with closing(sqlite3.connect(str(desk.db.engine.url.database))) as was, closing(sqlite3.connect(file)) as copy:
        was.backup(copy)  # before anything was told
    db = Database(f"sqlite:///{file}")
    here = Desk(db, team=desk.team)
    here.do(_publish)
    try:
        before: set[int] = set()
        for what, number in steps:
            _DO[what](here, number)
            before = _checked(here, before)
    finally:
        db.close()


def _checked(desk: Desk, before: set[int]) -> set[int]:
    task = desk.task()
    reads = set(desk.do(lambda u: u.store.notices.all_reads(1)))
    assert before <= reads, "readings only grow"
    if task.status is Status.ACTIVE:
        read_by, of = desk.do(lambda u: u.store.notices.counts(task))
        assert read_by < of, "it waits for somebody"
    else:
        assert task.status is Status.DONE
        assert task.result.partition("/")[0] == task.result.partition("/")[2]
    events = desk.do(lambda u: u.store.history.of(1))
    by_clock = [i for e in events if isinstance(e.fact, UnreadReminded) and e.actor_id is None for i in e.fact.to]
    assert len(by_clock) == len(set(by_clock)), "nobody twice"
    return reads


def _read(desk: Desk, number: int) -> None:
    with contextlib.suppress(Refusal):
        desk.do(lambda u: read(u, desk.who(number), 1))


def _leave(desk: Desk, number: int) -> None:
    def work(unit: Unit) -> None:
        if unit.store.members.leave(1, number):
            left_team(unit, number, (1,))

    desk.do(work)


def _join(desk: Desk, number: int) -> None:
    desk.do(lambda u: u.store.members.join(1, number, Role.STAFF))


def _remind(desk: Desk, number: int) -> None:
    with contextlib.suppress(Refusal):
        desk.do(lambda u: remind_again(u, desk.who(number), 1))


def _wait(desk: Desk, hours: int) -> None:
    desk.now += timedelta(hours=hours)
    desk.ring_all()


_DO: dict[str, Callable[[Desk, int], None]] = {
    "read": _read, "leave": _leave, "join": _join, "remind": _remind, "wait": _wait,
}  # fmt: skip


def test_who_leaves_last_ends_it_and_an_ended_one_is_not_ended_again(told: Desk) -> None:
    for number in (n for n in range(1, 10) if n not in (SUPERVISOR, COLLEAGUE)):
        _read(told, number)
    _leave(told, COLLEAGUE)
    assert told.task().status is Status.DONE
    told.do(lambda u: end_if_read(u, 1))
    assert [e.fact.name for e in told.do(lambda u: u.store.history.of(1))].count("notice-closed") == 1
