"""The bot may not write in a group, a task lives in a topic, a topic is deleted: everybody hears what they must."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from simulator.model import Chat, Topic
from tests.journeys.conftest import Words
from tests.journeys.test_groups import own
from tests.stage import MONDAY, Stage, stage


def heard(s: Stage, who: object, part: str) -> int:
    """How many messages hold these words."""
    return sum(part in text for text in s.texts(who))


async def test_what_a_silenced_group_should_have_heard_goes_to_its_managers_and_comes_back(
    office: Stage, words: Words
) -> None:
    await office.say(office.wang, office.group, "/role @zhao leader")
    await office.say(office.wang, office.group, "/task @li 明天下班前 交周报")
    office.world.restrict_bot(office.group)
    await office.settle()
    told = words("notice-team-silenced", team="综合部")
    for who in (office.wang, office.zhao):
        assert heard(office, who, told) == 1
    assert heard(office, office.li, told) == 0
    stood = len(own(office, office.group))
    await office.pass_time(MONDAY + timedelta(days=7))
    assert len(own(office, office.group)) == stood
    for who in (office.wang, office.zhao):
        assert heard(office, who, "督办日报") >= 3
        assert heard(office, who, words("digest-relayed", team="综合部")) >= 3
        assert heard(office, who, told) == 1, "told once"
    relayed = office.rows(
        "SELECT DISTINCT member_id FROM outbox WHERE key LIKE 'relay:%' AND kind = 'reminder' ORDER BY 1"
    )
    assert relayed == [(1,), (4,)], "the group's escalation goes to its managers"
    assert heard(office, office.li, "督办日报") == 0
    office.world.restrict_bot(office.group, can_send=True)
    await office.settle()
    assert heard(office, office.wang, words("notice-team-speaks-again", team="综合部")) == 1
    before = heard(office, office.wang, "督办日报")
    await office.pass_time(MONDAY + timedelta(days=8))
    assert "督办日报" in "\n".join(own(office, office.group)[stood:])
    assert heard(office, office.wang, "督办日报") == before


async def test_whoever_speaks_in_a_silenced_group_is_answered_in_private(office: Stage) -> None:
    office.world.restrict_bot(office.group)
    await office.settle()
    await office.say(office.wang, office.group, "/task @li 明天下班前 交周报")
    assert "承办 李明" in office.last(office.wang).text
    await office.say(office.li, office.group, "/team")
    assert "#1" in office.last(office.li).text


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
async def test_who_never_opened_the_private_chat_and_asks_in_a_silenced_group_is_answered_once_they_do(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        sun = s.world.person("孙悦", username="sun", language_code=s.li.language_code)
        s.world.join(sun, s.group)
        await s.settle()
        await s.press(sun, next(m for m in s.messages(s.group) if any(b.data == "j:1" for b in m.all_buttons())), "j:1")
        await s.say(s.wang, s.group, "/task @sun 周五下班前 交周报")
        s.world.restrict_bot(s.group)
        await s.settle()
        told = words("notice-unanswered", team="综合部", who="孙悦")
        for _ in range(2):
            await s.say(sun, s.group, "/report 1 40% 在办")
            await s.say(sun, s.group, "/team")
        await s.say(sun, s.group, "/history 1")
        assert [heard(s, who, told) for who in (s.wang, s.zhou, s.li)] == [1, 0, 0], "once, whoever can help"
        assert s.rows("SELECT count(*) > 0 FROM history WHERE name = 'undelivered' AND data LIKE '%nothing%'") == [(1,)]
        assert s.rows("SELECT count(*) > 0 FROM outbox WHERE state = 'parked' AND kind = 'task-history'") == [(1,)]
        s.world.start(sun, "hello")
        await s.settle()
        assert heard(s, sun, "#1") >= 2, "the answers were kept"


async def test_silence_that_nobody_announced_is_found_at_the_first_refusal_and_over_at_the_first_success(
    office: Stage, words: Words
) -> None:
    member = office.group.member(office.world.bot.id)
    member.can_send = False
    await office.pass_time(MONDAY + timedelta(days=3))
    await office.say(office.wang, office.group, "/digest")
    await office.pass_time(MONDAY + timedelta(days=4))
    assert heard(office, office.wang, words("notice-team-silenced", team="综合部")) == 1
    member.can_send = True
    await office.say(office.wang, office.group, "/task @li 明天下班前 交周报")
    assert heard(office, office.wang, words("notice-team-speaks-again", team="综合部")) == 1


async def a_forum(s: Stage) -> tuple[Chat, Topic]:
    """A forum of Wang and Li with a topic in which task 1 was given."""
    forum = s.world.group("论坛", members=[s.wang, s.li], creator=s.wang, forum=True)
    s.world.add_bot(s.wang, forum)
    topic = s.world.topic(forum, "报告")
    await s.settle()
    await s.press(s.li, s.last(forum), "加入")
    s.world.send(s.wang, forum, "/task @li 今天17:00前 交周报 !特急", thread=topic.id)
    await s.settle()
    return forum, topic


async def test_a_task_given_in_a_topic_speaks_there_escalations_too(office: Stage) -> None:
    forum, topic = await a_forum(office)
    stood = len(office.messages(forum))
    await office.pass_time(MONDAY + timedelta(days=6))
    said = [m for m in office.messages(forum)[stood:] if "#1" in m.text and "日报" not in m.text]
    assert said
    assert {m.thread for m in said} == {topic.id}
    card = next(m for m in office.messages(forum) if "承办" in m.text)
    office.world.delete_message(card)
    await office.say(office.li, None, "50%", reply_to=office.card(office.li, 1).id)
    new = [m for m in office.messages(forum) if "承办" in m.text][-1]
    assert new.thread == topic.id, "a card that is sent anew stands in the topic too"


async def test_a_deleted_topic_costs_one_call_and_the_managers_are_told_once(office: Stage, words: Words) -> None:
    forum, topic = await a_forum(office)
    office.world.delete_topic(forum, topic)
    since = office.sim.journal.recorded
    await office.pass_time(MONDAY + timedelta(days=6))
    asked = [e for e in office.sim.journal.after(since) if e["params"].get("message_thread_id") == topic.id]
    assert len(asked) == 1
    assert [m for m in office.messages(forum) if "#1" in m.text and m.thread is None], "said in the group itself"
    assert heard(office, office.wang, words("notice-topic-gone", team="论坛")) == 1
