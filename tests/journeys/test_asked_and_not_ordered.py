"""What is asked of the bot, and what only manages the talk, becomes no draft of a task; a preview is corrected in words."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Words
from tests.journeys.tasks import labels, ordered, story
from tests.stage import Stage


@pytest.fixture
async def busy(office: Stage) -> Stage:
    """Li has two matters of Wang's, Zhao one."""
    for line in ("@li 周五下班前 提交报告", "@li 周五下班前 修投影仪 #预算", "@zhao 周五下班前 处理陈情"):
        await office.say(office.wang, office.group, f"/task {line}")
    return office


@pytest.mark.parametrize("text", ["帮我催一下李明", "把李明的都催一遍", "催一催李明的事", "催一遍@li"])
async def test_chasing_somebody_offers_their_matters(busy: Stage, text: str) -> None:
    [said] = await busy.say(busy.wang, None, text)
    assert labels(said)[:2] == ["#1 提交报告", "#2 修投影仪"]


@pytest.mark.parametrize("text", ["投影仪的事取消", "修投影仪的任务撤销"])
async def test_the_matter_of_something_is_cancelled(busy: Stage, words: Words, text: str) -> None:
    [said] = await busy.say(busy.wang, None, text)
    assert "#2" in said.text
    assert labels(said)[0] == words("button-cancel")


async def test_an_order_that_ends_with_doing_something_about_a_matter_is_an_order(busy: Stage, words: Words) -> None:
    [said] = await busy.say(busy.wang, None, "李明周五前把投影仪的事办结")
    assert words("button-confirm") in labels(said)


@pytest.mark.parametrize("text", ["今天谁交了东西", "谁今天交了", "昨天有什么进展", "who handed something in today?"])
async def test_what_may_be_one_of_two_lists_is_asked(busy: Stage, text: str) -> None:
    [said] = await busy.say(busy.wang, None, text)
    assert len(labels(said)) == 2
    assert busy.rows("SELECT id FROM drafts") == []


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("出个简报", "会议简报"), ("给我一份会议简报", "会议简报"), ("10月份办结的", "2026年10月办结"),
        ("列一下李明和赵倩的事", "赵倩手上"), ("李明和赵倩的事", "赵倩手上"), ("列一下李明的事", "李明手上"),
        ("幫我查一下陳情那件", "处理陈情"), ("查一下陈情那件", "处理陈情"), ("#预算 有哪些", "修投影仪"),
        ("哪些事快到期了", "本周到期"), ("what is due soon?", "本周到期"), ("投影仪那件事谁在办", "修投影仪"),
        ("李明今天交了什么", "李明承办"), ("/team 赵倩", "赵倩手上"),
    ],
)  # fmt: skip
async def test_a_list_that_is_named_is_shown(busy: Stage, text: str, shows: str) -> None:
    said = await busy.say(busy.wang, None, text)
    assert shows in said[-1].text
    assert busy.rows("SELECT id FROM drafts") == []


@pytest.mark.parametrize("text", ["整理简报", "李明写简报", "让李明列一下赵倩的事"])
async def test_an_order_that_sounds_alike_is_an_order(busy: Stage, text: str) -> None:
    [said] = await busy.say(busy.wang, None, text)
    assert said.text.startswith("✍️")


@pytest.mark.parametrize("text", ["等一下", "稍后", "下一个", "先放一放", "hold on", "等会儿"])
async def test_wait_is_no_deed_and_leaves_the_question_open(office: Stage, words: Words, text: str) -> None:
    await office.say(office.wang, None, "/task @li 周五前")
    assert [m.text for m in await office.say(office.wang, None, text)] == [words("hint-wait")]
    await office.say(office.wang, None, "写总结")
    assert office.rows("SELECT title FROM tasks") == [("写总结",)]


async def test_beside_an_open_desk_next_stars_and_undo_are_for_it(busy: Stage, words: Words) -> None:
    for number in (1, 2):
        await busy.say(busy.li, None, f"/done {number} 好了")
    await busy.say(busy.wang, None, "/review")
    [said] = await busy.say(busy.wang, None, "下一个")
    assert "#2 修投影仪" in said.text
    [offered] = await busy.say(busy.wang, None, "3星")
    await busy.press(busy.wang, offered, labels(offered)[0])
    assert busy.rows("SELECT status, rating FROM tasks WHERE id = 2") == [("done", 3)]
    await busy.say(busy.wang, None, "撤销刚才的")
    assert busy.rows("SELECT status FROM tasks WHERE id = 2") == [("submitted",)]
    assert busy.rows("SELECT id FROM drafts") == []


@pytest.mark.parametrize(
    "text", ["不对，是赵倩", "不是李明，是赵倩", "换成赵倩", "改由赵倩办", "no, @zhao", "not @li, @zhao", "不，赵倩"]
)
async def test_another_person_said_to_a_preview_takes_the_place_of_the_one_shown(
    office: Stage, words: Words, text: str
) -> None:
    await office.say(office.wang, None, "李明 明天下班前 交材料")
    [said] = await office.say(office.wang, None, text)
    assert "承办：赵倩" in said.text
    assert "交材料" in said.text
    await office.say(office.wang, None, "好")
    assert office.rows("SELECT title FROM tasks") == [("交材料",)]


@pytest.mark.parametrize("text", ["不对，是后天", "改成后天"])
async def test_another_day_said_to_a_preview_takes_the_place_of_the_one_shown(office: Stage, text: str) -> None:
    await office.say(office.wang, None, "李明 明天下班前 交材料")
    [said] = await office.say(office.wang, None, text)
    assert "11月25日" in said.text


async def test_something_is_wrong_is_asked_in_what(office: Stage, words: Words) -> None:
    await ordered(office, "李明 明天下班前 交材料")
    assert [m.text for m in await office.say(office.wang, None, "好像不对")] == [words("hint-wrong")]
    assert story(office) == ["assigned"]
