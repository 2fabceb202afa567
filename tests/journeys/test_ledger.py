"""The ledger: everybody gets their own as a file that other programs open; nothing of it is seen by who may not see it."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
import vobject
from icalendar import Calendar
from openpyxl import load_workbook

from domain.model.ledger import FORMS as FORMS_OF
from domain.model.ledger import LedgerColumn
from domain.model.papers import Form
from tests.journeys.conftest import Words
from tests.journeys.tasks import labels
from tests.stage import Stage, stage

SAID = {
    "zh-Hans": {
        "given": ("@li 下周五下班前 提交三季度预算报告 #预算", "@zhao 今天下班前 核对材料", "@li @zhao 11月24日前 整理档案"),
        "secret": "@li 明天下班前 !保密 整理调整名单",
        "line": "/ledger 11月 已办结 @zhao xlsx",
        "plain": ("台账", "导出台账", "给我一份督办台账"),
        "canary": "名单",
    },
    "zh-Hant": {
        "given": ("@li 下週五下班前 提交三季度預算報告 #預算", "@zhao 今天下班前 核對資料", "@li @zhao 11月24日前 整理檔案"),
        "secret": "@li 明天下班前 !密件 整理調整名單",
        "line": "/ledger 11月 已結案 @zhao xlsx",
        "plain": ("清冊", "匯出列管清冊", "台帳", "臺帳"),
        "canary": "名單",
    },
    "en": {
        "given": (
            "@li by December 4 6pm send the budget report #budget",
            "@zhao by today 6pm check the files",
            "@li @zhao by Nov 24 sort the archive",
        ),
        "secret": "@li by tomorrow 6pm !confidential list the newcomers",
        "line": "/ledger November done @zhao xlsx",
        "plain": ("ledger", "export the ledger", "show me my ledger"),
        "canary": "newcomers",
    },
}  # fmt: skip
FORMS = ("xlsx", "csv", "json", "ics")


def headed(words: Words, column: LedgerColumn) -> str:
    """The head of a column; of moments with the zone."""
    title = words(f"ledger-{column}")
    return words("ledger-in-zone", what=title, zone="UTC+8") if FORMS_OF.get(column) is Form.MOMENT else title


async def some_tasks(s: Stage, said: dict) -> None:
    """One on its way, one done, one that will be overdue; one that is confidential."""
    for text in said["given"]:
        await s.say(s.wang, s.group, f"/task {text}")
    await s.say(s.wang, None, f"/task {said['secret']}")
    await s.say(s.zhao, None, "/done 2 ok")
    await s.say(s.wang, None, "/approve 2")
    await s.pass_time(timedelta(days=2))


async def file(s: Stage, person: object, text: str):
    """The file somebody gets for a line."""
    return (await s.say(person, None, text))[-1].media


def sheets(content: bytes) -> dict[str, list[tuple]]:
    """The rows of every sheet of a workbook, by its name."""
    return {sheet.title: list(sheet.values) for sheet in load_workbook(io.BytesIO(content))}


def rows(content: bytes) -> list[list[str]]:
    """The rows of a table of values."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("language", list(SAID))
async def test_a_leader_gets_the_ledger_in_every_form(language: str, tmp_path: Path) -> None:
    said, words = SAID[language], Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await some_tasks(s, said)
        [menu] = await s.say(s.wang, None, "/ledger")
        assert words("ledger-totals", n=3, open=2, overdue=1, done=1, cancelled=0) in menu.text
        assert words("ledger-secret-out", n=1) in menu.text
        found = {}
        for form in FORMS:
            await s.press(s.wang, menu, words(f"button-ledger-{form}"))
            assert s.last(s.wang).media.name.endswith(f".{form}")
            found[form] = s.last(s.wang).media.data

        book = sheets(found["xlsx"])
        heads = tuple(headed(words, column) for column in LedgerColumn)
        names = [words(f"ledger-sheet-{name}") for name in ("open", "overdue", "done", "people", "history")]
        assert list(book) == names
        assert book[names[0]][0] == heads
        assert [row[0] for row in book[names[0]][1:]] == [1, 3]
        assert [row[0] for row in book[names[1]][1:]] == [3]
        [done] = [dict(zip(heads, row, strict=True)) for row in book[names[2]][1:]]
        assert done[words("ledger-state")] == words("status-done")
        assert done[words("ledger-late")] == words("ledger-no")
        assert (done[words("ledger-progress")], done[headed(words, LedgerColumn.CLOSED)].year) == (1, 2026)
        people = {row[0]: row[1:5] for row in book[names[3]][1:]}
        assert people == {"李明": (2, 1, 0, 0), "赵倩": (0, 0, 1, 0)}
        assert any("李明" in str(row[3]) for row in book[names[4]][1:])

        table = rows(found["csv"])
        assert tuple(table[0]) == heads
        assert [row[0] for row in table[1:]] == ["1", "3", "2"]

        whole = json.loads(found["json"])
        assert (whole["format"], whole["version"], whole["count"]) == ("duban-ledger", 1, 3)
        assert whole["tasks"][0]["tags"]
        assert whole["tasks"][0]["history"][0]["fact"] == "assigned"

        events = Calendar.from_ical(found["ics"]).walk("VEVENT")
        assert [str(e["summary"])[:2] for e in events] == ["#1", "#3"]
        other = vobject.readOne(found["ics"].decode())
        assert len(other.vevent_list) == 2
        assert len({e.uid.value for e in other.vevent_list}) == 2
        assert not any(said["canary"].encode() in content for form, content in found.items() if form != "xlsx")
        assert said["canary"] not in str(book)


@pytest.mark.parametrize("language", list(SAID))
async def test_one_line_says_all_of_it(language: str, tmp_path: Path) -> None:
    said, words = SAID[language], Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await some_tasks(s, said)
        found = sheets((await file(s, s.wang, said["line"])).data)
        assert [row[0] for row in found[words("ledger-sheet-done")][1:]] == [2]
        assert not found[words("ledger-sheet-open")][1:]
        for text in said["plain"]:
            [menu] = await s.say(s.wang, None, text)
            assert words("button-ledger-xlsx") in labels(menu), text


@pytest.mark.parametrize("language", list(SAID))
async def test_buttons_narrow_it_in_the_same_message(language: str, tmp_path: Path) -> None:
    said, words = SAID[language], Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await some_tasks(s, said)
        [menu] = await s.say(s.wang, None, "/ledger")
        stood = len(s.messages(s.wang))
        for press, n in (
            ("button-ledger-by-state", 3), ("found-stand-open", 2), ("button-ledger-by-person", 2), ("李明", 2),
            ("button-ledger-by-tag", 2),
        ):  # fmt: skip
            await s.press(s.wang, menu, press if press == "李明" else words(press))
            assert words("ledger-totals", n=n, open=2, overdue=1, done=n - 2, cancelled=0) in menu.text, press
        await s.press(s.wang, menu, next(one for one in labels(menu) if one.startswith("#")))
        assert words("ledger-totals", n=1, open=1, overdue=0, done=0, cancelled=0) in menu.text
        await s.press(s.wang, menu, words("button-ledger-by-period"))
        await s.press(s.wang, menu, next(one for one in labels(menu) if "2025" in one))
        assert words("ledger-nothing") in menu.text
        assert words("button-ledger-xlsx") not in labels(menu)
        assert len(s.messages(s.wang)) == stood


@pytest.mark.parametrize("language", list(SAID))
async def test_what_is_confidential_is_only_in_it_where_it_was_asked_for(language: str, tmp_path: Path) -> None:
    said, words = SAID[language], Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await some_tasks(s, said)
        [menu] = await s.say(s.li, None, "/ledger")
        await s.press(s.li, menu, words("button-ledger-secret-on"))
        assert words("ledger-secret-in", n=1) in menu.text
        await s.press(s.li, menu, words("button-ledger-csv"))
        sent = s.last(s.li)
        assert said["canary"] in sent.media.data.decode()
        assert sent.extra.get("has_protected_content"), "nobody passes it on"
        for person in (s.zhou, s.zhao):
            [theirs] = await s.say(person, None, "/ledger")
            assert words("button-ledger-secret-on") not in labels(theirs)
            for form in FORMS[1:]:
                content = (
                    await file(s, person, f"/ledger {form} " + ("保密" if language != "en" else "confidential"))
                ).data
                assert said["canary"].encode() not in content
                assert b"#4" not in content


async def test_staff_get_their_own_and_no_colleagues(office: Stage, words: Words) -> None:
    await some_tasks(office, SAID["zh-Hans"])
    found = rows((await file(office, office.zhao, "/ledger csv")).data)
    assert [row[0] for row in found[1:]] == ["3", "2"], "helps with one, did the other"
    everything = json.loads((await file(office, office.zhao, "/ledger json")).data)
    assert [task["id"] for task in everything["tasks"]] == [2, 3]
    [menu] = await office.say(office.zhao, None, "/ledger @li")
    assert words("ledger-totals", n=1, open=1, overdue=1, done=0, cancelled=0) in menu.text


async def test_who_runs_another_team_gets_nothing_of_this_one(office: Stage, words: Words) -> None:
    await some_tasks(office, SAID["zh-Hans"])
    world = office.world
    other = world.group("另一部", members=[office.wang, office.stranger], creator=office.wang)
    world.add_bot(office.wang, other)
    await office.settle()
    world.press(office.stranger, office.last(other), "j:2")
    await office.settle()
    world.start(office.stranger, "hello")
    await office.settle()
    await office.say(office.wang, other, "/role @luren leader")
    for text in ("/ledger", "/ledger 综合部", "/ledger @li", "/ledger #预算"):
        said = (await office.say(office.stranger, None, text))[-1].text
        assert not any(word in said for word in ("3 件", "2 件", "1 件")), said
    found = json.loads((await file(office, office.wang, "/ledger 另一部 json") or type("", (), {"data": b"null"})).data)
    assert found is None, "of an empty one there is no file"
    [menu] = await office.say(office.wang, None, "/ledger 综合部")
    assert words("button-ledger-by-team") in labels(menu)


async def test_in_a_group_it_is_refused_with_where_to_ask(office: Stage, words: Words) -> None:
    assert [m.text for m in await office.say(office.wang, office.group, "/ledger")] == [words("refuse-ledger-private")]
    assert [m.text for m in await office.say(office.wang, office.group, "/ledger csv")] == [
        words("refuse-ledger-private")
    ]


async def test_bad_input_gets_one_sentence_and_no_file(office: Stage, words: Words) -> None:
    await some_tasks(office, SAID["zh-Hans"])
    for text, key, fields in (
        ("/ledger #没有", "refuse-ledger-tag", {"tag": "没有"}),
        ("/ledger 呵呵 什么", "refuse-ledger-unread", {"words": "呵呵 什么"}),
        ("/ledger xlsx 🙂", "refuse-ledger-unread", {"words": "🙂"}),
        ("/ledger " + "长" * 4000, "refuse-search-long", {"limit": 200}),
    ):
        assert [m.text for m in await office.say(office.wang, None, text)] == [words(key, **fields)], text
    [nothing] = await office.say(office.wang, None, "/ledger 2019年 xlsx")
    assert words("ledger-nothing") in nothing.text
    [unknown] = await office.say(office.wang, None, "/ledger @nobody csv")
    assert "@nobody" in unknown.text


async def test_a_button_of_somebody_elses_ledger_gives_nothing(office: Stage) -> None:
    await some_tasks(office, SAID["zh-Hans"])
    await office.say(office.wang, None, "/ledger")
    [mine] = await office.say(office.zhao, None, "/ledger")
    for data in (
        "lg:f:1:csv",
        "lg:m:1",
        "lg:k:1:s:done",
        "lg:f:999:csv",
        "lg:k:2:p:gibberish",
        "lg:k:2:s:x",
        "lg:k:2:z:1",
        "lg:",
        "f:2:0",
    ):
        stood = len(office.messages(office.zhao))
        await office.press(office.zhao, mine, data, stale=True)
        assert not [m for m in office.messages(office.zhao)[stood:] if m.media], data


TITLES = ("=cmd|' /C calc'!A0", "😀👨‍👩‍👧 表情", "שלום עולם", "+1 条", "@路人甲 之事", "长" * 60)


async def test_odd_titles_and_long_names_come_back_as_they_are(office: Stage) -> None:
    for n, title in enumerate(TITLES, 1):
        await office.say(office.wang, office.group, "/task @li 12月4日前 核对材料")
        await office.say(office.wang, None, f"/title {n} {title}")
    titles = [row[1] for row in sheets((await file(office, office.wang, "/ledger xlsx")).data)["未办结"][1:]]
    in_json = [task["title"] for task in json.loads((await file(office, office.wang, "/ledger json")).data)["tasks"]]
    in_csv = [row[1] for row in rows((await file(office, office.wang, "/ledger csv")).data)[1:]]
    assert titles == in_json
    assert in_csv[0] == f"'{TITLES[0]}"
    assert [t.removeprefix("'") for t in in_csv] == titles
    book = load_workbook(io.BytesIO((await file(office, office.wang, "/ledger xlsx")).data))
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row), "no formula"
    calendar = vobject.readOne((await file(office, office.wang, "/ledger ics")).data.decode())
    assert [e.summary.value.partition(" ")[2] for e in calendar.vevent_list] == titles


async def test_who_raised_a_matter_unnamed_is_nowhere_in_the_file_of_who_answers(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await s.stop_bot()
        await s.start_bot(rules={"raised": {"anonymous": True}})
        [asked] = await s.say(s.zhao, None, "/raise 空调坏了")
        await s.press(
            s.zhao, asked, next(b.data for b in asked.all_buttons() if (b.data or "").endswith("unnamed:yes"))
        )
        await s.say(s.zhou, None, "/handon 1 @li 你来看看")
        await s.press(s.li, s.card(s.li, 1), "t:take_on:1")
        await s.say(s.li, None, "/answer 1 修好了")
        await s.say(s.wang, s.group, "/task @li 12月4日前 年度预算")
        await s.pass_time(timedelta(days=1))
        content = (await file(s, s.li, "/ledger json")).data.decode()
        matter, task = json.loads(content)["tasks"]
        assert (task["withheld"], len(task["history"]) > 0) == (False, True)
        assert (matter["withheld"], matter["assigner"], matter["history"], matter["requests"]) == (True, None, [], [])
        raiser = s.rows("SELECT id FROM members WHERE name = '赵倩'")[0][0]
        assert raiser not in {clock["member"] for clock in matter["clocks"]}
        assert "赵倩" not in content
        of_leader = json.loads((await file(s, s.zhou, "/ledger json")).data)
        assert of_leader["tasks"][0]["assigner"] == raiser


async def test_in_an_empty_office_nothing_is_there_yet_and_no_other_condition_is_asked_for(
    office: Stage, words: Words
) -> None:
    [menu] = await office.say(office.wang, None, "/ledger")
    assert words("ledger-empty") in menu.text
    assert words("ledger-nothing") not in menu.text
