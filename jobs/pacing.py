"""Telegram's limits kept by waiting before, not by being told off after: a clock for all, a clock for each chat."""

from __future__ import annotations

from collections import defaultdict, deque
from math import ceil

from domain.model.value import value

_AHEAD = 0.05  # seconds before its place in the line at which a message is taken up, so that the line has no gaps
_BEHIND = 0.25  # seconds of the line that a program which was held up may make good
_FASTEST = 1_000  # messages a second beyond which nobody counts
_IN_A_ROW = 8  # messages for one chat that are taken up at once, where nothing has to pass between them


@value
class Pace:
    """Seconds between any two messages, between two to one chat, and how many a group takes in a minute."""

    between: float = 1.03 / 30
    per_chat: float = 1.0
    per_group_minute: int = 20


class Pacer:
    """Says when the next message may leave. Times are the event loop's monotonic seconds.

    There are two lines: answers to people go at once, one after another, and each moves the line of all others back by one
    place. Whatever is late in leaving, `depart` sees to it that never more leave in a second than may.
    """

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self._free_at = 0.0
        self._answers_free_at = 0.0
        self._a_second = ceil(1 / pace.between) if pace.between * _FASTEST >= 1 else 0
        self._left: deque[float] = deque(maxlen=self._a_second)
        self._chat_free_at: dict[str, float] = {}
        self._group: dict[str, deque[float]] = defaultdict(lambda: deque(maxlen=max(1, pace.per_group_minute)))

    def room(self, now: float, most: int) -> int:
        """How many messages can leave at once or almost; whatever is taken up beyond would only wait."""
        return self._places(self._next(now), now, most)

    def room_for_answers(self, now: float, most: int) -> int:
        """How many answers to people can."""
        return self._places(max(now, self._answers_free_at), now, most)

    def _places(self, first: float, now: float, most: int) -> int:
        return max(0, min(most, int((now + _AHEAD - first) / self.pace.between) + 1)) if first <= now + _AHEAD else 0

    def _next(self, now: float) -> float:
        """The next place in the line; one in the past where the line is used and fell behind."""
        return self._free_at if self._free_at > now - _BEHIND else now

    @property
    def in_a_row(self) -> int:
        """How many messages can leave for one group, one after another, with no time between them."""
        return 1 if self.pace.per_chat or self.pace.per_group_minute else _IN_A_ROW

    def next_place(self, now: float) -> float:
        """Seconds until there is room again."""
        return max(0.0, self._free_at - _AHEAD - now)

    def take(self, now: float, *, answer: bool = False) -> float:
        """Take the next place in the line of all messages, or in that of answers; returns the seconds to wait for it."""
        starts = self._next(now)
        self._free_at = starts + self.pace.between
        if answer:
            starts = max(now, self._answers_free_at)
            self._answers_free_at = starts + self.pace.between
        return max(0.0, starts - now)

    def depart(self, now: float) -> float:
        """Leave now, or after so many seconds, when as many as may have left within a second."""
        full = self._a_second and len(self._left) == self._a_second
        starts = max(now, self._left[0] + self._a_second * self.pace.between) if full else now
        self._left.append(starts)
        return starts - now

    def sent(self, lane: str, now: float, *, group: bool) -> None:
        """A message left for this lane, a group's or a person's."""
        if self.pace.per_chat:
            self._chat_free_at[lane] = now + self.pace.per_chat
        if group and self.pace.per_group_minute:
            self._group[lane].append(now)

    def slow_down(self, lane: str, now: float, seconds: float) -> None:
        """Telegram asked this lane to wait."""
        self._chat_free_at[lane] = max(self._chat_free_at.get(lane, 0.0), now + seconds)

    def waiting(self, now: float) -> list[str]:
        """Lanes that may not be written to yet."""
        self._chat_free_at = {lane: at for lane, at in self._chat_free_at.items() if at > now}
        full = [lane for lane, sent in self._group.items() if len(sent) == sent.maxlen and sent[0] + 60 > now]
        return [*self._chat_free_at, *full]

    def next_free(self, now: float) -> float | None:
        """Seconds until some waiting lane is free, None when none waits."""
        times = [at for at in self._chat_free_at.values() if at > now]
        times += [s[0] + 60 for s in self._group.values() if len(s) == s.maxlen and s[0] + 60 > now]
        return min(times) - now if times else None
