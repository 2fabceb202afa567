"""少打扰: reminders come together, the gravest first, at most once in half an hour; none of them is swallowed."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.journeys.conftest import Words
from tests.stage import MONDAY, ZONE, Stage, stage

LANGUAGES = ["zh-Hans", "zh-Hant", "en"]
FRIDAY_MORNING = datetime(2026, 11, 20, 9, 30, tzinfo=ZONE)


def reminders(s: Stage, who: object, since: datetime = MONDAY) -> list:
    """The bot's reminders in a private chat."""
    found = [m for m in s.messages(who) if m.sender is s.world.bot and m.date >= since]
    return [m for m in found if "⏰" in m.text or "🔔" in m.text]


def clock_times(messages: list) -> list[str]:
    """When they came, by the office's clock."""
    return [f"{m.date.astimezone(ZONE):%d %H:%M}" for m in messages]


async def give(s: Stage, *orders: str) -> None:
    """The director gives tasks in the group."""
    for order in orders:
        await s.say(s.wang, s.group, f"/task {order}")


async def accepted(s: Stage, *numbers: int) -> None:
    """Li accepts."""
    for number in numbers:
        await s.press(s.li, s.card(s.li, number), f"t:accept:{number}")


# -- nothing swallows a deadline -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_deadline_of_saturday_noon_is_told_on_monday_and_no_first_report_is_asked_for_beside_it(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language, FRIDAY_MORNING) as s:
        await s.set_up_office()
        await give(s, "@li 明天中午12点前 报送值班表")
        await s.press(s.li, s.card(s.li, 1), "t:accept:1")
        await s.pass_time(datetime(2026, 11, 23, 9, 41, tzinfo=ZONE))
        [told] = [m for m in reminders(s, s.li, datetime(2026, 11, 21, tzinfo=ZONE)) if "#1" in m.text]
        assert clock_times([told]) == ["23 09:00"]
        text = told.text
        finish, report = (words(f"remind-{clock}-after", due="§", percent=0, span="§").split("§")[0].strip()
                          for clock in ("finish", "first_report"))  # fmt: skip
        assert finish in text
        assert report not in text, "whatever is overdue is reported by its result"
        since = datetime(2026, 11, 21, tzinfo=ZONE)
        [brief] = [m for m in s.messages(s.wang) if m.date >= since and "🔴 #1" in m.text]
        assert brief.text.startswith(words("brief-title", day="§", n=1).split("§")[0]), (
            "who reads the brief reads it there"
        )
        assert not [m for m in reminders(s, s.wang, since) if "#1" in m.text], "and not again that morning"


async def test_after_a_day_away_every_clock_that_ran_out_is_told_and_only_what_was_told_is_sent(office: Stage) -> None:
    await give(office, "@li 明天12点前 第一件", "@li 明天17点前 第二件")
    await accepted(office, 1)
    await office.stop_bot()
    office.clock.set(MONDAY + timedelta(days=2))
    await office.start_bot()
    await office.settle()
    await office.pass_time(timedelta(minutes=31))
    told = reminders(office, office.li, MONDAY + timedelta(days=2))
    assert clock_times(told) == ["25 09:30"], "one message, and none on its heels"
    text = told[0].text
    assert text.index("#1") < text.index("#2"), "overdue longest first"
    assert "该签收了" in text
    assert text.count("时限") >= 3, "the deadlines of both, the acceptance of the second"
    sent = office.rows(
        "SELECT DISTINCT message_id FROM outbox WHERE kind = 'reminder' AND member_id = 3 AND state = 'sent'"
    )
    assert set(sent) == {(m.id,) for m in told}


# -- one in half an hour ---------------------------------------------------------------------------------------------


async def test_eleven_tasks_nobody_accepted_are_few_messages_and_not_eleven(office: Stage) -> None:
    for n in range(1, 12):
        await give(office, f"@li 周五下班前 第{n}件")
        await office.pass_time(timedelta(minutes=7))
    stood = office.clock.now()
    await office.pass_time(MONDAY.replace(day=24, hour=12))
    for who, most in ((office.wang, 4), (office.li, 6)):
        heard = reminders(office, who, stood)
        assert len(heard) <= most
        for one, other in itertools.pairwise(heard):
            assert other.date - one.date >= timedelta(minutes=30)
    for n in range(1, 12):
        assert any(f"#{n} " in m.text for m in reminders(office, office.wang, stood)), n


async def test_what_falls_due_while_the_last_message_is_unanswered_is_added_to_it(office: Stage) -> None:
    await give(office, "@li 11:00 第一件", "@li 11:10 第二件")
    await accepted(office, 1, 2)
    await office.pass_time(MONDAY.replace(hour=11, minute=20))
    [told] = reminders(office, office.wang)
    assert clock_times([told]) == ["23 11:00"]
    assert told.text.index("#1") < told.text.index("#2")
    assert {b.data for b in told.all_buttons()} >= {"s:1", "t:urge:1", "t:reassign:1", "s:2", "t:urge:2"}
    assert "t:urge:2" in {b.data for row in told.buttons for b in row if row[0].data == "s:2"}, "a line for each"


async def test_once_it_was_answered_the_next_comes_when_the_half_hour_is_over(office: Stage) -> None:
    await give(office, "@li 11:00 第一件", "@li 11:10 第二件", "@li 11:15 第三件")
    await accepted(office, 1, 2, 3)
    await office.pass_time(MONDAY.replace(hour=11, minute=5))
    first = reminders(office, office.wang)[-1]
    await office.press(office.wang, first, "t:urge:1")
    await office.pass_time(MONDAY.replace(hour=11, minute=29))
    assert reminders(office, office.wang) == [first]
    assert "#2" not in first.text
    await office.pass_time(MONDAY.replace(hour=11, minute=31))
    assert clock_times(reminders(office, office.wang)) == ["23 11:00", "23 11:30"]
    assert all(f"#{n} " in reminders(office, office.wang)[-1].text for n in (2, 3))


async def test_a_message_that_others_stand_below_is_not_changed_out_of_sight(office: Stage) -> None:
    await give(office, "@li 11:00 第一件", "@li 11:10 第二件")
    await accepted(office, 1, 2)
    await office.pass_time(MONDAY.replace(hour=11, minute=5))
    await office.say(office.wang, None, "/assigned")
    await office.pass_time(MONDAY.replace(hour=11, minute=31))
    assert clock_times(reminders(office, office.wang)) == ["23 11:00", "23 11:30"]


async def test_what_waits_for_the_half_hour_survives_a_restart_and_leaves_only_while_it_is_true(office: Stage) -> None:
    await give(office, "@li 11:00 第一件", "@li 11:10 第二件", "@li 11:12 第三件")
    await accepted(office, 1, 2, 3)
    await office.pass_time(MONDAY.replace(hour=11, minute=5))
    await office.press(office.wang, reminders(office, office.wang)[-1], "t:urge:1")
    await office.pass_time(MONDAY.replace(hour=11, minute=15))
    await office.stop_bot()
    await office.start_bot()
    await office.say(office.li, None, "/done 2 报好了")
    await office.pass_time(MONDAY.replace(hour=11, minute=31))
    last = reminders(office, office.wang)[-1]
    assert clock_times([last]) == ["23 11:30"]
    assert "#3 " in last.text
    assert "#2 " not in last.text


async def test_what_is_settled_meanwhile_leaves_the_message_that_is_extended(office: Stage) -> None:
    await give(office, "@li 11:00 第一件", "@li 11:00 第二件", "@li 11:10 第三件")
    await accepted(office, 1, 2, 3)
    await office.pass_time(MONDAY.replace(hour=11, minute=5))
    [told] = reminders(office, office.wang)
    later = int(MONDAY.replace(day=24, hour=11).timestamp())
    await office.press(office.zhou, office.card(office.group, 1), f"t:change_deadline:1:{later}", stale=True)
    await office.pass_time(MONDAY.replace(hour=11, minute=12))
    assert reminders(office, office.wang) == [told]
    assert [f"#{n} " in told.text for n in (1, 2, 3)] == [False, True, True]


async def test_what_is_urgent_does_not_wait(office: Stage) -> None:
    await give(office, "@li 11:00 第一件", "@zhao 11:10 第二件 !特急")
    await accepted(office, 1)
    await office.pass_time(MONDAY.replace(hour=11, minute=15))
    at = clock_times([m for m in reminders(office, office.wang) if "#2 " in m.text])
    assert "23 11:10" in at


async def test_a_message_that_was_deleted_cannot_be_extended_and_nothing_is_lost(office: Stage) -> None:
    await give(office, "@li 11:00 第一件", "@li 11:10 第二件")
    await accepted(office, 1, 2)
    await office.pass_time(MONDAY.replace(hour=11, minute=5))
    office.world.delete_message(reminders(office, office.wang)[-1])
    await office.pass_time(MONDAY.replace(hour=11, minute=31))
    [told] = reminders(office, office.wang)
    assert clock_times([told]) == ["23 11:30"]
    assert "#2 " in told.text


async def test_a_deadline_at_closing_time_is_told_the_same_evening(office: Stage) -> None:
    await give(office, "@li 17:45 第一件", "@li 18:00 第二件")
    await accepted(office, 1, 2)
    await office.pass_time(MONDAY.replace(hour=17, minute=50))
    await office.press(office.wang, reminders(office, office.wang)[-1], "t:urge:1")
    await office.pass_time(MONDAY.replace(hour=20))
    assert clock_times(reminders(office, office.wang))[-2:] == ["23 17:45", "23 18:15"]


async def test_a_reply_to_a_message_that_grew_is_never_a_report_on_the_first_matter_only(office: Stage) -> None:
    await give(office, "@li 13:00 第一件", "@li 13:10 第二件")
    await accepted(office, 1, 2)
    await office.pass_time(MONDAY.replace(hour=13, minute=5))
    told = reminders(office, office.li)[-1]
    await office.pass_time(MONDAY.replace(hour=13, minute=12))
    assert all(f"#{n} " in told.text for n in (1, 2))
    await office.say(office.li, None, "还差一点", reply_to=told.id)
    assert office.rows("SELECT task_id FROM history WHERE name = 'reported'") == []


# -- what the reader sees elsewhere changes nothing ------------------------------------------------------------------


async def test_reading_the_group_meanwhile_does_not_keep_a_line_from_the_message_that_stands_unread(
    office: Stage,
) -> None:
    await give(office, "@li 11:00 第一件", "@li 11:10 第二件")
    await accepted(office, 1, 2)
    await office.pass_time(MONDAY.replace(hour=11, minute=5))
    await office.say(office.wang, office.group, "/team")
    await office.pass_time(MONDAY.replace(hour=11, minute=12))
    [told] = reminders(office, office.wang)
    assert all(f"#{n} " in told.text for n in (1, 2))


# -- progress ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
async def test_progress_on_three_tasks_within_the_half_hour_is_one_message_with_the_words_of_each(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await give(s, "@li 周五下班前 第一件", "@li 周五下班前 第二件", "@zhao 周五下班前 第三件")
        await accepted(s, 1, 2)
        stood = len(s.messages(s.wang))
        await s.pass_time(timedelta(minutes=10))
        for who, text in ((s.li, "1 40% 在办"), (s.li, "2 已联系对方"), (s.zhao, "3 收齐了一半")):
            await s.say(who, None, f"/report {text}")
            await s.pass_time(timedelta(minutes=4))
        [told] = s.messages(s.wang)[stood:]
        assert told.text.startswith(words("progress-several", n=3))
        places = [told.text.index(part) for part in ("#1 ", "40% 在办", "#2 ", "已联系对方", "#3 ", "收齐了一半")]
        assert places == sorted(places)
        assert all(at in told.text for at in ("09:40", "09:44")), "when what is not of just now was said"
        assert {b.data for b in told.all_buttons()} >= {"s:1", "s:2", "s:3"}


async def test_a_result_a_request_trouble_and_a_file_come_at_once_and_alone(office: Stage) -> None:
    await give(office, *(f"@li 周五下班前 第{n}件" for n in range(1, 6)))
    await accepted(office, *range(1, 6))
    stood = len(office.messages(office.wang))
    await office.say(office.li, None, "/report 1 40% 在办")
    await office.say(office.li, None, "/report 2 卡住了，等财务回复")
    await office.say(office.li, None, "/done 3 报好了")
    await office.say(office.li, None, "/extend 4 下周三 数据没到")
    heard = [m.text for m in office.messages(office.wang)[stood:]]
    assert [next(n for n in range(1, 6) if f"#{n} " in text) for text in heard] == [1, 2, 3, 4]


async def test_the_answer_to_a_chase_is_a_message_of_its_own_and_progress_nobody_asked_for_is_not(
    office: Stage,
) -> None:
    await give(office, "@li 11:00 第一件", "@li 周五下班前 第二件")
    await accepted(office, 1, 2)
    await office.pass_time(MONDAY.replace(hour=11, minute=5))
    await office.press(office.zhou, office.card(office.group, 1), "t:urge:1", stale=True)
    stood = len(office.messages(office.wang))
    await office.say(office.li, None, "/report 2 40% 在办")
    assert "40% 在办" in office.last(office.wang).text
    assert len(office.messages(office.wang)) == stood, "a line of the reminder that stands unread"
    await office.say(office.li, None, "/report 1 还差一个数")
    assert "还差一个数" in office.last(office.wang).text
    assert len(office.messages(office.wang)) == stood + 1


async def test_progress_comes_at_once_to_who_has_answered_and_takes_along_what_waits(office: Stage) -> None:
    await give(office, "@li 11:00 第一件", "@li 11:03 第二件", "@li 周五下班前 第三件")
    await accepted(office, 1, 2, 3)
    await office.pass_time(MONDAY.replace(hour=11, minute=2))
    await office.press(office.wang, reminders(office, office.wang)[-1], "t:urge:1")
    await office.pass_time(MONDAY.replace(hour=11, minute=5))
    assert "#2 " not in office.last(office.wang).text
    await office.say(office.li, None, "/report 3 40% 在办")
    told = office.last(office.wang)
    assert told.text.index("#2 ") < told.text.index("40% 在办")
    await office.pass_time(MONDAY.replace(hour=11, minute=40))
    assert office.last(office.wang) == told, "not told twice"


async def test_progress_and_a_deadline_stand_in_one_message_the_deadline_first(office: Stage) -> None:
    await give(office, "@li 周五下班前 第一件", "@li 11:00 第二件")
    await accepted(office, 1, 2)
    await office.pass_time(MONDAY.replace(hour=10, minute=50))
    await office.say(office.li, None, "/report 1 40% 在办")
    await office.pass_time(MONDAY.replace(hour=11, minute=1))
    [told] = [m for m in office.messages(office.wang) if "40% 在办" in m.text]
    assert told.text.index("#2 ") < told.text.index("#1 ")
    assert "t:urge:2" in {b.data for b in told.all_buttons()}


# -- what a list has said ----------------------------------------------------------------------------------------------


async def test_what_the_directors_brief_lists_as_overdue_is_not_told_to_them_again_at_nine(office: Stage) -> None:
    for n in range(1, 7):
        await office.say(office.wang, office.group, f"/task @li 2026-11-28 12:00 第{n}件")
    since = datetime(2026, 11, 28, tzinfo=ZONE)
    await office.pass_time(datetime(2026, 11, 30, 12, 30, tzinfo=ZONE))
    told = [m for m in office.messages(office.wang) if m.date >= since and m.sender.is_bot and "🔴 #1" in m.text]
    assert clock_times(told) == ["30 08:40", "30 12:00"], "at noon it climbs to the director, which is always told"
    assert all(f"🔴 #{n} " in told[0].text for n in range(1, 7))
    assert [m for m in reminders(office, office.li, since) if "🔴 #1" in m.text], "who does it is told at nine"


async def test_a_group_is_called_for_an_overdue_matter_once_and_then_reads_of_it_in_its_digest(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 2026-11-24 18:00 报名单")
    await office.pass_time(datetime(2026, 12, 4, 20, tzinfo=ZONE))
    about = [m for m in office.messages(office.group) if m.sender.is_bot and "🔴 #1" in m.text]
    assert clock_times([m for m in about if "🔔" in m.text]) == ["27 18:00"]
    digests = clock_times([m for m in about if "🗞" in m.text])
    assert digests == [f"{day} 08:30" for day in ("25", "26", "27", "30", "01", "02", "03", "04")]
    calls = [m for m in about if any(e["type"] == "text_mention" for e in m.entities)]
    assert clock_times([m for m in calls if "🗞" in m.text]) == [
        f"{day} 08:30" for day in ("30", "01", "02", "03", "04")
    ]


async def test_without_a_digest_the_group_is_called_every_working_day(office: Stage) -> None:
    await office.say(office.wang, office.group, "/digest off")
    await office.say(office.wang, office.group, "/task @li 2026-11-24 18:00 报名单")
    await office.pass_time(datetime(2026, 12, 2, 20, tzinfo=ZONE))
    calls = [m for m in office.messages(office.group) if m.sender.is_bot and "🔔" in m.text and "报名单" in m.text]
    assert clock_times(calls) == ["27 18:00", "30 18:00", "01 18:00", "02 18:00"]
