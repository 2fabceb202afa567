"""No text makes the readers of plain words think for seconds; each of these once did, some for ever."""

from __future__ import annotations

import contextlib

import pytest

from domain.errors import Refusal
from domain.model.people import Member
from domain.rules.names import called_in
from domain.rules.outcome import says_blocked, says_done
from domain.rules.progress import progress_in
from domain.rules.smalltalk import is_small_talk
from domain.rules.spoken import Spoken, heard
from domain.rules.verdicts import verdict

PEOPLE = [Member(i, i, name) for i, name in enumerate(("Li Ming", "趙雅婷", "李志明"), 1)]


@pytest.mark.parametrize(
    "words", ["哈", "嗯", "明白了", "666", "请", "Li Ming ", "50%", "让由", "雅婷，", "\U0001f44d"]
)
def test_four_thousand_signs_of_one_kind_are_read_at_once(words: str) -> None:
    text = words * (4000 // len(words)) + "x"
    assert not is_small_talk(text)
    assert heard(text, orders=False).kind is not Spoken.GREETING
    assert len(called_in(text, PEOPLE, 9)) < 500
    assert not says_done(text)
    assert not says_blocked(text)
    assert verdict(text) is None
    with contextlib.suppress(Refusal):
        progress_in(text)
