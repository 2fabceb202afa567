"""Sending, editing, replying, deleting: what comes back and what is refused."""

from datetime import timedelta

import pytest

from simulator import SimClock, Simulator

from .conftest import Client, Office


async def test_a_message_arrives_in_the_chat_and_is_not_sent_back(bot: Client, office: Office) -> None:
    sent = await bot("sendMessage", chat_id=office.li.id, text="你好")
    assert office.world.chat_messages(office.li.id, office.li)[-1].text == "你好"
    assert sent["from"]["is_bot"]
    assert await bot("getUpdates") == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [("  a\tb\x07 ", "a b"), ("a\u202eb\u2028c\r\nd", "abc\nd"), ("a\u2067b\u200fc", "a\u2067b\u200fc")],
)
async def test_the_server_cleans_texts(bot: Client, office: Office, text: str, kept: str) -> None:
    assert (await bot("sendMessage", chat_id=office.li.id, text=text))["text"] == kept


@pytest.mark.parametrize(("length", "fits"), [(4096, True), (4097, False)])
async def test_a_text_has_at_most_4096_units_after_parsing(
    bot: Client, office: Office, length: int, fits: bool
) -> None:
    params = {"chat_id": office.li.id, "text": f"<b>{'x' * length}</b>", "parse_mode": "HTML"}
    if fits:
        await bot("sendMessage", **params)
    else:
        assert await bot.fails("sendMessage", **params) == "400 Bad Request: message is too long"


async def test_emoji_count_double(bot: Client, office: Office) -> None:
    text = "😀" * 2049
    assert await bot.fails("sendMessage", chat_id=office.li.id, text=text) == "400 Bad Request: message is too long"


async def test_an_empty_text_is_refused(bot: Client, office: Office) -> None:
    assert await bot.fails("sendMessage", chat_id=office.li.id, text="") == "400 Bad Request: message text is empty"
    assert await bot.fails("sendMessage", chat_id=office.li.id, text=" \n") == "400 Bad Request: text must be non-empty"


async def test_lone_surrogates_are_refused(sim: Simulator, bot: Client, office: Office) -> None:
    raw = f'{{"chat_id": {office.li.id}, "text": "\\ud83d"}}'
    headers = {"content-type": "application/json"}
    answer = await bot.http.post(f"{sim.api_url}{sim.token}/sendMessage", content=raw, headers=headers)
    assert answer.json()["description"] == "Bad Request: strings must be encoded in UTF-8"


async def test_the_same_content_again_is_not_modified(bot: Client, office: Office) -> None:
    keyboard = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
    sent = await bot("sendMessage", chat_id=office.li.id, text="card", reply_markup=keyboard)
    place = {"chat_id": office.li.id, "message_id": sent["message_id"]}
    refusal = await bot.fails("editMessageText", **place, text="card", reply_markup=keyboard)
    assert refusal.startswith(
        "400 Bad Request: message is not modified: specified new message content and reply markup"
    )
    assert "edit_date" in await bot("editMessageText", **place, text="card")
    assert (await bot("editMessageText", **place, text="new"))["text"] == "new"
    assert (await bot.fails("editMessageReplyMarkup", **place)).startswith("400 Bad Request: message is not modified")


async def test_unpinning_all_and_reactions_of_the_bot(bot: Client, office: Office) -> None:
    said = office.world.send(office.li, None, "x")
    place = {"chat_id": office.li.id}
    await bot("pinChatMessage", **place, message_id=said.id)
    await bot("unpinAllChatMessages", **place)
    assert not said.pinned
    assert "message to unpin not found" in await bot.fails("unpinChatMessage", **place)
    await bot("setMessageReaction", **place, message_id=said.id, reaction=[{"type": "emoji", "emoji": "👍"}])
    assert said.reactions == {office.world.bot.id: ["👍"]}


async def test_explicit_entities_are_taken_instead_of_markup(bot: Client, office: Office) -> None:
    entities = [
        {"type": "bold", "offset": 2, "length": 2},
        {"type": "date_time", "offset": 5, "length": 2, "unix_time": 7},
    ]
    sent = await bot("sendMessage", chat_id=office.li.id, text="  ab c\u202ed", entities=entities)
    assert sent["text"] == "ab cd"
    assert [(e["type"], e["offset"], e["length"]) for e in sent["entities"]] == [("bold", 0, 2), ("date_time", 3, 1)]


async def test_mentions_by_id_become_people_or_plain_text(bot: Client, office: Office) -> None:
    html = f'<a href="tg://user?id={office.qian.id}">钱多多</a> <a href="tg://user?id=5">谁</a>'
    sent = await bot("sendMessage", chat_id=office.group.id, text=html, parse_mode="HTML")
    assert [(e["type"], e["user"]["id"]) for e in sent["entities"]] == [("text_mention", office.qian.id)]


async def test_only_the_html_parse_mode_is_simulated(sim: Simulator, bot: Client, office: Office) -> None:
    answer = await bot.fails("sendMessage", chat_id=office.li.id, text="x", parse_mode="MarkdownV2")
    assert answer.startswith("501")
    assert sim.problems
    answer = await bot.fails("sendMessage", chat_id=office.li.id, text="x", parse_mode="BBCode")
    assert answer == "400 Bad Request: unsupported parse_mode"


async def test_what_is_gone_cannot_be_edited(bot: Client, office: Office) -> None:
    sent = await bot("sendMessage", chat_id=office.li.id, text="x")
    office.world.delete_message(office.world.private(office.li).messages[-1])
    answer = await bot.fails("editMessageText", chat_id=office.li.id, message_id=sent["message_id"], text="y")
    assert answer == "400 Bad Request: message to edit not found"


async def test_other_peoples_messages_cannot_be_edited(bot: Client, office: Office) -> None:
    theirs = office.world.send(office.li, None, "mine")
    answer = await bot.fails("editMessageText", chat_id=office.li.id, message_id=theirs.id, text="y")
    assert answer == "400 Bad Request: message can't be edited"


async def test_a_reply_to_nothing_is_refused_unless_that_is_allowed(bot: Client, office: Office) -> None:
    place = {"chat_id": office.li.id, "text": "x"}
    answer = await bot.fails("sendMessage", **place, reply_parameters={"message_id": 999})
    assert answer == "400 Bad Request: message to be replied not found"
    sent = await bot("sendMessage", **place, reply_parameters={"message_id": 999, "allow_sending_without_reply": True})
    assert "reply_to_message" not in sent


async def test_a_reply_carries_the_message_replied_to_one_level_deep(bot: Client, office: Office) -> None:
    one = office.world.send(office.li, None, "one")
    two = office.world.send(office.li, None, "two", reply_to=one.id)
    office.world.send(office.li, None, "three", reply_to=two.id)
    last = (await bot.updates())[-1]["message"]
    assert last["reply_to_message"]["text"] == "two"
    assert "reply_to_message" not in last["reply_to_message"]


async def test_an_edit_by_a_person_comes_as_edited_message(bot: Client, office: Office) -> None:
    message = office.world.send(office.li, None, "60%")
    office.world.edit(office.li, message, "80%")
    update = (await bot.updates())[-1]
    assert update["edited_message"]["text"] == "80%"
    assert update["edited_message"]["message_id"] == message.id


async def test_an_album_comes_as_several_messages_with_one_group_id(bot: Client, office: Office) -> None:
    office.world.album(office.li, None, 3, "报告")
    messages = [u["message"] for u in await bot.updates()]
    assert len({m["media_group_id"] for m in messages}) == 1
    assert [m.get("caption") for m in messages] == ["报告", None, None]


async def test_a_forward_names_its_origin(bot: Client, office: Office) -> None:
    said = office.world.send(office.wang, office.group, "做这个")
    office.world.forward(office.li, said, None)
    message = (await bot.updates())[-1]["message"]
    assert message["forward_origin"]["sender_user"]["id"] == office.wang.id


async def test_the_bot_copies_and_forwards(bot: Client, office: Office) -> None:
    said = office.world.send(office.li, None, "原文")
    place = {"chat_id": office.group.id, "from_chat_id": office.li.id}
    copied = await bot("copyMessage", **place, message_id=said.id)
    assert office.group.find(copied["message_id"]).forward_name is None
    assert (await bot("forwardMessage", **place, message_id=said.id))["forward_origin"]["type"] == "user"
    assert len(await bot("copyMessages", **place, message_ids=[said.id, 999])) == 1
    answer = await bot.fails("copyMessage", **place, message_id=999)
    assert answer == "400 Bad Request: message to copy not found"


async def test_deleting_works_for_48_hours(bot: Client, office: Office, clock: SimClock) -> None:
    sent = await bot("sendMessage", chat_id=office.li.id, text="x")
    old = await bot("sendMessage", chat_id=office.li.id, text="y")
    place = {"chat_id": office.li.id}
    assert await bot("deleteMessage", **place, message_id=sent["message_id"])
    answer = await bot.fails("deleteMessage", **place, message_id=sent["message_id"])
    assert answer == "400 Bad Request: message to delete not found"
    clock.advance(timedelta(hours=49))
    answer = await bot.fails("deleteMessage", **place, message_id=old["message_id"])
    assert answer == "400 Bad Request: message can't be deleted for everyone"
    assert await bot("deleteMessages", **place, message_ids=[old["message_id"], 999])


async def test_pinning_needs_rights_in_a_group(bot: Client, office: Office) -> None:
    sent = await bot("sendMessage", chat_id=office.group.id, text="x")
    place = {"chat_id": office.group.id, "message_id": sent["message_id"]}
    assert "not enough rights" in await bot.fails("pinChatMessage", **place)
    office.world.promote(office.world.bot, office.group)
    assert await bot("pinChatMessage", **place)
    assert office.group.find(sent["message_id"]).pinned
    assert await bot("unpinChatMessage", **place)
    assert not office.group.find(sent["message_id"]).pinned


@pytest.mark.parametrize(
    ("button", "refusal"),
    [
        ({"text": "x", "callback_data": "я" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "x"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "x", "url": "not a link"}, "Wrong HTTP URL"),
        ({"text": " ", "callback_data": "x"}, "Text must be non-empty"),
    ],
)
async def test_impossible_buttons_are_refused(
    bot: Client, office: Office, button: dict[str, str], refusal: str
) -> None:
    markup = {"inline_keyboard": [[button]]}
    assert refusal in await bot.fails("sendMessage", chat_id=office.li.id, text="x", reply_markup=markup)


async def test_message_ids_are_counted_per_supergroup_and_shared_elsewhere(bot: Client, office: Office) -> None:
    basic = office.world.group("小组", members=[office.wang], type="group")
    office.world.add_bot(office.wang, basic)
    one = await bot("sendMessage", chat_id=office.li.id, text="x")
    two = await bot("sendMessage", chat_id=basic.id, text="x")
    three = await bot("sendMessage", chat_id=office.group.id, text="x")
    assert two["message_id"] == one["message_id"] + 1
    assert three["message_id"] == office.group.messages[-2].id + 1


async def test_mentions_of_people_without_a_name_count_in_utf16(bot: Client, office: Office) -> None:
    office.world.send(office.li, None, "/task 😀 钱多多 明天", mentions={"钱多多": office.qian})
    entities = (await bot.updates())[-1]["message"]["entities"]
    mention = next(e for e in entities if e["type"] == "text_mention")
    assert (mention["offset"], mention["length"], mention["user"]["id"]) == (9, 3, office.qian.id)
