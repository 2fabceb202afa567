"""What is asked in everyday words; the table is `tests/data/questions/own.jsonl`. No order is taken for a question."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from deadlines import Kind, read
from domain.rules.questions import Question, question
from domain.rules.spoken import Spoken, asked_of, heard
from tests.domain.office import CALENDAR, MONDAY
from tests.domain.test_orders_read import rows as orders

TABLE = Path(__file__).parents[1] / "data" / "questions" / "own.jsonl"
ROWS = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]
FLOOR = {"zh-Hans": 1.0, "zh-Hant": 1.0, "en": 1.0}


def understood(text: str) -> str:
    """What is understood of a question, in the words of the table."""
    found = question(text)
    if found is None:
        dated = read(text, MONDAY, CALENDAR, sentence=True).kind is not Kind.NONE
        plain = heard(text, orders=dated)
        if plain.kind is not Spoken.QUESTION:
            return plain.kind
        return " ".join(["person", *asked_of(text)]) if asked_of(text) else plain.which
    if found.which.startswith("score"):
        return f"{found.which} {found.words}".rstrip()
    if found.number:
        return f"task {found.number}"
    if found.words and not found.which:
        return f"matter {found.words}"
    return f"either {found.which} {found.other}" if found.other else f"{found.which} {found.words}".strip()


@pytest.mark.parametrize("language", FLOOR)
def test_questions_are_understood(language: str) -> None:
    asked = [row for row in ROWS if row["lang"] == language]
    wrong = {row["text"]: (row["wanted"], got) for row in asked if (got := understood(row["text"])) != row["wanted"]}
    score = 1 - len(wrong) / len(asked)
    sys.stdout.write(f"{language}: {len(asked) - len(wrong)} of {len(asked)} understood\n")
    assert score >= FLOOR[language], wrong


def test_there_are_many_of_them() -> None:
    assert len(ROWS) >= 80
    assert len({row["text"] + row["lang"] for row in ROWS}) == len(ROWS)


def test_no_order_is_taken_for_a_question() -> None:
    assert {text: found for text, _ in orders() if (found := question(text))} == {}


@pytest.mark.parametrize(
    "text",
    [
        "请李明今天办结三件事", "统计一下超期的事项，明天报我", "李明 明天 写一份逾期情况说明",
        "整理上周办结的事项，周五前报我", "催一下没签收的", "把预算的事办好", "今天下班前到期的事都要办完",
        "請趙倩彙整本週到期的案件，週五前送我", "Li Ming please list what is overdue by Friday",
        "write up what was finished last week by Monday", "没签收的请今天签收", "天气怎么样", "你怎么样", "how are you",
        "周五前交预算", "安排下去", "我来安排会议", "我交办的事请抓紧", "通知大家看一下", "合同是李明负责", "让李明决定",
        "催一下没看通知的", "待办的事今天都办完", "把没看通知的人列个名单，明天报我", "who will write the minutes",
        "give Li Ming my tasks", "我有什么办法呢", "把合同放哪儿都行",
    ],
)  # fmt: skip
def test_an_order_that_names_a_list_stays_an_order(text: str) -> None:
    assert question(text) is None


def test_a_number_and_a_day_are_told_apart() -> None:
    assert question("12号办得怎么样") == Question(number=12)
    assert question("12号之前办结") is None
