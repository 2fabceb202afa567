"""What must hold for every text, whatever it says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from deadlines import Kind, Problem, Reading, read
from deadlines.words.festivals import FESTIVALS
from deadlines.words.lexicon import CHINESE
from deadlines.words.vocabulary_en import ENGLISH
from tests.deadlines.scoring import phrases
from worktime.calendar import WorkingCalendar

OFFICE = WorkingCalendar()
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=OFFICE.zone)
NUMBERS = (
    "0 1 2 3 5 9 12 24 25 31 60 99 2026 10000 三 十 十一 二十 半 一百 零 5/20 05/06 3.12 12:30 25:00 2026-12-01 1st 3pm "
    ", ，（ ）( ) - 、"
)
WORDS = sorted(
    {word for _, _, wordings in CHINESE for word in wordings.split()}
    | {word for _, _, wordings in ENGLISH for word in wordings.split("|")}
    | {word for _, _, wordings in FESTIVALS for word in wordings.replace("|", " ").split()}
    | set(NUMBERS.split())
)
word_salad = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda space: space.join(words))
)
moments = st.datetimes(datetime(2015, 1, 1), datetime(2035, 12, 31), timezones=st.just(OFFICE.zone))  # noqa: DTZ001 - hypothesis takes naive bounds
SAMPLE = [phrase for phrase in phrases() if phrase.kind != "none"][::7]


def _ahead(reading: Reading) -> tuple[datetime, ...]:
    """The readings, without the day just past that is only asked about."""
    past = reading.explanation is not None and reading.explanation.just_past
    return reading.readings[1:] if past else reading.readings


def _holds(reading: Reading, text: str, now: datetime) -> None:
    assert (reading.kind is Kind.SET) == (reading.rule is not None)
    counted_back = reading.explanation is not None and reading.explanation.before_event  # the event's own day is asked
    assert (reading.kind is Kind.ASK) == (bool(reading.readings) or (counted_back and reading.moment is None))
    assert reading.kind is Kind.NONE or reading.problem is None
    start, end = reading.span
    assert reading.words == (text[start:end] if start >= 0 else "")
    for moment in (reading.moment, *_ahead(reading)):
        if moment is not None:
            assert moment.utcoffset() is not None
            assert moment.astimezone(UTC) > now.astimezone(UTC)


@given(st.text(max_size=200), moments)
@example("3day before yesterdaya", NOW)
def test_any_text_is_read_without_an_error_and_never_into_the_past(text: str, now: datetime) -> None:
    _holds(read(text, now, OFFICE), text, now)


@settings(max_examples=600)
@given(word_salad, moments, st.booleans())
def test_any_mixture_of_the_grammars_words_is_read_without_an_error(text: str, now: datetime, sentence: bool) -> None:
    _holds(read(text, now, OFFICE, sentence=sentence), text, now)


@given(word_salad, moments)
def test_the_same_words_give_the_same_answer_every_time(text: str, now: datetime) -> None:
    assert read(text, now, OFFICE) == read(text, now, OFFICE)


@pytest.mark.parametrize("before", ["请", "麻烦", "  ", "【", "“"])
@pytest.mark.parametrize("behind", ["。", "！", " 谢谢", "吧", "  ", "”"])
def test_politeness_and_punctuation_around_a_phrase_change_nothing(before: str, behind: str) -> None:
    for phrase in SAMPLE:
        if phrase.lang == "en":
            continue
        alone = read(phrase.text, phrase.now, OFFICE)
        polite = read(before + phrase.text + behind, phrase.now, OFFICE)
        assert (polite.kind, polite.moment, polite.rule) == (alone.kind, alone.moment, alone.rule), phrase.text


@pytest.mark.parametrize(
    ("before", "behind"), [("please ", ""), ("", ", thanks!"), ("Please, ", " please."), ("(", ")")]
)
def test_english_politeness_changes_nothing_either(before: str, behind: str) -> None:
    for phrase in SAMPLE:
        if phrase.lang == "en":
            alone = read(phrase.text, phrase.now, OFFICE)
            polite = read(before + phrase.text + behind, phrase.now, OFFICE)
            assert (polite.kind, polite.moment, polite.rule) == (alone.kind, alone.moment, alone.rule), phrase.text


@pytest.mark.parametrize(
    "shape", ["{}天内", "{}天後", "{}个工作日内", "in {} days", "within {} business days", "{}小时内", "in {} months"]
)
@given(st.integers(1, 400), st.integers(1, 400), moments)
def test_a_longer_length_is_never_due_earlier(shape: str, first: int, second: int, now: datetime) -> None:
    short, long = sorted((first, second))
    early, late = (read(shape.format(count), now, OFFICE).moment for count in (short, long))
    assert early is not None
    assert late is not None
    assert early <= late


RENDERED = [
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M",
    "%Y-%m-%dT%H:%M",
    "%Y年%m月%d日%H:%M",
    "%Y年%m月%d日 %H点%M分",
    "%b %d, %Y at %I:%M %p",
    "%d %B %Y %H:%M",
    "%A, %B %d %Y, %I:%M%p",
]


@pytest.mark.parametrize("shape", RENDERED)
@given(st.datetimes(datetime(2026, 11, 24), datetime(2099, 12, 31)))  # noqa: DTZ001 - hypothesis takes naive bounds
def test_a_rendered_moment_is_read_back(shape: str, moment: datetime) -> None:
    moment = moment.replace(second=0, microsecond=0)
    reading = read(moment.strftime(shape), NOW, OFFICE)
    assert reading.kind is Kind.DATETIME, moment.strftime(shape)
    assert reading.moment is not None
    assert reading.moment.replace(tzinfo=None) == moment


@given(st.datetimes(datetime(2026, 11, 24), datetime(2027, 11, 22)))  # noqa: DTZ001 - hypothesis takes naive bounds
def test_a_date_without_a_year_is_the_next_such_day(moment: datetime) -> None:
    reading = read(f"{moment.month}月{moment.day}日", NOW, OFFICE)
    assert reading.moment is not None
    assert reading.moment.date() == moment.date()


@given(st.sampled_from(SAMPLE))
def test_full_width_letters_and_digits_are_the_same_as_narrow_ones(phrase: object) -> None:
    text, now = phrase.text, phrase.now  # type: ignore[attr-defined]
    assume("½" not in text)
    wide = "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)
    narrow_reading, wide_reading = read(text, now, OFFICE), read(wide, now, OFFICE)
    assert (wide_reading.kind, wide_reading.moment) == (narrow_reading.kind, narrow_reading.moment)


@pytest.mark.parametrize(
    "zone", ["Africa/Cairo", "America/Santiago", "Australia/Lord_Howe", "America/New_York", "Asia/Kathmandu"]
)
@given(st.sampled_from(SAMPLE), moments)
def test_every_phrase_is_read_in_every_zone_over_every_change_of_the_clocks(
    zone: str, phrase: object, now: datetime
) -> None:
    office = WorkingCalendar(ZoneInfo(zone), country=None)
    text = phrase.text  # type: ignore[attr-defined]
    reading = read(text, now, office)
    _holds(reading, text, now)
    if reading.moment is not None:
        back = reading.moment.astimezone(UTC).astimezone(office.zone)
        assert back.replace(tzinfo=None) == reading.moment.replace(tzinfo=None)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        read("明天", datetime(2026, 1, 1), OFFICE)  # noqa: DTZ001 - the naive one is what is tested


def test_the_last_minute_of_the_day_still_has_a_later_end() -> None:
    now = datetime(2026, 11, 23, 23, 59, 30, tzinfo=OFFICE.zone)
    reading = read("今天", now, OFFICE)
    assert reading.moment is None or reading.moment > now
    assert reading.problem in (None, Problem.PAST)
    assert timedelta(0) < (read("明天", now, OFFICE).moment or now) - now
