"""What stands in a ledger about days, as somebody read it: by whose clock, which day, how late, when last heard of."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from typing import Any

from icalendar import Calendar
from openpyxl import load_workbook

from tests.bot.test_tables_read import an_xlsx
from tests.journeys.conftest import Words
from tests.journeys.test_import import LI, imports
from tests.stage import Stage

zh = Words("zh-Hans")
DUE, GIVEN, REPORTED = (f"{what}（UTC+8）" for what in ("完成时限", "交办时间", "最近反馈"))


async def table(s: Stage, who: Any) -> list[dict[str, str]]:
    """Somebody's ledger as a table of commas."""
    [*_, sent] = await s.say(who, None, "/ledger csv")
    return list(csv.DictReader(io.StringIO(sent.media.data.decode("utf-8-sig"))))


async def test_the_head_names_the_zone_and_a_day_is_the_same_day_in_tokyo_and_london(office: Stage) -> None:
    s = office
    await s.say(s.wang, None, "/task @li 12月24日前 交报告")
    await s.say(s.wang, None, "/task @li 12月24日18点 交附表")
    day, hour = await table(s, s.wang)
    assert (day[DUE], hour[DUE]) == ("2026-12-24", "2026-12-24 18:00")
    await s.say(s.li, None, "/timezone Asia/Tokyo")
    day, hour = await table(s, s.li)
    assert (day["完成时限（UTC+9）"], hour["完成时限（UTC+9）"]) == ("2026-12-24", "2026-12-24 19:00")
    [*_, sent] = await s.say(s.li, None, "/ledger ics")
    days = [str(event["dtstart"].dt) for event in Calendar.from_ical(sent.media.data).walk("VEVENT")]
    assert days[0] == "2026-12-24", "in a calendar too"
    await s.say(s.li, None, "/timezone Europe/London")
    day, hour = await table(s, s.li)
    assert (day["完成时限（Europe/London）"], hour["完成时限（Europe/London）"]) == ("2026-12-24", "2026-12-24 10:00")


async def test_a_ledger_from_another_zone_is_imported_by_the_zone_in_its_head(office: Stage) -> None:
    s = office
    head = ("编号", "事项", "牵头人", "完成时限（UTC+9）")
    rows = [head, (None, "甲", LI, datetime(2026, 12, 24, 19, 0)), (None, "乙", LI, "2026-12-24")]  # noqa: DTZ001
    preview = await imports(s, "a.xlsx", an_xlsx(rows))
    await s.press(s.wang, preview, zh("button-import-yes", n=2))
    hour, day = await table(s, s.wang)
    assert (hour[DUE], day[DUE]) == ("2026-12-24 18:00", "2026-12-24")


async def test_what_was_closed_late_elsewhere_is_late_here_too(office: Stage) -> None:
    s = office
    head = ("事项", "牵头人", "完成时限", "状态", "办结时间", "交办时间")
    rows = [
        head, ("晚的", LI, "2026-11-10", "已完成", "2026-11-20", "2026-11-02"),
        ("准时的", LI, "2026-11-10", "已完成", "2026-11-10", "2026-11-02"),
    ]  # fmt: skip
    preview = await imports(s, "a.xlsx", an_xlsx(rows))
    await s.press(s.wang, preview, zh("button-import-yes", n=2))
    found = {row["事项"]: row for row in await table(s, s.wang)}
    assert [found[title]["是否超时"] for title in ("晚的", "准时的")] == ["是", "否"]
    assert float(found["晚的"]["超时时长（工作小时）"]) > 8
    [bulletin, *_] = await s.say(s.wang, None, "/bulletin 2026-11")
    assert "50%" in bulletin.text
    assert "100%" not in bulletin.text
    assert s.rows("SELECT count(*) FROM slips") == [(0,)], "nothing is held against anybody"
    assert await s.audit() == []


async def test_the_last_report_is_a_report_and_no_pause_or_handing_over(office: Stage) -> None:
    s = office
    await s.say(s.wang, None, "/task @li 12月24日 甲")
    await s.say(s.wang, None, "/task @li 12月24日 乙")
    await s.say(s.li, None, "/accept 1")
    await s.say(s.li, None, "/report 2 做了一半")
    await s.pass_time(timedelta(hours=1))
    await s.say(s.wang, None, "/pause 2 12月1日 等上级")
    one, two = await table(s, s.wang)
    assert (one[REPORTED], two[REPORTED]) == ("", "2026-11-23 09:30")


async def test_a_calendar_counts_what_it_holds_and_none_is_sent_where_it_holds_nothing(office: Stage) -> None:
    s = office
    await s.say(s.wang, None, "/task @li 12月24日 甲")
    await s.say(s.wang, None, "/task @li 12月25日 乙")
    await s.say(s.li, None, "/accept 2")
    await s.say(s.wang, None, "/pause 2 12月1日 等上级")
    [*_, sent] = await s.say(s.wang, None, "/ledger ics")
    assert zh("ledger-file-ics", of=zh("ledger-everything"), n=1) in sent.text
    assert zh("ledger-paused-out", n=1) in sent.text
    await s.say(s.wang, None, "/cancel 1 不办了")
    [*_, none] = await s.say(s.wang, None, "/ledger ics")
    assert none.text == zh("ledger-no-deadlines")
    assert none.media is None


async def test_the_hours_that_open_matters_are_late_count_for_their_people(office: Stage) -> None:
    s = office
    await s.say(s.wang, None, "/task @li 今天18点 甲")
    await s.pass_time(timedelta(days=1, hours=3))
    [*_, sent] = await s.say(s.wang, None, "/ledger xlsx")
    book = load_workbook(io.BytesIO(sent.media.data))
    head, *rows = book[zh("ledger-sheet-people")].values
    hours = dict(zip(head, rows[0], strict=True))[zh("ledger-people-lateness")]
    assert hours > 0
