"""What an order says beside the deed, what is changed of it later, evidence, and a done task taken up again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.domain.office import local
from tests.journeys.conftest import Words
from tests.journeys.tasks import due, labels, status, story
from tests.journeys.test_pauses import LANGUAGES, heard
from tests.stage import Stage, stage

ORDER = {
    "zh-Hans": "/task @li 周五下班前 提交三季度报告 需附件\n标准：一份盖章的报告\n来源：会议 市府办〔2026〕12号",
    "zh-Hant": "/task @li 週五下班前 提交三季度报告 須附件\n標準：一份盖章的报告\n來源：會議 市府办〔2026〕12号",
    "en": "/task @li by Friday 6pm 提交三季度报告 with evidence\nStandard: 一份盖章的报告\nSource: meeting 市府办〔2026〕12号",
}
LINES = {
    "zh-Hans": ("/standard 1 两份盖章的报告", "/title 1 新的标题", "/priority 1 特急", "/origin 1 批示 王主任"),
    "zh-Hant": ("/standard 1 兩份用印的報告", "/title 1 新的標題", "/priority 1 最速件", "/origin 1 批示 王主任"),
    "en": (
        "/standard 1 two stamped reports",
        "/title 1 A new title",
        "/priority 1 urgent",
        "/origin 1 instruction Wang",
    ),
}
FIELDS = "SELECT title, standard, origin, origin_ref, evidence, priority FROM tasks"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_card_shows_the_standard_the_origin_and_that_evidence_is_needed(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        [card] = await s.say(s.wang, None, ORDER[language])
        ref = "市府办〔2026〕12号"
        assert s.rows(FIELDS) == [("提交三季度报告", "一份盖章的报告", "meeting", ref, 1, "normal")]
        assert due(s) == local(27, 18)
        for shown in (card, s.card(s.li, 1)):
            assert words("card-standard", text="一份盖章的报告") in shown.text
            assert words("card-origin", origin=words("origin-meeting"), ref=f" {ref}") in shown.text
            assert words("card-evidence") in shown.text
        assert words("button-waive_evidence") in labels(card)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_those_concerned_read_what_changed_from_what_to_what(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, None, ORDER[language])
        standard, title, priority, origin = LINES[language]
        for line, old in ((standard, "一份盖章的报告"), (title, "提交三季度报告"), (origin, "市府办〔2026〕12号")):
            before = len(s.messages(s.li))
            [said] = await s.say(s.zhou, None, line)
            new = line.split(" ", 2)[2].rpartition(" ")[2] if line == origin else line.split(" ", 2)[2]
            [news] = heard(s, s.li, before)
            for shown in (said.text, news):
                assert old in shown
                assert new in shown
        before = len(s.messages(s.li))
        await s.say(s.wang, None, priority)
        [news] = heard(s, s.li, before)
        level = s.rows("SELECT priority FROM tasks")[0][0]
        assert words("priority-normal") in news
        assert words(f"priority-{level}") in news
        assert words("clock-accept") in news, "and by when to accept it now"
        assert story(s)[1:] == ["standard-changed", "title-changed", "origin-changed", "priority-changed"]


async def test_the_priority_is_chosen_with_buttons_and_rings_at_night_from_now(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, None, "/task @li 11月23日22:00 交值班表")
    await s.press(s.li, s.card(s.li, 1), "t:accept:1")
    await s.say(s.li, None, "/report 1 50%")
    await s.press(s.wang, s.card(s.wang, 1), "t:change_priority:1")
    assert words("choose-priority") in s.last(s.wang).text
    await s.press(s.wang, s.last(s.wang), "t:change_priority:1:urgent")
    before = len(s.messages(s.li))
    await s.pass_time(local(23, 21, 30))
    assert len(heard(s, s.li, before)) == 2, "four hours before and one hour before"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_without_a_file_no_result_where_evidence_was_asked_for(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, None, ORDER[language])
        before = s.state()
        [said] = await s.say(s.li, None, "/done 1 OK")
        assert said.text == words("refuse-evidence", number=1)
        assert s.state() == before
        s.world.photo(s.li, None, "现场照片", reply_to=s.card(s.li, 1).id)
        await s.settle()
        await s.say(s.li, None, "/done 1 OK")
        assert status(s) == "submitted"


async def test_the_file_may_come_with_the_result_that_was_asked_for(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, None, "/task @li 明天 交报告")
    await s.press(s.wang, s.card(s.wang, 1), "t:need_evidence:1")
    await s.press(s.li, s.card(s.li, 1), "t:submit:1")
    await s.say(s.li, None, "报告已经整理好，共三份")
    assert s.last(s.li).text == words("refuse-evidence", number=1)
    s.world.photo(s.li, None, "报告已经整理好，共三份")
    await s.settle()
    assert status(s) == "submitted"


async def test_evidence_is_asked_for_and_waived_with_one_button(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, None, "/task @li 明天 交报告")
    await s.press(s.wang, s.card(s.wang, 1), "t:need_evidence:1")
    assert words("fact-evidence-needed", who="王主任") in s.last(s.li).text
    assert words("button-waive_evidence") in labels(s.card(s.wang, 1))
    await s.press(s.wang, s.card(s.wang, 1), "t:waive_evidence:1")
    await s.say(s.li, None, "/done 1 好了")
    assert status(s) == "submitted"


REOPEN = {
    "zh-Hans": "/reopen 1 12月4日18:00 数据有误",
    "zh-Hant": "/reopen 1 12月4日18:00 數據有誤",
    "en": "/reopen 1 4 December 18:00 the figures are wrong",
}


async def done(s: Stage) -> None:
    """A task, done."""
    await s.set_up_office()
    await s.say(s.wang, None, "/task @li 11月27日18:00 提交三季度报告")
    await s.say(s.li, None, "/done 1 OK")
    await s.say(s.wang, None, "/approve 1 5")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_done_task_is_taken_up_again_with_a_new_deadline_and_its_clocks(tmp_path: Path, language: str) -> None:
    async with stage(tmp_path, language) as s:
        await done(s)
        await s.pass_time(timedelta(days=1))
        before = len(s.messages(s.li))
        [said] = await s.say(s.wang, None, REOPEN[language])
        why = REOPEN[language].partition("18:00 ")[2]
        assert why in said.text
        [news] = heard(s, s.li, before)
        assert why in news
        assert (status(s), due(s)) == ("active", local(4, 18, month=12))
        assert s.rows("SELECT kind FROM clocks WHERE met_at IS NULL AND stopped_at IS NULL ORDER BY kind") == [
            ("finish",), ("first_report",),
        ]  # fmt: skip
        await s.say(s.li, None, "/done 1 OK")
        await s.say(s.wang, None, "/approve 1 4")
        assert status(s) == "done"
        assert story(s).count("reopened") == 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_after_thirty_days_it_is_refused_with_what_to_do(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await done(s)
        s.clock.set(local(23, 9, 31, month=12))
        await s.pass_time(timedelta(0))  # what came meanwhile, such as the bulletin, is told
        before = s.state()["tasks"]
        [said] = await s.say(s.wang, None, REOPEN[language].replace("12月4日", "12月31日").replace("4 D", "31 D"))
        assert said.text == words("refuse-reopen-late", number=1, days=30)
        assert s.state()["tasks"] == before


async def test_reopening_with_buttons_asks_for_a_deadline_and_the_reason(tmp_path: Path) -> None:
    words = Words()
    async with stage(tmp_path) as s:
        await done(s)
        await s.say(s.wang, None, "/show 1")
        await s.press(s.wang, s.last(s.wang), "t:reopen:1")
        asked = s.last(s.wang)
        assert words("choose-moment-reopen") in asked.text
        await s.press(s.wang, asked, next(b.data for b in asked.all_buttons() if b.data and b.data.count(":") == 3))
        await s.say(s.wang, None, "数据有误")
        assert status(s) == "active"
        await s.press(s.wang, s.last(s.wang), "t:take_back:1")
        assert status(s) == "done"
        assert s.rows("SELECT rating, percent FROM tasks") == [(5, 100)]


async def test_a_matter_taken_up_again_without_a_deadline_keeps_its_reason_and_offers_the_days(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await done(s)
        [asked] = await s.say(s.wang, None, "/reopen 1 还要补附件")
        await s.press(s.wang, asked, labels(asked)[1])
        assert status(s) == "active"
        assert "还要补附件" in s.last(s.li).text


async def test_the_words_that_a_change_needs_are_asked_for(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, None, "/task @li 明天 交报告")
    for name, column in (("standard", "standard"), ("title", "title"), ("origin", "origin_ref")):
        [asked] = await s.say(s.wang, None, f"/{name} 1")
        assert words(f"prompt-change_{name}") in asked.text
        await s.say(s.wang, None, f"会议 {name}")
        assert name in s.rows(f"SELECT {column} FROM tasks")[0][0]


@pytest.mark.parametrize(
    "line", ["/priority 1 马马虎虎", "/title 1 " + "长" * 61, "/standard 1 " + "长" * 301, "/origin 2 会议"]
)
async def test_what_cannot_be_is_refused_and_changes_nothing(office: Stage, line: str) -> None:
    s = office
    await s.say(s.wang, None, "/task @li 明天 交报告")
    before = s.state()
    [said] = await s.say(s.wang, None, line)
    assert said.text
    assert s.state() == before


async def test_an_order_whose_labels_are_edited_says_how_to_change_them(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, None, "/task @li 明天 交报告\n标准：盖章")
    order = [m for m in s.messages(s.wang) if m.text.startswith("/task")][-1]
    s.world.edit(s.wang, order, "/task @li 明天 交报告\n标准：盖章并装订")
    await s.settle()
    assert s.last(s.wang).text == words("order-edited", number=1)


async def test_who_is_named_in_a_label_gets_no_part_in_the_task(office: Stage) -> None:
    s = office
    await s.say(s.wang, None, "/task 李明周五前交报告\n来源：赵倩提出")
    assert s.rows("SELECT m.name FROM assignments a JOIN members m ON m.id = a.member_id") == [("李明",)]
