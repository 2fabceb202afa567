"""Telegram's sending limits, in real time: 30 a second in all, 1 a second to a person, 20 a minute to a group."""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field

from simulator.clock import stopwatch
from simulator.errors import too_many

_FREE = frozenset({"sendChatAction", "sendMessageDraft"})
_PREFIXES = ("send", "copy", "forward", "editMessage")


@dataclass(slots=True)
class _Window:
    """At most ``most`` events in any ``seconds``."""

    most: int
    seconds: float
    times: deque[float] = field(default_factory=deque)

    def wait(self, now: float, cost: int) -> float:
        """How long until ``cost`` events fit."""
        while self.times and self.times[0] <= now - self.seconds:
            self.times.popleft()
        excess = len(self.times) + cost - self.most
        if excess <= 0 or not self.times:
            return 0.0
        return self.times[min(excess, len(self.times)) - 1] + self.seconds - now


@dataclass(slots=True)
class _Bucket:
    """``rate`` a second, and ``burst`` at once after a rest."""

    rate: float
    burst: float
    level: float = 0.0
    at: float = 0.0

    def wait(self, now: float, cost: int) -> float:
        """How long until the level allows one more; an album may overshoot."""
        self.level = max(0.0, self.level - (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (self.level + min(cost, 1) - self.burst) / self.rate)


class Limits:
    """Counts what the bot sends and refuses what exceeds the limits."""

    def __init__(self, *, enabled: bool = True) -> None:
        self.enabled = enabled
        self.per_second = 30
        self.person_burst = 5.0
        self.group_per_minute = 20
        self._all = _Window(self.per_second, 1.0)
        self._people: dict[int, _Bucket] = defaultdict(lambda: _Bucket(1.0, self.person_burst))
        self._groups: dict[int, _Window] = defaultdict(lambda: _Window(self.group_per_minute, 60.0))

    def spend(self, method: str, chat_id: int, cost: int) -> None:
        """Count one request, or refuse it with 429. Refused requests do not count."""
        if not self.enabled or method in _FREE or not method.startswith(_PREFIXES):
            return
        now = stopwatch()
        self._all.most = self.per_second
        one: _Bucket | _Window = self._people[chat_id] if chat_id > 0 else self._groups[chat_id]
        wait = max(self._all.wait(now, cost), one.wait(now, cost))
        if wait > 0:
            raise too_many(max(1, math.ceil(wait)))
        self._all.times.extend([now] * cost)
        if isinstance(one, _Bucket):
            one.level += cost
        else:
            one.times.extend([now] * cost)
