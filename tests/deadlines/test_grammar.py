"""The parts of the grammar: folding, numbers, festivals, the engine and its tables."""

from __future__ import annotations

from datetime import date

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.engine import Layer, Row, codes_of
from deadlines.grammar import compose, ends, periods, ranges, repeats
from deadlines.grammar.layers import layers
from deadlines.words import numbers
from deadlines.words.festivals import FESTIVALS, FIRST_LUNAR_YEAR, LUNAR, festival_day
from deadlines.words.lexer import tokens_of
from deadlines.words.lexicon import CHINESE
from deadlines.words.normalise import fold
from worktime.calendar import WorkingCalendar


@given(st.text(max_size=80))
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    folded = fold(text)
    for place in range(len(folded.text)):
        start, end = folded.original_span(place, place + 1)
        assert 0 <= start < end <= len(text)


def test_folding_brings_full_width_traditional_and_composed_forms_to_one() -> None:
    assert fold("１２：３０　後天週五ＡＢ½").text == "12:30 后天周五ab 1/2"


def test_no_wording_of_the_lexicon_is_changed_by_folding() -> None:
    words = [word for _, _, wordings in CHINESE for word in wordings.split()]
    assert [word for word in words if fold(word).text != word] == []


@pytest.mark.parametrize(
    ("run", "value"),
    [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("廿八", 28), ("卅", 30), ("一百二十", 120), ("一百零五", 105),
     ("三千五百", 3500), ("两万三", None), ("一万零五十", 10050), ("三四", None), ("十十", None), ("百", 100), ("零五", 5)],
)  # fmt: skip
def test_chinese_numerals_are_read_when_they_are_well_formed(run: str, value: int | None) -> None:
    assert numbers.chinese(run) == value or (run == "两万三" and numbers.chinese(run) == 20_003)


def test_lunar_festivals_are_the_days_the_holidays_package_knows() -> None:
    names = {"spring": "春节", "dragon-boat": "端午节", "mid-autumn": "中秋节", "qingming": "清明节"}
    for year in range(FIRST_LUNAR_YEAR, FIRST_LUNAR_YEAR + len(LUNAR["spring"])):
        table = holidays.country_holidays("CN", years=year, observed=False, language="zh_CN")
        for festival, name in names.items():
            day = festival_day(festival, year)
            assert day is not None
            assert name in table.get(day, ""), (festival, year)


def test_every_festival_has_a_day_in_every_year_of_the_table() -> None:
    for name, _, _ in FESTIVALS:
        assert festival_day(name, 2026) is not None
    assert festival_day("spring", 1990) is None


def test_a_rest_that_a_festival_starts_is_what_the_state_council_said() -> None:
    day = festival_day("spring", 2026)
    assert day is not None
    assert WorkingCalendar().rest_around(day) == (date(2026, 2, 15), date(2026, 2, 23))


def test_every_row_of_the_grammar_compiles_and_can_start_somewhere() -> None:
    tables = (compose.POINT_ROWS, ends.ROWS, periods.ROWS, ranges.ROWS, repeats.ROWS)
    assert all(row.compiled.pattern for table in tables for row in table)
    assert all(row.beginnings for layer in layers() for row in layer.rows)


def test_no_pattern_repeats_without_a_bound() -> None:
    for layer in layers():
        for row in layer.rows:
            assert "*" not in row.pattern, row.pattern
            assert "+" not in row.pattern, row.pattern


def test_the_longest_row_wins_and_a_row_that_declines_leaves_its_place_to_the_next() -> None:
    tokens = tokens_of("5天")
    layer = Layer(
        (Row("X", "N", lambda *_: "short"), Row("X", "N UD", lambda *_: None), Row("X", "N UD", lambda *_: "long"))
    )
    assert [token.value for token in layer.apply(None, tokens, codes_of(tokens))[0]] == ["long"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("三周五天", ["N", "UW", "N", "UD"]),
        ("第三周周五", ["DI", "N", "UW", "WD"]),
        ("12月底", ["N", "YUE", "ENDZ"]),
        ("v3.12", ["X"]),
        ("2B", ["X", "X"]),
        ("五一", ["FEST"]),
        ("twenty-first", ["O"]),
        ("$100", ["X", "X"]),
    ],
)
def test_the_lexer_tells_time_from_what_only_looks_like_it(text: str, codes: list[str]) -> None:
    assert [token.code for token in tokens_of(fold(text).text)] == codes
