"""Tasks as they are read: one, and the lists that people and the program ask for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from domain.model.matters import Matters
from domain.model.tasks import Kind, Part, Status, Task
from domain.model.trees import PlanLines
from domain.model.value import replace
from storage.known import KnownTasks
from storage.links import BEFORE
from storage.matters import (
    MEMBER,
    OPEN,
    OPENLY,
    counted,
    counted_of_hands,
    counted_to,
    given,
    listed,
    stands_in,
    with_part,
)
from storage.prepared import Prepared, literally, once
from storage.rows import assignments, members, memberships, requests, tasks
from storage.trees import ABOVE, CHILDREN, lines_counted, lines_given, lines_listed


def _listed(*where: ColumnElement[bool]) -> Select[Any]:
    """The one due first at the top."""
    return select(tasks).where(*where).order_by(tasks.c.due_at, tasks.c.id)


_A_TASK = tasks.c.kind == literally(Kind.TASK)[0]
_OWED = tasks.c.kind != literally(Kind.NOTICE)[0]  # whoever sends a notice owes nobody work
_OF_LEAD = once(_listed(with_part(Part.LEAD), OPEN, _OWED))
_STOOD_IN = once(_listed(stands_in(MEMBER)))
_OPEN_AFTER = once(
    select(tasks).where(OPEN, tasks.c.id > bindparam("after")).order_by(tasks.c.id).limit(bindparam("most"))
)
_HAS_ASSIGNED = once(select(tasks.c.id).where(tasks.c.assigner_id == MEMBER, _A_TASK).limit(1))
_HANDED_IN = once(
    _listed(tasks.c.status.in_(literally(Status.SUBMITTED, Status.DECLINED)))  # as the index over these has it
)
_ASKED = once(_listed(OPEN, tasks.c.id.in_(select(requests.c.task_id).where(requests.c.answered_at.is_(None)))))
_LEADLESS = once(
    select(tasks).where(
        OPEN,
        tasks.c.id.in_(
            select(assignments.c.task_id).where(
                assignments.c.part == literally(Part.LEAD)[0],
                assignments.c.member_id.in_(select(members.c.id).where(members.c.active.is_(False))),
            )
        ),
    )
)
_CLOSED = (
    tasks.c.team_id == bindparam("team_id"), _A_TASK, tasks.c.status == literally(Status.DONE)[0],
    tasks.c.closed_at >= bindparam("since"), OPENLY,
)  # fmt: skip
_CLOSED_SINCE = once(_listed(*_CLOSED).limit(bindparam("most")))
_COUNT_CLOSED = once(select(func.count()).select_from(tasks).where(*_CLOSED))
_CLOSED_BETWEEN = once(
    select(tasks)
    .where(
        _A_TASK,
        tasks.c.status == literally(Status.DONE)[0],
        tasks.c.closed_at >= bindparam("since"),
        tasks.c.closed_at < bindparam("until"),
    )
    .order_by(tasks.c.closed_at.desc())
    .limit(bindparam("most"))
)
_ANSWERED_OF = once(
    _listed(
        tasks.c.assigner_id == MEMBER,
        tasks.c.kind == literally(Kind.RAISED)[0],
        tasks.c.status == literally(Status.DONE)[0],
        tasks.c.closed_at >= bindparam("since"),
    )
)
_CLOSED_OF_LEAD = once(
    _listed(
        with_part(Part.LEAD),
        _A_TASK,
        tasks.c.status == literally(Status.DONE)[0],
        tasks.c.closed_at >= bindparam("since"),
    )
)
_SHARED = once(
    select(memberships.c.team_id)
    .where(
        memberships.c.member_id == MEMBER,
        memberships.c.team_id.in_(select(memberships.c.team_id).where(memberships.c.member_id == bindparam("other"))),
    )
    .order_by(memberships.c.team_id)
    .limit(1)
)


class TaskQueries(KnownTasks):
    """Whole tasks, one or the lists that are asked for; nothing is written."""

    def above(self, task_id: int) -> tuple[int, ...]:
        """The numbers of the tasks above one, its parent first."""
        parents = {row[0]: row[1] for row in self.db.execute(ABOVE, {"of": task_id})}
        found: list[int] = []
        parent = parents.get(task_id)
        while parent is not None and parent not in found:
            found.append(parent)
            parent = parents.get(parent)
        return tuple(found)

    def before(self, task_id: int) -> list[tuple[int, int]]:
        """A task and all that come before it, as pairs of one and one it comes after."""
        return [(row[0], row[1]) for row in self.db.execute(BEFORE, {"of": task_id})]

    def children(self, task_id: int, most: int, start: int = 0) -> list[Task]:
        """A page of what is right below a task, but for what was cancelled: the one due first at the top."""
        return self.load(CHILDREN, parent=task_id, most=most, start=start)

    def count_lines(self, which: PlanLines) -> int:
        """How many lines of plans."""
        names, values = lines_given(which)
        return self._number(lines_counted(names, which.tops), **values)

    def lines(self, which: PlanLines, most: int, start: int = 0) -> list[Task]:
        """A page of lines of plans."""
        names, values = lines_given(which)
        return self.load(lines_listed(names, which.tops), **values, most=most, start=start)

    def open_of_lead(self, member_id: int) -> list[Task]:
        return self.load(_OF_LEAD, member_id=member_id)

    def open_of_standin(self, member_id: int) -> list[Task]:
        """Open tasks in which the member was asked to stand in for the lead, or does."""
        return self.load(_STOOD_IN, member_id=member_id)

    def count(self, which: Matters, most: int | None = None) -> int:
        """How many, `most` of them where it is told. Of what is due later: all, without the few that are due by then."""
        names, values = given(which)
        if most is not None:
            return self._number(counted_to(names, which.statuses, which.kinds), **values, most=most)
        if which.not_by is not None:
            return self.count_each([which])[0]
        if which.due_after is not None and which.due_until is None:
            at_any_time = replace(which, due_after=None)
            return self.count(at_any_time) - self.count(replace(at_any_time, due_until=which.due_after))
        return self._number(counted(names, which.statuses, which.kinds), **values)

    def _number(self, query: Prepared, **values: Any) -> int:
        return int(self.db.execute(query, values).scalar())

    def count_each(self, lists: Sequence[Matters]) -> list[int]:
        """How many of each. Of what somebody does not do themselves: all, without the few they do, at which is looked once."""
        counts = [self.count(replace(which, not_by=None)) for which in lists]
        for member_id in {which.not_by for which in lists} - {None}:
            places = [i for i, which in enumerate(lists) if which.not_by == member_id and counts[i]]
            theirs = self._count_of_hands(member_id, [replace(lists[i], not_by=None) for i in places]) if places else []
            for i, few in zip(places, theirs, strict=True):
                counts[i] -= few
        return counts

    def _count_of_hands(self, member_id: int | None, lists: Sequence[Matters]) -> list[int]:
        asked = [given(which) for which in lists]
        values = {f"{name}_{n}": value for n, (_, of) in enumerate(asked) for name, value in of.items()}
        shapes = tuple((names, which.statuses, which.kinds) for (names, _), which in zip(asked, lists, strict=True))
        return list(self.db.execute(counted_of_hands(shapes), values | {"by": member_id}).first())

    def page(self, which: Matters, most: int, start: int = 0) -> list[Task]:
        """Some of them in their order: the one due first at the top."""
        names, values = given(which)
        return self.load(listed(names, which.statuses, which.kinds), **values, most=most, start=start)

    def undecided(self) -> list[Task]:
        """Open tasks in which something waits for an answer: a result, a request, a refusal to do it."""
        found = {task.id: task for query in (_HANDED_IN, _ASKED) for task in self.load(query)}
        return sorted(found.values(), key=lambda t: (t.due_at, t.id))

    def leadless(self) -> list[Task]:
        """Open tasks whose lead has left the office: the one due first at the top."""
        return sorted(self.load(_LEADLESS), key=lambda t: (t.due_at, t.id))

    def has_assigned(self, member_id: int) -> bool:
        """Whether the member ever gave a task."""
        return self.db.execute(_HAS_ASSIGNED, {"member_id": member_id}).first() is not None

    def open_after(self, task_id: int, most: int) -> list[Task]:
        """Some of them by their numbers, those after this one."""
        return self.load(_OPEN_AFTER, after=task_id, most=most)

    def closed_since(self, team_id: int, since: datetime, most: int) -> list[Task]:
        return self.load(_CLOSED_SINCE, team_id=team_id, since=since, most=most)

    def count_closed_since(self, team_id: int, since: datetime) -> int:
        return self._number(_COUNT_CLOSED, team_id=team_id, since=since)

    def closed_between(self, since: datetime, until: datetime, most: int) -> list[Task]:
        """What was finished in a time, the last first, whosever it is: who asks looks at what they may see."""
        return self.load(_CLOSED_BETWEEN, since=since, until=until, most=most)

    def closed_of_lead(self, member_id: int, since: datetime) -> list[Task]:
        return self.load(_CLOSED_OF_LEAD, member_id=member_id, since=since)

    def answered_of(self, member_id: int, since: datetime) -> list[Task]:
        """What the member raised and was answered since then."""
        return self.load(_ANSWERED_OF, member_id=member_id, since=since)

    def team_shared(self, viewer: int, other: int) -> int | None:
        """The first team both are in: where a task given in private belongs."""
        shared: int | None = self.db.execute(_SHARED, {"member_id": viewer, "other": other}).scalar()
        return shared
