"""What a button carries: at most 64 bytes, and nothing in it is trusted when it comes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.callback import LIMIT, Press, number, pack, unpack
from bot.registry import ROUTES
from bot.routes import On
from domain.rules.lifecycle import Action

BIGGEST = 2**52
LAST_MOMENT = 2**33  # no button carries a later one


@pytest.mark.parametrize("action", Action)
def test_the_longest_button_of_every_action_fits(action: Action) -> None:
    assert len(pack("t", action, BIGGEST, BIGGEST).encode()) <= LIMIT
    assert len(pack("t", action, BIGGEST, LAST_MOMENT).encode()) <= LIMIT
    assert len(pack("p", action, BIGGEST, 999_999).encode()) <= LIMIT


@pytest.mark.parametrize(
    "fields",
    [
        ("d", BIGGEST, "deadline", LAST_MOMENT), ("d", BIGGEST, "person", BIGGEST), ("l", "assigned", BIGGEST, 999_999),
        ("g", BIGGEST, "yes"), ("lang", "zh-Hans", BIGGEST), ("m", BIGGEST, 999_999), ("h", BIGGEST, 999_999),
    ],
)  # fmt: skip
def test_the_longest_button_of_every_other_kind_fits(fields: tuple[object, ...]) -> None:
    assert unpack(pack(*fields)) == tuple(map(str, fields))


@given(st.lists(st.integers(0, BIGGEST) | st.text("abcxyz_-", max_size=8), min_size=1, max_size=4))
def test_what_fits_comes_back(fields: list[object]) -> None:
    data = ":".join(map(str, fields))
    if len(data.encode()) <= LIMIT:
        assert unpack(pack(*fields)) == tuple(map(str, fields))


@pytest.mark.parametrize("fields", [("x" * 65,), ("字" * 22,), ("a" * 32, "b" * 32)])
def test_what_does_not_fit_is_refused_when_it_is_made(fields: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="over 64 bytes"):
        pack(*fields)
    assert pack("字" * 21)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("0", 0), ("128", 128), (str(BIGGEST), BIGGEST), ("9" * 16, 9_999_999_999_999_999), ("9" * 17, 0), ("", 0),
        ("-1", 0), ("+1", 0), ("1.5", 0), ("1e3", 0), (" 1", 0), ("１２", 0), ("²", 0), ("٣", 0), ("none", 0), ("0x10", 0),
    ],
)  # fmt: skip
def test_a_field_that_must_be_a_number_is_one_or_nothing(field: str, value: int) -> None:
    assert number(field) == value


@given(st.text())
def test_whatever_a_forged_button_carries_is_taken_apart_without_a_fault(data: str) -> None:
    fields = unpack(data)
    assert fields
    assert all(0 <= number(f) < 10**16 for f in fields)


def test_buttons_in_old_messages_go_on_working() -> None:
    first = {"t", "p", "c", "k", "x", "d", "l", "la", "s", "h", "j", "g", "m", "lang", "dg"}  # of version 0.1.0
    assert first <= set(Press)


def test_every_kind_of_button_has_one_handler_and_no_handler_is_without_buttons() -> None:
    handled = [route.name for route in ROUTES if route.on is On.BUTTON and route.name]
    assert sorted(handled) == sorted(Press)
