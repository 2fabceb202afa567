"""One word for one thing: what `docs/words.md` refuses stands in no sentence of the bot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.i18n import catalogue
from domain.model.languages import LANGUAGES

PAGE = Path(__file__).parents[2] / "docs" / "words.md"
LINES = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
TABLE = [[cell.strip() for cell in line.strip("|").split("|")] for line in LINES]
_REFUSED = re.compile(r"([^·()]+?)\s*(?:\(([^()]*)\))?\s*(?:·|$)")
_TYPED = ("example-", "prompt-search")  # what a person may type


def refused(language: str) -> dict[str, list[str]]:
    """The words that are not said in a language, each with the longer ones in which it may stand."""
    column = TABLE[0].index(f"not in {language}")
    found = [pair for row in TABLE[2:] for pair in _REFUSED.findall(row[column])]
    return {
        word.strip(): [one.strip() for one in inside.split("·") if one.strip()]
        for word, inside in found
        if word.strip()
    }


def said(text: str, word: str, inside: list[str]) -> bool:
    """Whether a word stands in a text other than in the longer ones that are allowed."""
    for longer in inside:
        text = text.replace(longer, " ")
    if word.isascii():
        return re.search(rf"\b{re.escape(word)}s?\b", text, re.IGNORECASE) is not None
    return word in text


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_one_word_for_one_thing(language: str) -> None:
    words, book = refused(language), catalogue(language)
    assert words
    wrong = {
        f"{key}: {word}": text
        for key in sorted(book.keys())
        if not key.startswith(_TYPED)
        for text in book.raw(key)
        for word, inside in words.items()
        if said(text, word, inside)
    }
    assert wrong == {}


@pytest.mark.parametrize(("language", "marks"), [("zh-Hans", "「」『』"), ("zh-Hant", "“”‘’")])
def test_quotation_marks_are_those_of_the_script(language: str, marks: str) -> None:
    book = catalogue(language)
    assert [key for key in sorted(book.keys()) for text in book.raw(key) if any(mark in text for mark in marks)] == []


def test_a_refused_word_is_found() -> None:
    assert said("请改派", "改派", [])
    assert not said("子任务", "任务", ["子任务"])
    assert said("子任务和任务", "任务", ["子任务"])
    assert said("Please delegate it", "delegate", [])
    assert not said("a delegated matter", "delegate", [])
