"""The kinds B2, B3 and B6 to B8 of issue 8: past, counted from an event, only mentioned, just past."""

from __future__ import annotations

import pytest

from tests.deadlines.kinds import KindPhrase, kind_phrases, kind_score
from tests.deadlines.scoring import WRONG

SOURCES = ("B2", "B3", "B6", "B7", "B8")
FLOOR = 97.0


def _dated() -> list[KindPhrase]:
    return [phrase for phrase in kind_phrases(*SOURCES) if phrase.kind not in ("ask", "none")]


@pytest.mark.parametrize("source", SOURCES)
def test_every_kind_is_read_asked_or_left_alone_as_labelled(source: str) -> None:
    found = kind_score(kind_phrases(source))
    assert found.share() >= FLOOR, found.told()


@pytest.mark.parametrize("source", SOURCES)
def test_fewer_than_one_in_a_hundred_is_silently_wrong(source: str) -> None:
    found = kind_score(kind_phrases(source))
    assert found.share(WRONG) < 1, found.told()


def test_the_real_deadline_beside_such_words_is_read() -> None:
    found = kind_score(_dated())
    assert found.share() >= FLOOR, found.told()


@pytest.mark.parametrize("source", SOURCES)
def test_words_that_only_mention_a_time_stay_in_the_title_and_questions_offer_what_was_labelled(source: str) -> None:
    found = kind_score(kind_phrases(source))
    assert not found.lost, found.told()
