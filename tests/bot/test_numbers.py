"""Which matter a command means: numbers as people type them."""

from __future__ import annotations

import pytest

from bot.handlers.numbers import Example, marked_in, named_in
from domain.errors import Refusal

READ = {
    "2，已报送": "已报送",
    "２ 已报送": "已报送",
    "2。": "",
    "#2 好了": "好了",
    "＃２：好了": "好了",
    "2号": "",
    "2号，已报送": "已报送",
    "2号已报送": "已报送",
    "2號，已報送": "已報送",
    "第2件 已报": "已报",
    "第二件，已报": "已报",
    "任务2已完成": "已完成",
    "2已报送": "已报送",
    "② 好": "好",
    "2️⃣ 好": "好",
    "№2 ok": "ok",
    "No. 2 done": "done",
    "no 2 done": "done",
    "task 2: done": "done",
    "（2）已报送": "已报送",
    "(2) done": "done",
    "【2】，已报送": "已报送",
    "「2」 已报送": "已报送",
    "[#2] done": "done",
    "（#2）：已报送": "已报送",
    "2, done": "done",
    "2: done": "done",
    "2！": "",
    "2、已报送": "已报送",
    "2，300份材料已报": "300份材料已报",
    "2 周报已交": "周报已交",
}
WORDS = (
    "60% 等",
    "3.5%",
    "约六成",
    "一切正常",
    "一、材料 二、附件",
    "（1）材料（2）附件",
    "【重要】材料已报",
    "nothing new",
    "No news",
    "1. 甲 2. 乙",
    "9:30 已开会",
    "3份材料已报",
    "2楼会议室已订",
    "第2季度材料已报",
    "12月5日已报",
    "",
    "好了",
    "2,300份已报",
)
UNREADABLE = (
    "#abc",
    "-2 好",
    "⑩ 好",
    "二 已报送",
    "2abc",
    "2件都好了",
    "2 个附件已交",
    "99999999999999999 好",
    "1.5",
    "2 days late",
)
SEVERAL = (
    "1,2 好",
    "1、2",
    "1和2 已报送",
    "2-3 好",
    "1 and 2 done",
)
DATES = (
    "12-05 出差",
    "12月5日 出差",
    "3天后 出差",
    "5号下班前 出差",
    "5 days, travelling",
    "5 December, travelling",
    "3 个工作日 出差",
)


@pytest.mark.parametrize(("text", "rest"), READ.items())
def test_a_number_is_read_with_any_sign_behind_it(text: str, rest: str) -> None:
    found = named_in(text)
    assert found is not None
    assert (found.number, found.rest) == (2, rest)


@pytest.mark.parametrize("text", WORDS)
def test_an_amount_a_time_or_a_name_is_no_number_of_a_matter(text: str) -> None:
    assert named_in(text) is None


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_may_be_a_number_and_cannot_be_read_is_asked_about(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        named_in(text, example=Example("done", 7))
    assert (caught.value.name, caught.value.fields) == ("which-task", {"command": "done", "example": "7"})


@pytest.mark.parametrize("text", SEVERAL)
def test_several_numbers_are_asked_for_one_at_a_time(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        named_in(text)
    assert caught.value.name == "one-matter"


@pytest.mark.parametrize("text", DATES)
def test_where_a_date_may_stand_it_is_no_number(text: str) -> None:
    assert named_in(text, dates=True) is None


@pytest.mark.parametrize(
    "text", ["2，下周五 出差", "2 5号 出差", "2，12月5日 出差", "2，12 月 5 日 出差", "2 Feb 30 budget", "2 Feb 5"]
)
def test_a_number_before_a_date_is_the_matter(text: str) -> None:
    found = named_in(text, dates=True)
    assert found is not None
    assert found.number == 2


@pytest.mark.parametrize("text", ["2 Feb", "2 Feb 2027", "2 Feb 10:00 budget", "2 Feb 5 pm", "2 Dec waiting"])
def test_a_day_with_its_month_is_a_date_whatever_follows(text: str) -> None:
    assert named_in(text, dates=True) is None


def test_plain_words_name_a_matter_only_with_its_mark() -> None:
    found = marked_in("＃14 90%")
    assert found is not None
    assert (found.number, found.rest) == (14, "90%")
    assert marked_in("14 90%") is None
    assert marked_in("#会议 90%") is None
