"""量化考核 in the chat: what counts, why, whose, of when; what is waived, frozen, confidential; nothing in a group."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from tests.journeys.conftest import Words
from tests.stage import ZONE, Stage, stage

SAID = {
    "zh-Hans": {
        "given": (
            "@li 明天下午5点前 汇总数据", "@li 今天下午5点前 报送季度报告", "@li 周五前 起草方案", "@zhao 周五前 核对台账",
        ),
        "secret": "@li 周五前 处理举报材料",
        "back": "格式不对",
        "outage": "系统停电",
        "last": "上月",
        "own": "我这个月考核多少分",
        "why": "李明为什么扣分",
    },
    "zh-Hant": {
        "given": (
            "@li 明天下午5點前 彙整資料", "@li 今天下午5點前 報送季報", "@li 週五前 草擬方案", "@zhao 週五前 核對帳冊",
        ),
        "secret": "@li 週五前 處理檢舉資料",
        "back": "格式不對",
        "outage": "系統停電",
        "last": "上月",
        "own": "我這個月考核多少分",
        "why": "李明為什麼扣分",
    },
    "en": {
        "given": (
            "@li by 5pm tomorrow collect the figures", "@li by 5pm today send the report", "@li by Friday draft the plan",
            "@zhao by Friday check the books",
        ),
        "secret": "@li by Friday handle the complaint",
        "back": "wrong format",
        "outage": "power cut",
        "last": "last month",
        "own": "my score",
        "why": "why did 李明 lose points",
    },
}  # fmt: skip


async def a_week(s: Stage, said: dict) -> None:
    """#1 on time with five stars, #2 late, #3 returned, #4 without a report, #5 confidential and on time."""
    for words in said["given"]:
        await s.say(s.wang, s.group, f"/task {words}")
    await s.say(s.wang, None, f"/task {said['secret']}")
    await s.say(s.wang, None, "/confidential 5")
    await s.say(s.li, None, "/accept 2")
    for number in (1, 3, 5):
        await s.say(s.li, None, f"/done {number} ok")
    await s.say(s.wang, None, "/approve 1 5")
    await s.say(s.wang, None, f"/return 3 {said['back']}")
    await s.say(s.wang, None, "/approve 5")
    await s.pass_time(timedelta(hours=9))
    await s.say(s.li, None, "/done 2 ok")
    await s.say(s.wang, None, "/approve 2")


def line(words: Words, rule: str, n: int, points: str) -> str:
    return words("score-line", what=words(f"score-rule-{rule}"), n=n, points=points)


@pytest.mark.parametrize("language", list(SAID))
async def test_a_person_sees_what_counts_and_why_and_an_appeal_granted_changes_it_until_the_month_is_closed(
    language: str, tmp_path: Path
) -> None:
    said, words = SAID[language], Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await a_week(s, said)
        score = (await s.say(s.li, None, "/score"))[-1]
        for shown in (("on_time", 2, "+2"), ("praised", 1, "+1"), ("late", 1, "−1"), ("returned", 1, "−2")):
            assert line(words, *shown) in score.text
        assert score.text.split("\n")[0].endswith("0")
        assert words("score-secret", points="+1") in score.text
        assert [m.text for m in await s.say(s.li, None, said["own"])] == [score.text], "in plain words, too"

        await s.press(s.li, score, next(b.data for b in score.all_buttons() if (b.data or "").startswith("sc:d")))
        assert "−2　#3" in score.text.replace("−2  #3", "−2　#3"), "edited in place"
        await s.press(s.li, score, "sc:w:3")
        assert said["back"] in s.last(s.li).text
        why = (await s.say(s.li, None, "/why 2"))[-1]
        assert words("score-why-rule", points="−1") in why.text
        assert "b:2:finish.1" in [b.data for b in why.all_buttons()], "the event is a tap away"

        await s.say(s.wang, None, f"/waive 2 {said['outage']}")
        score = (await s.say(s.li, None, "/score"))[-1]
        assert score.text.split("\n")[0].endswith("+2"), "one more on time, one less late"
        assert words("score-waived", n=1) in score.text
        assert said["outage"] in (await s.say(s.li, None, "/why 2"))[-1].text

        await s.pass_time(datetime(2026, 12, 4, 10, tzinfo=ZONE))
        closed = (await s.say(s.zhao, None, f"/score {said['last']}"))[-1]
        assert line(words, "no_report", 1, "−5") in closed.text
        assert line(words, "late", 1, "−1") in closed.text
        refused = (await s.say(s.wang, None, f"/waive 4 {said['outage']}"))[-1].text
        again = (await s.say(s.zhao, None, f"/score {said['last']}"))[-1]
        assert refused != ""
        assert again.text == closed.text
        assert (await s.say(s.zhao, None, "/score"))[-1].text.split("\n")[1] == words("score-none"), "a new month"


@pytest.mark.parametrize("language", list(SAID))
async def test_a_leader_sees_the_people_by_name_and_nothing_of_what_is_confidential(
    language: str, tmp_path: Path
) -> None:
    said, words = SAID[language], Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await a_week(s, said)
        team = (await s.say(s.zhou, None, "/score"))[-1]
        assert team.text.split("\n")[1:] == [
            words("score-team-line", who="李明", points="−1"),
            words("score-team-line", who="赵倩", points="0"),
        ]
        await s.press(s.zhou, team, "sc:s:3:2026-11:0")
        assert line(words, "on_time", 1, "+1") in team.text
        assert "#5" not in team.text
        for who in (s.zhou, s.wang):
            details = (await s.say(who, None, said["why"]))[-1]
            assert "#3" in details.text
            assert "#5" not in details.text
            assert "#5" not in (await s.say(who, None, "/why 5"))[-1].text.replace(
                words("refuse-why-none-yet", number=5), ""
            )
        assert "#5" in (await s.say(s.li, None, "/why 5"))[-1].text


async def test_staff_see_nobody_elses_and_learn_nothing_by_asking(tmp_path: Path) -> None:
    words, said = Words("zh-Hans"), SAID["zh-Hans"]
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await a_week(s, said)
        for name in ("@zhao", "@nobody", "@zhao 上月"):
            answer = [m.text for m in await s.say(s.li, None, f"/score {name}")]
            assert answer == [words("refuse-score-words", words=name)], "absent and not yours are the same"
        score = (await s.say(s.li, None, "/score"))[-1]
        for data in (
            "sc:s:4:2026-11:0",
            "sc:d:4:2026-11:0",
            "sc:t:1:2026-11:0",
            "sc:t:0:2026-11:0",
            "sc:b:0:2026-11:0",
        ):
            before = score.text
            shown = await s.press(s.li, score, data, stale=True)
            assert shown in (words("refuse-button-old"), words("refuse-managers-only"))
            assert score.text == before
        nothing = words("refuse-why-none", number=4, example=2)
        assert [m.text for m in await s.say(s.li, None, "/why 4")] == [nothing]
        assert [m.text for m in await s.say(s.li, None, "/why 99")] == [nothing.replace("#4", "#99")]


async def test_what_cannot_be_read_gets_a_sentence_with_an_example(tmp_path: Path) -> None:
    words, said = Words("zh-Hans"), SAID["zh-Hans"]
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await a_week(s, said)
        before = s.state()
        for text in ("13月", "上周", "随便", "11月3日", "@li @zhao", "报" * 3000):
            assert [m.text for m in await s.say(s.zhou, None, f"/score {text}")] == [
                words("refuse-score-words", words=text[:40])
            ]
        for text in ("2027-03", "2026年12月", "2027", "明年", "下个月", "next quarter"):
            assert [m.text for m in await s.say(s.li, None, f"/score {text}")] == [
                words("refuse-score-ahead", words=text)
            ]
        for text in ("", "abc", "第三条"):
            assert [m.text for m in await s.say(s.li, None, f"/why {text}")] == [words("refuse-why-number", example=2)]
        assert s.state() | {"questions": []} == before | {"questions": []}, "but for the number that is waited for"


async def test_a_group_hears_of_no_points_unless_the_office_ranks_its_people(tmp_path: Path) -> None:
    words, said = Words("zh-Hans"), SAID["zh-Hans"]
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await a_week(s, said)
        for who in (s.li, s.wang):
            for text in ("/score", "/score @li", "/why 2"):
                assert [m.text for m in await s.say(who, s.group, text)] == [words("refuse-score-private")]
        await s.stop_bot()
        await s.start_bot(rules={"assessment": {"ranking": True, "forced": "优 50 良 50"}})
        order = (await s.say(s.zhou, s.group, "/score"))[-1].text.split("\n")
        assert order[1:] == ["1. 赵倩　0", "2. 李明　−1"], "without grades, and without what is confidential"
        assert [m.text for m in await s.say(s.li, s.group, "/score")] == [words("refuse-managers-only")]
        team = (await s.say(s.zhou, None, "/score"))[-1].text.split("\n")
        assert team[1:] == ["1. 赵倩　0　优", "2. 李明　−1　良"]
        assert "良" not in (await s.say(s.li, None, "/score"))[-1].text


async def test_in_a_group_that_ranks_a_person_is_private_and_the_example_names_nobody(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path, "zh-Hans") as s:
        await s.set_up_office()
        await s.stop_bot()
        await s.start_bot(rules={"assessment": {"ranking": True}})
        for line in ("/score @li", "/score 李明 11月"):
            refused = words("refuse-score-person-private", command=line)
            assert [m.text for m in await s.say(s.wang, s.group, line)] == [refused]
        refused = words("refuse-score-words-group", words="好不好")
        assert [m.text for m in await s.say(s.wang, s.group, "/score 好不好")] == [refused]
        assert "@" not in refused


async def test_a_leader_asks_for_a_team_by_its_name_and_a_year_ago_leads_to_its_own_quarter(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path, "zh-Hans") as s:
        await s.set_up_office()
        [whole] = await s.say(s.wang, None, "/score 综合部 11月")
        assert whole.text.startswith(words("score-team", of="综合部", period="2026年11月").split("\n")[0][:8])
        assert [m.text for m in await s.say(s.li, None, "/score 综合部")] == [
            words("refuse-score-words", words="综合部")
        ]
        [past] = await s.say(s.wang, None, "/score @li 2025年10月")
        around = {b.data.split(":")[3] for b in past.all_buttons() if b.data and b.data.startswith("sc:s:")}
        assert {"2025Q4", "2025"} <= around
        assert "2026Q4" not in around


async def test_a_leader_asks_for_their_own_and_for_any_period(tmp_path: Path) -> None:
    words, said = Words("zh-Hans"), SAID["zh-Hans"]
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await a_week(s, said)
        own = (await s.say(s.zhou, None, "/score 我"))[-1].text
        assert own.split("\n")[1] == words("score-none")
        for text in ("2026", "今年", "Q4", "四季度", "本季度", "2026Q4"):
            assert (await s.say(s.li, None, f"/score {text}"))[-1].text.split("\n")[0].endswith("0"), text
        shown = [
            (await s.say(s.zhou, None, f"/score {text}"))[-1].text
            for text in ("@li", "李明", "11月 李明", "李明11月的考核得分")
        ]
        assert len(set(shown)) == 1


async def test_what_was_taken_back_within_a_minute_never_counted(tmp_path: Path) -> None:
    words, said = Words("zh-Hans"), SAID["zh-Hans"]
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await a_week(s, said)
        await s.say(s.li, None, "/done 3 ok")
        await s.say(s.wang, None, "/approve 3")
        assert line(words, "on_time", 3, "+3") in (await s.say(s.li, None, "/score"))[-1].text
        done = next(m for m in reversed(s.messages(s.wang)) if "t:take_back:3" in [b.data for b in m.all_buttons()])
        await s.press(s.wang, done, "t:take_back:3")
        assert line(words, "on_time", 2, "+2") in (await s.say(s.li, None, "/score"))[-1].text
        why = (await s.say(s.li, None, "/why", reply_to=s.card(s.li, 3).id))[-1].text
        assert words("score-rule-returned") in why, "in reply, too"
        assert words("score-rule-on_time") not in why


async def test_an_office_that_does_not_assess_says_so(tmp_path: Path) -> None:
    words = Words("zh-Hans")
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await s.stop_bot()
        await s.start_bot(rules={"assessment": {"enabled": False}})
        for text in ("/score", "/why 1"):
            assert [m.text for m in await s.say(s.li, None, text)] == [words("refuse-score-off")]


async def test_a_table_that_is_edited_changes_no_month_that_is_closed(tmp_path: Path) -> None:
    words, said = Words("zh-Hans"), SAID["zh-Hans"]
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await a_week(s, said)
        await s.pass_time(datetime(2026, 12, 4, 10, tzinfo=ZONE))
        before = (await s.say(s.zhao, None, "/score 上月"))[-1].text
        assert line(words, "no_report", 1, "−5") in before
        await s.stop_bot()
        await s.start_bot(rules={"assessment": {"points": {"no_report": -9, "late": 0}}})
        assert (await s.say(s.zhao, None, "/score 上月"))[-1].text == before
        assert words("score-why-rule", points="−5") in (await s.say(s.zhao, None, "/why 4"))[-1].text


async def test_the_table_of_the_configuration_decides(tmp_path: Path) -> None:
    words, said = Words("zh-Hans"), SAID["zh-Hans"]
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await s.stop_bot()
        await s.start_bot(
            rules={"assessment": {"points": {"late": -3, "praised": 0}, "weights": {"normal": 2, "urgent": 3}}}
        )
        await a_week(s, said)
        score = (await s.say(s.li, None, "/score"))[-1]
        assert line(words, "on_time", 2, "+4") in score.text
        assert line(words, "late", 1, "−3") in score.text
        assert words("score-rule-praised") not in score.text
        why = (await s.say(s.li, None, "/why 1"))[-1].text
        assert words("score-why-rule-times", points="+1", times="2", result="+2") in why


@pytest.mark.parametrize("language", list(SAID))
async def test_a_leader_gets_every_point_with_its_event_in_a_workbook(language: str, tmp_path: Path) -> None:
    said, words = SAID[language], Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await a_week(s, said)
        team = (await s.say(s.wang, None, "/score"))[-1]
        button = next(b.data for b in team.all_buttons() if (b.data or "").startswith("sc:b"))
        assert await s.press(s.wang, team, button) == words("file-coming")
        assert await s.until(lambda: bool(s.last(s.wang).media))
        sent = s.last(s.wang)
        assert sent.media.name.endswith(".xlsx")
        people, events = openpyxl.load_workbook(io.BytesIO(sent.media.data)).worksheets
        names = [row[0].value for row in people.iter_rows(min_row=2)]
        assert names == ["李明", "赵倩"]
        assert [cell.value for cell in people[2]][:2] == ["李明", -1]
        rows = [[cell.value for cell in row][:5] for row in events.iter_rows(min_row=2)]
        assert [row[3] for row in rows] == [3, 1, 1, 2], "in the order of time, and nothing of what is confidential"
        assert rows[0] == ["李明", -2, words("score-rule-returned"), 3, said["given"][2].rpartition(" ")[2]] or (
            language == "en"
        )
        assert said["secret"].rpartition(" ")[2] not in [row[4] for row in rows]
