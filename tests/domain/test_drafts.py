"""A task being written: what it lacks, who may be given it, and drafts and questions that version 0.1.0 stored."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.errors import Refusal
from domain.messages.asking import Choices, Prompt
from domain.model.drafts import Lack, TaskDraft
from domain.model.people import Member, Memberships, Role
from domain.model.tasks import Attachment, Priority, Wording
from domain.model.value import replace
from domain.records import decode_draft, decode_message, encode_draft, encode_message
from domain.rules.asked_for import asked_of_draft
from domain.rules.drafts import PRESSED, only_choice, question_of, require_may_assign
from domain.rules.moments import hours_of, later_deadlines, quick_deadlines
from tests.domain.office import CALENDAR, FRIDAY, MONDAY

RELEASE = Path(__file__).parents[1] / "data" / "releases" / "0.1.0" / "duban.db"
ME, OTHER = 2, 3
ORDERED = TaskDraft(people=(OTHER,), title="提交报告")
STEP_BY_STEP = TaskDraft(wizard=True)
READINGS = (MONDAY + timedelta(hours=4), MONDAY + timedelta(hours=16))


@pytest.mark.parametrize(
    ("task", "lack"),
    [
        (ORDERED, None),
        (replace(ORDERED, people=()), Lack.PERSON),
        (replace(ORDERED, people=(), readings=READINGS, title=""), Lack.PERSON),
        (replace(ORDERED, readings=READINGS), Lack.READING),
        (replace(ORDERED, readings=READINGS, due=FRIDAY), None),
        (replace(ORDERED, title=""), Lack.TEXT),
        (replace(ORDERED, title="", files=(Attachment("photo", "p"),)), None),
        (STEP_BY_STEP, Lack.PERSON),
        (replace(STEP_BY_STEP, people=(OTHER,)), Lack.DEADLINE),
        (replace(STEP_BY_STEP, people=(OTHER,), due=FRIDAY), Lack.TEXT),
        (replace(STEP_BY_STEP, people=(OTHER,), due=FRIDAY, title="报告"), Lack.CONFIRM),
        (replace(STEP_BY_STEP, people=(OTHER,), due=FRIDAY, title="报告", confirmed=True), None),
    ],
)
def test_a_draft_is_asked_for_what_it_lacks_one_thing_after_another(task: TaskDraft, lack: Lack | None) -> None:
    assert question_of(task) is lack


def test_everything_that_can_be_lacking_can_be_answered() -> None:
    written = {
        Lack.TEXT,
        Lack.RAISE,
        Lack.NOTICE,
        Lack.MINUTES,
        Lack.STANDARD,
        Lack.TAGS,
        Lack.POINTS,
        Lack.NAME,
        Lack.MORE,
    }
    assert set(Lack) - PRESSED == written
    assert all(asked_of_draft(lack) for lack in Lack)


def member(role: Role, in_team: Role = Role.STAFF) -> Memberships:
    """Somebody with a role in the office and in team 1."""
    return Memberships(Member(ME, 1000 + ME, "李明", role=role), {1: in_team})


def test_staff_are_not_asked_whom_they_mean() -> None:
    assert only_choice(member(Role.STAFF)) == (ME,)
    assert only_choice(member(Role.STAFF, in_team=Role.LEADER)) == ()
    assert only_choice(member(Role.OWNER)) == ()


def test_to_others_only_those_who_run_the_team_assign() -> None:
    require_may_assign(member(Role.STAFF), 1, [ME])
    require_may_assign(member(Role.STAFF, in_team=Role.SUPERVISOR), 1, [ME, OTHER])
    require_may_assign(member(Role.OWNER), None, [OTHER])
    for who, people in ((member(Role.STAFF), [OTHER]), (member(Role.STAFF), [ME, OTHER]), (member(Role.STAFF), [])):
        with pytest.raises(Refusal) as caught:
            require_may_assign(who, 1, people)
        assert caught.value.name == "assign-right"


def test_the_moments_offered_lie_ahead_and_stand_once() -> None:
    now = FRIDAY + timedelta(minutes=1)
    day = FRIDAY.astimezone(CALENDAR.zone).date()
    for found in (quick_deadlines(now, CALENDAR), later_deadlines(MONDAY, now, CALENDAR), hours_of(day, now, CALENDAR)):
        assert found
        assert all(moment > now for moment in found)
        assert len(found) == len(set(found))


# -- what version 0.1.0 stored ---------------------------------------------------------------------------------------


def test_drafts_of_the_first_release_are_read() -> None:
    with sqlite3.connect(f"file:{RELEASE}?mode=ro", uri=True) as db:
        stored = [row[0] for row in db.execute("SELECT data FROM drafts ORDER BY id")]
    db.close()
    which, step_by_step, whom = map(decode_draft, stored)
    assert [question_of(task) for task in (which, step_by_step, whom)] == [Lack.READING, Lack.DEADLINE, Lack.PERSON]
    assert (which.people, which.title, which.message_id, which.team_id) == ((3,), "交材料", 12, 1)
    assert which.wording == Wording("8点前", due_said_at=datetime(2026, 11, 23, 1, 30, tzinfo=UTC))
    assert [moment.isoformat() for moment in which.readings] == [
        "2026-11-23T20:00:00+08:00", "2026-11-24T08:00:00+08:00",
    ]  # fmt: skip
    assert (whom.title, whom.priority, whom.wizard) == ("写一份年终总结", Priority.NORMAL, False)
    assert [decode_draft(encode_draft(task)) for task in (which, step_by_step, whom)] == [which, step_by_step, whom]


def test_a_draft_of_the_first_release_that_was_picked_and_filled_is_read() -> None:
    found = decode_draft(
        '{"people": [3], "watchers": [4], "priority": "urgent", "title": "表", "team_id": null, "wizard": true,'
        ' "files": [{"kind": "photo", "file_id": "p", "name": ""}], "message_id": null, "thread_id": null,'
        ' "album": ["group", 7], "due_words": "", "due_day_only": false, "due_said_at": null,'
        ' "due": "2026-11-27T10:00:00+00:00", "page": 2, "confirmed": false}'
    )
    assert (found.due, found.wording) == (datetime(2026, 11, 27, 10, tzinfo=UTC), Wording())
    assert (found.files, found.album, found.page) == ((Attachment("photo", "p"),), ("group", 7), 2)


def test_a_choice_of_the_first_release_kept_a_month_or_a_day_as_its_page() -> None:
    def stored(what: str, page: int) -> Choices:
        fields = f'{{"what": "{what}", "task_id": 1, "action": "ask_time", "page": {page}, "message_id": 5}}'
        found = decode_message("choices", fields)
        assert isinstance(found, Choices)
        return found

    places = {what: stored(what, 202611) for what in ("month", "hours", "member")}
    assert [(c.month, c.day, c.page) for c in places.values()] == [(202611, 0, 0), (0, 202611, 0), (0, 0, 202611)]


def test_a_prompt_of_the_first_release_kept_a_drafts_number_as_a_tasks() -> None:
    asked = [
        decode_message("prompt", f'{{"action": "{action}", "task_id": 7, "member_id": 2, "arg": ""}}')
        for action in ("draft-deadline", "decline")
    ]
    assert asked == [Prompt("draft-deadline", None, 2, draft_id=7), Prompt("decline", 7, 2)]


@pytest.mark.parametrize(
    "message",
    [
        Prompt("draft-deadline", None, 2, draft_id=7), Prompt("decline", 7, 2, "at1700000000"),
        Choices("month", 1, "ask_time", month=202611), Choices("hours", 1, "ask_time", day=20261127),
        Choices("member", 1, "reassign", 3), Choices("reading", 1, "ask_time", words="8点", moments=(1, 2)),
    ],
)  # fmt: skip
def test_what_is_asked_comes_back_as_it_was(message: Prompt | Choices) -> None:
    assert decode_message(message.name, encode_message(message)) == message
