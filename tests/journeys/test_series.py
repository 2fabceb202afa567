"""常规事项 in the chat: a monthly report over a holiday, once or every time, what is changed, what cannot be."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from simulator.model import Message, Person
from tests.domain.office import local
from tests.journeys.conftest import Words
from tests.stage import Stage, stage

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
MONTHLY = {
    "zh-Hans": "/task @li 每月3日前 报送月报",
    "zh-Hant": "/task @li 每月3日前 報送月報",
    "en": "/task @li by the 3rd of every month send the monthly report",
}
TITLE = {"zh-Hans": "报送月报", "zh-Hant": "報送月報", "en": "send the monthly report"}
SEPTEMBER = local(14, 9, 30, month=9)  # the National Day's holiday, from 1 to 7 October, comes between


def series(s: Stage) -> list[tuple]:
    """What is stored of the series."""
    return s.rows("SELECT rule, adjust, ahead, going, next_on, made FROM series ORDER BY id")


def dues(s: Stage) -> list[str]:
    """When the tasks that came of series are due, by the office's clock."""
    rows = s.rows("SELECT due_at FROM tasks WHERE series_id IS NOT NULL ORDER BY id")
    zone = local(1).tzinfo
    return [f"{datetime.fromisoformat(f'{at}+00:00').astimezone(zone):%m-%d}" for (at,) in rows]


def ones(s: Stage, who: Person, word: str) -> list[Message]:
    """What the bot said to somebody with this word in it."""
    return [m for m in s.messages(who) if m.sender is s.world.bot and word in (m.text or "")]


async def every(s: Stage, order: str, *, chat: object = None) -> Message:
    """An order that is answered with every time; the bot's answer."""
    [asked] = await s.say(s.wang, chat, order)
    await s.press(s.wang, asked, next(b.text for b in asked.all_buttons() if b.text.startswith("🔁")))
    return ones(s, chat or s.wang, "S1")[0]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_monthly_report_over_a_holiday(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language, start=SEPTEMBER) as s:
        await s.set_up_office()
        [asked] = await s.say(s.wang, s.group, MONTHLY[language])
        assert words("series-adjust-before") in asked.text
        once, again, _ = asked.all_buttons()
        assert "30" in once.text, "on the last working day before the holiday"
        await s.press(s.wang, asked, again.text)
        [begun] = [m for m in s.messages(s.group) if "S1" in (m.text or "")]
        assert words("series-did-begun") in begun.text
        assert (series(s)[0][3:], dues(s)) == (("running", "2026-10-03", 0), [])
        await s.pass_time(local(23, 8, month=9))
        assert dues(s) == []
        await s.pass_time(local(23, 12, month=9))
        assert dues(s) == ["09-30"], "five working days ahead of the last working day before the holiday"
        card = s.card(s.li, 1)
        line = words("card-series", number=1, words="x", n=1).split(" · ")
        assert line[0] in card.text
        assert line[2] in card.text
        assert TITLE[language] in card.text.splitlines()[1]
        await s.press(s.li, card, "t:accept:1")
        await s.say(s.li, None, "/done 1 已报送")
        await s.press(s.wang, s.card(s.wang, 1), "t:approve:1")
        await s.pass_time(local(4, 12, month=11))
        assert dues(s) == ["09-30", "11-03"]
        told = (await s.say(s.wang, None, "/history 2"))[-1].text
        assert "S1" in told
        listed = (await s.say(s.wang, None, "/recurring"))[-1]
        assert words("series-list", n=1) in listed.text
        assert await s.audit() == []


async def test_once_is_a_task_and_no_series(office: Stage) -> None:
    [asked] = await office.say(office.wang, None, "/task @li 每月25日前 报送月报 !加急 标准：盖章")
    await office.press(office.wang, asked, "仅这一次（11月25日周三）")
    assert series(office) == []
    card = office.card(office.wang, 1).text
    assert "报送月报" in card
    assert "11月25日" in card
    assert "盖章" in card


@pytest.mark.parametrize(
    ("answer", "made"),
    [("一次", (1, 0)), ("每次", (1, 1)), ("每月都要", (1, 1)), ("12月4日", (1, 0)), ("每周五", (0, 0))],
)
async def test_the_question_can_be_answered_in_words(office: Stage, answer: str, made: tuple[int, int]) -> None:
    await office.say(office.wang, None, "/task @li 每月25日前 报送月报")
    await office.say(office.wang, None, answer)
    counts = office.rows("SELECT (SELECT count(*) FROM tasks), (SELECT count(*) FROM series)")
    assert counts == [made]


async def test_plain_words_in_private_are_asked_about_as_well(office: Stage) -> None:
    [asked] = await office.say(office.wang, None, "让李明每周五交周报")
    await office.press(office.wang, asked, "🔁 每周五")
    assert series(office) == [("FREQ=WEEKLY;BYDAY=FR", "after", "", "running", "2026-12-04", 1)]


async def test_what_is_replied_to_stays_with_it_and_so_do_files(office: Stage) -> None:
    s = office
    sent = s.world.file(s.wang, s.group, "表.xlsx", b"PK", "每月25日前把统计表报送办公室，口径见附件")
    await s.settle()
    [asked] = await s.say(s.wang, s.group, "/task @li", reply_to=sent.id)
    assert "每月25日前" in asked.text
    await s.press(s.wang, asked, "🔁 每月25日前")
    [(title, content, files)] = s.rows("SELECT title, content, attachments FROM tasks")
    assert "报送办公室" in title + content
    assert "表.xlsx" in files
    await s.pass_time(local(22, 12, month=12))
    assert len(set(s.rows("SELECT title, content, attachments FROM tasks"))) == 1


async def test_several_orders_are_asked_about_together(office: Stage) -> None:
    s = office
    [asked] = await s.say(s.wang, s.group, "/task @li 周五前整理资料\n/task @zhao 每周五下班前 交周报")
    assert "每周五下班前" in asked.text
    await s.press(s.wang, asked, "确认，周期的每次都办")
    assert [t for (t,) in s.rows("SELECT title FROM tasks ORDER BY id")] == ["整理资料", "交周报"]
    assert len(series(s)) == 1


async def test_the_31st_is_asked_about(office: Stage) -> None:
    [asked] = await office.say(office.wang, None, "/task @li 每月31日前报送月报")
    assert [b.text for b in asked.all_buttons()][1:3] == ["🔁 每月31日前，没有 31 日就在月末", "🔁 只在有 31 日的月份"]
    await office.press(office.wang, asked, "🔁 每月31日前，没有 31 日就在月末")
    assert series(office)[0][0] == "FREQ=MONTHLY;BYMONTHDAY=-1"


async def test_a_rule_that_is_part_of_the_deed_is_no_deadline(office: Stage) -> None:
    [asked] = await office.say(office.wang, None, "/task @li 检查每日巡检记录")
    await office.press(office.wang, asked, "不是时限，照原话交办")
    assert (series(office), office.rows("SELECT title FROM tasks")) == ([], [("检查每日巡检记录",)])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_one_is_skipped_stopped_and_taken_up_again(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await every(s, MONTHLY[language])
        shown = (await s.say(s.wang, None, "/recurring 1"))[-1]
        await s.press(s.wang, shown, words("button-series-skip"))
        assert series(s)[0][4] == "2027-01-03"
        await s.press(s.wang, shown, words("button-series-unskip"))
        assert series(s)[0][4] == "2026-12-03"
        await s.press(s.wang, shown, words("button-series-stop"))
        assert words("series-did-stopped") in shown.text
        assert words("refuse-series-stopped", number=1) in (await s.say(s.wang, None, "/recurring 1 skip"))[-1].text
        await s.press(s.wang, shown, words("button-series-resume"))
        assert series(s)[0][3:5] == ("running", "2026-12-03")
        assert await s.audit() == []


async def test_a_second_tap_leaves_out_no_second_date(office: Stage) -> None:
    await every(office, MONTHLY["zh-Hans"])
    shown = (await office.say(office.wang, None, "/recurring 1"))[-1]
    data = next(b.data for b in shown.all_buttons() if b.text == "跳过下次")
    await office.press(office.wang, shown, data)
    await office.press(office.wang, shown, data, stale=True)
    assert series(office)[0][4] == "2027-01-03"


@pytest.mark.parametrize(
    ("words", "stored"),
    [
        ("每月28日前", ("FREQ=MONTHLY;BYMONTHDAY=28", "before", "")),
        ("提前3天", ("FREQ=MONTHLY;BYMONTHDAY=3", "before", "3d")),
        ("顺延", ("FREQ=MONTHLY;BYMONTHDAY=3", "after", "")),
        ("不调整", ("FREQ=MONTHLY;BYMONTHDAY=3", "none", "")),
        ("改为每月28日前 @zhao 提前两个工作日 顺延", ("FREQ=MONTHLY;BYMONTHDAY=28", "after", "2wd")),
        ("every 28th, 2 working days ahead", ("FREQ=MONTHLY;BYMONTHDAY=28", "after", "2wd")),
    ],
)
async def test_it_is_changed_in_words(office: Stage, words: str, stored: tuple[str, str, str]) -> None:
    await every(office, MONTHLY["zh-Hans"])
    answer = (await office.say(office.wang, None, f"/recurring 1 {words}"))[-1].text
    assert "从下一次起生效" in answer
    assert series(office)[0][:3] == stored
    assert ("赵倩" in answer) is ("@zhao" in words)


@pytest.mark.parametrize(
    ("order", "key", "fields"),
    [
        ("/task @li 每年2月30日 报送", "refuse-series-never", {"words": "每年2月30日 报送"}),
        ("/task @li 每月32日前 月报", "refuse-series-never", {"words": "每月32日前 月报"}),
        ("/task @li 每0天 报", "refuse-series-never", {"words": "每0天"}),
        ("/task @li 每逢节假日前 检查安全", "refuse-series-holidays", {"words": "每逢节假日前"}),
        ("/task @li 每小时巡检", "refuse-series-often", {"words": "每小时"}),
        ("/task @li 每天9点和17点巡检", "refuse-series-often", {"words": "每天9点和17点"}),
        ("/task @li 每天早晚巡检", "refuse-series-often", {"words": "每天早晚"}),
        ("让李明每周八开例会", "refuse-series-never", {"words": "每周八"}),
        ("请李明每月两次报送进度", "refuse-series-which", {"words": "每月两次"}),
        ("让李明每学期开学前检查", "refuse-series-unclear", {"words": "每学期开学前检查"}),
        ("/task @li 每周五巡查，节假日除外", "refuse-series-not-out", {"words": "每周五"}),
        ("/task @li 每月25日前报送月报，到明天为止", "refuse-series-end", {"words": "明天", "rule": "每月25日前"}),
        ("/recurring 7", "refuse-series-none", {"number": 7}),
        ("/recurring 胡说", "refuse-series-usage", {}),
        ("/recurring 1 胡说", "refuse-series-unread", {"words": "胡说", "number": 1}),
        ("/recurring 1 提前40天", "refuse-series-ahead", {"words": "每月3日前"}),
        ("/recurring 1 每小时", "refuse-series-often", {"words": "每小时"}),
        ("/recurring 1 resume", "refuse-series-running", {"number": 1}),
        ("/recurring 1 unskip", "refuse-series-not-skipped", {"number": 1}),
        ("/recurring 1 @nobody", "refuse-unknown-person", {"name": "@nobody"}),
    ],
)
async def test_what_cannot_be_is_one_sentence_and_changes_nothing(
    office: Stage, words: Words, order: str, key: str, fields: dict[str, object]
) -> None:
    await every(office, MONTHLY["zh-Hans"])
    before = office.state()
    said = await office.say(office.wang, None, order)
    assert [m.text for m in said] == [words(key, **fields)]
    assert office.state() == before


async def test_staff_keep_their_own_and_see_no_others(office: Stage, words: Words) -> None:
    s = office
    await every(s, "/task @zhao 每月25日前 报送月报")
    [asked] = await s.say(s.li, None, "/task 每周五 交周报")
    await s.press(s.li, asked, "🔁 每周五")
    listed = (await s.say(s.li, None, "/recurring"))[-1].text
    assert "S2" in listed
    assert "S1" not in listed
    assert words("refuse-series-none", number=1) in (await s.say(s.li, None, "/recurring 1"))[-1].text
    assert "S1" in (await s.say(s.zhou, None, "/recurring"))[-1].text, "who runs the team sees it"
    assert words("refuse-series-right", number=1) in (await s.say(s.zhao, None, "/recurring 1 stop"))[-1].text


async def test_a_lead_who_left_is_asked_about_stays_in_sight_and_is_replaced_with_a_tap(office: Stage) -> None:
    s = office
    await every(s, "/task @li 每月25日前 报送月报")
    await s.say(s.wang, None, "/remove @li")
    await s.press(s.wang, s.last(s.wang), "移出")
    [left] = ones(s, s.wang, "负责的常规事项")
    assert "S1 报送月报" in left.text
    assert "换承办人 S1" in [b.text for b in left.all_buttons()]
    await s.pass_time(local(23, 12, month=12))
    assert len(ones(s, s.wang, "承办人已不在：")) == 1
    mornings = [m for m in s.messages(s.wang) if "等指定承办人 1 件" in (m.text or "")]
    assert len(mornings) > 10, "it stays in sight, every morning"
    assert "等指定承办人" in (await s.say(s.wang, None, "/recurring"))[-1].text
    await s.press(s.wang, mornings[-1], "换承办人 S1")
    await s.press(s.wang, s.last(s.wang), "赵倩")
    assert series(s)[0][3:] == ("running", "2027-01-25", 2)
    assert "报送月报" in s.card(s.zhao, 2).text


async def test_after_downtime_one_message_tells_what_was_missed(office: Stage) -> None:
    s = office
    await every(s, "/task @li 每周五18:00前 交周报")
    await s.stop_bot()
    s.clock.set(local(10, 10, month=12) + timedelta(days=7))
    await s.start_bot()
    await s.settle()
    await s.pass_time(timedelta(hours=2))
    [told] = ones(s, s.wang, "没能按时交办")
    assert "12月4日" in told.text
    assert "12月11日" in told.text
    assert series(s)[0][5] == 2, "the one that is coming is made, and no burst"


async def test_an_order_with_a_rule_is_no_answer_to_the_question_before(office: Stage) -> None:
    await office.say(office.wang, None, "让李明每月31日报送月报")
    asked = (await office.say(office.wang, None, "让李明每旬报送旬报"))[-1]
    assert "事项：报送旬报" in asked.text


async def test_a_task_made_ahead_follows_the_calendar_and_people_are_told(office: Stage) -> None:
    s = office
    await every(s, "/task @li 每月25日前 报送月报")
    await s.press(s.li, s.card(s.li, 1), "t:accept:1")
    await s.stop_bot()
    off = {"2026-11-25": "off"}
    await s.start_bot(office={"overrides": off})
    await s.settle()
    assert dues(s) == ["11-24"]
    [told] = ones(s, s.li, "工作日历")
    assert "#1" in told.text
    assert await s.audit() == []


async def test_plain_words_in_private_find_a_series(office: Stage, words: Words) -> None:
    s = office
    await every(s, "/task @li 每月25日前 报送月报")
    assert words("series-list", n=1) in (await s.say(s.wang, None, "有哪些常规事项？"))[-1].text
    assert "S1 报送月报" in (await s.say(s.li, None, "我的常规事项"))[-1].text
    await s.say(s.wang, None, "S1 @zhao 提前3天")
    assert s.rows("SELECT lead_id, ahead FROM series") == [(4, "3d")]
    await s.say(s.wang, None, "停止S1")
    assert series(s)[0][3] == "stopped"
    await s.say(s.wang, None, "恢复S1")
    assert series(s)[0][3] == "running"
