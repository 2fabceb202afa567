"""The one file that reads real time."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from domain.errors import ClockError
from domain.model.value import value

log = structlog.get_logger("duban.clock")
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)


_STEP = 300.0  # seconds by which the clock may be put right without a question
_PROBATION = 180.0  # seconds for which a jumped clock stays as it is before anybody's word for it counts


@value
class FixedClock:
    """A moment that stands: what is made later is told as of then."""

    moment: datetime

    def now(self) -> datetime:
        """That moment."""
        return self.moment

    def wall(self, moment: datetime) -> datetime:
        """The same moment."""
        return moment


class SystemClock:
    """The machine's clock, as long as it goes like one.

    It is watched by the machine's count of seconds since it was switched on, which nobody can set. A clock that jumps is not
    believed, `now` raises ClockError, until it is back where it should be or somebody else's clock confirms it.
    """

    def __init__(self) -> None:
        self._gap = _gap(datetime.now(UTC))
        self._doubted_since = 0.0
        self.doubted = False

    def now(self) -> datetime:
        """The present, aware UTC."""
        shown = datetime.now(UTC)
        gap = _gap(shown)
        if abs(gap - self._gap) > _STEP:
            self._doubt(shown, gap - self._gap)
            raise ClockError(f"the clock jumped by {gap - self._gap:.0f} seconds")
        self._gap = gap
        return shown

    def wall(self, moment: datetime) -> datetime:
        """The same moment: this clock is the real one."""
        return moment

    def confirm(self, elsewhere: datetime) -> None:
        """Somebody else's clock shows this now: a jump that led to it put the clock right."""
        shown = datetime.now(UTC)
        agrees = abs((shown - elsewhere).total_seconds()) <= _STEP
        if agrees and self.doubted and _count() - self._doubted_since >= _PROBATION:
            self._gap = _gap(shown)

    def _doubt(self, shown: datetime, jump: float) -> None:
        if not self.doubted:
            self.doubted, self._doubted_since = True, _count()
            log.error(
                "the clock jumped; nothing is sent until it is right again",
                shows=shown.isoformat(timespec="seconds"), jumped_seconds=round(jump),
                todo="put the machine's clock right; if it is right, start the bot anew",
            )  # fmt: skip


def _gap(shown: datetime) -> float:
    return shown.timestamp() - _count()


def _count() -> float:
    """Seconds since the machine was switched on, also those it slept where it counts them."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class SharedClock:
    """A clock that somebody else moves, read from a small file: `{"frozen", "at", "offset_seconds"}`.

    For trying the bot against a simulated Telegram whose clock can be moved. A file that cannot be read is an error: this
    clock never falls back to real time.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def now(self) -> datetime:
        """What the file says the time is."""
        state = self._state()
        if state["frozen"]:
            return datetime.fromisoformat(str(state["at"])).astimezone(UTC)
        return datetime.now(UTC) + timedelta(seconds=float(str(state["offset_seconds"])))

    def wall(self, moment: datetime) -> datetime:
        """When the file's clock will show `moment`: never, while it is stopped before it."""
        state = self._state()
        if not state["frozen"]:
            return moment - timedelta(seconds=float(str(state["offset_seconds"])))
        return datetime.now(UTC) if moment <= self.now() else _NEVER

    def _state(self) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.path.read_text())
        return found
