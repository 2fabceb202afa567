"""Phrases of the kinds B4 to B9 and ordinary orders, in five batches, each labelled before the reader had seen it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from deadlines import Kind, read
from tests.deadlines.kinds import KindPhrase, kind_phrases, kind_score
from tests.deadlines.reader import OFFICE
from tests.deadlines.scoring import WRONG

FILE = "kinds_unseen.jsonl"
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
LANGUAGES = ("zh-Hans", "zh-Hant", "en")
KINDS = (("B0",), ("B4",), ("B5", "B9"), ("B6",), ("B7",), ("B8",))
FLOOR = 97.0
MOST_WRONG = 1.0


def _in(language: str) -> list[KindPhrase]:
    return [one for one in kind_phrases(file=FILE) if one.lang == language]


@pytest.mark.parametrize("kinds", KINDS)
def test_each_kind_is_read_asked_or_left_alone_as_labelled(kinds: tuple[str, ...]) -> None:
    found = kind_score(kind_phrases(*kinds, file=FILE))
    assert found.share() >= FLOOR, found.told()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_is_hardly_ever_wrong_in_silence(language: str) -> None:
    found = kind_score(_in(language))
    assert found.share() >= FLOOR, found.told()
    assert found.share(WRONG) < MOST_WRONG, found.told()
    assert not found.lost, found.told()


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_many_in_each_language(language: str) -> None:
    assert len({one.message for one in _in(language)}) >= 200


@pytest.mark.parametrize(
    "text",
    [
        "11月21日的纪要发我",
        "11月21日的會議紀錄發我",
        "每月5日的报表模板改一下",
        "周三四楼的打印机",
        "明天下午三点的会议室订一下",
        "影片長度請勿超過三分鐘",
    ],
)
def test_a_time_that_tells_which_thing_is_no_deadline(text: str) -> None:
    found = read(text, MONDAY, OFFICE, sentence=True)
    assert (found.kind, found.rest) == (Kind.NONE, text)


def test_the_day_before_a_comma_is_one_and_the_floor_behind_it_is_none() -> None:
    found = read("周三，四楼的打印机修好", MONDAY, OFFICE, sentence=True)
    assert found.moment is not None
    assert (found.moment.day, found.rest) == (25, "四楼的打印机修好")


def test_the_term_of_a_contract_is_not_offered_beside_the_day_it_is_signed_by() -> None:
    found = read("合同期限三年，12月4日前签", MONDAY, OFFICE, sentence=True)
    assert found.moment is not None
    assert (found.moment.month, found.moment.day, found.rest) == (12, 4, "合同期限三年 签")


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("at least two weeks before departure", "departure"),
        ("开标前至少三天交保证金", "开标"),
        ("收到发票三十天内付款", "收到发票"),
        ("等樣品到了，一週內出報告", "樣品到了"),
        ("Once the slab sets, strip it within three days", "the slab sets"),
        ("会议结束次日发纪要", "会议结束"),
    ],
)
def test_what_hangs_on_an_event_is_asked_and_the_event_is_named(text: str, event: str) -> None:
    found = read(text, MONDAY, OFFICE, sentence=True)
    assert found.kind is Kind.ASK
    assert found.explanation is not None
    assert found.explanation.from_event == event


def test_a_day_that_a_message_names_is_what_the_next_clause_counts_from() -> None:
    found = read("12月10日开标，开标前两天交保证金", MONDAY, OFFICE, sentence=True)
    assert found.moment is not None
    assert (found.moment.month, found.moment.day) == (12, 8)
