"""牵头与协办: a task of two departments, a lead and two co-assignees, one silent, one disagreeing, until it converges."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from simulator.model import Message
from tests.domain.office import local
from tests.journeys.conftest import Words
from tests.journeys.tasks import due, labels, status, story
from tests.journeys.test_pauses import LANGUAGES, heard
from tests.stage import Stage, stage

ORDER = {
    "zh-Hans": "/task @li @zhao @sun 周五下班前 提交三季度报告",
    "zh-Hant": "/task @li @zhao @sun 週五下班前 提交三季度報告",
    "en": "/task @li @zhao @sun by Friday 6pm submit the report",
}
PART = {
    "zh-Hans": "/part 1 @sun 周四下班前 提供数据",
    "zh-Hant": "/part 1 @sun 週四下班前 提供資料",
    "en": "/part 1 @sun by Thursday 6pm the figures",
}
DATA = {"zh-Hans": "提供数据", "zh-Hant": "提供資料", "en": "the figures"}
AGAINST = {"zh-Hans": "数据该由财务处出", "zh-Hant": "資料應由財務處出", "en": "Finance should give the figures"}
SIDE = {"zh-Hans": "财务处只认我们的口径", "zh-Hant": "財務處只認我們的口徑", "en": "Finance only takes our count"}
VERDICT = {"zh-Hans": "财务处出，我去说", "zh-Hant": "財務處出，我去說", "en": "Finance gives them, I will call"}
RESULT = {"zh-Hans": "报告在附件里", "zh-Hant": "報告在附件裡", "en": "the report is attached"}


async def second_department(s: Stage) -> None:
    """孙悦 of finance: another group, another team, the same office."""
    s.sun = s.world.person("孙悦", username="sun", language_code=s.wang.language_code)  # type: ignore[attr-defined]
    finance = s.world.group("财务处", members=(s.wang, s.sun), creator=s.wang)  # type: ignore[attr-defined]
    s.world.add_bot(s.wang, finance)
    await s.settle()
    joining = s.last(finance)
    await s.press(s.sun, joining, next(b.data for b in joining.all_buttons()))  # type: ignore[attr-defined]
    s.world.start(s.sun, "hello")  # type: ignore[attr-defined]
    await s.settle()


def news_of(s: Stage, person: object, words: str) -> Message:
    """The newest message that says this."""
    return next(m for m in reversed(s.messages(person)) if words in m.text)


def the_card(s: Stage, person: object) -> str:
    """The card as it stands, among the news of it."""
    status_line = Words(s.language)("card-status", status="§", percent=0).partition("§")[0]
    return str(news_of(s, person, status_line).text)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_task_of_two_departments_one_silent_and_one_disagreeing_converges(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await second_department(s)
        sun = s.sun  # type: ignore[attr-defined]
        await s.say(s.wang, s.group, ORDER[language])
        assert words("matrix-all") in the_card(s, s.li)
        for person in (s.zhao, sun):
            assert words("card-part-for-you", lead="李明") in s.card(person, 1).text

        # The lead shares the work out; 孙悦 has a day of her own, and disagrees.
        await s.press(s.li, s.card(s.li, 1), "t:accept:1")
        [shown] = await s.say(s.li, None, PART[language])
        assert DATA[language] in shown.text, "shown as it was understood"
        assert words("matrix-does", does=DATA[language]) in the_card(s, s.li)
        before = len(s.messages(s.wang))
        await s.say(sun, None, f"/disagree 1 {AGAINST[language]}")
        assert AGAINST[language] not in "".join(heard(s, s.wang, before)), "the other side is heard first"
        await s.press(s.li, news_of(s, s.li, AGAINST[language]), words("button-say_side"))
        await s.say(s.li, None, SIDE[language])
        told = news_of(s, s.wang, SIDE[language])
        assert AGAINST[language] in told.text, "both sides in one message"
        assert words("button-decide") in labels(told)
        await s.press(s.wang, told, words("button-decide"))
        await s.say(s.wang, None, VERDICT[language])
        for person in (s.li, sun):
            assert VERDICT[language] in s.last(person).text

        # Her day comes: she and the lead hear it, the assigner does not.
        before = len(s.messages(s.wang))
        await s.pass_time(local(26, 18, 1))
        now = words("remind-part-now", does=DATA[language], due="§").split("§")[-1].strip()
        assert any(now in t for t in s.texts(sun))
        assert any("孙悦" in t and DATA[language] in t for t in s.texts(s.li)[-4:])
        assert DATA[language] not in "".join(heard(s, s.wang, before))
        await s.say(sun, None, f"/done 1 {DATA[language]} ✓")
        assert status(s) == "active", "a part is never the result"
        assert words("button-return_part") in labels(s.last(s.li))
        assert words("matrix-in") in the_card(s, s.li)

        # 赵倩 has said nothing: the lead hands in without her, and the result says so.
        said = await s.say(s.li, None, f"/done 1 {RESULT[language]}")
        assert status(s) == "active"
        [offer] = said
        assert labels(offer) == [words("offer-without", names="赵倩")]
        await s.press(s.li, offer, words("offer-without", names="赵倩"))
        assert status(s) == "submitted"
        result = s.last(s.wang).text
        assert "赵倩" in result
        assert RESULT[language] in result
        await s.press(s.wang, s.last(s.wang), "t:approve:1")
        assert status(s) == "done"
        assert story(s)[1:6] == ["accepted", "part-given", "disagreed", "side-told", "decided"]
        before = len(s.messages(sun))
        await s.pass_time(timedelta(days=3))
        assert not [t for t in heard(s, sun, before) if "#1" in t], "nobody is reminded of what is over"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_where_one_part_is_enough_the_others_read_that_theirs_is_not(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, None, ORDER[language].replace("@sun", "@zhou"))
        await s.press(s.wang, s.card(s.wang, 1), words("button-any_one"))
        assert words("matrix-any") in the_card(s, s.li)
        before = len(s.messages(s.zhou))
        await s.press(s.zhao, s.card(s.zhao, 1), words("button-hand_in"))
        await s.say(s.zhao, None, RESULT[language])
        [news] = heard(s, s.zhou, before)
        assert words("let-go") in news
        assert words("matrix-let-go") in the_card(s, s.li)
        await s.say(s.li, None, f"/done 1 {RESULT[language]}")
        assert status(s) == "submitted", "nobody else is waited for"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_people_come_and_go_and_those_concerned_read_it(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, None, ORDER[language].replace(" @zhao @sun", ""))
        before = len(s.messages(s.li)), len(s.messages(s.zhao))
        await s.say(s.wang, None, "/co 1 @zhao")
        assert words("fact-co-added", who="王主任", member="赵倩") in heard(s, s.li, before[0])[0]
        assert words("card-part-for-you", lead="李明") in heard(s, s.zhao, before[1])[0]
        await s.say(s.wang, None, PART[language].replace("@sun", "@zhao"))
        before = len(s.messages(s.zhao)), len(s.messages(s.zhou))
        await s.say(s.wang, None, "/replace 1 @zhao @zhou")
        assert (
            words("fact-person-replaced", who="王主任", part=words("part-co"), member=words("name-you"), by="周秘书")
            in (heard(s, s.zhao, before[0])[0])
        )
        [card] = heard(s, s.zhou, before[1])
        assert DATA[language] in card, "with the part of the one before"
        for text, refused in (
            ("/drop 1 @li", words("refuse-lead-stays", number=1, member="李明")),
            ("/co 1 @li", words("refuse-is-lead", number=1, member="李明")),
            ("/co 1 @zhou", words("refuse-is-co", number=1, member="周秘书")),
            ("/replace 1 @zhou", words("refuse-replace-whom")),
            ("/part 1 everything", words("refuse-who-named", command="part")),
            ("/drop 1 @luren", words("refuse-unknown-person", name="@luren")),
        ):
            state = s.state()
            [said] = await s.say(s.wang, None, text)
            assert said.text == refused
            assert s.state() == state
        await s.say(s.wang, None, "/drop 1 @zhou")
        assert [p for (p,) in s.rows("SELECT part FROM assignments")] == ["lead"]


SHARED = {
    "zh-Hans": "/task @li 牵头 @zhao 周四下班前 提供数据 @zhou 核对 周五下班前 提交报告",
    "zh-Hant": "/task @li 週五下班前 提交报告（或簽）\n分工：@zhao 週四下班前 提供資料；@zhou 核對",
    "en": "/task @li to lead @zhao by Thursday 6pm the figures @zhou check them by Friday 6pm 提交报告",
}
CHECK = {"zh-Hans": "核对", "zh-Hant": "核對", "en": "check them"}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_order_says_who_does_what_and_by_when(tmp_path: Path, language: str) -> None:
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        [card] = await s.say(s.wang, None, SHARED[language])
        found = s.rows("SELECT m.username, a.does, a.due_at FROM assignments a JOIN members m ON m.id = a.member_id")
        assert sorted(found) == sorted(
            [("li", "", None), ("zhao", DATA[language], "2026-11-26 10:00:00.000000"), ("zhou", CHECK[language], None)]
        )
        assert s.rows("SELECT title, any_one FROM tasks") == [("提交报告", int(language == "zh-Hant"))]
        assert due(s) == local(27, 18)
        assert DATA[language] in card.text
        assert CHECK[language] in card.text


async def test_a_part_in_an_order_that_comes_after_the_whole_is_refused_and_nothing_is_given(
    office: Stage, words: Words
) -> None:
    for order, key in (
        ("@li 周五下班前 提交报告\n分工：@zhao 下周四前 提供数据", "refuse-part-late"),
        ("@li 周五下班前 提交报告\n分工：@li 周四前 提供数据", "refuse-part-of-lead"),
        ("@li 周五下班前 提交报告\n分工：@zhao 提供数据；@zhao 核对", "refuse-part-twice"),
    ):
        [said] = await office.say(office.wang, None, f"/task {order}")
        start = words(key, moment="§", due="§").split("§")[0]
        assert said.text.startswith(start)
        assert office.rows("SELECT count(*) FROM tasks") == [(0,)]


async def test_who_has_handed_in_does_not_find_the_task_in_the_morning(office: Stage) -> None:
    await office.say(office.wang, None, "/task @li @zhao @zhou 下周五下班前 提交报告")
    await office.say(office.wang, None, "/part 1 @zhou 周四下班前 核对")
    await office.say(office.zhao, None, "/done 1 给你了")
    before = len(office.messages(office.zhao)), len(office.messages(office.zhou))
    await office.pass_time(local(24, 10))
    assert not [t for t in heard(office, office.zhao, before[0]) if "提交报告" in t]
    assert [t for t in heard(office, office.zhou, before[1]) if "提交报告" in t and "你的部分：核对，11月26日" in t]
    await office.say(office.wang, None, "/anyone 1")
    before = len(office.messages(office.zhou)), 0
    await office.pass_time(local(25, 10))
    assert not [m for m in office.messages(office.zhou)[before[0] :] if "周秘书" in m.text and "今天手上" in m.text]
    assert office.rows("SELECT count(*) FROM assignments WHERE handed_in_at IS NOT NULL") == [(1,)]


async def test_only_the_other_side_and_the_assigner_see_a_disagreement_on_the_card(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li @zhao 周五下班前 提交报告")
    await office.say(office.zhao, None, f"/disagree 1 {AGAINST['zh-Hans']}")
    assert AGAINST["zh-Hans"] in office.card(office.li, 1).text
    for chat in (office.group, office.wang):
        assert AGAINST["zh-Hans"] not in "".join(office.texts(chat))
    assert words("refuse-dispute-waiting", number=1) in [
        m.text for m in await office.say(office.zhao, None, "/disagree 1 还是不同意")
    ]


async def test_who_says_in_plain_words_that_they_disagree_is_offered_to_have_it_decided(
    office: Stage, words: Words
) -> None:
    await office.say(office.wang, None, "/task @li @zhao 周五下班前 提交报告")
    said = "有异议，数据该由财务处出"
    [offer] = await office.say(office.zhao, None, said, reply_to=office.messages(office.zhao)[-1].id)
    assert words("meant-disagree", action="", names="") in offer.text
    await office.press(office.zhao, offer, words("button-disagree"))
    assert story(office)[1:] == ["reported", "disagreed"]
    assert said in office.last(office.li).text


async def test_a_lead_who_gave_reasons_only_says_with_whom_by_a_button_and_is_not_asked_twice(office: Stage) -> None:
    await office.say(office.wang, None, "/task @li @zhao @zhou 周五下班前 提交报告")
    [offer] = await office.say(office.li, None, "/disagree 1 口径不对")
    assert [b.text.rpartition(" ")[2] for b in offer.all_buttons()] == ["赵倩", "周秘书"]
    await office.press(office.li, offer, next(b.data for b in offer.all_buttons()))
    assert "口径不对" in office.last(office.zhao).text
    assert "/disagree" not in office.last(office.zhao).text


async def test_a_percent_over_a_hundred_or_under_nothing_is_refused(office: Stage, words: Words) -> None:
    await office.say(office.wang, None, "/task @li @zhao 周五下班前 提交报告")
    for value, text in (("140", "140%"), ("-5", "-5%")):
        [said] = await office.say(office.zhao, None, f"/report 1 {text}")
        assert said.text == words("refuse-percent", value=value)
    assert "reported" not in story(office)


async def of_two(s: Stage) -> None:
    """李明 leads and has accepted, 赵倩 has not."""
    await s.set_up_office()
    await s.say(s.wang, s.group, "/task @li 牵头 @zhao 周五下班前 写报告")
    await s.say(s.li, None, "/accept 1")


async def test_the_lead_reads_that_all_parts_are_in_and_has_the_button_for_the_result(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path) as s:
        await of_two(s)
        await s.say(s.wang, None, "/co 1 @zhou")
        await s.say(s.zhao, None, "/done 1 数据")
        await s.pass_time(timedelta(minutes=40))
        assert words("button-submit") not in labels(s.last(s.li))
        await s.say(s.zhou, None, "/done 1 校好了")
        await s.pass_time(timedelta(minutes=40))
        assert words("parts-all-in") in s.last(s.li).text
        assert words("button-submit") in labels(s.last(s.li))
        assert words("parts-all-in") not in "".join(s.texts(s.wang))


async def test_where_one_part_is_enough_the_first_one_brings_the_button_for_the_result(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path) as s:
        await of_two(s)
        await s.say(s.wang, None, "/co 1 @zhou")
        await s.say(s.wang, None, "/anyone 1")
        await s.say(s.zhao, None, "/done 1 数据")
        await s.pass_time(timedelta(minutes=40))
        assert words("parts-one-in") in s.last(s.li).text
        assert words("button-submit") in labels(s.last(s.li))


async def test_a_co_assignee_accepts_after_the_lead_has(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path) as s:
        await of_two(s)
        assert words("button-accept") in labels(s.card(s.zhao, 1))
        await s.say(s.zhao, None, "/accept 1")
        assert words("matrix-given") not in the_card(s, s.zhao)
        assert status(s) == "active"
        assert not await s.audit()


async def test_a_co_assignee_is_added_with_what_they_do_and_by_when(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await of_two(s)
        [told] = await s.say(s.wang, None, "/co 1 @zhou 校对 周四前")
        assert "校对，11月26日周四前交" in told.text
        assert "周秘书　⬜ 待签收，11月26日周四前：校对" in the_card(s, s.zhou)
        [refused] = await s.say(s.wang, None, "/co 1 张三")
        assert "我不认识 张三" in refused.text
        assert not await s.audit()


async def test_names_without_words_between_them_share_the_words_behind_the_last(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, "/task @li 周五下班前 写报告")
        await s.say(s.wang, None, "/co 1 @zhou 和 @zhao 校对")
        assert the_card(s, s.zhou).count("：校对") == 2


async def test_who_contradicts_a_disagreement_says_their_side(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await of_two(s)
        await s.say(s.zhao, None, "/disagree 1 应由财务出")
        [early] = await s.say(s.wang, None, "/decide 1 听李明的")
        assert "要先等李明说明看法" in early.text
        await s.say(s.li, None, "/disagree 1 我认为不对")
        assert "⚖️ 赵倩：应由财务出\n⚖️ 李明：我认为不对" in s.last(s.wang).text
        await s.say(s.wang, None, "/decide 1 听李明的")
        assert "王主任就您与李明的异议裁定" in s.last(s.zhao).text


async def test_a_part_the_assigner_gave_is_contested_with_the_assigner(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await of_two(s)
        await s.say(s.wang, None, "/part 1 @zhao 收集数据")
        await s.pass_time(timedelta(minutes=40))
        await s.press(s.zhao, news_of(s, s.zhao, "收集数据"), "t:disagree:1")
        await s.say(s.zhao, None, "不该我做")
        assert "赵倩对您有异议：不该我做" in s.last(s.wang).text
        assert not await s.audit()


async def test_a_co_assignee_who_needs_more_time_reads_whom_to_ask(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await of_two(s)
        [told] = await s.say(s.zhao, None, "/extend 1 下周五 忙")
        assert "由牵头的李明申请" in told.text
        assert "/part 1" in told.text


async def test_a_part_is_not_given_for_a_day_that_is_over_nor_to_somebody_without_one(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await of_two(s)
        [over] = await s.say(s.li, None, "/part 1 @zhao 昨天前 收集")
        assert "已经过去了" in over.text
        await s.say(s.wang, s.group, "/task @li 周五下班前 写总结")
        [told] = await s.say(s.wang, None, "/part 2 @zhao")
        assert "/co 2 @zhao" in told.text


async def test_people_come_while_the_result_is_judged(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await of_two(s)
        await s.say(s.zhao, None, "/done 1 数据")
        await s.say(s.li, None, "/done 1 全部办好")
        assert status(s) == "submitted"
        [told] = await s.say(s.wang, None, "/co 1 @zhou")
        assert "您请周秘书协办" in told.text
        await s.say(s.wang, None, "/return 1 再改")
        assert "我的部分已完成" in labels(s.card(s.zhou, 1))
        assert not await s.audit()


async def test_a_disagreement_that_waits_is_named_in_the_reminder_and_in_the_morning(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await of_two(s)
        await s.say(s.zhao, None, "/disagree 1 应由财务出")
        await s.say(s.li, None, "/disagree 1 我认为不对")
        before = len(s.messages(s.wang))
        await s.pass_time(timedelta(days=3))
        told = "".join(heard(s, s.wang, before))
        assert "项异议等你裁定" in told
        assert "赵倩与李明的异议待裁定" in told
        assert "有一项申请等你答复" not in told
