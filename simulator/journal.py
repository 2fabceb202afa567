"""Every request of the bot, without files and without the token."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from simulator.spec import Upload

_KEPT = 50_000
_SECRET = frozenset({"secret_token"})


class Journal(list[dict[str, Any]]):
    """A list of ``{n, at, method, params, status, result | error}``, the newest last; ``n`` counts from 1 and on."""

    def __init__(self) -> None:
        super().__init__()
        self.recorded = 0

    def record(
        self, at: datetime, method: str, params: Mapping[str, Any], status: int, outcome: Mapping[str, Any]
    ) -> None:
        """Add one request with its outcome (``result`` or ``error``)."""
        self.recorded += 1
        shown = {key: _elided(key, value) for key, value in params.items()}
        self.append(
            {"n": self.recorded, "at": at.isoformat(), "method": method, "params": shown, "status": status, **outcome}
        )
        if len(self) > _KEPT:
            del self[: _KEPT // 10]

    def after(self, n: int) -> list[dict[str, Any]]:
        """What came after entry ``n``."""
        return [entry for entry in self if entry["n"] > n]

    def calls(self, method: str, *, chat: int | None = None) -> list[dict[str, Any]]:
        """The successful requests of one method, to one chat or all."""
        return [e for e in self._of(method) if "result" in e and (chat is None or e["params"].get("chat_id") == chat)]

    def _of(self, method: str) -> Iterator[dict[str, Any]]:
        return (entry for entry in self if entry["method"] == method)


def _elided(key: str, value: Any) -> Any:
    if isinstance(value, Upload):
        return {"file": value.name, "size": len(value.data)}
    return "…" if key in _SECRET else value
