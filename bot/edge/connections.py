"""Connections to Telegram's server: HTTP/1.1, one request after another on each, kept open for some seconds.

Errors are httpx's, whichever way a request goes, and say the same: whether it can have left. None of them holds an
address, in which the token stands.
"""

from __future__ import annotations

import asyncio
import re
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

import httptools
import httpx

from domain.model.value import value

_KEPT = 5.0  # seconds without use after which a server may be about to close a connection
_NEXT_ADDRESS = 0.25  # seconds until a second address of the server is tried beside the first
_DEFAULT_PORT = {"http": 80, "https": 443}
Headers = list[tuple[str, str]]


@value
class Patience:
    """Seconds to wait: for a free connection, for a new one, for each piece of the answer."""

    pool: float | None = 10.0
    connect: float | None = 10.0
    read: float | None = 20.0


@dataclass(slots=True)
class Answer:
    """What the server said; `date` is the moment it says it has."""

    code: int = 0
    date: str = ""
    body: bytes = b""
    whole: bool = False


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
        self._free = True  # no answer is awaited, and the server listens
        self._reading = _Reading()
        self._transport: asyncio.Transport
        self._waiting: asyncio.Future[Answer] | None = None
        self._limit: asyncio.Timeout
        self._patience = Patience()

    @property
    def usable(self) -> bool:
        """Whether another request can go out."""
        return self._free and not self._transport.is_closing()

    def close(self) -> None:
        """End it."""
        self._transport.close()

    async def ask(self, method: str, target: str, headers: Headers, body: bytes, patience: Patience) -> Answer:
        """Send a request and wait for its answer."""
        loop = asyncio.get_running_loop()
        sent = _request(method, target, headers, body)
        self._patience, self._free, self._reading.answer = patience, False, Answer()
        try:
            async with asyncio.timeout(patience.read) as self._limit:
                self._waiting = loop.create_future()
                self._transport.write(sent)
                return await self._waiting
        except TimeoutError:
            raise httpx.ReadTimeout("no answer in time") from None
        finally:
            self._waiting = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The loop hands over what to write to."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """A piece of the answer; whatever comes unasked ends the connection."""
        if (waiting := self._waiting) is None or waiting.done():
            return self.close()
        answer = self._reading.answer
        try:
            self._reading.read(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as error:
            waiting.set_exception(httpx.RemoteProtocolError(str(error)))
            return None
        if answer.whole:
            self._free = self._reading.goes_on and self._reading.answer is answer
            waiting.set_result(answer)
        elif self._patience.read is not None:
            self._limit.reschedule(asyncio.get_running_loop().time() + self._patience.read)
        return None

    def connection_lost(self, error: Exception | None) -> None:
        """The server is gone; an answer of no said length ends with the connection."""
        self._free = False
        if (waiting := self._waiting) is None or waiting.done():
            return
        if error is not None:
            waiting.set_exception(httpx.ReadError(str(error)))
        elif self._reading.ends_with_connection:
            waiting.set_result(self._reading.answer)
        else:
            waiting.set_exception(httpx.RemoteProtocolError("the server ended the connection before its answer"))


class _Reading:
    """What comes in on a connection, as the parser tells of it."""

    def __init__(self) -> None:
        self.answer = Answer()
        self.goes_on = False  # after this answer the server listens for another request
        self._headed = self._bounded = False  # the head is whole; it says how the body ends
        self._parser = httptools.HttpResponseParser(self)

    @property
    def ends_with_connection(self) -> bool:
        return self._headed and not self._bounded

    def read(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_message_begin(self) -> None:
        self._headed = self._bounded = False
        if self.answer.whole:
            self.answer = Answer()  # nobody asked for a second one

    def on_header(self, name: bytes, value: bytes) -> None:
        known = name.lower()
        if known == b"date":
            self.answer.date = value.decode("latin-1")
        elif known in _BOUNDS:
            self._bounded = True

    def on_headers_complete(self) -> None:
        self._headed = True
        self.answer.code = self._parser.get_status_code()

    def on_body(self, body: bytes) -> None:
        self.answer.body += body

    def on_message_complete(self) -> None:
        self.answer.whole = self.answer.code >= _FINAL  # what comes before it only says that it will come
        self.goes_on = self._parser.should_keep_alive()


_BOUNDS, _FINAL = (b"content-length", b"transfer-encoding"), 200


def _request(method: str, target: str, headers: Headers, body: bytes) -> bytes:
    lines = [
        f"{method} {target} HTTP/1.1",
        *(f"{name}: {value}" for name, value in headers),
        f"Content-Length: {len(body)}",
    ]
    if not all(map(_SENDABLE.fullmatch, lines)) or " " in target:
        raise httpx.LocalProtocolError("a sign in the address or a header that cannot be sent")
    return "\r\n".join((*lines, "", "")).encode() + body


_SENDABLE = re.compile("[ -~]+")
