"""A ledger is imported: looked at before anything is made, put right by buttons, taken in whole; each person hears once."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.bot.test_tables_read import an_xlsx
from tests.journeys.conftest import Words
from tests.stage import Stage, stage

HEADS = {
    "zh-Hans": ("编号", "事项", "牵头人", "协办人", "完成时限", "状态", "办结时间", "紧急程度", "标签"),
    "zh-Hant": ("編號", "事項", "主辦人", "協辦人", "完成期限", "狀態", "結案時間", "緊急程度", "標籤"),
    "en": ("No.", "Matter", "Lead", "Co-assignees", "Deadline", "Status", "Closed at", "Priority", "Tags"),
}
LI, ZHAO = "李明", "赵倩"
DUE = date(2026, 12, 10)


def ours(language: str) -> bytes:
    """Two open matters and one that is over, under the heads of a ledger of ours."""
    words = Words(language)
    done, active = words("status-done"), words("status-active")
    urgent = words("priority-urgent")
    rows = [
        (1, "编制预算", LI, ZHAO, DUE, active, None, urgent, "预算 年度"),
        (2, "订会议室", LI, None, DUE, active, None, None, None),
        (3, "旧事", ZHAO, None, date(2026, 3, 1), done, date(2026, 2, 27), None, None),
    ]
    return an_xlsx([HEADS[language], *rows])


async def imports(s: Stage, name: str, content: bytes, who: Any = None, caption: str = "/import") -> Any:
    """A file with the command as its caption; the bot's newest message there."""
    person = who or s.wang
    s.world.file(person, None, name, content, caption=caption)
    await s.settle()
    return s.last(person)


def labels(message: Any) -> list[str]:
    return [button.text for row in message.buttons for button in row]


def tasks(s: Stage) -> list[tuple]:
    return s.rows("SELECT title, status FROM tasks ORDER BY id")


@pytest.mark.parametrize("language", list(HEADS))
async def test_a_ledger_of_ours_is_imported_with_one_tap(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        heard = [len(s.messages(p)) for p in (s.li, s.zhao)]
        preview = await imports(s, "台账.xlsx", ours(language))
        assert words("import-counts", n=3, open=2, closed=1) in preview.text
        assert tasks(s) == [], "nothing is made before it is confirmed"
        await s.press(s.wang, preview, words("button-import-yes", n=3))
        assert tasks(s) == [("编制预算", "assigned"), ("订会议室", "assigned"), ("旧事", "done")]
        assert "#1" in preview.text, "what came of it stands in place of the preview"
        assert "#3" in preview.text
        assert labels(preview) == [words("button-all-assigned")]
        for person, before in zip((s.li, s.zhao), heard, strict=True):
            assert len(s.messages(person)) == before + 1, "one message, however many rows"
        assert "编制预算" in s.last(s.li).text
        assert "旧事" not in s.last(s.zhao).text, "of what is over nobody hears"
        [(priority, tags)] = s.rows("SELECT priority, tags FROM tasks WHERE id = 1")
        assert (priority, tags) == ("urgent", "预算 年度")
        assert await s.audit() == []


async def test_one_tap_accepts_all_that_was_imported(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    preview = await imports(s, "台账.xlsx", ours("zh-Hans"))
    await s.press(s.wang, preview, zh("button-import-yes", n=3))
    told, all_ = s.last(s.li), s.last(s.li).buttons[0][0].data
    assert await s.press(s.li, told, zh("button-import-accept")) == zh("import-accepted", n=2)
    assert tasks(s)[:2] == [("编制预算", "active"), ("订会议室", "active")]
    assert await s.press(s.li, told, all_, stale=True) == zh("import-accepted-none")
    hers = s.last(s.zhao)
    assert await s.press(s.zhao, hers, zh("button-import-accept")) == zh("import-accepted", n=1), (
        "whoever helps accepts too"
    )
    assert await s.press(s.zhao, hers, all_, stale=True) == zh("import-accepted-none"), "the rest is not hers"
    assert await s.audit() == []


async def test_what_is_over_stands_with_its_days_and_nothing_rings_for_it(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    preview = await imports(s, "台账.xlsx", ours("zh-Hans"))
    await s.press(s.wang, preview, zh("button-import-yes", n=3))
    [(closed, created)] = s.rows("SELECT closed_at, created_at FROM tasks WHERE id = 3")
    assert closed.startswith("2026-02-27")
    assert created.startswith("2026-02-27")
    assert s.rows("SELECT count(*) FROM clocks WHERE task_id = 3") == [(0,)]
    assert s.rows("SELECT count(*) FROM timers WHERE key LIKE 'clock:3:%'") == [(0,)]
    [story] = await s.say(s.wang, None, "/history 3")
    assert "台账.xlsx" in story.text
    assert "2月27日" in story.text
    [story] = await s.say(s.wang, None, "/history 1")
    assert zh("fact-imported", who="您", source="台账.xlsx", row=2) in story.text


FOREIGN = an_xlsx(
    [
        ("2026年重点工作", None, None, None),
        ("序号", "工作", "谁", "啥时候"),
        (1, "编制预算", "李明", "2026年12月10日"),
        (2, "订会议室", "小王", "2026/12/03"),
        (3, "打印材料", "小王", None),
        (4, "逾期的事", "赵倩", date(2026, 11, 1)),
        (5, "老事", "赵倩", "1965-01-01"),
        (6, None, "赵倩", None),
    ],
    ["A1:D1"],
)


async def test_columns_of_others_are_shown_before_and_changed_with_two_taps(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    preview = await imports(s, "重点工作.xlsx", FOREIGN)
    assert zh("import-column", letter="B", text="工作", means=zh("ledger-title")) in preview.text
    assert zh("import-column-unused", letter="D", text="啥时候") in preview.text
    await s.press(s.wang, preview, "D 啥时候")
    assert "2026年12月10日" in preview.text, "the first values help to tell"
    await s.press(s.wang, preview, zh("ledger-due"))
    assert zh("import-column", letter="D", text="啥时候", means=zh("ledger-due")) in preview.text
    await s.press(s.wang, preview, zh("button-import-check"))
    assert zh("import-row", row=6, why=zh("import-why-past", words="2026-11-01")) in preview.text


async def checked(s: Stage) -> Any:
    """The foreign file with its columns settled."""
    zh = Words("zh-Hans")
    preview = await imports(s, "重点工作.xlsx", FOREIGN)
    await s.press(s.wang, preview, "D 啥时候")
    await s.press(s.wang, preview, zh("ledger-due"))
    await s.press(s.wang, preview, zh("button-import-check"))
    return preview


async def test_every_row_says_what_is_wrong_with_it_and_nothing_is_made_in_part(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    preview = await checked(s)
    for row, why, words in (
        (4, "person", "小王"), (5, "person", "小王"), (6, "past", "2026-11-01"), (7, "early", "1965-01-01"), (8, "title", ""),
    ):  # fmt: skip
        assert zh("import-row", row=row, why=zh(f"import-why-{why}", words=words)) in preview.text
    assert not any(label.startswith("✅") for label in labels(preview))
    await s.press(s.wang, preview, zh("label-import-name", name="小王"))
    await s.press(s.wang, preview, "周秘书")
    assert "小王" not in preview.text, "one choice holds for all rows of the name"
    await s.press(s.wang, preview, zh("button-import-past", n=1))
    await s.press(s.wang, preview, zh("button-import-without", n=2))
    assert tasks(s) == []
    await s.press(s.wang, preview, zh("button-import-yes", n=4))
    assert [title for title, _ in tasks(s)] == ["编制预算", "订会议室", "打印材料", "逾期的事"]
    assert await s.audit() == []
    [overdue] = await s.say(s.wang, None, "/overdue")
    assert "逾期的事" in overdue.text


async def test_an_import_waits_over_a_restart(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    preview = await checked(s)
    await s.press(s.wang, preview, zh("label-import-name", name="小王"))
    await s.press(s.wang, preview, "周秘书")
    await s.stop_bot()
    await s.start_bot()
    await s.press(s.wang, preview, zh("button-import-without", n=3))
    await s.press(s.wang, preview, zh("button-import-yes", n=3))
    assert [title for title, _ in tasks(s)] == ["编制预算", "订会议室", "打印材料"]


async def test_a_file_whose_reading_was_broken_off_is_read_at_the_next_start(office: Stage) -> None:
    s = office
    s.world.file(s.wang, None, "台账.xlsx", ours("zh-Hans"), caption="/import")
    await asyncio.sleep(0.02)
    await s.stop_bot()
    await s.start_bot()
    await s.settle()
    assert Words("zh-Hans")("import-counts", n=3, open=2, closed=1) in s.last(s.wang).text


async def test_a_button_pressed_twice_imports_once_and_an_old_one_changes_nothing(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    preview = await imports(s, "台账.xlsx", ours("zh-Hans"))
    yes = preview.buttons[0][0].data
    assert await s.press(s.zhou, s.last(s.zhou), yes, stale=True) == zh("refuse-button-old"), "it is not theirs"
    await s.press(s.wang, preview, zh("button-import-yes", n=3))
    assert await s.press(s.wang, preview, yes, stale=True) == zh("refuse-import-gone")
    assert len(tasks(s)) == 3


async def test_the_same_ledger_again_changes_nothing(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    preview = await imports(s, "台账.xlsx", ours("zh-Hans"))
    await s.press(s.wang, preview, zh("button-import-yes", n=3))
    again = await imports(s, "台账.xlsx", ours("zh-Hans"))
    assert zh("import-here", n=3, rows="第 2、3、4 行") in again.text
    assert not any(label.startswith("✅") for label in labels(again))
    await s.press(s.wang, again, zh("button-discard"))
    assert again.text == zh("import-dropped")


async def test_numbers_that_stand_twice_or_are_others_here_are_told(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    await s.say(s.wang, None, "/task @li 明天 交报告")
    head = HEADS["zh-Hans"][:3]
    preview = await imports(s, "a.xlsx", an_xlsx([head, (1, "别的事", LI), (7, "甲", LI), (7, "乙", LI)]))
    assert zh("import-row", row=2, why=zh("import-why-taken", words="#1 交报告")) in preview.text
    assert zh("import-row", row=4, why=zh("import-why-twice", words="第 3 行")) in preview.text
    await s.press(s.wang, preview, zh("button-import-columns"))
    await s.press(s.wang, preview, "A 编号")
    await s.press(s.wang, preview, zh("ledger-origin-ref"))
    await s.press(s.wang, preview, zh("button-import-check"))
    await s.press(s.wang, preview, zh("button-import-yes", n=3))
    assert s.rows("SELECT title, origin_ref FROM tasks WHERE id > 1") == [("别的事", "1"), ("甲", "7"), ("乙", "7")]


async def test_merged_leads_hold_for_their_rows_and_merged_matters_are_told(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    head = ("事项", "牵头人")
    preview = await imports(s, "a.xlsx", an_xlsx([head, ("甲", LI), ("乙", None), (None, ZHAO)], ["B2:B3", "A3:A4"]))
    assert zh("import-counts", n=2, open=2, closed=0) in preview.text
    assert zh("import-row", row=4, why=zh("import-why-merged", words="")) in preview.text


async def test_a_gbk_file_is_imported_as_it_was_meant(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    text = "事项,牵头人,完成时限\n=1+1 报送😀,李明,下周三\n".encode("gb18030")
    preview = await imports(s, "a.csv", text)
    await s.press(s.wang, preview, zh("button-import-yes", n=1))
    assert tasks(s) == [("=1+1 报送😀", "assigned")]


async def test_what_is_no_ledger_is_refused_in_one_sentence_and_nothing_is_kept(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    before = s.state()
    for name, content, why, fields in (
        ("a.xlsx", b"PK\x03\x04 broken", "broken", {}), ("a.csv", b"\r\n", "blank", {}), ("a.pdf", b"%PDF-1.4", "kind", {}),
        ("a.csv", bytes(range(1, 256)), "kind", {}),
        ("a.csv", ("事项,牵头人\n" + "甲,李明\n" * 501).encode(), "many", {"count": 501, "most": 500}),
        ("a.csv", b"x" * 5_000_001, "large", {"most": 5}),
        ("a.csv", ("事项,牵头人\n" + f"{'字' * 9_000},李明\n" * 112).encode(), "wordy", {"most": 1_000_000}),
    ):  # fmt: skip
        assert (await imports(s, name, content)).text == zh(f"refuse-import-{why}", **fields)
    assert s.rows("SELECT count(*) FROM imports") == [(0,)]
    assert s.state() == before


async def test_who_may_import_and_where(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    assert (await imports(s, "台账.xlsx", ours("zh-Hans"), s.li)).text == zh("refuse-import-right")
    assert zh("import-counts", n=3, open=2, closed=1) in (await imports(s, "台账.xlsx", ours("zh-Hans"), s.zhou)).text
    [said] = await s.say(s.wang, s.group, "/import")
    assert said.text == zh("refuse-import-private")
    [how] = await s.say(s.wang, None, "/import")
    assert how.text == zh("import-how")
    s.world.file(s.wang, None, "台账.xlsx", ours("zh-Hans"))
    await s.settle()
    sent = next(m for m in reversed(s.messages(s.wang)) if m.sender is s.wang)
    [preview] = await s.say(s.wang, None, "/import", reply_to=sent.id)
    assert zh("import-counts", n=3, open=2, closed=1) in preview.text


async def test_another_assigner_is_kept_and_hears_once(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    rows = [("事项", "牵头人", "交办人"), ("甲", LI, "王主任"), ("乙", LI, "赵倩"), ("丙", LI, "陌生人")]
    preview = await imports(s, "a.xlsx", an_xlsx(rows), s.zhou)
    assert zh("import-own", n=2) in preview.text
    await s.press(s.zhou, preview, zh("button-import-yes", n=3))
    assert s.rows("SELECT title, assigner_id FROM tasks ORDER BY id") == [("甲", 1), ("乙", 2), ("丙", 2)]
    assert s.last(s.wang).text == zh("import-named", by="周秘书", name="a.xlsx", n=1)
    assert await s.audit() == []


async def test_confidential_rows_are_imported_by_who_may_and_told_to_nobody_else(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    head = ("事项", "牵头人", "交办人")
    rows = an_xlsx([head, ("【保密】查账", LI, "王主任")])
    preview = await imports(s, "a.xlsx", rows, s.zhou)
    assert zh("import-row", row=2, why=zh("import-why-secret", words="")) in preview.text
    preview = await imports(s, "a.xlsx", rows)
    assert zh("import-hidden", n=1) in preview.text
    await s.press(s.wang, preview, zh("button-import-yes", n=1))
    assert s.rows("SELECT title, confidential FROM tasks") == [("查账", 1)]
    assert "查账" in s.last(s.li).text
    [none] = await s.say(s.zhou, None, "/show 1")
    assert "查账" not in none.text


async def test_who_left_meanwhile_stops_the_whole_import(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    preview = await imports(s, "台账.xlsx", ours("zh-Hans"))
    await s.say(s.wang, None, "/remove @zhao")
    for message in s.messages(s.wang)[-1:]:
        if message.buttons:
            await s.press(s.wang, message, message.buttons[0][0].text)
    said = await s.press(s.wang, preview, zh("button-import-yes", n=3))
    assert said == zh("import-not-yet")
    assert tasks(s) == []
    assert zh("import-row", row=4, why=zh("import-why-person", words=ZHAO)) in preview.text, "the row is named"
    await s.press(s.wang, preview, zh("button-import-without", n=2))
    await s.press(s.wang, preview, zh("button-import-yes", n=1))
    assert tasks(s) == [("订会议室", "assigned")]


async def test_parts_stand_under_their_wholes_and_no_part_without_its_whole_is_imported(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    head = ("编号", "事项", "牵头人", "上级事项")
    rows = [
        head, (10, "部分", LI, 20), (20, "整体", ZHAO, None), (30, "圈一", LI, 40), (40, "圈二", LI, 30), (50, "孤", LI, 99),
        (60, "没人的", "小王", None), (70, "它的部分", LI, 60),
    ]  # fmt: skip
    preview = await imports(s, "a.xlsx", an_xlsx(rows))
    for row, words in ((4, "40"), (5, "30"), (6, "99"), (8, "60")):
        assert zh("import-row", row=row, why=zh("import-why-parent", words=words)) in preview.text
    await s.press(s.wang, preview, zh("button-import-without", n=5))
    await s.press(s.wang, preview, zh("button-import-yes", n=2))
    assert s.rows("SELECT id, title, parent_id, origin_ref FROM tasks ORDER BY id") == [
        (1, "部分", 2, "No. 10"), (2, "整体", None, "No. 20"),
    ]  # fmt: skip
    assert await s.audit() == []


@pytest.mark.parametrize(
    ("language", "asks"), [("zh-Hans", "导入台账"), ("zh-Hant", "請匯入這份清冊"), ("en", "import this ledger")]
)
async def test_a_file_with_plain_words_is_imported_too(tmp_path: Path, language: str, asks: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        preview = await imports(s, "a.xlsx", ours(language), caption=asks)
        assert words("import-counts", n=3, open=2, closed=1) in preview.text
        [how] = await s.say(s.wang, None, asks)
        assert how.text == words("import-how")


async def test_what_was_over_can_be_done_anew_and_is_audited_then(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    head = ("事项", "牵头人", "状态", "办结时间", "标签")
    preview = await imports(s, "a.xlsx", an_xlsx([head, ("旧事", ZHAO, "已办结", date(2026, 11, 10), "安全")]))
    await s.press(s.wang, preview, zh("button-import-yes", n=1))
    await s.say(s.wang, None, "/reopen 1 下周五 数据有误")
    assert tasks(s) == [("旧事", "active")]
    assert await s.audit() == []


async def test_years_far_away_stop_nothing(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    head = ("事项", "牵头人", "完成时限", "状态", "办结时间")
    rows = [
        head, ("老账", LI, "1999-03-01", None, None), ("旧案", ZHAO, "1970-01-02", "已办结", "1970-01-01"),
        ("远事", LI, "2099-12-31", None, None), ("远案", LI, "2099-12-31", "已办结", "2026-01-05"),
    ]  # fmt: skip
    preview = await imports(s, "a.xlsx", an_xlsx(rows))
    assert zh("import-row", row=4, why=zh("import-why-distant", words="2099-12-31")) in preview.text
    await s.press(s.wang, preview, zh("button-import-past", n=1))
    await s.press(s.wang, preview, zh("button-import-without", n=1))
    await s.press(s.wang, preview, zh("button-import-yes", n=3))
    assert [title for title, _ in tasks(s)] == ["老账", "旧案", "远案"]
    assert await s.audit() == []
    for number in (1, 2, 3):
        [card] = await s.say(s.wang, None, f"/show {number}")
        assert f"#{number}" in card.text
    assert "老账" in (await s.say(s.wang, None, "/overdue"))[0].text
    await s.pass_time(timedelta(days=2))
    assert await s.audit() == []


async def test_of_whoever_is_away_is_heard_once_however_many_rows(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    await s.say(s.li, None, "/away 到周五")
    for message in s.messages(s.li)[-1:]:
        if message.buttons:
            await s.press(s.li, message, message.buttons[0][0].text)
    rows = [("事项", "牵头人", "协办人"), *((f"事{n}", ZHAO, LI) for n in range(5))]
    preview = await imports(s, "a.xlsx", an_xlsx(rows))
    before = len(s.messages(s.wang))
    await s.press(s.wang, preview, zh("button-import-yes", n=5))
    told = [m.text for m in s.messages(s.wang)[before:]]
    assert len(told) <= 1, told
    assert await s.audit() == []
