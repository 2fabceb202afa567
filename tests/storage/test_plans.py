"""How the database finds what a statement asks for: never by reading a table that grows from end to end, nor by sorting it.

Without statistics of its own (the program asks for none) SQLite plans by the indexes alone, so a plan is the same whatever
the tables hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Insert, Update

from storage import history, people, post, queries, talk, tasks, timers
from storage.prepared import Prepared
from storage.unit import Database

GROWING = {
    "inbox", "tasks", "assignments", "clocks", "requests", "timers", "history", "seals", "outbox", "posts",
}  # fmt: skip
# Indexes over what waits, in the order in which it is taken up: of these the head is read, and rows leave them.
WAITING = {"ix_inbox_waiting", "ix_outbox_pending", "ix_outbox_due", "ix_outbox_chat"}
SORTED = "USE TEMP B-TREE"
# What may read all or sort, and why that is no harm.
EXCEPTIONS = {
    "people._OF_TEAM": "sorts the members of one team",
    "post._ALSO[chases/False]": "sorts what waits in one lane",
    "queries._ALL": "reads the open tasks in their order; asked for when the office's calendar changed, and only then",
    "queries._OF_LEAD": "sorts what one person has open",
    "queries._WITH": "sorts what one person has open",
    "queries._CLOSED_SINCE": "sorts what a team finished since yesterday",
    "queries._PARTS[assignments][0]": "sorts the few people of one task",
    "talk._DROP_OLDER_CARDS": "sorts the cards of one group, which becomes a supergroup once in its life",
}


def statements() -> Iterator[tuple[str, Prepared]]:
    """Every statement that the repositories' modules hold, with its name."""
    for module in (history, people, post, queries, talk, tasks, timers):
        for name, value in vars(module).items():
            yield from _in(f"{module.__name__.rpartition('.')[2]}.{name}", value)


def _in(name: str, value: Any) -> Iterator[tuple[str, Prepared]]:
    if isinstance(value, Prepared):
        if not isinstance(value.statement, Insert):
            yield name, value
    elif isinstance(value, dict) and not name.endswith("__"):
        for key, inner in value.items():
            shown = "/".join(map(str, key)) if isinstance(key, tuple) else key
            yield from _in(f"{name}[{shown}]", inner)
    elif isinstance(value, tuple):
        for n, inner in enumerate(value):
            yield from _in(f"{name}[{n}]", inner)


def plan(db: Database, prepared: Prepared) -> list[str]:
    """SQLite's plan, a line a step; of a table's own numbers none is ever changed."""
    names = None
    if isinstance(prepared.statement, Update):
        names = [c.name for c in prepared.statement.table.columns if not c.primary_key]  # type: ignore[attr-defined]
    with db.transaction(write=False) as connection:
        compiled: Any = prepared.statement.compile(dialect=connection.dialect, column_keys=names)
        cursor = connection.connection.cursor()
        cursor.execute(f"EXPLAIN QUERY PLAN {compiled.string}", [None] * len(compiled.positiontup))
        return [row[3] for row in cursor.fetchall()]


def faults(steps: list[str]) -> list[str]:
    """The steps that read a growing table from end to end, or sort."""
    scanned = re.compile(rf"SCAN ({'|'.join(sorted(GROWING))})\b")
    found = [step for step in steps if scanned.match(step) or step.startswith(SORTED)]
    return [step for step in found if not WAITING & set(step.split())]


ALL = dict(statements())


@pytest.mark.parametrize("name", ALL)
def test_a_statement_neither_reads_a_growing_table_whole_nor_sorts_it(db: Database, name: str) -> None:
    found = faults(plan(db, ALL[name]))
    assert bool(found) == (name in EXCEPTIONS), found


def test_there_is_no_exception_for_what_is_gone() -> None:
    assert set(EXCEPTIONS) <= set(ALL)
