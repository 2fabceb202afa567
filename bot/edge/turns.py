"""Whose turn it is: nobody waits for the hundreds of commands of somebody else, and hundreds are too many."""

from __future__ import annotations

import json
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from typing import Any

from domain.model.value import value

PER_MINUTE = 30  # commands and presses of one person; more than a hand needs
CROWD = 20  # and only while so many of them, or of the answers to them, are waiting
_AT_ONCE = 20
_MINUTE = 60.0
Waiting = tuple[int, str, int]


@value
class Sender:
    """Who sent an update and where; `counts` for what is typed or pressed in seconds, not for words and files."""

    person: int = 0
    chat_id: int = 0
    private: bool = False
    counts: bool = False
    query_id: str | None = None
    said_at: float | None = None


class Turns:
    """Knows the senders of what waits, the order in which it is handled, and who is too fast."""

    def __init__(self) -> None:
        self._senders: dict[int, Sender] = {}
        self._taken: dict[int, deque[float]] = defaultdict(lambda: deque(maxlen=PER_MINUTE))
        self._last_refused: dict[int, float] = {}

    def round(self, waiting: Sequence[Waiting]) -> list[Waiting]:
        """What is handled next: in the order of arrival, but of nobody more than a few before the others had theirs."""
        self._senders = {row[0]: self._senders.get(row[0]) or sender(row[1]) for row in waiting}
        seen: Counter[int] = Counter()
        placed: list[tuple[int, Waiting]] = []
        for row in waiting:
            person = self.sender(row[0]).person
            placed.append((seen[person] // _AT_ONCE, row))
            seen[person] += 1
        return [row for _, row in sorted(placed, key=lambda p: p[0])][:_AT_ONCE]

    def sender(self, update_id: int) -> Sender:
        """Who sent an update of the last round."""
        return self._senders.get(update_id, Sender())

    def takes(self, who: Sender, arrived: float) -> bool:
        """Count one update; False where it is more than a minute holds. Words written while nobody listened count then."""
        if not who.counts:
            return True
        at = who.said_at if who.said_at is not None else arrived
        taken = self._taken[who.person]
        if len(taken) == PER_MINUTE and 0 <= at - taken[0] < _MINUTE:
            return False
        taken.append(at)
        return True

    def of(self, person: int) -> list[int]:
        """Every waiting command and press of a person."""
        return [n for n, who in self._senders.items() if who.person == person and who.counts]

    def to_be_told(self, person: int, now: float) -> bool:
        """Whether a person has not been told in this rush."""
        before = self._last_refused.get(person)
        self._last_refused[person] = now
        return before is None or now - before > _MINUTE


def sender(body: str) -> Sender:
    """The sender of a stored update; nobody, where none can be read."""
    try:
        update = json.loads(body)
        kind, content = next((k, v) for k, v in update.items() if isinstance(v, dict))
        user = content.get("from") or content.get("user") or {}
        message = content.get("message") if kind == "callback_query" else content
        chat = (message or {}).get("chat") or {}
        return Sender(int(user.get("id", 0)), int(chat.get("id", 0)), chat.get("type") == "private",
                      *_kind(kind, content))  # fmt: skip
    except (ValueError, TypeError, AttributeError, StopIteration, RecursionError):
        return Sender()


def _kind(kind: str, content: dict[str, Any]) -> tuple[bool, str | None, float | None]:
    if kind == "callback_query":
        return True, str(content.get("id")), None
    words = content.get("text") or content.get("caption") or ""
    return kind == "message" and str(words).startswith("/"), None, float(content.get("date", 0))
