"""What rings for a series (常规事项)."""

from __future__ import annotations

from typing import ClassVar

from domain.model.timer_kinds import TimerData, TimerKind
from domain.model.value import value


@value
class SeriesDue(TimerData):
    """The task of a series for one of its dates (ISO) is to be made."""

    kind: ClassVar[TimerKind] = TimerKind.SERIES

    series_id: int
    on: str

    @property
    def key(self) -> str:
        """One for each date."""
        return f"{series_prefix(self.series_id)}{self.on}"


def series_prefix(series_id: int) -> str:
    """The beginning of the keys of what waits for a series."""
    return f"series:{series_id}:"


@value
class SeriesAnew(TimerData):
    """Another working calendar: the dates of the series `after` this one are counted again."""

    kind: ClassVar[TimerKind] = TimerKind.SERIES_ANEW

    after: int = 0
