"""What was nearly said to the bot gets one hint; who has not joined is shown how; who has left is missed."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Words
from tests.journeys.tasks import given, labels, story
from tests.stage import Stage


@pytest.mark.parametrize("where", ["private", "group"])
@pytest.mark.parametrize(
    ("typed", "meant"), [("taks", "task"), ("ovredue", "overdue"), ("mien", "mine"), ("hepl", "help")]
)
async def test_a_typo_in_a_command_is_told_the_command(
    office: Stage, words: Words, where: str, typed: str, meant: str
) -> None:
    chat = office.group if where == "group" else None
    said = await office.say(office.wang, chat, f"/{typed} @li 明天下班前 交周报")
    assert [m.text for m in said] == [words("refuse-unknown-command-near", typed=typed, command=meant)]
    assert office.rows("SELECT * FROM tasks") == []


async def test_commands_of_other_bots_are_not_ours(office: Stage) -> None:
    for text in ("/ban @li", "/taks@other_bot 1", "/weather"):
        assert await office.say(office.wang, office.group, text) == [], text


async def test_a_command_behind_a_sign_or_a_mention_of_the_bot_gets_one_hint(office: Stage, words: Words) -> None:
    office.sim.world.privacy_mode = False
    for text in ("👉 /task @li 明天下班前 交周报", "／task @li 明天下班前 交周报", "。/task @li 明天"):
        for chat in (None, office.group):
            said = await office.say(office.wang, chat, text)
            assert [m.text for m in said] == [words("hint-command-first", command="task")], text
    said = await office.say(office.wang, office.group, "@duban_bot 让李明明天交周报")
    assert [m.text for m in said] == [words("hint-mention")]
    assert [m.text for m in await office.say(office.wang, None, "/任务 李明")] == [words("refuse-unknown-command")]
    assert await office.say(office.wang, office.group, "今天下午开会/培训，大家准时") == []
    assert office.rows("SELECT id FROM tasks") + office.rows("SELECT id FROM drafts") == []


async def test_an_anonymous_admins_report_is_told_why_it_does_not_count(office: Stage, words: Words) -> None:
    await given(office)
    office.world.anonymous_send(office.group, "60% 在写", reply_to=office.card(office.group, 1).id)
    await office.settle()
    assert office.last(office.group).text == words("refuse-anonymous")
    assert story(office) == ["assigned"]


async def test_whoever_has_not_joined_is_shown_the_join_button(office: Stage, words: Words) -> None:
    office.world.join(office.stranger, office.group)
    said = await office.say(office.stranger, office.group, "/mine")
    assert [m.text for m in said] == [words("join-first")]
    assert labels(said[0])[0] == words("button-join")
    await given(office)
    said = await office.say(office.stranger, office.group, "我来办", reply_to=office.card(office.group, 1).id)
    assert [m.text for m in said] == [words("join-first")]
    assert await office.press(office.stranger, office.card(office.group, 1), "签收") == words("join-first")
    assert labels(office.last(office.group))[0] == words("button-join")
    assert await office.press(office.stranger, said[0], words("button-join")) == words(
        "joined-open-private", team="综合部"
    )


async def test_a_task_for_somebody_who_has_not_joined_shows_the_button_to_them(office: Stage, words: Words) -> None:
    office.world.join(office.stranger, office.group)
    said = await office.say(office.wang, office.group, "/task @luren 明天下班前 交周报")
    assert [m.text for m in said] == [words("refuse-unknown-person", name="@luren")]
    assert labels(said[0])[0] == words("button-join")


async def test_a_task_for_somebody_who_has_left_the_group_warns_the_assigner(office: Stage, words: Words) -> None:
    office.world.leave(office.li, office.group)
    await office.settle()
    said = await office.say(office.wang, office.group, "/task @li @zhao 明天下班前 交周报")
    assert said[-1].text == words("assign-absent", names="李明", team="综合部")
    said = await office.say(office.wang, office.group, "/task @zhao 明天下班前 交周报")
    assert len(said) == 1


@pytest.mark.parametrize("who", ["wang", "li"])
async def test_a_language_named_in_a_group_is_asked_whom_it_is_for(office: Stage, words: Words, who: str) -> None:
    person = getattr(office, who)
    asked = (await office.say(person, office.group, "/lang en"))[0]
    assert asked.text == words("choose-language-whom", language=words("language-en"))
    assert labels(asked) == [words("button-lang-mine"), words("button-lang-group")]
    assert office.rows("SELECT language FROM teams") == [(None,)]
    await office.press(person, asked, words("button-lang-mine"))
    assert office.rows("SELECT language FROM members WHERE username = ?", who) == [("en",)]
    assert office.rows("SELECT language FROM teams") == [(None,)]
    answer = await office.press(person, asked, words("button-lang-group"))
    english = Words("en")
    done = english("language-set-team", language=english("language-en"))
    wanted = done if who == "wang" else english("refuse-managers-only")
    assert answer == wanted
    assert office.rows("SELECT language FROM teams") == [("en" if who == "wang" else None,)]


async def test_a_language_that_is_none_is_refused_in_a_group(office: Stage, words: Words) -> None:
    assert [m.text for m in await office.say(office.wang, office.group, "/lang xx")] == [
        words("refuse-language", value="xx")
    ]
