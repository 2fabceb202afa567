"""The one file that reads real time."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

_NEVER = datetime(9999, 1, 1, tzinfo=UTC)


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present, aware UTC."""
        return datetime.now(UTC)

    def wall(self, moment: datetime) -> datetime:
        """The same moment: this clock is the real one."""
        return moment


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
