"""What thumbs write in private, and what they read: no word of asking in a title, no question taken for a deadline."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.conftest import Words
from tests.stage import Stage, stage


def titles(s: Stage) -> list[str]:
    return [title for (title,) in s.rows("SELECT title FROM tasks ORDER BY id")]


@pytest.mark.parametrize(
    ("language", "said", "title"),
    [
        ("zh-Hans", "明天下午5点前请@li报送预算报告", "报送预算报告"),
        ("zh-Hans", "麻烦@li @zhao 月底前整理档案", "整理档案"),
        ("zh-Hans", "交办：预算报告，责任人@li，下周三前", "预算报告"),
        ("zh-Hant", "幫我交辦 @zhao 下週三下班前 訂會議室", "訂會議室"),
        ("zh-Hans", "交办事项清单 @li 周五前更新", "交办事项清单 更新"),
    ],
)
async def test_the_words_that_ask_are_no_part_of_the_title(
    tmp_path: Path, language: str, said: str, title: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        [shown] = await s.say(s.wang, None, said)
        if not titles(s):
            await s.press(s.wang, shown, words("button-confirm"))
        assert titles(s) == [title]


@pytest.mark.parametrize(("language", "asked"), [("zh-Hans", "这周到期的"), ("zh-Hant", "這週到期的")])
async def test_a_question_beside_a_preview_does_not_change_its_deadline(
    tmp_path: Path, language: str, asked: str
) -> None:
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, None, "明天17:00前请@li报送预算报告")
        before = s.rows("SELECT * FROM drafts")
        [shown] = await s.say(s.wang, None, asked)
        assert "✍️" not in shown.text
        assert s.rows("SELECT * FROM drafts") == before


@pytest.mark.parametrize("said", ["撤销1号", "撤销 1", "撤銷1號"])
async def test_a_decision_about_a_number_without_its_sign_is_offered_and_gives_no_task(
    office: Stage, said: str
) -> None:
    s, zh = office, Words("zh-Hans")
    await s.say(s.wang, s.group, "/task @li 周五下班前 提交预算报告")
    [shown] = await s.say(s.wang, None, said)
    assert zh("button-cancel") in [button.text for row in shown.buttons for button in row]
    assert s.rows("SELECT status FROM tasks") == [("assigned",)]


async def test_the_desk_asked_for_at_the_last_step_is_opened_and_gives_no_task(office: Stage) -> None:
    s = office
    for word in ("审核", "帮助"):
        await s.say(s.wang, None, "/task @li 周五")
        await s.say(s.wang, None, word)
        assert titles(s) == [], word


async def test_an_order_to_somebody_else_at_the_last_step_is_asked_about(tmp_path: Path) -> None:
    async with stage(tmp_path, "en") as s:
        await s.set_up_office()
        await s.say(s.wang, None, "/task @li friday")
        await s.say(s.wang, None, "give @zhao the minutes task")
        assert titles(s) == []


async def test_staff_who_approve_by_a_bare_number_report_nothing(office: Stage) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li 周五下班前 提交预算报告")
    before = s.rows("SELECT count(*) FROM history")
    await s.say(s.li, None, "通过 1")
    assert s.rows("SELECT count(*) FROM history") == before


async def test_a_deadline_moved_by_a_bare_number_is_offered(office: Stage) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li 周五下班前 提交预算报告")
    [shown] = await s.say(s.wang, None, "1号延期到下周五")
    assert "#1" in shown.text
    [shown] = await s.say(s.wang, None, "1号开会 @li")
    assert "开会" in shown.text, "where nothing is decided, 1号 is a day"


async def test_a_decision_about_a_number_there_is_not_makes_no_draft(office: Stage) -> None:
    s = office
    [shown] = await s.say(s.wang, None, "撤销8号")
    assert "#8" in shown.text
    assert s.rows("SELECT count(*) FROM drafts") == [(0,)]


async def test_everyday_questions_of_thumbs_are_answered(office: Stage) -> None:
    s, zh = office, Words("zh-Hans")
    for asked in ("我要审什么", "我該審什麼", "whats waiting for approval"):
        [shown] = await s.say(s.wang, None, asked)
        assert shown.text == zh("desk-nothing"), asked
    [shown] = await s.say(s.wang, None, "說明")
    assert "/task" in shown.text
    [shown] = await s.say(s.wang, None, "谁最忙")
    assert shown.text == zh("list-team-empty")


async def test_help_on_what_is_named_in_chinese_shows_its_command(office: Stage) -> None:
    s = office
    [task] = await s.say(s.wang, None, "/help task")
    for asked in ("/help 交办", "/help 交辦"):
        [shown] = await s.say(s.wang, None, asked)
        assert shown.text == task.text, asked


async def test_lines_of_minutes_are_put_right_in_the_words_people_use(office: Stage) -> None:
    s = office
    await s.say(s.wang, None, "会议纪要\n1. 赵倩 周五前 报送方案\n2. 李明 下周三前 完成预算\n3. 赵倩 月底前 整理档案")
    preview = s.last(s.wang)
    assert await s.say(s.wang, None, "2 改到周四", reply_to=preview.id) == []
    assert "2. 李明 · 11月26日周四" in preview.text
    await s.say(s.wang, None, "第三条 删掉", reply_to=preview.id)
    assert "✗ 3." in preview.text
    await s.say(s.wang, None, "都改成周五", reply_to=preview.id)
    assert preview.text.count("11月27日周五") == 2
    await s.say(s.wang, None, "1 李明牵头 特急", reply_to=preview.id)
    assert "1. 李明、赵倩" in preview.text
