"""What is asked of Telegram at the start is asked until it is answered; that is said once, not at every try."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from telegram.error import BadRequest, RetryAfter, TelegramError

log = structlog.get_logger("duban.start")
T = TypeVar("T")
_FIRST, _SLOWEST = 0.5, 30.0


async def until_answered(what: str, ask: Callable[[], Awaitable[T]], *final: type[TelegramError]) -> T:
    """The answer, however often it takes; errors of the `final` kinds, and a plain no (400), are for the caller.

    Whatever else goes wrong passes: half an answer, an answer of another shape, a database that is away.
    """
    wait, failures = _FIRST, 0
    kept: tuple[type[TelegramError], ...] = (BadRequest, *final)
    while True:
        try:
            answer = await ask()
        except kept:
            raise
        except Exception as error:  # noqa: BLE001 - the start outlives every fault, as the loops do
            failures += 1
            if failures == 1:
                log.warning("telegram does not answer; trying on", asked=what, error=type(error).__name__)
            await asyncio.sleep(_pause(error, wait))
            wait = min(wait * 2, _SLOWEST)
        else:
            if failures:
                log.info("telegram answers", asked=what, after_failures=failures)
            return answer


def _pause(error: Exception, usual: float) -> float:
    """As long as Telegram asks for, else the usual wait with jitter."""
    if isinstance(error, RetryAfter):
        asked = error.retry_after
        return float(asked) if isinstance(asked, int) else asked.total_seconds()
    return random.uniform(usual / 2, usual)  # noqa: S311 - jitter, not a secret
