"""Questions, explanations, what is left of a message, and the command."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import date, datetime, time, timedelta, timezone

import pytest

from bot.program.when import answer, when
from deadlines import Kind, read
from worktime.calendar import WorkingCalendar

OFFICE = WorkingCalendar()
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=OFFICE.zone)  # a Monday
EVENING = NOW.replace(hour=21)


@pytest.mark.parametrize(
    ("text", "now", "days"),
    [
        ("05/06", NOW, ["2027-05-06", "2027-06-05"]),
        ("by 5/6", NOW, ["2027-05-06", "2027-06-05"]),
        ("周一", NOW, ["2026-11-23", "2026-11-30"]),
        ("Monday", NOW, ["2026-11-23", "2026-11-30"]),
        ("next Wednesday", NOW, ["2026-11-25", "2026-12-02"]),
        ("明天（周五）", NOW, ["2026-11-24", "2026-11-27"]),
        ("12点", EVENING, ["2026-11-24", "2026-11-24"]),
        ("8点", NOW, ["2026-11-23", "2026-11-24"]),
    ],
)
def test_what_people_read_in_two_ways_is_asked(text: str, now: datetime, days: list[str]) -> None:
    reading = read(text, now, OFFICE)
    assert reading.kind is Kind.ASK
    assert [moment.date().isoformat() for moment in reading.readings] == days


@pytest.mark.parametrize(
    "text", ["周二", "5/20", "5月6日", "周五下班前", "三点", "12点前", "next Monday", "下周一", "本周一", "周一上午9点"]
)
def test_what_people_read_in_one_way_is_not_asked(text: str) -> None:
    assert read(text, NOW, OFFICE).kind is not Kind.ASK


def test_a_count_of_working_days_says_what_it_stepped_over() -> None:
    reading = read("五个工作日内", datetime(2026, 2, 11, 9, 15, tzinfo=OFFICE.zone), OFFICE)
    assert reading.explanation is not None
    assert reading.explanation.working_days == 5
    assert reading.explanation.skipped == ((date(2026, 2, 15), date(2026, 2, 23)),)
    assert reading.explanation.make_up == (date(2026, 2, 14),)
    assert not reading.explanation.provisional


def test_a_count_into_a_year_whose_notice_is_not_out_is_marked() -> None:
    reading = read("30个工作日内", datetime(2090, 11, 23, 9, 15, tzinfo=OFFICE.zone), OFFICE)
    assert reading.explanation is not None
    assert reading.explanation.provisional


def test_a_part_of_the_day_without_a_clock_time_is_marked() -> None:
    reading = read("明天上午", NOW, OFFICE)
    assert reading.moment == datetime(2026, 11, 24, 12, 0, tzinfo=OFFICE.zone)
    assert reading.explanation is not None
    assert reading.explanation.day_part == "am"


def test_the_offices_own_hours_decide_when_work_ends() -> None:
    office = WorkingCalendar(hours={day: [(time(8, 30), time(17, 30))] for day in range(5)})
    assert read("周五下班前", NOW, office).moment == datetime(2026, 11, 27, 17, 30, tzinfo=office.zone)
    assert read("每周五下班前", NOW, office).rule == "FREQ=WEEKLY;BYDAY=FR;BYHOUR=17;BYMINUTE=30"


def test_a_recurring_end_of_work_is_at_that_weekdays_hours() -> None:
    hours = {0: [(time(9), time(18))], 4: [(time(9), time(15, 30))]}
    office = WorkingCalendar(hours=hours, country=None)
    assert read("每周五下班前", NOW, office).rule == "FREQ=WEEKLY;BYDAY=FR;BYHOUR=15;BYMINUTE=30"
    assert read("每周一下班前", NOW, office).rule == "FREQ=WEEKLY;BYDAY=MO;BYHOUR=18;BYMINUTE=0"
    assert read("每晚1点", NOW, OFFICE).rule == "FREQ=DAILY;BYHOUR=1;BYMINUTE=0"


def test_the_end_of_work_is_tomorrows_when_todays_is_past_and_mondays_on_a_weekend() -> None:
    assert read("下班前", EVENING, OFFICE).moment == datetime(2026, 11, 24, 18, tzinfo=OFFICE.zone)
    saturday = datetime(2026, 11, 28, 10, tzinfo=OFFICE.zone)
    assert read("下班前", saturday, OFFICE).moment == datetime(2026, 11, 30, 18, tzinfo=OFFICE.zone)


@pytest.mark.parametrize(
    ("text", "words", "rest"),
    [
        ("@li 明天下午五点前 提交三季度报告", "明天下午五点前", "@li 提交三季度报告"),
        ("请把2号楼的图纸发给我，三个工作日内", "三个工作日内", "请把2号楼的图纸发给我"),
        ("周五下班前交3份材料", "周五下班前", "交3份材料"),
        ("上周五的会议纪要，明天下班前发出来", "明天下班前", "上周五的会议纪要 发出来"),
        ("把10月8日的会议纪要整理好，下周一交", "下周一", "把10月8日的会议纪要整理好 交"),
        ("12月10日（周四）17:00前将总结报送306室", "12月10日（周四）17:00前", "将总结报送306室"),
        ("send the 10 contracts by Friday 5pm", "by Friday 5pm", "send the 10 contracts"),
        ("by year end: fix the Room 2B projector", "by year end", "fix the Room 2B projector"),
        ("每周五下班前提交周报", "每周五下班前", "提交周报"),
        ("整理昨天的会议纪要", "", "整理昨天的会议纪要"),
        ("一号楼", "", "一号楼"),
    ],
)
def test_the_deadline_is_taken_out_of_a_message_and_the_rest_is_its_title(text: str, words: str, rest: str) -> None:
    reading = read(text, NOW, OFFICE, sentence=True)
    assert (reading.words, reading.rest) == (words, rest)


def test_the_command_prints_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert when(["下周五下班前", "--now", "2026-11-23T10:00:00+08:00"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "kind": "datetime",
        "moment": "2026-12-04T18:00:00+08:00",
        "day_only": False,
        "rule": None,
        "words": "下周五下班前",
        "rest": "",
        "readings": [],
    }


def test_the_command_reads_lines_and_answers_each_in_its_own_offset(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        {"text": "下午三點", "now": "2013-02-12T04:30:00-02:00"},
        {"text": "请把图纸发我，周三前", "now": "2026-11-23T10:00:00+08:00", "sentence": True},
        {"text": "2月31日", "now": "2026-11-23T10:00:00+08:00"},
    ]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(map(json.dumps, lines)) + "\n"))
    assert when(["-"]) == 0
    first, second, third = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["moment"] == "2013-02-12T15:00:00-02:00"
    assert (second["words"], second["rest"]) == ("周三前", "请把图纸发我")
    assert (third["kind"], third["problem"]) == ("none", "impossible")


def test_a_line_that_cannot_be_used_says_so_in_its_place_and_the_others_are_answered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good = '{"text": "明天", "now": "2026-11-23T10:00:00+08:00"}'
    lines = [good, "明天", '{"text": 5}', "", '{"text": "明天", "now": "soon"}', good]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
    assert when(["-"]) == 2
    first, *bad, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == last
    assert [one["error"].split(":")[0] for one in bad] == ["line 2", "line 3", "line 5"]


@pytest.mark.parametrize("argv", [["明天"], ["明天", "--now", "yesterday"], ["-"]])
def test_the_command_refuses_what_it_cannot_use(
    argv: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"text": 1}\n'))
    assert when(argv) == 2
    shown = capsys.readouterr()
    assert "duban when:" in shown.err or "line 1" in shown.out


def test_a_now_in_another_offset_is_answered_in_that_offset() -> None:
    elsewhere = datetime(2026, 11, 23, 10, 0, tzinfo=timezone(timedelta(hours=-5)))
    assert answer("下班前", elsewhere, OFFICE)["moment"] == "2026-11-23T18:00:00-05:00"


def test_importing_the_reader_loads_no_grammar_and_no_holidays() -> None:
    code = "import sys, deadlines; print([m for m in sys.modules if m in ('holidays', 'deadlines.words.lexer')])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


@pytest.mark.parametrize(("text", "hour"), [("by 6 fix the draft", 18), ("by 12 close the books", 12)])
def test_by_six_before_a_deed_done_to_something_is_an_hour(text: str, hour: int) -> None:
    found = read(text, NOW, OFFICE, sentence=True)
    assert found.moment is not None
    assert found.moment.hour == hour
    assert found.rest == text.partition(" ")[2].partition(" ")[2]


@pytest.mark.parametrize("text", ["by 6 people", "by 6 staff members", "reduce by 6 so the sum fits", "by 10 send it"])
def test_by_six_before_what_it_may_count_is_none(text: str) -> None:
    assert read(text, NOW, OFFICE, sentence=True).moment is None
