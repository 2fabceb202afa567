"""月通报 as a picture, a workbook and a document: a tap brings each, in three languages; names only where they may stand."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image

from tests.journeys.conftest import Words
from tests.journeys.test_plan_files import table_of
from tests.stage import ZONE, Stage, stage

TITLES = {"zh-Hans": "报送季度报告", "zh-Hant": "報送季報", "en": "Send the quarterly report"}
BY = {"zh-Hans": "12月{}日前", "zh-Hant": "12月{}日前", "en": "by December {}"}
DECEMBER, JANUARY = datetime(2026, 12, 7, 10, 0, tzinfo=ZONE), datetime(2027, 1, 7, 10, 0, tzinfo=ZONE)
CANARY = "金丝雀"


async def a_month(s: Stage, until: datetime = DECEMBER) -> None:
    """Two of Li's and one of Zhao's, one done, one a formula by its name, one confidential."""
    by, title = BY[s.language], TITLES[s.language]
    for who, day, name in (("@li", 2, title), ("@li", 3, "=1+1"), ("@zhao", 4, f"{title} 🙂")):
        await s.say(s.wang, s.group, f"/task {who} {by.format(day)} {name}")
    await s.say(s.wang, None, f"/task @zhao {by.format(4)} {CANARY}")
    await s.say(s.wang, None, "/confidential 4")
    await s.move(datetime(2026, 12, 1, 10, 0, tzinfo=ZONE))
    await s.say(s.li, None, "/done 1 ok")
    await s.say(s.wang, None, "/approve 1")
    await s.move(until)


async def the_bulletin(s: Stage, whom: object, where: object):
    return (await s.say(whom, where, "/bulletin 2026-12"))[-1]


async def the_file(s: Stage, whom: object, where: object, shown: object, kind: str):
    """What the button below the bulletin brings."""
    data = next(b.data for b in shown.all_buttons() if b.data and b.data.endswith(f":{kind}"))
    await s.press(whom, shown, data)
    return s.last(where or whom)


@pytest.mark.parametrize("language", list(TITLES))
async def test_a_tap_brings_the_picture_the_workbook_and_the_document(language: str, tmp_path: Path) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await a_month(s, JANUARY)
        shown = await the_bulletin(s, s.wang, None)

        sent = await the_file(s, s.wang, None, shown, "picture")
        assert sent.media.kind == "photo"
        assert sent.text.splitlines()[0] == shown.text.splitlines()[0]
        light = Image.open(io.BytesIO(sent.media.data))
        assert light.width == 1080
        dark = await the_file(s, s.wang, None, sent, "dark")
        assert Image.open(io.BytesIO(dark.media.data)).convert("L").getpixel((3, 3)) < 60
        assert words("button-picture-light") in [b.text for b in dark.all_buttons()]

        sent = await the_file(s, s.wang, None, shown, "book")
        assert sent.media.name.endswith(".xlsx")
        book = load_workbook(io.BytesIO(sent.media.data))
        assert book.sheetnames == [words(f"sheet-{key}") for key in ("whole", "team", "person", "overdue", "trend")]
        whole = {row[0].value: row[1].value for row in book.worksheets[0].iter_rows(min_row=2)}
        assert whole[words("figure-done")] == 1
        assert whole[words("figure-rate")] == 1
        assert whole[words("figure-overdue")] == 2
        late = [[cell.value for cell in row] for row in book.worksheets[3].iter_rows(min_row=2)]
        assert [row[0] for row in late] == [2, 3]
        assert late[0][1] == "=1+1"
        assert book.worksheets[3]["B2"].data_type == "s"
        assert isinstance(late[0][3], datetime)

        sent = await the_file(s, s.wang, None, shown, "paper")
        assert sent.media.name.endswith(".docx")
        lines, rows = table_of(sent.media.data)
        assert lines[0] == words("official-title-month", of="测试局")
        assert lines[1] == words("official-number", year=2026, number=2), "November's was the first"
        numerals = "1234" if language == "en" else "一二三四"
        keys = ("whole", "people", "trend", "overdue")
        names = [words(f"official-section-{key}") for key in keys]
        headings = [words("official-heading", number=n, text=t) for n, t in zip(numerals, names, strict=True)]
        assert [line for line in lines if line in headings] == headings
        assert lines[-2] == "测试局"
        assert ["#2", "=1+1", "李明"] in [row[:3] for row in rows]
        assert CANARY not in f"{lines}{rows}{late}"


async def test_a_group_gets_its_files_without_names_unless_the_office_says_so(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await a_month(s)
        shown = await the_bulletin(s, s.zhou, s.group)
        book = load_workbook(io.BytesIO((await the_file(s, s.zhou, s.group, shown, "book")).media.data))
        told = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
        _, rows = table_of((await the_file(s, s.zhou, s.group, shown, "paper")).media.data)
        told += [cell for row in rows for cell in row]
        assert not [one for one in told if "李明" in one or "赵倩" in one or CANARY in one]
        assert "=1+1" in told


async def test_staff_press_a_button_of_the_office_and_get_nothing(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await a_month(s)
        own = (await s.say(s.li, None, "/bulletin 2026-12"))[-1]
        for team in (0, 1):
            for kind in ("picture", "dark", "book", "paper"):
                answer = await s.press(s.li, own, f"bu:f:2026-12:{team}:{kind}", stale=True)
                assert answer == words("refuse-bulletin-not-yours")
        assert not [m for m in s.messages(s.li) if m.media]


async def test_a_month_that_runs_says_so_and_an_empty_one_is_drawn(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await a_month(s)
        shown = await the_bulletin(s, s.wang, None)
        lines, _ = table_of((await the_file(s, s.wang, None, shown, "paper")).media.data)
        assert lines[1] == words("official-running", day="2026年12月7日")
        for kind in ("picture", "book", "paper"):
            await s.press(s.wang, shown, f"bu:f:2025-01:0:{kind}", stale=True)
            assert s.last(s.wang).media.data
            assert words("bulletin-nothing") in s.last(s.wang).text


async def test_pressed_twice_it_comes_once(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await a_month(s)
        shown = await the_bulletin(s, s.wang, None)
        for kind in ("picture", "picture", "dark", "dark"):
            await s.press(s.wang, shown, f"bu:f:2026-12:0:{kind}", stale=kind == "dark")
        assert len([m for m in s.messages(s.wang) if m.media]) == 2
