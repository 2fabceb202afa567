"""月通报 as people see it: drafted, objected to, frozen with a number, told once; asked for by word and button."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.journeys.conftest import Words
from tests.stage import ZONE, Stage, stage

OCTOBER = datetime(2026, 10, 12, 9, 30, tzinfo=ZONE)
SAID = {
    "zh-Hans": {
        "given": ("@li 10月16日前 报送三季度总结", "@zhao 10月15日前 起草提纲", "@zhao 10月30日前 汇总数据"),
        "ask": "10月完成情况", "quarter": "四季度", "none": "五季度", "ahead": "2027年", "why": "系统停机",
    },
    "zh-Hant": {
        "given": ("@li 10月16日前 報送第三季總結", "@zhao 10月15日前 草擬綱要", "@zhao 10月30日前 彙整資料"),
        "ask": "10月督辦月報", "quarter": "第四季", "none": "第五季", "ahead": "2027年", "why": "系統停機",
    },
    "en": {
        "given": (
            "@li by October 16 send the third quarter review",
            "@zhao by October 15 draft the outline",
            "@zhao by October 30 collect the figures",
        ),
        "ask": "October bulletin", "quarter": "Q4", "none": "Q5", "ahead": "2027", "why": "the system was down",
    },
}  # fmt: skip


async def an_october(s: Stage, said: dict) -> None:
    """One done late, one in time, one overdue."""
    await s.set_up_office()
    for words in said["given"]:
        await s.say(s.wang, s.group, f"/task {words}")
    for who, number in ((s.li, 1), (s.zhao, 2), (s.zhao, 3)):
        await s.say(who, None, f"/accept {number}")
    await s.pass_time(datetime(2026, 10, 12, 17, tzinfo=ZONE))
    for who, number in ((s.li, 1), (s.zhao, 2), (s.zhao, 3)):
        await s.say(who, None, f"/report {number} 50%")
    await s.pass_time(datetime(2026, 10, 14, 15, tzinfo=ZONE))
    await s.say(s.zhao, None, "/done 2 ok")
    await s.say(s.wang, None, "/approve 2 5")
    await s.pass_time(datetime(2026, 10, 19, 15, tzinfo=ZONE))
    await s.say(s.li, None, "/done 1 ok")
    await s.say(s.wang, None, "/approve 1 4")


def about(s: Stage, chat: object, words: str) -> list:
    """The bot's messages in a chat in which these words stand."""
    return [m for m in s.messages(chat) if m.sender is s.world.bot and words in (m.text or "")]


def buttons(message: object) -> list[str]:
    """What its buttons carry."""
    return [b.data for b in message.all_buttons() if b.data]


@pytest.mark.parametrize("language", list(SAID))
async def test_a_month_is_drafted_objected_to_frozen_and_told(language: str, tmp_path: Path) -> None:
    said, words = SAID[language], Words(language)
    async with stage(tmp_path, language, OCTOBER) as s:
        await an_october(s, said)
        await s.pass_time(datetime(2026, 11, 2, 9, 30, tzinfo=ZONE))
        drafted = words("bulletin-drafted", periods=period(words, language))
        assert [len(about(s, p, drafted)) for p in (s.zhou, s.wang, s.li, s.zhao)] == [1, 1, 0, 0]
        line = words("bulletin-line-overdue", name="综合部", done=2, rate="50%", open=1, overdue=1)
        assert line in about(s, s.zhou, drafted)[0].text

        [named] = [
            m for m in s.messages(s.li) if any(d.startswith("b:1:finish") for d in buttons(m)) and "📊" in m.text
        ]
        await s.press(s.li, named, next(d for d in buttons(named) if d.startswith("b:1:finish")))
        looked = s.last(s.li)
        appeal = next(d for d in buttons(looked) if ":appeal" in d)
        await s.press(s.li, looked, appeal)
        await s.say(s.li, None, said["why"], reply_to=s.last(s.li).id)
        await s.pass_time(timedelta(hours=1))
        [heard] = [m for m in s.messages(s.wang) if "t:waive:1:finish.1" in buttons(m)]
        await s.press(s.wang, heard, "t:waive:1:finish.1")

        await s.stop_bot()
        await s.start_bot()
        await s.pass_time(datetime(2026, 11, 4, 18, 30, tzinfo=ZONE))
        title = title_of(words, language, "综合部")
        [told] = about(s, s.group, title)
        assert words("bulletin-numbered", title=title, number=1) in told.text
        assert words("bulletin-done", n=2, rate="100%") in told.text, "the waiver counts"
        assert "赵倩" not in told.text, "nobody is named in the group"
        assert len(about(s, s.wang, title_of(words, language, "测试局"))) == 1
        await s.stop_bot()
        await s.start_bot()
        await s.pass_time(timedelta(days=1))
        assert len(about(s, s.group, title)) == 1
        assert s.rows("SELECT team_id, number FROM bulletins WHERE period = '2026-10' ORDER BY id") == [
            (None, 1),
            (1, 1),
        ]
        assert not await s.audit()


def period(words: Words, language: str) -> str:
    """October as it is written."""
    return "October 2026" if language == "en" else "2026年10月"


def title_of(words: Words, language: str, of: str) -> str:
    """The title of the month of a team."""
    return words("bulletin-title-month", of=of, period=period(words, language))


@pytest.mark.parametrize("language", list(SAID))
async def test_it_is_asked_for_and_every_figure_leads_to_what_is_behind_it(language: str, tmp_path: Path) -> None:
    said, words = SAID[language], Words(language)
    async with stage(tmp_path, language, OCTOBER) as s:
        await an_october(s, said)
        await s.pass_time(datetime(2026, 11, 9, 10, tzinfo=ZONE))
        [asked] = await s.say(s.zhou, None, said["ask"])
        title = title_of(words, language, "综合部")
        assert words("bulletin-numbered", title=title, number=1) in asked.text
        assert words("bulletin-open", given=3, open=1, overdue=1) in asked.text

        await s.press(s.zhou, asked, "bu:l:2026-10:1:late:0")
        assert "#1" in asked.text
        assert "#3" not in asked.text
        await s.press(s.zhou, asked, "bu:t:2026-10:1")
        await s.press(s.zhou, asked, "bu:l:2026-10:1:overdue:0")
        assert "#3" in asked.text
        await s.press(s.zhou, asked, "s:3")
        await s.press(s.zhou, asked, "bu:t:2026-10:1")
        await s.press(s.zhou, asked, "bu:t:2026-10:1:p")
        assert words("bulletin-line", name="李明", done=1, rate="0%", open=0) in asked.text
        await s.press(s.zhou, asked, "bu:t:2026-10:1:w")
        await s.press(s.zhou, asked, "bu:t:2026-11:1")
        assert words("bulletin-open-now", given=0, open=1, overdue=1) in asked.text
        assert "bu:t:2026-12:1" not in buttons(asked), "nothing leads to what has not begun"

        [running] = await s.say(s.wang, None, f"/bulletin {said['quarter']}")
        assert words("bulletin-open-now", given=3, open=1, overdue=1) in running.text
        await s.press(s.wang, running, "bu:s:2026Q4:0")
        await s.press(s.wang, running, "bu:t:2026Q4:1")
        assert "综合部" in running.text

        [own] = await s.say(s.li, None, "/bulletin 2026-10")
        assert words("bulletin-done", n=1, rate="0%") in own.text
        assert "#3" not in own.text
        [nothing] = await s.say(s.li, None, f"/bulletin {said['none']}")
        assert nothing.text == words("refuse-period-none", words=said["none"])
        [ahead] = await s.say(s.li, None, f"/bulletin {said['ahead']}")
        assert ahead.text == words("refuse-month-ahead", words=said["ahead"])


async def test_nobody_reads_the_bulletin_of_others_by_a_button_they_made_up(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path, "zh-Hans", OCTOBER) as s:
        await an_october(s, SAID["zh-Hans"])
        await s.pass_time(datetime(2026, 11, 9, 10, tzinfo=ZONE))
        [own] = await s.say(s.li, None, "/bulletin")
        refused = words("refuse-bulletin-not-yours")
        for data in (
            "bu:t:2026-10:1",
            "bu:t:2026-10:0",
            "bu:l:2026-10:1:late:0",
            "bu:f:2026-10:1:book",
            "bu:t:2026-10:99",
        ):
            assert await s.press(s.li, own, data, stale=True) == refused
        old = words("refuse-button-old")
        for data in ("bu:t:2026-13:1", "bu:x:2026-10:1", "bu:l:2026-10:1:all:0", "bu:t", "bu:s:2026-10:0"):
            assert await s.press(s.li, own, data, stale=True) == (refused if data.startswith("bu:l") else old)
        [mine] = await s.say(s.zhou, None, "/bulletin")
        assert await s.press(s.zhou, mine, "bu:t:2026-10:0", stale=True) == refused, (
            "a supervisor of a team runs no office"
        )

        [group] = await s.say(s.li, s.group, "/bulletin")
        for data in ("bu:t:2026-10:0", "bu:t:2026-10:2", "bu:l:2026-10:1:late:0"):
            assert await s.press(s.li, group, data, stale=True) == old
        assert await s.press(s.li, group, "bu:t:2026-10:1:p", stale=True) == words("refuse-open-private")
        before = group.text
        await s.press(s.li, group, "bu:l:2026-10:1:overdue:0")
        assert group.text == before, "the bulletin stays, its list comes below"
        assert "#3" in s.last(s.group).text
        assert "赵倩" not in s.last(s.group).text


async def test_an_office_that_allows_it_shows_each_person_in_the_group(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path, "zh-Hans", OCTOBER) as s:
        await an_october(s, SAID["zh-Hans"])
        await s.stop_bot()
        await s.start_bot(rules={"bulletin": {"persons": True}})
        await s.pass_time(datetime(2026, 11, 9, 10, tzinfo=ZONE))
        [group] = await s.say(s.li, s.group, "/bulletin")
        assert "赵倩" in group.text
        await s.press(s.li, group, "bu:t:2026-10:1:p")
        assert words("bulletin-line", name="李明", done=1, rate="0%", open=0) in group.text


async def test_what_is_confidential_stands_in_no_bulletin(tmp_path: Path) -> None:
    async with stage(tmp_path, "zh-Hans", OCTOBER) as s:
        await an_october(s, SAID["zh-Hans"])
        await s.say(s.wang, None, "/confidential 3")
        [office] = await s.say(s.wang, None, "/bulletin 2026-10")
        assert "#3" not in office.text
        assert Words("zh-Hans")("bulletin-open-now", given=2, open=0, overdue=0) in office.text


async def test_what_becomes_confidential_later_has_no_name_in_a_frozen_bulletin(tmp_path: Path) -> None:
    async with stage(tmp_path, "zh-Hans", OCTOBER) as s:
        await an_october(s, SAID["zh-Hans"])
        await s.pass_time(datetime(2026, 11, 9, 10, tzinfo=ZONE))
        [before] = await s.say(s.zhou, None, "/bulletin 2026-10")
        assert "#3" in before.text
        await s.say(s.wang, None, "/confidential 3")
        [after] = await s.say(s.zhou, None, "/bulletin 2026-10")
        assert "#3" not in after.text
        assert "汇总数据" not in after.text


async def test_months_that_went_by_while_the_bot_was_down_are_told_once_with_the_last(tmp_path: Path) -> None:
    async with stage(tmp_path, "zh-Hans", OCTOBER) as s:
        await an_october(s, SAID["zh-Hans"])
        await s.stop_bot()
        s.clock.set(datetime(2027, 1, 20, 15, tzinfo=ZONE))
        await s.start_bot()
        await s.pass_time(timedelta(hours=2))
        assert not s.rows("SELECT 1 FROM bulletins WHERE frozen_at IS NOT NULL"), (
            "whoever may object has their time first"
        )
        assert len([m for m in s.messages(s.zhou) if "草稿" in (m.text or "")]) == 1
        await s.pass_time(datetime(2027, 1, 25, 18, tzinfo=ZONE))
        told = [m.text for m in s.messages(s.group) if "督办通报" in (m.text or "")]
        assert len(told) == 1
        assert "2026年12月督办通报（第 3 期）" in told[0]
        assert "同时定稿：2026年四季度第 1 期、2026年第 1 期" in told[0]
        numbers = s.rows("SELECT period, number FROM bulletins WHERE team_id = 1 ORDER BY number, period")
        assert numbers == [("2026", 1), ("2026-10", 1), ("2026Q4", 1), ("2026-11", 2), ("2026-12", 3)]
        await s.stop_bot()
        await s.start_bot()
        await s.pass_time(datetime(2027, 2, 1, 9, 30, tzinfo=ZONE))
        assert len([m for m in s.messages(s.zhou) if "草稿" in (m.text or "")]) == 2


@pytest.mark.parametrize("language", list(SAID))
async def test_downtime_over_the_freeze_takes_nobody_the_right_to_object(language: str, tmp_path: Path) -> None:
    said, words = SAID[language], Words(language)
    async with stage(tmp_path, language, OCTOBER) as s:
        await an_october(s, said)
        await s.pass_time(datetime(2026, 10, 30, 18, tzinfo=ZONE))
        await s.stop_bot()
        s.clock.set(datetime(2026, 11, 6, 10, tzinfo=ZONE))
        s.world.send(s.zhao, None, f"/appeal 3 {said['why']}")
        await s.start_bot()
        await s.settle()
        assert s.rows("SELECT appeal FROM clocks WHERE task_id = 3 AND appealed_at IS NOT NULL") == [(said["why"],)]
        assert not about(s, s.group, title_of(words, language, "综合部"))
        month = period(words, language)
        assert about(s, s.zhou, words("bulletin-drafted", periods=month))
        assert about(s, s.li, words("bulletin-named", n=1, period=month, until="§").split("§")[0])
        await s.pass_time(datetime(2026, 11, 11, 17, 59, tzinfo=ZONE))
        assert not about(s, s.group, title_of(words, language, "综合部"))
        await s.pass_time(datetime(2026, 11, 11, 18, 30, tzinfo=ZONE))
        assert len(about(s, s.group, title_of(words, language, "综合部"))) == 1


async def test_at_the_turn_of_the_year_the_draft_shows_month_quarter_and_year_with_their_own_figures(
    tmp_path: Path,
) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path, "zh-Hans", OCTOBER) as s:
        await an_october(s, SAID["zh-Hans"])
        await s.pass_time(datetime(2026, 12, 14, 9, tzinfo=ZONE))
        await s.say(s.wang, s.group, "/task @li 12月15日下班前 报数据")
        await s.say(s.li, None, "/done 4 好")
        await s.say(s.wang, None, "/approve 4")
        await s.pass_time(datetime(2027, 1, 4, 9, 30, tzinfo=ZONE))
        drafted = words("bulletin-drafted", periods="2026年12月、2026年四季度、2026年")
        [draft] = about(s, s.zhou, drafted)
        lines = draft.text.splitlines()
        for label, done, rate in (("2026年12月", 1, "100%"), ("2026年四季度", 3, "67%"), ("2026年", 3, "67%")):
            below = lines[lines.index(label) + 1]
            assert below == words("bulletin-line-overdue", name="综合部", done=done, rate=rate, open=1, overdue=1)


@pytest.mark.parametrize(("language", "month"), [("zh-Hans", "10月"), ("zh-Hant", "2026年10月"), ("en", "October")])
async def test_report_with_a_month_is_the_bulletin_and_with_a_number_a_report(
    tmp_path: Path, language: str, month: str
) -> None:
    async with stage(tmp_path, language, OCTOBER) as s:
        await an_october(s, SAID[language])
        [asked] = await s.say(s.wang, None, f"/bulletin {month}")
        [shown] = await s.say(s.wang, None, f"/report {month}")
        assert shown.text == asked.text
        await s.say(s.zhao, None, "/report 3 80%")
        assert s.rows("SELECT percent FROM tasks WHERE id = 3") == [(80,)]


async def test_a_team_a_person_and_a_file_are_read_behind_the_period_by_the_rights_of_the_buttons(
    tmp_path: Path,
) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path, "zh-Hans", OCTOBER) as s:
        await an_october(s, SAID["zh-Hans"])
        team = title_of(words, "zh-Hans", "综合部")
        [of_team] = await s.say(s.wang, None, "/bulletin 10月 综合部")
        assert of_team.text.startswith(f"📊 {team}")
        theirs = words("bulletin-of-person", member="赵倩", period="2026年10月", of="测试局")
        for line in ("/bulletin 10月 @zhao", "/bulletin 赵倩 10月"):
            [of_person] = await s.say(s.wang, None, line)
            assert of_person.text.startswith(theirs), line
        assert "综合部" in (await s.say(s.zhou, None, "/bulletin 10月 @zhao"))[-1].text
        assert (
            words("bulletin-own", period="2026年10月") in (await s.say(s.zhao, None, "/bulletin 10月 @zhao"))[-1].text
        )
        for line, ending in (("10月 xlsx", "xlsx"), ("10月 docx", "docx"), ("10月 综合部 图片", "png")):
            await s.say(s.wang, None, f"/bulletin {line}")
            assert s.last(s.wang).media.name.endswith(ending), line
        refused = words("refuse-bulletin-not-yours")
        for line in ("10月 综合部", "10月 @zhao", "10月 xlsx"):
            assert [m.text for m in await s.say(s.li, None, f"/bulletin {line}")] == [refused], line
        assert [m.text for m in await s.say(s.wang, s.group, "/bulletin 10月 @zhao")] == [words("refuse-open-private")]
        assert title_of(words, "zh-Hans", "综合部") in (await s.say(s.li, s.group, "/bulletin 10月 综合部"))[-1].text


async def test_in_the_first_month_every_way_to_ask_tells_of_that_month(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path, "zh-Hans", OCTOBER) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, "/task @li 10月16日前 报送三季度总结")
        for line in ("/bulletin", "通报", "/bulletin 综合部", "/bulletin @li", "李明的通报"):
            assert "2026年10月" in (await s.say(s.wang, None, line))[-1].text, line
        await s.say(s.wang, None, "/bulletin xlsx")
        assert "2026-10" in s.last(s.wang).media.name or "10月" in s.last(s.wang).media.name
        assert words("bulletin-own", period="2026年10月") in (await s.say(s.li, None, "/bulletin"))[-1].text


async def test_what_was_declined_is_held_against_nobody_but_who_gave_it(tmp_path: Path) -> None:
    async with stage(tmp_path, "zh-Hans", OCTOBER) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, "/task @zhao 10月14日前 退回的事")
        await s.say(s.zhao, None, "/decline 1 不归我管")
        await s.pass_time(datetime(2026, 10, 16, 15, tzinfo=ZONE))
        [told] = await s.say(s.wang, None, "/bulletin 10月")
        await s.press(s.wang, told, "👤 各人")
        by_person = s.last(s.wang).text
        assert "王主任：办结 0，按时 —，在办 1（超时 1）" in by_person
        assert "赵倩" not in by_person
        await s.say(s.wang, None, "/ledger xlsx")
        book = load_workbook(io.BytesIO(s.last(s.wang).media.data))
        head, row = [[cell.value for cell in row] for row in book["未办结"].iter_rows()]
        assert row[head.index("超时时长（工作小时）")] == 13, "a day of eight hours, and five of the next"
        assert [cell.value for cell in list(book["按人员"].iter_rows())[1]][:3] == ["王主任", 1, 1]
