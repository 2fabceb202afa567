"""Two who do not agree: both sides are heard, the assigner decides."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.domain.office import local
from tests.journeys.conftest import Words
from tests.journeys.shared import DATA, ORDER, PART, RESULT, news_of, of_two, the_card
from tests.journeys.tasks import labels, status, story
from tests.journeys.test_pauses import LANGUAGES, heard
from tests.stage import Stage, stage

AGAINST = {"zh-Hans": "数据该由财务处出", "zh-Hant": "資料應由財務處出", "en": "Finance should give the figures"}
SIDE = {"zh-Hans": "财务处只认我们的口径", "zh-Hant": "財務處只認我們的口徑", "en": "Finance only takes our count"}
VERDICT = {"zh-Hans": "财务处出，我去说", "zh-Hant": "財務處出，我去說", "en": "Finance gives them, I will call"}


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


async def test_a_disagreement_that_waits_is_named_in_the_reminder_and_in_the_morning(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await of_two(s)
        await s.say(s.zhao, None, "/disagree 1 应由财务出")
        await s.say(s.li, None, "/disagree 1 我认为不对")
        before = len(s.messages(s.wang))
        await s.pass_time(timedelta(days=3))
        told = "".join(heard(s, s.wang, before))
        assert "项异议等您裁定" in told
        assert "赵倩与李明的异议待裁定" in told
        assert "有一项申请等您答复" not in told
