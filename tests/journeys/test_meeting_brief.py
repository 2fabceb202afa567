"""A meeting: its brief is read out, its document opened, matters are discussed and decided, and everybody hears of it once."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document

from tests.journeys.conftest import Words
from tests.stage import Stage, stage

SAID = {
    "zh-Hans": {
        "given": ("@li 今天下午5点前 汇总各处室数据", "@li 下周五前 报送季度报告", "@zhao 明天前 起草方案"),
        "report": "40% 已收到八个处室的数据",
        "decision": "会议决定：改到下周一",
        "bare": "改到下周一",
        "since": "11月16日以来",
    },
    "zh-Hant": {
        "given": ("@li 今天下午5點前 彙整各處室資料", "@li 下週五前 報送季報", "@zhao 明天前 草擬方案"),
        "report": "40% 已收到八個處室的資料",
        "decision": "會議決定：改到下週一",
        "bare": "改到下週一",
        "since": "11月16日以來",
    },
    "en": {
        "given": (
            "@li by 5pm today collect the figures",
            "@li by December 4 send the quarterly report",
            "@zhao by tomorrow draft the plan",
        ),
        "report": "40% eight departments have sent theirs",
        "decision": "The meeting decided: move it to November 30",
        "bare": "move it to November 30",
        "since": "since Nov 16",
    },
}


async def three_tasks(s: Stage, said: dict) -> None:
    """One overdue, one on its way with a report, one done and waiting."""
    for words in said["given"]:
        await s.say(s.wang, s.group, f"/task {words}")
    await s.say(s.li, None, f"/report 2 {said['report']}")
    await s.say(s.zhao, None, "/done 3 ok")
    await s.pass_time(timedelta(days=2))


def words_of(content: bytes) -> tuple[list[str], list[list[str]]]:
    """The paragraphs of a document, and the cells of its tables row by row."""
    found = Document(io.BytesIO(content))
    rows = [[cell.text for cell in row.cells] for table in found.tables for row in table.rows]
    return [p.text for p in found.paragraphs], rows


@pytest.mark.parametrize("language", list(SAID))
async def test_a_meeting_is_briefed_decides_and_the_next_brief_counts_from_it(language: str, tmp_path: Path) -> None:
    said, words = SAID[language], Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await three_tasks(s, said)
        brief = (await s.say(s.zhou, s.group, f"/brief {said['since']}"))[-1]
        assert words("meeting-totals", done=0, going=3, overdue=1, waiting=1) in brief.text
        first, second = brief.text.index("李明"), brief.text.index("赵倩")
        assert first < second, "who has most that is overdue is read out first"
        assert "#1" in brief.text
        assert words("status-submitted") in brief.text

        await s.press(s.zhou, brief, "mt:f:1")
        sent = s.last(s.group)
        assert sent.media.name.endswith(".docx")
        lines, rows = words_of(sent.media.data)
        assert lines[0] == words("paper-title", office="测试局")
        assert "综合部" in lines
        assert rows[0] == [words(f"paper-{c}") for c in ("number", "matter", "standard", "due", "state", "words")]
        numbers = [row[0] for row in rows if row[0].startswith("#")]
        assert numbers == ["#1", "#2", "#3"], "overdue first"
        assert said["report"].partition(" ")[2] in rows[2][5]
        assert words("paper-signed") in lines[-1]

        await s.press(s.zhou, brief, "mt:l:1:0")
        assert await s.press(s.zhou, brief, "mt:k:1:0:1") == words("meeting-ticked", number=1)
        await s.press(s.zhou, brief, "mt:d:1:0:2")
        asked = s.last(s.group)
        heard_before = len(s.messages(s.li))
        await s.say(s.zhou, s.group, said["decision"], reply_to=asked.id)
        assert said["bare"] in brief.text, "the list shows it where it stands"
        offered = s.last(s.group)
        assert words("meant-minuted") in offered.text
        due = s.rows("SELECT due_at FROM tasks WHERE id = 2")
        await s.press(s.zhou, offered, next(b.data for b in offered.all_buttons() if b.data))
        assert s.rows("SELECT due_at FROM tasks WHERE id = 2") != due, "the usual button changes the deadline"
        told = [m.text for m in s.messages(s.li)[heard_before:]]
        assert not [t for t in told if said["bare"] in t], "nobody hears of the decision while the meeting is on"

        await s.press(s.zhou, brief, "mt:h:1")
        assert words("meeting-closing", n=2, decided=1) in brief.text
        before = len(s.messages(s.li))
        await s.press(s.zhou, brief, "mt:y:1")
        heard = s.messages(s.li)[before:]
        assert len(heard) == 1, "one message for all of it"
        assert said["bare"] in heard[0].text
        assert "#1" in heard[0].text
        assert s.rows(
            "SELECT task_id, name FROM history WHERE name IN ('discussed', 'meeting-decided') ORDER BY task_id"
        ) == [
            (1, "discussed"),
            (2, "meeting-decided"),
        ]
        await s.pass_time(timedelta(hours=1))
        await s.say(s.wang, None, "/approve 3")
        again = (await s.say(s.zhou, s.group, "/brief"))[-1]
        assert words("meeting-totals", done=1, going=2, overdue=1, waiting=0) in again.text
        assert s.rows("SELECT m.since = h.held_at FROM meetings m, meetings h WHERE m.id = 2 AND h.id = 1") == [(1,)]
        assert not await s.audit()


async def test_staff_read_their_own_part_and_press_nothing_of_the_meeting(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await three_tasks(s, SAID["zh-Hans"])
        brief = (await s.say(s.zhou, s.group, "/brief"))[-1]
        refused = words("refuse-brief-managers")
        assert [m.text for m in await s.say(s.li, s.group, "/brief")] == [refused]
        assert await s.press(s.li, brief, "mt:h:1") == refused
        await s.press(s.zhou, brief, "mt:l:1:0")
        for data in ("mt:k:1:0:1", "mt:d:1:0:1"):
            assert await s.press(s.li, brief, data) == refused
        own = (await s.say(s.li, None, "/brief"))[-1].text
        assert "李明" in own
        assert "赵倩" not in own
        assert "#3" not in own


async def test_what_is_no_day_or_is_still_to_come_changes_nothing(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path) as s:
        await s.set_up_office()
        example = "2026-11-16"
        for said, key in (("12月30日以来", "ahead"), ("2月30日", "date"), ("随便", "date"), ("1999-01-01", "long-ago")):
            answer = [m.text for m in await s.say(s.zhou, s.group, f"/brief {said}")]
            assert answer == [words(f"refuse-brief-{key}", words=said, example=example)]
        assert s.rows("SELECT * FROM meetings") == []
        nothing = (await s.say(s.zhou, s.group, "/brief"))[-1]
        assert words("meeting-nothing") in nothing.text


async def test_a_meeting_that_was_held_takes_no_ticks_and_a_decision_without_one_is_refused(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await three_tasks(s, SAID["zh-Hans"])
        brief = (await s.say(s.zhou, s.group, "/brief"))[-1]
        await s.press(s.zhou, brief, "mt:l:1:0")
        await s.press(s.zhou, brief, "mt:d:1:0:2")
        asked = s.last(s.group)
        await s.press(s.zhou, brief, "mt:h:1")
        await s.press(s.zhou, brief, "mt:y:1")
        assert "mt:k:1:0:1" not in [b.data for b in brief.all_buttons()]
        over = await s.press(s.zhou, brief, "mt:k:1:0:1", stale=True)
        assert over
        assert over.startswith(words("refuse-meeting-over", moment="…")[:7])
        before = s.rows("SELECT * FROM history")
        answer = await s.say(s.zhou, s.group, "照办", reply_to=asked.id)
        assert answer[-1].text == words("refuse-meeting-none")
        assert s.rows("SELECT * FROM history") == before


async def test_hostile_titles_stand_in_the_document_as_they_are(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.set_up_office()
        for title in ("=HYPERLINK(1)", "<b>&amp; 🙂", "\u202e倒着", "长" * 60):
            await s.say(s.wang, s.group, f"/task @li 下周五前 {title}")
        brief = (await s.say(s.zhou, s.group, "/brief"))[-1]
        await s.press(s.zhou, brief, "mt:f:1")
        await s.press(s.zhou, brief, "mt:f:1")
        files = [m for m in s.messages(s.group) if m.media]
        assert len(files) == 1, "pressed twice it comes once"
        _, rows = words_of(files[0].media.data)
        titles = [row[1] for row in rows[1:]]
        assert titles[0] == "=HYPERLINK(1)"
        assert titles[1] == "<b>&amp; 🙂"
        assert "\u202e" not in titles[2]
        assert "长" * 50 in titles[3]


async def test_what_is_confidential_is_read_out_at_no_meeting(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, "/task @li 下周五前 报送季度报告")
        await s.say(s.wang, s.group, "/task @zhao 下周五前 金丝雀事项")
        await s.say(s.wang, None, "/confidential 2")
        assert s.rows("SELECT confidential FROM tasks WHERE id = 2") == [(1,)]
        for where in (s.group, None):
            brief = (await s.say(s.wang, where, "/brief"))[-1]
            assert "金丝雀" not in brief.text
            await s.press(s.wang, brief, "mt:f:1")
            _, rows = words_of(s.last(where or s.wang).media.data)
            assert [row[0] for row in rows[1:]] == ["#1"]
            await s.press(s.wang, brief, "mt:l:1:0")
            assert "金丝雀" not in brief.text
