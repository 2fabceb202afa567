"""Privacy mode, membership, migration, topics, and who may be written to."""

import pytest

from simulator import SimError, Simulator

from .conftest import Client, Office


async def test_in_privacy_mode_the_bot_sees_commands_replies_and_service_messages_only(
    bot: Client, office: Office
) -> None:
    sent = await bot("sendMessage", chat_id=office.group.id, text="card")
    world, group = office.world, office.group
    chatter = world.send(office.li, group, "早上好 @duban_bot")
    world.send(office.li, group, "/task@DUBAN_BOT 写报告")
    world.send(office.li, group, "/done")
    world.send(office.li, group, "/done@other_bot")
    world.send(office.qian, group, "嗯", reply_to=chatter.id)
    world.send(office.qian, group, "60%", reply_to=sent["message_id"])
    world.retitle(office.wang, group, "综合处")
    texts = [u["message"].get("text") or u["message"]["new_chat_title"] for u in await bot.updates()]
    assert texts == ["/task@DUBAN_BOT 写报告", "/done", "60%", "综合处"]


@pytest.mark.parametrize("how", ["admin", "privacy off"])
async def test_an_administrator_or_a_bot_without_privacy_sees_everything(bot: Client, office: Office, how: str) -> None:
    if how == "admin":
        office.world.promote(office.world.bot, office.group)
    else:
        office.world.privacy_mode = False
    office.world.send(office.li, office.group, "早上好")
    assert (await bot.updates())[-1]["message"]["text"] == "早上好"


async def test_other_bots_are_never_heard(bot: Client, office: Office) -> None:
    other = office.world.person("机器人", username="other_bot", is_bot=True)
    office.world.join(other, office.group)
    await bot.updates()
    office.world.privacy_mode = False
    office.world.send(other, office.group, "/task @li x")
    assert await bot.updates() == []


async def test_adding_the_bot_comes_as_membership_and_as_message(bot: Client, office: Office) -> None:
    new = office.world.group("新组", members=[office.wang], type="group")
    office.world.send(office.wang, new, "unheard")
    office.world.add_bot(office.wang, new)
    first, second = await bot.updates()
    assert first["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert second["message"]["new_chat_members"][0]["is_bot"]


async def test_a_startgroup_link_adds_the_bot_and_sends_start(bot: Client, office: Office) -> None:
    new = office.world.group("新组", members=[office.wang])
    office.world.add_by_link(office.wang, new, "abc")
    assert (await bot.updates())[-1]["message"]["text"] == "/start@duban_bot abc"


async def test_members_come_and_go_with_service_messages(bot: Client, office: Office) -> None:
    zhao = office.world.person("赵倩", username="zhao")
    office.world.join(zhao, office.group, by=office.wang)
    office.world.leave(zhao, office.group)
    joined, left = (u["message"] for u in await bot.updates())
    assert (joined["from"]["id"], joined["new_chat_members"][0]["id"]) == (office.wang.id, zhao.id)
    assert left["left_chat_member"]["id"] == zhao.id


async def test_chat_member_comes_to_administrators_who_ask_for_it(bot: Client, office: Office) -> None:
    await bot.updates(allowed_updates=["message", "chat_member"])
    zhao = office.world.person("赵倩")
    office.world.join(zhao, office.group)
    assert await bot.kinds() == ["message"]
    office.world.promote(office.world.bot, office.group)
    office.world.leave(zhao, office.group)
    assert await bot.kinds() == ["chat_member", "message"]


async def test_reactions_come_to_administrators_who_ask_for_them(bot: Client, office: Office) -> None:
    await bot.updates(allowed_updates=["message_reaction"])
    message = office.world.send(office.li, office.group, "x")
    office.world.react(office.wang, message, "👍")
    office.world.promote(office.world.bot, office.group)
    office.world.react(office.wang, message, "🎉")
    (update,) = await bot.updates()
    assert update["message_reaction"]["old_reaction"][0]["emoji"] == "👍"
    assert update["message_reaction"]["new_reaction"][0]["emoji"] == "🎉"


async def test_who_cannot_be_reached_is_told_apart(bot: Client, office: Office) -> None:
    world = office.world
    stranger = world.person("路人")
    assert await bot.fails("sendMessage", chat_id=stranger.id, text="x") == "400 Bad Request: chat not found"
    answer = await bot.fails("sendMessage", chat_id=office.qian.id, text="x")
    assert answer == "403 Forbidden: bot can't initiate conversation with a user"
    world.block(office.li)
    assert (
        await bot.fails("sendMessage", chat_id=office.li.id, text="x") == "403 Forbidden: bot was blocked by the user"
    )
    world.start(office.li)
    await bot("sendMessage", chat_id=office.li.id, text="again")
    world.deactivate(office.li)
    assert await bot.fails("sendMessage", chat_id=office.li.id, text="x") == "403 Forbidden: user is deactivated"


async def test_blocking_and_unblocking_come_as_membership(bot: Client, office: Office) -> None:
    office.world.block(office.li)
    office.world.unblock(office.li)
    statuses = [u["my_chat_member"]["new_chat_member"]["status"] for u in await bot.updates()]
    assert statuses == ["kicked", "member"]


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_groups_that_are_lost_say_why(bot: Client, office: Office, kind: str) -> None:
    world = office.world
    group = world.group("甲", members=[office.wang], type=kind)
    assert await bot.fails("sendMessage", chat_id=group.id, text="x") == "400 Bad Request: chat not found"
    world.add_bot(office.wang, group)
    world.remove_bot(office.wang, group)
    answer = await bot.fails("sendMessage", chat_id=group.id, text="x")
    assert answer == f"403 Forbidden: bot was kicked from the {kind} chat"
    world.add_bot(office.wang, group)
    await bot("leaveChat", chat_id=group.id)
    answer = await bot.fails("sendMessage", chat_id=group.id, text="x")
    assert answer == f"403 Forbidden: bot is not a member of the {kind} chat"
    world.add_bot(office.wang, group)
    world.delete_group(group)
    assert await bot.fails("sendMessage", chat_id=group.id, text="x") == "403 Forbidden: the group chat was deleted"


async def test_a_silenced_bot_may_not_write(bot: Client, office: Office) -> None:
    office.world.restrict_bot(office.group, can_send=False)
    answer = await bot.fails("sendMessage", chat_id=office.group.id, text="x")
    assert answer == "400 Bad Request: not enough rights to send text messages to the chat"
    office.world.restrict_bot(office.group, can_send=True)
    await bot("sendMessage", chat_id=office.group.id, text="x")


async def test_an_upgraded_group_has_a_new_id_and_says_so(bot: Client, office: Office) -> None:
    old = office.world.group("小组", members=[office.wang], type="group")
    office.world.add_bot(office.wang, old)
    await bot.updates()
    new = office.world.upgrade_to_supergroup(old)
    to, origin = (u["message"] for u in await bot.updates())
    assert (to["chat"]["id"], to["migrate_to_chat_id"]) == (old.id, new.id)
    assert (origin["chat"]["id"], origin["migrate_from_chat_id"]) == (new.id, old.id)
    body = (await bot.raw("sendMessage", chat_id=old.id, text="x")).json()
    assert body["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert body["parameters"] == {"migrate_to_chat_id": new.id}
    await bot("sendMessage", chat_id=new.id, text="x")


async def test_topics_have_threads_until_they_are_deleted(bot: Client, office: Office) -> None:
    world = office.world
    forum = world.group("论坛", members=[office.wang], forum=True)
    world.add_bot(office.wang, forum, admin=True)
    topic = world.topic(forum, "周报")
    world.send(office.wang, forum, "x", thread=topic.id)
    message = (await bot.updates())[-1]["message"]
    assert (message["message_thread_id"], message["is_topic_message"]) == (topic.id, True)
    assert "forum_topic_created" in message["reply_to_message"]
    sent = await bot("sendMessage", chat_id=forum.id, text="y", message_thread_id=topic.id)
    assert sent["message_thread_id"] == topic.id
    answered = await bot("sendMessage", chat_id=forum.id, text="z", reply_parameters={"message_id": sent["message_id"]})
    assert answered["message_thread_id"] == topic.id
    world.delete_topic(forum, topic)
    for thread in (topic.id, 1):
        answer = await bot.fails("sendMessage", chat_id=forum.id, text="y", message_thread_id=thread)
        assert answer == "400 Bad Request: message thread not found"


async def test_a_closed_topic_takes_messages_of_administrators_only(bot: Client, office: Office) -> None:
    forum = office.world.group("论坛", members=[office.wang], forum=True)
    office.world.add_bot(office.wang, forum)
    topic = office.world.topic(forum, "周报")
    office.world.close_topic(forum, topic)
    answer = await bot.fails("sendMessage", chat_id=forum.id, text="y", message_thread_id=topic.id)
    assert answer == "400 Bad Request: TOPIC_CLOSED"


async def test_an_administrating_bot_manages_topics(bot: Client, office: Office) -> None:
    forum = office.world.group("论坛", members=[office.wang], forum=True)
    office.world.add_bot(office.wang, forum, admin=True)
    made = await bot("createForumTopic", chat_id=forum.id, name="周报")
    place = {"chat_id": forum.id, "message_thread_id": made["message_thread_id"]}
    assert await bot("editForumTopic", **place, name="月报")
    assert await bot("closeForumTopic", **place)
    assert await bot("reopenForumTopic", **place)
    topic = forum.topics[made["message_thread_id"]]
    assert (topic.name, topic.closed) == ("月报", False)
    assert await bot("deleteForumTopic", **place)
    assert await bot.fails("closeForumTopic", **place) == "400 Bad Request: TOPIC_ID_INVALID"
    place["chat_id"] = office.group.id
    assert "not enough rights" in await bot.fails("deleteForumTopic", **place)
    office.world.promote(office.world.bot, office.group)
    assert await bot.fails("deleteForumTopic", **place) == "400 Bad Request: the chat is not a forum"


async def test_private_chats_have_topics_where_the_bot_has_them(bot: Client, office: Office) -> None:
    world, wang = office.world, office.wang
    world.start(wang, "")
    assert await bot.fails("createForumTopic", chat_id=wang.id, name="#1") == "400 Bad Request: the chat is not a forum"
    assert not (await bot("getMe"))["has_topics_enabled"]
    world.have_private_topics()
    assert (await bot("getMe"))["has_topics_enabled"]
    made = await bot("createForumTopic", chat_id=wang.id, name="#1")
    place = {"chat_id": wang.id, "message_thread_id": made["message_thread_id"]}
    sent = await bot("sendMessage", **place, text="y")
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (made["message_thread_id"], True)
    world.send(wang, None, "x", thread=made["message_thread_id"])
    message = (await bot.updates())[-1]["message"]
    assert (message["message_thread_id"], message["is_topic_message"]) == (made["message_thread_id"], True)
    assert await bot("editForumTopic", **place, name="#1 x")
    topic = world.private(wang).topics[made["message_thread_id"]]
    assert topic.name == "#1 x"
    world.delete_topic(world.private(wang), topic)
    assert await bot.fails("sendMessage", **place, text="y") == "400 Bad Request: message thread not found"


async def test_groups_with_a_public_name_are_found_by_it(bot: Client, office: Office) -> None:
    office.group.username = "office"
    await bot("sendMessage", chat_id="@Office", text="x")
    assert await bot.fails("sendMessage", chat_id="@nobody", text="x") == "400 Bad Request: chat not found"
    assert await bot.fails("sendMessage", chat_id="@wang", text="x") == "400 Bad Request: chat not found"


async def test_a_name_can_pass_to_somebody_else(bot: Client, office: Office) -> None:
    office.world.rename(office.li, first_name="李大明", username="")
    sun = office.world.person("孙立", username="li")
    office.world.start(sun)
    assert (await bot.updates())[-1]["message"]["from"]["username"] == "li"
    office.world.start(office.li)
    assert "username" not in (await bot.updates())[-1]["message"]["from"]


async def test_those_who_are_not_people_bear_their_known_ids(bot: Client, office: Office) -> None:
    world, group = office.world, office.group
    channel = world.channel("公告")
    world.promote(world.bot, group)
    await bot.updates()
    world.anonymous_send(group, "/task @li x")
    world.channel_send(group, "hello", channel)
    world.channel_send(group, "post", channel, linked=True)
    messages = [u["message"] for u in await bot.updates()]
    assert [m["from"]["id"] for m in messages] == [1087968824, 136817688, 777000]
    assert messages[0]["sender_chat"]["id"] == group.id
    assert messages[2]["is_automatic_forward"]


async def test_a_channel_post_has_no_sender(bot: Client, office: Office) -> None:
    channel = office.world.channel("公告")
    office.world.add_bot(office.wang, channel)
    office.world.channel_post(channel, "hello")
    assert "from" not in (await bot.updates())[-1]["channel_post"]


async def test_members_and_administrators_can_be_asked_for(bot: Client, office: Office) -> None:
    place = {"chat_id": office.group.id}
    assert (await bot("getChatMember", **place, user_id=office.wang.id))["status"] == "creator"
    assert (await bot("getChatMember", **place, user_id=office.li.id))["status"] == "member"
    assert (await bot("getChatMember", **place, user_id=office.world.bot.id))["status"] == "member"
    assert [m["user"]["id"] for m in await bot("getChatAdministrators", **place)] == [office.wang.id]
    assert await bot("getChatMemberCount", **place) == 4
    assert (await bot("getChat", **place))["title"] == "综合部"
    assert await bot.fails("getChatMember", **place, user_id=5) == "400 Bad Request: user not found"


async def test_a_member_tag_needs_an_administrator(bot: Client, office: Office) -> None:
    params = {"chat_id": office.group.id, "user_id": office.li.id, "tag": "A角"}
    assert "not enough rights" in await bot.fails("setChatMemberTag", **params)
    office.world.promote(office.world.bot, office.group)
    assert await bot("setChatMemberTag", **params)
    assert (await bot("getChatMember", chat_id=office.group.id, user_id=office.li.id))["tag"] == "A角"


async def test_people_can_only_do_what_an_app_would_let_them(sim: Simulator, office: Office) -> None:
    zhao = office.world.person("赵倩")
    with pytest.raises(SimError, match="cannot write"):
        office.world.send(zhao, office.group, "x")
    with pytest.raises(SimError, match="one's own"):
        office.world.edit(zhao, office.group.messages[-1], "x")
    with pytest.raises(SimError, match="start link"):
        office.world.start(zhao, "x" * 65)
    with pytest.raises(SimError, match="nothing to send"):
        office.world.send(office.li, None, "  ")
    office.world.block(office.li)
    with pytest.raises(SimError, match="blocked"):
        office.world.send(office.li, None, "x")
