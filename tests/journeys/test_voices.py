"""Plain words that are no order, an order that sounds confidential, a notice that is read after a task was made of it."""

from __future__ import annotations

from tests.journeys.conftest import Words
from tests.journeys.tasks import given, labels, status, story
from tests.stage import Stage


async def test_a_call_that_was_told_is_kept_and_nothing_is_given(office: Stage, words: Words) -> None:
    s = office
    await given(s)
    [asked] = await s.say(s.wang, None, "给李明打了电话，#1 他说后天交")
    assert words("meant-chase") in asked.text
    assert story(s) == ["assigned"], "asked first"
    await s.press(s.wang, asked, words("button-chase"))
    assert story(s) == ["assigned", "chased"]
    await s.say(s.wang, None, "/pause 1 周四 等材料")
    heard = len(s.messages(s.li))
    [kept] = await s.say(s.wang, None, "/chase 1 电话：还在等材料")
    assert words("chase-kept-only", status=words("status-paused")) in kept.text
    assert story(s)[-1] == "chased"
    assert len(s.messages(s.li)) == heard, "nobody is chased"


async def test_chasing_by_name_asks_of_which_and_what_is_over_is_said_at_once(office: Stage, words: Words) -> None:
    """催一下李明 was offered as a new task, and a call about a finished one was kept by a button that refused."""
    s = office
    await given(s)
    [asked] = await s.say(s.zhou, None, "催一下李明")
    assert words("meant-urge") in asked.text
    await s.press(s.zhou, asked, "o:urge:1:of")
    assert story(s) == ["assigned", "urged"]
    await s.say(s.wang, None, "/cancel 1 不办了")
    [refused] = await s.say(s.zhou, None, "给李明打了电话，#1 他说明天交")
    assert refused.text == words(
        "refuse-state", number=1, action=words("button-chase"), status=words("status-cancelled")
    )


async def test_words_for_everybody_and_what_is_raised_are_offered_as_that(office: Stage, words: Words) -> None:
    s = office
    [asked] = await s.say(s.wang, None, "告诉大家明天下午停电")
    await s.press(s.wang, asked, words("voiced-notice"))
    assert "明天下午停电" in s.last(s.wang).text
    assert words("announce-draft") in s.last(s.wang).text
    [offered] = await s.say(s.li, None, "投诉：电梯又坏了")
    assert labels(offered) == [words("voiced-raise")]
    await s.press(s.li, offered, words("voiced-raise"))
    assert s.rows("SELECT kind, title FROM tasks") == [("raised", "电梯又坏了")]


async def test_an_order_that_sounds_confidential_is_asked_about_before_it_is_given(office: Stage, words: Words) -> None:
    s = office
    [asked] = await s.say(s.wang, None, "/task @li 明天下班前 起草名单，不要外传")
    assert words("draft-hushed") in asked.text
    await s.press(s.wang, asked, words("button-give-secret"))
    [said] = await s.say(s.wang, s.group, "/task @li 明天下班前 起草另一份，别声张")
    assert said.text == words("secret-goes-private")
    await s.press(s.wang, s.last(s.wang), words("button-give-openly"))
    assert s.rows("SELECT id, confidential FROM tasks") == [(1, 1), (2, 0)]


async def test_reading_does_what_was_given_for_reading(office: Stage, words: Words) -> None:
    s = office
    [asked] = await s.say(s.wang, s.group, "/notice 请于周五前阅读")
    assert words("prompt-draft-notice") in asked.text
    await s.say(s.wang, s.group, "下周一停电", reply_to=asked.id)
    await s.press(s.wang, s.card(s.wang, 1), words("button-follow_up"))
    await s.press(s.wang, s.last(s.wang), words("button-follow-yes", n=3))
    told = await s.press(s.li, s.card(s.group, 1), "n:read:1", stale=True)
    assert told == words("did-notice-read-done", number=1, matters="#3")
    assert [status(s, n) for n in (2, 3, 4)] == ["assigned", "done", "assigned"]


async def test_a_hand_on_that_an_answer_overtook_is_told_to_both(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.zhao, None, "/raise 灯坏了")
    await s.say(s.zhou, None, "/handon 1 @li 他管设备")
    await s.say(s.wang, None, "/answer 1 已换")
    assert words("raised-overtaken-you") in s.last(s.li).text
    assert words("raised-overtaken", to="李明") in s.last(s.zhou).text
