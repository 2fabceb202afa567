"""To whom notices were told and who has read them: a row for each reading, so that one tap writes one row however many
readers there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, exists, func, insert, or_, select

from domain.model.people import Member, Role
from domain.model.tasks import Kind, Task
from storage.convert import reader
from storage.matters import OPEN
from storage.prepared import Statements, literally, once, unless_there
from storage.rows import members, memberships, notice_reads, notice_teams, tasks

_Bound = BindParameter[Any]
_TASK: _Bound = bindparam("of_task")
_MEMBER: _Bound = bindparam("of_member")
_SENDER: _Bound = bindparam("of_sender")
_MOST: _Bound = bindparam("most")
_START: _Bound = bindparam("start")
_OF_THIS = notice_teams.c.task_id == _TASK
_WHO = select(memberships.c.member_id).where(memberships.c.team_id.in_(select(notice_teams.c.team_id).where(_OF_THIS)))
_CIRCLE = and_(members.c.id.in_(_WHO), members.c.active, members.c.left.is_(False), members.c.id != _SENDER)
_HAS_READ = and_(notice_reads.c.task_id == _TASK, notice_reads.c.member_id == members.c.id)

_TELL, _READ = once(insert(notice_teams)), once(unless_there(notice_reads))
_TEAMS = once(select(notice_teams.c.team_id).where(_OF_THIS).order_by(notice_teams.c.team_id))
_IS_TOLD = once(
    select(notice_teams.c.team_id)
    .join(memberships, memberships.c.team_id == notice_teams.c.team_id)
    .where(_OF_THIS, memberships.c.member_id == _MEMBER)
    .limit(1)
)
_READING = once(
    select(notice_reads.c.read_at).where(notice_reads.c.task_id == _TASK, notice_reads.c.member_id == _MEMBER)
)
_counts: Any = select(func.count(notice_reads.c.member_id), func.count())
_COUNTS = once(_counts.select_from(members.outerjoin(notice_reads, _HAS_READ)).where(_CIRCLE))
_UNREAD = once(
    select(members)
    .where(_CIRCLE, ~exists(select(notice_reads.c.task_id).where(_HAS_READ)))
    .order_by(members.c.id)
    .limit(_MOST)
    .offset(_START)
)
_READERS = once(
    select(members, notice_reads.c.read_at)
    .join(notice_reads, _HAS_READ)
    .where(_CIRCLE)
    .order_by(notice_reads.c.member_id)
    .limit(_MOST)
    .offset(_START)
)
_ALL_READS = once(select(notice_reads.c.member_id, notice_reads.c.read_at).where(notice_reads.c.task_id == _TASK))
_OF_TEAM = once(
    select(notice_teams.c.task_id)
    .join(tasks, tasks.c.id == notice_teams.c.task_id)
    .where(notice_teams.c.team_id == bindparam("of_team"), OPEN)
    .order_by(notice_teams.c.task_id)
)
# Of several at once: how many are in the circle of each and how many of them have read it.
_SEVERAL: _Bound = bindparam("ids", expanding=True)
_COUNTS_OF = (
    select(notice_teams.c.task_id, func.count(notice_reads.c.member_id.distinct()), func.count(members.c.id.distinct()))
    .join(tasks, tasks.c.id == notice_teams.c.task_id)
    .join(memberships, memberships.c.team_id == notice_teams.c.team_id)
    .join(members, members.c.id == memberships.c.member_id)
    .outerjoin(
        notice_reads,
        and_(notice_reads.c.task_id == notice_teams.c.task_id, notice_reads.c.member_id == members.c.id),
    )
    .where(
        notice_teams.c.task_id.in_(_SEVERAL), members.c.active, members.c.left.is_(False),
        members.c.id != tasks.c.assigner_id,
    )
    .group_by(notice_teams.c.task_id)
)  # fmt: skip
_READ_OF = select(notice_reads.c.task_id).where(
    notice_reads.c.task_id.in_(_SEVERAL), notice_reads.c.member_id == _MEMBER
)

_IS_NOTICE = and_(OPEN, tasks.c.kind == literally(Kind.NOTICE)[0])


def _told_to(*where: ColumnElement[bool]) -> ColumnElement[bool]:
    return tasks.c.id.in_(select(notice_teams.c.task_id).where(*where))


_MINE = or_(
    tasks.c.assigner_id == _MEMBER,
    _told_to(notice_teams.c.team_id.in_(select(memberships.c.team_id).where(memberships.c.member_id == _MEMBER))),
)
_LISTED: Mapping[str, ColumnElement[bool]] = {
    "member": _MINE,
    "team": _told_to(notice_teams.c.team_id == bindparam("of_team")),
}
_COUNT = {
    name: once(select(func.count()).select_from(tasks).where(_IS_NOTICE, which)) for name, which in _LISTED.items()
}
_LIST = {
    name: once(select(tasks.c.id).where(_IS_NOTICE, which).order_by(tasks.c.id.desc()).limit(_MOST).offset(_START))
    for name, which in _LISTED.items()
}
_read_member = reader(Member, members, role=Role)


class NoticesRepository:
    """Written once each: a notice's teams with it, a reading when it comes."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def tell(self, task_id: int, team_ids: Iterable[int]) -> None:
        self.db.execute(_TELL, [{"task_id": task_id, "team_id": team_id} for team_id in team_ids])

    def mark_read(self, task_id: int, member_id: int, at: datetime) -> bool:
        """Somebody has read it; False where they had already."""
        return self.db.execute(_READ, {"task_id": task_id, "member_id": member_id, "read_at": at}).rowcount == 1

    def teams(self, task_id: int) -> tuple[int, ...]:
        return tuple(self.db.execute(_TEAMS, {"of_task": task_id}).scalars())

    def is_told(self, task_id: int, member_id: int) -> bool:
        """Whether somebody is of a team to which it was told."""
        return self.db.execute(_IS_TOLD, {"of_task": task_id, "of_member": member_id}).first() is not None

    def has_read(self, task_id: int, member_id: int) -> bool:
        return self.db.execute(_READING, {"of_task": task_id, "of_member": member_id}).first() is not None

    def counts(self, task: Task) -> tuple[int, int]:
        """How many of the circle have read it, of how many."""
        read, of = self.db.execute(_COUNTS, _circle(task)).first()
        return read, of

    def unread(self, task: Task, most: int, start: int = 0) -> list[Member]:
        """Some of those who have not read it."""
        rows = self.db.execute(_UNREAD, _circle(task) | {"most": most, "start": start})
        return [_read_member(row) for row in rows]

    def read(self, task: Task, most: int, start: int = 0) -> list[tuple[Member, datetime]]:
        """Some of those who have, and when."""
        rows = self.db.execute(_READERS, _circle(task) | {"most": most, "start": start})
        return [(_read_member(row[:-1]), row[-1]) for row in rows]

    def all_reads(self, task_id: int) -> Mapping[int, datetime]:
        """Everybody who ever read it, whether they are still here or not."""
        return {row[0]: row[1] for row in self.db.execute(_ALL_READS, {"of_task": task_id})}

    def open_of_team(self, team_id: int) -> list[int]:
        """The notices to a team that wait for readers."""
        return list(self.db.execute(_OF_TEAM, {"of_team": team_id}).scalars())

    def counts_of(self, task_ids: Iterable[int]) -> Mapping[int, tuple[int, int]]:
        """The counts of several; one whose circle is empty is not among them."""
        return {row[0]: (row[1], row[2]) for row in self.db.execute(_COUNTS_OF, {"ids": list(task_ids)})}

    def read_of(self, task_ids: Iterable[int], member_id: int) -> frozenset[int]:
        """Which of these somebody has read."""
        return frozenset(self.db.execute(_READ_OF, {"ids": list(task_ids), "of_member": member_id}).scalars())

    def count(self, *, member_id: int | None = None, team_id: int | None = None) -> int:
        """How many open ones somebody sent or is to read, or a team is."""
        which, values = _listed(member_id, team_id)
        return int(self.db.execute(_COUNT[which], values).scalar())

    def page(self, most: int, start: int, *, member_id: int | None = None, team_id: int | None = None) -> list[int]:
        """Some of them, the newest first."""
        which, values = _listed(member_id, team_id)
        return list(self.db.execute(_LIST[which], values | {"most": most, "start": start}).scalars())


def _circle(task: Task) -> dict[str, Any]:
    return {"of_task": task.id, "of_sender": task.assigner_id}


def _listed(member_id: int | None, team_id: int | None) -> tuple[str, dict[str, Any]]:
    return ("team", {"of_team": team_id}) if member_id is None else ("member", {"of_member": member_id})
