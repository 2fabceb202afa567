"""What was asked, declined or objected to is heard: by whoever decides, in time, and before anything ends it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.domain.office import local
from tests.journeys.conftest import Words
from tests.journeys.shared import news_of
from tests.journeys.tasks import due, labels, status, story
from tests.journeys.test_pauses import LANGUAGES, heard
from tests.stage import Stage, stage


async def of_li(s: Stage, order: str = "/task @li 11月25日18:00 写报告") -> None:
    """A task of Li's, accepted."""
    await s.set_up_office()
    await s.say(s.wang, None, order)
    await s.press(s.li, s.card(s.li, 1), "t:accept:1")


# -- requests and pauses -----------------------------------------------------------------------------------------------


async def test_more_time_asked_for_before_a_pause_is_granted_after_it(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path, "zh-Hans") as s:
        await of_li(s)
        await s.say(s.li, None, "/extend 1 11月27日18:00 忙")
        asked = news_of(s, s.wang, "忙")
        await s.say(s.wang, None, "/pause 1 11月30日 等")
        await s.say(s.wang, None, "/resume 1")
        assert words("button-grant_time") in labels(asked)
        await s.press(s.wang, asked, words("button-grant_time"))
        assert due(s) == local(27, 18)
        assert "time-granted" in story(s)
        assert await s.audit() == []


async def test_more_time_can_be_granted_while_the_task_is_paused(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path, "zh-Hans") as s:
        await of_li(s)
        await s.say(s.li, None, "/extend 1 11月27日18:00 忙")
        await s.say(s.wang, None, "/pause 1 11月30日 等")
        await s.press(s.wang, news_of(s, s.wang, "忙"), words("button-grant_time"))
        assert (status(s), due(s)) == ("paused", local(27, 18))
        assert await s.audit() == []


async def test_who_leads_does_not_read_the_leaders_answer_clock_as_their_own(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path, "zh-Hans") as s:
        await of_li(s)
        await s.say(s.li, None, "/transfer 1 @zhao 出差")
        since = len(s.messages(s.li))
        await s.say(s.wang, None, "/pause 1 11月26日 等")
        await s.say(s.wang, None, "/resume 1")
        assert words("clock-answer") not in "".join(heard(s, s.li, since))
        assert words("clock-answer") in s.last(s.wang).text


async def test_a_request_of_whoever_stood_in_is_told_to_lapse_when_the_lead_is_back(tmp_path: Path) -> None:
    async with stage(tmp_path, "zh-Hans") as s:
        await of_li(s, "/task @li 12月4日18:00 写报告")
        await s.say(s.wang, None, "/backup @li @zhao")
        await s.say(s.li, None, "/away 今天到周三")
        await s.press(s.li, s.last(s.li), Words("zh-Hans")("button-away-confirm"))
        await s.say(s.zhao, None, "/accept 1")
        await s.say(s.zhao, None, "/transfer 1 @zhou 我也忙")
        await s.say(s.li, None, "/back")
        assert "转办申请不用再答复" in "".join(heard(s, s.wang, 0))
        assert "申请转给周秘书" not in "".join(m for m in heard(s, s.li, 0) if "欢迎回来" in m)


# -- declined ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_declined_task_calls_its_assigner_by_the_clock_and_the_digest_says_who_owes(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, "/task @zhou 11月24日18:00 核稿 !特提")
        await s.say(s.zhou, None, "/decline 1 不归我管")
        since = len(s.messages(s.wang))
        await s.pass_time(local(23, 11))
        [called] = heard(s, s.wang, since)
        assert called.partition("\n")[2].startswith(words("remind-declined-now", due="§").partition("§")[0])
        assert words("button-reassign") in labels(s.last(s.wang))
        await s.pass_time(local(26, 9))
        late = words("line-late-declined", head="", lead="周秘书", by="王主任", due="§", late="").partition("§")[0]
        assert late.strip() in "".join(heard(s, s.group, 0)), "no blame on whoever said no in time"
        await s.say(s.wang, None, "/reassign 1 @li")
        assert await s.audit() == []


# -- objections --------------------------------------------------------------------------------------------------------


async def with_zhao(s: Stage) -> None:
    """李明 leads, 赵倩 works with him and disagrees."""
    await of_li(s, "/task @li @zhao 11月27日18:00 写报告")
    await s.say(s.zhao, None, "/disagree 1 口径不对")


async def test_an_objection_is_told_before_whoever_raised_it_is_dropped(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path, "zh-Hans") as s:
        await with_zhao(s)
        [asked] = await s.say(s.wang, None, "/drop 1 @zhao")
        assert "口径不对" in asked.text
        assert "person-dropped" not in story(s)
        await s.press(s.wang, asked, words("offer-heard", action=words("button-drop")))
        assert "person-dropped" in story(s)
        [said] = await s.say(s.wang, None, "/decide 1 按李明的")
        assert said.text == words("refuse-no-dispute", number=1)


async def test_an_objection_is_told_before_a_result_is_approved_over_it(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path, "zh-Hans") as s:
        await with_zhao(s)
        await s.pass_time(timedelta(days=1, hours=1))
        await s.say(s.li, None, "/done 1 写好了，赵倩未报")
        await s.press(s.wang, news_of(s, s.wang, "写好了"), "t:approve:1")
        asked = s.last(s.wang)
        assert "口径不对" in asked.text
        assert status(s) == "submitted"
        await s.press(s.wang, asked, words("button-decide"))
        await s.say(s.wang, None, "按赵倩的")
        assert "decided" in story(s)
        await s.press(s.wang, news_of(s, s.wang, "写好了"), "t:approve:1")
        assert status(s) == "done"


async def test_stars_typed_over_an_objection_are_kept(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path, "zh-Hans") as s:
        await with_zhao(s)
        await s.say(s.li, None, "/done 1 写好了，赵倩未报")
        [asked] = await s.say(s.wang, None, "/approve 1 5 很好")
        await s.press(s.wang, asked, words("offer-heard", action=words("button-approve")))
        assert s.rows("SELECT status, rating FROM tasks WHERE id = 1") == [("done", 5)]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_lead_who_works_alone_disagrees_with_the_assigner(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await of_li(s)
        await s.say(s.li, None, "/disagree 1 时限太紧")
        told = news_of(s, s.wang, "时限太紧")
        assert words("button-decide") in labels(told)
        await s.say(s.wang, None, "/decide 1 就这样")
        assert "就这样" in s.last(s.li).text


# -- what is said of it ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_end_of_a_pause_is_not_called_a_new_deadline(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await of_li(s)
        [asked] = await s.say(s.wang, None, "/pause 1 12月10日")
        assert words("prompt-until", due="").strip() not in asked.text
        assert words("prompt-until-pause", due="§").partition("§")[0] in asked.text


async def test_who_hands_in_a_part_after_the_result_reads_who_handed_it_in(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path, "zh-Hans") as s:
        await of_li(s, "/task @li @zhao 11月27日18:00 写报告")
        await s.say(s.li, None, "/done 1 写好了，赵倩未报")
        [said] = await s.say(s.zhao, None, "/done 1 补上数据")
        assert said.text == words("refuse-result-in", number=1, member="李明")


async def test_whoever_reports_an_obstacle_reads_who_was_told(tmp_path: Path) -> None:
    async with stage(tmp_path, "zh-Hans") as s:
        await of_li(s)
        [said] = await s.say(s.li, None, "/report 1 卡住了：财政没批")
        assert said.text == Words("zh-Hans")("did-blocked-told", number=1, member="王主任")


async def test_reports_missed_every_two_hours_reach_the_assigner_once_a_day(tmp_path: Path) -> None:
    async with stage(tmp_path, "zh-Hans") as s:
        await of_li(s, "/task @li 12月4日18:00 写报告")
        await s.say(s.li, None, "/report 1 开始了")
        await s.say(s.wang, None, "/periodic 1 每2小时")
        for day in (23, 24, 25):
            since = len(s.messages(s.wang))
            for hour in range(10, 21):
                await s.pass_time(local(day, hour))
            called = [text for text in heard(s, s.wang, since) if "还没有反馈进展" in text]
            assert len(called) == 1, day


async def test_the_timeline_names_no_backup_where_none_is_set(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path, "zh-Hans") as s:
        await of_li(s)
        await s.press(s.li, s.card(s.li, 1), "tl:1")
        assert words("audience-backup") not in s.last(s.li).text
        await s.say(s.wang, None, "/backup @li @zhao")
        await s.press(s.li, s.card(s.li, 1), "tl:1")
        assert words("audience-backup") in s.last(s.li).text


async def test_the_receipt_of_an_appeal_says_what_it_is_about(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path, "zh-Hans") as s:
        await of_li(s)
        await s.say(s.li, None, "/report 1 开始了")
        await s.pass_time(local(25, 19))
        [said] = await s.say(s.li, None, "/appeal 1 停电")
        assert said.text.startswith(
            words("did-appealed", number=1, clock=words("clock-finish"), due="§").partition("§")[0]
        )


async def test_what_waits_for_a_review_is_not_called_undone_while_both_are_away(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path, "zh-Hans") as s:
        await of_li(s, "/task @li 12月4日18:00 写报告")
        await s.say(s.wang, None, "/task @li 12月4日18:00 写方案")
        await s.say(s.li, None, "/done 2 写完了")
        await s.say(s.li, None, "/away 明天到周四")
        await s.press(s.li, s.last(s.li), words("button-away-confirm"))
        await s.pass_time(local(24, 9, 30))
        told = news_of(s, s.wang, "没有人代办")
        assert "写报告" in told.text
        assert "写方案" not in told.text
        assert words("button-reassign") in labels(told)
