"""Which files are ledgers, which rows are matters: sheets with numbers of their own, what is here already, what is left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from domain.errors import Refusal
from domain.model.imports import Import
from domain.model.tasks import Attachment
from domain.ports.store import Store
from domain.usecases.imports import begin
from tests.bot.test_tables_read import an_xlsx
from tests.journeys.conftest import Words
from tests.journeys.test_import import LI, ZHAO, imports, labels, ours, tasks
from tests.stage import Stage, stage

zh = Words("zh-Hans")
HEAD = ("编号", "事项", "牵头人", "完成时限")


async def test_three_monthly_reports_on_three_sheets_are_three_matters(office: Stage) -> None:
    s = office
    sheets = {"1月": [HEAD, (1, "报送月报", LI, "2027-01-25")], "2月": [HEAD, (1, "报送月报", LI, "2027-02-25")]}
    preview = await imports(s, "a.xlsx", an_xlsx([HEAD, (1, "报送月报", LI, "2026-12-25")], **sheets))
    for sheet in sheets:
        assert f"“{sheet}”第 2 行：编号与“Sheet”第 2 行相同" in preview.text
    await s.press(s.wang, preview, zh("button-import-columns"))
    await s.press(s.wang, preview, "A 编号")
    await s.press(s.wang, preview, zh("import-nothing"))
    await s.press(s.wang, preview, zh("button-import-check"))
    await s.press(s.wang, preview, zh("button-import-yes", n=3))
    assert [title for title, _ in tasks(s)] == ["报送月报"] * 3


async def test_next_months_report_is_another_matter_than_this_months(office: Stage) -> None:
    s = office
    await s.say(s.wang, None, "/task @li 12月25日 报送月报")
    head = HEAD[1:]
    preview = await imports(
        s, "a.xlsx", an_xlsx([head, ("报送月报", LI, "2026-12-25"), ("报送月报", LI, "2027-01-25")])
    )
    assert zh("import-here", n=1, rows="第 2 行") in preview.text
    await s.press(s.wang, preview, zh("button-import-yes", n=1))
    assert s.rows("SELECT substr(due_at, 1, 10) FROM tasks ORDER BY id") == [("2026-12-25",), ("2027-01-25",)]


async def test_what_is_here_already_is_named_and_can_be_taken_in_all_the_same(office: Stage) -> None:
    s = office
    await s.say(s.wang, None, "/task @li 12月25日 报送月报")
    rows = [HEAD, (1, "报送月报", LI, "2027-01-25"), (None, "报送月报", LI, "2026-12-25")]
    preview = await imports(s, "a.xlsx", an_xlsx(rows))
    assert zh("import-row", row=2, why=zh("import-why-differs", words="#1 2026-12-25")) in preview.text
    assert zh("import-here", n=1, rows="第 3 行") in preview.text
    await s.press(s.wang, preview, zh("button-import-differs", n=1))
    await s.press(s.wang, preview, zh("button-import-again", n=1))
    assert zh("import-so-again", n=1) in preview.text
    await s.press(s.wang, preview, zh("button-import-yes", n=2))
    assert len(tasks(s)) == 3


async def test_somebody_else_imported_it_meanwhile_and_the_preview_says_so(office: Stage) -> None:
    s = office
    mine = await imports(s, "a.xlsx", ours("zh-Hans"))
    theirs = await imports(s, "a.xlsx", ours("zh-Hans"), s.zhou)
    await s.press(s.zhou, theirs, zh("button-import-yes", n=3))
    assert await s.press(s.wang, mine, zh("button-import-yes", n=3)) == zh("import-not-yet")
    assert zh("import-here", n=3, rows="第 2、3、4 行") in mine.text
    assert not any(label.startswith("✅") for label in labels(mine))
    assert len(tasks(s)) == 3


# -- a ledger without its command --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
async def test_a_ledger_without_a_word_is_no_minutes_and_stays_confidential(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, None, f"/task @li !{words('priority-urgent')} 12月10日 编制预算")
        await s.say(s.wang, None, "/task @zhao 12月11日 !confidential 整理调整名单")
        [*_, sent] = await s.say(s.wang, None, "/ledger csv")
        content = sent.media.data
    (tmp_path / "two").mkdir()
    async with stage(tmp_path / "two", language) as s:
        await s.set_up_office()
        preview = await imports(s, "ledger.csv", content, caption="")
        assert words("import-counts", n=1, open=1, closed=0) in preview.text
        assert words("button-import-minutes") in labels(preview), "it can be said that it is none"
        await s.press(s.wang, preview, words("button-import-yes", n=1))
        assert len(tasks(s)) == 1


async def test_a_foreign_ledger_without_a_word_is_one_too_and_a_list_of_what_is_to_be_done_is_not(
    office: Stage,
) -> None:
    s = office
    rows = [("序号", "工作内容", "责任人", "完成时间", "完成情况"), (1, "甲", LI, "2026-12-10", "进行中")]
    preview = await imports(s, "a.xlsx", an_xlsx(rows), caption="")
    assert zh("import-columns", name="a.xlsx", n=1) in preview.text
    rows = [("序号", "事项", "责任人", "时限"), *((n, f"整理第{n}批档案", LI, "2026-12-10") for n in range(1, 5))]
    minutes = await imports(s, "会议纪要.xlsx", an_xlsx(rows), caption="")
    assert zh("button-minutes-give", n=4) in labels(minutes)
    assert zh("button-discard") in labels(preview), "the ledger that lay there lies there still"
    await s.press(s.wang, preview, zh("button-import-check"))


async def test_a_ledger_can_be_gone_through_as_minutes_after_all(office: Stage) -> None:
    s = office
    rows = [
        ("事项", "责任人", "时限", "状态"),
        *((f"整理第{n}批档案", LI, "2026-12-10", "未开始") for n in range(1, 5)),
    ]
    preview = await imports(s, "a.xlsx", an_xlsx(rows), caption="")
    await s.press(s.wang, preview, zh("button-import-minutes"))
    assert zh("button-minutes-give", n=4) in labels(s.last(s.wang))


async def test_who_may_not_import_any_more_when_a_table_was_read_hears_why(office: Stage) -> None:
    s = office
    zhou = s.rows("SELECT id FROM members WHERE name = '周秘书'")[0][0]
    one = Import(
        0, zhou, s.zhou.id, Attachment("document", "f", "a.xlsx"), unread=False, loosely=True, came=s.clock.now()
    )
    await s.say(s.wang, s.group, "/role @zhou staff")

    def was_none(store: Store) -> None:
        unit = s.duban.office.unit(store, s.clock.now())
        begin.not_read(unit, unit.store.imports.add(one, unit.now), Refusal("import-right"))
        begin.not_read(unit, unit.store.imports.add(one, unit.now), Refusal("import-not-asked"))

    await s.duban.db.write(was_none)
    s.duban.clock_moved()
    await s.settle()
    assert s.rows("SELECT count(*) FROM imports") == [(0,)]
    assert zh("refuse-import-right") in [m.text for m in s.messages(s.zhou)]


async def test_after_import_the_next_file_is_the_ledger(office: Stage) -> None:
    s = office
    [how] = await s.say(s.wang, None, "/import")
    assert how.text == zh("import-how")
    rows = [("事项", "责任人"), *((f"整理第{n}批档案", LI) for n in range(1, 5))]
    preview = await imports(s, "a.xlsx", an_xlsx(rows), caption="")
    assert zh("import-columns", name="a.xlsx", n=4) in preview.text


@pytest.mark.parametrize(
    "caption",
    ["导入", "台账导入一下", "请把这份台账导入", "导入台账", "請匯入這份列管清冊", "import this ledger, please"],
)
async def test_a_caption_that_asks_for_the_import_is_heard(office: Stage, caption: str) -> None:
    s = office
    preview = await imports(s, "a.xlsx", ours("zh-Hans"), caption=caption)
    assert zh("import-counts", n=3, open=2, closed=1) in preview.text
    assert (await imports(s, "a.xlsx", ours("zh-Hans"), s.li, caption)).text == zh("refuse-import-right"), (
        "with the reason"
    )


async def test_the_buttons_of_a_file_that_was_replaced_say_so(office: Stage) -> None:
    s = office
    first = await imports(s, "a.xlsx", ours("zh-Hans"))
    second = await imports(s, "b.xlsx", ours("zh-Hans"))
    assert await s.press(s.wang, first, zh("button-import-yes", n=3)) == zh("refuse-import-replaced")
    await s.press(s.wang, second, zh("button-import-yes", n=3))
    assert await s.press(s.wang, first, zh("button-import-yes", n=3)) == zh("refuse-import-gone")


# -- what the preview says ---------------------------------------------------------------------------------------------


async def test_every_row_can_be_looked_at_before_it_is_confirmed(office: Stage) -> None:
    s = office
    rows = [HEAD, *((None, f"第{n}件事", LI if n % 2 else ZHAO, "2026-12-10") for n in range(1, 26))]
    preview = await imports(s, "a.xlsx", an_xlsx(rows))
    await s.press(s.wang, preview, zh("button-import-rows", n=25))
    seen = preview.text
    for _ in "12":
        await s.press(s.wang, preview, "›")
        seen += preview.text
    assert all(f"第{n}件事" in seen for n in range(1, 26))
    await s.press(s.wang, preview, zh("button-back"))
    await s.press(s.wang, preview, zh("button-import-yes", n=25))
    assert len(tasks(s)) == 25


async def test_names_spread_over_three_signs_are_one_name(office: Stage) -> None:
    s = office
    preview = await imports(
        s, "a.xlsx", an_xlsx([HEAD, (None, "甲", "李 明", None), (None, "乙", "李　明、赵 倩", None)])
    )
    await s.press(s.wang, preview, zh("button-import-yes", n=2))
    assert tasks(s) == [("甲", "assigned"), ("乙", "assigned")]
    assert "另有" not in s.last(s.li).text
    assert zh("import-given-co", by="王主任", name="a.xlsx", n=1) in s.last(s.zhao).text


async def test_what_an_open_row_does_not_take_along_is_said(office: Stage) -> None:
    s = office
    head = (*HEAD, "状态", "退回次数", "办理结果", "办结时间")
    rows = [
        head, (None, "甲", LI, None, "进行中", 1, "值班表已报", "2026-11-20"), (None, "乙", LI, None, "已挂起", 0, None, None),
    ]  # fmt: skip
    preview = await imports(s, "a.xlsx", an_xlsx(rows))
    for what in ("returns", "result", "closed", "paused"):
        assert zh(f"import-left-{what}", n=1) in preview.text


async def test_a_team_that_nobody_knows_is_asked_about(office: Stage) -> None:
    s = office
    rows = [(*HEAD, "群组"), (None, "甲", LI, None, "不存在的群"), (None, "乙", LI, None, "综合部")]
    preview = await imports(s, "a.xlsx", an_xlsx(rows))
    assert zh("import-row", row=2, why=zh("import-why-team", words="不存在的群")) in preview.text
    await s.press(s.wang, preview, zh("button-import-team", n=1))
    assert zh("import-so-team", n=1) in preview.text
    await s.press(s.wang, preview, zh("button-import-yes", n=2))


async def test_all_that_is_wrong_with_a_row_is_said_at_once(office: Stage) -> None:
    s = office
    preview = await imports(
        s, "a.xlsx", an_xlsx([HEAD, (None, "甲", "小王", "2026-11-01"), (None, "乙", "小王", "长期")])
    )
    for row, why, words in (
        (2, "person", "小王"), (2, "past", "2026-11-01"), (3, "person", "小王"), (3, "undated", "长期"),
    ):  # fmt: skip
        assert zh("import-row", row=row, why=zh(f"import-why-{why}", words=words)) in preview.text


async def test_who_has_accepted_already_is_not_asked_to(office: Stage) -> None:
    s = office
    head = ("事项", "牵头人", "协办人", "交办人")
    rows: list[Any] = [head, ("甲", "周秘书", None, "周秘书"), ("乙", LI, "周秘书", None)]
    preview = await imports(s, "a.xlsx", an_xlsx(rows))
    await s.press(s.wang, preview, zh("button-import-yes", n=2))
    told = s.last(s.zhou)
    assert zh("import-given", by="王主任", name="a.xlsx", n=1) in told.text
    assert zh("import-helps", n=1) in told.text
    assert zh("import-to-accept", n=1) in told.text
    await s.press(s.zhou, told, zh("button-import-accept"))
    assert zh("import-to-accept", n=1) not in told.text
    assert zh("button-import-accept") not in labels(told), "the button goes when all is accepted"
    assert zh("import-named", by="王主任", name="a.xlsx", n=1) in told.text
