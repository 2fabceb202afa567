"""申诉 in the chat: said, ruled on, taken back, waited for, too late."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.domain.office import local
from tests.journeys.conftest import Words
from tests.journeys.late import LANGUAGES, accepted_late, overdue
from tests.journeys.tasks import labels, story
from tests.stage import Stage, stage

WHY = {"zh-Hans": "下午停电", "zh-Hant": "下午停電", "en": "power cut all afternoon"}
NOT = {"zh-Hans": "当天没有停电", "zh-Hant": "當天沒有停電", "en": "there was none"}


def said_of(s: Stage) -> tuple[object, ...]:
    """What the database knows of the breach."""
    [row] = s.rows("SELECT appeal, ruling, waived, ruled_by FROM clocks WHERE breached_at IS NOT NULL")
    return row


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_appeal_goes_to_the_assigner_and_is_taken_with_one_tap(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await accepted_late(s)
        await s.say(s.li, None, "/breaches")
        await s.press(s.li, s.last(s.li), "b:1:accept.1")
        await s.press(s.li, s.last(s.li), words("button-appeal"))
        assert words("prompt-appeal") in s.last(s.li).text
        [done] = await s.say(s.li, None, WHY[language])
        assert done.text.startswith(words("did-appealed", number=1, clock="§", due="").partition("§")[0])
        asked = s.last(s.wang)
        assert WHY[language] in asked.text
        assert labels(asked) == [words("button-waive"), words("button-uphold")]
        await s.press(s.wang, asked, words("button-waive"))
        assert said_of(s) == (WHY[language], WHY[language], 1, 1)
        ruled = s.last(s.wang)
        assert labels(ruled) == [words("button-take_back")]
        waived = words(
            "fact-breach-waived",
            who="王主任",
            member=words("name-you"),
            clock=words("clock-accept"),
            reason=WHY[language],
        )
        assert waived in s.last(s.li).text
        [listed] = await s.say(s.li, None, "/breaches")
        assert "🟢 #1" in listed.text
        assert story(s)[-2:] == ["breach-appealed", "breach-waived"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_appeal_that_is_upheld_says_why_and_can_be_taken_back_for_a_minute(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await accepted_late(s)
        await s.say(s.li, None, f"/appeal 1 {WHY[language]}")
        await s.press(s.wang, s.last(s.wang), words("button-uphold"))
        assert words("prompt-uphold") in s.last(s.wang).text
        [ruled] = await s.say(s.wang, None, NOT[language])
        assert NOT[language] in s.last(s.li).text
        assert said_of(s) == (WHY[language], NOT[language], 0, 1)
        before = len(s.messages(s.li))
        await s.press(s.wang, ruled, words("button-take_back"))
        assert said_of(s) == (WHY[language], "", 0, None)
        told = [m.text for m in s.messages(s.li)[before:]]
        assert any(words("fact-taken-back-breach-upheld", who="王主任") in text for text in told)
        [waived] = await s.say(s.zhou, None, f"/waive 1 {WHY[language]}")
        assert WHY[language] in waived.text
        assert said_of(s)[2] == 1


async def test_the_assigners_own_delay_goes_to_the_supervisor(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, None, "/task @li 11月27日18:00 提交三季度报告")
    await s.say(s.li, None, "/done 1 已报送")
    await s.pass_time(local(26, 9))
    [refused] = await s.say(s.wang, None, "/waive 1 出差")
    assert refused.text == words("refuse-breach-own", number=1, clock=words("clock-review"))
    before = len(s.messages(s.zhou))
    await s.say(s.wang, None, "/appeal 1 出差三天")
    asked = s.messages(s.zhou)[before:][-1]
    assert "出差三天" in asked.text
    await s.press(s.zhou, asked, "t:waive:1:review.1")
    assert said_of(s) == ("出差三天", "出差三天", 1, 2)


async def test_words_given_in_one_line_wait_while_it_is_asked_which_of_two_is_meant(
    office: Stage, words: Words
) -> None:
    s = office
    await s.say(s.wang, None, "/task @li 11月27日18:00 提交三季度报告")
    await s.pass_time(local(25, 9))
    await s.say(s.li, None, "/report 1 30%")
    [which] = await s.say(s.zhou, None, "/waive 1 全市停电")
    assert words("choose-breach") in which.text
    pressed = [b.data for b in which.all_buttons() if b.data.startswith("t:")]
    assert pressed == ["t:waive:1:accept.1", "t:waive:1:first_report.1"]
    await s.press(s.zhou, which, pressed[1])
    found = s.rows("SELECT kind, ruling, waived FROM clocks WHERE breached_at IS NOT NULL ORDER BY kind")
    assert found == [("accept", "", 0), ("first_report", "全市停电", 1)]


async def test_after_the_month_is_closed_it_is_too_late_and_before_it_is_not(office: Stage, words: Words) -> None:
    s = office
    for number in (1, 2):
        await s.say(s.wang, s.group, f"/task @li 2027年1月29日18:00 第{number}件")
    for day in (23, 26, 30):
        await s.pass_time(local(day, 17))
        for number in (1, 2):
            await s.say(s.li, None, f"/report {number} 10%")
    await s.pass_time(local(3, 17, month=12))
    [done] = await s.say(s.li, None, "/appeal 1 停电")
    assert done.text.startswith(words("did-appealed", number=1, clock="§", due="").partition("§")[0])
    await s.pass_time(local(3, 18, 1, month=12))
    before = s.state()
    for person, line in ((s.li, "/appeal 2 停电"), (s.wang, "/waive 2 停电")):
        [said] = await s.say(person, None, line)
        moment = "12月3日周四 18:00"
        assert said.text == words("refuse-breach-frozen", number=2, clock=words("clock-accept"), moment=moment)
    assert s.state() == before
    await s.say(s.wang, None, "/waive 1")
    assert s.rows("SELECT waived FROM clocks WHERE task_id = 1 AND kind = 'accept'") == [(1,)]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_appeal_that_nobody_answers_is_reminded_of_and_climbs_until_it_is_ruled_on(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await accepted_late(s)
        await s.say(s.li, None, "/report 1 10%")
        await s.say(s.li, None, f"/appeal 1 {WHY[language]}")
        waits = words("appeal-words", text=WHY[language])
        await s.pass_time(local(24, 17, 11))
        assert sum(waits in text for text in s.texts(s.wang)) == 1
        assert not any(waits in text for text in s.texts(s.zhou))
        await s.pass_time(local(25, 17, 11))
        assert sum(waits in text for text in s.texts(s.zhou)) == 1, "a working day later the supervisor"
        assert sum(waits in text for text in s.texts(s.wang)) == 1
        told = next(m for m in s.messages(s.zhou) if waits in m.text)
        assert labels(told) == [words("button-waive"), words("button-uphold")]
        reminded = next(m for m in s.messages(s.wang) if waits in m.text)
        await s.press(s.zhou, told, words("button-waive"))
        assert said_of(s)[2] == 1
        for message in (told, reminded):
            data = [b.data or "" for b in message.all_buttons()]
            assert not any(d.startswith(("t:waive", "t:uphold")) for d in data), "what was ruled is not ruled once more"


async def test_what_was_ruled_on_is_not_reminded_of(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li 11月27日18:00 提交三季度报告")
    await s.pass_time(local(23, 17, 10))
    await s.say(s.li, None, "/report 1 10%")
    await s.say(s.li, None, "/appeal 1 停电")
    await s.say(s.wang, None, "/waive 1")
    await s.pass_time(local(26, 9))
    assert not any(words("appeal-words", text="停电") in text for who in (s.wang, s.zhou) for text in s.texts(who))


async def test_in_the_group_an_appeal_that_can_mean_several_offers_them(office: Stage, words: Words) -> None:
    s = office
    await overdue(s)
    [which] = await s.say(s.li, s.group, "/appeal 1 停电")
    offered = [b.data for b in which.all_buttons() if b.data.startswith("t:")]
    assert offered == ["t:appeal:1:accept.1", "t:appeal:1:first_report.1", "t:appeal:1:finish.1"]
    await s.press(s.li, which, offered[2])
    assert s.rows("SELECT kind FROM clocks WHERE appeal = '停电'") == [("finish",)]


async def test_what_was_ruled_from_the_list_is_not_ruled_otherwise_by_the_old_message(
    office: Stage, words: Words
) -> None:
    s = office
    await overdue(s)
    await s.say(s.li, None, "/appeal 1 办结 停电")
    asked = s.last(s.wang)
    [listed] = await s.say(s.wang, None, "/breaches")
    await s.press(s.wang, listed, "b:1:finish.1")
    await s.press(s.wang, s.last(s.wang), "t:uphold:1:finish.1")
    await s.say(s.wang, None, "没有停电")
    old = next(m for m in s.messages(s.wang) if m.id == asked.id)
    assert labels(old) == [words("button-take_back")], "the news goes on with the ruling, without the buttons that rule"
    assert "没有停电" in old.text
    answer = await s.press(s.wang, old, "t:waive:1:finish.1", stale=True)
    assert answer is not None
    assert "申诉未采纳" in answer
    assert s.rows("SELECT waived FROM clocks WHERE kind = 'finish'") == [(0,)]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_waiver_after_the_freeze_says_that_the_frozen_month_stays_and_the_next_bulletin_tells_of_it(
    tmp_path: Path, language: str
) -> None:
    words, why = Words(language), WHY[language]
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        for deadline in ("2026-11-24", "2026-12-24"):
            await s.say(s.wang, s.group, f"/task @zhao {deadline} 18:00 报数据")
        for number in (1, 2):
            await s.say(s.zhao, None, f"/report {number} 50%")
        await s.pass_time(local(25, 15))
        await s.say(s.zhao, None, "/done 1 好")
        await s.say(s.wang, None, "/approve 1")
        await s.pass_time(local(3, 15, month=12))
        await s.say(s.zhao, None, f"/appeal 1 {why}")
        asked = next(m for m in s.messages(s.wang) if "t:waive:1:finish.1" in [b.data for b in m.all_buttons()])
        assert words("appeal-counts-until", period="§", until="€").split("€")[1] in asked.text
        [before] = await s.say(s.zhao, None, "/score 2026-11")
        await s.pass_time(local(7, 9, 30, month=12))
        await s.press(s.wang, asked, "t:waive:1:finish.1")
        stays = words("fact-breach-waived-late", who="", member="", clock="", frozen="§", reason="").split("§")[1]
        for reader in (s.wang, s.zhao):
            assert any(stays.strip(" ：:") in m.text for m in s.messages(reader)), reader.name
            assert not any(words("breach-waived", line="") in m.text for m in s.messages(reader))
        [card] = await s.say(s.zhao, None, "/show 1")
        assert words("breach-waived-late", line="") in card.text
        [after] = await s.say(s.zhao, None, "/score 2026-11")
        assert after.text.splitlines()[0] == before.text.splitlines()[0]
        which = words("bulletin-waived-one", number=1, clock=words("clock-finish"))
        [november] = await s.say(s.wang, None, "/bulletin 2026-11")
        assert words("bulletin-waived-since", n=1, which=which) in november.text
        await s.pass_time(local(7, 9, 30, month=1, year=2027))
        told = [m.text for m in s.messages(s.group) if which in m.text]
        assert len(told) == 1, "the bulletin of December"
