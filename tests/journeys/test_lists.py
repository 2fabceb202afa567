"""Lists under buttons: a digest stays, and a forged button shows a group nothing of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.conftest import Words
from tests.stage import MONDAY, stage


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
