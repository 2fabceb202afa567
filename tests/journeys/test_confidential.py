"""保密: a confidential matter is known to those in it and the owners, and leaves no trace with anybody else."""

from __future__ import annotations

import itertools
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.commands import COMMANDS
from simulator.model import Message, Person
from tests.journeys.conftest import Words
from tests.journeys.tasks import story
from tests.stage import Stage, stage

LANGUAGES = ["zh-Hans", "zh-Hant", "en"]
CANARY = "金丝雀举报信"
ORDER = {
    "zh-Hans": f"/task @li 周三下班前 核查{CANARY} !保密",
    "zh-Hant": f"/task @li 週三下班前 核查{CANARY} !保密",
    "en": f"/task @li by Wednesday 6pm 核查{CANARY} !confidential",
}
SENT = ("sendMessage", "editMessageText", "sendPhoto", "sendDocument", "sendMediaGroup", "answerCallbackQuery")


def sent(s: Stage, after: int = 0) -> list[dict[str, Any]]:
    """Everything the bot asked Telegram to show, since an entry of the journal."""
    return [e for e in s.sim.journal.after(after) if e["method"] in SENT]


def private(s: Stage, person: Person) -> int:
    """The number of somebody's chat with the bot."""
    return s.world.private(person).id


def traces(s: Stage, *may_read: Person) -> list[str]:
    """Where the canary was shown to anybody but these."""
    known = {private(s, person) for person in may_read}
    found = [e for e in sent(s) if e["params"].get("chat_id") not in known]
    return [text for e in found if CANARY in (text := json.dumps(e["params"], ensure_ascii=False))]


def protected(s: Stage) -> bool:
    """Whether nothing that shows the canary can be passed on."""
    shown = [e["params"] for e in sent(s) if CANARY in json.dumps(e["params"], ensure_ascii=False)]
    fresh = [p for p in shown if "message_id" not in p]
    return bool(fresh) and all(p.get("protect_content") is True for p in fresh)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_confidential_task_is_done_and_nobody_else_knows_of_it(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        [card] = await s.say(s.wang, None, ORDER[language])
        before = {p: len(s.messages(p)) for p in (s.group, s.zhou, s.zhao)}
        assert CANARY in card.text
        assert words("card-confidential") in card.text
        assert words("card-confidential") in s.card(s.li, 1).text
        await s.press(s.li, s.card(s.li, 1), "t:accept:1")
        await s.say(s.li, None, f"#1 60% {CANARY}")
        await s.say(s.li, None, f"/done 1 {CANARY}")
        await s.press(s.wang, s.last(s.wang), "t:approve:1")
        assert s.rows("SELECT status, confidential FROM tasks") == [("done", 1)]
        assert {p: len(s.messages(p)) for p in before} == before, "neither the group nor the supervisor heard a word"
        assert traces(s, s.wang, s.li) == []
        assert protected(s)
        assert story(s)[:2] == ["assigned", "concealed"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_was_typed_in_the_group_goes_on_in_private(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        s.world.promote(s.world.bot, s.group)
        [said] = await s.say(s.wang, s.group, ORDER[language])
        assert said.text == words("secret-goes-private")
        asked = s.last(s.wang)
        assert words("draft-open", team="综合部") in asked.text
        assert s.rows("SELECT COUNT(*) FROM tasks") == [(0,)]
        typed = next(m for m in s.messages(s.group) if CANARY in m.text)
        await s.press(s.wang, asked, button(asked, "unsend"))
        assert typed.deleted
        assert s.last(s.wang).text == words("unsend-done")
        await s.press(s.wang, asked, button(asked, "yes"))
        assert CANARY in s.card(s.wang, 1).text
        assert words("card-for-you") in s.card(s.li, 1).text
        assert s.rows("SELECT confidential, team_id, thread_id FROM tasks") == [(1, 1, None)]
        assert traces(s, s.wang, s.li) == []


def button(message: Message, end: str) -> str:
    """The data of the button that ends like this."""
    return next(b.data for b in message.all_buttons() if (b.data or "").endswith(f":{end}"))


async def test_where_the_bot_may_not_delete_it_says_so(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, s.group, ORDER["zh-Hans"])
    asked = s.last(s.wang)
    await s.press(s.wang, asked, button(asked, "unsend"))
    assert s.last(s.wang).text == words("unsend-failed")


async def test_what_need_not_be_confidential_is_given_in_the_group_after_all(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, s.group, ORDER["zh-Hans"])
    asked = s.last(s.wang)
    await s.press(s.wang, asked, button(asked, "no"))
    assert CANARY in s.card(s.group, 1).text
    assert words("card-confidential") not in s.card(s.group, 1).text
    assert s.rows("SELECT confidential FROM tasks") == [(0,)]


async def test_a_draft_has_a_button_that_makes_it_confidential(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, None, "/task")
    asked = s.last(s.wang)
    await s.press(s.wang, asked, button(asked, "secret:on"))
    assert words("card-confidential") in s.last(s.wang).text
    await s.press(s.wang, s.last(s.wang), next(b.data for b in s.last(s.wang).all_buttons() if ":person:" in b.data))
    await s.press(s.wang, s.last(s.wang), button(s.last(s.wang), "undated"))
    await s.say(s.wang, None, CANARY)
    await s.press(s.wang, s.last(s.wang), button(s.last(s.wang), "confirm:yes"))
    assert s.rows("SELECT confidential FROM tasks") == [(1,)]


async def test_an_open_task_becomes_confidential_and_leaves_the_places_where_it_stood(
    office: Stage, words: Words
) -> None:
    s = office
    await s.say(s.wang, s.group, f"/task @li 周三下班前 核查{CANARY}")
    await s.say(s.zhou, None, "/show 1")
    in_group, of_zhou, of_li = s.card(s.group, 1), s.card(s.zhou, 1), s.card(s.li, 1)
    await s.say(s.wang, s.group, "/confidential 1")
    for card in (in_group, of_zhou, of_li):
        assert card.text == words("card-concealed")
        assert not card.buttons
    assert CANARY in s.card(s.li, 1).text
    assert words("did-concealed", number=1) in s.texts(s.wang)
    assert (await s.say(s.zhou, None, "/show 1"))[-1].text == words("refuse-not-found", number=1)
    [said] = await s.say(s.li, s.group, "/show 1")
    assert said.text == words("refuse-not-found", number=1), "in a group it does not exist, for anybody"
    assert s.last(s.li).text == words("secret-not-here", number=1)
    assert (await s.say(s.wang, None, "/confidential 1"))[-1].text == words("refuse-unchanged", number=1)
    await s.say(s.wang, None, "/confidential 1 off")
    assert CANARY in (await s.say(s.zhou, None, "/show 1"))[-1].text


async def test_only_the_assigner_and_the_owner_say_who_may_know(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.zhou, None, ORDER["zh-Hans"])
    [said] = await s.say(s.li, None, "/confidential 1 off")
    assert said.text == words("refuse-not-yours", number=1, action=words("button-reveal"))
    assert CANARY in (await s.say(s.wang, None, "/show 1"))[-1].text, "an owner sees what others gave"


async def test_what_runs_out_climbs_to_the_owner_and_never_to_the_group(office: Stage) -> None:
    s = office
    await s.say(s.wang, s.group, "/role @zhao leader")
    await s.say(s.zhou, None, ORDER["zh-Hans"])
    before = (len(s.messages(s.group)), len(s.messages(s.zhao)))
    heard = len(s.messages(s.wang))
    await s.pass_time(timedelta(days=9))
    assert len(s.messages(s.wang)) > heard
    assert [m for m in s.messages(s.zhao)[before[1] :] if "#1" in m.text] == []
    assert [m for m in s.messages(s.group)[before[0] :] if "#1" in m.text] == []
    told = {i for (data,) in s.rows("SELECT data FROM history WHERE name = 'reminded'") for i in json.loads(data)["to"]}
    assert told <= {1, 2, 3}, "the owner, the assigner, the lead"
    assert not any(json.loads(d)["group"] for (d,) in s.rows("SELECT data FROM history WHERE name = 'reminded'"))


async def test_while_the_lead_is_away_it_stays_with_them_until_the_assigner_lets_somebody_in(office: Stage) -> None:
    s = office
    await s.say(s.wang, None, "/backup @li @zhao")
    await s.say(s.wang, None, ORDER["zh-Hans"])
    await s.say(s.wang, None, "/task @li 周五下班前 交通讯录")
    await s.say(s.li, None, "/away 11月23日到27日")
    plan = s.last(s.li)
    if plan.buttons:
        await s.press(s.li, plan, next(b.data for b in plan.all_buttons() if b.data))
    assert s.rows("SELECT id, standin_id FROM tasks ORDER BY id") == [(1, None), (2, 4)]
    assert traces(s, s.wang, s.li) == []


async def test_somebody_of_another_team_is_let_in_by_the_assigner_alone(office: Stage, words: Words) -> None:
    s = office
    other = s.world.person("孙外", username="sun", language_code="zh-hans")
    link = (await s.say(s.wang, None, "/invite"))[-1].text
    s.world.start(other, link.split("start=")[1].split()[0].split('"')[0])
    await s.settle()
    await s.say(s.zhou, s.group, "/task @li 周三下班前 交通讯录")
    await s.say(s.zhou, None, "/confidential 1")
    [said] = await s.say(s.wang, None, "/cc 1 @sun")
    assert said.text == words("refuse-secret-outsider", number=1, member="孙外")
    said = await s.say(s.zhou, None, "/cc 1 @sun")
    assert words("secret-let-in-outsider", number=1, member="孙外") in [m.text for m in said]
    assert words("card-confidential") in s.last(other).text


async def test_it_stands_alone_in_no_tree_plan_or_series(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, None, ORDER["zh-Hans"])
    await s.say(s.wang, None, "/task @li 周三下班前 交通讯录")
    alone = words("refuse-secret-alone")
    assert (await s.say(s.li, None, "/sub 1 @zhao 周二下班前 核对数据"))[-1].text == alone
    assert (await s.say(s.wang, None, "/under 2 1"))[-1].text == alone
    assert (await s.say(s.wang, None, "/under 1 2"))[-1].text == alone
    await s.say(s.wang, None, "/sub 2 @zhao 周二下班前 核对数据")
    assert (await s.say(s.wang, None, "/confidential 2"))[-1].text == alone
    assert s.rows("SELECT COUNT(*) FROM tasks WHERE confidential AND parent_id IS NOT NULL") == [(0,)]


# -- the canary --------------------------------------------------------------------------------------------------------

ARGUMENTS = ("", "1", "1 电话：问一下", "1 @zhao", "1 周五 忙", "1 红 快到期", "#1 完成了", "@li")


async def test_an_office_at_work_for_days_shows_the_canary_to_nobody_else(
    office: Stage, words: Words, logs: list[Any]
) -> None:
    s = office
    await s.say(s.wang, s.group, "/role @zhao leader")
    await s.say(s.wang, None, ORDER["zh-Hans"])
    await s.say(s.wang, None, f"/standard 1 {CANARY}的标准")
    await s.say(s.zhou, s.group, "/task @li 周四下班前 交通讯录")
    await s.press(s.li, s.card(s.li, 1), "t:accept:1")
    forwarded = s.card(s.li, 1)
    for n, (name, person, chat) in enumerate(
        itertools.product([c.name for c in COMMANDS], (s.zhou, s.zhao), (None, s.group))
    ):
        if name not in ("remove", "forget", "role", "topic", "digest", "lang", "timezone", "away", "backup"):
            await s.say(person, chat, f"/{name} {ARGUMENTS[n % len(ARGUMENTS)]}".strip())
    for data in [b.data for b in forwarded.all_buttons()]:
        for person in (s.zhou, s.zhao):
            said = await s.press(person, s.last(person), data, stale=True)
            assert said == words("refuse-not-found", number=1)
    await s.say(s.li, None, f"#1 {CANARY}有困难，做不下去了")
    await s.say(s.li, None, f"/extend 1 周五 {CANARY}太多")
    await s.pass_time(timedelta(days=4))
    for which in ("/team", "/overdue", "/slips", "/breaches", "/mine", "/digest"):
        await s.say(s.zhou, None, which)
        await s.say(s.zhao, s.group, which)
    await s.say(s.li, None, f"/done 1 {CANARY}已核查")
    await s.pass_time(timedelta(days=5))
    assert traces(s, s.wang, s.li) == []
    assert protected(s)
    assert CANARY not in repr(logs)


@pytest.mark.parametrize("command", ["show", "history", "accept", "done", "approve", "cancel", "chase", "pause", "cc"])
async def test_its_number_is_answered_like_one_that_does_not_exist(office: Stage, command: str) -> None:
    s = office
    await s.say(s.wang, None, ORDER["zh-Hans"])
    for person, chat in ((s.zhou, None), (s.zhao, None), (s.zhou, s.group), (s.li, s.group)):
        [hidden] = await s.say(person, chat, f"/{command} 1 电话：@zhao 明天 完成了")
        [absent] = await s.say(person, chat, f"/{command} 7 电话：@zhao 明天 完成了")
        assert hidden.text == absent.text.replace("7", "1")
