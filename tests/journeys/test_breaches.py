"""超时记录 in the chat: named on the card, listed, explained; appealed against and waived, or refused with one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.model.tasks import Status
from tests.domain.office import local
from tests.journeys.conftest import Words
from tests.journeys.tasks import labels, story
from tests.stage import Stage, stage

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
LATE = {
    "zh-Hans": "2小时40分钟（工作时间）",
    "zh-Hant": "2 小時 40 分鐘（工作時間）",
    "en": "2 hours 40 minutes (working time)",
}
WHY = {"zh-Hans": "下午停电", "zh-Hant": "下午停電", "en": "power cut all afternoon"}
NOT = {"zh-Hans": "当天没有停电", "zh-Hant": "當天沒有停電", "en": "there was none"}


async def accepted_late(s: Stage) -> None:
    """A task of Li's, accepted at ten past five instead of half past two."""
    await s.set_up_office()
    await s.say(s.wang, s.group, "/task @li 11月27日18:00 提交三季度报告")
    await s.pass_time(local(23, 17, 10))
    await s.press(s.li, s.card(s.li, 1), "t:accept:1")


def said_of(s: Stage) -> tuple[object, ...]:
    """What the database knows of the breach."""
    [row] = s.rows("SELECT appeal, ruling, waived, ruled_by FROM clocks WHERE breached_at IS NOT NULL")
    return row


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
async def test_an_appeal_goes_to_the_assigner_and_is_taken_with_one_tap(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await accepted_late(s)
        await s.say(s.li, None, "/breaches")
        await s.press(s.li, s.last(s.li), "b:1:accept.1")
        await s.press(s.li, s.last(s.li), words("button-appeal"))
        assert words("prompt-appeal") in s.last(s.li).text
        [done] = await s.say(s.li, None, WHY[language])
        assert done.text == words("did-breach-appealed", number=1)
        asked = s.last(s.wang)
        assert WHY[language] in asked.text
        assert labels(asked) == [words("button-waive"), words("button-uphold")]
        await s.press(s.wang, asked, words("button-waive"))
        assert said_of(s) == (WHY[language], WHY[language], 1, 1)
        ruled = s.last(s.wang)
        assert labels(ruled) == [words("button-take_back")]
        waived = words(
            "fact-breach-waived", who="王主任", member="李明", clock=words("clock-accept"), reason=WHY[language]
        )
        assert waived in s.last(s.li).text
        [listed] = await s.say(s.li, None, "/breaches")
        assert "🟢 #1" in listed.text
        assert story(s)[-2:] == ["breach-appealed", "breach-waived"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_appeal_that_is_upheld_says_why_and_can_be_taken_back_for_a_minute(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await accepted_late(s)
        await s.say(s.li, None, f"/appeal 1 {WHY[language]}")
        await s.press(s.wang, s.last(s.wang), words("button-uphold"))
        assert words("prompt-uphold") in s.last(s.wang).text
        [ruled] = await s.say(s.wang, None, NOT[language])
        assert NOT[language] in s.last(s.li).text
        assert said_of(s) == (WHY[language], NOT[language], 0, 1)
        before = len(s.messages(s.li))
        await s.press(s.wang, ruled, words("button-take_back"))
        assert said_of(s) == (WHY[language], "", 0, None)
        told = [m.text for m in s.messages(s.li)[before:]]
        assert any(words("fact-taken-back-breach-upheld", who="王主任") in text for text in told)
        [waived] = await s.say(s.zhou, None, f"/waive 1 {WHY[language]}")
        assert WHY[language] in waived.text
        assert said_of(s)[2] == 1


async def test_the_assigners_own_delay_goes_to_the_supervisor(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, None, "/task @li 11月27日18:00 提交三季度报告")
    await s.say(s.li, None, "/done 1 已报送")
    await s.pass_time(local(26, 9))
    [refused] = await s.say(s.wang, None, "/waive 1 出差")
    assert refused.text == words("refuse-breach-own", number=1, clock=words("clock-review"))
    before = len(s.messages(s.zhou))
    await s.say(s.wang, None, "/appeal 1 出差三天")
    asked = s.messages(s.zhou)[before:][-1]
    assert "出差三天" in asked.text
    await s.press(s.zhou, asked, "t:waive:1:review.1")
    assert said_of(s) == ("出差三天", "出差三天", 1, 2)


async def test_words_given_in_one_line_wait_while_it_is_asked_which_of_two_is_meant(
    office: Stage, words: Words
) -> None:
    s = office
    await s.say(s.wang, None, "/task @li 11月27日18:00 提交三季度报告")
    await s.pass_time(local(25, 9))
    await s.say(s.li, None, "/report 1 30%")
    [which] = await s.say(s.zhou, None, "/waive 1 全市停电")
    assert words("choose-breach") in which.text
    pressed = [b.data for b in which.all_buttons() if b.data.startswith("t:")]
    assert pressed == ["t:waive:1:accept.1", "t:waive:1:first_report.1"]
    await s.press(s.zhou, which, pressed[1])
    found = s.rows("SELECT kind, ruling, waived FROM clocks WHERE breached_at IS NOT NULL ORDER BY kind")
    assert found == [("accept", "", 0), ("first_report", "全市停电", 1)]


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


async def test_after_the_month_is_closed_it_is_too_late_and_before_it_is_not(office: Stage, words: Words) -> None:
    s = office
    for number in (1, 2):
        await s.say(s.wang, s.group, f"/task @li 2027年1月29日18:00 第{number}件")
    for day in (23, 26, 30):
        await s.pass_time(local(day, 17))
        for number in (1, 2):
            await s.say(s.li, None, f"/report {number} 10%")
    await s.pass_time(local(3, 17, month=12))
    [done] = await s.say(s.li, None, "/appeal 1 停电")
    assert done.text == words("did-breach-appealed", number=1)
    await s.pass_time(local(3, 18, 1, month=12))
    before = s.state()
    for person, line in ((s.li, "/appeal 2 停电"), (s.wang, "/waive 2 停电")):
        [said] = await s.say(person, None, line)
        moment = "12月3日周四 18:00"
        assert said.text == words("refuse-breach-frozen", number=2, clock=words("clock-accept"), moment=moment)
    assert s.state() == before
    await s.say(s.wang, None, "/waive 1")
    assert s.rows("SELECT waived FROM clocks WHERE task_id = 1 AND kind = 'accept'") == [(1,)]


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


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_appeal_that_nobody_answers_is_reminded_of_and_climbs_until_it_is_ruled_on(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await accepted_late(s)
        await s.say(s.li, None, "/report 1 10%")
        await s.say(s.li, None, f"/appeal 1 {WHY[language]}")
        waits = words("appeal-words", text=WHY[language])
        await s.pass_time(local(24, 17, 11))
        assert sum(waits in text for text in s.texts(s.wang)) == 1
        assert not any(waits in text for text in s.texts(s.zhou))
        await s.pass_time(local(25, 17, 11))
        assert sum(waits in text for text in s.texts(s.zhou)) == 1, "a working day later the supervisor"
        assert sum(waits in text for text in s.texts(s.wang)) == 1
        told = next(m for m in s.messages(s.zhou) if waits in m.text)
        assert labels(told) == [words("button-waive"), words("button-uphold")]
        reminded = next(m for m in s.messages(s.wang) if waits in m.text)
        await s.press(s.zhou, told, words("button-waive"))
        assert said_of(s)[2] == 1
        for message in (told, reminded):
            data = [b.data or "" for b in message.all_buttons()]
            assert not any(d.startswith(("t:waive", "t:uphold")) for d in data), "what was ruled is not ruled once more"


async def test_what_was_ruled_on_is_not_reminded_of(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li 11月27日18:00 提交三季度报告")
    await s.pass_time(local(23, 17, 10))
    await s.say(s.li, None, "/report 1 10%")
    await s.say(s.li, None, "/appeal 1 停电")
    await s.say(s.wang, None, "/waive 1")
    await s.pass_time(local(26, 9))
    assert not any(words("appeal-words", text="停电") in text for who in (s.wang, s.zhou) for text in s.texts(who))


async def overdue(s: Stage) -> None:
    """A task of Li's that was neither accepted nor done, two days past its deadline."""
    await s.say(s.wang, s.group, "/task @li 11月24日18:00 提交三季度报告")
    await s.pass_time(local(26, 12))


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


async def test_in_the_group_an_appeal_that_can_mean_several_offers_them(office: Stage, words: Words) -> None:
    s = office
    await overdue(s)
    [which] = await s.say(s.li, s.group, "/appeal 1 停电")
    offered = [b.data for b in which.all_buttons() if b.data.startswith("t:")]
    assert offered == ["t:appeal:1:accept.1", "t:appeal:1:first_report.1", "t:appeal:1:finish.1"]
    await s.press(s.li, which, offered[2])
    assert s.rows("SELECT kind FROM clocks WHERE appeal = '停电'") == [("finish",)]


async def test_what_was_ruled_from_the_list_is_not_ruled_otherwise_by_the_old_message(
    office: Stage, words: Words
) -> None:
    s = office
    await overdue(s)
    await s.say(s.li, None, "/appeal 1 办结 停电")
    asked = s.last(s.wang)
    [listed] = await s.say(s.wang, None, "/breaches")
    await s.press(s.wang, listed, "b:1:finish.1")
    await s.press(s.wang, s.last(s.wang), "t:uphold:1:finish.1")
    await s.say(s.wang, None, "没有停电")
    old = next(m for m in s.messages(s.wang) if m.id == asked.id)
    assert labels(old) == [words("button-take_back")], "the news goes on with the ruling, without the buttons that rule"
    assert "没有停电" in old.text
    answer = await s.press(s.wang, old, "t:waive:1:finish.1", stale=True)
    assert answer is not None
    assert "申诉未采纳" in answer
    assert s.rows("SELECT waived FROM clocks WHERE kind = 'finish'") == [(0,)]


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
    assert why in s.last(s.group).text
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
    assert "已超时" in own.text
    assert "督办单" in own.text
    assert "已超时" not in other.text
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
