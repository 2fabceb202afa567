"""Databases of earlier releases: brought up with every row, taken down and up again, and read as they were meant."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.messages.base import Urgency
from domain.messages.clocks import Reminder
from domain.messages.office import Sentence
from domain.messages.reports import Digest
from domain.messages.tasks import CardUpdate, TaskList
from domain.model.accounts import Whose, Within
from domain.model.breaches import Standing
from domain.model.daily_timers import DigestOf, Worklists
from domain.model.people import Team, TeamStatus
from domain.model.post import Place, PostKind
from domain.model.tasks import Origin
from domain.model.timers import ClockRing, PauseOver, Seal
from domain.model.value import replace
from domain.ports.post import Result, State
from domain.ports.store import MetaKey
from domain.rules.breaches import breaches
from domain.rules.decisions import decide
from domain.rules.ladder import timers
from domain.rules.lifecycle import Action
from storage.history import verify
from storage.schema import HEAD, migrate, revision
from storage.unit import Database
from tests.domain.office import ASSIGNER, CALENDAR, MONDAY, SETTINGS, at
from tests.domain.verbs import words
from tests.storage.conftest import GROUP, Raw

RELEASES = Path(__file__).parents[1] / "data" / "releases"
LONG_AFTER = MONDAY + timedelta(days=99)
OLD = """INSERT INTO outbox
(id, member_id, chat_id, lane, kind, fields, urgency, created_at, not_before, state, attempts, error) VALUES
(:id, :member, :chat, :lane, :kind, :fields, 2, :at, :at, :state, 1, :error)"""


@pytest.fixture
def released(tmp_path: Path) -> Iterator[Database]:
    """The office that version 0.1.0 left in the middle of everything."""
    path = tmp_path / "duban.db"
    shutil.copyfile(RELEASES / "0.1.0" / "duban.db", path)
    database = Database(f"sqlite:///{path}")
    yield database
    database.close()


def contents(db: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, without the index of words, which is made anew from them."""
    raw = Raw(db)
    ours = "type = 'table' AND name NOT LIKE 'search!_%' ESCAPE '!'"
    names = [n for (n,) in raw.rows(f"SELECT name FROM sqlite_master WHERE {ours} ORDER BY name")]
    return {name: sorted(raw.rows(f"SELECT * FROM {name}"), key=repr) for name in names}


# -- 0.1.0 -----------------------------------------------------------------------------------------------------------


def test_an_office_of_the_first_release_goes_up_down_and_up_without_losing_a_row(released: Database) -> None:
    before = contents(released)
    migrate(released)
    brought_up = contents(released)
    migrate(released, "0002")
    assert contents(released) == before
    migrate(released)
    assert contents(released) == brought_up
    assert {n: len(rows) for n, rows in brought_up.items() if rows} == {
        n: len(rows) for n, rows in before.items() if rows
    }
    with released.transaction(write=False) as connection:
        assert revision(connection) == HEAD
        assert list(verify(connection)) == []


def test_what_waited_in_it_leaves(released: Database) -> None:
    migrate(released)
    assert Raw(released).rows("SELECT count(*) FROM outbox WHERE lost OR planned_for IS NOT NULL") == [(0,)]
    waiting = released.write_now(lambda s: s.outbox.claim("a", LONG_AFTER, LONG_AFTER, (), 99))
    assert sorted(type(row.message).__name__ for row in waiting) == ["Reminder", "Reminder"]
    assert all(isinstance(row.message, Reminder) and row.waiting_since == row.not_before for row in waiting)
    lane = Place(member_id=2).lane
    assert released.write_now(lambda s: s.outbox.unpark(lane, LONG_AFTER)) == 6
    card = released.write_now(lambda s: s.outbox.claim("a", LONG_AFTER, LONG_AFTER, (), 99))[0]
    assert (card.lane, card.message.name) == (lane, "task-card")


def test_its_cards_are_known_as_edited(released: Database) -> None:
    migrate(released)
    counts = Raw(released).rows(
        "SELECT kind, count(*), count(edits_message_id) FROM outbox WHERE fields LIKE '%message_id%' GROUP BY 1 ORDER BY 1"
    )
    assert [(kind, edits == all_) for kind, all_, edits in counts if kind == "card-update"] == [("card-update", True)]
    released.write_now(lambda s: s.outbox.unpark("m2", LONG_AFTER))
    chat, message_id = 6100000002, 11
    assert Raw(released).rows("SELECT count(*) FROM outbox WHERE kind = 'card-update' AND state = 'pending'") == [(2,)]
    released.write_now(lambda s: s.outbox.drop_update(chat, message_id))
    assert Raw(released).rows("SELECT count(*) FROM outbox WHERE kind = 'card-update' AND state = 'pending'") == [(0,)]


def test_its_timers_posts_and_facts_about_itself_are_read(released: Database) -> None:
    migrate(released)
    timers = released.read_now(lambda s: s.timers.due(LONG_AFTER, 999))
    assert len(timers) == 58
    assert {type(t.data) for t in timers} == {ClockRing, DigestOf, Worklists, Seal}
    assert {p.kind for n in range(1, 13) for p in released.read_now(lambda s, n=n: s.posts.cards(n))} == {PostKind.CARD}
    assert released.read_now(lambda s: s.meta.get(MetaKey.PRIVACY_MODE)) == "on"
    assert released.read_now(lambda s: s.teams.get(1)).added_by_telegram_id == 6100000001  # type: ignore[union-attr]


# -- 0003: what stood in texts stands in columns ----------------------------------------------------------------------


def old_row(raw: Raw, number: int, kind: str, fields: str, state: str = "pending", error: str | None = None) -> None:
    """A row as the program before 0003 wrote one, for a group."""
    place = {"member": None, "chat": GROUP, "lane": f"c{GROUP}", "at": "2026-11-23 01:30:00.000000"}
    raw.do(OLD, id=number, kind=kind, fields=fields, state=state, error=error, **place)


def test_rows_that_said_it_in_their_texts_say_it_in_columns(db: Database, raw: Raw) -> None:
    migrate(db, "0002")
    old_row(raw, 1, "card-update", '{"task_id": 1, "message_id": 5}')
    old_row(raw, 2, "card-update", '{"task_id": 1, "message_id": 55}')
    old_row(raw, 3, "task-list", '{"which": "mine", "page": 0, "team_id": null, "message_id": null}')
    old_row(raw, 4, "sentence", '{"key": "joined", "fields": {"team": "\\"message_id\\": 5}"}}')
    old_row(raw, 5, "task-card", '{"task_id": 1, "fresh": true}', error="outcome unknown: TimedOut: Timed out")
    old_row(raw, 6, "digest", '{"team_id": 1, "since": ""}', "failed", "outcome unknown: TimedOut: Timed out")
    old_row(raw, 7, "task-card", '{"task_id": 1, "fresh": true}', error="NetworkError: the outcome unknown to us")
    raw.do("INSERT INTO teams (chat_id, title, status, digest_on, added_by) VALUES (-5, 'x', 'pending', 1, 77)")
    before = contents(db)
    migrate(db)
    assert raw.rows("SELECT id, edits_message_id FROM outbox WHERE edits_message_id IS NOT NULL ORDER BY id") == [
        (1, 5), (2, 55),
    ]  # fmt: skip
    assert raw.rows("SELECT id FROM outbox WHERE lost ORDER BY id") == [(5,), (6,)]
    assert raw.rows("SELECT added_by_telegram_id FROM teams") == [(77,)]
    migrate(db, "0002")
    assert contents(db) == before


def test_rows_of_this_program_go_down_with_what_the_one_before_counts_from(db: Database, raw: Raw) -> None:
    later = MONDAY + timedelta(days=1)
    given = {"now": MONDAY, "urgency": Urgency.NORMAL, "key": None, "task_id": None}
    for place, message, not_before in (
        (Place(member_id=2), CardUpdate(1, 5), None),
        (Place(member_id=3), Digest(1, ""), later),
        (Place(chat_id=GROUP), TaskList("mine", message_id=7), None),
        (Place(chat_id=GROUP - 1), Sentence("joined", {}), None),
    ):
        db.write_now(lambda s, p=place, m=message, n=not_before: s.outbox.put(p, m, not_before=n, **given))
    assert raw.rows("SELECT edits_message_id FROM outbox ORDER BY id") == [(5,), (None,), (7,), (None,)]
    rows = db.write_now(lambda s: s.outbox.claim("a", later, later, (), 9))
    lost = Result(State.PENDING, again_at=later, error="outcome unknown: x", lost=True)
    db.write_now(lambda s: s.outbox.record([r.id for r in rows], "a", later, lost))
    db.write_now(lambda s: s.teams.add(Team(0, -5, "x", TeamStatus.PENDING, added_by_telegram_id=77)))
    migrate(db, "0002")
    assert raw.rows("SELECT count(DISTINCT created_at), max(created_at) = max(not_before) FROM outbox") == [(2, 1)]
    migrate(db)
    rows = db.write_now(lambda s: s.outbox.claim("a", later, later, (), 9))
    assert {(r.message.name, r.message.edits, r.lost) for r in rows} == {
        ("card-update", 5, True), ("digest", None, True), ("task-list", 7, True), ("sentence", None, True),
    }  # fmt: skip
    assert {r.waiting_since for r in rows} == {MONDAY, later}


# -- 0004: the whole text of an order -----------------------------------------------------------------------------------


def test_a_task_of_the_first_release_has_its_title_and_no_other_text(released: Database) -> None:
    migrate(released)
    tasks = [t for n in range(1, 13) if (t := released.read_now(lambda s, n=n: s.tasks.get(n)))]
    assert len(tasks) == 12
    assert {t.content for t in tasks} == {""}
    assert all(t.title for t in tasks)


def test_the_whole_text_of_an_order_is_kept_and_only_it_is_lost_on_the_way_down(released: Database) -> None:
    migrate(released)
    before = contents(released)
    task = released.read_now(lambda s: s.tasks.get(1))
    assert task is not None
    released.write_now(lambda s: s.tasks.save(replace(task, content="全文\n两行")))
    assert released.read_now(lambda s: s.tasks.get(1)).content == "全文\n两行"  # type: ignore[union-attr]
    migrate(released, "0003")
    migrate(released)
    assert released.read_now(lambda s: s.tasks.get(1)).content == ""  # type: ignore[union-attr]
    assert {name: len(rows) for name, rows in contents(released).items()} == {
        n: len(rows) for n, rows in before.items()
    }


# -- 0008: standard, origin, evidence, pause -----------------------------------------------------------------------------


def test_a_task_of_the_first_release_has_no_standard_no_origin_and_no_pause(released: Database) -> None:
    migrate(released)
    tasks = [t for n in range(1, 13) if (t := released.read_now(lambda s, n=n: s.tasks.get(n)))]
    assert {(t.standard, t.origin, t.origin_ref, t.evidence) for t in tasks} == {("", None, "", False)}
    assert {(t.paused_at, t.resumes_at, t.pause_reason) for t in tasks} == {(None, None, "")}


def test_a_task_of_the_first_release_is_paused_and_resumed(released: Database) -> None:
    migrate(released)
    task = released.read_now(lambda s: s.tasks.get(1))
    assert task is not None
    held = decide(task, Action.PAUSE, at(ASSIGNER), words("等批复", moment=LONG_AFTER)).task
    kept = released.write_now(
        lambda s: s.tasks.save(replace(held, standard="盖章", origin=Origin.MEETING, evidence=True))
    )
    found = released.read_now(lambda s: s.tasks.get(1))
    assert found == kept
    released.write_now(lambda s: s.timers.sync(1, timers(kept, SETTINGS, CALENDAR)))
    assert [type(t.data) for t in released.read_now(lambda s: s.timers.of_task(1))] == [PauseOver]
    going = decide(kept, Action.RESUME, at(ASSIGNER, MONDAY + timedelta(days=1))).task
    assert {c.kind for c in going.commitments if c.running} == {c.kind for c in task.commitments if c.running}


def test_the_new_columns_of_a_task_are_all_that_is_lost_on_the_way_down(released: Database) -> None:
    migrate(released)
    before = contents(released)
    task = released.read_now(lambda s: s.tasks.get(1))
    assert task is not None
    released.write_now(lambda s: s.tasks.save(replace(task, standard="盖章", origin=Origin.OTHER, origin_ref="1")))
    migrate(released, "0007")
    migrate(released)
    assert released.read_now(lambda s: s.tasks.get(1)).standard == ""  # type: ignore[union-attr]
    assert {name: len(rows) for name, rows in contents(released).items()} == {
        n: len(rows) for n, rows in before.items()
    }


# -- 0012: breaches --------------------------------------------------------------------------------------------------------


def test_what_ran_out_in_the_first_release_is_a_breach_and_can_be_waived(released: Database) -> None:
    migrate(released)
    within = Within(MONDAY - timedelta(days=9), MONDAY + timedelta(days=90))
    found = released.read_now(lambda s: s.breaches.page(Whose(), within, 99))
    assert sorted(found) == [
        (1, "accept.1"), (8, "accept.1"), (10, "finish.1"), (11, "accept.1"), (12, "accept.1"), (12, "finish.1"),
    ]  # fmt: skip
    assert released.read_now(lambda s: s.breaches.count(Whose(member=3), within)) == 5
    task = released.read_now(lambda s: s.tasks.get(1))
    assert task is not None
    assert [b.standing for b in breaches(task)] == [Standing.PLAIN]
    waived = decide(task, Action.WAIVE, at(ASSIGNER), words("停电")).task
    kept = released.write_now(lambda s: s.tasks.save(waived))
    assert released.read_now(lambda s: s.tasks.get(1)) == kept
    migrate(released, "0008")
    migrate(released)
    lost = released.read_now(lambda s: s.tasks.get(1))
    assert lost is not None
    assert [b.standing for b in breaches(lost)] == [Standing.PLAIN], "what was said is all that is lost on the way down"
