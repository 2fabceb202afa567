"""Everybody's own morning: its hour, its silence, and what a brief has said that is not said again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.journeys.conftest import Words
from tests.journeys.test_mornings import LANGUAGES, TUESDAY, mornings
from tests.stage import MONDAY, ZONE, Stage, stage

WEDNESDAY = TUESDAY + timedelta(days=1)


def buttons(message: object) -> set[str]:
    return {b.data for b in message.all_buttons() if b.data}


def when(s: Stage, who: object, words: Words) -> list[str]:
    return [f"{m.date.astimezone(ZONE):%d %H:%M}" for m in mornings(s, who, words)]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_person_sets_the_hour_of_their_list_with_a_command_or_a_button(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, "/task @li 12月20日前 报送名单")
        [said] = await s.say(s.li, None, "/morning 7点50")
        assert "07:50" in said.text
        assert said.text.startswith(words("morning-set", moment="§").split("§")[0])
        [shown] = await s.say(s.wang, None, "/settings")
        assert words("morning-line-brief", time="08:40") in shown.text
        await s.press(s.wang, shown, "mo:0800:s")
        now = next(m for m in s.messages(s.wang) if m.id == shown.id)
        assert words("morning-line-brief", time="08:00") in now.text, "the settings stand in place"
        await s.pass_time(TUESDAY)
        assert when(s, s.li, words) == ["24 07:50"]
        assert when(s, s.wang, words) == ["24 08:00"]
        await s.say(s.li, None, "/morning 08:40")
        await s.say(s.wang, None, "/morning 09:00")
        await s.pass_time(WEDNESDAY.replace(hour=12))
        assert when(s, s.li, words) == ["24 07:50", "25 08:40"]
        assert when(s, s.wang, words) == ["24 08:00", "25 09:00"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_wants_no_list_has_none_and_whoever_wants_a_word_on_an_empty_day_has_one(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, "/task @li 12月20日前 报送名单")
        [said] = await s.say(s.li, None, "/morning off")
        assert said.text == words("morning-off")
        [shown] = await s.say(s.zhao, None, "/morning")
        assert {"mo:off", "mo:empty", "mo:0800", "mo:now"} <= buttons(shown)
        await s.press(s.zhao, shown, "mo:empty")
        await s.say(s.zhou, None, "/morning empty")
        await s.say(s.wang, None, "/cancel 1 不用了")
        await s.pass_time(TUESDAY)
        assert when(s, s.li, words) == []
        assert [m.text for m in s.messages(s.zhao)][-1] == words("worklist-empty")
        assert [m.text for m in s.messages(s.zhou)][-1] == words("worklist-empty")
        [shown] = await s.say(s.li, None, "/morning")
        assert shown.text == words("morning-line-off")
        assert buttons(shown) == {"mo:on", "mo:now"}


async def test_the_list_is_there_at_a_tap_at_any_hour(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 12月20日前 报送名单")
    [shown] = await office.say(office.li, None, "/morning")
    await office.press(office.li, shown, "mo:now")
    assert office.last(office.li).text.startswith(words("worklist-title-now", n=1))
    [shown] = await office.say(office.zhao, None, "/morning")
    await office.press(office.zhao, shown, "mo:now")
    assert office.last(office.zhao).text == words("worklist-empty")
    [shown] = await office.say(office.wang, None, "/morning")
    await office.press(office.wang, shown, "mo:now")
    assert words("section-accept") in office.last(office.wang).text


async def test_what_is_no_hour_or_no_place_for_it_changes_nothing(office: Stage, words: Words) -> None:
    before = office.state()
    for said in ("25:00", "明天", "8:5"):
        [told] = await office.say(office.li, None, f"/morning {said}")
        assert told.text == words("refuse-morning-time", value=said)
    [told] = await office.say(office.li, office.group, "/morning 08:00")
    assert told.text == words("refuse-private-only")
    assert office.state() == before


async def test_a_long_list_is_grouped_by_when_it_is_due_counted_and_shortened(office: Stage, words: Words) -> None:
    for due in ("今天16:00前", "明天下班前", "后天下班前", *["12月20日前"] * 11):
        await office.say(office.wang, office.group, f"/task @li {due} 报送名单")
    await office.pass_time(TUESDAY)
    [told] = mornings(office, office.li, words)
    heads = [words(f"section-{name}") for name in ("overdue", "today", "soon", "later")]
    places = [told.text.index(head) for head in heads]
    assert places == sorted(places)
    assert words("count-later", n=11) in told.text
    assert told.text.count("#") == 12
    assert "la:mine:0:0" in buttons(told)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_groups_digest_is_set_with_buttons(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        [asked] = await s.say(s.wang, s.group, "/digest")
        await s.press(s.wang, asked, "dg:1:set")
        shown = s.last(s.group)
        assert words("digest-line-quiet") in shown.text
        assert "09:00" in (await s.press(s.wang, shown, "dg:1:0900") or "")
        assert await s.press(s.wang, shown, "dg:1:empty") == words("digest-tells")
        now = next(m for m in s.messages(s.group) if m.id == shown.id)
        assert "09:00" in now.text
        assert words("digest-line-empty") in now.text
        assert "dg:1:quiet" in buttons(now)
        assert await s.press(s.li, now, "dg:1:off") == words("refuse-managers-only")
        await s.pass_time(TUESDAY.replace(hour=10))
        told = s.last(s.group)
        assert told.text == words("digest-empty", open=0)
        assert f"{told.date.astimezone(ZONE):%d %H:%M}" == "24 09:00"
        await s.press(s.wang, now, "dg:1:off")
        count = len(s.messages(s.group))
        await s.pass_time(WEDNESDAY.replace(hour=12))
        assert len(s.messages(s.group)) == count


@pytest.mark.parametrize("secret", [False, True])
async def test_a_brief_that_names_an_unaccepted_matter_is_not_followed_by_a_reminder_of_it(
    office: Stage, words: Words, secret: bool
) -> None:
    """A director read of a confidential matter at 8:40 that nobody had accepted it, and at 9:40 or 10:30 once more."""
    await office.pass_time(MONDAY.replace(hour=13, minute=30))
    await office.say(office.wang, None, "/task @li 周五下班前 核查线索")
    if secret:
        await office.say(office.wang, None, "/confidential 1")
    before = len(office.messages(office.wang))
    await office.pass_time(TUESDAY.replace(hour=12))
    [told] = office.messages(office.wang)[before:]
    assert "#1 " in told.text
    assert words("section-accept") in told.text
    assert office.rows("SELECT count(*) FROM outbox WHERE kind = 'reminder' AND state = 'sent' AND member_id = 1") == [
        (0,)
    ]


async def test_who_has_no_brief_still_hears_that_nobody_accepts(office: Stage) -> None:
    await office.say(office.wang, None, "/morning off")
    await office.pass_time(MONDAY.replace(hour=13, minute=30))
    await office.say(office.wang, None, "/task @li 周五下班前 核查线索")
    before = len(office.messages(office.wang))
    await office.pass_time(TUESDAY.replace(hour=12))
    [told] = office.messages(office.wang)[before:]
    assert f"{told.date.astimezone(ZONE):%H:%M}" == "10:30"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_in_the_afternoon_a_leader_hears_once_what_waits_and_opens_the_desk_with_a_button(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, "/task @li 下周五下班前 报送名单")
        await s.press(s.li, s.card(s.li, 1), "t:accept:1")
        await s.pass_time(MONDAY.replace(hour=14))
        await s.say(s.li, None, "/done 1 报好了")
        title = words("still-waiting", n=1)
        await s.pass_time(TUESDAY)
        [morning] = mornings(s, s.wang, words)
        assert words("brief-waits", since="§").split("§")[0].strip() in morning.text
        await s.pass_time(TUESDAY.replace(hour=18))
        [told] = [m for m in s.messages(s.wang) if m.text.startswith(title)]
        assert f"{told.date.astimezone(ZONE):%d %H:%M}" == "24 15:30"
        assert not [m for m in s.messages(s.zhou) if m.text.startswith(title)], "it is not for the supervisor to decide"
        [desk] = told.all_buttons()
        await s.press(s.wang, told, desk.data)
        assert "#1" in s.last(s.wang).text
        await s.pass_time(TUESDAY + timedelta(days=6))
        assert len([m for m in s.messages(s.wang) if m.text.startswith(title)]) == 1, "it has been looked at"
