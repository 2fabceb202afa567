"""Updates pushed to a web server of ours."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from simulator import Simulator
from simulator.serving import Serving

from .conftest import Client, Office


@dataclass
class Receiver:
    """A bot's web server that notes what arrives and answers as told."""

    got: list[tuple[str | None, dict[str, Any]]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    reply: dict[str, Any] | None = None
    slow: dict[str, float] = field(default_factory=dict)
    url: str = ""

    async def endpoint(self, request: Request) -> Response:
        body = await request.json()
        kind = next(key for key in body if key != "update_id")
        await asyncio.sleep(self.slow.get(kind, 0))
        status = self.statuses.pop(0) if self.statuses else 200
        self.got.append((request.headers.get("x-telegram-bot-api-secret-token"), body))
        return JSONResponse(self.reply, status) if self.reply else Response(status_code=status)

    async def wait(self, count: int) -> list[dict[str, Any]]:
        async with asyncio.timeout(3):
            while len(self.got) < count:  # noqa: ASYNC110 - there is no event to wait for
                await asyncio.sleep(0.01)
        return [body for _, body in self.got]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    app = Starlette(routes=[Route("/hook", made.endpoint, methods=["POST"])])
    server = Serving(app)
    made.url = f"http://127.0.0.1:{await server.begin('127.0.0.1', 0)}/hook"
    yield made
    await server.end()


async def test_updates_are_pushed_with_the_secret(bot: Client, office: Office, receiver: Receiver) -> None:
    office.world.send(office.li, None, "before")
    await bot("setWebhook", url=receiver.url, secret_token="s3cret")
    office.world.send(office.li, None, "after")
    bodies = await receiver.wait(2)
    assert [b["message"]["text"] for b in bodies] == ["before", "after"]
    assert receiver.got[0][0] == "s3cret"
    info = await bot("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == (receiver.url, 0)


async def test_polling_is_refused_while_a_webhook_is_set(bot: Client, receiver: Receiver) -> None:
    await bot("setWebhook", url=receiver.url)
    assert (await bot.fails("getUpdates")).startswith(
        "409 Conflict: can't use getUpdates method while webhook is active"
    )
    await bot("deleteWebhook")
    await bot("getUpdates")


async def test_a_refused_update_comes_again_and_holds_up_its_own_chat_only(
    sim: Simulator, bot: Client, office: Office, receiver: Receiver
) -> None:
    assert sim.webhook.backoff == (0.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0)
    sim.webhook.backoff = (0.0, 0.2)
    receiver.statuses = [503, 503]
    await bot("setWebhook", url=receiver.url)
    office.world.send(office.li, None, "one")
    office.world.send(office.li, None, "two")
    await receiver.wait(2)
    assert "503" in (await bot("getWebhookInfo"))["last_error_message"]
    office.world.send(office.qian, None, "other chat")
    bodies = await receiver.wait(5)
    assert [b["message"]["text"] for b in bodies] == ["one", "one", "other chat", "one", "two"]


async def test_presses_of_a_person_do_not_wait_for_the_messages_of_a_chat(
    bot: Client, office: Office, receiver: Receiver
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "go", "callback_data": "go"}]]}
    await bot("sendMessage", chat_id=office.li.id, text="card", reply_markup=keyboard)
    receiver.slow = {"message": 0.3}
    await bot("setWebhook", url=receiver.url)
    office.world.send(office.li, None, "first")
    office.world.press(office.li, office.world.private(office.li).messages[-2], "go")
    bodies = await receiver.wait(2)
    assert ["callback_query" in b for b in bodies] == [True, False]


async def test_waiting_updates_can_be_dropped(bot: Client, office: Office, receiver: Receiver) -> None:
    office.world.send(office.li, None, "old")
    await bot("setWebhook", url=receiver.url, drop_pending_updates=True)
    office.world.send(office.li, None, "new")
    assert [b["message"]["text"] for b in await receiver.wait(1)] == ["new"]


async def test_a_request_written_into_the_response_is_carried_out(
    bot: Client, office: Office, receiver: Receiver
) -> None:
    receiver.reply = {"method": "sendMessage", "chat_id": office.li.id, "text": "直接回答"}
    await bot("setWebhook", url=receiver.url)
    office.world.send(office.li, None, "x")
    await receiver.wait(1)
    await asyncio.sleep(0.05)
    assert office.world.chat_messages(office.li.id)[-1].text == "直接回答"


async def test_a_webhook_that_is_not_there_is_tried_again(
    sim: Simulator, bot: Client, office: Office, receiver: Receiver
) -> None:
    sim.webhook.backoff = (0.01,)
    await bot("setWebhook", url="http://127.0.0.1:9/hook")
    office.world.send(office.li, None, "x")
    await asyncio.sleep(0.1)
    assert (await bot("getWebhookInfo"))["last_error_message"].startswith("Connection failed")
    await bot("setWebhook", url=receiver.url)
    assert len(await receiver.wait(1)) == 1


async def test_a_secret_has_an_alphabet(bot: Client) -> None:
    assert "secret token" in await bot.fails("setWebhook", url="https://a.cn/", secret_token="no spaces")
    assert "bad webhook" in await bot.fails("setWebhook", url="ftp://a.cn/")
