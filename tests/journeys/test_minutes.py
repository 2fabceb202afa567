"""Minutes become tasks: a file or a long text is read line by line, put right with a few signs, given whole or not at all."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook

from tests.journeys.conftest import Words
from tests.stage import Stage, stage

HEADS = {
    "zh-Hans": ("序号", "事项", "责任人", "完成时限"),
    "zh-Hant": ("項次", "決議事項", "承辦人", "辦理期限"),
    "en": ("No.", "Action item", "Owner", "Due date"),
}
PLAIN = {
    "zh-Hans": ("会议听取了汇报。", "李明周五前报送方案"),
    "zh-Hant": ("會議聽取了報告。", "李明週五前提報方案"),
    "en": ("The meeting noted the reports.", "@li by Friday send the plan"),
}


def a_docx(language: str) -> bytes:
    """Prose, a numbered paragraph, and a table of eleven matters."""
    paper = Document()
    paper.add_heading("Minutes 12", 1)
    prose, numbered = PLAIN[language]
    paper.add_paragraph(prose)
    paper.add_paragraph(numbered, style="List Number")
    table = paper.add_table(rows=0, cols=4)
    rows = [
        HEADS[language],
        *((str(n), f"matter {n:02}", "李明" if n % 2 else "赵倩", "2026-12-10") for n in range(2, 13)),
    ]
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return _bytes(paper)


def an_xlsx() -> bytes:
    """A title, a head, and days as days."""
    book = Workbook()
    for row in (["重点工作"], ["事项", "责任人", "时限", "备注"], ["编制预算", "办公室", date(2026, 12, 10), "须盖章"],
                ["订会议室", "赵倩", "下周三", None]):  # fmt: skip
        book.active.append(row)
    return _bytes(book)


def _bytes(paper: Any) -> bytes:
    made = io.BytesIO()
    paper.save(made)
    return made.getvalue()


async def sends(s: Stage, name: str, content: bytes) -> Any:
    """A file in private; the bot's newest message there."""
    s.world.file(s.wang, None, name, content)
    await s.settle()
    return s.last(s.wang)


def labels(message: Any) -> list[str]:
    return [button.text for row in message.buttons for button in row]


@pytest.mark.parametrize("language", list(HEADS))
async def test_twelve_tasks_from_minutes_cost_a_file_and_a_tap(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        preview = await sends(s, "第12次会议纪要.docx", a_docx(language))
        assert words("button-minutes-give", n=12) in labels(preview)
        assert "12. " in preview.text
        before = len(s.messages(s.wang))
        await s.press(s.wang, preview, words("button-minutes-give", n=12))  # no sign was typed
        assert len(s.messages(s.wang)) == before, "the answer stands in place of the preview"
        assert "#12" in preview.text
        rows = s.rows("SELECT title, origin, origin_ref FROM tasks ORDER BY id")
        assert len(rows) == 12
        assert {row[1:] for row in rows} == {("meeting", "第12次会议纪要")}
        assert s.messages(s.li)[-1].buttons, "each lead has the card"


async def test_a_sheet_is_put_right_by_replies_in_place_and_given_whole(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    preview = await sends(s, "重点工作.xlsx", an_xlsx())
    csv = "事项,责任人,时限\n报送方案,李明,周五\n打印材料,李明,12月1日\n".encode("gbk")
    other = await sends(s, "分工.csv", csv)
    assert "报送方案" in other.text
    assert "办公室" in preview.text
    assert zh("minutes-lacks-person") in preview.text
    said = await s.say(s.wang, None, "3 删")
    assert [m.text for m in said] == [zh("refuse-minutes-which")], "two lie here: which is meant is asked"
    stale = preview.buttons[0][1].data
    assert await s.say(s.wang, None, "办公室=@zhou\n2 李明 牵头", reply_to=preview.id) == [], "edited where it stands"
    assert "1. 周秘书" in preview.text
    assert "2. 李明、赵倩" in preview.text
    assert "编制预算" not in other.text, "the other one is as it was"
    assert await s.press(s.wang, preview, stale, stale=True) == zh("refuse-button-old")
    [wrong] = await s.say(s.wang, None, "2 王五", reply_to=preview.id)
    assert "王五" in wrong.text
    await s.stop_bot()
    await s.start_bot()
    await s.press(s.wang, other, zh("button-discard"))
    assert s.rows("SELECT count(*) FROM tasks") == [(0,)]
    assert await s.say(s.wang, None, "2 改为 订大会议室") == [], "the only one left needs no reply"
    await s.press(s.wang, preview, zh("button-minutes-give", n=2))
    told = "编制预算 | 办公室 | 2026-12-10 | 须盖章"
    assert s.rows("SELECT title, content FROM tasks") == [("编制预算", told), ("订大会议室", "")]


LINES = """第3次例会纪要
1. 李明周五前报送方案
2. 赵倩 明天 订会议室
3. 打印材料
时间：周一"""


async def test_in_a_group_minutes_are_given_by_whoever_began_them_and_only_as_a_whole(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    posted = s.world.send(s.li, s.group, LINES)
    [refused] = await s.say(s.li, s.group, "/minutes", reply_to=posted.id)
    assert refused.text == zh("refuse-minutes-right")
    [preview] = await s.say(s.wang, s.group, "/minutes", reply_to=posted.id)
    assert zh("button-minutes-fill", n=1) in labels(preview)
    [why] = await s.say(s.wang, s.group, "确认", reply_to=preview.id)
    assert why.text == zh("refuse-minutes-lacking", numbers="3")
    assert await s.press(s.zhou, preview, zh("button-minutes-fill", n=1)) == zh("refuse-draft-gone")
    await s.press(s.wang, preview, zh("button-minutes-fill", n=1))
    assert zh("minutes-ask-person", number=3) in preview.text
    await s.press(s.wang, preview, "周秘书")
    assert zh("button-minutes-give", n=3) in labels(preview)
    await s.pass_time(timedelta(days=2))
    before = s.state()
    assert await s.press(s.wang, preview, zh("button-minutes-give", n=3)) == zh("refuse-minutes-line-late", number=2)
    assert s.state() == before, "all or nothing"
    await s.say(s.wang, s.group, "2 周五", reply_to=preview.id)
    give = next(b.data for row in preview.buttons for b in row if b.text == zh("button-minutes-give", n=3))
    await s.press(s.wang, preview, give)
    assert s.rows("SELECT count(*) FROM tasks") == [(3,)]
    assert await s.press(s.wang, preview, give, stale=True) == zh("refuse-draft-gone")


UNREADABLE = (
    ("纪要.pdf", b"%PDF-1.7 ...", "refuse-minutes-pdf"),
    ("纪要.doc", b"\xd0\xcf\x11\xe0" + b"\x00x" * 300, "refuse-minutes-old"),
    ("纪要.docx", b"PK\x03\x04 nothing of it", "refuse-minutes-broken"),
    ("纪要.txt", b"", "refuse-minutes-blank"),
    ("纪要.txt", "你好，今天天气不错".encode(), "refuse-minutes-none"),
)


async def test_what_cannot_be_read_says_what_to_send_and_is_still_one_task(office: Stage) -> None:
    zh = Words("zh-Hans")
    for name, content, why in UNREADABLE:
        said = await sends(office, name, content)
        assert said.text == zh(why)
    await office.press(office.wang, said, zh("button-minutes-one-file"))
    assert zh("draft-person") in office.last(office.wang).text


WISHED = """第4次例会纪要
1. 李明12月3日前起草人事方案（机密，不外传）
2. 赵倩 周四 打印材料
3. 周秘书 周五 发通知
4. 李明 周五 报送方案"""


async def test_a_wish_for_secrecy_is_asked_about_and_lines_are_changed_in_the_words_of_an_order(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    [preview] = await s.say(s.wang, None, WISHED)
    assert zh("minutes-lacks-hushed") in preview.text
    assert zh("button-minutes-fill", n=1) in labels(preview), "not given openly by mistake"
    await s.press(s.wang, preview, "❓1")
    await s.press(s.wang, preview, zh("button-minutes-secret"))
    answer = "2 改为 打印全部材料，周三前\n3 改成 @li 12月4日\n4 保密\n3 !特急"
    assert await s.say(s.wang, None, answer, reply_to=preview.id) == []
    [wrong] = await s.say(s.wang, None, "9 李明", reply_to=preview.id)
    assert wrong.text == zh("refuse-minutes-no-line", number="9", highest="4")
    await s.press(s.wang, preview, zh("button-minutes-give", n=4))
    assert s.rows("SELECT title, priority, confidential FROM tasks ORDER BY id") == [
        ("起草人事方案（机密，不外传）", "normal", 1),
        ("打印全部材料", "normal", 0),
        ("发通知", "urgent", 0),
        ("报送方案", "normal", 1),
    ]
    assert "#2 赵倩 · 11月25日周三 · 打印全部材料" in preview.text
    assert "#3 李明 · 12月4日周五 · 发通知" in preview.text
    for late in ("2 删", "确认"):
        [said] = await s.say(s.wang, None, late, reply_to=preview.id)
        assert said.text == zh("refuse-minutes-given", number=1), "no order is made of it"


async def test_what_a_ledger_marks_as_confidential_is_so_in_minutes_too(office: Stage) -> None:
    [sheet] = await office.say(office.wang, None, "/minutes\n1. 🔒 金丝雀名单，李明周五前\n2. 报送方案，李明周五前")
    lines = [line for line in sheet.text.split("\n") if line.startswith(("❓", "✅", "1", "2"))]
    marked, open_one = (next(line for line in lines if title in line) for title in ("金丝雀名单", "报送方案"))
    assert marked.endswith("🔒")
    assert marked.count("🔒") == 1
    assert "🔒" not in open_one
