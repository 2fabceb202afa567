"""Facts as they are stored, and the chain that holds them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import facts
from domain.facts.base import FACTS, GENESIS, Fact, link, seal
from domain.facts.clocks import DeadlineChanged
from domain.facts.tasks import Commented, Reported
from domain.records import decode_fact, encode_fact
from tests.domain.office import MONDAY
from tests.domain.samples import WORDS, any_of

NOW = MONDAY.astimezone(UTC)
ROW: Mapping[str, Any] = {
    "prev_hash": GENESIS, "task_id": 1, "seq": 1, "at": NOW, "actor_id": 2, "name": "commented", "data": '{"text":"好"}',
}  # fmt: skip


@pytest.mark.parametrize("cls", FACTS.values(), ids=FACTS)
def test_every_fact_comes_back_as_it_was_stored(cls: type[Fact]) -> None:
    @given(any_of(cls))
    def round_trip(fact: Fact) -> None:
        assert decode_fact(fact.name, encode_fact(fact)) == fact

    round_trip()


def test_every_fact_is_registered_under_its_kebab_case_name() -> None:
    assert FACTS["deadline-changed"] is DeadlineChanged
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) and cls.name == name for name, cls in FACTS.items())
    rooms = [getattr(facts, name) for name in facts.__all__]
    found = {c for room in rooms for c in vars(room).values() if isinstance(c, type) and issubclass(c, Fact)}
    assert set(FACTS.values()) == found - {Fact}
    assert all(len(name) <= 32 for name in FACTS)  # the column


def test_a_fact_of_an_unknown_kind_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        decode_fact("abolished", "{}")


def test_the_same_fact_is_always_written_the_same_way() -> None:
    one, other = Reported("好", 60, files=({"b": "2", "a": "1"},)), Reported("好", 60)
    assert encode_fact(one) == '{"blocked":false,"files":[{"a":"1","b":"2"}],"percent":60,"text":"好"}'
    assert encode_fact(other) != encode_fact(one)


def test_a_fact_written_before_a_field_was_added_reads_with_its_default() -> None:
    assert decode_fact("reported", '{"text":"好"}') == Reported("好", None, blocked=False, files=())


@pytest.mark.parametrize("text", ["\x00", "\ud800", "\u202e<b>&", "a\nb", "\U0001f600"])
def test_words_of_any_kind_are_stored_as_text_that_every_database_takes(text: str) -> None:
    stored = encode_fact(Commented(text))
    assert stored.encode("utf-8")
    assert "\x00" not in stored
    assert decode_fact("commented", stored) == Commented(text)


@pytest.mark.parametrize(
    "change",
    [
        {"prev_hash": "1" * 64}, {"task_id": 11, "seq": 1}, {"task_id": 1, "seq": 11}, {"at": NOW + timedelta(seconds=1)},
        {"actor_id": None}, {"actor_id": 3}, {"name": "cancelled"}, {"data": '{"text":"坏"}'},
    ],
)  # fmt: skip
def test_the_hash_of_a_link_covers_everything_the_row_says(change: dict[str, Any]) -> None:
    assert link(**(ROW | change)) != link(**ROW)


def test_the_hash_of_a_link_does_not_depend_on_the_zone_the_moment_is_written_in() -> None:
    there = NOW.astimezone(ZoneInfo("America/New_York"))
    assert link(**(ROW | {"at": there})) == link(**ROW)


def test_fields_cannot_slide_into_one_another() -> None:
    assert link(**(ROW | {"name": "a", "data": "bc"})) != link(**(ROW | {"name": "ab", "data": "c"}))


def test_the_hash_stays_what_it_was_when_the_first_database_was_written() -> None:
    row = ROW | {"at": datetime(2026, 11, 23, 1, 30, tzinfo=UTC)}
    assert link(**row) == "a3a5ec874e3d7d404fb364ccfb1f6638e699435c3f7749a6028debc3466eb82a"


HEADS = st.lists(st.tuples(st.integers(1, 2**52), st.integers(1, 99), WORDS), max_size=5, unique=True)


@given(HEADS, st.randoms())
def test_a_seal_does_not_depend_on_the_order_of_the_heads(heads: list[tuple[int, int, str]], random: Any) -> None:
    mixed = random.sample(heads, len(heads))
    assert seal("2026-11-23", NOW, mixed, GENESIS) == seal("2026-11-23", NOW, heads, GENESIS)


def test_a_seal_covers_its_day_its_moment_the_heads_and_the_seal_before_it() -> None:
    heads = [(1, 3, "a" * 64), (2, 1, "b" * 64)]
    usual = seal("2026-11-23", NOW, heads, GENESIS)
    others = {
        seal("2026-11-24", NOW, heads, GENESIS),
        seal("2026-11-23", NOW + timedelta(days=1), heads, GENESIS),
        seal("2026-11-23", NOW, heads[:1], GENESIS),
        seal("2026-11-23", NOW, heads, "1" * 64),
    }
    assert usual not in others
    assert len(others) == 4
