"""三色督办单 and the way up: an overdue task read at every step of its ladder by everybody who hears of it, until its cure."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from simulator.model import Chat, Message, Person
from tests.domain.office import local
from tests.journeys.conftest import Words
from tests.journeys.tasks import labels, status, story
from tests.stage import ZONE, Stage, stage

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
ORDER = {
    "zh-Hans": "/task @li 11月25日18:00 提交三季度报告",
    "zh-Hant": "/task @li 11月25日18:00 提交三季度報告",
    "en": "/task @li 25 November 18:00 submit the quarterly report",
}
BEHIND = {"zh-Hans": "没有进展", "zh-Hant": "沒有進展", "en": "no progress"}
LATE = {"zh-Hans": "4 个工作日3小时", "zh-Hant": "4 個工作天 3 小時", "en": "4 working days 3 hours"}


def heard(s: Stage, chat: Person | Chat, since: datetime, until: datetime) -> list[Message]:
    """The bot's messages in a chat in that time, without the mornings."""
    found = [m for m in s.messages(chat) if m.sender is s.world.bot and since < m.date <= until]
    return [m for m in found if not ("08:30" <= f"{m.date.astimezone(ZONE):%H:%M}" <= "08:40")]


async def step(s: Stage, until: datetime, *chats: Person | Chat) -> list[list[Message]]:
    """What each of these hears until then."""
    since = s.clock.now()
    await s.pass_time(until)
    return [heard(s, chat, since, until) for chat in chats]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_overdue_task_climbs_to_the_group_and_is_cured(tmp_path: Path, language: str) -> None:
    words = Words(language)
    red, yellow = words("slip-red"), words("slip-yellow")
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, ORDER[language])
        await s.say(s.li, None, "/report 1 10%")
        [[warned], nothing] = await step(s, local(24, 18, 1), s.li, s.wang)
        assert words("slip-title", sign="🟡", colour=yellow, year=2026, number=1) in warned.text
        assert words("slip-why-behind") in warned.text
        assert nothing == []
        [[reminded]] = await step(s, local(25, 16, 1), s.li)
        assert "2026" not in reminded.text, "one of each colour, then plain reminders again"

        [[slip], [copy], none] = await step(s, local(25, 18, 1), s.li, s.wang, s.zhou)
        assert words("slip-title", sign="🔴", colour=red, year=2026, number=2) in slip.text
        assert words("slip-title-copy", sign="🔴", colour=red, year=2026, number=2) in copy.text
        assert words("slip-why-overdue") in slip.text
        assert words("button-submit") in labels(slip)
        assert none == []
        [card] = await s.say(s.wang, None, "/show 1")
        assert "🔴" in card.text
        [listed] = await s.say(s.li, None, "/breaches")
        assert "🔴 #1" in listed.text

        [[told], quiet] = await step(s, local(26, 14, 1), s.zhou, s.li)
        assert "#1" in told.text
        assert red not in told.text, "the supervisor is reminded of what has its slip"
        assert quiet == []
        [climbed, called] = await step(s, local(30, 18, 1), s.wang, s.group)
        assert "#1" in climbed[0].text, "the assigner is the leader too, and hears the step of the leader"
        assert [f"{m.date.astimezone(ZONE):%d %H:%M}" for m in called] == ["30 18:00"]
        assert "李明" in called[0].text
        assert red not in called[0].text, "nobody is shown a slip before others"

        await s.pass_time(local(2, 12, month=12))
        await s.say(s.li, None, "/done 1 已报送" if language != "en" else "/done 1 sent")
        assert status(s) == "submitted"
        [card] = await s.say(s.li, None, "/show 1")
        cured = words("breach-cured-finish", late=LATE[language])
        assert cured in card.text
        [watched] = await s.say(s.wang, None, "/breaches")
        assert cured in watched.text
        assert "🟡 #1" in watched.text
        [register] = await s.say(s.wang, None, "/slips")
        assert words("slips-watched", n=2) in register.text
        assert story(s).count("breached") == 1
        assert story(s).count("slip-issued") == 2


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_supervisor_issues_one_by_hand_and_a_reply_to_it_is_a_report(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, ORDER[language])
        [which] = await s.say(s.zhou, None, "/slip 1")
        assert words("choose-colour") in which.text
        assert [b.data for b in which.all_buttons()] == ["t:slip:1:blue"], "the light is green"
        await s.press(s.zhou, which, "t:slip:1:blue")
        assert words("prompt-slip") in s.last(s.zhou).text
        [done] = await s.say(s.zhou, None, BEHIND[language])
        assert BEHIND[language] in done.text
        slip, copy = s.last(s.li), s.last(s.wang)
        named = {"sign": "🔵", "colour": words("slip-blue"), "year": 2026, "number": 1}
        assert words("slip-title", **named) in slip.text
        assert words("slip-title-copy", **named) in copy.text
        assert words("slip-reason", text=BEHIND[language]) in slip.text
        await s.say(s.li, None, "60%", reply_to=slip.id)
        assert s.rows("SELECT percent FROM tasks") == [(60,)]
        [listed] = await s.say(s.li, None, "/slips")
        await s.press(s.li, listed, "sp:2026:1")
        assert words("slip-title", **named) in s.last(s.li).text
        assert story(s)[-2:] == ["slip-issued", "reported"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_slip_that_cannot_be_is_refused_with_its_sentence_and_changes_nothing(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    blue = {"zh-Hans": "蓝", "zh-Hant": "藍色", "en": "blue"}[language]
    yellow = {"zh-Hans": "黄", "zh-Hant": "黃色", "en": "yellow"}[language]
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, ORDER[language])
        before = s.state()
        for person, line, sentence in (
            (s.zhou, "/slip 1 紫 x", words("refuse-slip-colour", value="紫")),
            (s.zhou, "/slip 1 red", words("refuse-slip-not-overdue", number=1, colour=words("slip-blue"))),
            (s.zhou, f"/slip 1 {yellow} x", words("refuse-slip-green", number=1, colour=words("slip-blue"))),
            (s.li, f"/slip 1 {yellow} x", words("refuse-not-yours", number=1, action=words("button-slip"))),
        ):
            [said] = await s.say(person, None, line)
            assert said.text == sentence, line
            assert s.state() == before, line
        await s.say(s.zhou, None, f"/slip 1 {blue} {BEHIND[language]}")
        [again] = await s.say(s.zhou, None, f"/slip 1 {blue} {BEHIND[language]}")
        assert again.text == words("refuse-slip-already", number=1, colour=words("slip-blue"), year=2026, slip=1)
        await s.say(s.li, None, "/done 1 ok")
        [over] = await s.say(s.zhou, None, "/slip 1 blue x")
        assert over.text == words("refuse-submitted", number=1, action=words("button-slip"))


async def test_a_colour_without_a_reason_asks_for_it_and_an_empty_one_is_no_reason(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li 11月25日18:00 提交三季度报告")
    [asked] = await s.say(s.zhou, None, "/slip 1 蓝色")
    assert words("prompt-slip") in asked.text
    await s.say(s.zhou, None, "\u200b \u200b")
    assert story(s) == ["assigned"]
    await s.say(s.zhou, None, "没有进展")
    assert story(s) == ["assigned", "slip-issued"]


async def test_several_that_are_overdue_are_one_message_with_a_number_each(office: Stage, words: Words) -> None:
    s = office
    for number in (1, 2):
        await s.say(s.wang, s.group, f"/task @li 11月24日11:00 第{number}件")
        await s.say(s.li, None, f"/report {number} 90%")
    since = s.clock.now()
    await s.pass_time(local(24, 11, 1))
    told = [m for m in heard(s, s.li, since, s.clock.now()) if "督〔" in m.text]
    assert len(told) == 1
    for number in (1, 2):
        assert f"督〔2026〕{number}号" in told[0].text


async def test_slips_of_others_are_for_those_who_may_see_the_task(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li 11月25日18:00 提交三季度报告")
    await s.say(s.zhou, None, "/slip 1 蓝 没有进展")
    [own] = await s.say(s.zhao, None, "/slips")
    assert own.text == words("slips-mine-none")
    for data in ("sp:2026:2", "sp:0:0", "sp:", "sl:all:0:0"):
        assert await s.press(s.zhao, own, data, stale=True) == words("refuse-button-old"), data
    assert await s.press(s.zhao, own, "sl:watched:1:0", stale=True) == words("refuse-managers-only")


async def test_what_was_handed_in_before_the_held_reminder_left_has_no_slip_and_nobody_was_told(tmp_path: Path) -> None:
    """A red slip was listed at 23:59, though the result came at 08:50, before it left."""
    async with stage(tmp_path, "zh-Hans") as s:
        await s.set_up_office()
        await s.say(s.wang, None, "/task @li 11月24日23:59前 整理档案室")
        card = s.card(s.li, 1)
        await s.press(s.li, card, "t:accept:1")
        await s.pass_time(local(25, 8, 50))
        told = s.rows("SELECT count(*) FROM history WHERE name = 'reminded'")
        await s.press(s.li, card, "t:submit:1")
        await s.say(s.li, None, "整理好了")
        await s.pass_time(local(25, 9, 50))
        assert s.rows("SELECT count(*) FROM slips WHERE colour = 'red'") == [(0,)]
        assert s.rows("SELECT count(*) FROM history WHERE name = 'reminded'") == told
        assert await s.audit() == []


async def test_a_slip_on_an_urgent_matter_is_answered_within_hours_and_has_no_colour_but_red(
    office: Stage, words: Words
) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li 特急 11月27日18:00 提交三季度报告")
    await s.say(s.li, None, "/report 1 10%")
    before = len(s.messages(s.li))
    await s.pass_time(local(27, 18, 1))
    [slip] = [m for m in s.messages(s.li)[before:] if "红色督办单" in m.text]
    assert "11月27日周五 20:00" in slip.text, "two hours, not the next working day"
    assert "说明原因，由交办人改期" in slip.text
    assert words("button-ask_time") not in labels(slip)
    [refused] = await s.say(s.zhou, None, "/slip 1 蓝 抓紧")
    assert refused.text == words("refuse-slip-overdue", number=1, colour=words("slip-red"))


async def test_a_slip_and_the_lists_of_a_person_are_shown_to_whoever_may_see_them(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li 11月25日18:00 提交三季度报告")
    await s.say(s.zhou, None, "/slip 1 蓝 没有进展")
    for number in ("2026-1", "督〔2026〕1号"):
        [shown] = await s.say(s.li, None, f"/slip {number}")
        assert words("slip-title", sign="🔵", colour=words("slip-blue"), year=2026, number=1) in shown.text
    assert (await s.say(s.li, None, "/slip 2026-9"))[0].text == words("refuse-slip-none", year=2026, slip=9)
    assert (await s.say(s.zhao, None, "/slip 2026-1"))[0].text == words("refuse-not-concerned", number=1)
    await s.pass_time(local(26, 12))
    [slips] = await s.say(s.wang, None, "/slips @li")
    assert "李明收到的督办单" in slips.text
    [missed] = await s.say(s.zhou, None, "/breaches @li")
    assert "李明的超时记录" in missed.text
    assert (await s.say(s.zhao, None, "/breaches @li"))[0].text == words("refuse-others-work")
    assert (await s.say(s.li, None, "/breaches all"))[0].text == words("refuse-whose-list", command="breaches")
    for data in ("bl:of3:0:0", "sl:of3:0:0", "bl:of99:0:0"):
        assert await s.press(s.zhao, s.last(s.zhao), data, stale=True), data
