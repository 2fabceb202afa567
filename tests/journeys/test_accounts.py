"""What is held against people, as lists and the history show it: by month, to whom, and taken back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.domain.office import local
from tests.journeys.conftest import Words
from tests.journeys.tasks import labels, story
from tests.stage import Stage, stage

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
ORDER = "/task @li 11月25日18:00 提交三季度报告"
WAYS = {"zh-Hans": ("10月", "上个月"), "zh-Hant": ("十月", "上個月"), "en": ("October", "last month")}
MONTH = {
    "zh-Hans": ("2026年10月", "2026年11月"),
    "zh-Hant": ("2026年10月", "2026年11月"),
    "en": ("October 2026", "November 2026"),
}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_list_is_of_the_month_that_is_named(tmp_path: Path, language: str) -> None:
    words, (october, november) = Words(language), MONTH[language]
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, ORDER)
        await s.pass_time(local(27, 9))
        for way in ("2026-10", *WAYS[language]):
            [listed] = await s.say(s.li, None, f"/breaches {way}")
            assert listed.text == words("title-of-month", title=words("breaches-mine", n=0), month=october), way
            assert labels(listed) == [f"{november} ›", words("button-whole-year")]
        await s.press(s.li, listed, f"{november} ›")
        assert words("breaches-mine", n=3) in s.last(s.li).text
        assert november in s.last(s.li).text
        [own] = await s.say(s.li, None, "/breaches")
        await s.press(s.li, own, november)
        await s.press(s.li, s.last(s.li), words("button-whole-year"))
        assert s.last(s.li).text == own.text
        [slips] = await s.say(s.wang, None, "/slips @li 2026-11")
        assert words("slips-of", n=1, who="李明") in slips.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_from_december_one_goes_back_to_november_and_no_further(tmp_path: Path, language: str) -> None:
    words, november = Words(language), MONTH[language][1]
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, ORDER)
        await s.pass_time(local(2, 9, month=12))
        [december] = await s.say(s.wang, None, "/slips 2026-12")
        assert words("slips-watched", n=0) in december.text
        await s.press(s.wang, december, f"‹ {november}")
        shown = s.last(s.wang)
        assert words("slips-watched", n=1) in shown.text
        assert not [label for label in labels(shown) if label.startswith("‹")]
        await s.press(s.wang, shown, words("button-own"))
        assert words("title-of-month", title=words("slips-mine", n=0), month=november) == s.last(s.wang).text


@pytest.mark.parametrize("command", ["breaches", "slips"])
async def test_a_month_that_is_none_or_has_not_begun_is_answered_with_one_sentence(
    office: Stage, words: Words, command: str
) -> None:
    for asked, sentence in (
        ("2026-13", words("refuse-month-none", words="2026-13")),
        ("13月", words("refuse-month-none", words="13月")),
        ("2026-12", words("refuse-month-ahead", words="2026-12")),
        ("随便", words("refuse-whose-list", command=command)),
    ):
        assert [m.text for m in await office.say(office.li, None, f"/{command} {asked}")] == [sentence]
    await office.say(office.li, None, f"/{command}")
    old = f"{'bl' if command == 'breaches' else 'sl'}:mine:0:0:2026-13"
    assert await office.press(office.li, office.last(office.li), old, stale=True) == words("refuse-button-old")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_history_in_a_group_leaves_out_what_is_between_those_concerned(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, ORDER)
        await s.pass_time(local(23, 17, 10))
        await s.press(s.li, s.card(s.li, 1), "t:accept:1")
        await s.say(s.li, None, "/appeal 1 停电")
        await s.say(s.wang, None, "/waive 1 停电")
        await s.say(s.zhou, None, "/slip 1 blue 抓紧")
        [public] = await s.say(s.wang, s.group, "/history 1")
        assert words("history-private", n=4) in public.text
        assert "停电" not in public.text
        [card] = await s.say(s.wang, s.group, "/show 1")
        assert "⏱" not in card.text
        assert "⏱" in (await s.say(s.li, None, "/show 1"))[0].text
        assert "抓紧" not in public.text
        [button] = [b for b in public.all_buttons() if b.url]
        assert button.text == words("button-history-private")
        payload = (button.url or "").partition("start=")[2]
        s.world.start(s.li, payload)
        await s.settle()
        assert "停电" in s.last(s.li).text
        assert "抓紧" in s.last(s.li).text
        s.world.start(s.zhao, payload)
        await s.settle()
        assert "停电" not in s.last(s.zhao).text, "a colleague reads the work"
        s.world.start(s.stranger, payload)
        await s.settle()
        assert s.last(s.stranger).text == words("refuse-stranger")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_slip_issued_by_mistake_is_taken_back_within_a_minute_and_its_number_is_not_given_again(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, ORDER)
        [done] = await s.say(s.zhou, None, "/slip 1 blue 抓紧")
        assert labels(done) == [words("button-take_back")]
        await s.press(s.zhou, done, words("button-take_back"))
        for told in (s.li, s.wang):
            assert words("fact-taken-back-slip-issued", who="周秘书") in s.last(told).text
        await s.say(s.zhou, None, "/slip 1 blue 再抓紧")
        assert s.rows("SELECT number, withdrawn_at IS NULL FROM slips ORDER BY number") == [(1, 0), (2, 1)]
        [listed] = await s.say(s.li, None, "/slips")
        assert words("slips-line-withdrawn", line="").strip() in listed.text.splitlines()[-1]
        await s.press(s.li, listed, "sp:2026:1")
        assert words("slip-withdrawn", who="周秘书", at="X").partition("X")[0] in s.last(s.li).text
        assert labels(s.last(s.li)) == []
        assert story(s) == ["assigned", "slip-issued", "taken-back", "slip-issued"]
        assert await s.audit() == []


async def test_after_a_minute_and_by_others_a_slip_is_not_taken_back(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, s.group, ORDER)
    [done] = await s.say(s.zhou, None, "/slip 1 蓝 抓紧")
    assert await s.press(s.wang, s.last(s.wang), "t:take_back:1", stale=True) == words(
        "refuse-take-back-late", number=1
    )
    await s.pass_time(timedelta(minutes=2))
    late = await s.press(s.zhou, done, "t:take_back:1", stale=True)
    assert late == words("refuse-take-back-late", number=1)
    assert s.rows("SELECT withdrawn_at FROM slips") == [(None,)]


async def test_a_colour_that_was_issued_already_is_not_offered_again(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, s.group, ORDER)
    await s.say(s.li, None, "/done 1 好了")
    await s.say(s.wang, None, "/return 1 不全")
    [which] = await s.say(s.zhou, None, "/slip 1")
    assert labels(which)[:2] == [words("slip-blue"), words("slip-yellow")]
    await s.say(s.zhou, None, "/slip 1 黄 抓紧")
    [which] = await s.say(s.zhou, None, "/slip 1")
    assert words("slip-yellow") not in labels(which)
    assert words("slip-blue") in labels(which)
