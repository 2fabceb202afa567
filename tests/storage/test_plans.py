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

from domain.model.matters import ANSWERS, OWED, WORKED_ON, Matters
from domain.model.value import names_of, replace
from domain.rules.brief import to_look_up
from domain.rules.digest import sections
from storage import (
    absences,
    breaches,
    bulletins,
    counting,
    desks,
    history,
    imports,
    inbox,
    invites,
    ladders,
    ledger,
    matters,
    meetings,
    notices,
    parts,
    people,
    points,
    post,
    queries,
    series,
    slips,
    talk,
    tasks,
    templates,
    timers,
    trees,
    typed,
)
from storage.prepared import Prepared
from storage.unit import Database
from tests.domain.office import CALENDAR, MONDAY

GROWING = {
    "inbox", "tasks", "assignments", "clocks", "requests", "timers", "history", "seals", "outbox", "posts", "slips",
    "notice_reads", "notice_teams", "bulletins",
}  # fmt: skip
# Indexes over what waits, in the order in which it is taken up: of these the head is read, and rows leave them.
WAITING = {
    "ix_inbox_waiting",
    "ix_outbox_pending",
    "ix_outbox_due",
    "ix_outbox_chat",
    "ix_tasks_handed_in",
    "ix_clocks_appealed",
}
SORTED = "USE TEMP B-TREE"
# What may read all or sort, and why that is no harm.
EXCEPTIONS = {
    "ledger._SLIPS": "reads the register of slips once for every page of a file",
    "meetings._PAGE[False/False]": "reads all that is open, for the brief of the whole office",
    **{
        f"counting.{name}[{of_team}]": "adds up the period of a bulletin by team and person"
        for name in ("GIVEN", "ENDED", "STOOD[0]", "STOOD[1]", "PUNCTUAL", "SLIPPED")
        for of_team in (True, False)
    },
    "counting.OVERDUE[0][False]": "looks at all that is open, for the bulletin of the whole office",
    "counting.TREND[False]": "looks at all that is open, for the bulletin of the whole office",
    "counting.CONCERNED": "tells apart those with a breach of one month",
    "people._OF_TEAM": "sorts the members of one team",
    "post._ALSO[calls/False]": "sorts what waits in one lane",
    "post._ALSO[chases/False]": "sorts what waits in one lane",
    "queries._ANSWERED_OF": "sorts what one person raised and had answered in the last days",
    "queries._ASKED": "sorts what waits for an answer",
    "queries._OF_LEAD": "sorts what one person has open",
    "queries._STOOD_IN": "sorts what one person stands in for",
    "queries._CLOSED_OF_LEAD": "sorts what one person finished while away",
    "queries._CLOSED_SINCE": "sorts what a team finished since yesterday",
    "parts._ONE[assignments]": "sorts the few people of one task",
    "notices._LIST[member]": "sorts the open notices that one person sent or is to read",
    "parts._MANY[assignments]": "sorts the few people of each of the tasks asked for",
    "templates._SEEN": "sorts the templates of one person and of the teams: tens",
    "slips._OF_TASK": "sorts the few slips of one task",
    "timers._WAITING": "sorts the dozen timers of one task",
    "history._LAST_SEAL": "reads the newest seal and no further",
    "talk._DROP_OLDER_CARDS": "sorts the cards of one group, which becomes a supergroup once in its life",
}


def statements() -> Iterator[tuple[str, Prepared]]:
    """Every statement that the repositories' modules hold, with its name."""
    for module in (
        absences,
        breaches,
        bulletins,
        counting,
        desks,
        history,
        imports,
        inbox,
        invites,
        ladders,
        ledger,
        meetings,
        notices,
        parts,
        people,
        points,
        post,
        queries,
        series,
        slips,
        talk,
        tasks,
        templates,
        timers,
        trees,
        typed,
    ):
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


MOMENT = MONDAY  # any: a plan does not depend on it
LISTS = {
    "/mine": Matters(hands=1, kinds=OWED),
    "/raised: to answer": Matters(hands=1, kinds=ANSWERS),
    "/raised: mine": Matters(assigner=1, kinds=ANSWERS),
    "/raised: of my teams": Matters(watched_by=1, kinds=ANSWERS),
    "/raised: of all": Matters(kinds=ANSWERS),
    "digest: unanswered": Matters(team_id=1, kinds=ANSWERS),
    "brief: unanswered and overdue": Matters(watched_by=1, kinds=ANSWERS, due_until=MOMENT),
    "the worklist": Matters(hands=1, statuses=WORKED_ON),
    "/assigned": Matters(assigner=1),
    "/team": Matters(team_id=1),
    "/team for an owner": Matters(),
    "/team for staff": Matters(seen_by=1),
    "/overdue": Matters(team_id=1, statuses=WORKED_ON, due_until=MOMENT),
    "/overdue for an owner": Matters(statuses=WORKED_ON, due_until=MOMENT),
    "the work of a person": Matters(hands=1, seen_by=2),
    **{f"digest: {name}": which for name, some in sections(1, MOMENT, CALENDAR, 3) for which in some},
    **{f"brief of an owner: {n}": m for n, m in to_look_up(Matters(not_by=1), MOMENT, CALENDAR).items()},
    **{f"brief of a leader: {n}": m for n, m in to_look_up(Matters(watched_by=1, not_by=1), MOMENT, CALENDAR).items()},
}
# Sorted: what one person has to do, or may see, or watches over.
BY_PERSON = (
    "/raised: to answer",
    "/raised: of my teams",
    "brief: unanswered",
    "/mine",
    "the worklist",
    "the work of a person",
    "/team for staff",
    "brief of a leader",
)


def fields(which: Matters) -> tuple[str, ...]:
    """The fields that narrow."""
    narrowing = [name for name in names_of(type(which)) if name not in ("statuses", "kinds")]
    return tuple(name for name in narrowing if getattr(which, name) is not None)


@pytest.mark.parametrize("name", LISTS)
def test_a_page_of_a_list_is_read_in_its_order_and_no_further(db: Database, name: str) -> None:
    which = LISTS[name]
    found = plan(db, matters.listed(fields(which), which.statuses, which.kinds))
    open_ones = {
        f"SCAN tasks USING INDEX {index}" for index in ("ix_tasks_open",)
    }  # in its order, until the page is full
    assert all(step in open_ones for step in faults(found) if not name.startswith(BY_PERSON)), found


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_counted_without_looking_at_the_tasks_of_others_or_at_what_is_done(db: Database, name: str) -> None:
    which = LISTS[name]
    found = plan(db, matters.counted(fields(which), which.statuses, which.kinds))
    assert all("INDEX ix_tasks_open" in step for step in faults(found)), found
    found = plan(db, matters.counted_to(fields(which), which.statuses, which.kinds))
    assert all("INDEX ix_tasks_open" in step for step in faults(found)), found


ALL = dict(statements())


@pytest.mark.parametrize("name", ALL)
def test_a_statement_neither_reads_a_growing_table_whole_nor_sorts_it(db: Database, name: str) -> None:
    found = faults(plan(db, ALL[name]))
    assert bool(found) == (name in EXCEPTIONS), found


def test_what_nobody_accepted_is_counted_without_looking_at_the_rest(db: Database) -> None:
    for name in ("brief of an owner: accept", "brief of a leader: accept"):
        which = replace(LISTS[name], not_by=None)
        found = plan(db, matters.counted(fields(which), which.statuses, which.kinds))
        assert any("ix_tasks_assigned" in step.split() for step in found), found


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("people._BY_USERNAME", "ix_members_folded"), ("people._TAKE_NAME", "ix_members_folded"),
        ("tasks._LEAVE_TOPIC", "ix_tasks_topic"), ("queries._OPEN_AFTER", "ix_tasks_open_number"),
        ("inbox._PRUNE", "ix_inbox_done"),
    ],
)  # fmt: skip
def test_what_is_looked_for_by_name_topic_or_number_is_found_by_its_index(db: Database, name: str, index: str) -> None:
    found = plan(db, ALL[name])
    assert any(index in step.split() for step in found), found


@pytest.mark.parametrize("tops", [True, False])
@pytest.mark.parametrize("names", [(), ("team_id",), ("seen_by",)])
def test_the_lines_of_a_plan_are_found_by_their_period(db: Database, names: tuple[str, ...], tops: bool) -> None:
    for statement in (trees.lines_counted(names, tops), trees.lines_listed(names, tops)):
        found = plan(db, statement)
        assert any("ix_tasks_plan" in step.split() for step in found), found
        assert not [step for step in found if step.startswith("SCAN tasks")], found


def test_there_is_no_exception_for_what_is_gone() -> None:
    assert set(EXCEPTIONS) <= set(ALL)
