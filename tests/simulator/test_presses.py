"""Buttons: who presses, what the bot gets, how long an answer is taken."""

from datetime import timedelta

import pytest

from simulator import Message, SimClock, SimError

from .conftest import Client, Office

KEYBOARD = {"inline_keyboard": [[{"text": "接受", "callback_data": "acc:1", "style": "success"}]]}


async def card(bot: Client, office: Office) -> Message:
    sent = await bot("sendMessage", chat_id=office.group.id, text="card", reply_markup=KEYBOARD)
    found = office.group.find(sent["message_id"])
    assert found is not None
    return found


async def test_a_press_reaches_the_bot_and_its_answer_the_presser(bot: Client, office: Office) -> None:
    press = office.world.press(office.li, await card(bot, office), "接受")
    query = (await bot.updates())[-1]["callback_query"]
    assert (query["data"], query["from"]["id"], query["message"]["text"]) == ("acc:1", office.li.id, "card")
    assert press.answer is None
    await bot("answerCallbackQuery", callback_query_id=query["id"], text="好", show_alert=True)
    answer = await press.answered()
    assert answer is not None
    assert (answer.text, answer.show_alert) == ("好", True)


async def test_a_query_is_answered_once_and_within_150_seconds(bot: Client, office: Office, clock: SimClock) -> None:
    message = await card(bot, office)
    old = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    one = office.world.press(office.li, message, "acc:1")
    await bot("answerCallbackQuery", callback_query_id=one.id)
    assert await bot.fails("answerCallbackQuery", callback_query_id=one.id) == old
    two = office.world.press(office.li, message, "acc:1")
    clock.advance(timedelta(seconds=151))
    assert await bot.fails("answerCallbackQuery", callback_query_id=two.id) == old
    assert await bot.fails("answerCallbackQuery", callback_query_id="77") == old


async def test_an_answer_has_at_most_200_characters(bot: Client, office: Office) -> None:
    press = office.world.press(office.li, await card(bot, office), "接受")
    answer = await bot.fails("answerCallbackQuery", callback_query_id=press.id, text="x" * 201)
    assert answer == "400 Bad Request: MESSAGE_TOO_LONG"


@pytest.mark.parametrize("how", ["deleted", "forgotten", "old"])
async def test_a_card_the_bot_cannot_reach_comes_as_inaccessible(
    bot: Client, office: Office, clock: SimClock, how: str
) -> None:
    message = await card(bot, office)
    if how == "deleted":
        office.world.delete_message(message)
    elif how == "forgotten":
        office.world.forget(message)
    else:
        clock.advance(timedelta(days=400))
    office.world.press(office.li, message, "接受")
    shown = (await bot.updates())[-1]["callback_query"]["message"]
    assert shown == {"chat": office.group.json(), "message_id": message.id, "date": 0}


async def test_only_buttons_that_are_there_can_be_pressed_unless_the_app_is_stale(bot: Client, office: Office) -> None:
    message = await card(bot, office)
    with pytest.raises(SimError, match="only \\['接受'\\]"):
        office.world.press(office.li, message, "拒绝")
    office.world.press(office.li, message, "dec:1", stale=True)
    assert (await bot.updates())[-1]["callback_query"]["data"] == "dec:1"


async def test_strangers_do_not_see_the_buttons_of_a_group(bot: Client, office: Office) -> None:
    message = await card(bot, office)
    with pytest.raises(SimError, match="does not see"):
        office.world.press(office.world.person("路人"), message, "接受")


async def test_a_start_link_button_opens_the_private_chat(bot: Client, office: Office) -> None:
    markup = {"inline_keyboard": [[{"text": "开始", "url": "https://t.me/duban_bot?start=join_1"}]]}
    sent = await bot("sendMessage", chat_id=office.group.id, text="x", reply_markup=markup)
    office.world.press(office.qian, office.group.index[sent["message_id"]], "开始")
    assert (await bot.updates())[-1]["message"]["text"] == "/start join_1"
    await bot("sendMessage", chat_id=office.qian.id, text="欢迎")


async def test_an_inline_query_is_answered(bot: Client, office: Office) -> None:
    ask = office.world.inline(office.li, "周报")
    query = (await bot.updates())[-1]["inline_query"]
    content = {"message_text": "x"}
    results = [{"type": "article", "id": "1", "title": "周报", "input_message_content": content}]
    await bot("answerInlineQuery", inline_query_id=query["id"], results=results)
    assert ask.results == results


async def test_picked_people_are_shared(bot: Client, office: Office) -> None:
    office.world.share_users(office.li, 7, [office.qian])
    shared = (await bot.updates())[-1]["message"]["users_shared"]
    assert (shared["request_id"], shared["users"][0]["user_id"]) == (7, office.qian.id)
