"""What a search asks of the database; each condition is a row here, and rights are conditions like the others."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Text,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    union_all,
)

from domain.model.matters import MAY_BE_LATE, OWED
from domain.model.people import NOBODY, Role
from domain.model.post import PostKind
from domain.model.search import Asked, Circle, Moment, Search, Sought, Stand
from domain.model.tasks import Kind, Part, RequestKind, Status, Task
from domain.model.value import value
from domain.text import as_json, storable
from storage.matters import CLOSED, OPEN, OPENLY, given, may_know, narrowed, of_teams, who, with_part
from storage.prepared import Prepared, Statements, literally, once
from storage.queries import TaskQueries
from storage.rows import assignments, memberships, notice_teams, posts, requests, searches, task_tags, tasks
from storage.words import INDEX, SHIFT, TERMS, quoted

_SIGNS = 3  # as many stand together in the index
_LAST = "\U0010ffff"  # no sign comes after it

# -- words -------------------------------------------------------------------------------------------------------------


def _holding(name: str, short: int, *, long: bool) -> list[Select[Any]]:
    """The numbers of matters in which one of the spellings of a word stands: those of three signs are looked up, of shorter
    ones every three signs that begin with them."""
    found: list[Select[Any]] = []
    if long:
        found.append(select(INDEX.c.rowid.op(">>")(SHIFT)).where(INDEX.c.search_words.op("MATCH")(_text(name))))
    for i in range(short):
        first, last = _text(f"{name}_from{i}"), _text(f"{name}_to{i}")
        found.append(select(TERMS.c.doc.op(">>")(SHIFT)).where(TERMS.c.term >= first, TERMS.c.term <= last))
    return found


def _text(name: str) -> Any:
    return bindparam(name, type_=Text)


def _word(name: str, short: int, *, long: bool, numbered: bool) -> ColumnElement[bool]:
    holding = _holding(name, short, long=long)
    kinds = [tasks.c.id.in_(union_all(*holding) if len(holding) > 1 else holding[0])] if holding else []
    return or_(*kinds, *([tasks.c.id == who(f"{name}_number")] if numbered else []))


# -- how it stands -----------------------------------------------------------------------------------------------------


def _is(*statuses: Status) -> ColumnElement[bool]:
    return tasks.c.status.in_(literally(*statuses))


_NOW = bindparam("now", type_=tasks.c.due_at.type)
STANDS: Mapping[Stand, ColumnElement[bool]] = {
    Stand.OPEN: OPEN,
    # as /overdue has it
    Stand.OVERDUE: and_(
        OPEN, _is(*MAY_BE_LATE), tasks.c.due_at <= _NOW, tasks.c.awaits == "", tasks.c.kind.in_(literally(*OWED))
    ),
    Stand.UNACCEPTED: _is(Status.ASSIGNED),
    Stand.ACTIVE: _is(Status.ACTIVE),
    Stand.REVIEW: _is(Status.SUBMITTED),
    Stand.DECLINED: _is(Status.DECLINED),
    Stand.PAUSED: _is(Status.PAUSED),
    Stand.WAITING: and_(OPEN, tasks.c.awaits != ""),
    Stand.DONE: _is(Status.DONE),
    Stand.CANCELLED: _is(Status.CANCELLED),
}


def _within(column: ColumnElement[datetime]) -> ColumnElement[bool]:
    since, until = (bindparam(name, type_=tasks.c.due_at.type) for name in ("since", "until"))
    return and_(column >= since, column < until)


_DONE_THEN = and_(_is(Status.DONE), _within(tasks.c.closed_at))
_MOMENTS: Mapping[Moment, ColumnElement[bool]] = {
    Moment.GIVEN: _within(tasks.c.created_at),
    Moment.DUE: _within(tasks.c.due_at),
    Moment.DONE: _DONE_THEN,
    Moment.ANY: or_(_within(tasks.c.created_at), _within(tasks.c.due_at), _DONE_THEN),
}


_placed = tasks.alias("placed")


def _in_the_hands_of(name: str) -> ColumnElement[bool]:
    """Who leads or helps, or stands in. Who raised a matter is no condition: a name may be kept back."""
    parts = select(assignments.c.task_id).where(
        assignments.c.member_id == who(name), assignments.c.part.in_(literally(Part.LEAD, Part.CO))
    )
    place = select(_placed.c.id).where(_placed.c.standin_id == who(name), _placed.c.status.not_in(CLOSED))
    return tasks.c.id.in_(union_all(parts, place))


# -- rights ------------------------------------------------------------------------------------------------------------

_SHOWN_ALOUD = exists(
    select(posts.c.task_id).where(
        posts.c.task_id == tasks.c.id, posts.c.kind == literally(PostKind.CARD)[0], posts.c.member_id.is_(None)
    )
)
_NOT_PRIVATE = or_(tasks.c.kind != literally(Kind.RAISED)[0], _SHOWN_ALOUD)
_VIEWER, _KNOWS, _GROUP = who("viewer"), who("knows"), who("of_group")
_ASKED = select(requests.c.task_id).where(
    requests.c.to_member_id == _VIEWER,
    requests.c.answered_at.is_(None),
    requests.c.kind == literally(RequestKind.HAND_ON)[0],
)
_TOLD = (
    select(notice_teams.c.task_id)
    .join(memberships, memberships.c.team_id == notice_teams.c.team_id)
    .where(memberships.c.member_id == _VIEWER)
)
_CONCERNS = or_(
    tasks.c.assigner_id == _VIEWER,
    with_part(member=_VIEWER),
    tasks.c.standin_id == _VIEWER,
    of_teams(_VIEWER, Role.LEADER, Role.SUPERVISOR),
)
_SEES = or_(_CONCERNS, tasks.c.id.in_(_ASKED), tasks.c.id.in_(_TOLD), and_(of_teams(_VIEWER), _NOT_PRIVATE))
_TOLD_HERE = select(notice_teams.c.task_id).where(notice_teams.c.team_id == _GROUP)
_SEEN_HERE = and_(or_(tasks.c.team_id == _GROUP, tasks.c.id.in_(_TOLD_HERE)), _NOT_PRIVATE)
_MAY_KNOW = or_(may_know(_KNOWS), tasks.c.id.in_(_ASKED))

_KNOWN: Mapping[str, list[ColumnElement[bool]]] = {"": [], "own": [_MAY_KNOW], "none": [OPENLY]}


def _rights(shape: Shape) -> list[ColumnElement[bool]]:
    seen = _CONCERNS if shape.concerned else _SEES
    return [*_KNOWN[shape.known], *([seen] if shape.viewer else []), *([_SEEN_HERE] if shape.group else [])]


# -- whole statements --------------------------------------------------------------------------------------------------


@value
class Shape:
    """Which conditions there are: for each word how many short spellings, whether longer ones, whether a number."""

    words: tuple[tuple[int, bool, bool], ...] = ()
    people: int = 0
    tags: int = 0
    stand: Stand | None = None
    moment: Moment | None = None
    known: str = "none"  # whose confidential matters
    viewer: bool = False
    group: bool = False
    circle: tuple[tuple[str, ...], tuple[Status, ...], tuple[Kind, ...]] | None = None
    concerned: bool = False
    of_team: bool = False
    kinds: tuple[Kind, ...] = ()

    @property
    def numbers(self) -> list[str]:
        """The names of the numbers that are looked for."""
        return [f"word{i}_number" for i, (_, _, numbered) in enumerate(self.words) if numbered]


def conditions(shape: Shape) -> list[ColumnElement[bool]]:
    """What is asked of a task."""
    words = (_word(f"word{i}", short, long=long, numbered=n) for i, (short, long, n) in enumerate(shape.words))
    tagged = (
        tasks.c.id.in_(select(task_tags.c.task_id).where(task_tags.c.tag == bindparam(f"tag{i}")))
        for i in range(shape.tags)
    )
    return [
        *words,
        *tagged,
        *(_in_the_hands_of(f"person{i}") for i in range(shape.people)),
        *([STANDS[shape.stand]] if shape.stand else []),
        *([_MOMENTS[shape.moment]] if shape.moment else []),
        *_rights(shape),
        *(narrowed(*shape.circle) if shape.circle else []),
        *([tasks.c.team_id == who("within_team")] if shape.of_team else []),
        *([tasks.c.kind.in_(literally(*shape.kinds))] if shape.kinds else []),
    ]


@cache
def counted(shape: Shape) -> Prepared:
    """How many there are."""
    return once(select(func.count()).select_from(tasks).where(*conditions(shape)))


@cache
def listed(shape: Shape) -> Prepared:
    """A page of them: what was asked for by its number, what is open by its deadline, then the newest that was closed."""
    order: list[ColumnElement[Any]] = [case((tasks.c.id == who(name), 0), else_=1) for name in shape.numbers]
    order += [tasks.c.status.in_(CLOSED), case((OPEN, tasks.c.due_at)), case((OPEN, tasks.c.id))]
    order += [tasks.c.closed_at.desc(), tasks.c.id.desc()]
    query = select(tasks).where(*conditions(shape)).order_by(*order)
    return once(query.limit(bindparam("most")).offset(bindparam("start")))


def asked_of(sought: Sought) -> tuple[Shape, dict[str, Any]]:
    """The statement's shape, and the values that are bound in it."""
    values: dict[str, Any] = {"now": sought.now, "since": sought.since, "until": sought.until}
    words = tuple(_said(f"word{i}", word.spellings, word.number, values) for i, word in enumerate(sought.words))
    values |= {f"person{i}": person for i, person in enumerate(sought.people)}
    values |= {f"tag{i}": tag for i, tag in enumerate(sought.tags)}
    values |= {"viewer": sought.viewer, "knows": sought.secret_to, "of_group": sought.team_id}
    values["within_team"] = sought.of_team
    names, narrowing = given(sought.circle) if sought.circle else ((), {})
    shape = Shape(
        words, len(sought.people), len(sought.tags), sought.stand, sought.moment if sought.since else None,
        "" if sought.secret_to is None else "none" if sought.secret_to == NOBODY else "own",
        viewer=sought.viewer is not None, group=sought.team_id is not None,
        circle=(names, sought.circle.statuses, sought.circle.kinds) if sought.circle else None,
        concerned=sought.concerned, of_team=sought.of_team is not None, kinds=sought.kinds,
    )  # fmt: skip
    return shape, values | narrowing


def _said(name: str, spellings: Sequence[str], number: int | None, values: dict[str, Any]) -> tuple[int, bool, bool]:
    spellings = tuple(map(storable, spellings))
    short = [s.lower() for s in spellings if len(s) < _SIGNS]
    long = [quoted(s) for s in spellings if len(s) >= _SIGNS]
    values |= {name: " OR ".join(long)} | ({f"{name}_number": number} if number is not None else {})
    for i, spelling in enumerate(short):
        values |= {f"{name}_from{i}": spelling, f"{name}_to{i}": spelling + _LAST}
    return len(short), bool(long), number is not None


# -- the repository ----------------------------------------------------------------------------------------------------

_KEPT = timedelta(days=30)
_ONE = once(select(searches).where(searches.c.id == bindparam("of_id", type_=BigInteger)))
_KEEP = once(insert(searches).returning(searches.c.id))
_PRUNE = once(
    delete(searches).where(searches.c.member_id == bindparam("of_member"), searches.c.at < bindparam("before"))
)


class SearchesRepository:
    """Searches that were made, and what they find."""

    def __init__(self, db: Statements, queries: TaskQueries) -> None:
        self.db, self._queries = db, queries

    def keep(self, member_id: int, team_id: int | None, asked: Asked, now: datetime) -> Search:
        """Keep a search by a number of its own; those of weeks ago go."""
        self.db.execute(_PRUNE, {"of_member": member_id, "before": now - _KEPT})
        row = {"member_id": member_id, "team_id": team_id, "asked": as_json(asked), "at": now}
        return Search(self.db.execute(_KEEP, row).scalar_one(), member_id, team_id, asked, now)

    def get(self, search_id: int) -> Search | None:
        row = self.db.execute(_ONE, {"of_id": search_id}).first()
        return Search(row.id, row.member_id, row.team_id, _read(row.asked), row.at) if row else None

    def count(self, sought: Sought) -> int:
        """How many matters a search finds."""
        shape, values = asked_of(sought)
        return int(self.db.execute(counted(shape), values).scalar())

    def page(self, sought: Sought, most: int, start: int = 0) -> list[Task]:
        """Some of them in their order."""
        shape, values = asked_of(sought)
        return self._queries.load(listed(shape), **values, most=most, start=start)


_READ: Mapping[str, Callable[[Any], Any]] = {
    "words": tuple, "numbers": tuple, "people": tuple, "tags": tuple, "moment": Moment,
    "stand": lambda value: Stand(value) if value else None, "circle": lambda value: Circle(**value),
}  # fmt: skip


def _read(stored: str) -> Asked:
    fields = cast("dict[str, Any]", json.loads(stored))
    return Asked(**{name: _READ.get(name, lambda value: value)(value) for name, value in fields.items()})
