"""Forgetting: updates handled, drafts unfinished, messages that left, timers that rang. What happened stays in the history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from domain.model.typed import KEPT
from domain.ports.store import Clock, Store, Transactions

PRUNED_AT_ONCE = 1_000  # some milliseconds of the writer's time
_UPDATES_KEPT = timedelta(days=14)  # Telegram never sends one again after a day
_DRAFTS_KEPT = timedelta(days=14)  # for which a task that was begun waits to be finished
_DRAFTS_AT_ONCE = 100
Place = TypeVar("Place")


class Pruner:
    """Forgets what is older than `keep`, a slice in a unit."""

    def __init__(self, db: Transactions, clock: Clock, keep: timedelta) -> None:
        self.db, self.clock, self.keep = db, clock, keep

    async def run(self) -> None:
        """Forget all that is to be forgotten by now."""
        now = self.clock.now()
        handled, before, most = now - _UPDATES_KEPT, now - self.keep, PRUNED_AT_ONCE
        while await self.db.write(lambda s: s.inbox.prune(handled, most)) == most:
            pass
        while await self.db.write(lambda s: s.typed.prune(now - KEPT, most)) == most:
            pass
        left = now - _DRAFTS_KEPT
        while await self.db.write(lambda s: s.drafts.prune(left, _DRAFTS_AT_ONCE)) == _DRAFTS_AT_ONCE:
            pass
        while await self.db.write(lambda s: s.imports.prune(left, _DRAFTS_AT_ONCE)) == _DRAFTS_AT_ONCE:
            pass
        await self._in_slices(lambda s, after: s.outbox.prune(before, after, most))
        await self._in_slices(lambda s, after: s.timers.prune(before, after, most))

    async def _in_slices(self, work: Callable[[Store, Place | None], Place | None]) -> None:
        """From where the slice before ended, until there is none."""
        after = await self.db.write(lambda s: work(s, None))
        while after is not None:
            after = await self.db.write(lambda s, at=after: work(s, at))  # type: ignore[misc]
