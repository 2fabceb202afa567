"""A Bot API as cheap as it can be, so that it is not what is measured: it answers, counts and takes the time, no more.

It lives in the driver's process; the bots are processes of their own. One server is one bot's whole Telegram.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

TOKEN = "1000:AAlean-and-quick-lean-and-quick-lean"
BOT = {
    "id": 1000, "is_bot": True, "first_name": "Lean", "username": "lean_bot", "can_join_groups": True,
    "can_read_all_group_messages": True, "supports_inline_queries": False,
}  # fmt: skip
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_CHAT = re.compile(rb'(?:(?:^|&)chat_id=|"chat_id": ?)(-?\d+)')
_TEXT = re.compile(rb'(?:^|&)text=([^&]*)|"text": ?"((?:[^"\\]|\\.)*)')
_OFFSET = re.compile(rb"(?:^|&)offset=(-?\d+)")
_TOLD_OFF = b'{"ok": false, "error_code": 429'
_TIMEOUT = re.compile(rb"(?:^|&)timeout=(\d+)")


@dataclass(frozen=True, slots=True)
class Call:
    """A message or an edit that left the bot: when it came in, for which chat, what it says as it was posted."""

    at: float
    method: str
    chat_id: int
    text: bytes


class Lean:
    """The server: `push` gives updates to the bot, `calls` is what it answered with."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.round_trip = 0.0
        self.ahead = 0  # seconds by which the bot's clock is ahead of ours: what people write is as new to it
        self.first_poll = asyncio.Event()
        self.port = 0
        self.limit: Callable[[float], float | None] | None = None
        self._updates: deque[tuple[int, bytes]] = deque()
        self._polls: list[_Connection] = []
        self._expected: dict[int, asyncio.Future[float]] = {}
        self._numbers = 0
        self._messages = 1_000_000
        self._wanted = 0
        self._enough = asyncio.Event()
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen on a free port."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self), "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()

    @property
    def url(self) -> str:
        """Where the bot looks for Telegram."""
        return f"http://127.0.0.1:{self.port}"

    def push(self, *contents: dict[str, object]) -> None:
        """Give the bot updates, each a message."""
        for content in contents:
            self._numbers += 1
            written = {"date": int(str(content["date"])) + self.ahead}
            update = {"update_id": self._numbers, "message": content | written}
            self._updates.append((self._numbers, json.dumps(update).encode()))
        for poll in self._polls:
            poll.answer_updates()
        self._polls.clear()

    async def until(self, calls: int, seconds: float = 120) -> float:
        """Wait until so many calls have come since `forget`; returns when the last of them did."""
        self._wanted = calls
        self._enough.clear()
        if len(self.calls) < calls:
            async with asyncio.timeout(seconds):
                await self._enough.wait()
        return self.calls[calls - 1].at

    async def answer_to(self, chat_id: int) -> float:
        """When the next message for this chat comes."""
        self._expected[chat_id] = asyncio.get_running_loop().create_future()
        try:
            return await self._expected[chat_id]
        finally:
            del self._expected[chat_id]

    def forget(self) -> None:
        """Begin to count anew."""
        self.calls.clear()
        self._wanted = 0

    def waiting(self, offset: int) -> list[bytes]:
        """What the bot has not confirmed, at most a hundred."""
        while self._updates and self._updates[0][0] < offset:
            self._updates.popleft()
        return [body for _, body in list(self._updates)[:100]]

    def hold(self, poll: _Connection, seconds: int) -> None:
        """A poll that waits for the next updates."""
        self.first_poll.set()
        self._polls.append(poll)
        asyncio.get_running_loop().call_later(seconds, self._give_up, poll)

    def _give_up(self, poll: _Connection) -> None:
        if poll in self._polls:
            self._polls.remove(poll)
            poll.answer_updates()

    def answer(self, method: str, body: bytes) -> bytes:
        """What Telegram says to a call."""
        if method in ("sendmessage", "editmessagetext"):
            return self._sent(method, body)
        return json.dumps({"ok": True, "result": BOT if method == "getme" else True}).encode()

    def _sent(self, method: str, body: bytes) -> bytes:
        now = perf_counter()
        refused = self.limit(now) if self.limit else None
        if refused is not None:
            said = {"ok": False, "error_code": 429, "description": "Too Many Requests"}
            return json.dumps(said | {"parameters": {"retry_after": int(refused)}}).encode()
        found, text = _CHAT.search(body), _TEXT.search(body)
        chat = int(found[1]) if found else 0
        self.calls.append(Call(now, method, chat, (text[1] or text[2] or b"") if text else b""))
        if chat in self._expected and not self._expected[chat].done():
            self._expected[chat].set_result(now)
        if len(self.calls) == self._wanted:
            self._enough.set()
        self._messages += 1
        kind = "private" if chat > 0 else "supergroup"
        return b'{"ok":true,"result":{"message_id":%d,"date":1790000000,"chat":{"id":%d,"type":"%s"},"text":"x"}}' % (
            self._messages,
            chat,
            kind.encode(),
        )


class _Connection(asyncio.Protocol):
    """One connection, one request after another."""

    def __init__(self, lean: Lean) -> None:
        self.lean = lean
        self._buffer = b""
        self._offset = 0
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end]
            length = _LENGTH.search(head)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self._buffer) < whole:
                return
            body, self._buffer = self._buffer[end + 4 : whole], self._buffer[whole:]
            method = head[: head.index(b"\r\n")].split(b" ")[1].rpartition(b"/")[2].decode().lower()
            self._handle(method, body)

    def _handle(self, method: str, body: bytes) -> None:
        if method == "getupdates":
            offset, timeout = _OFFSET.search(body), _TIMEOUT.search(body)
            self._offset = int(offset[1]) if offset else 0
            if self.lean.waiting(self._offset) or not timeout or timeout[1] == b"0":
                return self.answer_updates()
            return self.lean.hold(self, int(timeout[1]))
        if not self.lean.round_trip:
            return self._write(self.lean.answer(method, body))
        later = asyncio.get_running_loop().call_later
        later(self.lean.round_trip, lambda: self._write(self.lean.answer(method, body)))
        return None

    def answer_updates(self) -> None:
        """Everything that waits from the asked offset on."""
        self._write(b'{"ok":true,"result":[' + b",".join(self.lean.waiting(self._offset)) + b"]}")

    def _write(self, body: bytes) -> None:
        status = b"429 Too Many Requests" if body.startswith(_TOLD_OFF) else b"200 OK"
        head = b"HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % (status, len(body))
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(head + body)
