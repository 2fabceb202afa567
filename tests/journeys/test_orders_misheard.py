"""Orders and remarks in private as they were typed, which were taken for something else."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Words
from tests.journeys.tasks import given
from tests.stage import Stage

NOTHING: list[tuple] = []


@pytest.mark.parametrize("text", ["请赵倩周五前整理一下台账，抄送周秘书", "請趙倩週五前整理一下台賬，副本給周祕書"])
async def test_an_order_with_a_watcher_was_asked_which_matter_it_is_about(office: Stage, text: str) -> None:
    card = (await office.say(office.wang, None, text))[-1].text
    assert "承办：赵倩" in card
    assert "知会 周秘书" in card
    assert "副本" not in card


async def test_a_helper_named_behind_the_order_is_one_of_it(office: Stage) -> None:
    card = (await office.say(office.wang, None, "请赵倩写报告，让李明协办"))[-1].text
    assert "协办：李明" in card


async def test_a_comma_between_the_deadline_and_the_name_hid_the_name(office: Stage) -> None:
    card = (await office.say(office.wang, None, "明天下午三点前，李明把材料送到二楼"))[-1].text
    assert "承办：李明" in card
    assert "事项：把材料送到二楼" in card


@pytest.mark.parametrize(("text", "name"), [("老张周五前交报告", "老张"), ("钱处长明天来开会", "钱处长")])
async def test_somebody_nobody_knows_was_silently_a_part_of_the_title(
    office: Stage, words: Words, text: str, name: str
) -> None:
    assert (await office.say(office.wang, None, text))[-1].text == words("refuse-unknown-person", name=name)
    assert office.rows("SELECT id FROM drafts") == NOTHING


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("have @li write the report by Friday", "write the report"),
        ("@li should send the figures by Wed noon", "send the figures"),
        ("ask @li to send the minutes by tomorrow 6pm", "send the minutes"),
    ],
)
async def test_the_title_began_with_have_or_should(office: Stage, text: str, title: str) -> None:
    assert f"事项：{title}\n" in (await office.say(office.wang, None, text))[-1].text


async def test_two_people_with_two_jobs_were_given_one_task_together(office: Stage) -> None:
    text = "Please ask @li to book a room tomorrow at 3pm and @zhao to print the agenda today"
    card = (await office.say(office.wang, None, text))[-1].text
    assert "1. 李明" in card
    assert "2. 赵倩" in card
    assert "book a room\n" in card


@pytest.mark.parametrize("text", ["属实", "情况属实", "情況屬實", "李明昨天的报告写得不错"])
async def test_a_confirmation_or_a_compliment_was_offered_as_a_task(office: Stage, words: Words, text: str) -> None:
    assert [m.text for m in await office.say(office.wang, None, text)] == [words("hint-plain-leader")]


@pytest.mark.parametrize("text", ["-5%", "－5％"])
async def test_less_than_nothing_in_private_is_told_so(office: Stage, words: Words, text: str) -> None:
    await given(office)
    assert (await office.say(office.li, None, text))[-1].text == words("refuse-percent", value="-5")


@pytest.mark.parametrize("text", ["/extend 1 下周五 晚了", "/extend 1 下周五 晚點", "/extend 1 下周五 太晚了"])
async def test_the_reason_late_reached_the_leader_as_a_particle(office: Stage, text: str) -> None:
    await given(office, "@li 周五下班前 写报告")
    await office.say(office.li, None, text)
    assert office.last(office.wang).text.endswith("：" + text.rpartition(" ")[2])
