"""Dated points on the way of a matter: said in its order, changed by command, rung, ticked, and in the lines of a plan."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from simulator.model import Message, Person
from tests.journeys.conftest import Words
from tests.journeys.tasks import given, story
from tests.stage import Stage, stage

SAID = {
    "zh-Hans": {
        "order": "@li 2027年12月20日前 起草白皮书\n里程碑：6月底 初稿；9月底 送审稿；12月15日 定稿",
        "more": "明天 提纲; 后天：样章",
        "titles": ("提纲", "样章", "初稿", "送审稿", "定稿"),
        "off": "取消 初稿",
        "plan": "1. 推进预算一体化，@li\n里程碑：6月底 初稿；9月底 送审稿\n2、建成信息平台，@zhao，6月底前",
    },
    "zh-Hant": {
        "order": "@li 2027年12月20日前 起草白皮書\n查核點：6月底 初稿；9月底 送審稿；12月15日 定稿",
        "more": "明天 大綱; 後天：樣章",
        "titles": ("大綱", "樣章", "初稿", "送審稿", "定稿"),
        "off": "移除 初稿",
        "plan": "1. 推動預算整合，@li，查核點：6月底 初稿；9月底 送審稿\n2、建置資訊平台，@zhao，6月底前",
    },
    "en": {
        "order": "@li by December 20 2027 draft the white paper\n"
        "milestones: end of June: first draft; end of September review copy; December 15 final",
        "more": "November 24: outline; the day after tomorrow: sample",
        "titles": ("outline", "sample", "first draft", "review copy", "final"),
        "off": "off first draft",
        "plan": "1. One budget for all, @li, milestones: June 30: first draft; end of September final draft\n"
        "2) A new platform - @zhao, by the end of June",
    },
}
DATES = "SELECT title, date(due_at) FROM milestones WHERE task_id = 1 ORDER BY due_at"


def newest(s: Stage, where: Person) -> str:
    return s.messages(where)[-1].text


def offering(s: Stage, where: Person, data: str) -> Message:
    """The newest message that has this button."""
    return [m for m in s.messages(where) if data in [b.data for b in m.all_buttons()]][-1]


@pytest.mark.parametrize("language", list(SAID))
async def test_milestones_are_said_moved_rung_and_ticked(language: str, tmp_path: Path) -> None:
    said, words = SAID[language], Words(language)
    titles = said["titles"]
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await given(s, str(said["order"]))
        assert s.rows(DATES) == [(titles[2], "2027-06-30"), (titles[3], "2027-09-30"), (titles[4], "2027-12-15")]
        assert words("card-milestones", done=0, count=3) in newest(s, s.li)
        await s.say(s.li, None, "/accept 1")
        await s.say(s.wang, None, f"/milestone 1 {said['more']}")
        assert f"✅ {titles[0]}" in [b.text for b in s.messages(s.li)[-1].all_buttons()]

        await s.pass_time(timedelta(days=1))
        assert words("line-milestone-today", titles=titles[0]) in newest(s, s.li)
        await s.pass_time(timedelta(days=1))
        assert words("line-milestone-late", titles=titles[0]) in "\n".join(m.text for m in s.messages(s.li))
        assert words("light-milestone") in (await s.say(s.li, None, "/mine"))[-1].text
        assert [str(d) for d in await s.audit()] == []

        await s.press(s.li, offering(s, s.li, "t:reach:1:4"), "t:reach:1:4")
        assert str(titles[0]) in newest(s, s.wang)
        await s.press(s.li, offering(s, s.li, "t:take_back:1"), "t:take_back:1")
        assert story(s)[-1] == "taken-back"
        await s.say(s.li, None, f"/milestone 1 done {titles[0]}")
        await s.say(s.wang, None, f"/milestone 1 {said['off']}")
        board = (await s.say(s.li, None, "/milestone 1"))[-1]
        assert words("card-milestones", done=1, count=4) in board.text
        assert titles[2] not in board.text
        assert [str(d) for d in await s.audit()] == []


@pytest.mark.parametrize("language", list(SAID))
async def test_lines_of_a_plan_have_milestones_and_show_them_in_its_tree(language: str, tmp_path: Path) -> None:
    said = SAID[language]
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        shown = (await s.say(s.wang, s.group, f"/plan 2027\n{said['plan']}"))[-1]
        confirm = next(b.data for b in shown.all_buttons() if b.data and b.data.endswith("several:yes"))
        await s.press(s.wang, shown, confirm)
        assert [due for _, due in s.rows(DATES)] == ["2027-06-30", "2027-09-30"]
        tree = (await s.say(s.li, s.group, "/plan 2027"))[-1].text
        assert "🚩0/2" in tree
        assert tree.count("🚩") == 1
        await s.say(s.li, None, "/milestone 1 done 1")
        assert "🚩1/2" in (await s.say(s.li, s.group, "/plan 2027"))[-1].text
        assert [str(d) for d in await s.audit()] == []


BAD = [
    ("/milestone 1 初稿", "refuse-milestone-undated", {"words": "初稿"}),
    ("/milestone 1 明天", "refuse-milestone-untitled", {"words": "明天"}),
    ("/milestone 1 每周五 进度", "refuse-milestone-unclear", {"words": "每周五 进度"}),
    ("/milestone 1 明天 甲；后天 甲", "refuse-milestone-twice", {"title": "甲"}),
    ("/milestone 1 明天 初稿；每周五 进度", "refuse-milestone-unclear", {"words": "每周五 进度"}),
    ("/milestone 1 off 没有", "refuse-milestone-none", {"number": 1}),
    ("/milestone 9 明天 初稿", "refuse-not-found", {"number": 9}),
    ("/milestone 9", "refuse-not-found", {"number": 9}),
]


async def test_what_cannot_be_gets_one_sentence_and_changes_nothing(office: Stage, words: Words) -> None:
    await given(office, "@li 下周五下班前 汇总数据")
    for text, key, fields in BAD:
        assert (await office.say(office.wang, None, text))[-1].text == words(key, **fields), text
    assert (await office.say(office.wang, office.group, "/task @zhao 下周五前 报告 里程碑："))[-1].text == words(
        "refuse-milestone-usage"
    )
    late = (await office.say(office.wang, None, "/milestone 1 明年6月底 初稿"))[-1].text
    assert "2027" in late
    assert office.rows("SELECT count(*) FROM milestones") == [(0,)]
    assert office.rows("SELECT count(*) FROM tasks") == [(1,)]


async def test_of_a_confidential_matter_nobody_else_reads_a_milestone(office: Stage, words: Words) -> None:
    await office.say(office.wang, None, "/task @li 下周五下班前 起草方案 !保密\n里程碑：明天 初稿")
    number = office.rows("SELECT id FROM tasks")[0][0]
    assert office.rows("SELECT title FROM milestones") == [("初稿",)]
    answer = (await office.say(office.zhao, None, f"/milestone {number}"))[-1].text
    assert answer == words("refuse-not-found", number=number)
    await office.pass_time(timedelta(days=3))
    others = [m for m in (*office.messages(office.group), *office.messages(office.zhao)) if "初稿" in m.text]
    assert others == []
    reminders = [m.text for m in office.messages(office.li) if "⏰" in m.text or "🔔" in m.text]
    assert reminders
    assert not any("初稿" in text for text in reminders), "a reminder says no more than its mark"
    assert [str(d) for d in await office.audit()] == []
