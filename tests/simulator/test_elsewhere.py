"""Inline mode and guest mode, as the real server has them."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from simulator import SimClock
from simulator.errors import SimError
from tests.simulator.conftest import Client, Office

OPEN = {"inline_keyboard": [[{"text": "打开", "url": "https://t.me/duban_bot?start=t_1"}]]}


def article(name: str, text: str = "<b>周报</b>", **more: object) -> dict[str, object]:
    content = {"message_text": text, "parse_mode": "HTML"}
    return {"type": "article", "id": name, "title": "周报", "input_message_content": content, **more}


async def test_a_result_is_sent_by_the_person_by_way_of_the_bot(bot: Client, office: Office) -> None:
    ask = office.world.inline(office.li, "周报", office.group)
    query = (await bot.updates())[-1]["inline_query"]
    assert (query["query"], query["offset"], query["chat_type"]) == ("周报", "", "supergroup")
    await bot(
        "answerInlineQuery", inline_query_id=query["id"], results=[article("a", reply_markup=OPEN)], next_offset="20"
    )
    assert (ask.next_offset, ask.results[0]["id"]) == ("20", "a")
    sent = office.world.choose(ask, "a", office.group)
    assert (sent.sender, sent.text, sent.extra["via_bot"]["id"]) == (office.li, "周报", office.world.bot.id)
    assert [b.text for b in sent.all_buttons()] == ["打开"]
    updates = await bot.updates()
    assert [next(k for k in u if k != "update_id") for u in updates] == ["message"], "nobody switched feedback on"
    assert updates[0]["message"]["via_bot"]["is_bot"]


async def test_a_choice_is_told_where_feedback_is_on(bot: Client, office: Office) -> None:
    office.world.inline_feedback = True
    ask = office.world.inline(office.li, "周报")
    await bot("answerInlineQuery", inline_query_id=ask.id, results=[article("a", reply_markup=OPEN)])
    await bot.updates()
    office.world.choose(ask, "a")
    chosen = (await bot.updates())[0]["chosen_inline_result"]
    assert (chosen["result_id"], chosen["query"]) == ("a", "周报")
    assert chosen["inline_message_id"]


async def test_an_inline_query_is_answered_once_and_within_half_a_minute(
    bot: Client, office: Office, clock: SimClock
) -> None:
    first, late = office.world.inline(office.li, ""), office.world.inline(office.li, "x")
    await bot("answerInlineQuery", inline_query_id=first.id, results=[])
    assert "query is too old" in await bot.fails("answerInlineQuery", inline_query_id=first.id, results=[])
    clock.set(clock.now() + timedelta(seconds=31))
    assert "query is too old" in await bot.fails("answerInlineQuery", inline_query_id=late.id, results=[])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"results": [article("a"), article("a")]}, "RESULT_ID_DUPLICATE"),
        ({"results": [article("a" * 65)]}, "RESULT_ID_INVALID"),
        ({"results": [article(str(n)) for n in range(51)]}, "RESULTS_TOO_MUCH"),
        ({"results": [article("a", "<b>")]}, "can't parse entities"),
        ({"results": [article("a", "")]}, "message text is empty"),
        ({"results": [], "next_offset": "1" * 65}, "NEXT_OFFSET_INVALID"),
        ({"results": [], "button": {"text": "x", "start_parameter": "ä"}}, "START_PARAM_INVALID"),
    ],
)
async def test_what_the_server_does_not_take(bot: Client, office: Office, wrong: dict[str, object], said: str) -> None:
    ask = office.world.inline(office.li, "")
    assert said in await bot.fails("answerInlineQuery", inline_query_id=ask.id, **wrong)


async def test_a_button_under_what_was_sent_by_way_of_the_bot_carries_no_message(bot: Client, office: Office) -> None:
    ask = office.world.inline(office.li, "")
    keyboard = {"inline_keyboard": [[{"text": "好", "callback_data": "x"}]]}
    await bot("answerInlineQuery", inline_query_id=ask.id, results=[article("a", reply_markup=keyboard)])
    office.world.press(office.wang, office.world.choose(ask, "a", office.group), "好")
    query = (await bot.updates())[-1]["callback_query"]
    assert query["inline_message_id"]
    assert "message" not in query


async def test_the_bot_is_summoned_where_it_is_no_member(bot: Client, office: Office) -> None:
    elsewhere = office.world.group("别处", members=[office.li, office.qian])
    ask = office.world.guest(office.li, "@duban_bot 12", elsewhere)
    message = (await bot.updates())[-1]["guest_message"]
    assert (message["text"], message["chat"]["id"], message["from"]["id"]) == (
        "@duban_bot 12",
        elsewhere.id,
        office.li.id,
    )
    sent = await bot("answerGuestQuery", guest_query_id=message["guest_query_id"], result=article("a"))
    assert sent["inline_message_id"]
    assert ask.reply.text == "周报"
    assert elsewhere.messages[-1].sender is office.world.bot
    assert "query is too old" in await bot.fails("answerGuestQuery", guest_query_id=ask.id, result=article("a"))
    with pytest.raises(SimError, match="is in this chat"):
        office.world.guest(office.li, "@duban_bot 12", office.group)


async def test_the_page_asks_the_bot_and_sends_what_it_offers(
    bot: Client, office: Office, page: Callable[..., Any]
) -> None:
    body = {"as": office.li.id, "chat": office.group.id, "query": "12"}
    asked = asyncio.create_task(page("POST", "/sim/inline", body))
    [update] = await bot.updates(timeout=2)
    await bot("answerInlineQuery", inline_query_id=update["inline_query"]["id"], results=[article("a")])
    offered = await asked
    assert [one["title"] for one in offered["results"]] == ["周报"]
    chosen = {"do": "choose", "as": office.li.id, "chat": office.group.id, "ask": offered["ask"], "result": "a"}
    assert (await page("POST", "/sim/act", chosen))["message"]["text"] == "周报"
    await page("POST", "/sim/act", {**chosen, "as": office.wang.id}, 400)
