"""/raise: a matter is put to the office, somebody must answer it, and whoever raised it hears what came of it (事事有回音)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import Words
from tests.stage import Stage, stage

HOUR = timedelta(hours=1)
MATTER = "三楼饮水机坏了"


def button(message: Any, part: str) -> str:
    """The data of the first button whose data or label holds this."""
    return next(b.data for b in message.all_buttons() if part in (b.data or "") or part in b.text)


def data_of(message: Any) -> set[str]:
    """What the buttons of a message carry."""
    return {b.data for b in message.all_buttons()}


def statuses(s: Stage) -> list[tuple]:
    """Every matter by number: what it is and where it stands."""
    return s.rows("SELECT id, kind, status FROM tasks ORDER BY id")


@pytest.fixture
async def unnamed(tmp_path: Path, logs: list[Any]) -> AsyncIterator[Stage]:
    """An office in which whoever raises a matter may stay unnamed to the team."""
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await s.stop_bot()
        await s.start_bot(rules={"raised": {"anonymous": True}})
        yield s
        assert [str(difference) for difference in await s.audit()] == []


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
async def test_a_matter_is_raised_handed_on_made_a_task_answered_and_reopened_once(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        [card] = await s.say(s.li, s.group, f"/raise {MATTER}")
        assert MATTER in card.text
        assert s.last(s.zhou).text.startswith(words("raised-for-you"))

        await s.press(s.zhou, s.card(s.zhou, 1), "t:hand_on:1")
        await s.press(s.zhou, s.last(s.zhou), button(s.last(s.zhou), "赵倩"))
        [told] = await s.say(s.zhou, None, "设备归你管")
        assert told.text == words("did-hand-on-asked", number=1)
        assert s.last(s.zhao).text.startswith(words("raised-for-you-asked", who="周秘书"))
        assert s.rows("SELECT member_id FROM clocks WHERE stopped_at IS NULL") == [(2,)], "the first handler still"
        assert await s.audit() == []

        assert await s.press(s.zhao, s.card(s.zhao, 1), "t:take_on:1") == words("did-taken-on", number=1)
        assert words("fact-taken-on", who="赵倩", member="周秘书") in s.last(s.li).text
        assert words("fact-taken-on", who="赵倩", member=words("name-you")) in s.last(s.zhou).text
        assert s.rows("SELECT member_id FROM clocks WHERE stopped_at IS NULL") == [(4,)]

        await s.press(s.zhao, s.card(s.zhao, 1), "t:make_task:1")
        assert "#2" in s.last(s.li).text
        assert "#1" in s.last(s.zhao).text, "the task says where it comes from"
        assert statuses(s) == [(1, "raised", "active"), (2, "task", "active")]
        assert await s.audit() == []

        await s.say(s.zhao, None, "/done 2 换了滤芯")
        answered = s.last(s.li)
        assert words("fact-answered-task", task=2, text="换了滤芯") in answered.text
        assert data_of(answered) == {"t:solved:1", "t:not_solved:1"}
        assert statuses(s) == [(1, "raised", "done"), (2, "task", "done")]

        await s.press(s.li, answered, "t:not_solved:1")
        await s.say(s.li, None, "还是不出热水")
        again = s.last(s.zhao)
        assert "还是不出热水" in again.text
        assert {"t:answer:1", "t:hand_on:1", "t:make_task:1"} <= data_of(again)
        assert await s.audit() == []

        await s.press(s.zhao, again, "t:answer:1")
        await s.say(s.zhao, None, "换了新的")
        assert words("fact-answered", who="赵倩", text="换了新的") in s.last(s.li).text
        assert data_of(s.last(s.li)) == {"t:solved:1"}, "once only"
        before = s.state()
        [refused] = await s.say(s.li, None, "/unsolved 1 还是不行")
        assert refused.text == words("refuse-unsolved-twice", number=1, names="周秘书、王主任")
        assert s.state() == before
        assert await s.press(s.li, s.card(s.li, 1), "t:solved:1") == words("did-solved", number=1)
        await s.say(s.li, None, "/history 1")
        for fact in ("fact-solved", "fact-withdrawn"):
            assert (words(fact, who=words("name-you"))[1:] in s.last(s.li).text) is (fact == "fact-solved")


async def test_a_plain_reply_of_whoever_must_answer_is_offered_as_the_answer(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.li, None, f"/raise {MATTER}")
    [asked] = await s.say(s.zhou, None, "师傅下午来", reply_to=s.card(s.zhou, 1).id)
    assert words("meant-raised-answer") in asked.text
    assert statuses(s) == [(1, "raised", "active")], "nothing is answered by itself"
    await s.press(s.zhou, asked, "o:comment:1:")
    assert s.last(s.zhou).text == words("did-told-raiser", number=1)
    assert words("fact-commented-remark", who="周秘书", text="师傅下午来") in s.last(s.li).text
    [asked] = await s.say(s.zhou, None, "修好了", reply_to=s.card(s.zhou, 1).id)
    await s.press(s.zhou, asked, "o:answer:1:")
    assert words("fact-answered", who="周秘书", text="修好了") in s.last(s.li).text
    [judge] = await s.say(s.li, None, "还是漏水", reply_to=s.last(s.li).id)
    assert data_of(judge) == {"o:solved:1:", "o:not_solved:1:", "o:comment:1:"}
    await s.press(s.li, judge, "o:not_solved:1:")
    assert "还是漏水" in s.last(s.zhou).text
    assert statuses(s) == [(1, "raised", "active")]


async def test_who_was_asked_and_says_nothing_is_passed_over_and_both_hear_it(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.li, None, f"/raise {MATTER}")
    await s.say(s.zhou, None, "/handon 1 @zhao 你熟悉")
    [refused] = await s.say(s.zhou, None, "/handon 1 @wang 还是你吧")
    until_when, _ = words("refuse-hand-on-waiting", number=1, member="赵倩", moment="§").split("§")
    assert until_when in refused.text, "who was asked, until when, and what can be done"
    await s.pass_time(5 * HOUR)
    you = words("name-you")
    assert words("fact-not-taken-on-silent", member="赵倩", to=you) in s.last(s.zhou).text
    assert words("fact-not-taken-on-silent", member=you, to="周秘书") in s.last(s.zhao).text
    before = s.state()
    await s.press(s.zhao, s.messages(s.zhao)[-2], "t:take_on:1", stale=True)
    assert s.state() == before, "too late"
    assert s.rows("SELECT member_id FROM clocks WHERE stopped_at IS NULL") == [(2,)]


async def test_who_does_not_take_it_on_says_why_and_it_stays(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.li, None, f"/raise {MATTER}")
    await s.say(s.zhou, None, "/handon 1 @zhao 你熟悉")
    await s.press(s.zhao, s.card(s.zhao, 1), "t:not_mine:1")
    [told] = await s.say(s.zhao, None, "归后勤管")
    assert told.text == words("did-not-taken-on", number=1)
    you = words("name-you")
    assert words("fact-not-taken-on", member="赵倩", reason="归后勤管", to=you) in s.last(s.zhou).text


async def test_what_is_not_answered_in_time_is_a_breach_and_climbs_to_the_leader(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, None, "/role @zhao leader")
    await s.say(s.li, None, f"/raise {MATTER}")
    await s.say(s.zhou, None, "/handon 1 @zhao 你熟悉")
    await s.pass_time(timedelta(days=3))
    assert s.rows("SELECT kind, member_id FROM clocks WHERE breached_at IS NOT NULL") == [("answer", 2)]
    leader = [m.text for m in s.messages(s.zhao) if m.sender.is_bot]
    assert any("周秘书尚未答复提出人" in t for t in leader)
    [listed] = await s.say(s.zhou, None, "/breaches")
    assert "#1" in listed.text
    assert await s.audit() == []
    [told] = await s.say(s.zhou, None, "/appeal 1 出差在外")
    assert told.text != words("refuse-appeal-nobody", number=1)
    assert not any("出差在外" in t for t in s.texts(s.li)), "whoever raised it does not rule on that"


async def test_a_task_that_comes_to_nothing_leaves_the_answer_to_be_given(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.li, None, f"/raise {MATTER}")
    [card, *_] = await s.say(s.zhou, None, "/task @zhao 明天 换饮水机", reply_to=s.card(s.zhou, 1).id)
    assert "#1" in card.text
    await s.say(s.zhao, None, "/decline 2 没有预算")
    assert words("fact-task-fell", task=2, due="§").split("§")[0] in s.last(s.zhou).text
    assert "t:answer:1" in data_of(s.last(s.zhou))
    assert await s.audit() == []
    await s.say(s.zhou, None, "/reassign 2 @li")
    assert s.rows("SELECT linked_id FROM tasks WHERE id = 1") == [(2,)], "it is answered by it again"
    assert await s.audit() == []
    await s.say(s.zhou, None, "/cancel 2 不换了")
    assert s.rows("SELECT linked_id FROM tasks WHERE id = 1") == [(None,)]
    await s.say(s.zhou, None, "/answer 1 明年再换")
    assert statuses(s)[0] == (1, "raised", "done")


async def test_whoever_takes_an_approval_back_takes_the_answer_back(office: Stage) -> None:
    s = office
    await s.say(s.li, None, f"/raise {MATTER}")
    await s.say(s.zhou, None, "/task @zhao 明天 换饮水机", reply_to=s.card(s.zhou, 1).id)
    await s.say(s.zhao, None, "/accept 2")
    await s.say(s.zhao, None, "/done 2 换好了")
    await s.press(s.zhou, s.last(s.zhou), "t:approve:2")
    assert statuses(s) == [(1, "raised", "done"), (2, "task", "done")]
    assert await s.until(lambda: "t:take_back:2" in data_of(s.last(s.zhou)))
    await s.press(s.zhou, s.last(s.zhou), "t:take_back:2")
    assert statuses(s) == [(1, "raised", "active"), (2, "task", "submitted")]
    assert await s.audit() == []


async def test_a_deadline_that_moves_takes_the_answer_with_it(office: Stage) -> None:
    s = office
    await s.say(s.li, None, f"/raise {MATTER}")
    await s.say(s.zhou, None, "/task @zhao 明天 换饮水机", reply_to=s.card(s.zhou, 1).id)
    [[before]] = s.rows("SELECT due_at FROM tasks WHERE id = 1")
    heard = len(s.messages(s.li))
    await s.press(s.zhou, s.card(s.zhou, 2), "t:change_deadline:2")
    await s.say(s.zhou, None, "周五下班前")
    [[after]] = s.rows("SELECT due_at FROM tasks WHERE id = 1")
    assert after > before
    assert len(s.messages(s.li)) == heard, "nobody needs a message for that"
    assert await s.audit() == []
    [card] = await s.say(s.zhou, None, "/show 1")
    [refused] = await s.say(s.zhou, None, "/task @li 明天 再换一次", reply_to=card.id)
    assert "#2" in refused.text
    assert len(statuses(s)) == 2


async def test_who_raised_it_withdraws_it_and_has_a_minute_to_think_again(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.li, None, f"/raise {MATTER}")
    await s.say(s.li, None, "/withdraw 1 自己修好了")
    assert words("fact-withdrawn-why", who="李明", reason="自己修好了") in s.last(s.zhou).text
    assert statuses(s) == [(1, "raised", "cancelled")]
    await s.press(s.li, s.last(s.li), "t:take_back:1")
    assert statuses(s) == [(1, "raised", "active")]
    assert await s.audit() == []
    await s.say(s.zhao, None, "/withdraw 1 我也不要了")
    assert statuses(s) == [(1, "raised", "active")], "only whoever raised it"


async def test_a_photo_and_a_reply_are_content_too(office: Stage, words: Words) -> None:
    s = office
    [card] = await s.say(s.li, s.group, "/raise", reply_to=(await _said(s, s.zhao, "二楼厕所漏水，两天没人管")).id)
    assert "二楼厕所漏水" in card.text
    await s.say(s.li, None, "/raise")
    s.world.photo(s.li, None)
    await s.settle()
    assert s.last(s.zhou).media is not None or any(m.media for m in s.messages(s.zhou)[-2:])
    s.world.voice(s.zhao, None, reply_to=None)
    await s.settle()
    assert len(statuses(s)) == 2, "a file without a command is none"
    s.world.photo(s.zhao, s.group, caption="/raise 墙裂了")
    await s.settle()
    assert s.rows("SELECT title FROM tasks WHERE id = 3") == [("墙裂了",)]
    [asked] = await s.say(s.li, s.group, "/raise")
    assert words("draft-raise") in asked.text
    await s.say(s.li, s.group, "门锁坏了", reply_to=asked.id)
    assert s.rows("SELECT title FROM tasks WHERE id = 4") == [("门锁坏了",)]


async def _said(s: Stage, person: Any, text: str) -> Any:
    await s.say(person, s.group, text)
    return s.messages(s.group)[-1]


async def test_in_private_a_person_of_several_teams_is_asked_which(office: Stage, words: Words) -> None:
    s = office
    other = s.world.group("业务部", members=[s.wang, s.li], creator=s.wang)
    s.world.add_bot(s.wang, other)
    await s.settle()
    s.world.press(s.li, s.last(other), "j:2")
    await s.settle()
    [asked] = await s.say(s.li, None, f"/raise {MATTER}")
    assert words("draft-team") in asked.text
    await s.press(s.li, asked, button(asked, "业务部"))
    assert s.rows("SELECT team_id, title FROM tasks") == [(2, MATTER)]
    assert s.last(s.wang).text.startswith(words("raised-for-you")), "that team has no supervisor"


async def test_staff_answer_in_turn_where_the_office_says_so_past_those_who_are_away(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await s.stop_bot()
        await s.start_bot(rules={"raised": {"first_handler": "round"}})
        for n in range(4):
            await s.say(s.wang, None, f"/raise 第{n}件")
        assert s.rows("SELECT first_handler_id FROM tasks ORDER BY id") == [(3,), (4,), (3,), (4,)]
        await s.say(s.li, None, "/raise 李明自己的")
        assert s.rows("SELECT first_handler_id FROM tasks WHERE id = 5") == [(4,)], "never whoever raises it"
        await s.say(s.zhao, None, "/away 今天到周五")
        await s.press(s.zhao, s.last(s.zhao), button(s.last(s.zhao), "aw:ok"))
        await s.say(s.wang, None, "/raise 第五件")
        assert s.rows("SELECT first_handler_id FROM tasks WHERE id = 6") == [(3,)]
        assert await s.audit() == []


async def test_an_unnamed_raiser_is_named_to_nobody_but_those_who_run_the_team(unnamed: Stage, words: Words) -> None:
    s = unnamed
    canary, colleagues = "赵倩", (s.group, s.li)
    seen = {chat.id: len(s.messages(chat)) for chat in colleagues}
    [asked] = await s.say(s.zhao, None, f"/raise {MATTER}")
    assert words("draft-unnamed") in asked.text
    await s.press(s.zhao, asked, button(asked, "unnamed:yes"))
    assert words("raised-by-unnamed", who=canary) in s.last(s.zhou).text, "never hidden from the supervisor"
    await s.say(s.zhou, None, "/handon 1 @li 你来看看")
    await s.say(s.zhao, None, "快一点", reply_to=s.last(s.zhao).id)
    await s.press(s.li, s.card(s.li, 1), "t:take_on:1")
    await s.say(s.zhao, None, "#1 怎么样了")
    await s.press(s.zhao, s.card(s.zhao, 1), "t:urge:1")
    await s.say(s.li, None, "/answer 1 修好了")
    await s.say(s.zhao, None, "/unsolved 1 还是坏的")
    await s.say(s.li, None, "/task @li 明天 换新的", reply_to=s.card(s.li, 1).id)
    for command in ("/show 1", "/history 1", "/raised", "/mine", "/show 2", "/history 2", "/team", "/breaches"):
        await s.say(s.li, None, command)
    for command in ("/show 1", "/history 1", "/digest"):
        await s.say(s.li, s.group, command)
    await s.pass_time(timedelta(days=4))
    s.world.block(s.zhao)
    await s.settle()
    await s.say(s.li, None, "/done 2 换好了")
    await s.pass_time(HOUR)
    for chat in colleagues:
        told = [m.text for m in s.messages(chat)[seen[chat.id] :]]
        assert [t for t in told if canary in t] == []
    await s.say(s.zhou, None, "/history 1")
    assert canary in s.last(s.zhou).text


async def test_unnamed_in_a_group_or_where_it_is_not_allowed_is_refused_in_one_sentence(
    office: Stage, words: Words
) -> None:
    s = office
    before = s.state()
    [refused] = await s.say(s.li, None, f"/raise 匿名 {MATTER}")
    assert refused.text == words("refuse-unnamed-off")
    assert s.state() == before


async def test_unnamed_cannot_be_what_everybody_in_the_group_saw(unnamed: Stage, words: Words) -> None:
    before = unnamed.state()
    [refused] = await unnamed.say(unnamed.li, unnamed.group, f"/raise 匿名 {MATTER}")
    assert refused.text == words("refuse-unnamed-in-group")
    assert unnamed.state() == before


async def test_a_callers_number_is_read_by_those_who_deal_with_it_and_in_no_group_or_list(
    office: Stage, words: Words
) -> None:
    s = office
    phones = ("13812345678", "13800001111")
    await s.say(s.li, s.group, f"/raise 投诉 张先生 {phones[0]}: 电梯又坏了，回电 {phones[1]}")
    assert not any(p in s.card(s.group, 1).text for p in (*phones, "张先生")), "the bot repeats no number in the group"
    card = s.card(s.zhou, 1).text
    assert words("raised-caller", caller=f"张先生 {phones[0]}") in card
    assert words("raised-quote", text=f"电梯又坏了，回电 {phones[1]}") in card, "the words as they were said"
    assert words("origin-complaint") in card
    seen = {chat.id: len(s.messages(chat)) for chat in (s.group, s.zhao)}
    await s.say(s.zhou, None, "/raised")
    assert not any(p in s.last(s.zhou).text for p in phones)
    for command in ("/show 1", "/history 1", "/digest"):
        await s.say(s.zhao, s.group, command)
    await s.say(s.zhao, None, "/show 1")
    await s.say(s.zhou, s.group, "/task @zhao 明天 修电梯", reply_to=s.card(s.group, 1).id)
    await s.pass_time(timedelta(days=2))
    for chat in (s.group, s.zhao):
        told = "\n".join(m.text for m in s.messages(chat)[seen[chat.id] :])
        assert not any(p in told for p in phones)
        assert "张先生" not in told
    stored = s.rows("SELECT data FROM history")
    assert not any(p in row[0] for row in stored for p in phones), "what cannot be deleted holds none"


async def test_a_stranger_learns_only_that_an_invitation_is_needed(office: Stage, words: Words) -> None:
    before = office.state()
    [told] = await office.say(office.stranger, None, f"/raise {MATTER}")
    assert told.text == words("refuse-stranger")
    assert office.state() == before


async def test_what_cannot_be_is_one_sentence_and_changes_nothing(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.li, None, f"/raise {MATTER}")
    await s.say(s.wang, None, "/task @li 明天 报表")
    cases = (
        (s.li, f"/raise {'长' * 3001}", "text-long"),
        (s.zhou, "/extend 1 明天 忙", "not-of-raised"),
        (s.wang, "/priority 1 特急", "not-of-raised"),
        (s.li, "/answer 2 好了", "not-of-task"),
        (s.li, "/withdraw 2", "not-of-task"),
        (s.li, "/answer 1 我自己答", "raised-not-yours"),
        (s.zhao, "/unsolved 1 不行", "not-found"),
        (s.zhou, "/handon 1 @zhou 我", "same-lead-own"),
        (s.zhou, "/handon 1 @nobody 他", "unknown-person"),
        (s.zhao, "/answer 99 好了", "not-found"),
        (s.zhou, "/solved 1", ""),
    )
    for person, text, key in cases:
        before = s.state()
        told = await s.say(person, None, text)
        assert len(told) == 1, text
        assert s.state() == before, text
        if key:
            known = words(
                f"refuse-{key}", number="§", action="§", limit="§", length="§", words="§", name="§", member="§"
            )
            parts = [p for p in known.split("§") if p.strip(" 。「」：#")]
            assert all(p in told[0].text for p in parts), (text, told[0].text)


async def test_mornings_and_digests_count_what_waits_for_an_answer_and_name_nobody(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.li, None, f"/raise {MATTER}")
    await s.say(s.zhou, None, "/handon 1 @zhao 你熟悉")
    await s.press(s.zhao, s.card(s.zhao, 1), "t:take_on:1")
    await s.pass_time(timedelta(days=2))
    mornings = [t for t in s.texts(s.zhao) if words("section-unanswered", n=1) in t]
    assert mornings
    assert all(MATTER in t for t in mornings)
    digest = next(t for t in s.texts(s.group) if words("count-unanswered", n=1) in t)
    assert MATTER not in digest
    assert "李明" not in digest
    [mine] = await s.say(s.zhao, None, "/mine")
    assert MATTER in mine.text
    await s.say(s.wang, None, "/raised")
    assert words("list-raised-team", n=1, member="") in s.last(s.wang).text
    brief = [t for t in s.texts(s.wang) if words("section-unanswered-late", n=1) in t]
    assert brief, "what is overdue stands in the leader's morning"
    [none] = await s.say(s.zhou, s.group, "/raised")
    assert none.text == words("sent-privately")


async def test_who_must_answer_leaves_and_somebody_else_is_given_it(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.li, None, f"/raise {MATTER}")
    await s.say(s.zhou, None, "/handon 1 @zhao 你熟悉")
    await s.press(s.zhao, s.card(s.zhao, 1), "t:take_on:1")
    await s.say(s.wang, None, "/remove @zhao")
    await s.press(s.wang, s.last(s.wang), next(s.last(s.wang).all_buttons()).data)
    left = next(m for m in reversed(s.messages(s.wang)) if "t:reassign:1" in data_of(m))
    await s.press(s.wang, left, "t:reassign:1")
    await s.press(s.wang, s.last(s.wang), button(s.last(s.wang), "周秘书"))
    assert s.rows("SELECT member_id FROM clocks WHERE stopped_at IS NULL") == [(2,)]
    assert await s.audit() == []


async def test_the_answer_of_who_has_left_since_is_given_again_by_somebody_else(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.li, None, f"/raise {MATTER}")
    await s.say(s.zhou, None, "/handon 1 @zhao 你熟悉")
    await s.press(s.zhao, s.card(s.zhao, 1), "t:take_on:1")
    await s.say(s.zhao, None, "/answer 1 好了")
    await s.say(s.wang, None, "/remove @zhao")
    await s.press(s.wang, s.last(s.wang), next(s.last(s.wang).all_buttons()).data)
    await s.say(s.li, None, "/unsolved 1 没好")
    assert s.rows("SELECT member_id FROM clocks WHERE stopped_at IS NULL AND met_at IS NULL") == [(2,)]
    assert any(words("raised-for-you") in t for t in s.texts(s.zhou)[-3:])
    assert await s.audit() == []


async def test_the_order_typed_after_make_a_task_is_the_task_made_of_the_matter(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.li, s.group, f"/raise {MATTER}")
    await s.press(s.zhou, s.card(s.zhou, 1), "t:make_task:1")
    said = await s.say(s.zhou, None, "@zhao 周五前 了解饮水机价格")
    left = words("draft-left", text=MATTER)
    assert not [m.text for m in said if m.text == left], "nothing typed is lost"
    await s.press(s.zhou, s.last(s.zhou), words("button-confirm"))
    assert s.rows("SELECT title, linked_id FROM tasks WHERE id = 2") == [("了解饮水机价格", 1)]
    assert s.rows("SELECT linked_id FROM tasks WHERE id = 1") == [(2,)]
    assert s.rows("SELECT count(*) FROM drafts") == [(0,)]
    assert await s.audit() == []


async def test_commands_of_tasks_about_a_raised_matter_name_no_button_that_is_not_on_it(
    office: Stage, words: Words
) -> None:
    s = office
    await s.say(s.li, s.group, f"/raise {MATTER}")
    before = s.state()
    theirs = words("refuse-raised-not-yours", number=1, member="周秘书")
    for who, command in ((s.zhao, "/approve 1"), (s.li, "/done 1 好了")):
        [refused] = await s.say(who, None, command)
        assert refused.text == theirs, command
    [refused] = await s.say(s.li, None, "/unsolved 1 没好")
    assert refused.text == words("refuse-raised-waiting", number=1, action=words("button-not_solved"))
    assert s.state() == before


async def test_a_matter_whose_handler_left_stands_once_in_the_morning_brief(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.li, s.group, f"/raise {MATTER}")
    await s.say(s.wang, None, "/remove @zhou")
    await s.press(s.wang, s.last(s.wang), next(b.data for b in s.last(s.wang).all_buttons()))
    before = len(s.texts(s.wang))
    await s.pass_time(timedelta(days=10))
    briefs = [t for t in s.texts(s.wang)[before:] if words("section-unanswered-late", n=1) in t]
    assert briefs
    assert all(t.count(f"#1 {MATTER}") == 1 for t in briefs)
