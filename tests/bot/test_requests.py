"""The bot's own requests beside the library's: what goes wrong on the way means the same to the courier."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.edge.account import Roundabout, Straight, Way, requests
from bot.edge.connections import Patience
from bot.edge.failures import explain
from domain.ports.messenger import Delivery, Failure
from simulator import SimClock, Simulator
from tests.domain.office import MONDAY

TOKEN = "1000:AAnobody-may-ever-read-this-one-here"
QUICK = Patience(pool=0.2, connect=2, read=0.3)
Answering = Callable[[asyncio.StreamWriter], Awaitable[None]]
BOTH = pytest.mark.parametrize("make", [Straight, Roundabout])


@pytest.fixture(autouse=True)
def lengths_as_the_bot_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


def whole(body: str, code: int = 200, *headers: str) -> bytes:
    head = "\r\n".join((f"HTTP/1.1 {code} So", f"Content-Length: {len(body)}", *headers))
    return f"{head}\r\n\r\n{body}".encode()


SENT = whole('{"ok":true,"result":{"message_id":7,"date":1,"chat":{"id":5,"type":"private"}}}')


class Telegram:
    """Answers each request with what is said next; counts the connections."""

    def __init__(self, *answers: bytes | float) -> None:
        self.answers, self.connections, self.url = list(answers), 0, ""
        self.asked: list[bytes] = []
        self.writers: list[asyncio.StreamWriter] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.writers.append(writer)
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while self.answers:
                head = await reader.readuntil(b"\r\n\r\n")
                length = next(int(h[15:]) for h in head.split(b"\r\n") if h.lower().startswith(b"content-length:"))
                self.asked.append(head + await reader.readexactly(length))
                answer = self.answers.pop(0)
                if isinstance(answer, float):
                    await asyncio.sleep(answer)
                    continue
                writer.write(answer)
                await writer.drain()
                if not answer.startswith(b"HTTP") or b"Content-Length" not in answer or b"half" in answer:
                    break
        writer.close()


@asynccontextmanager
async def serving(*answers: bytes | float) -> AsyncIterator[Telegram]:
    telegram = Telegram(*answers)
    server = await asyncio.start_server(telegram.serve, "127.0.0.1", 0)
    telegram.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield telegram
    finally:
        server.close()
        for writer in telegram.writers:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()


@asynccontextmanager
async def account(request: BaseRequest, url: str) -> AsyncIterator[Bot]:
    bot = Bot(TOKEN, f"{url}/bot", request=request)
    try:
        yield bot
    finally:
        await request.shutdown()


async def said_to(bot: Bot) -> Delivery | int:
    try:
        return (await bot.send_message(5, "请于周五前提交 & 报告")).message_id
    except TelegramError as error:
        told = explain(5, error)
        if TOKEN in repr(error) + repr(error.__cause__) + told.error:
            pytest.fail("an error holds the token")
        return told


FAULTS = {
    "no answer in time": (1.0, Failure.UNKNOWN),
    "nothing, and the end": (b"", Failure.UNKNOWN),
    "half an answer": (b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nhalf", Failure.UNKNOWN),
    "what is no HTTP": (b"SSH-2.0-OpenSSH_9.6\r\n\r\n", Failure.UNKNOWN),
    "a page of somebody on the way": (whole("<html>", 502), Failure.UNKNOWN),
    "something else than JSON": (whole("well"), Failure.UNKNOWN),
    "too many": (whole('{"ok":false,"description":"no","parameters":{"retry_after":3}}', 429), Failure.SLOW_DOWN),
    "a blocked bot": (whole('{"ok":false,"description":"bot was blocked by the user"}', 403), Failure.UNREACHABLE),
    "a moved group": (whole('{"ok":false,"parameters":{"migrate_to_chat_id":-5}}', 400), Failure.MOVED),
}  # fmt: skip


@BOTH
@pytest.mark.parametrize(("answer", "failure"), FAULTS.values(), ids=FAULTS)
async def test_what_goes_wrong_means_the_same_whichever_way(
    make: Callable[[Way, int, Patience], BaseRequest], answer: bytes | float, failure: Failure
) -> None:
    async with serving(answer, SENT) as telegram, account(make(Way(telegram.url), 2, QUICK), telegram.url) as bot:
        told = await said_to(bot)
        assert isinstance(told, Delivery)
        assert told.failure is failure
        assert await said_to(bot) == 7  # the next one is not harmed


@BOTH
async def test_where_nobody_listens_nothing_has_left(make: Callable[[Way, int, Patience], BaseRequest]) -> None:
    async with serving() as telegram:
        url = telegram.url
    async with account(make(Way(url), 2, QUICK), url) as bot:
        told = await said_to(bot)
        assert isinstance(told, Delivery)
        assert told.failure is Failure.AGAIN


@BOTH
async def test_who_waits_too_long_for_a_connection_has_sent_nothing(
    make: Callable[[Way, int, Patience], BaseRequest],
) -> None:
    patience = Patience(pool=0.1, connect=2, read=2)
    async with serving(0.5, SENT) as telegram, account(make(Way(telegram.url), 1, patience), telegram.url) as bot:
        first = asyncio.create_task(said_to(bot))
        await asyncio.sleep(0.05)
        told = await said_to(bot)
        assert isinstance(told, Delivery)
        assert told.failure is Failure.AGAIN
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first


async def test_one_message_after_another_goes_over_one_connection() -> None:
    async with serving(SENT, SENT, SENT) as telegram:
        async with account(Straight(Way(telegram.url), 2, QUICK), telegram.url) as bot:
            assert [await said_to(bot) for _ in range(3)] == [7, 7, 7]
        assert telegram.connections == 1
        assert telegram.asked[0].startswith(f"POST /bot{TOKEN}/sendMessage HTTP/1.1\r\n".encode())
        assert telegram.asked[0].endswith(
            b"%E8%AF%B7%E4%BA%8E%E5%91%A8%E4%BA%94%E5%89%8D%E6%8F%90%E4%BA%A4+%26+%E6%8A%A5%E5%91%8A"
        )


async def test_an_answer_in_pieces_without_a_length_is_whole_when_the_server_ends_it() -> None:
    body = SENT.partition(b"\r\n\r\n")[2]
    pieces = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length-Not: 1\r\n\r\n"
    pieces += b"%x\r\n%b\r\n%x\r\n%b\r\n0\r\n\r\n" % (5, body[:5], len(body) - 5, body[5:])
    for answer in (pieces, b"HTTP/1.0 200 OK\r\n\r\n" + body):
        async with serving(answer) as telegram, account(Straight(Way(telegram.url), 2, QUICK), telegram.url) as bot:
            assert await said_to(bot) == 7


async def test_an_answer_that_nobody_asked_for_is_no_answer_to_the_next() -> None:
    other = SENT.replace(b'"message_id":7', b'"message_id":8')
    async with serving(SENT + other, SENT) as telegram:
        async with account(Straight(Way(telegram.url), 2, QUICK), telegram.url) as bot:
            assert [await said_to(bot), await said_to(bot)] == [7, 7]
        assert telegram.connections == 2


async def test_what_only_says_that_an_answer_will_come_is_none() -> None:
    first = b"HTTP/1.1 100 Continue\r\n\r\n"
    async with serving(first + SENT) as telegram, account(Straight(Way(telegram.url), 2, QUICK), telegram.url) as bot:
        assert await said_to(bot) == 7


async def test_an_address_that_cannot_be_sent_is_not() -> None:
    async with serving(SENT) as telegram:
        url = f"{telegram.url}/a b"
        async with account(Straight(Way(url), 2, QUICK), url) as bot:
            told = await said_to(bot)
        assert isinstance(told, Delivery)
        assert not telegram.asked


async def test_the_end_of_a_connection_is_seen_before_it_is_used_again() -> None:
    closing = whole(SENT.partition(b"\r\n\r\n")[2].decode(), 200, "Connection: close")
    async with serving(closing, SENT) as telegram:
        async with account(Straight(Way(telegram.url), 2, QUICK), telegram.url) as bot:
            assert [await said_to(bot), await said_to(bot)] == [7, 7]
        assert telegram.connections == 2


async def test_what_is_given_up_leaves_no_answer_for_the_next() -> None:
    other = whole('{"ok":true,"result":{"message_id":8,"date":1,"chat":{"id":5,"type":"private"}}}')
    async with serving(0.2, SENT, other) as telegram:
        async with account(Straight(Way(telegram.url), 2, QUICK), telegram.url) as bot:
            first = asyncio.create_task(said_to(bot))
            await asyncio.sleep(0.05)
            first.cancel()
            assert await said_to(bot) == 7
        assert telegram.connections == 2


async def test_the_moment_the_server_says_is_heard() -> None:
    heard: list[str] = []
    dated = whole(SENT.partition(b"\r\n\r\n")[2].decode(), 200, "Date: Mon, 23 Nov 2026 01:30:00 GMT")
    for make in (Straight, Roundabout):
        async with serving(dated) as telegram:
            way = Way(telegram.url, told=heard.append)
            async with account(make(way, 2, QUICK), telegram.url) as bot:
                assert await said_to(bot) == 7
    assert heard == ["Mon, 23 Nov 2026 01:30:00 GMT"] * 2


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "http_proxy", "ALL_PROXY"])
def test_a_proxy_is_left_to_the_library(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    url = "https://telegram.example"
    for known in ("http", "https", "all", "no"):
        monkeypatch.delenv(f"{known}_proxy", raising=False)
        monkeypatch.delenv(f"{known.upper()}_PROXY", raising=False)
    monkeypatch.setenv("NO_PROXY", "localhost")
    assert isinstance(requests(Way(url), most=1, patience=QUICK), Straight)
    assert isinstance(requests(Way(url, proxy="socks5://127.0.0.1:1"), most=1, patience=QUICK), Roundabout)
    monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert isinstance(requests(Way(url), most=1, patience=QUICK), Roundabout)


async def test_files_leave_as_the_library_posts_them() -> None:
    async with Simulator(SimClock(MONDAY, frozen=True)) as sim:
        person = sim.world.person("李明")
        sim.world.send(person, None, "/start")
        request = Straight(Way(sim.url), 2, Patience())
        bot = Bot(sim.token, sim.api_url, request=request)
        sent = await bot.send_document(person.id, b"content", filename="报告.pdf")
        await request.shutdown()
    assert sent.document is not None
    assert sent.document.file_name == "报告.pdf"
