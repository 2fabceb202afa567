"""The kinds of issue 8 that were read wrongly in silence (B4), by the wrong calendar (B5), or with a part lost (B9)."""

from __future__ import annotations

import pytest

from tests.deadlines.kinds import KindPhrase, comes_as_labelled, kind_phrases, kind_score, reading_of
from tests.deadlines.scoring import RIGHT, WRONG

KINDS = ("B4", "B5", "B9")
FILES = ("kinds.jsonl", "kinds_said.jsonl")
RIGHT_FLOOR = 97.0
WRONG_CEILING = 1.0


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_read_right_or_asked_and_hardly_ever_wrong_in_silence(kind: str, file: str) -> None:
    found = kind_score(kind_phrases(kind, file=file))
    assert found.share(RIGHT) >= RIGHT_FLOOR, found.told()
    assert found.share(WRONG) < WRONG_CEILING, found.told()


@pytest.mark.parametrize("file", FILES)
def test_names_with_strokes_and_hyphens_never_refuse_an_order(file: str) -> None:
    lines = [one for one in kind_phrases("B4", file=file) if one.sub.startswith("slashes")]
    assert len(lines) > 20
    assert [one.message for one in lines if reading_of(one).problem] == []


@pytest.mark.parametrize(
    "phrase", [one for file in FILES for one in kind_phrases("B5", file=file)], ids=lambda one: one.id
)
def test_a_rule_over_working_days_comes_when_the_office_works(phrase: KindPhrase) -> None:
    assert not phrase.next or comes_as_labelled(phrase, reading_of(phrase)), phrase.message


def test_the_new_phrases_are_many_and_in_three_languages() -> None:
    lines = kind_phrases(file="kinds_said.jsonl")
    assert len({one.message for one in lines}) >= 300
    assert {one.lang for one in lines} == {"zh-Hans", "zh-Hant", "en"}
