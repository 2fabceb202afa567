"""What is written behind #2: a report, a wish, a decision; the card is shown for what it answers and for nothing else."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Words
from tests.journeys.tasks import labels, story
from tests.stage import Stage


@pytest.fixture
async def two(office: Stage) -> Stage:
    """Li has two matters of Wang's in hand."""
    for title in ("提交报告", "交周报"):
        await office.say(office.wang, office.group, f"/task @li 周五下班前 {title}")
    return office


def _percents(office: Stage) -> list[int]:
    return [n for (n,) in office.rows("SELECT percent FROM tasks ORDER BY id")]


async def test_is_at_45_percent_behind_a_number_is_a_report_and_no_question(two: Stage, words: Words) -> None:
    await two.say(two.li, None, "#2 is at 45%")
    assert _percents(two) == [0, 45]
    [said] = await two.say(two.li, None, "#1 is done")
    assert labels(said) == [words("button-submit")]
    await two.say(two.li, None, "#1 is blocked: no access")
    assert two.rows("SELECT blocked FROM tasks WHERE id = 1") == [(1,)]
    await two.say(two.li, None, "#1 is 80% done")
    assert _percents(two) == [80, 45]
    before = len(story(two, 2))
    await two.say(two.li, None, "#2 has been renewed")
    assert len(story(two, 2)) == before + 1


@pytest.mark.parametrize(
    ("text", "button"),
    [
        ("#2 is cancelled", "cancel"),
        ("#1 is due Monday now", "change_deadline"),
        ("#2 should be done by @zhao", "reassign"),
        ("#2 goes to @zhao", "reassign"),
        ("#2 has to be done by Thursday", "change_deadline"),
        ("#2 must be finished by Thursday", "change_deadline"),
    ],
)
async def test_is_cancelled_behind_a_number_offers_what_it_decides(
    two: Stage, words: Words, text: str, button: str
) -> None:
    [said] = await two.say(two.wang, None, text)
    assert labels(said)[0].startswith(words(f"button-{button}"))


@pytest.mark.parametrize(
    "text",
    [
        "#2 没办法如期，可以延到下周一吗",
        "#2 来不及了，下周一行吗",
        "#2 could slip to Monday",
        "#2 赶不上了",
        "#2 周五能不能改周一",
        "#2 時限能改嗎",
    ],
)
async def test_words_that_wish_for_time_and_ask_are_recorded_and_offered(two: Stage, words: Words, text: str) -> None:
    [said] = await two.say(two.li, None, text)
    assert labels(said) == [words("button-ask_time")]
    assert story(two, 2)[-1] == "reported"


@pytest.mark.parametrize("text", ["#2 今天交不了，谁能帮忙", "#2 已写完，要不要盖章？", "#2 數據還沒給我，怎麼辦"])
async def test_a_report_with_a_question_in_it_is_not_lost(two: Stage, text: str) -> None:
    await two.say(two.li, None, text)
    assert story(two, 2)[-1] == "reported"
    assert text[3:] in two.last(two.wang).text


@pytest.mark.parametrize(
    "text", ["#2 怎么还没报", "#2 为什么没有附件？请补", "#2 is far too slow", "#2 到底什么时候能交"]
)
async def test_why_no_report_yet_reaches_whoever_must_report(two: Stage, text: str) -> None:
    await two.say(two.wang, None, text)
    assert text[3:] in two.last(two.li).text


@pytest.mark.parametrize(
    "text", ["什么时候到期？", "when is it due?", "谁在办", "怎么样了", "how is it going?", "到哪了"]
)
async def test_what_the_card_answers_shows_it_and_accepts_nothing(two: Stage, text: str) -> None:
    [said] = await two.say(two.li, None, f"#2 {text}")
    assert "交周报" in said.text.splitlines()[0]
    card = two.card(two.li, 1)
    [said] = await two.say(two.li, None, text, reply_to=card.id)
    assert "提交报告" in said.text.splitlines()[0]
    [said] = await two.say(two.li, two.group, text, reply_to=two.card(two.group, 1).id)
    assert "提交报告" in said.text.splitlines()[0]
    assert (story(two, 1), story(two, 2)) == (["assigned"], ["assigned"])


async def test_how_more_time_is_asked_for_is_explained_and_no_report(two: Stage) -> None:
    [said] = await two.say(two.li, None, "#2 怎么申请延期？")
    assert "/extend" in said.text
    assert story(two, 2) == ["assigned"]


@pytest.mark.parametrize(
    ("text", "button"),
    [
        ("#1 改给赵倩办", "reassign"), ("#1 @zhao 也参与", "add_co"), ("#1 赵倩也参与", "add_co"),
        ("#1 加急", "change_priority"), ("#2 特急办理", "change_priority"), ("#2 urgent", "change_priority"),
        ("#1 @zhao should help", "add_co"), ("#2 is on hold until Monday", "pause"),
    ],
)  # fmt: skip
async def test_a_decision_behind_a_number_is_offered_and_not_passed_on(
    two: Stage, words: Words, text: str, button: str
) -> None:
    [said] = await two.say(two.wang, None, text)
    assert labels(said)[0].startswith(words(f"button-{button}"))


@pytest.mark.parametrize("text", ["5 stars", "5星 写得好", "五星", "five stars, well done"])
async def test_stars_said_to_a_result_approve_it_with_them(two: Stage, text: str) -> None:
    await two.say(two.li, None, "/done 1 写好了")
    [said] = await two.say(two.wang, None, f"#1 {text}")
    await two.press(two.wang, said, labels(said)[0])
    assert two.rows("SELECT status, rating FROM tasks WHERE id = 1") == [("done", 5)]


@pytest.mark.parametrize("text", ["not good, the annex is missing", "not acceptable: no annex"])
async def test_not_good_said_to_a_result_offers_to_return_it(two: Stage, words: Words, text: str) -> None:
    await two.say(two.li, None, "/done 1 写好了")
    [said] = await two.say(two.wang, None, f"#1 {text}")
    assert labels(said)[0] == words("button-return")


@pytest.mark.parametrize(
    "text", ["#1 这个不归我管", "#1 办不了，不归我管", "#1 cannot do this, not my area", "#1 不是我负责的"]
)
async def test_not_my_area_offers_to_decline_with_these_words(two: Stage, words: Words, text: str) -> None:
    [said] = await two.say(two.li, None, text)
    assert labels(said)[:2] == [words("button-decline"), words("button-ask_transfer")]
    await two.press(two.li, said, words("button-decline"))
    assert text[3:] in two.last(two.wang).text


async def test_not_my_area_without_a_number_is_asked_about(two: Stage) -> None:
    [said] = await two.say(two.li, None, "这个不归我管")
    assert len(labels(said)) == 2


async def test_an_order_that_ends_with_urgent_is_an_order(two: Stage, words: Words) -> None:
    [said] = await two.say(two.wang, None, "李明 周五前 交周报 加急")
    assert words("button-confirm") in labels(said)


@pytest.mark.parametrize(
    "text",
    ["2号谁在办", "谁在办2号", "2号什么时候到期", "2號還剩幾天", "任务2到哪了", "when is task 2 due?", "who has #2"],
)
async def test_a_question_about_a_numbered_matter_is_answered_by_its_card(two: Stage, text: str) -> None:
    [said] = await two.say(two.li, None, text)
    assert "#2 交周报" in said.text
    assert "#1" not in said.text


async def test_a_day_of_the_month_is_no_number_of_a_matter(two: Stage) -> None:
    [said] = await two.say(two.li, None, "27号谁在办")
    assert "#1" in said.text
    assert "#2" in said.text
