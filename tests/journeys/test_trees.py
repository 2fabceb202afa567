"""A year's plan broken down to tasks, these to their parts, done and rolled up; and what cannot be, each one sentence."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from simulator.model import Chat, Message, Person
from tests.journeys.conftest import Words
from tests.journeys.tasks import PARTS, given, labels, status, story
from tests.journeys.test_audit import change
from tests.stage import MONDAY, ZONE, Stage, stage

SAID = {
    "zh-Hans": {
        "year": "1. 推进预算一体化，@li\n2、建成信息平台，赵倩，6月底前\n3. 谁也不管的事",
        "quarter": "预算编制 @li",
        "task": "1月15日前 汇总各处室预算",
        "part": "1月10日前 核对数据",
        "done": "都好了",
        "half": "60%",
    },
    "zh-Hant": {
        "year": "1. 推動預算整合，@li\n2、建置資訊平台，@zhao，6月底前\n3. 沒有人管的事",
        "quarter": "預算編製 @li",
        "task": "1月15日前 彙總各處室預算",
        "part": "1月10日前 核對資料",
        "done": "都好了",
        "half": "60%",
    },
    "en": {
        "year": "1. One budget for all, @li\n2) A new platform - @zhao, by the end of June\n3. Whatever",
        "quarter": "Draw up the budget @li",
        "task": "by January 15 collect the figures",
        "part": "by January 10 check the figures",
        "done": "all done",
        "half": "60%",
    },
}


def offering(s: Stage, where: Person | Chat, data: str) -> Message:
    """The newest message that has this button."""
    found = [m for m in s.messages(where) if data in [b.data for b in m.all_buttons()]]
    return found[-1]


def newest(s: Stage, where: Person | Chat) -> str:
    return s.messages(where)[-1].text


async def a_plan(s: Stage, period: str, lines: str) -> None:
    """Drawn up in the group, and confirmed."""
    shown = (await s.say(s.wang, s.group, f"/plan {period}\n{lines}"))[-1]
    confirm = next(b.data for b in shown.all_buttons() if b.data and b.data.endswith("several:yes"))
    await s.press(s.wang, shown, confirm)


@pytest.mark.parametrize("language", list(SAID))
async def test_a_years_plan_becomes_quarters_tasks_and_parts_and_is_rolled_up(language: str, tmp_path: Path) -> None:
    said, words = SAID[language], Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await a_plan(s, "2027", said["year"])
        assert s.rows("SELECT kind, period, status FROM tasks") == [("plan", "2027", "active")] * 2
        assert newest(s, s.group).splitlines()[0] == words(
            "plan-head", period=words("period-year", year=2027), n=2
        )  # fmt: skip
        assert "#1" in newest(s, s.li), "whoever is in charge hears it once"
        assert "#2" in newest(s, s.zhao)

        await a_plan(s, "2027Q1 #1", said["quarter"])
        await s.say(s.wang, None, f"/sub 3 @li {said['task']}")
        await s.say(s.li, None, f"/sub 4 @zhao {said['part']}")
        assert s.rows("SELECT id, parent_id FROM tasks WHERE id > 2") == [(3, 1), (4, 3), (5, 4)]

        await s.say(s.zhao, None, f"/report 5 {said['half']}")
        shown = (await s.say(s.wang, None, "/plan 2027"))[-1]
        assert "60%" in shown.text.splitlines()[1]
        await s.press(s.wang, shown, "br:1:0")
        await s.press(s.wang, shown, "br:3:0")
        assert [("#1" in line, "#3" in line, "#4" in line) for line in shown.text.splitlines()] == [
            (True, False, False), (False, True, False), (False, False, True),
        ]  # fmt: skip

        await s.say(s.zhao, None, f"/done 5 {said['done']}")
        await s.press(s.li, offering(s, s.li, "t:approve:5"), "t:approve:5")
        title = s.rows("SELECT title FROM tasks WHERE id = 4")[0][0]
        assert newest(s, s.li).splitlines()[-1] == words("subtasks-done-of", number=4, title=title)
        await s.say(s.li, None, f"/done 4 {said['done']}")
        await s.press(s.wang, offering(s, s.wang, "t:approve:4"), "t:approve:4")
        await s.press(s.wang, offering(s, s.wang, "t:close:3"), "t:close:3")
        assert (status(s, 3), status(s, 4)) == ("done", "done")
        assert "subtasks-done" in story(s, 1)
        shown = (await s.say(s.li, s.group, "/plan 2027"))[-1]
        assert "100%" in shown.text.splitlines()[1]
        assert [str(d) for d in await s.audit()] == []


async def test_a_part_of_a_task_is_asked_for_step_by_step(office: Stage, words: Words) -> None:
    await given(office, "@li 下周五下班前 完成预算")
    await office.press(office.li, offering(office, office.li, "t:break_down:1"), "t:break_down:1")
    asked = offering(office, office.li, "d:1:discard")
    assert asked.text.splitlines()[1] == words("draft-below", parent=1, title="完成预算")
    zhao = office.rows("SELECT id FROM members WHERE name = '赵倩'")[0][0]
    await office.press(office.li, asked, f"d:1:person:{zhao}")
    await office.press(office.li, offering(office, office.li, "d:1:undated"), "d:1:undated")
    await office.say(office.li, None, "核对数据")
    await office.press(office.li, offering(office, office.li, "d:1:confirm:yes"), "d:1:confirm:yes")
    assert office.rows("SELECT parent_id, title FROM tasks WHERE id = 2") == [(1, "核对数据")]
    assert office.rows("SELECT due_at FROM tasks WHERE id = 2") == office.rows("SELECT due_at FROM tasks WHERE id = 1")
    assert words("card-part-of-due", parent=1, title="完成预算") in newest(office, office.zhao)
    card = offering(office, office.li, "t:break_down:1")
    assert words("card-below", done=0, count=1, percent=0) in card.text


async def test_in_reply_to_a_card_the_number_is_left_out(office: Stage) -> None:
    await given(office, "@li 下周五下班前 完成预算")
    card = office.card(office.li, 1)
    await office.say(office.li, None, "/sub @zhao 周四前 核对数据", reply_to=card.id)
    assert office.rows("SELECT parent_id, title, content FROM tasks WHERE id = 2") == [(1, "核对数据", "")]
    await office.say(office.wang, None, "/under 2 off")
    await office.say(office.wang, None, "/under 2 1")
    assert story(office, 2)[-2:] == ["taken-out", "put-under"]


async def test_a_result_over_an_open_part_is_handed_in_by_a_button_that_names_it(office: Stage, words: Words) -> None:
    await given(office, "@li 下周五下班前 完成预算")
    await office.say(office.li, None, "/sub 1 @zhao 周四前 核对数据")
    offer = (await office.say(office.li, None, "/done 1 都好了"))[-1]
    assert offer.text.splitlines()[-1] == words("meant-below", names="#2")
    assert labels(offer) == [words("offer-without", names="#2")]
    assert status(office) == "active"
    await office.press(office.li, offer, "o:submit:1:without")
    assert status(office) == "submitted"
    assert words("submitted-over", matters="#2") in newest(office, office.wang)


async def test_a_whole_is_yellow_while_a_part_of_it_is_overdue_and_the_part_is_named(
    office: Stage, words: Words
) -> None:
    await given(office, "@li 下周五下班前 完成预算")
    await office.say(office.li, None, "/report 1 50% 已开始")
    await office.say(office.li, None, "/sub 1 @zhao 周三下班前 核对数据")
    await office.pass_time(timedelta(days=3))
    listed = (await office.say(office.li, None, "/mine"))[-1].text
    assert "🟡 #1" in listed
    assert words("light-below", below="#2") in listed


async def test_the_rest_of_a_tree_goes_on_when_the_whole_is_paused(office: Stage, words: Words) -> None:
    await given(office, "@li 下周五下班前 完成预算")
    await office.say(office.li, None, "/sub 1 @zhao 周四前 核对数据")
    said = await office.say(office.wang, None, "/pause 1 下周三 等批复")
    assert said[-1].text == words("pause-below", number=1, matters="#2")
    assert status(office, 2) == "assigned"


REFUSED = {
    "/under 1 1": ("under-itself", {"number": 1}),
    "/under 1 2": ("circle", {"number": 1, "parent": 2}),
    "/under 2 1": ("under-already", {"number": 2, "parent": 1}),
    "/under 1 off": ("under-nothing", {"number": 1}),
    "/under 2 99": ("not-found", {"number": 99}),
    "/under 2": ("under-usage", {"number": 1}),
    "/sub 99 @zhao 周四前 核对": ("not-found", {"number": 99}),
    "/cancel 1 不办了": ("cancel-below", {"number": 1, "matters": "#2", "child": 2}),
    "/plan 20270\n1. 开会 @li": ("plan-period", {"words": "20270", "year": 2027}),
    "/plan 2027Q5\n1. 开会 @li": ("plan-period", {"words": "2027Q5", "year": 2027}),
    "/plan 2020\n1. 开会 @li": ("plan-past", {"period": "2020年"}),
    "/plan 2060\n1. 开会 @li": ("plan-far", {"period": "2060年", "years": 5}),
    "/plan 2027\n1.\n2.": ("plan-empty", {"period": "2027年"}),
    "/plan 2027\n1. 谁也不管": ("plan-unclear", {"lines": "1. 谁也不管"}),
    "/plan 2027 #1\n1. 开会 @li": ("plan-above", {"parent": 1}),
}


@pytest.mark.parametrize("typed", REFUSED)
async def test_what_cannot_be_is_one_sentence_and_changes_nothing(office: Stage, words: Words, typed: str) -> None:
    await given(office, "@li 下周五下班前 完成预算")
    await office.say(office.li, None, "/sub 1 @zhao 周四前 核对数据")
    before = office.state()
    name, fields = REFUSED[typed]
    said = await office.say(office.wang, None, typed)
    assert [m.text for m in said] == [words(f"refuse-{name}", **fields)]
    assert office.state() == before


async def test_a_plan_typed_by_staff_is_refused_and_can_be_looked_at(office: Stage, words: Words) -> None:
    said = await office.say(office.li, None, "/plan 2027\n1. 开会 @li")
    assert said[-1].text == words("refuse-plan-right")
    shown = await office.say(office.li, None, "/plan 2027")
    assert shown[-1].text == words("plan-none", period="2027年")


AS_WRITTEN = {
    "1. 推进预算一体化（责任人：李明，6月底前）": ("推进预算一体化", ["李明"], "2027-06-30"),
    "2. 建成信息平台。负责人：赵倩": ("建成信息平台", ["赵倩"], "2027-12-31"),
    "3. 李明 牵头 @zhao 开展干部培训": ("开展干部培训", ["李明", "赵倩"], "2027-12-31"),
    "4. 完成档案数字化 牵头：李明；9月底前": ("完成档案数字化", ["李明"], "2027-09-30"),
    "- 优化营商环境，3月15日前，@li @zhao": ("优化营商环境", ["李明", "赵倩"], "2027-03-15"),
    "⑥ 每季度召开分析会 @li": ("每季度召开分析会", ["李明"], "2027-12-31"),
    "（一）加强党建 李明": ("加强党建", ["李明"], "2027-12-31"),
    "第二项：抓好安全 赵倩": ("抓好安全", ["赵倩"], "2027-12-31"),
    "九、节能降耗——李明": ("节能降耗", ["李明"], "2027-12-31"),
}


async def test_the_lines_of_a_plan_are_read_as_offices_write_them(office: Stage) -> None:
    await a_plan(office, "2027年工作计划", "\n".join(AS_WRITTEN))
    found = office.rows("SELECT id, title, date(due_at, '+8 hours') FROM tasks ORDER BY id")
    made = {title: ([name for name, _ in office.rows(PARTS, number)], due) for number, title, due in found}
    assert made == {title: (names, due) for title, names, due in AS_WRITTEN.values()}


async def test_a_day_after_the_period_is_no_line_of_the_plan(office: Stage, words: Words) -> None:
    said = await office.say(office.wang, None, "/plan 2027\n1. 完成规划 2028年3月 @li\n2. 开会 @li")
    assert words("unread-period") in said[-1].text


@pytest.mark.parametrize(
    ("fault", "named"),
    [
        ("UPDATE tasks SET parent_id = 3 WHERE id = 1", "way up the tree"),
        ("UPDATE tasks SET parent_id = 99 WHERE id = 2", "must be there"),
        ("UPDATE tasks SET parent_id = NULL WHERE id = 3", "#3 parent: must be 2"),
        ("UPDATE tasks SET kind = 'plan' WHERE id = 3", "#3 kind"),
    ],
)
async def test_the_auditor_sees_a_tree_that_is_none(
    office: Stage, faults_expected: list[str], fault: str, named: str
) -> None:
    faults_expected.append("audit")
    await given(office, "@li 下周五下班前 完成预算")
    await office.say(office.wang, None, "/sub 1 @li 核对数据")
    await office.say(office.wang, None, "/sub 2 @li 核对数据")
    assert await office.audit() == []
    change(office, fault)
    assert any(named in str(difference) for difference in await office.audit())


async def test_a_plan_is_mended_by_editing_the_message_in_which_it_was_written(office: Stage, words: Words) -> None:
    text = "/plan 2027\n1. 推进预算一体化，@li\n2. 建成信息平台"
    await office.say(office.wang, None, text)
    assert "❓ 2." in newest(office, office.wang)
    typed = next(m for m in office.messages(office.wang) if m.text == text)
    office.world.edit(office.wang, typed, f"{text}，@zhao")
    await office.settle()
    preview = office.last(office.wang)
    assert "❓" not in preview.text
    await office.press(office.wang, preview, words("button-confirm-plan"))
    assert office.rows("SELECT title FROM tasks") == [("推进预算一体化",), ("建成信息平台",)]


async def test_another_deadline_in_an_edited_part_is_offered(office: Stage, words: Words) -> None:
    await given(office, "@li 下周五下班前 完成预算")
    await office.say(office.li, None, "/sub 1 @zhao 周四前 核对数据")
    typed = next(m for m in office.messages(office.li) if m.text.startswith("/sub"))
    office.world.edit(office.li, typed, "/sub 1 @zhao 周三前 核对数据")
    await office.settle()
    assert "11月25日周三" in " ".join(labels(office.last(office.li)))


async def test_words_in_reply_close_a_line_of_a_plan_and_it_is_taken_back_for_a_minute(
    office: Stage, words: Words
) -> None:
    await a_plan(office, "2027", "1. 推进预算一体化，@li")
    card = (await office.say(office.wang, None, "/show 1"))[-1]
    offer = (await office.say(office.wang, None, "通过", reply_to=card.id))[-1]
    await office.press(office.wang, offer, words("button-close"))
    assert status(office) == "done"
    done = offering(office, office.wang, "t:take_back:1")
    await office.press(office.wang, done, "t:take_back:1")
    assert (status(office), story(office)[-1]) == ("active", "taken-back")


async def test_the_lines_of_who_leaves_are_listed_with_a_button_for_each(office: Stage) -> None:
    await a_plan(office, "2027", "1. 推进预算一体化，@li")
    await office.say(office.wang, None, "/remove @li")
    asked = office.last(office.wang)
    await office.press(office.wang, asked, labels(asked)[0])
    left = offering(office, office.wang, "t:reassign:1")
    assert "推进预算一体化" in left.text


async def test_a_tree_grows_to_five_levels_and_not_to_fifty(office: Stage, words: Words) -> None:
    await given(office, "@li 下周五下班前 完成预算")
    for number in range(1, 5):
        await office.say(office.wang, None, f"/sub {number} @li 核对数据")
    said = await office.say(office.wang, None, "/sub 5 @li 核对数据")
    assert said[-1].text == words("refuse-too-deep", number=5, levels=5)


async def test_a_line_of_a_plan_is_in_no_list_of_work_and_has_no_step_of_a_task(office: Stage, words: Words) -> None:
    await a_plan(office, "2027", "1. 推进预算一体化，@li")
    for command in ("/mine", "/team", "/assigned", "/overdue"):
        assert "#1" not in (await office.say(office.wang, None, command))[-1].text
    refused = (await office.say(office.li, None, "/accept 1"))[-1].text
    assert refused == words("refuse-not-of-plan", number=1, action=words("button-accept"))
    await office.say(office.li, None, "/report 1 进展顺利")
    assert story(office)[-1] == "reported"
    heard = len(office.messages(office.li))
    await office.pass_time(timedelta(days=30))
    assert [m.text for m in office.messages(office.li)[heard:] if "#1" in m.text] == [], (
        "no digest, worklist or silence"
    )


async def test_whoever_is_in_charge_of_a_line_hears_once_before_its_period_ends(office: Stage) -> None:
    await a_plan(office, "2026-12", "1. 完成年度预算，@li")
    heard = len(office.messages(office.li))
    await office.pass_time(timedelta(days=60))
    assert len([m for m in office.messages(office.li)[heard:] if "#1" in m.text]) == 1
    assert "🔴 #1" in (await office.say(office.wang, None, "/plan 2026"))[-1].text
    assert office.rows("SELECT count(*) FROM clocks WHERE breached_at IS NOT NULL") == [(0,)]


async def test_a_line_given_after_the_time_of_its_reminder_is_reminded_of_on_the_next_working_morning(
    office: Stage,
) -> None:
    await a_plan(office, "2026-11", "1. 完成年度预算，@li，11月26日前")
    heard = len(office.messages(office.li))
    await office.pass_time(timedelta(days=1))
    [told] = [m for m in office.messages(office.li)[heard:] if "#1" in m.text]
    assert f"{told.date.astimezone(ZONE):%d %H:%M}" == "24 09:00"
    await office.pass_time(timedelta(days=9))
    assert len([m for m in office.messages(office.li)[heard:] if "#1" in m.text]) == 1


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
async def test_overdue_lines_of_a_plan_are_counted_in_the_brief_and_among_what_is_overdue(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await a_plan(s, "2026-11", "1. 完成年度预算，@li，11月24日前\n2. 完成决算，@zhao，11月24日前")
        nothing, alone = words("list-overdue-empty"), words("plan-lines-late-alone", n=2, plan="/plan")
        assert [m.text for m in await s.say(s.wang, None, "/overdue")] == [nothing]
        await s.pass_time(MONDAY.replace(day=25))
        for asks in (s.wang, s.li):
            assert [m.text for m in await s.say(asks, None, "/overdue")] == [alone]
        assert [m.text for m in await s.say(s.wang, s.group, "/overdue")] == [alone]
        assert len([m for m in s.messages(s.wang) if alone in m.text and "☀️" in m.text]) == 1
        await s.pass_time(MONDAY.replace(day=27))
        assert len([m for m in s.messages(s.wang) if alone in m.text and "☀️" in m.text]) == 1, "said alone once"
        await s.say(s.wang, s.group, "/task @li 11月27日17:00前 报名单")
        await s.pass_time(MONDAY.replace(day=30))
        assert len([m for m in s.messages(s.wang) if alone in m.text and "☀️" in m.text]) == 2, (
            "beside what else there is"
        )
        [listed] = await s.say(s.wang, None, "/overdue")
        assert words("plan-lines-late", n=2, plan="/plan") in listed.text


async def test_a_part_given_for_yesterday_is_refused_and_not_called_yesterday(office: Stage, words: Words) -> None:
    await given(office)
    before = office.state()
    [refused] = await office.say(office.wang, None, "/sub 1 @zhao 昨天 过去")
    assert refused.text == words("refuse-deadline", words="昨天", problem=words("problem-past"))
    assert office.state() == before


async def test_nobody_breaks_a_task_down_to_the_director(office: Stage, words: Words) -> None:
    """李明 gave 王主任 a part, who was then told to accept it in time."""
    s = office
    await s.say(s.wang, s.group, "/task @li 周五下班前 完成预算")
    [refused] = await s.say(s.li, None, "/sub 1 @wang 周四 请主任办")
    assert refused.text == words("refuse-sub-upwards", number=1, names="王主任")
    [refused] = await s.say(s.li, None, "/sub 1 @zhou 周四 请秘书办")
    assert refused.text == words("refuse-sub-upwards", number=1, names="周秘书")
    await s.say(s.li, None, "/sub 1 @zhao 周四 核对数据")
    assert s.rows("SELECT count(*) FROM tasks") == [(2,)]
