"""Groups come, wait, move, are renamed and go; people leave them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from simulator.model import Chat
from tests.journeys.conftest import Words
from tests.stage import MONDAY, Stage, stage

TEAMS = "SELECT title, status FROM teams ORDER BY id"
TUESDAY = MONDAY + timedelta(days=1)


def own(s: Stage, group: Chat) -> list[str]:
    """What the bot said in a group."""
    return [m.text for m in s.messages(group) if m.sender is s.world.bot]


async def stranger_adds_the_bot(s: Stage, title: str = "外面的群") -> Chat:
    """A group of a stranger and Li, to which the stranger adds the bot."""
    group = s.world.group(title, members=[s.stranger, s.li])
    s.world.add_bot(s.stranger, group)
    await s.settle()
    return group


# -- who may bring the bot -------------------------------------------------------------------------------------------


async def test_added_by_a_stranger_the_bot_says_that_it_waits_and_asks_the_owner(office: Stage, words: Words) -> None:
    group = await stranger_adds_the_bot(office, "<b>群</b>\n&")
    asked = office.last(office.wang)
    assert asked.text == words("team-waiting", by="路人", team="<b>群</b> &")
    assert [b.text for b in asked.all_buttons()] == [words("button-team-approve"), words("button-team-refuse")]
    before = office.state()
    for who in (office.stranger, office.li):
        for text in (
            "/start@duban_bot",
            "/help",
            "/task @li 明天 提交报告",
            "/members",
            "/settings",
            "/lang en",
            "/digest",
        ):
            assert await office.say(who, group, text) == [], text
    assert own(office, group) == [words("team-pending")]
    assert office.state() == before


async def test_approved_by_the_owner_the_group_becomes_a_team(office: Stage, words: Words) -> None:
    group = await stranger_adds_the_bot(office)
    toast = await office.press(office.wang, office.last(office.wang), words("button-team-approve"))
    assert toast == words("team-approved", team="外面的群")
    assert own(office, group)[1:] == [words("join-team", team="外面的群", office="测试局")]
    assert office.rows(TEAMS) == [("综合部", "approved"), ("外面的群", "approved")]
    assert office.rows("SELECT count(*) FROM members WHERE telegram_id = ?", office.stranger.id) == [(0,)]
    assert await office.press(office.li, office.last(group), "加入") == words("joined", team="外面的群")


async def test_refused_by_the_owner_the_bot_says_no_more(office: Stage, words: Words) -> None:
    group = await stranger_adds_the_bot(office)
    asked = office.last(office.wang)
    assert await office.press(office.wang, asked, words("button-team-refuse")) == words("team-refused", team="外面的群")
    before = office.state()
    decided = words("refuse-team-decided", team="外面的群")
    for answer in ("g:2:yes", "g:2:no"):
        assert await office.press(office.wang, asked, answer, stale=True) == decided
    assert await office.say(office.stranger, group, "/help") == []
    assert own(office, group) == [words("team-pending")]
    assert office.state() == before


async def test_only_an_owner_decides_about_a_group(office: Stage, words: Words) -> None:
    await stranger_adds_the_bot(office)
    before = office.state()
    for who in (office.zhou, office.li):
        for data in ("g:2:yes", "g:2:no", "g:99:yes"):
            assert await office.press(who, office.last(who), data, stale=True) == words("refuse-managers-only")
    assert office.state() == before


async def test_the_owner_and_an_office_wide_leader_bring_the_bot_without_being_asked(office: Stage) -> None:
    await office.say(office.wang, None, "/role @zhou leader")
    for who, title in ((office.wang, "甲"), (office.zhou, "乙")):
        group = office.world.group(title, members=[who])
        office.world.add_by_link(who, group, "team")
        await office.settle()
        assert len(own(office, group)) >= 1
    assert office.rows(TEAMS) == [("综合部", "approved"), ("甲", "approved"), ("乙", "approved")]
    assert office.rows("SELECT role FROM memberships WHERE team_id = 3") == [("leader",)]


async def test_brought_again_by_a_stranger_after_a_refusal_the_owner_is_asked_again(
    office: Stage, words: Words
) -> None:
    group = await stranger_adds_the_bot(office)
    await office.press(office.wang, office.last(office.wang), words("button-team-refuse"))
    office.world.remove_bot(office.stranger, group)
    await office.settle()
    stood = len(office.messages(office.wang))
    office.world.add_bot(office.stranger, group)
    await office.settle()
    assert len(office.messages(office.wang)) == stood + 1
    await office.press(office.wang, office.last(office.wang), words("button-team-approve"))
    assert own(office, group)[-1] == words("join-team", team="外面的群", office="测试局")


# -- leaving ---------------------------------------------------------------------------------------------------------


async def test_removed_from_a_group_the_team_is_archived_and_its_tasks_stay(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    office.world.remove_bot(office.wang, office.group)
    await office.settle()
    assert office.texts(office.wang)[-1] == words("notice-team-removed", team="综合部", count=1)
    assert office.rows(TEAMS) == [("综合部", "archived")]
    assert office.rows("SELECT status FROM tasks") == [("assigned",)]
    asked = len(office.sim.journal)
    await office.press(office.li, office.card(office.li, 1), "签收")
    await office.pass_time(timedelta(days=2))
    tried = [e for e in office.sim.journal[asked:] if str(e["params"].get("chat_id")) == str(office.group.id)]
    assert tried == [], "nothing more is tried in that group"
    assert any("#1" in t for t in office.texts(office.li)[-3:]), "the lead is still reminded"


async def test_brought_back_by_the_owner_the_team_is_the_same_team(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    office.world.remove_bot(office.wang, office.group)
    await office.settle()
    office.world.add_bot(office.wang, office.group)
    await office.settle()
    assert office.rows(TEAMS) == [("综合部", "approved")]
    assert "#1" in (await office.say(office.wang, office.group, "/team"))[0].text
    await office.pass_time(TUESDAY.replace(hour=8, minute=30))
    assert "日报" in own(office, office.group)[-1]


async def test_a_deleted_group_is_archived_at_the_first_try(office: Stage, faults_expected: list[str]) -> None:
    faults_expected.append("outbox")
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    office.world.delete_group(office.group)
    await office.press(office.li, office.card(office.li, 1), "签收")
    asked = len(office.sim.journal)
    await office.pass_time(timedelta(days=2))
    assert office.rows(TEAMS) == [("综合部", "archived")]
    assert [e for e in office.sim.journal[asked:] if str(e["params"].get("chat_id")) == str(office.group.id)] == []


async def test_when_somebody_with_open_tasks_leaves_the_owner_is_told(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    office.world.leave(office.li, office.group)
    await office.settle()
    title = words("left-work-team", name="李明", team="综合部", n=1)
    assert office.texts(office.wang)[-1].startswith(title)
    assert "李明" not in (await office.say(office.wang, office.group, "/members"))[0].text
    await office.press(office.li, office.card(office.li, 1), "签收")
    assert office.rows("SELECT status FROM tasks") == [("active",)], "the task is still theirs"


async def test_a_supervisor_who_left_the_group_gives_no_more_orders_there(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    office.world.leave(office.zhou, office.group)
    await office.settle()
    before = office.state()
    assert [m.text for m in await office.say(office.zhou, None, "/task @li 明天 再交一份")] == [
        words("refuse-assign-right")
    ]
    assert [m.text for m in await office.say(office.zhou, None, "/show 1")] == [words("refuse-not-found", number=1)]
    assert office.state() == before
    assert not office.texts(office.wang)[-1].startswith(words("left-work-team", name="周秘书", team="综合部", n=0))


async def test_a_leader_who_left_still_gets_the_answer_to_what_they_asked(office: Stage) -> None:
    await office.say(office.wang, office.group, "/role @zhou leader")
    await office.say(office.zhou, office.group, "/task @li 明天下班前 提交报告")
    office.world.leave(office.zhou, office.group)
    await office.settle()
    await office.say(office.li, None, "/done 1 好了")
    assert "好了" in office.last(office.zhou).text
    await office.press(office.zhou, office.last(office.zhou), "t:approve:1")
    await office.press(office.zhou, office.last(office.zhou), "t:rate:1:5")
    assert office.rows("SELECT status FROM tasks") == [("done",)]


# -- names and ids ---------------------------------------------------------------------------------------------------


async def test_a_renamed_group_is_called_by_its_new_name(office: Stage) -> None:
    office.world.retitle(office.wang, office.group, "综合\n与 <督办> 部")
    await office.settle()
    assert office.rows(TEAMS) == [("综合 与 <督办> 部", "approved")]
    said = await office.say(office.wang, office.group, "/settings")
    assert "综合 与 <督办> 部" in said[0].text.splitlines()[0]


async def a_basic_group(s: Stage) -> Chat:
    """A group with Wang and Li that can become a supergroup, and task 1 in it."""
    group = s.world.group("小组", members=[s.wang, s.li], creator=s.wang, type="group")
    s.world.add_bot(s.wang, group)
    await s.settle()
    await s.press(s.li, s.last(group), "加入")
    await s.say(s.wang, group, "/task @li 明天下班前 提交报告")
    return group


def asked_of(s: Stage, chat: Chat, since: int) -> list[str]:
    """The requests to a chat after entry `since` of the journal, but for those Telegram refused because it moved."""
    found = [e for e in s.sim.journal.after(since) if str(e["params"].get("chat_id")) == str(chat.id)]
    return [e["method"] for e in found]


async def test_a_group_that_tells_it_became_a_supergroup_is_never_called_by_its_old_id(office: Stage) -> None:
    group = await a_basic_group(office)
    new = office.world.upgrade_to_supergroup(group)
    await office.settle()
    since = office.sim.journal.recorded
    await goes_on_in(office, new)
    assert asked_of(office, group, since) == []


async def goes_on_in(s: Stage, new: Chat) -> None:
    """The task lives on in the new chat: one card there, kept up to date; the digest comes; commands work."""
    await s.press(s.li, s.card(s.li, 1), "签收")
    await s.say(s.li, None, "60% 在写", reply_to=s.card(s.li, 1).id)
    cards = [m for m in s.messages(new) if m.sender is s.world.bot and "#1" in m.text]
    assert len(cards) == 1
    assert "60%" in cards[0].text
    assert "#1" in (await s.say(s.wang, new, "/team"))[0].text
    await s.pass_time(TUESDAY.replace(hour=8, minute=35))
    assert sum("日报" in t for t in own(s, new)) == 1
    assert s.rows("SELECT chat_id, status FROM teams WHERE title = '小组'") == [(new.id, "approved")]


async def test_a_group_that_moved_in_silence_is_found_by_the_error(office: Stage) -> None:
    group = await a_basic_group(office)
    new = office.world.upgrade_to_supergroup(group, tell=False)
    since = office.sim.journal.recorded
    await goes_on_in(office, new)
    assert len(asked_of(office, group, since)) == 1, "the old id is tried once"


async def test_an_answer_on_its_way_when_the_group_moves_arrives_once(office: Stage) -> None:
    group = await a_basic_group(office)
    since = office.sim.journal.recorded
    office.world.send(office.wang, group, "/team")
    new = office.world.upgrade_to_supergroup(group)
    await office.settle()
    assert sum("#1" in t for t in own(office, new)) == 1
    assert len(asked_of(office, group, since)) <= 1
    since = office.sim.journal.recorded
    await office.press(office.li, office.card(office.li, 1), "签收")
    assert asked_of(office, group, since) == []


async def test_hearing_twice_that_a_group_moved_changes_nothing(office: Stage) -> None:
    group = await a_basic_group(office)
    new = office.world.upgrade_to_supergroup(group, tell=False)
    await office.press(office.li, office.card(office.li, 1), "签收")
    before, stood = office.rows("SELECT * FROM teams"), len(own(office, new))
    date = int(office.clock.now().timestamp())
    for _ in range(2):
        moved = {"message_id": 900, "date": date, "chat": group.json(), "from": office.wang.json()}
        office.world.raw_update({"message": moved | {"migrate_to_chat_id": new.id}})
        arrived = {"message_id": 1, "date": date, "chat": new.json(), "from": office.wang.json()}
        office.world.raw_update({"message": arrived | {"migrate_from_chat_id": group.id}})
    await office.settle()
    assert office.rows("SELECT * FROM teams") == before
    assert len(own(office, new)) == stood


async def test_a_question_asked_in_a_group_survives_its_move(office: Stage) -> None:
    group = await a_basic_group(office)
    await office.say(office.wang, group, "/task")
    new = office.world.upgrade_to_supergroup(group)
    await office.settle()
    ((draft,),) = office.rows("SELECT id FROM drafts")
    assert await office.press(office.wang, office.last(office.wang), f"d:{draft}:person:3", stale=True) == ""
    assert office.rows("SELECT chat_id FROM drafts") == [(new.id,)]


# -- topics ----------------------------------------------------------------------------------------------------------


async def test_in_a_forum_the_bot_answers_in_the_topic_it_was_asked_in(office: Stage) -> None:
    forum = office.world.group("论坛", members=[office.wang, office.li], creator=office.wang, forum=True)
    office.world.add_bot(office.wang, forum)
    topic = office.world.topic(forum, "报告")
    await office.settle()
    await office.press(office.li, office.last(forum), "加入")
    office.world.send(office.wang, forum, "/task @li 明天下班前 提交报告", thread=topic.id)
    await office.settle()
    assert office.card(forum, 1).thread == topic.id
    assert office.rows("SELECT title FROM tasks") == [("提交报告",)], "the head of a topic is no quoted order"


async def test_the_digest_comes_to_the_topic_it_was_told_to(office: Stage, words: Words) -> None:
    forum = office.world.group("论坛", members=[office.wang, office.li], creator=office.wang, forum=True)
    office.world.add_bot(office.wang, forum)
    topic = office.world.topic(forum, "督办")
    await office.settle()
    await office.press(office.li, office.last(forum), "加入")
    office.world.send(office.wang, forum, "/topic", thread=topic.id)
    await office.settle()
    assert office.last(forum).text == words("topic-set")
    await office.say(office.wang, forum, "/task @li 明天下班前 提交报告")
    await office.pass_time(timedelta(days=1))
    digests = [m for m in office.messages(forum) if "日报" in m.text and m.text != words("topic-set")]
    assert [m.thread for m in digests] == [topic.id]
    office.world.send(office.wang, forum, "/topic 日报", thread=topic.id)
    await office.settle()
    assert office.last(forum).text == words("refuse-topic-usage")
    await office.say(office.wang, forum, "/settings")
    assert words("settings-topic") in office.last(forum).text
    office.world.send(office.wang, forum, "/topic off", thread=topic.id)
    await office.settle()
    assert office.last(forum).text == words("topic-none")
    assert office.rows("SELECT thread_id FROM teams WHERE title = '论坛'") == [(None,)]


@pytest.mark.parametrize("admin", [False, True])
async def test_a_person_who_is_there_already_joins_once(office: Stage, words: Words, admin: bool) -> None:
    joining = office.messages(office.group)[1]
    before = office.state()
    who = office.wang if admin else office.li
    assert await office.press(who, joining, "加入") == words("joined-already", team="综合部")
    assert office.state() == before


async def test_a_group_has_one_card_that_lives(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 周五下班前 提交报告")
    first = office.card(office.group, 1)
    [second] = await office.say(office.zhao, office.group, "/show 1")
    assert first.text == words("card-moved", number=1)
    [link] = first.all_buttons()
    assert link.url.endswith(f"/{second.id}")
    await office.press(office.li, second, "t:accept:1")
    assert words("status-active") in second.text
    assert first.text == words("card-moved", number=1)
    await office.say(office.li, office.group, "60% 在办", reply_to=first.id)
    assert office.rows("SELECT percent FROM tasks") == [(60,)]
    office.world.delete_message(second)
    stood = len(office.messages(office.group))
    await office.say(office.li, office.group, "70%", reply_to=first.id)
    assert [m for m in office.messages(office.group)[stood:] if m.buttons and "#1" in m.text], "the card is there again"


_WORDS_OF_A_COLLEAGUE = {
    "zh-Hans": ("打印机坏了，周五前要修好", "@li 请办"),
    "zh-Hant": ("影印機壞了，週五前要修好", "@li 請處理"),
    "en": ("The printer must be mended by Friday", "@li please"),
}


@pytest.mark.parametrize("language", list(_WORDS_OF_A_COLLEAGUE))
async def test_a_name_alone_in_reply_to_words_offers_them_as_a_task_of_who_may_give_it(
    language: str, tmp_path: Path
) -> None:
    said, please = _WORDS_OF_A_COLLEAGUE[language]
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        s.world.promote(s.world.bot, s.group)
        await s.say(s.zhao, s.group, said)
        source = s.messages(s.group)[-1].id
        for who, words in ((s.li, "@zhou"), (s.wang, "@zhao"), (s.wang, "@li 看看这个好笑吗"), (s.wang, "@nobody")):
            assert await s.say(who, s.group, words, reply_to=source) == [], words
        assert await s.say(s.wang, s.group, "@li") == [], "in reply to nothing"
        for words in ("@li", please):
            [offered] = await s.say(s.wang, s.group, words, reply_to=source)
            assert "李明" in offered.text
            assert not s.rows("SELECT id FROM tasks")
        await s.press(s.wang, offered, Words(language)("button-confirm"))
        assert s.rows("SELECT COUNT(*) FROM tasks") == [(1,)]
