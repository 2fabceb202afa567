"""Days in a row, and what an office says about one of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

ONE_DAY: Final = timedelta(days=1)


class DayOverride(Struct, frozen=True):
    """What the office says about one day, against the official calendar."""

    working: bool
    name: str = ""


def each_day(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, with both."""
    return (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))
