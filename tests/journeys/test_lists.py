"""Lists: what is in them, their pages and buttons; a digest stays, and a forged button shows a group nothing of another."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.journeys.conftest import Words
from tests.journeys.tasks import given, labels, status
from tests.stage import MONDAY, ZONE, Stage, stage


async def test_show_all_under_a_digest_leaves_the_digest_standing(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.set_up_office()
        for n in range(1, 15):
            s.world.send(s.wang, s.group, f"/task @li 今天下班前 报送第{n}份材料")
            await s.settle()
        s.world.send(s.wang, s.group, "/digest")
        await s.settle()
        digest = s.last(s.group)
        assert "督办日报" in digest.text
        s.world.press(s.li, digest, "la:team:1:0")
        await s.settle()
        assert "督办日报" in digest.text
        assert "共 14 件" in s.last(s.group).text


async def test_a_forged_list_button_shows_a_group_nothing_of_another_team(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.set_up_office()
        other = s.world.group("机要组", members=[s.wang, s.zhao], creator=s.wang)
        s.world.add_bot(s.wang, other)
        await s.settle()
        s.world.send(s.wang, other, "/task @zhao 明天下班前 处理密件")
        s.world.send(s.wang, s.group, "/task @li 明天下班前 提交三季度报告")
        await s.settle()
        s.world.send(s.li, s.group, "/team")
        await s.settle()
        for forged in ("l:team:0:0", "l:team:2:0", "la:overdue:2:0", "la:team:0:0"):
            listed = s.last(s.group)
            s.world.press(s.li, listed, forged, stale=True)
            await s.settle()
        assert not any("密件" in t for t in s.texts(s.group))


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
async def test_what_somebody_declined_is_no_longer_in_their_list_or_their_morning(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, "/task @li @zhao 周五下班前 提交三季度报告")
        await s.say(s.li, None, "/decline 1 我在出差")
        for person in (s.li, s.zhao):
            [shown] = await s.say(person, None, "/mine")
            assert shown.text == words("list-mine-empty")
        [waits] = await s.say(s.wang, None, "/assigned")
        assert "#1" in waits.text
        stood = len(s.messages(s.li))
        await s.pass_time(MONDAY.replace(day=24, hour=10))
        assert s.messages(s.li)[stood:] == []


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
async def test_that_all_has_its_result_is_said_to_those_who_assigned_something(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, "/task @li 周五下班前 提交三季度报告")
        await s.say(s.li, None, "/done 1 报好了")
        await s.press(s.wang, s.card(s.wang, 1), "t:approve:1:5", stale=True)
        for person, key in ((s.wang, "list-assigned-empty"), (s.li, "list-assigned-none")):
            [shown] = await s.say(person, None, "/assigned")
            assert shown.text == words(key), person


async def test_lists_show_what_is_ones_own_and_turn_their_pages(office: Stage, words: Words) -> None:
    for n in range(1, 12):
        await given(office, f"@li 11月{n + 12 if n > 12 else 30}日下班前 第{n}件")
    await given(office, "@zhao 明天下班前 别人的")
    said = await office.say(office.li, office.group, "/mine")
    assert [m.text for m in said] == [words("sent-privately")]
    page = office.last(office.li)
    assert page.text.splitlines()[0] == words("list-mine", n=11)
    seen = {line.split(" ")[1] for line in page.text.splitlines() if "#" in line}
    await office.press(office.li, page, next(b.data for b in page.all_buttons() if b.text.endswith("›")))
    page = office.last(office.li)
    seen |= {line.split(" ")[1] for line in page.text.splitlines() if "#" in line}
    assert seen == {f"#{n}" for n in range(1, 12)}
    assert (await office.say(office.wang, None, "/assigned"))[0].text.splitlines()[0] == words("list-assigned", n=12)
    assert (await office.say(office.zhao, office.group, "/team"))[0].text.splitlines()[0] == words("list-team", n=12)
    assert [m.text for m in await office.say(office.zhao, None, "/overdue")] == [words("list-overdue-empty")]
    assert [m.text for m in await office.say(office.zhou, None, "/mine")] == [words("list-mine-empty")]


async def test_a_list_opens_a_card_with_the_buttons_of_whoever_asks(office: Stage, words: Words) -> None:
    await given(office)
    page = (await office.say(office.li, None, "/mine"))[0]
    await office.press(office.li, page, "#1")
    assert words("button-accept") in labels(office.last(office.li))
    page = (await office.say(office.wang, None, "/assigned"))[0]
    await office.press(office.wang, page, "#1")
    assert words("button-accept") not in labels(office.last(office.wang))


async def test_overdue_shows_by_how_much(office: Stage, words: Words) -> None:
    await given(office, "@li 今天17:00前 提交报告")
    await office.pass_time(MONDAY.replace(day=24, hour=17))
    said = (await office.say(office.wang, office.group, "/overdue"))[0]
    assert said.text.splitlines()[0] == words("list-overdue", n=1)
    assert "已超时1天" in said.text


async def test_the_history_tells_everything_in_order_and_in_pages(office: Stage) -> None:
    await given(office)
    for n in range(16):
        office.world.send(office.li, None, f"第{n:02}次 " + "说明" * 150, reply_to=office.card(office.li, 1).id)
    await office.settle()
    page = (await office.say(office.wang, None, "/history 1"))[0]
    told = page.text
    while onward := [b for b in page.all_buttons() if b.text.endswith("›")]:
        await office.press(office.wang, page, onward[0].data)
        told += page.text
    order = [told.index(f"第{n:02}次") for n in range(16)]
    assert order == sorted(order)
    back = [b for b in page.all_buttons() if b.text.startswith("‹")]
    await office.press(office.wang, page, back[0].data)
    assert "第15次" not in page.text


async def test_without_a_number_the_only_task_is_meant(office: Stage, words: Words) -> None:
    await given(office)
    await office.say(office.li, None, "/accept")
    assert status(office) == "active"
    await given(office, "@li 后天下班前 订会议室")
    said = await office.say(office.li, None, "/accept")
    assert [m.text for m in said] == [words("refuse-which-task", command="accept", example=2)]
    await office.say(office.li, office.group, "/accept", reply_to=office.card(office.group, 2).id)
    assert status(office, 2) == "active"


async def test_overdue_days_are_whole_days_of_24_hours_and_days_to_come_those_of_the_calendar(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 11月24日18:00前 报名单")
    for day, hour, said in (
        (25, 17, "已超时23小时"),
        (26, 8, "已超时1天"),
        (26, 18, "已超时2天"),
        (27, 9, "已超时2天"),
    ):
        await office.pass_time(datetime(2026, 11, day, hour, tzinfo=ZONE))
        [listed] = await office.say(office.wang, None, "/overdue")
        assert said in listed.text, (day, hour)


async def test_nobodys_own_name_stands_in_the_lines_of_their_own_list(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li @zhao 周五下班前 写方案")
    await office.pass_time(MONDAY.replace(day=24, hour=8, minute=45))
    [mine] = await office.say(office.li, None, "/mine")
    for told in (mine, next(m for m in office.messages(office.li) if m.text.startswith("☀️"))):
        assert "李明" not in told.text
        assert "周五" in told.text
    [helps] = await office.say(office.zhao, None, "/mine")
    assert "李明 · " in helps.text, "what another has in hand says whose it is"
