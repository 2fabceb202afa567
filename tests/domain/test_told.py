"""What somebody heard today of a promise they do not hear again today."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.facts.base import Event
from domain.facts.clocks import Reminded
from domain.model.clocks import Commitment, CommitmentKind
from domain.rules.told import told_today
from tests.domain.office import CALENDAR, CO, FRIDAY, LEAD, MONDAY, local

AFTERNOON = local(24, 17)
CLOCK = Commitment(CommitmentKind.FINISH, LEAD, 1, MONDAY, FRIDAY)


def told(at: datetime, step: str = "-3wd", to: tuple[int, ...] = (LEAD,), clock: str = "finish") -> Event:
    return Event(1, 3, at, None, Reminded(clock, step, to, False))


def knows(*story: Event, clock: Commitment = CLOCK, at: datetime = AFTERNOON, besides: str = "") -> bool:
    return told_today(story, clock, LEAD, at, CALENDAR, besides)


def test_three_days_are_left_is_told_once_in_an_afternoon() -> None:
    assert knows(told(local(24, 15)))


@pytest.mark.parametrize(
    "story",
    [(), (told(local(23, 17)),), (told(local(24, 15), to=(CO,)),), (told(local(24, 15), clock="periodic"),),
     (told(local(24, 17)),)],
)  # fmt: skip
def test_another_day_person_clock_or_the_same_moment_is_none(story: tuple[Event, ...]) -> None:
    assert not knows(*story)


def test_a_promise_made_anew_since_is_another() -> None:
    moved = Commitment(CommitmentKind.FINISH, LEAD, 2, local(24, 16), FRIDAY + timedelta(hours=2))
    assert not knows(told(local(24, 15)), clock=moved)


def test_on_the_last_day_the_hours_are_told_each_time() -> None:
    assert not knows(told(local(27, 9)), at=local(27, 16))


def test_its_own_step_that_left_meanwhile_is_not_another() -> None:
    assert not knows(told(local(24, 15)), besides="-3wd")
