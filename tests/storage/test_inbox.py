"""Updates as they arrived, until they are handled."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from storage.unit import Database
from tests.domain.office import MONDAY
from tests.storage.conftest import Raw

LATER = MONDAY + timedelta(minutes=1)


def store(db: Database, *ids: int, body: str = "{}", late: int = 0) -> int:
    """Store updates; how many were new."""
    now = MONDAY + timedelta(seconds=late)
    return db.write_now(lambda s: s.inbox.store([(i, body) for i in ids], now))


def waiting(db: Database, limit: int = 100) -> list[int]:
    """Numbers of the updates that wait."""
    return [u for u, _, _ in db.read_now(lambda s: s.inbox.waiting(limit))]


def test_an_update_is_kept_once_however_often_it_comes(db: Database) -> None:
    assert store(db, 1, 2) == 2
    assert store(db, 2, 3) == 1
    assert store(db, 1, 2, 3) == 0
    assert waiting(db) == [1, 2, 3]


def test_an_update_twice_in_one_batch_is_one(db: Database) -> None:
    assert store(db, 5, 5) == 1
    assert waiting(db) == [5]


def test_nothing_is_nothing(db: Database) -> None:
    assert store(db) == 0
    assert waiting(db) == []


def test_an_update_that_was_handled_does_not_come_again(db: Database) -> None:
    store(db, 1)
    assert [db.write_now(lambda s: s.inbox.done(1, MONDAY)) for _ in range(2)] == [True, False]
    assert store(db, 1, late=5) == 0
    assert waiting(db) == []
    assert not db.write_now(lambda s: s.inbox.done(99, MONDAY))


def test_updates_wait_in_the_order_of_their_arrival_even_when_their_numbers_start_anew(db: Database) -> None:
    store(db, 900, 901)
    store(db, 3, 2, late=1)
    assert waiting(db) == [900, 901, 2, 3]
    assert waiting(db, limit=3) == [900, 901, 2]


def test_a_failure_is_counted_and_the_update_waits_on(db: Database) -> None:
    store(db, 1, body='{"a":1}')
    for n in (1, 2):
        db.write_now(lambda s, n=n: s.inbox.failed(1, f"error {n}", MONDAY, set_aside=False))
    assert db.read_now(lambda s: s.inbox.waiting(5)) == [(1, '{"a":1}', 2)]


def test_a_poison_update_is_set_aside_with_its_text_and_its_neighbours_wait_on(db: Database, raw: Raw) -> None:
    store(db, 1, 2, body='{"a":1}')
    db.write_now(lambda s: s.inbox.failed(1, "boom" + "x" * 5000, LATER, set_aside=True))
    assert waiting(db) == [2]
    [(body, error, attempts)] = raw.rows("SELECT body, error, attempts FROM inbox WHERE update_id = 1")
    assert (body, error[:4], len(error), attempts) == ('{"a":1}', "boom", 2000, 1)
    assert not db.write_now(lambda s: s.inbox.done(1, LATER))


@pytest.mark.parametrize(
    "said", ['{"from":{"id":77,"x":1}}', '{"from": {"id": 77, "x": 1}}', '{"from": {"x": 1, "id": 77}}']
)
def test_of_whoever_is_forgotten_no_word_stays_that_could_not_be_handled(db: Database, raw: Raw, said: str) -> None:
    others = '{"from": {"id": 770}, "date": 77}'
    for number, body in ((1, said), (2, others)):
        store(db, number, body=body)
        db.write_now(lambda s, number=number: s.inbox.failed(number, "boom", LATER, set_aside=True))
    db.write_now(lambda s: s.traces.erase(2, 77))
    assert raw.rows("SELECT body FROM inbox ORDER BY update_id") == [("{}",), (others,)]


def test_what_was_handled_keeps_its_number_and_not_its_words(db: Database, raw: Raw) -> None:
    store(db, 1, body='{"text":"私事"}')
    db.write_now(lambda s: s.inbox.done(1, LATER))
    assert raw.rows("SELECT update_id, body FROM inbox") == [(1, "")]


def test_pruning_forgets_what_was_handled_long_ago_and_nothing_else(db: Database, raw: Raw) -> None:
    store(db, 1, 2, 3, 4)
    db.write_now(lambda s: s.inbox.done(1, MONDAY))
    db.write_now(lambda s: s.inbox.done(2, LATER))
    db.write_now(lambda s: s.inbox.failed(3, "boom", MONDAY, set_aside=True))
    assert db.write_now(lambda s: s.inbox.prune(LATER)) == 1
    assert raw.rows("SELECT update_id FROM inbox ORDER BY update_id") == [(2,), (3,), (4,)]


def test_numbers_reach_to_two_to_the_power_of_52(db: Database) -> None:
    store(db, 2**52)
    assert waiting(db) == [2**52]


@pytest.mark.parametrize("text", ["\ud83d", "\x00", "🙂", "\u202e"])
def test_an_update_with_words_of_any_kind_is_kept_and_reads_back(db: Database, text: str) -> None:
    body = json.dumps({"text": text}, ensure_ascii=False)
    store(db, 1, body=body)
    [(_, kept, _)] = db.read_now(lambda s: s.inbox.waiting(1))
    assert json.loads(kept) == {"text": text}


def test_pruning_takes_some_at_a_time_the_oldest_first(db: Database, raw: Raw) -> None:
    store(db, *range(1, 6))
    for n in range(1, 6):
        db.write_now(lambda s, n=n: s.inbox.done(n, MONDAY - timedelta(minutes=n)))  # type: ignore[misc]
    forgotten = [db.write_now(lambda s: s.inbox.prune(LATER, 2)) for _ in range(4)]
    assert forgotten == [2, 2, 1, 0]
    assert raw.rows("SELECT count(*) FROM inbox") == [(0,)]
