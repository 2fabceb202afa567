"""The main job, from the first hello to the whole story told: as a chat, in three languages, over HTTP."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.stage import MONDAY, ZONE, Stage, stage

TUESDAY_5PM = MONDAY.replace(day=24, hour=17, minute=0)

# What people write, and what they must then read, by language.
LINES = {
    "zh-Hans": {
        "order": "/task @li 明天下午五点前 提交三季度报告 !加急",
        "title": "提交三季度报告",
        "report": "60% 等财务数据",
        "extend": "/extend 1 明天下班前 财务数据还没到",
        "asked": "申请从",
        "granted": "同意延期到",
        "result": "/done 1 已提交",
        "returned": "退回重办：缺附表",
        "approved": "审核通过，办结。",
        "rated": "评分 ★★★★★",
        "due": "时限",
        "over": "已超时",
        "digest": "督办日报",
        "worklist": "早上好，今天手上有 1 件事",
        "story": "等财务数据",
        "status": "已办结",
    },
    "zh-Hant": {
        "order": "/task @li 明天下午五點前 提交第三季報告 !加急",
        "title": "提交第三季報告",
        "report": "60% 等財務資料",
        "extend": "/extend 1 明天下班前 財務資料還沒到",
        "asked": "申請由",
        "granted": "同意展延至",
        "result": "/done 1 已提交",
        "returned": "退回重辦：缺附表",
        "approved": "審核通過，結案。",
        "rated": "評分 ★★★★★",
        "due": "期限",
        "over": "已逾期",
        "digest": "督辦日報",
        "worklist": "早安，今天手上有 1 件事",
        "story": "等財務資料",
        "status": "已結案",
    },
    "en": {
        "order": "/task @li tomorrow 5pm send the third-quarter report !elevated",
        "title": "send the third-quarter report",
        "report": "60% waiting for figures",
        "extend": "/extend 1 tomorrow by 6pm the figures are late",
        "asked": "asked for more time",
        "granted": "granted time until",
        "result": "/done 1 it is sent",
        "returned": "returned it: 缺附表",
        "approved": "approved it. Done.",
        "rated": "gave ★★★★★",
        "due": "Due",
        "over": "overdue",
        "digest": "Daily digest",
        "worklist": "One task today",
        "story": "waiting for figures",
        "status": "Status: done",
    },
}


async def accept_and_report(s: Stage, say: dict[str, str]) -> None:
    """Li accepts by the button and reports by replying, first in words, then with a photo."""
    press = s.world.press(s.li, s.card(s.li, 1), "t:accept:1")
    await s.settle()
    assert "#1" in (await press.answered(2)).text
    s.world.send(s.li, None, say["report"], reply_to=s.card(s.li, 1).id)
    await s.settle()
    s.world.photo(s.li, None, "90%", reply_to=s.card(s.li, 1).id)
    await s.settle()


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
async def test_a_task_is_seen_through_from_the_order_to_the_story(tmp_path: Path, language: str) -> None:
    say = LINES[language]
    async with stage(tmp_path, language) as s:
        await s.set_up_office()

        s.world.send(s.wang, s.group, say["order"])
        await s.settle()
        group_card = s.card(s.group, 1)
        assert say["title"] in group_card.text
        assert group_card.reply_to.text == say["order"]
        assert s.unix_in(group_card) == int(TUESDAY_5PM.timestamp())
        labels = [b.data for b in s.card(s.li, 1).all_buttons()]
        actions = ("accept", "decline", "report", "submit", "ask_time", "ask_transfer")
        assert labels == [*(f"t:{a}:1" for a in actions), "t:break_down:1", "tl:1"]

        await accept_and_report(s, say)
        told = s.messages(s.wang)[-2:]
        assert say["report"] in told[0].text
        assert told[1].media is not None
        assert "60%" not in group_card.text
        assert "90%" in group_card.text
        assert sum("#1" in t for t in s.texts(s.group)) == 1, "the group's card is edited, not repeated"

        await s.move(MONDAY.replace(day=24, hour=9, minute=0))
        assert any(say["digest"] in t for t in s.texts(s.group))
        assert any(say["worklist"] in t for t in s.texts(s.li))
        s.world.send(s.li, None, say["extend"])
        await s.settle()
        assert say["asked"] in s.last(s.wang).text
        s.world.press(s.wang, s.last(s.wang), "t:grant_time:1")
        await s.settle()
        assert say["granted"] in s.last(s.li).text

        await s.move(datetime(2026, 11, 26, 8, 59, tzinfo=ZONE))
        evening = [m for m in s.messages(s.li) if m.date == datetime(2026, 11, 25, 18, 0, tzinfo=ZONE)]
        assert evening
        assert say["due"].lower() in evening[0].text.lower()
        await s.move(datetime(2026, 11, 26, 11, 0, tzinfo=ZONE))
        assert say["over"] in group_card.text
        assert say["title"] in s.last(s.zhou).text, "the supervisor hears of it two working hours later"
        assert say["over"] in group_card.text

        await hand_in_twice(s, say)
        await s.move(datetime(2026, 11, 27, 9, 0, tzinfo=ZONE))
        assert say["title"] in s.last(s.group).text
        assert say["digest"] in s.last(s.group).text
        assert say["status"] in group_card.text

        s.world.send(s.wang, None, "/history 1")
        await s.settle()
        told_story = s.last(s.wang).text
        for words in (say["title"], say["story"], "缺附表", "★★★★★"):
            assert words in told_story


async def hand_in_twice(s: Stage, say: dict[str, str]) -> None:
    """The result is returned with a reason, handed in again, and approved with five stars."""
    s.world.send(s.li, None, say["result"])
    await s.settle()
    s.world.press(s.wang, s.last(s.wang), "t:return:1")
    await s.settle()
    s.world.send(s.wang, None, "缺附表", reply_to=s.last(s.wang).id)
    await s.settle()
    assert say["returned"] in s.last(s.li).text
    s.world.send(s.li, None, say["result"])
    await s.settle()
    waiting = s.last(s.wang)
    s.world.press(s.wang, waiting, "t:approve:1")
    await s.settle()
    assert say["approved"] in s.last(s.li).text
    s.world.press(s.wang, waiting, "t:rate:1:5")
    await s.settle()
    assert say["rated"] in s.last(s.li).text


async def test_what_is_overdue_climbs_step_by_step_and_each_hears_once(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.set_up_office()
        s.world.send(s.wang, s.group, "/role @zhao leader")
        s.world.send(s.wang, s.group, "/task @li 明天下午五点前 提交三季度报告 !加急")
        await s.settle()
        s.world.press(s.li, s.card(s.li, 1), "t:accept:1")
        await s.settle()
        s.world.send(s.li, None, "10% 在做", reply_to=s.card(s.li, 1).id)
        await s.settle()
        await s.move(MONDAY + timedelta(days=8))

        def heard(person: object, words: str) -> list[str]:
            at = [m.date.astimezone(ZONE) for m in s.messages(person) if words in m.text and m.sender.is_bot]
            return [f"{d:%d %H:%M}" for d in at]

        assert heard(s.li, "还有") == ["23 17:00", "24 15:00"]
        assert heard(s.li, "已到，进度") == ["24 17:00"]
        assert heard(s.wang, "到了，进度") == ["24 17:00"]
        assert heard(s.zhou, "已过") == ["25 10:00"]
        assert heard(s.zhao, "已过") == ["25 17:00"]
        assert heard(s.group, "已过") == ["26 17:00"]
        called = [
            m for m in s.messages(s.group) if "🗞" in m.text and any(e["type"] == "text_mention" for e in m.entities)
        ]
        assert [f"{m.date.astimezone(ZONE):%d}" for m in called] == ["27", "30", "01"], (
            "then every working day, in the digest"
        )


async def test_nothing_rings_at_night_or_on_a_holiday_unless_it_is_urgent(tmp_path: Path) -> None:
    thursday = datetime(2026, 12, 31, 16, 0, tzinfo=ZONE)
    async with stage(tmp_path, start=thursday) as s:
        await s.set_up_office()
        s.world.send(s.wang, s.group, "/task @li 今晚8点前 报送值班表")
        s.world.send(s.wang, s.group, "/task @zhao 今晚8点前 报送名单 !特急")
        await s.settle()
        await s.move(datetime(2027, 1, 4, 10, 0, tzinfo=ZONE))
        calm = {m.date.astimezone(ZONE).date().day for m in s.messages(s.li) if "时限" in m.text and m.sender.is_bot}
        assert calm == {31, 4}, "on the evening itself nothing, after the holiday once"
        loud = [m.date.astimezone(ZONE) for m in s.messages(s.zhao) if "已到" in m.text]
        assert (loud[0].day, loud[0].hour) == (31, 16), "urgent clocks ring when they ring"
        assert any((d.day, d.hour) == (31, 20) for d in loud)
