"""Whole orders as people write them: for whom, how urgent, until when, and what; the table is `tests/data/orders/own.txt`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deadlines import Kind, Reading
from domain.model.people import Member
from domain.usecases.tasks.order import Mention, Order, find_names, parse_order, people_named
from domain.usecases.tasks.several import taken_apart
from tests.domain.office import CALENDAR, MONDAY, ZONE

TABLE = Path(__file__).parents[1] / "data" / "orders" / "own.txt"
NAMES = {
    "王主任": "wang",
    "周秘书": "zhou",
    "李明": "li",
    "赵倩": "zhao",
    "孙悦": "sun",
    "Li Ming": "lm",
    "Zhao Qian": "zq",
}
PEOPLE = [Member(i, i, name, username) for i, (name, username) in enumerate(NAMES.items(), 1)]


def rows() -> Iterator[tuple[str, list[str]]]:
    """Every order with what is to be understood of it."""
    for line in TABLE.read_text("utf-8").splitlines():
        text, arrow, wanted = line.partition(" → ")
        if arrow and not line.startswith("#"):
            yield text.replace("\\n", "\n"), [one.strip() for one in wanted.split(" || ")]


def understood(text: str) -> list[str]:
    """What is understood of a message, in the words of the table."""
    unit: Any = SimpleNamespace(
        store=SimpleNamespace(members=SimpleNamespace(all_active=lambda: PEOPLE)), now=MONDAY, calendar=CALENDAR
    )
    mentions = people_named(unit, text, find_names(text), 1)
    parts = taken_apart(unit, text, mentions, 1) or ((text, mentions),)
    return [_said(parse_order(words, people, MONDAY, CALENDAR)) for words, people in parts]


def _said(order: Order) -> str:
    people = " ".join(map(_name, order.people))
    watchers = " / " + " ".join(map(_name, order.watchers)) if order.watchers else ""
    return f"{people}{watchers} | {order.priority.value} | {_due(order.reading)} | {order.title}".strip()


def _name(mention: Mention) -> str:
    return "/".join(m.name for m in PEOPLE if m.id in mention.member_ids or m.username == mention.username)


def _due(reading: Reading) -> str:
    if reading.kind is Kind.ASK:
        return "?"
    return _moment(reading.moment.astimezone(ZONE)) if reading.moment else "-"


def _moment(due: datetime) -> str:
    day = f"{due:%d}" if due.month == MONDAY.month else f"{due:%m-%d}"
    return day if f"{due:%H:%M}" == "23:59" else f"{day} {due:%H:%M}"


@pytest.mark.parametrize(("text", "wanted"), list(rows()), ids=lambda value: value if isinstance(value, str) else "")
def test_an_order_is_understood_as_it_is_meant(text: str, wanted: list[str]) -> None:
    assert understood(text) == wanted
