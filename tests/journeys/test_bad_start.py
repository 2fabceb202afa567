"""Whatever Telegram answers while the bot starts: it says so once, waits, tries again, and is at work in the end."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from typing import Any

import pytest

from bot.config import ConfigError
from tests.stage import Stage

BAD: list[dict[str, Any]] = [
    {"kind": "retry_after", "seconds": 1},
    {"kind": "truncated"},
    {"kind": "html502"},
    {"kind": "html502", "code": 429},
    {"kind": "drop_connection"},
    {"kind": "lost_answer"},
    {"kind": "status", "code": 500, "description": "Internal Server Error"},
    {"kind": "status", "code": 409, "description": "Conflict: terminated by other getUpdates request"},
]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No long waits between two attempts."""
    monkeypatch.setattr("bot.edge.patience.random.uniform", lambda _low, _high: 0.02)


@pytest.mark.parametrize("fault", BAD, ids=lambda f: f"{f['kind']}-{f.get('code', '')}")
@pytest.mark.parametrize("method", ["getMe", "setMyCommands", "deleteWebhook", "getUpdates"])
async def test_a_bad_answer_during_the_start_is_waited_out(
    bare: Stage, method: str, fault: dict[str, Any], logs: list[Any], faults_expected: list[str]
) -> None:
    faults_expected.append("log")  # the library writes down what it could not read
    await bare.stop_bot()
    with contextlib.closing(sqlite3.connect(bare.database)) as file, file:
        file.execute("DELETE FROM meta WHERE key = 'menus'")  # as after a change of the program
    logs.clear()
    times = 1 if fault["kind"] == "retry_after" else 3
    made = bare.sim.faults.add(method=method, times=times, **fault)
    await bare.start_bot()
    await bare.sim.until(lambda: made.hits == times)
    await bare.settle()
    said = [e for e in logs if e["event"] == "telegram does not answer; trying on"]
    assert len(said) == 1, "once, not at every try"
    assert said[0]["asked"] == method
    assert "您好" in (await bare.say(bare.wang, None, "/start " + bare.claim_link.partition("start=")[2]))[0].text


@pytest.mark.parametrize("result", [None, [], "me", {"id": 5}, True])
async def test_an_answer_of_another_shape_is_waited_out_too(
    bare: Stage, result: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bare.stop_bot()
    real, wrong = bare.sim.server.call, [2]

    async def call(method: str, params: Any, files: Any) -> Any:
        outcome = await real(method, params, files)
        if method == "getMe" and wrong[0]:
            wrong[0] -= 1
            outcome.body["result"] = result
        return outcome

    monkeypatch.setattr(bare.sim.server, "call", call)
    await bare.start_bot()
    assert wrong == [0]
    assert bare.claim_link


async def test_a_start_that_is_told_to_stop_stops(bare: Stage) -> None:
    await bare.stop_bot()
    bare.sim.faults.add(kind="html502", method="getMe", times=None)
    starting = asyncio.create_task(bare.start_bot())
    await asyncio.sleep(0.2)
    starting.cancel()
    await asyncio.gather(starting, return_exceptions=True)
    bare.sim.faults.clear()


@pytest.mark.parametrize("code", [401, 404])
async def test_a_token_that_telegram_refuses_ends_the_start_with_its_key(bare: Stage, code: int) -> None:
    await bare.stop_bot()
    bare.sim.faults.add(kind="status", method="getMe", code=code, description="Unauthorized")
    with pytest.raises(ConfigError, match=r"^telegram\.token: Telegram does not accept it"):
        await bare.start_bot()


async def test_a_second_bot_on_the_same_database_says_who_holds_it(bare: Stage) -> None:
    first, link = bare.duban, bare.claim_link
    with pytest.raises(ConfigError, match=r"^storage\.url: process \d+ on \S+ works on this database already"):
        await bare.start_bot()
    assert bare.duban is not None
    await bare.stop_bot()
    bare.duban = first
    assert "您好" in (await bare.say(bare.wang, None, "/start " + link.partition("start=")[2]))[0].text


async def test_menus_that_are_the_same_are_not_set_again(bare: Stage) -> None:
    await bare.stop_bot()
    asked = bare.sim.faults.add(method="setMyCommands", times=1, kind="retry_after", seconds=1)
    await bare.start_bot()
    await bare.settle()
    assert asked.hits == 0
