"""One matter at a time is taken over and comes back."""

from __future__ import annotations

from datetime import timedelta

from tests.journeys.absent import duty, found, holders
from tests.journeys.conftest import Words
from tests.stage import MONDAY, Stage


async def test_who_does_not_accept_in_time_can_be_relieved_by_one_button_and_takes_it_back(
    office: Stage, words: Words
) -> None:
    await office.say(office.li, None, "/backup @zhao")
    await office.say(office.wang, office.group, "/task @li 下周五下班前 报告")
    assert "交给赵倩代办" not in str([b.text for m in office.messages(office.wang) for b in m.all_buttons()])
    await office.pass_time(MONDAY + timedelta(hours=9))
    rung = found(office, office.wang, "t:hand_over:1")
    assert words("label-hand-to", name="赵倩") in [b.text for b in rung.all_buttons()]
    await office.press(office.wang, rung, "t:hand_over:1")
    assert duty(office) == {1: (4, False)}
    await office.press(office.zhao, found(office, office.zhao, "ho:card:1"), "ho:card:1")
    await office.press(office.zhao, office.last(office.zhao), words("button-take_over"))
    assert office.rows("SELECT status FROM tasks") == [("active",)], "who takes over has accepted"
    [shown] = await office.say(office.li, None, "/show 1")
    assert [b.text for b in shown.all_buttons()] == [words("button-hand_back")]
    await office.press(office.li, shown, words("button-hand_back"))
    assert duty(office) == {1: (None, False)}
    assert "交还李明" in office.last(office.zhao).text


async def test_a_lead_who_accepts_after_all_keeps_it(office: Stage) -> None:
    await office.say(office.li, None, "/backup @zhao")
    await office.say(office.wang, office.group, "/task @li 下周五下班前 报告")
    await office.say(office.li, None, "/away 到周四")
    await office.press(office.li, office.last(office.li), "✓ 确认")
    assert duty(office) == {1: (4, False)}
    await office.press(office.li, office.card(office.li, 1), "t:accept:1")
    assert duty(office) == {1: (None, False)}
    answer = await office.press(office.zhao, found(office, office.zhao, "ho:all:"), "ho:all:3")
    assert answer == "李明没有等您接手的事，/mine 看您手上的。"


async def test_back_early_brings_everything_back_at_once(office: Stage, words: Words) -> None:
    await office.say(office.li, None, "/backup @zhao")
    await office.say(office.wang, office.group, "/task @li 下周五下班前 报告")
    await office.say(office.li, None, "/away 到周四")
    await office.press(office.li, office.last(office.li), "✓ 确认")
    await office.press(office.zhao, found(office, office.zhao, "ho:all:"), "ho:all:3")
    await office.say(office.zhao, None, "#1 30%")
    said = await office.say(office.li, None, "/back")
    assert len(said) == 1
    assert words("welcome-back", backup="赵倩") in said[0].text
    assert duty(office) == {1: (None, False)}
    [refused] = await office.say(office.zhao, None, "/done 1 好了")
    assert refused.text == words("refuse-not-yours", number=1, action=words("button-submit"))


async def test_what_people_gave_themselves_waits_for_them(office: Stage) -> None:
    await office.say(office.li, None, "/backup @zhao")
    await office.say(office.li, None, "/task 周五下班前 写周报")
    await office.say(office.li, None, "/away 到周四")
    await office.press(office.li, office.last(office.li), "✓ 确认")
    assert duty(office) == {1: (None, False)}


async def test_a_task_given_to_another_who_is_away_goes_to_whoever_stands_in(office: Stage) -> None:
    await office.say(office.zhou, None, "/backup @li @zhao")
    await office.say(office.wang, office.group, "/task @zhou 下周五下班前 报告")
    await office.say(office.li, None, "/away 到周四")
    await office.press(office.li, office.last(office.li), "✓ 确认")
    await office.press(office.zhou, office.card(office.zhou, 1), "退回")
    await office.say(office.zhou, None, "没空")
    await office.press(office.wang, found(office, office.wang, "t:reassign:1"), "t:reassign:1")
    await office.press(office.wang, office.last(office.wang), "t:reassign:1:3")
    assert duty(office) == {1: (4, True)}
    assert "#1" in office.card(office.zhao, 1).text
    assert holders(office, 1) == {"赵倩"}
