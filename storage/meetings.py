"""Meetings, what was discussed at them, and the lines of their briefs: a few statements, however many matters there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from domain.facts.base import Event
from domain.facts.tasks import Reported, Submitted
from domain.model.matters import WORK
from domain.model.meetings import BriefLine, Discussed, Meeting
from domain.model.tasks import Part, RequestKind, Status
from domain.model.value import replace
from storage.convert import reader, writer
from storage.history import EVENT, event_of
from storage.matters import OPEN, OPENLY
from storage.prepared import Prepared, Statements, among, literally, numbers, once
from storage.rows import assignments, history, meeting_matters, meetings, requests, tasks

_TEAM: BindParameter[Any] = bindparam("of_team")
_THIS = meetings.c.id == bindparam("of_id")
_IS_OPEN, _IS_HELD = meetings.c.held_at.is_(None), meetings.c.held_at.is_not(None)
_OF_OFFICE = meetings.c.team_id.is_(None)
_OF_TEAM = meetings.c.team_id == _TEAM


def _by_team(build: Any) -> dict[bool, Prepared]:
    """One statement for a team, and one for the whole office."""
    return {True: once(build(_OF_TEAM)), False: once(build(_OF_OFFICE))}


_ONE = once(select(meetings).where(_THIS))
_OPEN_OF = _by_team(lambda whose: select(meetings).where(whose, _IS_OPEN).order_by(meetings.c.id.desc()).limit(1))
_LAST_HELD = _by_team(
    lambda whose: select(meetings.c.held_at).where(whose, _IS_HELD).order_by(meetings.c.held_at.desc()).limit(1)
)
_ADD = once(insert(meetings).returning(meetings.c.id))
_SAVE = once(update(meetings).where(_THIS))
_TALKED = meeting_matters.c.meeting_id == bindparam("of_id")
_DISCUSSED = once(select(meeting_matters).where(_TALKED).order_by(meeting_matters.c.task_id))
_TICK = once(insert(meeting_matters))
_UNTICK = once(delete(meeting_matters).where(_TALKED, meeting_matters.c.task_id == bindparam("of_task")))

_LEAD = assignments.alias("lead")
_TAKEN_OVER = and_(tasks.c.standin_id.is_not(None), tasks.c.taken_over_at.is_not(None))
_DUTY = case((_TAKEN_OVER, tasks.c.standin_id), else_=_LEAD.c.member_id)
_WAITS = exists(
    select(requests.c.task_id).where(
        requests.c.task_id == tasks.c.id,
        requests.c.answered_at.is_(None),
        or_(requests.c.kind != literally(RequestKind.DISPUTE)[0], requests.c.put_at.is_not(None)),
    )
)
# What is confidential is spoken of at no meeting.
_WORK = tasks.c.kind.in_(literally(*WORK)) if len(WORK) > 1 else tasks.c.kind == literally(*WORK)[0]
# Of the whole office what somebody keeps for themselves, outside every team, is nobody's to read out.
_HERE: dict[bool, ColumnElement[bool]] = {
    True: tasks.c.team_id == _TEAM,
    False: or_(tasks.c.team_id.is_not(None), tasks.c.assigner_id != _LEAD.c.member_id),
}
_DONE = and_(tasks.c.status == literally(Status.DONE)[0], tasks.c.closed_at >= bindparam("since"))
_TOLD = (
    tasks.c.id, tasks.c.title, _DUTY.label("duty_id"), tasks.c.status, tasks.c.due_at, tasks.c.due_day_only,
    tasks.c.closed_at, tasks.c.percent, tasks.c.blocked, tasks.c.standard, _WAITS.label("asks"),
)  # fmt: skip


def _lines(*columns: Any, of_team: bool, among_: ColumnElement[bool]) -> Select[Any]:
    joined = tasks.join(_LEAD, and_(_LEAD.c.task_id == tasks.c.id, _LEAD.c.part == literally(Part.LEAD)[0]))
    return select(*columns).select_from(joined).where(_WORK, OPENLY, _HERE[of_team], among_)


def _page(*, of_team: bool, done: bool) -> Prepared:
    """What is open by its deadline, what is done by when it was."""
    order = tasks.c.closed_at if done else tasks.c.due_at
    found = _lines(*_TOLD, of_team=of_team, among_=_AMONG[done]).order_by(order, tasks.c.id)
    return once(found.limit(bindparam("most")).offset(bindparam("start")))


_KEYS = [(of_team, done) for of_team in (True, False) for done in (False, True)]
_AMONG = {False: OPEN, True: _DONE}
_COUNT = {
    key: once(_lines(func.count(), of_team=key[0], among_=_AMONG[key[1]])) for key in _KEYS
}  # fmt: skip
_PAGE = {key: _page(of_team=key[0], done=key[1]) for key in _KEYS}
_ALL = 1_000_000

_SAYS = history.c.name.in_(literally(Reported.name, Submitted.name))
_NEWEST = (
    select(history.c.task_id, func.max(history.c.seq).label("seq"))
    .where(among(history.c.task_id, "ids"), _SAYS)
    .group_by(history.c.task_id)
    .subquery()
)
_LAST_WORDS = once(
    select(*EVENT).join(_NEWEST, and_(history.c.task_id == _NEWEST.c.task_id, history.c.seq == _NEWEST.c.seq))
)

_read = reader(Meeting, meetings)
_row = writer(Meeting, meetings)
_read_discussed = reader(Discussed, meeting_matters)


class MeetingsRepository:
    """Meetings, and what is told at them."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def get(self, meeting_id: int) -> Meeting | None:
        row = self.db.execute(_ONE, {"of_id": meeting_id}).first()
        return _read(row) if row else None

    def open_of(self, team_id: int | None) -> Meeting | None:
        """The meeting of a team that nobody said to be over."""
        row = self.db.execute(_OPEN_OF[team_id is not None], _of(team_id)).first()
        return _read(row) if row else None

    def last_held(self, team_id: int | None) -> datetime | None:
        found: datetime | None = self.db.execute(_LAST_HELD[team_id is not None], _of(team_id)).scalar()
        return found

    def discussed(self, meeting_id: int) -> list[Discussed]:
        return [_read_discussed(row) for row in self.db.execute(_DISCUSSED, {"of_id": meeting_id})]

    def lines(self, team_id: int | None, since: datetime) -> list[BriefLine]:
        """All that is open, the one due first at the top, then what was done since, the first of it first."""
        return self.page(team_id, since, _ALL)

    def count(self, team_id: int | None, since: datetime) -> int:
        return sum(self._count(team_id, since, done=done) for done in (False, True))

    def _count(self, team_id: int | None, since: datetime, *, done: bool) -> int:
        given = _of(team_id) | ({"since": since} if done else {})
        return int(self.db.execute(_COUNT[team_id is not None, done], given).scalar())

    def page(self, team_id: int | None, since: datetime, most: int, start: int = 0) -> list[BriefLine]:
        """Some of the lines, in the same order."""
        given = _of(team_id) | {"most": most, "start": start}
        found = self.db.execute(_PAGE[team_id is not None, False], given).all()
        lines = [_line(row) for row in found]
        if len(lines) < most:
            before = 0 if start == 0 else self._count(team_id, since, done=False)
            more = _of(team_id) | {"since": since, "most": most - len(lines), "start": max(0, start - before)}
            lines += [_line(row) for row in self.db.execute(_PAGE[team_id is not None, True], more)]
        return lines

    def last_words(self, task_ids: Sequence[int]) -> dict[int, Event]:
        """The newest report or result of each of these tasks."""
        if not task_ids:
            return {}
        found = self.db.execute(_LAST_WORDS, {"ids": numbers(task_ids)})
        return {row.task_id: event_of(row) for row in found}

    def add(self, meeting: Meeting) -> Meeting:
        row = _row(meeting)
        row.pop("id", None)
        return replace(meeting, id=self.db.execute(_ADD, row).scalar_one())

    def save(self, meeting: Meeting) -> None:
        row = _row(meeting)
        row.pop("id", None)
        self.db.execute(_SAVE, row | {"of_id": meeting.id})

    def tick(self, one: Discussed) -> None:
        """Note a matter, in place of what was noted of it before."""
        self.untick(one.meeting_id, one.task_id)
        self.db.execute(_TICK, {"meeting_id": one.meeting_id, "task_id": one.task_id, "decided": one.decided})

    def untick(self, meeting_id: int, task_id: int) -> None:
        self.db.execute(_UNTICK, {"of_id": meeting_id, "of_task": task_id})


def _of(team_id: int | None) -> dict[str, Any]:
    return {} if team_id is None else {"of_team": team_id}


def _line(row: Any) -> BriefLine:
    return BriefLine(
        row.id, row.title, row.duty_id, Status(row.status), row.due_at, bool(row.due_day_only), row.closed_at,
        row.percent, bool(row.blocked), row.standard, bool(row.asks),
    )  # fmt: skip
