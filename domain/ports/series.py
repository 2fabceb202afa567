"""What the rules need to keep of series and of their dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.model.series import Series, Settled


@dataclass(frozen=True, slots=True)
class SeriesSeen:
    """Which series a list is about: those that one person gave, leads or runs the team of; those of a team; neither: all."""

    member_id: int | None = None
    team_id: int | None = None


class ReadSeries(Protocol):
    """Series, to look at."""

    def get(self, series_id: int) -> Series | None: ...
    def given(self, member_id: int) -> int: ...
    def count(self, which: SeriesSeen) -> int: ...
    def page(self, which: SeriesSeen, most: int, start: int = 0) -> list[Series]: ...
    def after(self, series_id: int, most: int) -> list[Series]: ...
    def running_after(self, series_id: int, most: int) -> list[Series]: ...
    def settled(self, series_id: int, most: int) -> list[Settled]: ...


class SeriesPort(ReadSeries, Protocol):
    """Series and what became of their dates."""

    def add(self, series: Series) -> Series: ...
    def save(self, series: Series) -> Series: ...
    def settle(self, dates: Sequence[Settled]) -> None: ...
    def unsettle(self, series_id: int, on: str) -> None: ...
