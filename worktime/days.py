"""Days in a row, and what an office says about one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayOverride:
    """What the office says about one day, against the official calendar."""

    working: bool
    name: str = ""


def each_day(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, with both."""
    return (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))
