"""What is too deep, too large or never ends is kept out, and its neighbours are handled."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.journeys.conftest import Words
from tests.journeys.test_inbound import HEADER, SECRET, written
from tests.stage import Stage


@pytest.fixture
async def posted(office: Stage) -> AsyncIterator[str]:
    """The bot started anew in webhook mode; the address it is posted to."""
    await office.stop_bot()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    url = f"http://127.0.0.1:{port}/hook"
    await office.start_bot(mode="webhook", webhook={"url": url, "listen": f"127.0.0.1:{port}", "secret": SECRET})
    yield url
    await office.stop_bot()


BEYOND = {
    "brackets without end": b"[" * 200_000,
    "brackets in an update": b'{"update_id": 5, "message": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
    "objects a hundred deep": b'{"update_id": 5, "message": ' + b'{"a": ' * 100 + b"1" + b"}" * 101,
    "a number that is a truth": b'{"update_id": true}',
    "a number below nought": b'{"update_id": -1}',
    "a number of 64 bits": b'{"update_id": %d}' % 2**63,
    "a number of 71 bits": b'{"update_id": %d}' % 2**70,
    "a number of thousands of digits": b'{"update_id": ' + b"9" * 5000 + b"}",
    "a broken number": b'{"update_id": 5.5}',
    "a chat beyond all numbers": b'{"update_id": 5, "message": {"chat": {"id": %d}}}' % 2**70,
    "a number without end": b'{"update_id": 5, "message": {"date": 1e999}}',
    "no number": b'{"update_id": 5, "message": {"date": NaN}}',
}


async def test_a_post_beyond_the_bounds_is_refused_and_changes_nothing(office: Stage, posted: str) -> None:
    before = office.state()
    async with httpx.AsyncClient(headers={HEADER: SECRET}) as http:
        for name, body in BEYOND.items():
            assert (await http.post(posted, content=body)).status_code == 400, name
    assert office.state() == before
    assert office.rows("SELECT count(*) FROM inbox WHERE done_at IS NULL OR error IS NOT NULL") == [(0,)]
    assert "#1" in (await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告"))[0].text


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"POST /hook HTTP/1.1\r\nHost: x\r\n",
        b"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
        + f"{HEADER}: {SECRET}\r\n\r\n".encode()
        + b'{"update',
    ],
)
async def test_a_request_that_never_ends_is_let_go(
    office: Stage, posted: str, begun: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.edge.webhook._PATIENCE", 0.2)
    port = int(posted.rsplit(":", 1)[1].partition("/")[0])
    open_ones = [await asyncio.open_connection("127.0.0.1", port) for _ in range(50)]
    for _, writer in open_ones:
        writer.write(begun)
    for reader, writer in open_ones:
        with contextlib.suppress(ConnectionResetError):
            assert await asyncio.wait_for(reader.read(), 5) == b""
        writer.close()
    assert "#1" in (await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告"))[0].text


async def test_a_request_may_come_in_pieces_and_a_connection_serve_many(
    office: Stage, posted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.edge.webhook._PATIENCE", 0.5)
    async with httpx.AsyncClient(headers={HEADER: SECRET}) as http:
        for n in range(4):
            update = {"update_id": 50 + n, "message": written(office, office.wang, office.group, "/team")}

            async def pieces(update: dict[str, Any] = update) -> AsyncIterator[bytes]:
                for half in (json.dumps(update)[:20], json.dumps(update)[20:]):
                    yield half.encode()
                    await asyncio.sleep(0.1)

            assert (await http.post(posted, content=pieces())).status_code == 200
            await asyncio.sleep(0.2)


async def test_a_bad_element_among_polled_ones_is_set_aside_and_its_neighbours_are_handled(
    office: Stage, words: Words, faults_expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    faults_expected += ["log", "inbox"]
    monkeypatch.setattr("bot.edge.intake._REST", 0.05)
    deep: Any = 1
    for _ in range(90):
        deep = {"a": deep}
    usual = office.sim.updates.next_id
    bad = [{"update_id": True}, {"update_id": 2**63}, {"update_id": 2**70}, {"update_id": "9"}, {"message": deep}]
    for n, body in enumerate(bad, 1):
        office.world.send(office.wang, office.group, f"/task @li 明天下班前 第{n}件")
        office.sim.updates.pending.append(_pending(office, usual + 500 + n, body))
        office.world.send(office.wang, office.group, f"/task @li 明天下班前 再一件{n}")
        await office.settle(200)  # the bad one stays waiting in the simulator
    assert await office.until(lambda: office.rows("SELECT count(*) FROM tasks") == [(2 * len(bad),)])
    assert office.rows("SELECT count(*) FROM tasks") == [(2 * len(bad),)]
    assert office.rows("SELECT count(*) FROM inbox WHERE error IS NOT NULL") == [(len(bad),)]
    assert sum("搁置" in t for t in office.texts(office.wang)) == len(bad), "each told once"
    assert office.duban is not None
    assert office.duban.health()["ok"]


def _pending(office: Stage, number: int, body: dict[str, Any]) -> Any:
    """A waiting update as no world would make it: its place in the line is `number`."""
    from simulator.updates import Pending  # noqa: PLC0415 - only here

    until = office.clock.now().replace(year=2030)
    return Pending(number, "?", {"update_id": number, **body}, until)
