"""The simulator's clock: real time plus an offset, or standing still. The only file here that reads real time."""

import asyncio
import contextlib
import json
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

FAR_FUTURE = datetime(9999, 1, 1, tzinfo=UTC)


def stopwatch() -> float:
    """Seconds of real time that only ever grow; rate limits are measured with it."""
    return time.monotonic()


class SimClock:
    """A clock that can be moved, frozen and shared with another process.

    With ``path`` the state is kept in a small JSON file, replaced atomically at each move::

        {"frozen": true, "at": "2026-03-02T08:30:00+00:00", "offset_seconds": 0.0}
        {"frozen": false, "at": null, "offset_seconds": 86400.0}

    Frozen: the time is ``at``. Running: the time is the machine's own plus ``offset_seconds``. Another process may read
    the file (it needs nothing else); a ``SimClock`` with the same path sees the other's moves at its next ``now()``.
    """

    def __init__(self, start: datetime | None = None, *, frozen: bool = False, path: Path | None = None) -> None:
        self._path = path
        self._stamp: tuple[int, int] | None = None
        self._listeners: list[Callable[[], None]] = []
        self._at: datetime | None = None
        self._offset = timedelta(0)
        if path is not None and path.exists() and start is None:
            self._reload()
            if frozen and not self.frozen:
                self.freeze()
            return
        if start is not None:
            self._offset = _aware(start) - _real()
        if frozen:
            self._at = _real() + self._offset if start is None else _aware(start)
        self._save()

    @property
    def frozen(self) -> bool:
        """Whether time stands still."""
        self._reload()
        return self._at is not None

    def now(self) -> datetime:
        """The present moment of the simulated world (aware, UTC)."""
        self._reload()
        return self._at if self._at is not None else _real() + self._offset

    def set(self, moment: datetime) -> None:
        """Jump to a moment, forwards or backwards."""
        self._reload()
        moment = _aware(moment)
        if self._at is not None:
            self._at = moment
        else:
            self._offset = moment - _real()
        self._moved()

    def advance(self, step: timedelta) -> None:
        """Move by a step."""
        self._reload()
        if self._at is not None:
            self._at += step
        else:
            self._offset += step
        self._moved()

    def freeze(self) -> None:
        """Let time stand still."""
        self._at = self.now()
        self._moved()

    def run(self) -> None:
        """Let time flow from where it stands."""
        if self.frozen and self._at is not None:
            self._offset = self._at - _real()
            self._at = None
        self._moved()

    def wall(self, moment: datetime) -> datetime:
        """The real time at which this clock reaches ``moment``; the year 9999 if it stands still before it."""
        moment = _aware(moment)
        now = self.now()
        if moment <= now:
            return _real() - (now - moment)
        return FAR_FUTURE if self._at is not None else moment - self._offset

    def listen(self, callback: Callable[[], None]) -> None:
        """Call ``callback`` after each move made through this object."""
        self._listeners.append(callback)

    def state(self) -> dict[str, object]:
        """What the file holds."""
        return {
            "frozen": self._at is not None,
            "at": self._at.isoformat() if self._at is not None else None,
            "offset_seconds": self._offset.total_seconds(),
        }

    def _moved(self) -> None:
        self._save()
        for callback in self._listeners:
            callback()

    def _save(self) -> None:
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
        draft.write_text(json.dumps(self.state()), encoding="utf-8")
        draft.replace(self._path)
        self._stamp = _stamp(self._path)

    def _reload(self) -> None:
        if self._path is None:
            return
        stamp = _stamp(self._path)
        if stamp is None or stamp == self._stamp:
            return
        with contextlib.suppress(OSError, ValueError, KeyError):
            state = json.loads(self._path.read_text(encoding="utf-8"))
            self._at = _aware(datetime.fromisoformat(state["at"])) if state["frozen"] else None
            self._offset = timedelta(seconds=float(state["offset_seconds"]))
            self._stamp = stamp


async def pause(seconds: float) -> None:
    """Sleep in real time."""
    await asyncio.sleep(seconds)


def _real() -> datetime:
    return datetime.now(UTC)


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ino
