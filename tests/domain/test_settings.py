"""The short forms of an office's settings: amounts of time and steps of a ladder."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.model.audience import Audience
from domain.model.clocks import SEVERAL, TERMED, CommitmentKind
from domain.model.tasks import Priority
from domain.settings.ladders import DEFAULT_LADDERS, DEFAULT_TERMS, Step, ladder
from domain.settings.office import Settings
from domain.settings.spans import Span, TimeUnit
from tests.domain.office import CALENDAR, FRIDAY, MONDAY, local

SPANS = st.builds(Span, st.integers(-9999, 9999), st.sampled_from(TimeUnit))
STEPS = st.builds(
    Step,
    SPANS,
    st.lists(st.sampled_from(Audience), min_size=1, max_size=4, unique=True).map(tuple),
    st.none() | st.builds(Span, st.integers(1, 9999), st.sampled_from(TimeUnit)),
)


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("-3wd", -3, TimeUnit.WORKING_DAYS),
        ("+4wh", 4, TimeUnit.WORKING_HOURS),
        ("24h", 24, TimeUnit.HOURS),
        ("30m", 30, TimeUnit.MINUTES),
        ("2d", 2, TimeUnit.DAYS),
        ("0", 0, TimeUnit.MINUTES),
        ("-0", 0, TimeUnit.MINUTES),
        ("0wd", 0, TimeUnit.WORKING_DAYS),
    ],
)
def test_an_amount_of_time_is_read_from_its_short_form(text: str, amount: int, unit: TimeUnit) -> None:
    assert Span.parse(text) == Span(amount, unit)


@pytest.mark.parametrize(
    "text", ["", " ", "wd", "3 wd", "3x", "3wdd", "+-3h", "1.5h", "10000d", "三天", "3WD", "5", "-15", "--1h", "1h\n"]
)
def test_what_is_no_amount_of_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not an amount of time such as -3wd"):
        Span.parse(text)


@given(SPANS)
def test_an_amount_written_and_read_again_is_the_same_length(span: Span) -> None:
    again = Span.parse(str(span))
    assert again == span or (span.amount == again.amount == 0)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("90m", local(23, 11)),
        ("24h", local(24, 9, 30)),
        ("-1d", local(22, 9, 30)),
        ("4wh", local(23, 14, 30)),
        ("8wh", local(24, 9, 30)),
        ("-1wh", local(20, 17, 30)),
        ("1wd", local(24, 9, 30)),
        ("5wd", local(30, 9, 30)),
        ("-1wd", local(20, 9, 30)),
    ],
)
def test_an_amount_counts_by_the_wall_clock_or_by_the_working_calendar(text: str, moment: datetime) -> None:
    assert Span.parse(text).after(MONDAY, CALENDAR) == moment


def test_working_days_keep_the_wall_time_of_the_office_whatever_zone_the_moment_came_in() -> None:
    far = FRIDAY.astimezone(tz=None)
    assert Span.parse("+1wd").after(far, CALENDAR) == FRIDAY + timedelta(days=3)


def test_a_step_says_when_who_and_how_often_again() -> None:
    step = Step.parse("+3wd group leader every 1wd")
    assert step == Step(
        Span(3, TimeUnit.WORKING_DAYS), (Audience.GROUP, Audience.LEADER), Span(1, TimeUnit.WORKING_DAYS)
    )
    assert step.name == "+3wd"
    assert Step.parse("0 lead").name == "0"
    assert Step.parse("  -2wh   lead ") == Step.parse("-2wh lead")


@given(STEPS)
def test_a_step_written_and_read_again_is_the_same(step: Step) -> None:
    text = f"{step.at} {' '.join(step.to)}" + (f" every {step.every}" if step.every else "")
    again = Step.parse(text)
    assert (again.name, again.to, again.every) == (step.name, step.to, step.every)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is not a step"),
        ("+1wd", "is not a step"),
        ("+1wd every 1wd", "is not a step"),
        ("+1wd lead every", "is not a step"),
        ("+1wd lead every 1wd 2wd", "is not a step"),
        ("+1wd lead every 0", "must come later each time"),
        ("+1wd lead every -1wd", "must come later each time"),
        ("soon lead", "is not an amount of time"),
        ("+1wd boss", "boss"),
        ("lead +1wd", "is not an amount of time"),
    ],
)
def test_what_is_no_step_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Step.parse(text)


def test_two_steps_of_a_ladder_cannot_stand_at_the_same_place() -> None:
    with pytest.raises(ValueError, match=r"\+1wd.*twice"):
        ladder("0 lead", "+1wd leader", "+1wd supervisor")


def test_every_clock_has_a_term_and_a_ladder_for_every_priority() -> None:
    for table in (DEFAULT_TERMS, DEFAULT_LADDERS):
        assert set(table) == set(TERMED) == set(CommitmentKind) - set(SEVERAL), "these have no term"
        assert all(list(row) == list(Priority) for row in table.values())


def test_the_terms_are_those_of_behaviour_section_4() -> None:
    written = {
        "accept": "4wh 2wh 30m 10m", "first_report": "24h 24h 4h 1h", "periodic": "1wd 1wd 4h 1h",
        "finish": "10wd 5wd 3wd 1wd",
        "review": "2wd 1wd 4wh 1h", "answer": "24h 24h 4h 1h",
    }  # fmt: skip
    assert {k.value: " ".join(str(s)[1:] for s in row.values()) for k, row in DEFAULT_TERMS.items()} == written


def test_the_calendar_of_the_settings_knows_hours_holidays_and_overrides() -> None:
    calendar = Settings(holidays="").calendar()
    assert calendar.is_working_day(local(1, month=10).date())
    assert not CALENDAR.is_working_day(local(1, month=10).date())
