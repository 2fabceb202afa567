"""审核台: `/review` is one message that walks through all that waits for a decision; and what a button gave is undone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from simulator.model import Message
from tests.journeys.conftest import Words
from tests.journeys.tasks import given, labels, ordered, status, story
from tests.stage import Stage, stage

# What waits, one of each, and the button that settles it with one tap.
WAITING = (
    ("/done {n} 写好了", "approve", "approved"),
    ("/extend {n} 2026-11-27 18:00 资料未齐", "grant_time", "time-granted"),
    ("/transfer {n} @zhao 她更熟悉", "grant_transfer", "transfer-granted"),
)

KEYS = {"approve": "r{n}.0", "grant_time": "t{n}.1", "grant_transfer": "x{n}.1"}


@pytest.fixture
async def any_office(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    """An office in one of the three languages."""
    async with stage(tmp_path, request.param) as made:
        await made.set_up_office()
        yield made


async def taps(s: Stage, desk: Message, what: str) -> str | None:
    """A tap on the desk: the button whose data ends so, or holds it."""
    found = [b.data for b in desk.all_buttons() if f":{what}" in (b.data or "")]
    assert found, (what, [b.data for b in desk.all_buttons()])
    return await s.press(s.wang, desk, found[0])


async def opens(s: Stage, how: str = "/review") -> Message:
    """The desk, and nothing beside it."""
    said = await s.say(s.wang, None, how)
    assert len(said) == 1
    return said[0]


@pytest.mark.parametrize("any_office", ["zh-Hans", "zh-Hant", "en"], indirect=True)
async def test_twelve_matters_that_wait_are_settled_with_twelve_taps_and_one_command_in_one_message(
    any_office: Stage,
) -> None:
    s, words = any_office, Words(any_office.language)
    wanted = []
    for n in range(1, 13):
        await given(s, f"@li 2026-11-25 18:00 report {n}")
        first, button, fact = WAITING[(n - 1) // 4]
        await s.say(s.li, None, first.format(n=n))
        wanted.append((n, button, fact))
    desk = await opens(s)
    standing = len(s.messages(s.wang))
    for place, (n, button, _fact) in enumerate(wanted):
        assert words("desk-left", left=12 - place, total=12) in desk.text
        assert f"#{n} report {n}" in desk.text
        await taps(s, desk, f"d:{KEYS[button].format(n=n)}:{button}")
    assert [story(s, n)[-1] for n, *_ in wanted] == [fact for *_, fact in wanted]
    did = words("comma").join(words(f"desk-did-{b}", n=4) for _, b, _ in WAITING)
    assert words("desk-over", did=did) in desk.text
    assert len(s.messages(s.wang)) == standing, "one message, edited in place"
    assert words("label-desk-undo", number=12) in labels(desk)
    await s.pass_time(timedelta(seconds=61))
    assert labels(desk) == [], "after a minute nothing can be undone"


async def test_the_desk_asks_for_a_reason_goes_on_undoes_and_brings_back_what_was_put_off(
    office: Stage, words: Words
) -> None:
    for n in (1, 2, 3):
        await given(office, f"@li 2026-11-25 18:00 第{n}份报告")
    await office.say(office.li, None, "/done 1 写好了")
    await office.say(office.li, None, "/done 2 也写好了")
    await office.say(office.li, None, "/decline 3 出差")
    desk = await opens(office, "有什么要我批的")
    assert "写好了" in desk.text
    await taps(office, desk, "r1.0:return")  # the reasons
    assert words("desk-why") in desk.text
    await taps(office, desk, "r1.0:return:1")
    assert status(office, 1) == "active"
    assert words("desk-reason-return-1") in office.last(office.li).text
    await taps(office, desk, "u:1")
    assert (status(office, 1), "#1 第1份报告" in desk.text) == ("submitted", True), "undone, and shown again"
    once, once_more = "r1.0:approve", next(b.data for b in desk.all_buttons() if ":approve" in (b.data or ""))
    await taps(office, desk, once)
    await office.press(office.wang, desk, once_more, stale=True)
    assert (status(office, 1), status(office, 2)) == ("done", "submitted"), "pressed twice, approved once"
    assert "1★" in labels(desk)[4]
    await taps(office, desk, "s:1:5")
    assert office.rows("SELECT rating FROM tasks WHERE id = 1") == [(5,)]
    await taps(office, desk, "l:r2.0")
    assert "#3 第3份报告" in desk.text
    await office.stop_bot()
    await office.start_bot()
    await taps(office, desk, "d:d3:cancel")
    await office.say(office.wang, None, "重复交办了")
    assert status(office, 3) == "cancelled"
    assert "#2 第2份报告" in desk.text, "what was put off comes at the end"
    await office.say(office.wang, None, "退回，缺附件", reply_to=desk.id)
    offered = office.last(office.wang)
    await office.press(office.wang, offered, next(b.data for b in offered.all_buttons() if ":return" in (b.data or "")))
    assert status(office, 2) == "active", "a reply to the desk is about what it shows"
    did = words("comma").join(words(f"desk-did-{what}", n=1) for what in ("approve", "return", "cancel"))
    assert words("desk-over", did=did) in desk.text


async def test_what_was_decided_elsewhere_an_old_desk_and_a_lost_role_are_said(office: Stage, words: Words) -> None:
    for n in (1, 2, 3):
        await given(office, f"@li 2026-11-25 18:00 第{n}份报告")
        await office.say(office.li, None, f"/done {n} 写好了")
    old = await opens(office)
    desk = await opens(office)
    assert await taps(office, old, "approve") == words("desk-old")
    assert (old.text, status(office, 1)) == (words("desk-old"), "submitted")
    await office.say(office.zhou, None, "/cancel 1 x")
    await office.say(office.zhou, None, "/approve 1")
    assert await taps(office, desk, "r1.0:return") in (None, "")
    assert words("desk-decided", number=1, what=words("fact-approved", who="周秘书", comment="")) in desk.text
    assert "#2 第2份报告" in desk.text
    assert [m.text for m in await office.say(office.li, None, "/review")] == [words("desk-staff")]
    # the supervisor has the same desk, until the role is taken away
    theirs = (await office.say(office.zhou, office.group, "/review"), office.last(office.zhou))[1]
    assert "#2 第2份报告" in theirs.text
    await office.say(office.wang, office.group, "/role @zhou staff")
    approve = next(b.data for b in theirs.all_buttons() if ":approve" in (b.data or ""))
    await office.press(office.zhou, theirs, approve)
    assert status(office, 2) == "submitted"
    assert words("desk-not-yours", number=2) in theirs.text
    # the chat was cleared: the desk comes anew
    before = len(office.messages(office.wang))
    desk.deleted = True
    await office.press(office.wang, desk, "rv:2:d:r2.0:approve", stale=True)
    assert status(office, 2) == "done"
    assert "#3 第3份报告" in office.last(office.wang).text
    assert len(office.messages(office.wang)) == before + 0


async def test_what_is_overdue_is_chased_once_and_nothing_left_is_one_sentence(office: Stage, words: Words) -> None:
    assert [m.text for m in await office.say(office.wang, None, "/review")] == [words("desk-nothing")]
    await given(office, "@li 2026-11-23 17:00 交材料")
    await office.pass_time(timedelta(days=1))
    brief = next(m for m in reversed(office.messages(office.wang)) if words("button-desk") in labels(m))
    await office.press(office.wang, brief, "rv:0:n")
    desk = office.last(office.wang)
    assert words("desk-is-red") in desk.text
    await taps(office, desk, "urge")
    assert story(office).count("urged") == 1
    assert words("desk-over", did=words("desk-did-urge", n=1)) in desk.text
    assert [m.text for m in await office.say(office.wang, None, "/review")] == [words("desk-nothing")]


async def test_what_a_button_gave_or_changed_is_taken_back_within_the_minute(office: Stage, words: Words) -> None:
    await ordered(office, "请李明明天下班前交报告")
    card = office.card(office.wang, 1)
    assert words("button-take_back") in labels(card)
    await office.press(office.wang, card, words("button-take_back"))
    assert (status(office), story(office)) == ("cancelled", ["assigned", "taken-back"])
    assert words("fact-taken-back-assigned", who="王主任") in office.last(office.li).text
    await given(office, "@li 2026-11-25 18:00 第二份")
    for typed, fact in (
        ("/reassign 2 @zhao", "reassigned"), ("/cancel 2 搞错了", "cancelled"), ("/priority 2 特急", "priority-changed"),
    ):  # fmt: skip
        before = office.rows("SELECT status, due_at, priority FROM tasks WHERE id = 2")
        await office.say(office.wang, None, typed)
        assert story(office, 2)[-1] == fact
        await office.press(office.wang, office.last(office.wang), "t:take_back:2")
        assert office.rows("SELECT status, due_at, priority FROM tasks WHERE id = 2") == before
        assert words(f"fact-taken-back-{fact}", who="王主任") in office.last(office.li).text
    await office.say(office.li, None, "/decline 2 出差")
    await office.press(office.li, office.last(office.li), "t:take_back:2")
    assert status(office, 2) == "assigned"
