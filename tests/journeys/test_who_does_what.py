"""Who does what of a task: said in the order, or when somebody comes to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.domain.office import local
from tests.journeys.conftest import Words
from tests.journeys.shared import DATA, of_two, the_card
from tests.journeys.tasks import due
from tests.journeys.test_pauses import LANGUAGES
from tests.stage import Stage, stage

SHARED = {
    "zh-Hans": "/task @li 牵头 @zhao 周四下班前 提供数据 @zhou 核对 周五下班前 提交报告",
    "zh-Hant": "/task @li 週五下班前 提交报告（或簽）\n分工：@zhao 週四下班前 提供資料；@zhou 核對",
    "en": "/task @li to lead @zhao by Thursday 6pm the figures @zhou check them by Friday 6pm 提交报告",
}
CHECK = {"zh-Hans": "核对", "zh-Hant": "核對", "en": "check them"}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_order_says_who_does_what_and_by_when(tmp_path: Path, language: str) -> None:
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        [card] = await s.say(s.wang, None, SHARED[language])
        found = s.rows("SELECT m.username, a.does, a.due_at FROM assignments a JOIN members m ON m.id = a.member_id")
        assert sorted(found) == sorted(
            [("li", "", None), ("zhao", DATA[language], "2026-11-26 10:00:00.000000"), ("zhou", CHECK[language], None)]
        )
        assert s.rows("SELECT title, any_one FROM tasks") == [("提交报告", int(language == "zh-Hant"))]
        assert due(s) == local(27, 18)
        assert DATA[language] in card.text
        assert CHECK[language] in card.text


async def test_a_part_in_an_order_that_comes_after_the_whole_is_refused_and_nothing_is_given(
    office: Stage, words: Words
) -> None:
    for order, key in (
        ("@li 周五下班前 提交报告\n分工：@zhao 下周四前 提供数据", "refuse-part-late"),
        ("@li 周五下班前 提交报告\n分工：@li 周四前 提供数据", "refuse-part-of-lead"),
        ("@li 周五下班前 提交报告\n分工：@zhao 提供数据；@zhao 核对", "refuse-part-twice"),
    ):
        [said] = await office.say(office.wang, None, f"/task {order}")
        start = words(key, moment="§", due="§").split("§")[0]
        assert said.text.startswith(start)
        assert office.rows("SELECT count(*) FROM tasks") == [(0,)]


async def test_a_co_assignee_is_added_with_what_they_do_and_by_when(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await of_two(s)
        [told] = await s.say(s.wang, None, "/co 1 @zhou 校对 周四前")
        assert "校对，11月26日周四前交" in told.text
        assert "周秘书　⬜ 待签收，11月26日周四前：校对" in the_card(s, s.zhou)
        [refused] = await s.say(s.wang, None, "/co 1 张三")
        assert "我不认识 张三" in refused.text
        assert not await s.audit()


async def test_names_without_words_between_them_share_the_words_behind_the_last(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, "/task @li 周五下班前 写报告")
        await s.say(s.wang, None, "/co 1 @zhou 和 @zhao 校对")
        assert the_card(s, s.zhou).count("：校对") == 2


async def test_a_part_is_not_given_for_a_day_that_is_over_nor_to_somebody_without_one(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await of_two(s)
        [over] = await s.say(s.li, None, "/part 1 @zhao 昨天前 收集")
        assert "已经过去了" in over.text
        await s.say(s.wang, s.group, "/task @li 周五下班前 写总结")
        [told] = await s.say(s.wang, None, "/part 2 @zhao")
        assert "/co 2 @zhao" in told.text


async def test_a_task_given_to_another_reaches_them_in_one_message(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 周五下班前 写报告")
    read = len(office.messages(office.zhao))
    await office.say(office.wang, None, "/reassign 1 @zhao")
    assert len(office.messages(office.zhao)) == read + 1


async def test_nobody_is_told_of_themselves_as_of_another(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li 周五下班前 写报告")
    told = await s.say(s.wang, None, "/co 1 @wang")
    assert any(words("fact-co-added-own", who="您") in m.text for m in told)
    await s.say(s.wang, None, "/reassign 1 @wang")
    await s.say(s.wang, None, "/reassign 1 @zhao")
    assert words("card-watchers", names="王主任") not in s.card(s.zhao, 1).text
    [no] = await s.say(s.zhao, None, "/transfer 1 @zhao 忙")
    assert no.text == words("refuse-same-lead-own", number=1)
    [noted] = await s.say(s.li, None, "/backup @zhao")
    assert noted.text == words("backup-set-own", backup="赵倩")
    assert s.last(s.zhao).text == words("backup-yours-b", member="李明")
