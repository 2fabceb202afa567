"""Asked from any chat: matters are shown there, orders are confirmed in private, and a guest answers."""

from __future__ import annotations

import pytest

from simulator.model import Chat, InlineAsk, Message, Person
from tests.journeys.conftest import Words
from tests.stage import Stage


async def ask(s: Stage, person: Person, query: str, chat: Chat | None = None) -> InlineAsk:
    """Somebody types `@bot query`."""
    asked = s.world.inline(person, query, chat)
    assert await asked.answered(10) is not None, "an inline query is answered at once"
    await s.settle()
    return asked


async def follow(s: Stage, person: Person, message: Message) -> Message:
    """Press the only button, a link to the bot; what the bot then says in private."""
    [button] = message.all_buttons()
    s.world.press(person, message, button.text)
    await s.settle()
    return s.last(person)


@pytest.fixture
def elsewhere(office: Stage) -> Chat:
    """A group the bot is not in."""
    return office.world.group("外面的群", members=[office.wang, office.li, office.stranger])


async def test_a_matter_is_shared_in_any_chat_and_opens_for_those_who_may_see_it(
    office: Stage, elsewhere: Chat, words: Words
) -> None:
    await office.say(office.wang, office.group, "/task @li 周五下班前 提交三季度报告")
    await office.say(office.wang, None, "/task @li 周四 拟定人事方案 !confidential")
    asked = await ask(office, office.wang, "1", elsewhere)
    sent = office.world.choose(asked, "t1", elsewhere)
    assert "#1" in sent.text
    assert "李明" in sent.text
    assert any(e["type"] == "date_time" for e in sent.entities)
    assert office.last(office.li) != await follow(office, office.li, sent)
    assert "#1" in office.last(office.li).text
    assert (await follow(office, office.stranger, sent)).text == words("refuse-stranger")
    for person in (office.wang, office.li):
        assert (await ask(office, person, "2", elsewhere)).results == [], "what is confidential is not for other chats"
    asked = await ask(office, office.stranger, "1", elsewhere)
    assert (asked.results, asked.button["text"]) == ([], words("elsewhere-stranger"))
    before = office.state()
    office.world.choose(await ask(office, office.li, "1", office.group), "t1", office.group)
    await office.settle()
    assert office.state() == before, "what stands in a team's group by way of the bot is no report"
    answers = [call["params"] for call in office.sim.journal.calls("answerInlineQuery")]
    assert {(one["cache_time"], one["is_personal"]) for one in answers} == {(0, True)}


async def test_an_order_typed_in_any_chat_is_given_in_private_by_whoever_typed_it(
    office: Stage, elsewhere: Chat, words: Words
) -> None:
    for feedback in (False, True):
        office.world.inline_feedback = feedback
        asked = await ask(office, office.wang, "@li 周五下班前 提交报告", elsewhere)
        [result] = asked.results
        sent = office.world.choose(asked, result["id"], elsewhere)
        await office.settle()
        before = office.state()
        assert (await follow(office, office.li, sent)).text == words("refuse-typed-gone")
        assert office.state() == before
        shown = await follow(office, office.wang, sent)
        await office.press(office.wang, shown, next(b.data for b in shown.all_buttons() if ":confirm:" in b.data))
    assert office.rows("SELECT title FROM tasks") == [("提交报告",)] * 2
    asked = await ask(office, office.li, "@zhao 周五下班前 提交报告", elsewhere)
    assert (asked.results, asked.button["text"]) == ([], words("elsewhere-no-order"))


async def test_a_guest_answers_with_one_message(office: Stage, elsewhere: Chat, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 周五下班前 提交三季度报告")

    async def summon(person: Person, text: str) -> str:
        asked = office.world.guest(person, f"@duban_bot {text}", elsewhere)
        await office.until(lambda: asked.reply is not None)
        return asked.reply.text

    assert "提交三季度报告" in await summon(office.wang, "1")
    assert (await summon(office.wang, "@li 周四 送样品")).startswith("📝 送样品")
    assert await summon(office.wang, "99") == await summon(office.wang, "") == words("guest-how")
    assert await summon(office.stranger, "1") == words("guest-stranger")
    office.sim.assert_clean()
