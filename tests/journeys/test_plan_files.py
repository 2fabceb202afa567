"""年要点、季安排 as files: two buttons below a plan, and who may not see a line finds it in neither."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image

from tests.journeys.conftest import Words
from tests.journeys.test_audit import change
from tests.journeys.test_trees import SAID, a_plan
from tests.stage import Stage, stage


async def the_file(s: Stage, whom: object, where: object, period: str, form: str):
    """What the button below a plan brings."""
    shown = (await s.say(whom, where, f"/plan {period}"))[-1]
    await s.press(whom, shown, f"pf:{period}:{form}")
    return s.last(where or whom)


def table_of(content: bytes) -> tuple[list[str], list[list[str]]]:
    found = Document(io.BytesIO(content))
    return [p.text for p in found.paragraphs], [[c.text for c in row.cells] for t in found.tables for row in t.rows]


@pytest.mark.parametrize("language", list(SAID))
async def test_a_plan_comes_as_a_document_and_as_a_workbook(language: str, tmp_path: Path) -> None:
    said, words = SAID[language], Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await a_plan(s, "2027", said["year"])
        await a_plan(s, "2027Q1 #1", said["quarter"])
        await s.say(s.wang, None, f"/sub 3 @zhao {said['task']}")
        sent = await the_file(s, s.wang, None, "2027", "d")
        title = words("plan-title-year", year=2027)
        assert sent.media.name == f"{title}.docx"
        assert sent.text.startswith(title)
        lines, rows = table_of(sent.media.data)
        assert lines[:2] == [title, "测试局"]
        assert rows[0] == [words(f"plan-column-{c}") for c in ("order", "matter", "people", "due", "state", "words")]
        assert [row[0] for row in rows[1:]] == ["1", "1.1", "1.1.1", "2"]

        sent = await the_file(s, s.wang, s.group, "2027Q1", "x")
        assert sent.media.name.endswith(".xlsx")
        sheet = load_workbook(io.BytesIO(sent.media.data)).active
        found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        assert [row[0] for row in found] == ["1", "1.1"]
        assert [row[1] for row in found] == [3, 4]
        assert isinstance(found[0][8], datetime)
        assert found[0][10] == 0


async def test_the_head_of_a_plans_file_counts_what_is_overdue_below_its_lines_as_the_lines_say(tmp_path: Path) -> None:
    words = Words()
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await a_plan(s, "2026", "1. 推进预算一体化，@li")
        await s.say(s.wang, None, "/sub 1 @zhao 11月24日下班前 收集意见")
        await s.pass_time(timedelta(days=3))
        sent = await the_file(s, s.wang, None, "2026", "d")
        assert words("plan-totals", n=1, done=0, percent=0, late=1) in sent.text
        _, rows = table_of(sent.media.data)
        assert words("meeting-late-by", late="§").split("§")[0] in rows[2][4]


async def test_what_was_reported_last_stands_beside_the_line(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await a_plan(s, "2026", "1. 推进预算一体化，@li")
        await s.say(s.li, None, "/report 1 40% 已收到八个处室的数据")
        await s.say(s.wang, None, "/sub 1 @zhao 明天前 核对数据")
        await s.say(s.zhao, None, "/report 2 60% =1+1 核对过半")
        await s.pass_time(timedelta(days=3))
        _, rows = table_of((await the_file(s, s.wang, None, "2026", "d")).media.data)
        assert "已收到八个处室的数据" in rows[1][5]
        assert "60%" in rows[2][4]
        sheet = load_workbook(io.BytesIO((await the_file(s, s.wang, None, "2026", "x")).media.data)).active
        cells = list(sheet[3])
        assert cells[9].fill.fgColor.rgb == "FFF8D7DA", "overdue is red"
        assert cells[12].value.endswith("=1+1 核对过半")
        assert cells[12].data_type == "s"


async def test_who_may_not_see_a_line_finds_it_in_no_file(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path) as s:
        await s.set_up_office()
        shown = (await s.say(s.wang, None, "/plan 2027\n1. 金丝雀事项，@li"))[-1]
        await s.press(s.wang, shown, next(b.data for b in shown.all_buttons() if b.data.endswith("several:yes")))
        change(s, "UPDATE tasks SET team_id = NULL")
        _, rows = table_of((await the_file(s, s.li, None, "2027", "d")).media.data)
        assert rows[1][1] == "金丝雀事项"
        of_zhao = (await s.say(s.zhao, None, "/plan 2027"))[-1]
        assert of_zhao.text == words("plan-none", period=words("period-year", year=2027))
        await s.press(s.zhao, of_zhao, "pf:2027:d", stale=True)
        assert s.last(s.zhao).media is None
        assert s.last(s.zhao).text == of_zhao.text


async def test_a_group_reads_nothing_of_another_team_below_its_line(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await a_plan(s, "2027", "1. 推进预算一体化，@li")
        await s.say(s.wang, None, "/sub 1 @zhao 2027年3月前 金丝雀事项")
        change(s, "UPDATE tasks SET team_id = NULL WHERE id = 2")
        for where, orders in ((s.group, ["1"]), (None, ["1", "1.1"])):
            _, rows = table_of((await the_file(s, s.wang, where, "2027", "d")).media.data)
            assert [row[0] for row in rows[1:]] == orders


async def test_pressed_twice_it_comes_once_and_an_odd_button_is_an_old_one(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await a_plan(s, "2027", "1. 推进预算一体化，@li")
        shown = (await s.say(s.wang, None, "/plan 2027"))[-1]
        assert await s.press(s.wang, shown, "pf:2027:d") == words("file-coming")
        await s.press(s.wang, shown, "pf:2027:d")
        assert len([m for m in s.messages(s.wang) if m.media]) == 1
        assert await s.press(s.wang, shown, "pf:20270:d", stale=True) == words("refuse-button-old")
        assert await s.press(s.wang, shown, "pf:", stale=True) == words("refuse-button-old")


@pytest.mark.parametrize("language", list(SAID))
async def test_a_plan_comes_as_a_picture_light_and_dark(language: str, tmp_path: Path) -> None:
    said, words = SAID[language], Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await a_plan(s, "2027", said["year"])
        shown = (await s.say(s.wang, None, "/plan 2027"))[-1]
        await s.press(s.wang, shown, words("button-bulletin-as-picture"))
        light = s.last(s.wang)
        assert light.text.startswith(words("plan-title-year", year=2027))
        await s.press(s.wang, light, words("button-picture-dark"))
        dark = s.last(s.wang)
        assert [one.text for row in dark.buttons for one in row] == [words("button-picture-light")]
        grounds = [Image.open(io.BytesIO(one.media.data)).convert("RGB").getpixel((5, 5)) for one in (light, dark)]
        assert [sum(ground) > 400 for ground in grounds] == [True, False]
