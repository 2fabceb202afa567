"""Ledgers as offices have them: marks in titles, no heading row, sheets with heads of their own, numbers of others."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.bot.test_tables_read import an_xlsx
from tests.journeys.conftest import Words
from tests.journeys.test_import import LI, ZHAO, imports, labels, tasks
from tests.stage import Stage, stage

zh = Words("zh-Hans")


# -- the mark of what is confidential ----------------------------------------------------------------------------------


@pytest.mark.parametrize("column", [(), ("保密",)])
async def test_a_row_with_a_lock_before_its_title_is_confidential(office: Stage, column: tuple[str, ...]) -> None:
    s = office
    rows = [("编号", "事项", "牵头人", *column), (7, "🔒 干部调整方案", LI, *column[1:]), (8, "订会议室", ZHAO)]
    preview = await imports(s, "a.xlsx", an_xlsx(rows))
    if column:
        await s.press(s.wang, preview, zh("button-import-check"))
    assert zh("import-hidden", n=1) in preview.text
    await s.press(s.wang, preview, zh("button-import-yes", n=2))
    assert s.rows("SELECT title, confidential FROM tasks ORDER BY id") == [("干部调整方案", 1), ("订会议室", 0)]
    [none] = await s.say(s.zhao, None, "/show 1")
    assert "干部" not in none.text
    assert await s.audit() == []


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
async def test_confidential_matters_sent_back_into_their_office_are_here_already(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, None, "/task @zhao 12月11日 !confidential 整理调整名单")
        await s.say(s.wang, None, "/task @li 12月12日 编制预算")
        asked = "confidential" if language == "en" else "保密"
        for form in ("xlsx", "csv"):
            [*_, sent] = await s.say(s.wang, None, f"/ledger {form} {asked}")
            preview = await imports(s, f"ledger.{form}", sent.media.data)
            assert not any(label.startswith("✅") for label in labels(preview)), preview.text
            await s.press(s.wang, preview, words("button-import-again", n=2))
            assert words("import-hidden", n=1) in preview.text
        assert len(tasks(s)) == 2


# -- no heading row ----------------------------------------------------------------------------------------------------

BARE = "报送方案,李明,2026-12-01\n核对名单,赵倩,2026-12-02\n"


async def test_a_file_without_a_heading_row_loses_no_matter(office: Stage) -> None:
    s = office
    preview = await imports(s, "a.csv", BARE.encode())
    assert zh("import-columns", name="a.csv", n=2) in preview.text
    assert zh("import-headless") in preview.text
    assert "C （例如 2026-12-01）" in preview.text, "a column is called by its letter, with what stands in it"
    for column, means in (("A 报送方案", "title"), ("B 李明", "lead"), ("C 2026-12-01", "due")):
        await s.press(s.wang, preview, column)
        await s.press(s.wang, preview, zh(f"ledger-{means}"))
    await s.press(s.wang, preview, zh("button-import-check"))
    assert zh("import-headless") in preview.text
    await s.press(s.wang, preview, zh("button-import-yes", n=2))
    assert s.rows("SELECT title, substr(due_at, 1, 10) FROM tasks ORDER BY id") == [
        ("报送方案", "2026-12-01"), ("核对名单", "2026-12-02"),
    ]  # fmt: skip


async def test_names_of_this_office_are_no_heading_row(office: Stage) -> None:
    preview = await imports(office, "a.csv", "报送方案,李 明、赵倩\n核对名单,赵倩\n".encode())
    assert zh("import-columns", name="a.csv", n=2) in preview.text
    preview = await imports(office, "a.csv", "报送方案,老孙\n核对名单,老钱\n".encode())
    assert zh("import-columns", name="a.csv", n=1) in preview.text, "nothing tells that these are none"


# -- sheets with heads of their own ------------------------------------------------------------------------------------


async def test_quarters_with_other_heads_are_imported_as_one_ledger(office: Stage) -> None:
    s = office
    second = [("任务内容", "负责人", "截止日期"), ("核对名单", ZHAO, "2027-05-02")]
    rows = [("事项", "牵头人", "完成时限"), ("报送方案", LI, "2026-12-01")]
    preview = await imports(s, "a.xlsx", an_xlsx(rows, 二季度=second))
    assert zh("import-column", letter="A", text="事项 / 任务内容", means=zh("ledger-title")) in preview.text, (
        "what was guessed is shown"
    )
    await s.press(s.wang, preview, zh("button-import-check"))
    await s.press(s.wang, preview, zh("button-import-yes", n=2))
    assert s.rows("SELECT title, substr(due_at, 1, 10) FROM tasks ORDER BY id") == [
        ("报送方案", "2026-12-01"), ("核对名单", "2027-05-02"),
    ]  # fmt: skip


# -- numbers of others -------------------------------------------------------------------------------------------------


async def test_one_button_makes_numbers_of_others_the_source_reference(office: Stage) -> None:
    s = office
    await s.say(s.wang, None, "/task @li 明天 交报告")
    rows = [
        ("编号", "事项", "牵头人", "来源依据", "上级事项"), (1, "别的事", LI, None, None), (7, "甲", LI, "第3号", 1),
        (7, "乙", LI, None, None),
    ]  # fmt: skip
    preview = await imports(s, "a.xlsx", an_xlsx(rows))
    assert zh("import-row", row=2, why=zh("import-why-taken", words="#1 交报告")) in preview.text
    await s.press(s.wang, preview, zh("button-import-numbers"))
    assert zh("import-so-numbers", n=3) in preview.text
    assert zh("import-left-parent", n=1) in preview.text, "#1 here is none of its wholes"
    await s.press(s.wang, preview, zh("button-import-columns"))
    assert zh("import-column", letter="A", text="编号", means=zh("ledger-origin-ref")) in preview.text
    await s.press(s.wang, preview, zh("button-import-check"))
    await s.press(s.wang, preview, zh("button-import-yes", n=3))
    assert s.rows("SELECT title, origin_ref, parent_id FROM tasks WHERE id > 1") == [
        ("别的事", "1", None), ("甲", "第3号", None), ("乙", "7", None),
    ]  # fmt: skip
    assert await s.audit() == []


async def test_the_column_of_numbers_can_be_changed_by_hand_after_the_button(office: Stage) -> None:
    s = office
    rows = [("编号", "事项", "牵头人"), (7, "甲", LI), (7, "乙", LI)]
    preview = await imports(s, "a.xlsx", an_xlsx(rows))
    await s.press(s.wang, preview, zh("button-import-numbers"))
    await s.press(s.wang, preview, zh("button-import-columns"))
    await s.press(s.wang, preview, "A 编号")
    await s.press(s.wang, preview, zh("ledger-number"))
    await s.press(s.wang, preview, zh("button-import-check"))
    assert zh("import-row", row=3, why=zh("import-why-twice", words="第 2 行")) in preview.text


# -- which rows --------------------------------------------------------------------------------------------------------

SAID = {
    "zh-Hans": ("“未办结”第 2、3 行；“已办结、已撤销”第 2 行", "“已办结、已撤销”第 3 行：编号与“未办结”第 3 行相同"),
    "zh-Hant": ("「未办结」第 2、3 列；「已办结、已撤销」第 2 列", "「已办结、已撤销」第 3 列：編號與「未办结」第 3 列相同"),
    "en": (
        "“未办结” rows 2, 3; “已办结、已撤销” row 2", "“已办结、已撤销” row 3: the number stands in “未办结” row 3 already",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", list(SAID))
async def test_rows_are_named_sheet_by_sheet(tmp_path: Path, language: str) -> None:
    words = Words(language)
    here, twice = SAID[language]
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        for title in ("甲", "乙", "丙"):
            await s.say(s.wang, None, f"/task @li 12月25日 {title}")
        head = ("编号", "事项", "牵头人", "完成时限")
        book = Workbook()
        first, second = book.active, book.create_sheet("已办结、已撤销")
        first.title = "未办结"
        for row in (head, (1, "甲", LI, "2026-12-25"), (2, "乙", LI, "2026-12-25")):
            first.append(row)
        for row in (head, (3, "丙", LI, "2026-12-25"), (2, "丁", LI, "2026-12-26")):
            second.append(row)
        made = io.BytesIO()
        book.save(made)
        preview = await imports(s, "a.xlsx", made.getvalue())
        assert words("import-here", n=3, rows=here) in preview.text
        assert twice in preview.text


async def test_of_many_rows_the_first_are_named(office: Stage) -> None:
    s = office
    rows = [("事项", "牵头人", "完成时限"), *((f"事{n}", LI, "2026-12-25") for n in range(14))]
    preview = await imports(s, "a.xlsx", an_xlsx(rows))
    await s.press(s.wang, preview, zh("button-import-yes", n=14))
    again = await imports(s, "a.xlsx", an_xlsx(rows))
    assert "第 2、3、4、5、6、7、8、9、10、11、12、13、… 行" in again.text


# -- many columns ------------------------------------------------------------------------------------------------------


async def test_columns_behind_the_fortieth_are_shown_and_imported(office: Stage) -> None:
    s = office
    head = ["事项", *(f"指标{n}" for n in range(2, 60)), "谁", "时限"]
    preview = await imports(s, "a.xlsx", an_xlsx([head, ["甲", *([None] * 58), LI, "2026-12-25"]]))
    await s.press(s.wang, preview, "›")
    assert zh("import-column", letter="BH", text="谁", means=zh("ledger-lead")) in preview.text
    await s.press(s.wang, preview, "BG 指标59")
    await s.press(s.wang, preview, zh("ledger-tags"))
    assert "BG 指标59" in labels(preview), "the same page of columns"
    await s.press(s.wang, preview, zh("button-import-check"))
    await s.press(s.wang, preview, zh("button-import-yes", n=1))
    assert s.rows("SELECT title, substr(due_at, 1, 10) FROM tasks") == [("甲", "2026-12-25")]


async def test_a_table_that_is_too_wide_is_refused_and_never_cut(office: Stage) -> None:
    head = ["事项", "牵头人", *(f"指标{n}" for n in range(3, 202))]
    preview = await imports(office, "a.xlsx", an_xlsx([head, ["甲", LI]]))
    assert preview.text == zh("refuse-import-wide", most=200)
