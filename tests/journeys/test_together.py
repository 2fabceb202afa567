"""牵头与协办: a task of two departments, a lead and two co-assignees, one silent, one disagreeing, until it converges."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.domain.office import local
from tests.journeys.conftest import Words
from tests.journeys.shared import DATA, ORDER, PART, RESULT, of_two, the_card
from tests.journeys.tasks import labels, status, story
from tests.journeys.test_pauses import LANGUAGES, heard
from tests.stage import Stage, stage


@pytest.mark.parametrize("language", LANGUAGES)
async def test_where_one_part_is_enough_the_others_read_that_theirs_is_not(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, None, ORDER[language].replace("@sun", "@zhou"))
        await s.press(s.wang, s.card(s.wang, 1), words("button-any_one"))
        assert words("matrix-any") in the_card(s, s.li)
        before = len(s.messages(s.zhou))
        await s.press(s.zhao, s.card(s.zhao, 1), words("button-hand_in"))
        await s.say(s.zhao, None, RESULT[language])
        [news] = heard(s, s.zhou, before)
        assert words("let-go") in news
        assert words("matrix-let-go") in the_card(s, s.li)
        await s.say(s.li, None, f"/done 1 {RESULT[language]}")
        assert status(s) == "submitted", "nobody else is waited for"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_people_come_and_go_and_those_concerned_read_it(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, None, ORDER[language].replace(" @zhao @sun", ""))
        before = len(s.messages(s.li)), len(s.messages(s.zhao))
        await s.say(s.wang, None, "/co 1 @zhao")
        assert words("fact-co-added", who="王主任", member="赵倩") in heard(s, s.li, before[0])[0]
        assert words("card-part-for-you", lead="李明") in heard(s, s.zhao, before[1])[0]
        await s.say(s.wang, None, PART[language].replace("@sun", "@zhao"))
        before = len(s.messages(s.zhao)), len(s.messages(s.zhou))
        await s.say(s.wang, None, "/replace 1 @zhao @zhou")
        assert (
            words("fact-person-replaced", who="王主任", part=words("part-co"), member=words("name-you"), by="周秘书")
            in (heard(s, s.zhao, before[0])[0])
        )
        [card] = heard(s, s.zhou, before[1])
        assert DATA[language] in card, "with the part of the one before"
        for text, refused in (
            ("/drop 1 @li", words("refuse-lead-stays", number=1, member="李明")),
            ("/co 1 @li", words("refuse-is-lead", number=1, member="李明")),
            ("/co 1 @zhou", words("refuse-is-co", number=1, member="周秘书")),
            ("/replace 1 @zhou", words("refuse-replace-whom")),
            ("/part 1 everything", words("refuse-who-named", command="part")),
            ("/drop 1 @luren", words("refuse-unknown-person", name="@luren")),
        ):
            state = s.state()
            [said] = await s.say(s.wang, None, text)
            assert said.text == refused
            assert s.state() == state
        await s.say(s.wang, None, "/drop 1 @zhou")
        assert [p for (p,) in s.rows("SELECT part FROM assignments")] == ["lead"]


async def test_who_has_handed_in_does_not_find_the_task_in_the_morning(office: Stage) -> None:
    await office.say(office.wang, None, "/task @li @zhao @zhou 下周五下班前 提交报告")
    await office.say(office.wang, None, "/part 1 @zhou 周四下班前 核对")
    await office.say(office.zhao, None, "/done 1 给你了")
    before = len(office.messages(office.zhao)), len(office.messages(office.zhou))
    await office.pass_time(local(24, 10))
    assert not [t for t in heard(office, office.zhao, before[0]) if "提交报告" in t]
    assert [t for t in heard(office, office.zhou, before[1]) if "提交报告" in t and "您的部分：核对，11月26日" in t]
    await office.say(office.wang, None, "/anyone 1")
    before = len(office.messages(office.zhou)), 0
    await office.pass_time(local(25, 10))
    assert not [m for m in office.messages(office.zhou)[before[0] :] if "周秘书" in m.text and "今天手上" in m.text]
    assert office.rows("SELECT count(*) FROM assignments WHERE handed_in_at IS NOT NULL") == [(1,)]


async def test_a_percent_over_a_hundred_or_under_nothing_is_refused(office: Stage, words: Words) -> None:
    await office.say(office.wang, None, "/task @li @zhao 周五下班前 提交报告")
    for value, text in (("140", "140%"), ("-5", "-5%")):
        [said] = await office.say(office.zhao, None, f"/report 1 {text}")
        assert said.text == words("refuse-percent", value=value)
    assert "reported" not in story(office)


async def test_the_lead_reads_that_all_parts_are_in_and_has_the_button_for_the_result(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path) as s:
        await of_two(s)
        await s.say(s.wang, None, "/co 1 @zhou")
        await s.say(s.zhao, None, "/done 1 数据")
        await s.pass_time(timedelta(minutes=40))
        assert words("button-submit") not in labels(s.last(s.li))
        await s.say(s.zhou, None, "/done 1 校好了")
        await s.pass_time(timedelta(minutes=40))
        assert words("parts-all-in") in s.last(s.li).text
        assert words("button-submit") in labels(s.last(s.li))
        assert words("parts-all-in") not in "".join(s.texts(s.wang))


async def test_where_one_part_is_enough_the_first_one_brings_the_button_for_the_result(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path) as s:
        await of_two(s)
        await s.say(s.wang, None, "/co 1 @zhou")
        await s.say(s.wang, None, "/anyone 1")
        await s.say(s.zhao, None, "/done 1 数据")
        await s.pass_time(timedelta(minutes=40))
        assert words("parts-one-in") in s.last(s.li).text
        assert words("button-submit") in labels(s.last(s.li))


async def test_a_co_assignee_accepts_after_the_lead_has(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path) as s:
        await of_two(s)
        assert words("button-accept") in labels(s.card(s.zhao, 1))
        await s.say(s.zhao, None, "/accept 1")
        assert words("matrix-given") not in the_card(s, s.zhao)
        assert status(s) == "active"
        assert not await s.audit()


async def test_a_co_assignee_who_needs_more_time_reads_whom_to_ask(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await of_two(s)
        [told] = await s.say(s.zhao, None, "/extend 1 下周五 忙")
        assert "由牵头的李明申请" in told.text
        assert "/part 1" in told.text


async def test_people_come_while_the_result_is_judged(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await of_two(s)
        await s.say(s.zhao, None, "/done 1 数据")
        await s.say(s.li, None, "/done 1 全部办好")
        assert status(s) == "submitted"
        [told] = await s.say(s.wang, None, "/co 1 @zhou")
        assert "您请周秘书协办" in told.text
        await s.say(s.wang, None, "/return 1 再改")
        assert "我的部分已完成" in labels(s.card(s.zhou, 1))
        assert not await s.audit()
