"""Connections to Telegram's server: HTTP/1.1, one request after another on each, kept open for some seconds.

Errors are httpx's, whichever way a request goes, and say the same: whether it can have left. None of them holds an
address, in which the token stands.
"""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

import h11
import httpx

_KEPT = 5.0  # seconds without use after which a server may be about to close a connection
_NEXT_ADDRESS = 0.25  # seconds until a second address of the server is tried beside the first
_DEFAULT_PORT = {"http": 80, "https": 443}
Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait: for a free connection, for a new one, for each piece of the answer."""

    pool: float | None = 10.0
    connect: float | None = 10.0
    read: float | None = 20.0


@dataclass(slots=True)
class Answer:
    """What the server said; `date` is the moment it says it has."""

    code: int
    date: str
    body: bytes = b""


class Connections:
    """Connections to one server, at most so many at once."""

    def __init__(self, origin: str, most: int, secure: ssl.SSLContext | None) -> None:
        parts = urlsplit(origin)
        self._host, self._port = parts.hostname or "", parts.port or _DEFAULT_PORT[parts.scheme]
        self._secure = secure if parts.scheme == "https" else None
        self._named = [("Host", parts.netloc)]
        self._free = asyncio.Semaphore(most)
        self._idle: list[Connection] = []

    async def ask(self, method: str, target: str, headers: Headers, body: bytes, patience: Patience) -> Answer:
        """One request and its answer; raises an httpx.TransportError."""
        await self._place(patience)
        try:
            connection = self._kept() or await self._opened(patience)
            try:
                answer = await connection.ask(method, target, [*self._named, *headers], body, patience)
            except BaseException:
                connection.close()
                raise
            self._keep(connection)
            return answer
        finally:
            self._free.release()

    def close(self) -> None:
        """Let go of everything that waits for its next use."""
        for connection in self._idle:
            connection.close()
        self._idle.clear()

    async def _place(self, patience: Patience) -> None:
        if not self._free.locked():
            await self._free.acquire()
            return
        try:
            async with asyncio.timeout(patience.pool):
                await self._free.acquire()
        except TimeoutError:
            raise httpx.PoolTimeout("no connection became free") from None

    def _kept(self) -> Connection | None:
        """The one used last, unless even that was too long ago."""
        now = asyncio.get_running_loop().time()
        while self._idle:
            connection = self._idle.pop()
            if connection.usable and now - connection.used_at < _KEPT:
                return connection
            connection.close()
        return None

    def _keep(self, connection: Connection) -> None:
        connection.used_at = asyncio.get_running_loop().time()
        if connection.usable:
            self._idle.append(connection)

    async def _opened(self, patience: Patience) -> Connection:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(patience.connect):
                _, connection = await loop.create_connection(
                    Connection, self._host, self._port, ssl=self._secure, happy_eyeballs_delay=_NEXT_ADDRESS
                )
        except TimeoutError:
            raise httpx.ConnectTimeout("no connection in time") from None
        except OSError as error:
            raise httpx.ConnectError(str(error)) from error
        return connection


class Connection(asyncio.Protocol):
    """One connection: a request goes out, its answer comes in."""

    def __init__(self) -> None:
        self.used_at = 0.0
        self._http = h11.Connection(h11.CLIENT)
        self._transport: asyncio.Transport
        self._waiting: asyncio.Future[Answer] | None = None
        self._limit: asyncio.Timeout
        self._patience = Patience()
        self._answer = Answer(0, "")
        self._body: list[bytes] = []

    @property
    def usable(self) -> bool:
        """Whether another request can go out."""
        return self._http.our_state is h11.IDLE and not self._transport.is_closing()

    def close(self) -> None:
        """End it."""
        self._transport.close()

    async def ask(self, method: str, target: str, headers: Headers, body: bytes, patience: Patience) -> Answer:
        """Send a request and wait for its answer."""
        loop = asyncio.get_running_loop()
        self._patience, self._body = patience, []
        sent = self._encoded(method, target, [*headers, ("Content-Length", str(len(body)))], body)
        try:
            async with asyncio.timeout(patience.read) as self._limit:
                self._waiting = loop.create_future()
                self._transport.write(sent)
                return await self._waiting
        except TimeoutError:
            raise httpx.ReadTimeout("no answer in time") from None
        finally:
            self._waiting = None

    def _encoded(self, method: str, target: str, headers: Headers, body: bytes) -> bytes:
        try:
            events = (h11.Request(method=method, target=target, headers=headers), h11.Data(body), h11.EndOfMessage())
            return b"".join(self._http.send(event) or b"" for event in events)
        except h11.LocalProtocolError as error:
            raise httpx.LocalProtocolError(str(error)) from error

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The loop hands over what to write to."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """A piece of the answer; whatever comes unasked ends the connection."""
        if (waiting := self._waiting) is None or waiting.done():
            return self.close()
        self._read(data, waiting)
        if not waiting.done() and self._patience.read is not None:
            self._limit.reschedule(asyncio.get_running_loop().time() + self._patience.read)
        return None

    def connection_lost(self, error: Exception | None) -> None:
        """The server is gone; an answer that ends with the connection is whole."""
        if (waiting := self._waiting) is None or waiting.done():
            return
        if error is None:
            self._read(b"", waiting)
        else:
            waiting.set_exception(httpx.ReadError(str(error)))

    def _read(self, data: bytes, waiting: asyncio.Future[Answer]) -> None:
        try:
            self._http.receive_data(data)
            while not waiting.done() and (event := self._http.next_event()) is not h11.NEED_DATA:
                self._take(event, waiting)
        except h11.RemoteProtocolError as error:
            waiting.set_exception(httpx.RemoteProtocolError(str(error)))

    def _take(self, event: object, waiting: asyncio.Future[Answer]) -> None:
        if isinstance(event, h11.Response):
            date = next((value for name, value in event.headers if name == b"date"), b"")
            self._answer = Answer(event.status_code, date.decode("latin-1"))
        elif isinstance(event, h11.Data):
            self._body.append(bytes(event.data))
        elif isinstance(event, h11.EndOfMessage):
            self._answer.body = b"".join(self._body)
            if self._http.our_state is self._http.their_state is h11.DONE:
                self._http.start_next_cycle()
            waiting.set_result(self._answer)
