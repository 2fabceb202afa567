"""``python -m simulator`` as a process of its own, and the helpers for waiting."""

import asyncio
import json
import signal
import sys
from pathlib import Path

import httpx
import pytest

from simulator import SimClock, Simulator

from .conftest import Client, Office


async def test_the_simulator_runs_by_itself_and_keeps_its_world(tmp_path: Path, http: httpx.AsyncClient) -> None:
    state, clock = tmp_path / "world.json", tmp_path / "clock.json"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "simulator", "--port", "0", "--frozen"),
        *("--state", str(state), "--clock-file", str(clock)),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    lines = [(await process.stdout.readline()).decode().split() for _ in range(3)]
    page, api_url, token = (line[1] for line in lines)
    assert (await http.get(f"{api_url}/bot{token}/getMe")).json()["result"]["username"] == "duban_bot"
    people = (await http.get(f"{page}sim/state")).json()["people"]
    assert [p["username"] for p in people] == ["wang", "zhou", "li", "zhao", None]
    before = SimClock(path=clock).now()
    await http.post(f"{page}sim/clock", json={"advance_seconds": 3600})
    assert (SimClock(path=clock).now() - before).total_seconds() == 3600
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(5):
        assert await process.wait() == 0
    assert len(json.loads(state.read_text(encoding="utf-8"))["people"]) == 5


async def test_a_test_can_wait_for_what_the_bot_does(sim: Simulator, bot: Client, office: Office) -> None:
    chat = office.world.private(office.li)
    waiting = asyncio.ensure_future(sim.until(lambda: [m for m in chat.messages if m.text == "ready"]))
    await asyncio.sleep(0)
    await bot("sendMessage", chat_id=office.li.id, text="ready")
    assert (await waiting)[0].text == "ready"
    office.world.send(office.li, None, "x")
    with pytest.raises(TimeoutError):
        await sim.drained(within=0.05)
    await bot.updates()
    await sim.drained()


async def test_story_and_jumps_can_be_given_later(sim: Simulator, http: httpx.AsyncClient) -> None:
    sim.story = {"title": {"zh-Hans": "一天"}, "steps": [{}]}
    sim.jumps["next_event"] = lambda: None
    state = (await http.get(f"{sim.url}/sim/state")).json()
    assert state["story"] == {"title": {"zh-Hans": "一天"}, "steps": [{}], "at": 0}
    assert state["clock"]["jumps"] == ["next_event"]
