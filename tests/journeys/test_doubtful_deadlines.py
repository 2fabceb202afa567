"""Deadlines that only people can settle: counted from something nobody has dated, or for a day just gone by."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.journeys.conftest import Words
from tests.stage import MONDAY, ZONE, Stage, stage

AFTER = {
    "zh-Hans": "验收合格之日起15日内付尾款",
    "zh-Hant": "驗收合格之日起15日內付尾款",
    "en": "pay the rest within 15 days after acceptance",
}
BEFORE = {
    "zh-Hans": "开会前三天把材料送到",
    "zh-Hant": "開會前三天把材料送到",
    "en": "send the papers three days before the meeting",
}
GONE = {"zh-Hans": "11月20日前 报台账", "zh-Hant": "11月20日前 報清冊", "en": "by Nov 20 send the ledger"}
FIRST_OF_DECEMBER = {"zh-Hans": "12月1日", "zh-Hant": "12月1日", "en": "1 December"}
NOT_YET = {"zh-Hans": "还没定", "zh-Hant": "還沒訂", "en": "no deadline yet"}


def due(s: Stage, number: int = 1) -> datetime:
    """A task's deadline, by the office's clock."""
    [(found,)] = s.rows("SELECT due_at FROM tasks WHERE id = ?", number)
    return datetime.fromisoformat(f"{found}+00:00").astimezone(ZONE)


def labels(message: object) -> list[str]:
    return [b.text for b in message.all_buttons()]  # type: ignore[attr-defined]


@pytest.fixture(params=AFTER)
async def spoken(request: pytest.FixtureRequest, tmp_path: Path):
    """The office in each language."""
    async with stage(tmp_path, request.param) as s:
        await s.set_up_office()
        yield s, request.param, Words(request.param)


async def order(s: Stage, text: str):
    """The director's order in private, and what the bot said."""
    return (await s.say(s.wang, None, f"/task @li {text}"))[-1]


# -- counted from an event ------------------------------------------------------------------------------------------------


async def test_days_after_something_undated_are_asked_about_and_never_counted_from_today_in_silence(spoken) -> None:
    s, language, words = spoken
    asked = await order(s, AFTER[language])
    assert s.rows("SELECT count(*) FROM tasks") == [(0,)]
    assert words("draft-from-event", words="§").split("§")[1] in asked.text
    from_today, from_day, undated, _ = labels(asked)
    assert from_today.startswith(words("offer-from-event", moment="§").split("§")[0])
    assert [from_day, undated] == [words("button-from-day"), words("button-undated")]


async def test_from_today_is_one_tap_and_the_condition_stays_in_the_title(spoken) -> None:
    s, language, _ = spoken
    await s.press(s.wang, await order(s, AFTER[language]), "d:1:reading:0")
    assert due(s).date() == MONDAY.replace(month=12, day=8).date()
    assert s.rows("SELECT title FROM tasks") == [(AFTER[language],)]


@pytest.mark.parametrize("pressed", [True, False])
async def test_from_another_day_the_days_are_counted_from_that_one(spoken, pressed: bool) -> None:
    s, language, words = spoken
    asked = await order(s, AFTER[language])
    if pressed:
        await s.press(s.wang, asked, "d:1:from")
        assert words("prompt-draft-from-day") in s.last(s.wang).text
    await s.say(s.wang, None, FIRST_OF_DECEMBER[language])
    assert due(s).date() == MONDAY.replace(month=12, day=16).date()


async def test_the_day_it_counts_from_may_have_gone_by(spoken) -> None:
    s, language, _ = spoken
    await order(s, AFTER[language])
    await s.say(s.wang, None, {"en": "20 November"}.get(language, "11月20日"))
    assert due(s).date() == MONDAY.replace(month=12, day=5).date()


async def test_a_limit_of_its_own_is_the_deadline(office: Stage) -> None:
    await order(office, AFTER["zh-Hans"])
    await office.say(office.wang, None, "12月20日前")
    assert due(office).date() == MONDAY.replace(month=12, day=20).date()


@pytest.mark.parametrize("typed", [True, False])
@pytest.mark.parametrize("text", [AFTER, BEFORE])
async def test_no_deadline_yet_is_a_card_that_says_so(spoken, text: dict[str, str], typed: bool) -> None:
    s, language, words = spoken
    asked = await order(s, text[language])
    if typed:
        await s.say(s.wang, None, NOT_YET[language])
    else:
        await s.press(s.wang, asked, "d:1:undated")
    assert words("card-due-term", due="§").split("§")[0] in s.card(s.wang, 1).text


async def test_words_that_name_no_day_leave_the_question_open(office: Stage, words: Words) -> None:
    await order(office, AFTER["zh-Hans"])
    said = await office.say(office.wang, None, "不好说")
    assert words("problem-unread") in said[-1].text
    assert office.rows("SELECT count(*) FROM tasks") == [(0,)]


async def test_days_before_something_undated_are_asked_about(spoken) -> None:
    s, language, words = spoken
    asked = await order(s, BEFORE[language])
    assert words("draft-before-event", words="§").split("§")[1] in asked.text
    assert s.rows("SELECT count(*) FROM tasks") == [(0,)]
    await s.say(s.wang, None, FIRST_OF_DECEMBER[language])
    assert due(s).date() == MONDAY.replace(month=12, day=1).date()


async def test_another_deadline_that_hangs_on_an_event_is_asked_about_or_refused(office: Stage, words: Words) -> None:
    await order(office, "周五 交报告")
    said = await office.say(office.li, None, "/extend 1 开会前三天 忙")
    assert words("problem-event") in said[-1].text
    said = await office.say(office.li, None, "/extend 1 验收后15天内")
    assert words("offer-from-event", moment="§").split("§")[0] in labels(said[-1])[0]
    assert due(office).date() == MONDAY.replace(day=27).date()


# -- a day just gone by ---------------------------------------------------------------------------------------------------


async def test_a_day_just_gone_by_is_asked_now_or_next_year(spoken) -> None:
    s, language, words = spoken
    asked = await order(s, GONE[language])
    assert words("draft-just-past", words="§").split("§")[-1] in asked.text
    now, next_year = labels(asked)[:2]
    assert now.startswith(words("offer-just-past", moment="§").split("§")[0])
    assert "2027" in next_year
    await s.press(s.wang, asked, "d:1:reading:0")
    assert due(s) == MONDAY.replace(hour=18, minute=0)


async def test_next_year_is_taken_when_it_is_meant_and_the_card_names_the_year(spoken) -> None:
    s, language, _ = spoken
    await s.press(s.wang, await order(s, GONE[language]), "d:1:reading:1")
    assert due(s).date() == MONDAY.replace(year=2027, day=20).date()
    assert "2027" in s.card(s.wang, 1).text


async def test_in_the_evening_now_is_the_next_working_day(office: Stage) -> None:
    await office.move(MONDAY.replace(hour=20))
    await office.press(office.wang, await order(office, GONE["zh-Hans"]), "d:1:reading:0")
    assert due(office) == MONDAY.replace(day=24, hour=18, minute=0)


async def test_in_a_text_that_was_written_earlier_both_are_asked_about_too(office: Stage, words: Words) -> None:
    letters = [office.world.send(office.zhou, office.group, text) for text in (AFTER["zh-Hans"], GONE["zh-Hans"])]
    await office.settle()
    await office.move(MONDAY.replace(day=24))
    for letter, key in zip(letters, ("draft-from-event", "draft-just-past"), strict=True):
        said = await office.say(office.wang, office.group, "/task @zhao", reply_to=letter.id)
        assert words(key, words="§").split("§")[-1] in said[-1].text
    assert office.rows("SELECT count(*) FROM tasks") == [(0,)]
    await office.press(office.wang, office.last(office.group), "d:2:reading:0")
    assert due(office) == MONDAY.replace(day=24, hour=18, minute=0)


# -- told by /when --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "key"), [(AFTER, "when-from-event"), (BEFORE, "when-before-event"), (GONE, "when-just-past")]
)
async def test_when_says_what_it_will_ask(spoken, text: dict[str, str], key: str) -> None:
    s, language, words = spoken
    [told] = await s.say(s.wang, None, f"/when {text[language]}")
    assert words(key, words="§", readings="§").split("§")[-1] in told.text
