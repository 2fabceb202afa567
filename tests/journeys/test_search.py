"""Something is looked for: in a line, in plain words, within a list; in a group only what it may see."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.journeys.conftest import Words
from tests.journeys.tasks import given, labels
from tests.stage import Stage, stage

SAID = {
    "zh-Hans": {
        "report": "@li 下周五下班前 提交三季度预算报告 #预算",
        "many": "@zhao 今天下班前 核对第{n}本台账",
        "secret": "@li 明天下班前 !保密 整理调整名单",
        "said": "/report 1 财务处还没有回复",
        "finds": ("/search 预算", "/search 預算 李明", "/search 财务处", "找一下这个月那个报告的事",
                  "/search #预算 @li 未办结"),
        "late": ("/search 台账 超时 赵倩", "“台账” · 赵倩承办 · 超时"),
        "word": "第3本",
        "canary": "名单",
    },
    "zh-Hant": {
        "report": "@li 下週五下班前 提交三季度預算報告 #預算",
        "many": "@zhao 今天下班前 核對第{n}本台帳",
        "secret": "@li 明天下班前 !密件 整理調整名單",
        "said": "/report 1 主計處還沒有回覆",
        "finds": ("/search 預算", "/search 预算 李明", "/search 主計處", "找一下這個月那個報告的事",
                  "/search #預算 @li 未辦結"),
        "late": ("/search 台帳 逾期 赵倩", "「台帳」 · 赵倩承辦 · 逾期"),
        "word": "第3本",
        "canary": "名單",
    },
    "en": {
        "report": "@li by December 4 6pm send the budget report #budget",
        "many": "@zhao by today 6pm check ledger number{n}x",
        "secret": "@li by tomorrow 6pm !confidential list the new staff",
        "said": "/report 1 finance has not answered",
        "finds": ("/search budget", "/search reports @li", "/search finance", "find the budget report of this month",
                  "/search open #budget"),
        "late": ("/search ledgers overdue @zhao", "“ledgers” · in the hands of 赵倩 · overdue"),
        "word": "number3x",
        "canary": "staff",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", list(SAID))
async def test_a_matter_is_found_by_whatever_is_remembered_of_it(language: str, tmp_path: Path) -> None:
    said, words = SAID[language], Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await given(s, str(said["report"]))
        for n in range(1, 12):
            await given(s, str(said["many"]).format(n=n))
        await s.say(s.wang, None, f"/task {said['secret']}")
        await s.say(s.li, None, str(said["said"]))
        for text in said["finds"]:
            [found] = await s.say(s.wang, None, text)
            assert labels(found) == ["#1"], text
        await s.press(s.wang, found, "#1")
        assert "#1" in s.last(s.wang).text

        await s.pass_time(timedelta(days=1))
        asks, understood = said["late"]
        [page] = await s.say(s.wang, None, asks)
        assert page.text.splitlines()[0] == words("found-head", n=11, what=understood)
        stood = len(s.messages(s.wang))
        await s.press(s.wang, page, next(b.data for b in page.all_buttons() if b.text.endswith("›")))
        assert {"#10", "#11", "#12"} <= set(labels(page))
        assert len(s.messages(s.wang)) == stood, "in the same message"

        [whole] = await s.say(s.wang, None, "/team")
        await s.press(s.wang, whole, words("button-find"))
        assert s.last(s.wang).text == words("prompt-search-in")
        [found] = await s.say(s.wang, None, str(said["word"]))
        assert (labels(found), len(found.text.splitlines())) == (["#4"], 3)

        assert labels((await s.say(s.wang, None, f"/search {said['canary']}"))[0]) == ["#13"]
        for who, where in ((s.wang, s.group), (s.zhao, None)):
            [nothing] = await s.say(who, where, f"/search {said['canary']}")
            assert nothing.text.startswith(words("found-none", what=words("found-word", word=said["canary"])))
            assert labels(nothing) == []


BAD = (
    "%", "_", '"', "*", "AND NOT", "NEAR(", "👍", "\u200b\u200d", "\u202eabc", "said:x", "“", "的", "' OR 1=1 --", "a" * 199,
)  # fmt: skip


async def test_signs_that_mean_something_elsewhere_are_words_here(office: Stage, words: Words) -> None:
    await given(office)
    for text in BAD:
        [answer] = await office.say(office.wang, None, f"/search {text}")
        assert answer.text.startswith(("没有找到", words("prompt-search"))), text
    [answer] = await office.say(office.wang, None, "/search " + "长" * 4000)
    assert answer.text == words("refuse-search-long", limit=200)
    await office.say(office.wang, None, "/search")
    assert [m.text for m in await office.say(office.wang, None, "算了")] == [words("search-left")]
    await office.say(office.wang, office.group, "/search")
    [found] = await office.say(office.wang, office.group, "报告", reply_to=office.last(office.group).id)
    assert labels(found) == ["#1"]


async def test_a_button_of_somebody_elses_search_shows_nothing(office: Stage) -> None:
    await given(office)
    await office.say(office.wang, None, "/search 报告")
    [mine] = await office.say(office.li, None, "/mine")
    stood = len(office.messages(office.li))
    await office.press(office.li, mine, "f:1:0", stale=True)
    assert not any("🔍" in m.text for m in office.messages(office.li)[stood:])


async def test_a_number_alone_opens_its_card(office: Stage, words: Words) -> None:
    await given(office)
    for text in ("1", "#1", "１"):
        assert words("button-accept") in labels((await office.say(office.li, None, text))[-1])
    assert [m.text for m in await office.say(office.li, None, "7")] == [words("refuse-not-found", number=7)]


SPELT = (
    ("核对台账", ("台帳", "臺帳", "台賬", "台账")),
    ("核對臺帳", ("台账", "台帳", "臺賬")),
    ("赴台灣考察", ("台湾", "臺灣", "台灣")),
    ("整理夾在檔案裡的附件", ("檔案裏", "档案里", "檔案裡")),
    ("統一週報格式", ("周报", "週報", "周報")),
    ("回覆上級來函", ("回复", "回復", "回覆")),
    ("答复信访人", ("答覆", "答復", "答复")),
    ("年度計畫", ("計劃", "计划", "計畫")),
)


async def test_a_word_is_found_however_its_signs_are_written(office: Stage) -> None:
    for title, _ in SPELT:
        await given(office, f"@li 2026-12-30 {title}")
    for number, (title, words) in enumerate(SPELT, 1):
        for word in words:
            [found] = await office.say(office.wang, None, f"/search {word}")
            assert f"#{number}" in labels(found), (title, word)
    [asked] = await office.say(office.wang, None, "考察那件事怎么样了")
    assert "#3" in asked.text
    [asked] = await office.say(office.wang, None, "回復上级来函的事办得怎么样")
    assert "#6 回覆上級來函" in asked.text
