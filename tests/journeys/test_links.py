"""One matter after another: it is accepted at once and begins when the other is done; and what is found under a tag."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from simulator.model import Chat, Person
from tests.journeys.conftest import Words
from tests.journeys.tasks import given, ordered, story
from tests.stage import Stage, stage

SAID = {
    "zh-Hans": {
        "first": "@li 下周五下班前 汇总数据 #预算",
        "second": "@zhao #1办完后3个工作日内 核对数据 #预算",
        "title": "汇总数据",
        "length": "3个工作日内",
        "tag": "预算",
    },
    "zh-Hant": {
        "first": "@li 下週五下班前 彙整資料 #預算",
        "second": "@zhao 核對資料，#1辦結後3個工作天內 #預算",
        "title": "彙整資料",
        "length": "3個工作天內",
        "tag": "預算",
    },
    "en": {
        "first": "@li by December 4 6pm collect the figures #Budget",
        "second": "@zhao after #1 check the figures within 3 working days #budget",
        "title": "collect the figures",
        "length": "within 3 working days",
        "tag": "budget",
    },
}


def newest(s: Stage, where: Person | Chat) -> str:
    return s.messages(where)[-1].text


@pytest.mark.parametrize("language", list(SAID))
async def test_one_matter_waits_for_another_and_begins_when_that_is_done(language: str, tmp_path: Path) -> None:
    said, words = SAID[language], Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await given(s, said["first"])
        await given(s, said["second"])
        card = newest(s, s.zhao)
        named = words("matter-named", number=1, title=said["title"])
        assert words("card-waits", matters=named) in card
        assert words("card-due-after", words=said["length"]) in card
        assert words("card-tags", tags=f"#{said['tag']}") in card
        assert s.rows("SELECT kind FROM clocks WHERE task_id = 2 AND stopped_at IS NULL") == [("accept",)]

        await s.say(s.zhao, None, "/accept 2")
        assert "⏳" in (await s.say(s.zhao, None, "/mine"))[-1].text
        await s.pass_time(timedelta(days=3))
        assert [str(d) for d in await s.audit()] == []

        await s.say(s.li, None, "/done 1 OK")
        await s.say(s.wang, None, "/approve 1")
        for person in (s.li, s.zhao, s.wang):
            heads = [m.text.splitlines() for m in s.messages(person)]
            told = [lines for lines in heads if len(lines) == 2 and "#2" in lines[0] and "#1" in lines[1]]
            assert len(told) == 1, "once"
        assert story(s, 2)[-1] == "wait-over"
        assert [str(d) for d in await s.audit()] == []


@pytest.mark.parametrize("language", list(SAID))
async def test_what_has_a_tag_is_found_by_it(language: str, tmp_path: Path) -> None:
    said, words = SAID[language], Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await given(s, said["first"])
        await given(s, said["second"])
        found = (await s.say(s.li, s.group, f"/tag #{said['tag'].upper()}"))[-1].text
        assert found.splitlines()[0] == words("tagged", n=2, tag=said["tag"])
        await s.say(s.wang, None, f"/tag 1 off #{said['tag']}")
        found = (await s.say(s.wang, None, f"/tag {said['tag']}"))[-1].text
        assert found.splitlines()[0] == words("tagged", n=1, tag=said["tag"])
        await s.say(s.li, None, "/tag 1 #x #y")
        assert s.rows("SELECT tag FROM task_tags WHERE task_id = 1 ORDER BY tag") == [("x",), ("y",)]
        assert [str(d) for d in await s.audit()] == []


BAD = [
    ("/after 1 1", "refuse-after-itself", {"number": 1}),
    ("/after 1 2", "refuse-after-circle", {"chain": "#1 → #2 → #1"}),
    ("/after 2 1", "refuse-after-already", {"number": 2, "matters": "#1"}),
    ("/after 2 77", "refuse-not-found", {"number": 77}),
    ("/after 2 3 4 5 6 7 8", "refuse-not-found", {"number": 3}),
    ("/after 2 明天", "refuse-after-usage", {"number": 1}),
    ("/after 1 off", "refuse-after-nothing", {"number": 1}),
    (f"/tag 1 #{'预' * 100}", "refuse-tag-long", {"limit": 16, "length": 100}),
    ("/tag 1 #！！", "refuse-tag-usage", {}),
    ("/tag #12", "refuse-tag-usage", {}),
    ("/tag", "refuse-tag-usage", {}),
    ("/tag 1 off #没有", "refuse-tag-none", {"number": 1}),
    ("/tag 1 #没有 off", "refuse-tag-none", {"number": 1}),
    ("/tag 1 #没有 删除", "refuse-tag-none", {"number": 1}),
    ("/after 1 2 off", "refuse-after-nothing", {"number": 1}),
]


@pytest.mark.parametrize(("text", "key", "fields"), BAD)
async def test_what_cannot_be_linked_gets_one_sentence_and_changes_nothing(
    text: str, key: str, fields: dict[str, object], office: Stage, words: Words
) -> None:
    await given(office, "@li 下周五下班前 汇总数据")
    await given(office, "@zhao #1办完后 核对数据")
    before = office.rows("SELECT id, version, comes_after, awaits, tags FROM tasks")
    assert (await office.say(office.wang, None, text))[-1].text == words(key, **fields)
    assert office.rows("SELECT id, version, comes_after, awaits, tags FROM tasks") == before


async def test_a_card_says_of_what_came_before_whether_it_was_done_or_cancelled(office: Stage, words: Words) -> None:
    await given(office, "@li 下周五下班前 汇总数据")
    await given(office, "@zhao #1办完后 核对数据")
    await office.say(office.wang, None, "/cancel 1 不办了")
    card = office.card(office.zhao, 2).text
    assert words("card-after-cancelled", matters="#1") in card
    assert words("card-after-done", matters="#1") not in card


async def test_an_order_after_what_one_may_not_see_is_refused_whole(office: Stage, words: Words) -> None:
    answer = (await office.say(office.wang, office.group, "/task @li #9办完后 核对数据"))[-1].text
    assert answer == words("refuse-not-found", number=9)
    assert office.rows("SELECT id FROM tasks") == []


@pytest.mark.parametrize("text", ["让李明在#1办完后下周五前核对数据", "李明 等#1办完后 下周五前核对数据"])
async def test_plain_words_that_name_a_number_only_as_what_comes_before_are_an_order(text: str, office: Stage) -> None:
    await given(office, "@zhao 下周五下班前 汇总数据")
    await ordered(office, text)
    assert office.rows("SELECT title, awaits FROM tasks WHERE id = 2") == [("核对数据", "1")]
