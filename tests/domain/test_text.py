"""Text as Telegram counts it."""

from __future__ import annotations

import pytest

from domain.text import is_blank, one_line, spaced, tidy, utf16_cut, utf16_length


@pytest.mark.parametrize(("text", "length"), [("", 0), ("督办", 2), ("🟢", 2), ("a🟢督", 4), ("\ud83d", 1)])
def test_a_character_outside_the_first_plane_counts_twice(text: str, length: int) -> None:
    assert utf16_length(text) == length


@pytest.mark.parametrize(("length", "begins"), [(0, ""), (1, "a"), (2, "a"), (3, "a🟢"), (4, "a🟢督"), (99, "a🟢督")])
def test_a_text_is_cut_between_characters(length: int, begins: str) -> None:
    assert utf16_cut("a🟢督", length) == begins


@pytest.mark.parametrize(
    "sign", ["\u2800", "\u3164", "\u115f", "\u1160", "\uffa0", "\u200b", "\u2060", "\u00ad", "\U0001d159", "\u0301"]
)
def test_signs_that_show_nothing_are_no_title(sign: str) -> None:
    assert is_blank(sign * 2)
    assert tidy(f" {sign} {sign}") == ""


def test_a_sign_that_looks_like_a_space_is_one_and_keeps_its_place() -> None:
    assert spaced("报\u2800数") == "报 数"
    assert one_line("\u3164报\u2800\u2800数") == "报 数"
