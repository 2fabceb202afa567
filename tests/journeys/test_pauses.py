"""挂起 and 恢复 in the chat: in one line or by button, who hears it, what does not ring, that it goes on by itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from simulator.model import Chat, Person
from tests.domain.office import local
from tests.journeys.conftest import Words
from tests.journeys.tasks import due, labels, status, story
from tests.stage import Stage, stage

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
PAUSE = {
    "zh-Hans": "/pause 1 11月26日 等财政批复",
    "zh-Hant": "/pause 1 11月26日 等主計核定",
    "en": "/pause 1 until 26 November waiting for the budget",
}
WHY = {"zh-Hans": "等财政批复", "zh-Hant": "等主計核定", "en": "waiting for the budget"}


def heard(s: Stage, chat: Person | Chat, since: int) -> list[str]:
    """What the bot said in a chat since it held so many messages."""
    return [m.text for m in s.messages(chat)[since:] if m.sender is s.world.bot]


async def under_way(s: Stage) -> None:
    """A task of Li's for Friday evening, accepted."""
    await s.set_up_office()
    await s.say(s.wang, None, "/task @li 11月27日18:00 提交三季度报告")
    await s.press(s.li, s.card(s.li, 1), "t:accept:1")


def paused_until(s: Stage) -> datetime:
    """When the pause ends by itself."""
    [(stored,)] = s.rows("SELECT resumes_at FROM tasks WHERE id = 1")
    return datetime.fromisoformat(f"{stored}+00:00")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_pause_until_a_day_ends_that_morning_and_everybody_reads_the_new_deadline(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await under_way(s)
        before = len(s.messages(s.li))
        [said] = await s.say(s.wang, None, PAUSE[language])
        assert WHY[language] in said.text
        assert words("button-take_back") in labels(said)
        assert (status(s), paused_until(s)) == ("paused", local(26, 9))
        [news] = heard(s, s.li, before)
        assert WHY[language] in news
        before = len(s.messages(s.li)), len(s.messages(s.wang))
        await s.pass_time(local(26, 9, 1))
        assert (status(s), due(s)) == ("active", local(2, 17, 30, month=12))
        for person, since in zip((s.li, s.wang), before, strict=True):
            told = heard(s, person, since)[-1]
            assert words("the-clock") in told
            assert "17:30" in told
        assert story(s)[-2:] == ["paused", "resumed"]


async def test_nothing_rings_while_it_is_paused_and_the_rest_of_the_ladder_comes_later(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await under_way(s)
        await s.say(s.li, None, "/report 1 30%")
        await s.say(s.wang, None, "/pause 1 12月9日 等财政批复")
        await s.pass_time(local(8, 18, month=12))
        assert not {"reminded", "breached"} & set(story(s))
        await s.pass_time(local(15, 19, month=12))
        assert status(s) == "active"
        assert story(s).count("breached") == 1, "in its own time"
        assert due(s) == local(15, 17, 30, month=12)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_pause_without_an_end_keeps_its_reason_and_offers_the_days(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await under_way(s)
        [asked] = await s.say(s.wang, None, f"/pause 1 {WHY[language]}")
        assert words("button-calendar") in labels(asked)
        await s.press(s.wang, asked, labels(asked)[0])
        assert (status(s), s.rows("SELECT pause_reason FROM tasks")) == ("paused", [(WHY[language],)])
        await s.say(s.wang, None, "/resume 1")
        await s.say(s.wang, None, f"/pause 1 {WHY[language]}")
        await s.say(s.wang, None, "12月1日")
        assert (paused_until(s), s.rows("SELECT pause_reason FROM tasks")) == (
            local(1, 9, month=12),
            [(WHY[language],)],
        )


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_pause_in_the_past_for_ever_or_by_whoever_may_not_is_refused(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await under_way(s)
        before = s.state()
        [never] = await s.say(s.wang, None, "/pause 1 永远 等" if language != "en" else "/pause 1 indefinitely")
        assert never.text == words("refuse-pause-forever", number=1)
        [past] = await s.say(s.wang, None, "/pause 1 等文件 到昨天")
        assert words("problem-past") in past.text
        await s.say(s.wang, None, "/pause 1 2026-11-20 等")
        [far] = await s.say(s.wang, None, "/pause 1 2029-01-01 等")
        assert words("refuse-pause-long", moment="§").partition("§")[0] in far.text
        [may_not] = await s.say(s.li, None, f"/pause 1 {WHY[language]}")
        assert may_not.text == words("refuse-not-yours", number=1, action=words("button-pause"))
        await s.say(s.li, None, PAUSE[language])
        assert s.state() == before
        await s.say(s.wang, None, PAUSE[language])
        assert status(s) == "paused"


async def test_with_buttons_the_moment_is_chosen_and_the_reason_asked(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, None, "/task @li 11月27日18:00 提交三季度报告")
    await s.press(s.wang, s.card(s.wang, 1), "t:pause:1")
    asked = s.last(s.wang)
    assert words("choose-moment-pause") in asked.text
    chosen = next(b.data for b in asked.all_buttons() if b.data and b.data.count(":") == 3 and "words" not in b.data)
    await s.press(s.wang, asked, chosen)
    assert words("prompt-pause") in s.last(s.wang).text
    await s.say(s.wang, None, "等财政批复")
    assert (status(s), paused_until(s)) == ("paused", local(24, 9))
    await s.say(s.wang, None, "/show 1")
    card = s.last(s.wang)
    assert "等财政批复" in card.text
    assert words("button-resume") in labels(card)
    assert words("button-pause") not in labels(card)
    await s.press(s.wang, card, "t:resume:1")
    assert status(s) == "assigned"


async def test_the_day_can_be_typed_instead(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, None, "/task @li 11月27日18:00 提交三季度报告")
    await s.press(s.wang, s.card(s.wang, 1), "t:pause:1")
    await s.press(s.wang, s.last(s.wang), "t:pause:1:words")
    assert words("prompt-pause-moment") in s.last(s.wang).text
    await s.say(s.wang, None, "12月1日")
    await s.say(s.wang, None, "等财政批复")
    assert paused_until(s) == local(1, 9, month=12)


@pytest.mark.parametrize(
    ("line", "until", "why"),
    [
        ("到12月10日 等财政批复", local(10, 9, month=12), "等财政批复"),
        ("挂起到12月10日，等财政批复", local(10, 9, month=12), "等财政批复"),
        ("等财政批复 到12月10日", local(10, 9, month=12), "等财政批复"),
        ("12月10日恢复，等财政批复", local(10, 9, month=12), "等财政批复"),
        ("两周 到货前无法施工", local(7, 9, month=12), "到货前无法施工"),
        ("下周五 领导出差", local(4, 9, month=12), "领导出差"),
        ("12月10日下午三点 开会", local(10, 15, month=12), "开会"),
    ],
)
async def test_the_end_and_the_reason_are_told_apart(office: Stage, line: str, until: datetime, why: str) -> None:
    s = office
    await s.say(s.wang, None, "/task @li 11月27日18:00 提交三季度报告")
    await s.say(s.wang, None, f"/pause 1 {line}")
    assert paused_until(s) == until
    assert s.rows("SELECT pause_reason FROM tasks") == [(why,)]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_while_it_is_paused_a_report_counts_and_a_result_waits(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await under_way(s)
        await s.say(s.wang, None, PAUSE[language])
        [said] = await s.say(s.li, None, "/done 1 OK")
        assert said.text == words("refuse-paused", number=1, action=words("button-submit"))
        await s.say(s.li, None, "30%", reply_to=s.card(s.li, 1).id)
        assert status(s) == "paused"
        assert s.rows("SELECT percent FROM tasks") == [(30,)]
        await s.say(s.zhou, None, "/resume 1")
        assert status(s) == "active"
        await s.say(s.li, None, "/done 1 OK")
        assert status(s) == "submitted"


async def test_a_pause_taken_back_within_the_minute_was_never_there(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await under_way(s)
        timers = "SELECT key, due_at FROM timers WHERE state = 'pending' AND task_id = 1 ORDER BY key"
        clocks, waiting = s.rows("SELECT * FROM clocks"), s.rows(timers)
        [said] = await s.say(s.wang, None, "/pause 1 11月26日 等财政批复")
        assert [key.partition(":")[0] for key, _ in s.rows(timers)] == ["pause"]
        await s.press(s.wang, said, "t:take_back:1")
        assert (status(s), s.rows("SELECT * FROM clocks"), s.rows(timers)) == ("active", clocks, waiting)
        await s.pass_time(local(26, 9, 1))
        assert "resumed" not in story(s)


async def test_resuming_taken_back_leaves_the_pause_and_its_end(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await under_way(s)
        await s.say(s.wang, None, "/pause 1 11月26日 等财政批复")
        await s.pass_time(timedelta(hours=3))
        [said] = await s.say(s.wang, None, "/resume 1")
        await s.press(s.wang, said, "t:take_back:1")
        assert (status(s), paused_until(s)) == ("paused", local(26, 9))
        await s.pass_time(local(26, 9, 1))
        assert (status(s), due(s)) == ("active", local(2, 17, 30, month=12))


async def test_another_end_for_a_pause_is_the_one_that_counts(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await under_way(s)
        await s.say(s.wang, None, "/pause 1 11月26日 等财政批复")
        await s.say(s.wang, None, "/pause 1 11月30日 还没批下来")
        await s.pass_time(local(27, 9))
        assert status(s) == "paused"
        await s.pass_time(local(30, 9, 1))
        assert story(s)[-3:] == ["paused", "paused", "resumed"]


async def test_down_when_the_pause_ended_it_ended_then(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await under_way(s)
        await s.say(s.wang, None, "/pause 1 11月26日 等财政批复")
        await s.stop_bot()
        s.clock.set(local(27, 15))
        await s.start_bot()
        await s.settle()
        assert (status(s), due(s)) == ("active", local(2, 17, 30, month=12))


async def test_a_paused_task_is_in_the_lists_and_in_no_digest_or_morning_list(tmp_path: Path) -> None:
    words = Words()
    async with stage(tmp_path) as s:
        await under_way(s)
        await s.say(s.wang, None, "/pause 1 12月9日 等财政批复")
        before = len(s.messages(s.li)), len(s.messages(s.group))
        await s.pass_time(local(25, 9))
        assert heard(s, s.li, before[0]) == heard(s, s.group, before[1]) == []
        await s.say(s.li, None, "/mine")
        assert words("status-paused")[1:] in s.last(s.li).text


async def test_a_day_behind_until_ends_the_pause_that_morning_and_the_rest_is_why(tmp_path: Path) -> None:
    """/pause 1 国庆放假 到10月8日 lost its reason, the other order was ambiguous, a day that is past a year away."""
    async with stage(tmp_path, "zh-Hans") as s:
        await s.set_up_office()
        await s.say(s.wang, None, "/task @li 12月16日下班前 整理档案室")
        assert "挂起到 12月8日周二 09:00：放假" in (await s.say(s.wang, None, "/pause 1 放假 到12月8日"))[-1].text
        assert "没有改动" in (await s.say(s.wang, None, "/pause 1 到12月8日 放假"))[-1].text
        assert "已经过去了" in (await s.say(s.wang, None, "/pause 1 到9月1日 等经费"))[-1].text
        assert "晚于时限 12月16日" in (await s.say(s.wang, None, "/pause 1 到12月30日 等经费"))[-1].text


async def test_a_pause_that_ends_by_night_is_told_when_work_begins(tmp_path: Path) -> None:
    async with stage(tmp_path, "zh-Hans") as s:
        await s.set_up_office()
        await s.say(s.wang, None, "/task @li 12月16日下班前 整理档案室")
        await s.press(s.li, s.card(s.li, 1), "t:accept:1")
        await s.say(s.wang, None, "/pause 1 到11月28日晚上十点 等经费")
        since = len(s.messages(s.li))
        await s.pass_time(local(29, 20))
        assert not [m for m in s.messages(s.li)[since:] if "恢复办理" in m.text]
        await s.pass_time(local(30, 9, 5))
        assert [m for m in s.messages(s.li)[since:] if "恢复办理" in m.text]
        assert await s.audit() == []
