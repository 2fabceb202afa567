"""What seldom changes is remembered from one unit to the next: who is who, the teams, who is away, what is asked of whom."""

from __future__ import annotations

from collections.abc import Mapping

from storage.prepared import Statements
from storage.rows import (
    absences,
    assignments,
    backups,
    clocks,
    drafts,
    history,
    ladders,
    members,
    memberships,
    meta,
    milestones,
    questions,
    requests,
    tasks,
    teams,
)
from storage.store import SqlStore

# Repositories that remember what they have read, until something is written, and the tables they read.
_REPOSITORIES: Mapping[str, frozenset[str]] = {
    name: frozenset(table.name for table in tables)
    for name, tables in {
        "members": (members, memberships),
        "teams": (teams,),
        "absences": (absences, backups),
        "ladders": (ladders,),
        "questions": (questions,),
        "drafts": (drafts,),
        "tasks": (tasks, assignments, clocks, requests, milestones),
        "history": (history,),
        "meta": (meta,),
    }.items()
}
# After so many units whatever remembers more rows than that begins anew: of tasks some ten megabytes.
_EVERY, _MOST = 50, 3000


class Memory:
    """Repositories with what they have read, handed from each unit on a connection to the next.

    Nothing in them is old. SQLite says by a number whether another connection has written anything; of whose tables a unit
    itself wrote one, it is not handed on; a unit that failed hands on none.
    """

    def __init__(self) -> None:
        self._kept: dict[str, object] = {}
        self._on: tuple[Statements, int] | None = None
        self._units = 0

    def begin(self, statements: Statements) -> SqlStore:
        """The store of a unit whose transaction has begun, with what is still so."""
        store, on = SqlStore(statements), (statements, statements.version())
        if on == self._on:
            vars(store).update(self._kept)
        self._on, self._kept = on, {}
        return store

    def end(self, store: SqlStore) -> None:
        """The unit was committed."""
        self._units += 1
        written = store.statements.written
        if None not in written:
            made = vars(store)
            store.next_unit()
            self._kept = {n: made[n] for n, tables in _REPOSITORIES.items() if n in made and not tables & written}
        if self._units % _EVERY == 0:
            self._kept = {n: made for n, made in self._kept.items() if _rows(made) <= _MOST}


def _rows(repository: object) -> int:
    """How much the largest of its memories holds."""
    return max(map(_held, vars(repository).values()))


def _held(read: object) -> int:
    if isinstance(read, dict):
        return sum(len(one) if isinstance(one, list) else 1 for one in read.values())
    return len(read) if isinstance(read, list) else 0
