"""Faults and limits."""

import time

import httpx
import pytest

from simulator import SimError, Simulator
from simulator import limits as limits_module

from .conftest import Client, Office


async def test_a_lost_answer_has_happened_all_the_same(sim: Simulator, bot: Client, office: Office) -> None:
    sim.faults.add(kind="lost_answer", method="sendMessage")
    with pytest.raises(httpx.RemoteProtocolError):
        await bot.raw("sendMessage", chat_id=office.li.id, text="x")
    assert office.world.chat_messages(office.li.id)[-1].text == "x"
    await bot("sendMessage", chat_id=office.li.id, text="y")


async def test_a_dropped_connection_did_nothing(sim: Simulator, bot: Client, office: Office) -> None:
    sim.faults.add(kind="drop_connection", method="sendMessage")
    with pytest.raises(httpx.RemoteProtocolError):
        await bot.raw("sendMessage", chat_id=office.li.id, text="x")
    assert office.world.chat_messages(office.li.id)[-1].text != "x"


async def test_an_html_page_may_stand_for_an_answer(sim: Simulator, bot: Client, office: Office) -> None:
    sim.faults.add(kind="html502")
    answer = await bot.raw("getMe")
    assert (answer.status_code, answer.headers["content-type"]) == (502, "text/html; charset=utf-8")
    assert "502 Bad Gateway" in answer.text


async def test_a_page_may_hide_that_it_has_happened(sim: Simulator, bot: Client, office: Office) -> None:
    sim.faults.add(kind="lost_behind_502", method="sendMessage", code=504)
    answer = await bot.raw("sendMessage", chat_id=office.li.id, text="x")
    assert (answer.status_code, answer.headers["content-type"]) == (504, "text/html; charset=utf-8")
    assert office.world.chat_messages(office.li.id)[-1].text == "x"


async def test_an_answer_may_be_cut_short(sim: Simulator, bot: Client, office: Office) -> None:
    sim.faults.add(kind="truncated")
    with pytest.raises(ValueError, match=r"JSON|Expecting|Unterminated|delimiter"):
        (await bot.raw("getMe")).json()


async def test_any_status_can_be_answered_and_counts_down(sim: Simulator, bot: Client, office: Office) -> None:
    sim.faults.add(kind="status", code=500, description="Internal Server Error", times=2)
    assert await bot.fails("getMe") == "500 Internal Server Error"
    assert await bot.fails("getMe") == "500 Internal Server Error"
    await bot("getMe")


async def test_a_fault_befalls_one_chat_and_one_method(sim: Simulator, bot: Client, office: Office) -> None:
    fault = sim.faults.add(kind="retry_after", seconds=3600, method="sendMessage", chat=office.li, times=None)
    await bot("sendMessage", chat_id=office.group.id, text="x")
    body = (await bot.raw("sendMessage", chat_id=office.li.id, text="x")).json()
    assert body["description"] == "Too Many Requests: retry after 3600"
    assert body["parameters"] == {"retry_after": 3600}
    sim.faults.remove(fault)
    await bot("sendMessage", chat_id=office.li.id, text="x")


async def test_a_delay_only_takes_time(sim: Simulator, bot: Client) -> None:
    sim.faults.add(kind="delay", seconds=0.1, method="getMe")
    began = time.monotonic()
    await bot("getMe")
    assert time.monotonic() - began >= 0.1


async def test_a_fault_that_does_not_exist_is_refused(sim: Simulator) -> None:
    with pytest.raises(SimError, match="no fault"):
        sim.faults.add(kind="earthquake")
    with pytest.raises(SimError, match="no fault"):
        sim.faults.add(kind="delay", minutes=1)


@pytest.fixture
def stopwatch(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Real time, held in the hand."""
    now = [1000.0]
    monkeypatch.setattr(limits_module, "stopwatch", lambda: now[0])
    return now


async def test_a_person_gets_one_a_second_after_a_small_burst(
    sim: Simulator, bot: Client, office: Office, stopwatch: list[float]
) -> None:
    sim.limits.enabled = True
    for n in range(5):
        await bot("sendMessage", chat_id=office.li.id, text=str(n))
    assert await bot.fails("sendMessage", chat_id=office.li.id, text="x") == "429 Too Many Requests: retry after 1"
    stopwatch[0] += 1
    await bot("sendMessage", chat_id=office.li.id, text="x")


async def test_a_group_gets_twenty_a_minute_edits_included(
    sim: Simulator, bot: Client, office: Office, stopwatch: list[float]
) -> None:
    sim.limits.enabled = True
    sent = await bot("sendMessage", chat_id=office.group.id, text="x")
    for n in range(19):
        await bot("editMessageText", chat_id=office.group.id, message_id=sent["message_id"], text=str(n))
    stopwatch[0] += 10
    answer = await bot.fails("editMessageText", chat_id=office.group.id, message_id=sent["message_id"], text="y")
    assert answer == "429 Too Many Requests: retry after 50"
    await bot("sendChatAction", chat_id=office.group.id, action="typing")


async def test_all_chats_together_get_thirty_a_second(
    sim: Simulator, bot: Client, office: Office, stopwatch: list[float]
) -> None:
    sim.limits.enabled = True
    people = [office.world.person(f"p{n}") for n in range(31)]
    for person in people:
        office.world.start(person)
    for person in people[:30]:
        await bot("sendMessage", chat_id=person.id, text="x")
    response = await bot.raw("sendMessage", chat_id=people[30].id, text="x")
    assert (response.status_code, response.headers["retry-after"]) == (429, "1")
    stopwatch[0] += 1
    await bot("sendMessage", chat_id=people[30].id, text="x")
