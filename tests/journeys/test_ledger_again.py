"""A ledger that was exported is imported into an empty office, and is the same ledger there."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from domain.model.ledger import LedgerColumn as C
from tests.journeys.conftest import Words
from tests.journeys.test_import import imports
from tests.stage import Stage, stage

GIVEN = (
    "/task @li 12月10日18点 提交三季度预算报告 #预算 #年度 !特急\n标准：附明细表\n来源：会议 第3号",
    "/task @zhao 今天下班前 核对材料",
    "/task @li @zhao 11月24日前 整理档案",
    "/task @zhao 12月1日前 不办了",
    "/task @li 12月20日前 '=1+1 这样写",
)
SECRET = "/task @zhao 12月11日前 !confidential 整理调整名单"
# What is made anew in another office: acceptance is a person's own act, and what ran out under no promise is no breach.
ANEW = {C.STATE, C.LIGHT, C.REPORTED, C.LATE, C.LATENESS}


async def table(s: Stage, more: str = "") -> bytes:
    """The same as a table of commas."""
    [*_, sent] = await s.say(s.wang, None, f"/ledger csv {more}")
    return sent.media.data


async def exported(s: Stage, words: Words, more: str = "") -> tuple[bytes, dict[str, list[dict[str, object]]]]:
    """The workbook, and its open and closed matters by their columns."""
    [*_, sent] = await s.say(s.wang, None, f"/ledger xlsx {more}")
    book = load_workbook(io.BytesIO(sent.media.data))
    found = {}
    for sheet in ("open", "done"):
        head, *rows = book[words(f"ledger-sheet-{sheet}")].values
        columns = {words(f"ledger-{column}"): column for column in C}
        found[sheet] = [
            {columns[re.split("[（(]UTC| [(]UTC", str(name))[0]]: value for name, value in zip(head, row, strict=True)}
            for row in rows
        ]
    return sent.media.data, found


@pytest.mark.parametrize(("language", "form"), [("zh-Hans", "xlsx"), ("zh-Hant", "csv"), ("en", "xlsx"), ("en", "csv")])
async def test_a_ledger_exported_and_imported_into_an_empty_office_is_the_same(
    language: str, form: str, tmp_path: Path
) -> None:
    words, secret = Words(language), "confidential" if language == "en" else "保密"
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    async with stage(tmp_path / "one", language) as s:
        await s.set_up_office()
        for text in GIVEN:
            await s.say(s.wang, s.group, text)
        await s.say(s.wang, None, SECRET)
        await s.say(s.wang, None, "/sub 1 @zhao 12月5日 收集各处数据")
        await s.say(s.zhao, None, "/done 2 ok")
        await s.say(s.wang, None, "/approve 2")
        await s.say(s.wang, None, "/cancel 4 不需要了")
        await s.pass_time(timedelta(days=2))
        content, before = await exported(s, words, secret)
        content = content if form == "xlsx" else await table(s, secret)
        now = s.clock.now()
    assert [len(rows) for rows in before.values()] == [5, 2]
    async with stage(tmp_path / "two", language, now) as s:
        await s.set_up_office()
        preview = await imports(s, f"ledger.{form}", content)
        await s.press(s.wang, preview, words("button-import-past", n=1))
        assert words("import-hidden", n=1) in preview.text
        await s.press(s.wang, preview, words("button-import-yes", n=7))
        assert s.rows("SELECT title FROM tasks WHERE confidential") == [("整理调整名单",)]
        _, after = await exported(s, words, secret)
        assert await s.audit() == []
    for sheet, rows in before.items():
        kept = [{c: v for c, v in row.items() if c not in ANEW} for row in rows]
        made = [{c: v for c, v in row.items() if c not in ANEW} for row in after[sheet]]
        assert made == kept
    assert [row[C.PARENT] for row in after["open"]].count(1) == 1, "the part stands under its whole again"
    assert [row[C.STATE] for row in before["done"]] == [row[C.STATE] for row in after["done"]]
