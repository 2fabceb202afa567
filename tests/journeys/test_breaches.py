"""超时记录 in the chat: named on the card, listed, explained; appealed against and waived, or refused with one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.model.tasks import Status
from tests.domain.office import local
from tests.journeys.conftest import Words
from tests.journeys.late import LANGUAGES, accepted_late, overdue
from tests.journeys.tasks import labels, story
from tests.stage import Stage, stage

LATE = {
    "zh-Hans": "2小时40分钟（工作时间）",
    "zh-Hant": "2 小時 40 分鐘（工作時間）",
    "en": "2 hours 40 minutes (working time)",
}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_ran_out_and_was_cured_is_named_listed_and_explains_itself(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await accepted_late(s)
        cured = words("breach-cured-accept", late=LATE[language])
        [card] = await s.say(s.li, None, "/show 1")
        assert cured in card.text
        [listed] = await s.say(s.li, None, "/breaches")
        assert words("breaches-mine", n=1) in listed.text
        assert "🟡 #1 提交三季度报告\n　李明 · " in listed.text
        assert cured in listed.text
        await s.press(s.li, listed, "b:1:accept.1")
        told = s.last(s.li)
        for part in ("09:30", "14:30", "17:10", "16:30", "王主任", cured):
            assert part in told.text, part
        assert words("breach-told") in told.text
        assert labels(told) == [words("button-appeal")]
        [watched] = await s.say(s.wang, None, "/breaches")
        assert words("breaches-watched", n=1) in watched.text, "nothing of one's own: those of others at once"
        [none] = await s.say(s.zhao, None, "/breaches")
        assert none.text == words("breaches-mine-none")
        assert story(s).count("breached") == 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_cannot_be_said_is_refused_with_its_sentence_and_changes_nothing(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    about: dict[str, object] = {"number": 1, "clock": words("clock-accept")}
    async with stage(tmp_path, language) as s:
        await accepted_late(s)
        await s.say(s.wang, s.group, "/task @li 11月27日18:00 订会议室")
        before = s.state()
        for person, line, sentence in (
            (s.li, "/waive 1 停电", words("refuse-breach-own", **about)),
            (s.zhao, "/appeal 1 停电", words("refuse-appeal-not-yours", **about)),
            (s.wang, "/appeal 1 停电", words("refuse-appeal-not-yours", **about)),
            (s.zhao, "/waive 1 停电", words("refuse-not-yours", number=1, action=words("button-waive"))),
            (s.li, "/appeal 2 停电", words("refuse-breach-none", number=2, action=words("button-appeal"))),
            (s.wang, "/waive 2 停电", words("refuse-breach-none", number=2, action=words("button-waive"))),
            (s.li, "/appeal 77 停电", words("refuse-not-found", number=77)),
        ):
            [said] = await s.say(person, None, line)
            assert said.text == sentence, line
            assert s.state() == before, line
        await s.say(s.li, None, "/appeal 1 停电")
        [twice] = await s.say(s.li, None, "/appeal 1 再说一次")
        assert twice.text == words("refuse-appeal-twice", **about)
        await s.say(s.wang, None, "/waive 1")
        [again] = await s.say(s.zhou, None, "/waive 1 停电")
        assert again.text == words("refuse-waived-already", **about)


async def test_buttons_of_others_and_of_nothing_do_nothing(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li 11月27日18:00 提交三季度报告")
    await s.pass_time(local(23, 17))
    listed = (await s.say(s.wang, None, "/breaches"))[-1]
    before = s.state()
    for data in ("b:1:finish.9", "b:1:", "b:77:accept.1", "bl:all:0:0", "t:waive:1:accept.9", "t:waive:1:x"):
        assert await s.press(s.wang, listed, data, stale=True), data
    assert await s.press(s.li, s.last(s.li), "bl:watched:1:0", stale=True) == words("refuse-managers-only")
    assert s.state() == before
    assert s.rows("SELECT status FROM tasks") == [(Status.ASSIGNED.value,)]


async def test_the_first_handler_is_named_until_somebody_else_has_accepted(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li 11月27日18:00 提交三季度报告")
    named = words("card-first-handler", first="李明", lead="赵倩")
    assert named not in s.card(s.group, 1).text
    await s.press(s.li, s.card(s.li, 1), "t:decline:1")
    await s.say(s.li, None, "不归我管")
    await s.press(s.wang, s.last(s.wang), "t:reassign:1")
    await s.press(s.wang, s.last(s.wang), "t:reassign:1:4")
    assert named in s.card(s.group, 1).text
    await s.pass_time(local(23, 17))
    [shown] = await s.say(s.wang, None, "/history 1")
    assert "首办责任人李明" in shown.text
    await s.press(s.zhao, s.card(s.zhao, 1), "t:accept:1")
    assert named not in s.card(s.group, 1).text


async def test_a_clock_that_is_named_is_the_one_that_is_waived_or_none(office: Stage, words: Words) -> None:
    s = office
    await overdue(s)
    before = s.state()
    [refused] = await s.say(s.wang, None, "/waive 1 review I was ill")
    assert refused.text == words("refuse-breach-none-of", number=1, clock=words("clock-review"))
    assert s.state() == before
    await s.say(s.wang, None, "/waive 1 签收 出差")
    await s.say(s.li, None, "/appeal 1 辦結 停電")
    found = s.rows("SELECT kind, ruling, appeal FROM clocks WHERE breached_at IS NOT NULL ORDER BY kind")
    assert found == [("accept", "出差", ""), ("finish", "", "停電"), ("first_report", "", "")]
    [again] = await s.say(s.li, None, "/appeal 1 办结：停电")
    assert again.text == words("refuse-appeal-twice", number=1, clock=words("clock-finish"))
    [waived] = await s.say(s.li, None, "/appeal 1 签收 出差")
    assert waived.text == words("refuse-waived-already", number=1, clock=words("clock-accept"))


async def test_a_waived_delay_grows_and_climbs_no_more_and_wants_a_new_deadline(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li 11月24日18:00 提交三季度报告")
    await s.say(s.li, None, "/report 1 10%")
    await s.pass_time(local(25, 12))
    await s.say(s.wang, None, "/waive 1 停电")
    told = s.last(s.wang)
    assert "请另定时限" in told.text
    assert labels(told) == [words("button-change_deadline"), words("button-take_back")]
    called = [len(s.messages(s.zhou)), len(s.messages(s.group))]
    await s.pass_time(local(30, 19))
    after = [*s.messages(s.zhou)[called[0] :], *s.messages(s.group)[called[1] :]]
    assert [m.text for m in after if m.text[:1] not in "☀🗞"] == []
    [listed] = await s.say(s.li, None, "/breaches")
    assert "办结超时 3小时" in listed.text


async def test_those_a_delay_climbed_to_hear_what_is_in_the_way_and_that_it_is_over(
    office: Stage, words: Words
) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li 11月24日18:00 提交三季度报告")
    await s.say(s.li, None, "/report 1 受阻：等财务数据，干不下去")
    assert "李明反馈受阻：等财务数据，干不下去" in s.last(s.wang).text
    await s.pass_time(local(30, 19))
    why = words("card-blocked-why", reason="等财务数据，干不下去")
    assert any(why in m.text for m in s.messages(s.zhou))
    assert any(why in m.text for m in s.messages(s.group)), "the call; the day's digest stands below it"
    assert why in (await s.say(s.li, None, "/show 1"))[0].text
    before = [len(s.messages(s.zhou)), len(s.messages(s.group))]
    await s.pass_time(local(1, 10, month=12))
    await s.say(s.li, None, "/done 1 办好了")
    await s.pass_time(local(1, 11, month=12))
    assert "办结超时 4 个工作日1小时" in s.last(s.wang).text, "whoever reviews reads how late it is"
    assert "李明报送结果：办好了" in s.messages(s.zhou)[before[0] :][-1].text
    cured = s.messages(s.group)[before[1] :][-1]
    assert cured.text == words("cured-called", number=1, title="提交三季度报告", who="李明")


async def test_work_that_cannot_go_on_is_blocked_however_it_is_said(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li 11月27日18:00 提交三季度报告")
    await s.say(s.li, None, "/report 1 等财务数据，干不下去")
    assert s.rows("SELECT blocked FROM tasks") == [(1,)]


async def test_a_colleague_without_a_part_reads_the_work_and_not_its_breaches_and_slips(
    office: Stage, words: Words
) -> None:
    s = office
    await s.say(s.wang, None, "/task @li 11月24日18:00 提交三季度报告")
    await s.pass_time(local(25, 12))
    await s.say(s.li, None, "/report 1 进展30%")
    [own] = await s.say(s.li, None, "/history 1")
    [other] = await s.say(s.zhao, None, "/history 1")
    assert "签收超时" in own.text
    assert "督办单" in own.text
    assert "签收超时" not in other.text
    assert "督办单" not in other.text
    assert "进展30%" in other.text
    reminder = next(m for m in reversed(s.messages(s.li)) if any("z:" in b.data for b in m.all_buttons()))
    snooze = next(b.data for b in reminder.all_buttons() if b.data.startswith("z:"))
    for forged in ("b:1:finish.1", "sp:2026:1", snooze):
        answer = await s.press(s.zhao, other, forged, stale=True)
        assert answer == words("refuse-not-concerned", number=1), forged
    assert await s.press(s.zhou, s.last(s.zhou), "b:1:finish.1", stale=True) != words("refuse-not-concerned", number=1)


async def test_a_cancelled_matter_says_so_and_two_of_a_kind_have_their_day_on_the_button(
    office: Stage, words: Words
) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li 11月24日18:00 提交三季度报告")
    await s.say(s.li, None, "/report 1 10%")
    await s.pass_time(local(25, 12))
    later = int(local(26, 18).timestamp())
    await s.press(s.wang, s.last(s.wang), f"t:change_deadline:1:{later}", stale=True)
    await s.pass_time(local(27, 12))
    await s.say(s.wang, None, "/cancel 1 不再需要")
    [listed] = await s.say(s.li, None, "/breaches")
    assert "办结超时 3小时（工作时间），此后时限另定" in listed.text
    assert "办结超时 3小时（工作时间），事项已撤销" in listed.text
    opened = [b.text for b in listed.all_buttons() if b.data.startswith("b:")]
    assert opened == ["#1 办结 11月26日周四", "#1 办结 11月24日周二"]
