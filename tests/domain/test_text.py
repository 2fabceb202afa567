"""Text as Telegram counts it."""

from __future__ import annotations

import pytest

from domain.text import utf16_cut, utf16_length


@pytest.mark.parametrize(("text", "length"), [("", 0), ("督办", 2), ("🟢", 2), ("a🟢督", 4), ("\ud83d", 1)])
def test_a_character_outside_the_first_plane_counts_twice(text: str, length: int) -> None:
    assert utf16_length(text) == length


@pytest.mark.parametrize(("length", "begins"), [(0, ""), (1, "a"), (2, "a"), (3, "a🟢"), (4, "a🟢督"), (99, "a🟢督")])
def test_a_text_is_cut_between_characters(length: int, begins: str) -> None:
    assert utf16_cut("a🟢督", length) == begins
