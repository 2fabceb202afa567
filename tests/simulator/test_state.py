"""The world is kept between runs."""

import asyncio
from pathlib import Path

import httpx
import pytest

from simulator import SimClock, Simulator
from simulator.cast import small_office
from simulator.store import StateError

from .conftest import Client


async def test_everything_is_there_again(tmp_path: Path, clock: SimClock, http: httpx.AsyncClient) -> None:
    path = tmp_path / "world.json"
    async with Simulator(clock, state=path) as sim:
        assert not sim.restored
        small_office(sim.world)
        wang, _, li, *_ = sim.world.people.values()
        group = next(iter(sim.world.chats.values()))
        sim.world.add_bot(wang, group)
        sim.world.start(li)
        bot = Client(sim, http)
        keyboard = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
        sent = await bot("sendMessage", chat_id=li.id, text="card", reply_markup=keyboard)
        await bot("setMyCommands", commands=[{"command": "a", "description": "b"}])
        sim.world.photo(li, None, "现场", reply_to=sent["message_id"])
        sim.world.anonymous_send(group, "/x")
        waiting = [p.id for p in sim.updates.pending]

    async with Simulator(clock, state=path) as again:
        world = again.world
        assert again.restored
        assert [p.name for p in world.people.values()] == ["王主任", "周秘书", "李明", "赵倩", "钱多多"]
        photo = world.chat_messages(li.id)[-1]
        assert photo.media is not None
        assert photo.media.data.startswith(b"\x89PNG")
        assert photo.reply_to is not None
        assert photo.reply_to.buttons[0][0].data == "b"
        assert [p.id for p in again.updates.pending] == waiting
        assert again.profile.menu(world.people[li.id], world.private(world.people[li.id]))[0]["command"] == "a"
        assert world.chats[group.id].messages[-1].sender is not None
        sent = await Client(again, http)("sendMessage", chat_id=li.id, text="next")
        assert sent["message_id"] == photo.id + 1


async def test_changes_are_saved_while_running(
    tmp_path: Path, clock: SimClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.simulator._SAVE_DELAY", 0.02)
    path = tmp_path / "world.json"
    async with Simulator(clock, state=path) as sim:
        sim.world.person("李明")
        async with asyncio.timeout(2):
            while not path.exists():  # noqa: ASYNC110 - there is no event to wait for
                await asyncio.sleep(0.01)


def test_a_state_that_cannot_be_read_is_set_aside(tmp_path: Path, clock: SimClock) -> None:
    path = tmp_path / "world.json"
    path.write_text("{broken", encoding="utf-8")
    with pytest.raises(StateError, match="unreadable"):
        Simulator(clock, state=path)
    assert (tmp_path / "world.json.unreadable").exists()
    Simulator(clock, state=path)
