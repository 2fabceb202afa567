"""A decision made by mistake is undone for a minute: approved, returned, granted or refused."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.journeys.conftest import Words
from tests.journeys.tasks import given, labels, status, story
from tests.stage import Stage, stage

ASKS_TIME, ASKS_OTHER = "/extend 1 2026-11-27 18:00 because", "/transfer 1 @zhao because"
# The decision: what the lead does first, the button, whether it asks for a reason, the fact, who hears of it.
MISTAKES = (
    ("/done 1 ok", "approve", False, "approved"),
    ("/done 1 ok", "return", True, "returned"),
    (ASKS_TIME, "grant_time", False, "time-granted"),
    (ASKS_TIME, "refuse_time", True, "time-refused"),
    (ASKS_OTHER, "grant_transfer", False, "transfer-granted"),
    (ASKS_OTHER, "refuse_transfer", True, "transfer-refused"),
)
TABLES = ("tasks", "assignments", "clocks", "requests")


@pytest.fixture
async def any_office(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    """An office in one of the three languages."""
    async with stage(tmp_path, request.param) as made:
        await made.set_up_office()
        await given(made, "@li 2026-11-25 18:00 report")
        yield made


def as_it_is(s: Stage) -> dict[str, list[tuple]]:
    """The task with its people, clocks, requests and waiting timers; not how often it was written."""
    found = {table: s.rows(f"SELECT * FROM {table} ORDER BY 1, 2, 3") for table in TABLES[1:]}
    found["tasks"] = s.rows("SELECT status, due_at, due_words, due_day_only, due_said_at, percent, blocked, returns,"
                            " result, rating, submitted_at, closed_at, first_handler_id FROM tasks")  # fmt: skip
    found["timers"] = s.rows("SELECT key, due_at FROM timers WHERE kind = 'clock' AND state = 'pending' ORDER BY key")
    return found


async def decides(s: Stage, button: str, *, why: bool) -> None:
    """The assigner decides with the button under what they were told."""
    await s.press(s.wang, s.last(s.wang), f"t:{button}:1")
    if why:
        await s.say(s.wang, None, "because")


@pytest.mark.parametrize("any_office", ["zh-Hans", "zh-Hant", "en"], indirect=True)
@pytest.mark.parametrize(("first", "button", "why", "fact"), MISTAKES)
async def test_a_mistaken_decision_is_taken_back_and_all_is_as_it_was_even_after_a_restart(
    any_office: Stage, first: str, button: str, why: bool, fact: str
) -> None:
    s, words = any_office, Words(any_office.language)
    await s.say(s.li, None, "/report 1 40%")
    await s.say(s.li, None, first)
    before = as_it_is(s)
    await decides(s, button, why=why)
    decided = s.last(s.wang)
    assert words("button-take_back") in labels(decided)
    assert as_it_is(s) != before
    await s.stop_bot()
    s.clock.set(s.clock.now() + timedelta(seconds=50))
    await s.start_bot()
    await s.press(s.wang, decided, words("button-take_back"))
    assert as_it_is(s) == before
    undone = words(f"fact-taken-back-{fact}", who="王主任")
    assert words(f"fact-taken-back-{fact}", who=words("name-you")).casefold() in decided.text.casefold()
    assert f"t:{button}:1" in [b.data for b in decided.all_buttons()], "it waits for a decision again"
    assert undone in s.last(s.li).text
    assert (undone in s.last(s.zhao).text) == (fact == "transfer-granted"), "who was told meanwhile is told again"
    assert story(s)[-2:] == [fact, "taken-back"]
    once_more = await s.press(s.wang, decided, "t:take_back:1", stale=True)
    assert once_more not in (None, words("did-taken-back", number=1))
    assert as_it_is(s) == before


@pytest.mark.parametrize(("first", "button", "why", "fact"), MISTAKES)
async def test_after_a_minute_by_somebody_else_or_over_something_newer_nothing_is_taken_back(
    office: Stage, words: Words, first: str, button: str, why: bool, fact: str
) -> None:
    refused = words("refuse-take-back-late", number=1)
    await given(office)
    await office.say(office.li, None, first)
    await decides(office, button, why=why)
    decided = office.last(office.wang)
    assert await office.press(office.zhou, office.last(office.zhou), "t:take_back:1", stale=True) == refused
    await office.pass_time(timedelta(seconds=61))
    before = office.state()
    assert await office.press(office.wang, decided, "t:take_back:1", stale=True) == refused
    assert office.state() == before
    assert story(office)[-1] == fact


async def test_over_what_happened_since_nothing_is_taken_back(office: Stage, words: Words) -> None:
    await given(office)
    await office.say(office.li, None, "/done 1 写好了")
    await decides(office, "return", why=True)
    returned = office.last(office.wang)
    await office.say(office.li, None, "/report 1 60%")
    late = await office.press(office.wang, returned, words("button-take_back"))
    assert late == words("refuse-take-back-late", number=1)
    assert status(office) == "active"


async def test_a_later_round_of_a_reminder_waits_again_after_a_decision_is_taken_back(office: Stage) -> None:
    await given(office)
    await office.say(office.li, None, "/extend 1 2026-12-31 18:00 because")
    asked = office.last(office.wang)
    await office.pass_time(timedelta(days=8))
    before = as_it_is(office)
    assert not all(key.endswith(":0") for key, _ in before["timers"])
    await office.press(office.wang, asked, "t:grant_time:1")
    assert as_it_is(office)["timers"] != before["timers"]
    await office.press(office.wang, asked, "t:take_back:1")
    assert as_it_is(office) == before


async def test_a_decision_on_a_card_can_be_taken_back_on_the_card_and_the_button_goes(
    office: Stage, words: Words
) -> None:
    await given(office)
    await office.say(office.li, None, "/done 1 写好了")
    card = office.card(office.group, 1)
    await office.press(office.wang, card, words("button-approve"))
    assert words("button-take_back") in labels(card)
    assert await office.press(office.wang, card, words("button-take_back")) == words("did-taken-back", number=1)
    assert status(office) == "submitted"
    await office.press(office.wang, card, words("button-approve"))
    await office.pass_time(timedelta(minutes=1, seconds=1))
    assert words("button-take_back") not in labels(card)
    assert status(office) == "done"


async def test_stars_do_not_end_the_minute_and_go_with_the_approval(office: Stage, words: Words) -> None:
    await given(office, "@li 2026-11-25 18:00 报告")
    await office.say(office.li, None, "/done 1 写好了")
    news = office.last(office.wang)
    await office.press(office.wang, news, words("button-approve"))
    office.clock.advance(timedelta(seconds=30))
    await office.press(office.wang, news, "t:rate:1:5")
    assert words("button-take_back") in labels(news)
    await office.press(office.wang, news, words("button-take_back"))
    assert office.rows("SELECT status, rating, percent FROM tasks") == [("submitted", None, 0)]
    assert words("fact-taken-back-approved", who="王主任") in office.last(office.li).text

    await office.press(office.wang, news, words("button-approve"))
    await office.pass_time(timedelta(minutes=2))
    await office.press(office.wang, office.last(office.wang), "t:rate:1:2", stale=True)
    await office.press(office.wang, office.last(office.wang), "t:take_back:1", stale=True)
    assert office.rows("SELECT status, rating FROM tasks") == [("done", None)], "stars alone, when the approval stands"
    assert words("fact-taken-back-rated", who="王主任") in office.last(office.li).text
    assert not await office.audit()
