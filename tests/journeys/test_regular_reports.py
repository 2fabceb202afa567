"""定期反馈 in the chat: two weeks with a holiday in them, a silent lead, a reminder put off, other ladders at a restart."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from simulator.model import Person
from tests.domain.office import local
from tests.journeys.conftest import Words
from tests.journeys.tasks import labels, story
from tests.stage import Stage, stage

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
MONDAY_BEFORE = local(28, 9, 30, month=9)  # of the week in which the National Day's holiday begins
ORDER = {
    "zh-Hans": "/task @li 10月16日18:00前完成设备清查，每周一、周四上午反馈一次",
    "zh-Hant": "/task @li 10月16日18:00前完成設備清查，每週一、週四上午回報一次",
    "en": "/task @li finish the equipment survey by 16 October 18:00, every Monday and Thursday morning report progress",
}
PLAIN = {
    "zh-Hans": "/task @li 12月18日18:00前完成设备清查",
    "zh-Hant": "/task @li 12月18日18:00前完成設備清查",
    "en": "/task @li finish the equipment survey by 18 December 18:00",
}
TITLE = {"zh-Hans": "完成设备清查", "zh-Hant": "完成設備清查", "en": "finish the equipment survey"}
OFTEN = {"zh-Hans": "每周一、周四上午", "zh-Hant": "每週一、週四上午", "en": "every Monday and Thursday morning"}
READ = {"zh-Hans": "每周一和周四 12:00", "zh-Hant": "每週一和週四 12:00", "en": "every Monday and Thursday, 12:00"}


def heard(s: Stage, who: Person, since: int, word: str) -> list[str]:
    """What the bot said to somebody with this word in it."""
    return [m.text for m in s.messages(who)[since:] if m.sender is s.world.bot and word in m.text]


def due(s: Stage) -> list[datetime]:
    """When the report that is waited for is due."""
    rows = s.rows("SELECT due_at FROM clocks WHERE kind = 'periodic' AND met_at IS NULL AND stopped_at IS NULL")
    return [datetime.fromisoformat(f"{stored}+00:00") for (stored,) in rows]


async def under_way(s: Stage, order: str) -> None:
    """A task of Li's, accepted, and reported on once."""
    await s.set_up_office()
    await s.say(s.wang, None, order)
    await s.press(s.li, s.card(s.li, 1), "t:accept:1")
    await s.say(s.li, None, "30%", reply_to=s.card(s.li, 1).id)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_two_weeks_with_a_holiday_in_them(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language, start=MONDAY_BEFORE) as s:
        await under_way(s, ORDER[language])
        card = s.card(s.wang, 1)
        assert TITLE[language] in card.text.splitlines()[0]
        assert READ[language] in card.text
        assert due(s) == [local(8, 12, month=10)], (
            "Thursday and Monday are days off, so both are the first day after them"
        )
        since = len(s.messages(s.li))
        await s.pass_time(local(8, 9, month=10))
        assert not [t for t in heard(s, s.li, since, "⏰") if words("clock-periodic") in t]
        await s.pass_time(local(8, 10, 30, month=10))
        assert len(heard(s, s.li, since, "⏰")) == 1, "two hours before"
        await s.say(s.li, None, "60%", reply_to=s.last(s.li).id)
        assert due(s) == [local(12, 12, month=10)]
        since = len(s.messages(s.li)), len(s.messages(s.wang))
        await s.pass_time(local(12, 16, 5, month=10))
        assert len(heard(s, s.li, since[0], "⏰")) == 2, "before the moment, and at it"
        assert not heard(s, s.wang, since[1], "🔔"), "whoever is late is told first"
        await s.pass_time(local(12, 17, 5, month=10))
        assert len(heard(s, s.wang, since[1], "🔔")) == 1, "then the assigner"
        await s.say(s.li, None, "80%", reply_to=s.last(s.li).id)
        assert due(s) == [local(15, 12, month=10)]
        assert story(s).count("breached") == 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_lead_who_falls_silent_hears_that_and_by_when_to_report(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await under_way(s, PLAIN[language])
        since = len(s.messages(s.li)), len(s.messages(s.wang))
        await s.pass_time(local(30, 9))
        assert "report-asked" not in story(s)
        await s.pass_time(local(30, 10))
        [asked] = heard(s, s.li, since[0], "⏰")
        assert asked.count("09:30") == 2, "since when, and by when"
        assert due(s) == [local(1, 9, 30, month=12)]
        await s.pass_time(local(1, 15, month=12))
        assert len(heard(s, s.wang, since[1], "🔔")) == 1
        await s.say(s.li, None, "50%", reply_to=s.last(s.li).id)
        assert due(s) == []
        assert [e for e in story(s) if e in ("report-asked", "breached")] == ["report-asked", "breached"]
        [history] = await s.say(s.wang, None, "/history 1")
        assert words("clock-periodic") in history.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_reminder_is_put_off_by_its_reader_and_the_ladder_goes_on(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await under_way(s, "/task @li 11月27日18:00 提交台账")
        await s.pass_time(local(26, 18, 1))
        reminder = s.last(s.li)
        assert words("button-snooze-morning") in labels(reminder)
        assert words("button-snooze-hour") not in labels(reminder), "in an hour nobody works any more"
        shown = await s.press(s.li, reminder, "z:morning:1:finish:1:-1wd")
        assert shown is not None
        assert "09:00" in shown, "it says when it comes again"
        since = len(s.messages(s.li)), len(s.messages(s.wang))
        await s.pass_time(local(27, 9, 1))
        assert len(heard(s, s.li, since[0], "⏰")) == 1
        reminder = s.last(s.li)
        await s.press(s.li, reminder, "z:hour:1:finish:1:-1wd")
        await s.pass_time(local(27, 10, 1))
        assert len(heard(s, s.li, since[0], "⏰")) == 2
        late = await s.press(s.li, reminder, "z:morning:1:finish:1:-1wd", stale=True)
        assert late is not None
        assert "16:00" in late, "not past the next step"
        await s.pass_time(local(27, 18, 5))
        assert heard(s, s.wang, since[1], "🔔"), "the assigner hears at the time of the ladder"
        await s.say(s.wang, None, "/cancel 1 OK")
        gone = await s.press(s.li, reminder, "z:hour:1:finish:1:-1wd", stale=True)
        assert gone == words("refuse-snooze-over", number=1)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_other_ladders_at_a_restart_are_for_tasks_given_later(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await under_way(s, "/task @li 11月27日18:00 提交台账")
        before = s.rows("SELECT key, due_at FROM timers WHERE task_id = 1 ORDER BY key")
        await s.stop_bot()
        await s.start_bot(rules={"ladder": {"finish": {"normal": ["0 lead", "+1wh leader"]}}})
        assert s.rows("SELECT key, due_at FROM timers WHERE task_id = 1 ORDER BY key") == before
        [card] = await s.say(s.wang, None, "/show 1")
        kept = words("given-under", at="@").split("@", maxsplit=1)[0]
        assert kept in card.text
        [history] = await s.say(s.wang, None, "/history 1")
        assert kept in history.text
        await s.say(s.wang, None, "/task @zhao 11月27日18:00 提交档案")
        [card] = await s.say(s.wang, None, "/show 2")
        assert kept not in card.text
        steps = {key.split(":")[4] for (key,) in s.rows("SELECT key FROM timers WHERE key LIKE 'clock:2:finish:%'")}
        assert steps == {"0", "+1wh"}
        await s.say(s.wang, None, "/extend 1 11月30日18:00")
        await s.press(s.wang, s.card(s.wang, 1), "t:change_deadline:1")
        assert s.rows("SELECT count(*) FROM ladders") == [(2,)]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_rule_is_changed_by_command_by_button_and_taken_away(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await under_way(s, PLAIN[language])
        state = s.state()
        for line, name in (
            ("/periodic 1 whenever", "periodic-none"), ("/periodic 1 每半小时", "periodic-often"),
            ("/periodic 1 每逢春节", "periodic-moving"),
        ):  # fmt: skip
            [said] = await s.say(s.wang, None, line)
            assert said.text == words(f"refuse-{name}", words=line.split(maxsplit=2)[2])
        [said] = await s.say(s.wang, None, "/periodic 1 每月20日")
        assert "21" in said.text
        await s.say(s.li, None, f"/periodic 1 {OFTEN[language]}")
        assert s.state() == state
        await s.say(s.wang, None, f"/periodic 1 {OFTEN[language]}")
        assert due(s) == [local(23, 12)]
        assert READ[language] in s.last(s.li).text
        await s.press(s.wang, s.card(s.wang, 1), "t:change_periodic:1", stale=True)
        assert words("prompt-change_periodic") in s.last(s.wang).text
        await s.say(s.wang, None, "every Friday")
        assert due(s) == [local(27, 18)]
        await s.say(s.wang, None, "/periodic 1 off")
        assert due(s) == []


FROM_NOW_ON = {
    "zh-Hans": "以后每周五反馈一次进展",
    "zh-Hant": "以後每週五回報一次進度",
    "en": "Please report progress every Friday from now on",
}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_said_about_the_matter_it_is_offered_to_whoever_may_ask_for_it(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await under_way(s, PLAIN[language])
        [offer] = await s.say(s.wang, None, FROM_NOW_ON[language], reply_to=s.card(s.wang, 1).id)
        assert labels(offer) == [words("button-change_periodic"), words("button-only-comment")]
        assert due(s) == []
        await s.press(s.wang, offer, "o:change_periodic:1:")
        assert due(s) == [local(27, 18)]
        await s.say(s.li, None, FROM_NOW_ON[language], reply_to=s.card(s.li, 1).id)
        assert story(s)[-1] == "reported", "of the lead it is what they say"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_timeline_shows_what_comes_to_those_whose_matter_it_is(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await under_way(s, "/task @li 11月27日18:00 提交台账")
        card = s.card(s.li, 1)
        assert words("button-timeline") in labels(card)
        await s.press(s.li, card, "tl:1")
        shown = s.last(s.li)
        assert shown.text.splitlines()[1] == words("timeline-title")
        assert words("timeline-quiet") in shown.text
        finish = local(27, 18)
        assert int(finish.timestamp()) in [e.get("unix_time") for e in shown.entities]
        await s.say(s.wang, None, "/cancel 1 OK")
        await s.press(s.li, card, "tl:1", stale=True)
        assert words("timeline-none") in s.last(s.li).text


async def test_an_office_has_a_rule_for_a_priority(bare: Stage) -> None:
    s = bare
    await s.stop_bot()
    await s.start_bot(rules={"periodic": {"normal": "每个工作日17:00"}, "silence": {"normal": "off"}})
    await s.set_up_office()
    [card] = await s.say(s.wang, None, "/task @li 12月18日18:00前完成设备清查")
    assert "每个工作日 17:00" in card.text
    await s.press(s.li, s.card(s.li, 1), "t:accept:1")
    assert due(s) == [local(23, 17)]
    await s.say(s.wang, None, "/task @zhao 今天16:00前送材料")
    assert s.rows("SELECT periodic FROM tasks WHERE id = 2") == [("",)], (
        "there is no time for a report before the deadline"
    )


async def test_a_series_is_no_rule_of_reporting(office: Stage) -> None:
    [said] = await office.say(office.wang, None, "/task @li 每周一交周报")
    assert "“每周一”是只办这一次，还是每次都办？" in said.text
    assert office.rows("SELECT count(*) FROM tasks") == [(0,)]


async def test_every_date_asks_when_nothing_comes_and_the_card_says_so(tmp_path: Path) -> None:
    """Asked on Monday, reminded until Wednesday, and then nothing came until the deadline."""
    async with stage(tmp_path, "zh-Hans") as s:
        await s.set_up_office()
        await s.say(s.wang, None, "/task @li 12月16日下班前 整理档案室 每周一、周四上午反馈一次")
        await s.press(s.li, s.card(s.li, 1), "签收")
        since = len(s.messages(s.li)), len(s.messages(s.wang))
        for day in (23, 24, 25, 26, 27, 30):
            await s.pass_time(local(day, 17, 30))
        asked = [t for t in heard(s, s.li, since[0], "⏰") if "该反馈进展了" in t]
        assert [("周一" in t, "周四" in t) for t in asked] == [(True, False), (False, True), (True, False)]
        assert len(heard(s, s.wang, since[1], "还没有反馈进展")) == 1, "the climb is not repeated"
        shown = (await s.say(s.wang, None, "/show 1"))[-1].text
        assert shown.startswith("🟡")
        assert await s.audit() == []


async def test_cancel_ends_the_rule_as_the_question_says(tmp_path: Path) -> None:
    async with stage(tmp_path, "zh-Hans") as s:
        await s.set_up_office()
        await s.say(s.wang, None, "/task @li 12月16日下班前 整理档案室 每周一、周四上午反馈一次")
        assert "“取消”" in (await s.say(s.wang, None, "/periodic 1"))[-1].text
        assert "取消了定期反馈" in (await s.say(s.wang, None, "取消"))[-1].text
        assert "没有看出" in (await s.say(s.wang, None, "/periodic 1 every Friday 25:00"))[-1].text
        await s.press(s.li, s.card(s.li, 1), "t:accept:1")
        await s.say(s.wang, None, "/periodic 1 每两周")
        assert due(s) == [local(7, 18, month=12)]
        await s.say(s.wang, None, "/evidence 1")
        assert "不用附佐证了" in (await s.say(s.wang, None, "/evidence 1 不用"))[-1].text


async def test_a_rule_typed_in_chinese_is_read_in_english_and_in_traditional_chinese(office: Stage) -> None:
    s = office
    await s.say(s.li, None, "/lang en")
    await s.say(s.zhao, None, "/lang zh-Hant")
    await s.say(s.wang, None, "/task @li @zhao 12月16日下班前 整理档案室 每周一反馈一次")
    assert "🔁 Report: every Monday" in s.card(s.li, 1).text
    assert "🔁 每週一回報一次" in s.card(s.zhao, 1).text
    await s.say(s.wang, None, "/periodic 1 每两周的周五")
    assert "from “every Monday” to “every 2 weeks on Friday”" in s.last(s.li).text
    assert "每週一" in s.last(s.zhao).text
    assert "每 2 週的週五" in s.last(s.zhao).text
