"""The days of an imported ledger, as somebody in the office met them: lying previews, days without a year, closed rows."""

from __future__ import annotations

from datetime import timedelta

from tests.bot.test_tables_read import an_xlsx
from tests.journeys.conftest import Words
from tests.journeys.test_import import LI, ZHAO, imports, labels, tasks
from tests.stage import Stage

HEAD = ("事项", "牵头人", "完成时限")
CLOSED = (*HEAD, "状态", "办结时间", "交办时间")
zh = Words("zh-Hans")


def due(s: Stage) -> list[tuple]:
    """Each matter with the wall clock of its deadline in UTC."""
    return s.rows("SELECT title, substr(due_at, 1, 16) FROM tasks ORDER BY id")


async def test_what_was_confirmed_is_made_however_long_the_preview_lay(office: Stage) -> None:
    s = office
    rows = [HEAD, ("今天的", LI, "今天18点"), ("明天的", LI, "明天"), ("三天", LI, "3天内"), ("周五", LI, "本周五")]
    preview = await imports(s, "a.xlsx", an_xlsx(rows))
    assert "11月24日" in preview.text
    await s.pass_time(timedelta(hours=20))
    said = await s.press(s.wang, preview, zh("button-import-yes", n=4))
    assert said == zh("import-not-yet")
    assert zh("import-row", row=2, why=zh("import-why-past", words="2026-11-23")) in preview.text, (
        "the row stands there"
    )
    assert "11月24日" in preview.text, "tomorrow is the day after the file came"
    await s.press(s.wang, preview, zh("button-import-past", n=1))
    await s.press(s.wang, preview, zh("button-import-yes", n=4))
    assert due(s) == [
        ("今天的", "2026-11-23 10:00"), ("明天的", "2026-11-24 15:59"), ("三天", "2026-11-26 15:59"),
        ("周五", "2026-11-27 15:59"),
    ]  # fmt: skip
    assert await s.audit() == []


async def test_a_file_answered_with_import_counts_from_when_it_was_sent(office: Stage) -> None:
    s = office
    sent = s.world.file(s.wang, None, "a.docx", b"PK", caption="收好")
    sent = s.world.file(s.wang, None, "a.xlsx", an_xlsx([HEAD, ("三天", LI, "3天内")]), caption="下周用")
    await s.settle()
    await s.pass_time(timedelta(days=1))
    await s.say(s.wang, None, "/import", reply_to=sent.id)
    preview = s.last(s.wang)
    await s.press(s.wang, preview, zh("button-import-yes", n=1))
    assert due(s) == [("三天", "2026-11-26 15:59")]


async def test_the_twentieth_of_october_is_not_put_off_for_eleven_months(office: Stage) -> None:
    s = office
    words = ("10.20", "10/20", "10-20", "9.5", "20 Oct", "10月20日前", "11月20日", "10月底")
    preview = await imports(s, "a.xlsx", an_xlsx([HEAD, *((w, LI, w) for w in words), ("年底的", LI, "12月20日前")]))
    assert "2027" not in preview.text
    assert zh("import-row", row=2, why=zh("import-why-past", words="2026-10-20")) in preview.text
    await s.press(s.wang, preview, zh("button-import-past", n=8))
    await s.press(s.wang, preview, zh("button-import-yes", n=9))
    assert [at[:10] for _, at in due(s)] == [
        "2026-10-20", "2026-10-20", "2026-10-20", "2026-09-05", "2026-10-20", "2026-10-20", "2026-11-20", "2026-10-31",
        "2026-12-20",
    ]  # fmt: skip


async def test_a_number_12_2_may_be_the_twentieth_and_is_asked_with_one_tap_for_the_column(office: Stage) -> None:
    s = office
    rows = [HEAD, ("甲", LI, 12.2), ("乙", LI, 12.28), ("丙", LI, 12.1)]
    preview = await imports(s, "a.xlsx", an_xlsx(rows))
    assert zh("import-row", row=2, why=zh("import-why-two-ways", words="12.2")) in preview.text
    one, ten = preview.buttons[0]
    assert [one.text, ten.text] == ["12.2＝12月2日周三", "12.2＝12月20日周日"]
    await s.press(s.wang, preview, ten.text)
    await s.press(s.wang, preview, zh("button-import-yes", n=3))
    assert [at[:10] for _, at in due(s)] == ["2026-12-20", "2026-12-28", "2026-12-10"]
    preview = await imports(s, "b.csv", "事项,牵头人,完成时限\n丁,李明,12.2\n".encode())
    assert zh("import-row", row=2, why=zh("import-why-two-ways", words="12.2")) in preview.text, (
        "a table of commas as well"
    )
    preview = await imports(s, "b.csv", "事项,牵头人,完成时限\n丁,李明,12.2\n戊,李明,12.30\n".encode())
    assert zh("import-counts", n=2, open=2, closed=0) in preview.text, "not where noughts were kept"


async def test_12_10_2026_is_read_as_its_column_is_or_asked(office: Stage) -> None:
    s = office
    preview = await imports(s, "a.xlsx", an_xlsx([HEAD, ("甲", LI, "05/12/2026"), ("乙", LI, "20/12/2026")]))
    await s.press(s.wang, preview, zh("button-import-yes", n=2))
    assert [at[:10] for _, at in due(s)] == ["2026-12-05", "2026-12-20"]
    preview = await imports(s, "b.xlsx", an_xlsx([HEAD, ("丙", LI, "12/10/2026")]))
    assert zh("import-row", row=2, why=zh("import-why-two-ways", words="12/10/2026")) in preview.text
    await s.press(s.wang, preview, "12/10/2026＝12月10日周四")
    await s.press(s.wang, preview, zh("button-import-yes", n=1))
    assert due(s)[-1] == ("丙", "2026-12-10 15:59")


async def test_a_day_long_past_without_a_year_is_asked_which_year(office: Stage) -> None:
    s = office
    preview = await imports(s, "a.xlsx", an_xlsx([HEAD, ("甲", LI, "6.1")]))
    await s.press(s.wang, preview, "6.1＝2027年6月1日周二")
    await s.press(s.wang, preview, zh("button-import-yes", n=1))
    assert due(s) == [("甲", "2027-06-01 15:59")]


async def test_what_has_no_deadline_yet_can_be_imported_so(office: Stage) -> None:
    s = office
    preview = await imports(s, "a.xlsx", an_xlsx([HEAD, ("甲", LI, "长期"), ("乙", LI, "待定"), ("丙", LI, "/")]))
    assert zh("import-row", row=2, why=zh("import-why-undated", words="长期")) in preview.text
    await s.press(s.wang, preview, zh("button-import-undated", n=3))
    assert zh("import-so-undated", n=3) in preview.text
    await s.press(s.wang, preview, zh("button-import-yes", n=3))
    assert len(tasks(s)) == 3


async def test_a_day_is_the_same_moment_however_it_was_written(office: Stage) -> None:
    s = office
    words = ("2026-12-20", "2026.12.20", "12月20日前", "2026-12-20 00:00:00", "20261220")
    preview = await imports(s, "a.xlsx", an_xlsx([HEAD, *((w, LI, w) for w in words)]))
    await s.press(s.wang, preview, zh("button-import-yes", n=5))
    assert {at for _, at in due(s)} == {"2026-12-20 15:59"}
    assert s.rows("SELECT DISTINCT due_day_only FROM tasks") == [(1,)]


async def test_a_closed_row_without_its_day_is_asked_about_and_nothing_is_made_up_in_silence(office: Stage) -> None:
    s = office
    rows = [
        CLOSED,
        ("甲", LI, "2026-11-10", "已完成", None, None),
        ("乙", LI, "2026-11-10", "已完成", "2026-11-09", None),
    ]
    preview = await imports(s, "a.xlsx", an_xlsx(rows))
    assert zh("import-row", row=2, why=zh("import-why-closed", words="")) in preview.text
    await s.press(s.wang, preview, zh("button-import-closed", n=1))
    assert zh("import-so-closed", n=1) in preview.text
    assert zh("import-ungiven", n=2) in preview.text
    await s.press(s.wang, preview, zh("button-import-yes", n=2))
    assert s.rows("SELECT substr(closed_at, 1, 10) FROM tasks ORDER BY id") == [("2026-11-10",), ("2026-11-09",)]
    assert await s.audit() == []


async def test_closing_days_and_deadlines_of_closed_rows_need_no_year(office: Stage) -> None:
    s = office
    rows = [
        CLOSED,
        ("甲", LI, "10月20日", "已完成", "10月18日前", "9.1"),
        ("乙", ZHAO, "10.20", "已完成", "10月20日", None),
    ]
    preview = await imports(s, "a.xlsx", an_xlsx(rows))
    assert not any(zh("button-import-past", n=n) in labels(preview) for n in (1, 2)), "what is closed is simply past"
    await s.press(s.wang, preview, zh("button-import-yes", n=2))
    days = "substr(created_at, 1, 10), substr(due_at, 1, 10), substr(closed_at, 1, 10)"
    assert s.rows(f"SELECT {days} FROM tasks ORDER BY id") == [
        ("2026-09-01", "2026-10-20", "2026-10-18"), ("2026-10-20", "2026-10-20", "2026-10-20"),
    ]  # fmt: skip
