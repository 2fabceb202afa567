"""The bot's account: the library's bot, with updates as Telegram sent them, and requests that cost little."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

import httpx
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.ext import ExtBot
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from bot.edge.connections import Connections, Headers, Patience
from bot.edge.updates import lenient
from domain.model.value import replace, value
from domain.text import as_json

Told = Callable[[str], None]


class Account(ExtBot[None]):
    """Adds one call: raw updates, so that each can be stored before anything reads it, and a bad one spoils no other."""

    async def raw_updates(
        self, *, offset: int | None, limit: int, wait: int, allowed: list[str]
    ) -> list[dict[str, Any]]:
        """The next updates as JSON; asking again with a higher offset confirms them to Telegram."""
        asked: dict[str, Any] = {"limit": limit, "timeout": wait, "allowed_updates": allowed}
        if offset is not None:
            asked["offset"] = offset
        found = await self._post("getUpdates", asked, read_timeout=wait + 10)
        return found if isinstance(found, list) else []

    async def call(self, method: str, **values: Any) -> Any:
        """One call of a method by Telegram's name, its values as JSON can hold them (None is left out), the answer too.

        What leaves often leaves so: the library would make objects of the values and of the answer.
        """
        fields: Any = Fields(values)
        return await self.request.post(f"{self.base_url}/{method}", fields)


class Fields:
    """The values of a call; to the library they look like what it makes of its own objects (its `RequestData`)."""

    contains_files = False
    multipart_data = None

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = {name: value for name, value in values.items() if value is not None}

    @property
    def json_parameters(self) -> dict[str, str]:
        """Each value as its text or its JSON."""
        return {name: value if isinstance(value, str) else as_json(value) for name, value in self.values.items()}


@value
class Way:
    """How Telegram's server is reached; `told` hears at every answer which moment the server says it is."""

    api_url: str
    proxy: str | None = None
    told: Told | None = None

    @property
    def straight(self) -> bool:
        """Whether nothing stands between that only httpx knows how to pass."""
        return not (self.proxy or {"http", "https", "all"} & getproxies().keys() or urlsplit(self.api_url).username)


def requests(way: Way, *, most: int, patience: Patience) -> BaseRequest:
    """What carries the bot's calls, at most so many at once."""
    return Straight(way, most, patience) if way.straight else Roundabout(way, most, patience)


def _read(payload: bytes) -> Any:
    """Telegram's answer as plain data; one monstrous element of it spoils no other."""
    try:
        return lenient(payload)
    except ValueError as error:
        raise TelegramError("Invalid server response") from error


class Roundabout(HTTPXRequest):
    """The library's own requests, for proxies of every kind and for files."""

    parse_json_payload = staticmethod(_read)

    def __init__(self, way: Way, most: int, patience: Patience) -> None:
        hooks: dict[str, Any] = {"event_hooks": {"response": [_hook(way.told)]}} if way.told else {}
        super().__init__(
            most, patience.read, connect_timeout=patience.connect, pool_timeout=patience.pool, proxy=way.proxy,
            httpx_kwargs=hooks,
        )  # fmt: skip


def _hook(told: Told) -> Any:
    async def look(response: httpx.Response) -> None:
        told(response.headers.get("date", ""))

    return look


class Straight(BaseRequest):
    """Requests over connections of our own. Errors are the library's, each with the httpx error that tells more."""

    parse_json_payload = staticmethod(_read)

    def __init__(self, way: Way, most: int, patience: Patience) -> None:
        self._way, self._most, self._patience = way, most, patience
        parts = urlsplit(way.api_url)
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._connections = Connections(self._origin, most, _secure() if parts.scheme == "https" else None)
        self._for_files: Roundabout | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for a piece of an answer."""
        return self._patience.read

    async def initialize(self) -> None:
        """Connections are opened when they are needed."""

    async def shutdown(self) -> None:
        """Close what is open."""
        self._connections.close()
        await asyncio.sleep(0)  # a connection is gone a turn of the loop later
        if self._for_files is not None:
            await self._for_files.shutdown()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One call. A request that does not leave is found out by its answer, so that there is no time limit for writing."""
        if request_data is not None and request_data.contains_files:
            return await self._with_files().do_request(
                url, method, request_data, read_timeout, write_timeout, connect_timeout, pool_timeout
            )
        given = {"read": read_timeout, "connect": connect_timeout, "pool": pool_timeout}
        said = {name: value for name, value in given.items() if value is not BaseRequest.DEFAULT_NONE}
        patience = replace(self._patience, **said) if said else self._patience
        kind, body = _body(request_data)
        headers = [("User-Agent", self.USER_AGENT), ("Content-Type", kind)]
        return await self._ask(method, url.removeprefix(self._origin), headers, body, patience)

    async def _ask(
        self, method: str, target: str, headers: Headers, body: bytes, patience: Patience
    ) -> tuple[int, bytes]:
        try:
            answer = await self._connections.ask(method, target, headers, body, patience)
        except httpx.TimeoutException as error:
            raise TimedOut from error
        except httpx.HTTPError as error:
            raise NetworkError(f"httpx.{type(error).__name__}: {error}") from error
        if self._way.told is not None:
            self._way.told(answer.date)
        return answer.code, answer.body

    def _with_files(self) -> Roundabout:
        """Files are rare, and httpx knows how they are posted."""
        self._for_files = self._for_files or Roundabout(self._way, self._most, self._patience)
        return self._for_files


def _body(said: RequestData | Fields | None) -> tuple[str, bytes]:
    """What kind of text is posted, and the text."""
    if isinstance(said, Fields):
        return "application/json", as_json(said.values).encode()
    return "application/x-www-form-urlencoded", said.url_encoded_parameters().encode() if said else b""


@cache
def _secure() -> ssl.SSLContext:
    """Certificates are looked at as httpx does."""
    return httpx.create_ssl_context()
