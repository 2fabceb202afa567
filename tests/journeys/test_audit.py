"""The auditor beside the bot: it says nothing of what is well, and names whatever is not what the history says."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import timedelta

import pytest

from domain.facts.base import FACTS
from domain.facts.notices import NoticeGiven
from domain.facts.raised import Raised
from domain.facts.tasks import Assigned, TakenBack
from jobs.audit.story import STORY
from tests.journeys.conftest import Words
from tests.stage import Stage


def change(s: Stage, statement: str) -> None:
    """Change what is stored, as only a fault can."""
    with contextlib.closing(sqlite3.connect(s.database)) as db:
        assert db.execute(statement).rowcount
        db.commit()


def test_every_fact_says_what_it_changes() -> None:
    assert set(STORY) == set(FACTS.values()) - {Assigned, NoticeGiven, Raised, TakenBack}


@pytest.fixture
async def working(office: Stage, faults_expected: list[str]) -> Stage:
    """Three tasks: one waits for acceptance, one is being done with a request that waits, one is handed in."""
    faults_expected.append("audit")
    for number in (1, 2, 3):
        await office.say(office.wang, office.group, f"/task @li 2026-11-27 17:00 报告{number}")
    for number in (2, 3):
        await office.press(office.li, office.card(office.li, number), f"t:accept:{number}")
    await office.say(office.li, None, "/extend 2 12月3日 等数据")
    await office.say(office.li, None, "/done 3 做完了")
    assert await office.audit() == []
    return office


CLOCK = "task_id = {} AND kind = '{}'"


@pytest.mark.parametrize(
    ("fault", "named"),
    [
        ("UPDATE tasks SET status = 'active' WHERE id = 1", "#1 status: must be assigned, is active"),
        ("UPDATE tasks SET status = 'done' WHERE id = 3", ""),
        ("UPDATE tasks SET due_at = '2026-11-28 09:00:00.000000' WHERE id = 2", "#2 deadline"),
        ("UPDATE tasks SET priority = 'urgent' WHERE id = 2", "#2 priority"),
        ("UPDATE tasks SET title = 'x' WHERE id = 2", "#2 title"),
        ("UPDATE assignments SET member_id = 4 WHERE task_id = 1 AND part = 'lead'", "#1 lead"),
        ("UPDATE requests SET answered_at = asked_at WHERE task_id = 2", "#2 waiting requests"),
        ("UPDATE clocks SET stopped_at = started_at WHERE " + CLOCK.format(2, "finish"), "#2 finish clock: must be running"),
        ("UPDATE clocks SET met_at = NULL WHERE " + CLOCK.format(2, "accept"), "#2 accept clock: must be still"),
        ("UPDATE clocks SET met_at = NULL WHERE " + CLOCK.format(3, "finish"), "#3 finish clock: must be still"),
        ("UPDATE clocks SET met_at = started_at WHERE " + CLOCK.format(3, "review"), "#3 review clock: must be running"),
        ("UPDATE clocks SET due_at = '2026-11-28 09:00:00.000000' WHERE " + CLOCK.format(2, "finish"), "#2 end of the finish"),
        (
            "INSERT INTO clocks (task_id, kind, generation, member_id, started_at, due_at) "
            "SELECT task_id, kind, 9, member_id, started_at, due_at FROM clocks WHERE " + CLOCK.format(2, "finish"),
            "#2 finish clocks of member 3 that run: must be 1, is 2",
        ),
        ("UPDATE clocks SET breached_at = started_at WHERE " + CLOCK.format(2, "finish"), "#2 clocks that ran out: must be"),
        ("DELETE FROM timers WHERE kind = 'clock' AND task_id = 2", "#2 next step of the finish clock"),
        ("UPDATE timers SET due_at = '2026-12-27 09:00:00.000000' WHERE kind = 'clock'", "#1 next step of the accept clock"),
        ("UPDATE timers SET task_id = 3 WHERE kind = 'clock' AND task_id = 2", "#3 timer clock:2:"),
    ],
)  # fmt: skip
async def test_what_is_not_what_the_history_says_is_named(working: Stage, fault: str, named: str) -> None:
    change(working, fault)
    found = [str(difference) for difference in await working.audit()]
    assert any(line.startswith(named) for line in found) if named else found == [], found


@pytest.mark.parametrize(
    ("fault", "named"),
    [
        ("INSERT INTO notice_reads VALUES (1, 4, '2026-11-23 09:30:00.000000')", "#1 members who have read it"),
        ("DELETE FROM notice_reads", "#1 members who have read it"),
        ("DELETE FROM notice_teams", "#1 teams to which it was told"),
        ("DELETE FROM memberships WHERE member_id != 3", "#1 members who have not read an open notice"),
        ("DELETE FROM timers WHERE kind = 'notice'", "#1 what rings for the notice"),
        (
            "UPDATE timers SET due_at = '2026-12-27 09:00:00.000000' WHERE kind = 'notice'",
            "#1 what rings for the notice",
        ),
        ("UPDATE tasks SET due_at = '2026-11-28 09:00:00.000000'", "#1 deadline"),
    ],
)
async def test_of_a_notice_too(office: Stage, faults_expected: list[str], fault: str, named: str) -> None:
    faults_expected.append("audit")
    await office.say(office.wang, office.group, "/notice 下周起食堂11:30开饭，请于周五前阅读")
    await office.press(office.li, office.card(office.group, 1), "n:read:1")
    assert await office.audit() == []
    change(office, fault)
    assert any(str(d).startswith(named) for d in await office.audit()), [str(d) for d in await office.audit()]


async def test_the_owners_hear_of_it_once_in_the_morning(
    working: Stage, words: Words, faults_expected: list[str]
) -> None:
    faults_expected.append("log")
    change(working, "UPDATE tasks SET title = 'x' WHERE id = 2")
    await working.pass_time(timedelta(hours=20))
    await working.duban.parts.nightly_audit.run()
    await working.settle()
    said = words("notice-audit", count="1", tasks="#2")
    assert said in working.texts(working.wang)
    assert said not in working.texts(working.li)


async def test_a_pause_that_nothing_would_end_is_named(office: Stage, faults_expected: list[str]) -> None:
    faults_expected.append("audit")
    await office.say(office.wang, office.group, "/task @li 2026-11-27 17:00 报告")
    await office.say(office.wang, office.group, "/pause 1 12月3日 等通知")
    assert await office.audit() == []
    change(office, "DELETE FROM timers WHERE kind = 'pause'")
    assert [d.what for d in await office.audit()] == ["end of the pause that waits to ring"]
