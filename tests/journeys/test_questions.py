"""What a leader asks in words, and the line that says once what can be done with what is seen for the first time."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.journeys.conftest import Words
from tests.stage import Stage, stage


async def test_what_is_asked_in_words_is_answered_with_its_list_or_card(office: Stage, words: Words) -> None:
    for line in ("@li 今天下班前 起草预算报告", "@zhao 周四前 报送预算附表", "@li 明天中午 订会议室"):
        await office.say(office.wang, office.group, f"/task {line}")
    await office.say(office.li, None, "/accept 1")

    async def asked(text: str, who: object = office.wang) -> str:
        return (await office.say(who, None, text))[-1].text

    assert (await asked("谁还没签收")).splitlines()[0] == words("list-unaccepted", n=2)
    assert (await asked("今天到期的")).splitlines()[0] == words("list-due-in", n=1, time=words("asked-today"))
    assert (await asked("上周办结了几件")) == words("list-finished-in-empty", time=words("asked-last-week"))
    assert (await asked("预算那件事到哪了")).splitlines()[0] == words("tasks-named", n=2, words="预算")
    assert "#3 订会议室" in await asked("会议室的事办得怎么样")
    assert "#2 报送预算附表" in await asked("2号办得怎么样")
    unsure = (await office.say(office.wang, None, "进度怎么样"))[-1]
    await office.press(office.wang, unsure, words("label-list-overdue"))
    assert office.last(office.wang).text == words("list-overdue-empty")
    stranger_to_it = await office.say(office.wang, None, "/task @zhao 明天下班前 核对名单")
    assert stranger_to_it
    await office.say(office.wang, None, "/confidential 4")
    assert "核对名单" not in await asked("本周到期的有哪些", office.li)
    assert "核对名单" not in await asked("名单的事办得怎么样", office.li)


async def test_a_hint_is_given_once_and_stays_where_it_stands(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.stop_bot()
        await s.start_bot({"hints": True})
        await s.set_up_office()
        words, hint = Words("zh-Hans"), Words("zh-Hans")("first-card")
        await s.say(s.wang, s.group, "/task @li 今天下班前 提交报告")
        first = s.card(s.li, 1)
        assert first.text.endswith(hint)
        await s.press(s.li, first, words("button-accept"))
        assert s.card(s.li, 1).text.endswith(hint)
        await s.say(s.wang, s.group, "/task @li 明天下班前 订会议室")
        assert hint not in s.card(s.li, 2).text
        await s.stop_bot()
        await s.start_bot({"hints": True})
        await s.move(s.clock.now() + timedelta(hours=9))
        for times in (1, 0):
            said = (await s.say(s.wang, None, "/overdue"))[-1].text
            assert said.count(words("first-overdue")) == times
        await s.say(s.wang, s.group, "/task @li 后天下班前 写总结")
        assert hint not in s.card(s.li, 3).text


_ASKED = {
    "zh-Hans": ("待办", "预算报告在哪里？", "预算报告呢", "放假通知谁还没看", "找上个月报告", "超期的"),
    "zh-Hant": ("我的待辦", "預算報告在誰那裡", "預算報告呢", "公告還有哪些同仁沒看", "找上個月的報告", "逾期的"),
    "en": ("my tasks", "who has the budget report", "where is the budget report?", "has everybody read the notice?",
           "find last month's report", "overdue"),
}  # fmt: skip
_TITLE = {"zh-Hans": "预算报告", "zh-Hant": "預算報告", "en": "budget report"}
_NOTICE = {
    "zh-Hans": "放假通知：十月一日放假",
    "zh-Hant": "放假公告：十月一日放假",
    "en": "holiday notice: closed on Friday",
}


@pytest.mark.parametrize("language", list(_ASKED))
async def test_a_leader_who_asks_in_words_of_their_own_gets_the_list_and_no_new_task(
    language: str, tmp_path: Path
) -> None:
    words, title = Words(language), _TITLE[language]
    mine, where, and_that, unread, last_month, late = _ASKED[language]
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, f"/task @li 2026-12-30 {title}")
        await s.say(s.wang, None, f"/notice {_NOTICE[language]}")
        draft = s.last(s.wang)
        await s.press(s.wang, draft, draft.buttons[0][0].text)

        async def asked(text: str) -> str:
            return (await s.say(s.wang, None, text))[-1].text

        assert await asked(mine) == words("list-mine-empty")
        for text in (where, and_that):
            assert f"#1 {title}" in await asked(text), text
        assert "李明" in await asked(unread)
        assert await asked(late) == words("list-overdue-empty")
        assert not s.rows("SELECT id FROM drafts"), "nothing was begun"
        await s.move(s.clock.now().replace(month=12, day=2))
        assert f"#1 {title}" in await asked(last_month)
        assert s.rows("SELECT COUNT(*) FROM tasks") == [(2,)]
