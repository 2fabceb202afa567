"""Delivery to a webhook: one queue per chat and per presser, retried at once, then after 2, 4, 8 … 60 seconds."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

import httpx

from simulator.clock import SimClock, pause
from simulator.updates import Pending, UpdateQueue

_PATIENCE = 30.0
_OF_A_USER = frozenset({"callback_query", "inline_query"})
Reply = Callable[[str, Mapping[str, Any]], Awaitable[Any]]


class Webhook:
    """Where updates are pushed to, if anywhere."""

    def __init__(self, clock: SimClock, updates: UpdateQueue) -> None:
        self._clock = clock
        self._updates = updates
        self.url = ""
        self.secret: str | None = None
        self.max_connections = 40
        self.backoff: tuple[float, ...] = (0.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0)
        self.last_error: tuple[datetime, str] | None = None
        self.reply: Reply | None = None
        self._queues: dict[str, deque[Pending]] = {}
        self._taken: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._client: httpx.AsyncClient | None = None
        self._gate = asyncio.Semaphore(self.max_connections)
        self._loop: asyncio.AbstractEventLoop | None = None
        updates.listeners.append(self._notify)

    async def set(self, url: str, secret: str | None, max_connections: int) -> None:
        """Point the webhook somewhere, or nowhere with an empty URL."""
        await self._drop_tasks()
        self.url, self.secret, self.max_connections = url, secret, max_connections
        self._gate = asyncio.Semaphore(max_connections)
        self.last_error = None
        self._loop = asyncio.get_running_loop()
        self.kick()

    def info(self) -> dict[str, Any]:
        """The Bot API's WebhookInfo."""
        data: dict[str, Any] = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.fresh()),
        }
        if self.url:
            data["max_connections"] = self.max_connections
            data["allowed_updates"] = sorted(self._updates.allowed)
        if self.last_error is not None:
            data["last_error_date"] = int(self.last_error[0].timestamp())
            data["last_error_message"] = self.last_error[1]
        return data

    async def stop(self) -> None:
        """End all deliveries."""
        await self._drop_tasks()
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def kick(self) -> None:
        """Begin to deliver what waits."""
        if not self.url:
            return
        for update in self._updates.fresh():
            if update.id not in self._taken:
                self._taken.add(update.id)
                self._enqueue(_queue_of(update), update)

    def _notify(self) -> None:
        if self.url and self._loop is not None:
            self._loop.call_soon_threadsafe(self.kick)

    def _enqueue(self, key: str, update: Pending) -> None:
        if key in self._queues:
            self._queues[key].append(update)
            return
        self._queues[key] = deque([update])
        task = asyncio.ensure_future(self._work(key))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, key: str) -> None:
        queue = self._queues[key]
        while queue:
            await self._deliver(queue[0])
            self._taken.discard(queue.popleft().id)
        del self._queues[key]

    async def _deliver(self, update: Pending) -> None:
        attempt = 0
        while any(p is update for p in self._updates.fresh()):
            async with self._gate:
                accepted = await self._post(update)
            if accepted:
                self._updates.confirm(update.id)
                return
            await pause(self.backoff[min(attempt, len(self.backoff) - 1)])
            attempt += 1

    async def _post(self, update: Pending) -> bool:
        client = self._client = self._client or httpx.AsyncClient(timeout=_PATIENCE, trust_env=False)
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        try:
            response = await client.post(self.url, json=update.body, headers=headers)
        except httpx.HTTPError as error:
            self.last_error = (self._clock.now(), f"Connection failed: {type(error).__name__}")
            return False
        if not response.is_success:
            self.last_error = (
                self._clock.now(),
                f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}",
            )
            return False
        await self._answer(response)
        return True

    async def _answer(self, response: httpx.Response) -> None:
        """A request written into the response is carried out, its result is lost."""
        with contextlib.suppress(ValueError):
            body = response.json()
            if isinstance(body, dict) and isinstance(body.get("method"), str) and self.reply is not None:
                await self.reply(body.pop("method"), body)

    async def _drop_tasks(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._queues.clear()
        self._taken.clear()


def _queue_of(update: Pending) -> str:
    payload = update.body.get(update.kind)
    if not isinstance(payload, dict):
        return "other"
    if update.kind in _OF_A_USER:
        return f"user {payload.get('from', {}).get('id')}"
    return f"chat {payload.get('chat', {}).get('id')}"
