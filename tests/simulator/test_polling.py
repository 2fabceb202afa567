"""getUpdates, rule by rule."""

import asyncio
from datetime import timedelta

import httpx
import pytest

from simulator import SimClock, Simulator

from .conftest import Client, Office


async def test_an_offset_confirms_all_updates_below_it(bot: Client, office: Office) -> None:
    for text in "abc":
        office.world.send(office.li, None, text)
    first = await bot("getUpdates")
    assert [u["message"]["text"] for u in first] == ["a", "b", "c"]
    again = await bot("getUpdates", offset=first[1]["update_id"])
    assert [u["message"]["text"] for u in again] == ["b", "c"]
    assert [u["message"]["text"] for u in await bot("getUpdates")] == ["b", "c"]
    assert await bot("getUpdates", offset=first[2]["update_id"] + 1) == []


async def test_limit_cuts_the_batch(bot: Client, office: Office) -> None:
    for text in "abc":
        office.world.send(office.li, None, text)
    assert len(await bot("getUpdates", limit=2)) == 2


async def test_a_negative_offset_keeps_only_the_last_updates(bot: Client, office: Office) -> None:
    for text in "abc":
        office.world.send(office.li, None, text)
    assert [u["message"]["text"] for u in await bot("getUpdates", offset=-1)] == ["c"]
    assert len(await bot("getUpdates")) == 1


async def test_an_offset_far_past_the_end_is_ignored(bot: Client, sim: Simulator, office: Office) -> None:
    office.world.send(office.li, None, "a")
    assert len(await bot("getUpdates", offset=sim.updates.next_id + 11)) == 1


async def test_an_offset_just_past_the_end_is_honoured(bot: Client, sim: Simulator, office: Office) -> None:
    office.world.send(office.li, None, "a")
    assert await bot("getUpdates", offset=sim.updates.next_id + 5) == []


async def test_numbers_may_start_again_lower(bot: Client, sim: Simulator, office: Office) -> None:
    office.world.send(office.li, None, "a")
    high = (await bot.updates())[-1]["update_id"]
    sim.updates.jump(high - 1000)
    office.world.send(office.li, None, "b")
    found = await bot("getUpdates", offset=high + 1)
    assert [u["update_id"] for u in found] == [high - 1000]


async def test_a_long_poll_returns_as_soon_as_something_happens(bot: Client, office: Office) -> None:
    poll = asyncio.ensure_future(bot("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    office.world.send(office.li, None, "now")
    async with asyncio.timeout(1):
        assert (await poll)[0]["message"]["text"] == "now"


async def test_a_second_poller_ends_the_first_with_a_conflict(bot: Client, office: Office) -> None:
    first = asyncio.ensure_future(bot.fails("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    second = asyncio.ensure_future(bot("getUpdates", timeout=5))
    text = "409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    assert await first == text
    office.world.send(office.li, None, "a")
    assert len(await second) == 1


async def test_allowed_updates_stick_until_changed(bot: Client, office: Office) -> None:
    await bot("getUpdates", allowed_updates=["callback_query"])
    office.world.send(office.li, None, "unseen")
    assert await bot("getUpdates") == []
    await bot("getUpdates", allowed_updates=["message"])
    office.world.send(office.li, None, "seen")
    assert len(await bot("getUpdates")) == 1


async def test_an_empty_list_is_the_default_without_members_and_reactions(bot: Client, office: Office) -> None:
    office.world.promote(office.world.bot, office.group)
    message = office.world.send(office.li, None, "x")
    await bot("getUpdates", allowed_updates=["message", "chat_member", "message_reaction"])
    await bot("getUpdates", allowed_updates=[])
    await bot.updates()
    office.world.react(office.li, message, "👍")
    office.world.leave(office.qian, office.group)
    assert await bot.kinds() == ["message"]


async def test_messages_expire_after_a_day_and_presses_after_150_seconds(
    bot: Client, office: Office, clock: SimClock
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "go", "callback_data": "go"}]]}
    await bot("sendMessage", chat_id=office.li.id, text="card", reply_markup=keyboard)
    office.world.send(office.li, None, "kept")
    office.world.press(office.li, office.world.private(office.li).messages[-2], "go")
    clock.advance(timedelta(seconds=151))
    assert [next(iter(u.keys() - {"update_id"})) for u in await bot("getUpdates")] == ["message"]
    clock.advance(timedelta(hours=24))
    assert await bot("getUpdates") == []


async def test_a_wrong_token_is_unauthorized(sim: Simulator, bot: Client) -> None:
    answer = await bot.http.post(f"{sim.api_url}100001:wrong/getMe")
    assert (answer.status_code, answer.json()["error_code"]) == (401, 401)


async def test_raw_json_reaches_the_bot_as_it_is(bot: Client, sim: Simulator) -> None:
    sim.world.raw_update({"message": {"nonsense": True}})
    found = (await bot.raw("getUpdates")).json()["result"]
    assert found[0]["message"] == {"nonsense": True}


async def test_stopping_ends_a_long_poll(clock: SimClock) -> None:
    sim = Simulator(clock)
    await sim.start()
    async with httpx.AsyncClient(trust_env=False, timeout=10) as http:
        poll = asyncio.ensure_future(Client(sim, http)("getUpdates", timeout=50))
        await asyncio.sleep(0.05)
        async with asyncio.timeout(3):
            await sim.stop()
        assert await poll == []


async def test_a_poller_that_hung_up_is_no_conflict(sim: Simulator, bot: Client, office: Office) -> None:
    with pytest.raises(httpx.ReadTimeout):
        await bot.http.post(f"{sim.api_url}{sim.token}/getUpdates", json={"timeout": 50}, timeout=0.1)
    await asyncio.sleep(0.02)
    office.world.send(office.li, None, "x")
    assert len(await bot("getUpdates", timeout=5)) == 1
    assert [e["status"] for e in sim.journal] == [200]
