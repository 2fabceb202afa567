"""督办 by phone, document, on site, meeting or tracking: kept, told to the lead, whose answer goes back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.journeys.conftest import Words
from tests.journeys.tasks import labels, story
from tests.stage import MONDAY, Stage, stage

LANGUAGES = ["zh-Hans", "zh-Hant", "en"]
TASK = "/task @li 周五下班前 提交三季度报告"
SAID = {
    "zh-Hans": ("电话：", "答应明天下班前交"),
    "zh-Hant": ("電話：", "答應明天下班前交"),
    "en": ("phone: ", "promised it by tomorrow 6pm"),
}
TUESDAY = MONDAY.replace(day=24)


async def chased(s: Stage, words: str = "电话：答应明天下班前交") -> None:
    """The supervisor chased about task 1."""
    await s.say(s.wang, None, TASK)
    await s.press(s.li, s.card(s.li, 1), "t:accept:1")
    await s.say(s.zhou, None, f"/chase 1 {words}")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_chase_by_phone_is_told_to_the_lead_whose_answer_comes_back(tmp_path: Path, language: str) -> None:
    words = Words(language)
    way, text = SAID[language]
    told = words("fact-chased", who="周秘书", method=words("chase-phone"), text=text)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await chased(s, way + text)
        assert text in s.last(s.zhou).text
        news = s.last(s.li)
        assert told in news.text
        assert words("chase-reply") in news.text
        [answer] = await s.say(s.li, None, "数据还差一个部门，明天一定交", reply_to=news.id)
        assert answer.text == words("did-chase-answered", number=1, member="周秘书"), "one answer, not two"
        back = s.last(s.zhou).text
        assert "数据还差一个部门，明天一定交" in back
        assert words("chase-answer", at="§", method="", text="").split("§")[0] in back
        assert "数据还差一个部门，明天一定交" in s.last(s.wang).text, "the assigner reads the report as ever"
        assert story(s)[-2:] == ["chased", "reported"]
        [shown] = await s.say(s.wang, None, "/show 1")
        assert text in shown.text
        [history] = await s.say(s.wang, None, "/history 1")
        assert words("history-chased", chased=1, urged=0) in history.text
        assert told in history.text


async def test_words_that_are_small_talk_elsewhere_answer_a_chase(office: Stage) -> None:
    s = office
    await chased(s)
    await s.say(s.li, None, "好的", reply_to=s.last(s.li).id)
    assert "好的" in s.last(s.zhou).text
    assert story(s)[-1] == "reported"


async def test_only_the_first_answer_is_one(office: Stage) -> None:
    s = office
    await chased(s)
    await s.say(s.li, None, "#1 明天交")
    heard = len(s.messages(s.zhou))
    await s.say(s.li, None, "#1 30% 第一部分好了")
    assert len(s.messages(s.zhou)) == heard


async def test_without_a_means_it_is_asked_for_with_buttons_and_the_words_wait(office: Stage, words: Words) -> None:
    s = office
    await chased(s, "还差两个附件")
    asked = s.last(s.zhou)
    assert words("choose-method") in asked.text
    assert labels(asked) == [words(f"chase-{m}") for m in ("phone", "document", "on-site", "meeting", "tracking")] + [
        words("button-discard")
    ]
    await s.press(s.zhou, asked, "t:chase:1:on-site")
    assert words("fact-chased", who="周秘书", method=words("chase-on-site"), text="还差两个附件") in s.last(s.li).text


async def test_without_words_they_are_asked_for(office: Stage, words: Words) -> None:
    s = office
    await chased(s, "会议")
    assert words("prompt-chase") in s.last(s.zhou).text
    await s.say(s.zhou, None, "会上要求周四前报")
    assert (
        words("fact-chased", who="周秘书", method=words("chase-meeting"), text="会上要求周四前报") in s.last(s.li).text
    )


async def test_in_reply_to_the_card_no_number_is_needed(office: Stage) -> None:
    s = office
    await s.say(s.wang, None, TASK)
    await s.say(s.zhou, None, "/show 1")
    await s.say(s.zhou, None, "/chase 电话：答应明天交", reply_to=s.card(s.zhou, 1).id)
    assert story(s)[-1] == "chased"


@pytest.mark.parametrize("came", [False, True])
async def test_a_promise_is_asked_about_when_its_moment_comes_and_nothing_else_has(
    office: Stage, words: Words, came: bool
) -> None:
    s = office
    await chased(s)
    button = next(b for b in s.last(s.zhou).all_buttons() if (b.data or "").startswith("ch:"))
    assert button.text.startswith(words("label-promise", moment="§").split("§")[0])
    shown = await s.press(s.zhou, s.last(s.zhou), button.data)
    assert shown.startswith(words("promise-kept", number=1, moment="§").split("§")[0])
    await s.say(s.li, None, "#1 好的，明天一定交")
    if came:
        await s.say(s.li, None, "#1 80% 正文交了")
    heard = len(s.messages(s.zhou))
    await s.pass_time(TUESDAY.replace(hour=19, minute=0))
    asked = [m for m in s.messages(s.zhou)[heard:] if "📌" in m.text]
    assert len(asked) == (0 if came else 1)
    if asked:
        assert "答应明天下班前交" in asked[0].text
        await s.press(
            s.zhou, asked[0], next(b.data for b in asked[0].all_buttons() if (b.data or "").endswith(":came"))
        )
        assert asked[0].text == words("promise-came", number=1)


async def test_a_promise_is_kept_by_whoever_chased_alone(office: Stage, words: Words) -> None:
    s = office
    await chased(s)
    moment = int((MONDAY + timedelta(days=1)).timestamp())
    assert await s.press(s.wang, s.card(s.wang, 1), f"ch:1:3:{moment}", stale=True) == words("refuse-button-old")
    assert await s.press(s.zhou, s.last(s.zhou), "ch:1:3:5", stale=True) == words("refuse-button-old")
    assert s.rows("SELECT COUNT(*) FROM timers WHERE kind = 'promise'") == [(0,)]


async def test_a_chase_by_phone_counts_for_the_tap_of_that_day(office: Stage, words: Words) -> None:
    s = office
    await chased(s)
    await s.say(s.zhou, None, "/show 1")
    shown = await s.press(s.zhou, s.card(s.zhou, 1), "t:urge:1")
    assert shown.startswith(words("refuse-urged-that-day", number=1, first="§").split("§")[0])
    await s.say(s.zhou, None, "/chase 1 现场：当面又问了一次")
    assert story(s)[-1] == "chased", "what happened can always be noted"


@pytest.mark.parametrize(
    ("by", "line", "refusal", "fields"),
    [
        ("zhou", "/chase 1 传真：明天交", "chase-method", {"value": "传真"}),
        ("zhou", "/chase 9 电话：明天交", "not-found", {"number": 9}),
        ("li", "/chase 1 电话：明天交", "chase-oneself", {"number": 1}),
        ("zhao", "/chase 1 电话：明天交", "not-yours", {"number": 1, "action": "§chase"}),
    ],
)
async def test_a_chase_that_cannot_be_is_one_sentence_and_changes_nothing(
    office: Stage, words: Words, by: str, line: str, refusal: str, fields: dict[str, object]
) -> None:
    s = office
    await s.say(s.wang, None, TASK)
    before = s.state()
    [said] = await s.say(getattr(s, by), None, line)
    shown = {k: words(f"button-{v[1:]}") if str(v).startswith("§") else v for k, v in fields.items()}
    assert said.text == words(f"refuse-{refusal}", **shown)
    assert s.state()["tasks"] == before["tasks"]
    assert s.state()["history"] == before["history"]


async def test_what_is_paused_declined_or_finished_is_not_chased(office: Stage, words: Words) -> None:
    s = office
    for n, how in enumerate(("/pause {} 12月10日 等批复", "/decline {} 不归我管", "/done {} 好了"), 1):
        await s.say(s.wang, None, TASK)
        await s.press(s.li, s.card(s.li, n), "t:accept:" + str(n)) if n != 2 else None
        await s.say(s.wang if n == 1 else s.li, None, how.format(n))
        [said] = await s.say(s.zhou, None, f"/chase {n} 电话：明天交")
        state = {1: "paused", 2: "declined", 3: "submitted"}[n]
        kept = words("chase-kept-only", status=words(f"status-{state}"))
        refused = words("refuse-state", number=n, action=words("button-chase"), status=words(f"status-{state}"))
        assert said.text.endswith(refused if state == "declined" else kept)
        assert "明天交" not in s.last(s.li).text
