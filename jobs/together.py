"""Units that are asked for in one turn of the loop are run, and committed, as one.

To end a transaction costs as much as half a command's statements, and the pages that commands change are much the same.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, TypeVar, cast

from domain.ports.store import Store

T = TypeVar("T")
Work = Callable[[Store], Any]
AT_ONCE = 8  # units in one transaction: they hold the writer for some twenty milliseconds


class _Asked:
    """A unit, and who waits for what comes of it."""

    __slots__ = ("ends", "work")

    def __init__(self, work: Work) -> None:
        self.work = work
        self.ends: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.ends.add_done_callback(_seen)

    def end(self, result: Any = None, error: BaseException | None = None) -> None:
        """It was committed, or undone; who waits for it may have gone."""
        if self.ends.done():
            return
        if error is None:
            self.ends.set_result(result)
        else:
            self.ends.set_exception(error)


def _seen(ends: asyncio.Future[Any]) -> None:
    """An error that nobody waits for any more is none of the loop's."""
    if not ends.cancelled():
        ends.exception()


class Together:
    """`run` runs one unit; what was begun is finished by a task that `start` starts."""

    def __init__(
        self, run: Callable[[Work], Awaitable[Any]], start: Callable[[Coroutine[Any, Any, None]], object]
    ) -> None:
        self._run, self._start = run, start
        self._asked: list[_Asked] = []

    async def write(self, work: Callable[[Store], T]) -> T:
        """Run a unit, with those that others ask for now, in the order in which they are asked for."""
        asked = _Asked(work)
        self._asked.append(asked)
        if len(self._asked) == 1:
            self._start(self._next())
        return cast("T", await asyncio.shield(asked.ends))

    async def _next(self) -> None:
        asked, self._asked = self._asked, []
        for begin in range(0, len(asked), AT_ONCE):
            await self._some(asked[begin : begin + AT_ONCE])

    async def _some(self, asked: Sequence[_Asked]) -> None:
        """As one; where one of them fails, each alone: a unit can always be run again from its start."""
        if len(asked) > 1:
            with contextlib.suppress(Exception):
                for one, result in zip(asked, await self._run(_one_after_another(asked)), strict=True):
                    one.end(result)
                return
        for one in asked:
            await self._alone(one)

    async def _alone(self, one: _Asked) -> None:
        try:
            one.end(await self._run(one.work))
        except Exception as error:  # noqa: BLE001 - it is raised where the unit was asked for
            one.end(error=error)
        except BaseException as error:
            one.end(error=error)
            raise


def _one_after_another(asked: Sequence[_Asked]) -> Work:
    def work(store: Store) -> list[Any]:
        results = []
        for one in asked:
            results.append(one.work(store))
            store.next_unit()
        return results

    return work
