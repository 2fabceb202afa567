"""What hangs on a notice: tasks that were to read it are done when it is read; another answers for it when its sender left."""

from __future__ import annotations

from collections.abc import Iterator

from domain.facts.notices import NoticeFollowed, NoticePassedOn
from domain.model.audience import Audience
from domain.model.matters import Matters
from domain.model.people import Member
from domain.model.tasks import Assignment, Kind, Part, Task
from domain.model.value import replace
from domain.rules.decisions.noticing import read_at_last
from domain.unit import Unit
from domain.usecases.accountability.breaches import write_breaches
from domain.usecases.people.judging import there
from domain.usecases.raised.handlers import above_team
from domain.usecases.tasks import tree, waits

_MOST = 200  # open notices of one sender


def to_be_read_by(unit: Unit, notice: int, member_id: int) -> list[Task]:
    """The open tasks of this person that are to read this notice and nothing else."""
    return [t for t in _reading_tasks(unit, notice) if t.lead_id == member_id]


def _reading_tasks(unit: Unit, notice: int) -> Iterator[Task]:
    facts = (e.fact for e in unit.store.history.of(notice))
    made = (i for fact in facts if isinstance(fact, NoticeFollowed) and fact.reading for i in fact.tasks)
    found = (unit.store.tasks.get(i) for i in made)
    return (task for task in found if task is not None and task.status.is_open)


def done_by_reading(unit: Unit, notice: int, member_id: int) -> None:
    """Whoever has read it has done what they were given for it; whoever gave it hears it among other progress."""
    for task in to_be_read_by(unit, notice, member_id):
        before = write_breaches(unit, task)
        event = unit.happened(*read_at_last(before, notice, unit.now), (Audience.ASSIGNER,))
        after = unit.store.tasks.get(task.id)
        assert after is not None  # it was written just now
        tree.follow(unit, before, after, event)
        waits.follow(unit, before, after, event)


def pass_on(unit: Unit, member_id: int) -> None:
    """The open notices of somebody who may tell those teams nothing any more are whoever's runs the first of them."""
    sender = unit.store.members.get(member_id)
    which = Matters(assigner=member_id, kinds=(Kind.NOTICE,))
    for task in unit.store.tasks.page(which, _MOST) if sender else ():
        teams = unit.store.notices.teams(task.id)
        if sender is not None and not _still_sends(unit, sender, teams):
            _to_next(unit, task, teams)


def _still_sends(unit: Unit, sender: Member, teams: tuple[int, ...]) -> bool:
    here = sender.active and not (sender.left or sender.removed)
    return here and any(unit.store.members.with_roles(sender).runs(t) for t in teams)


def _to_next(unit: Unit, task: Task, teams: tuple[int, ...]) -> None:
    found = {m.id: m for team_id in teams for m in above_team(unit, team_id)}
    able = [m for m in found.values() if m.id != task.assigner_id and m.active and not m.left]
    to = next((m for m in able if m.reachable and there(unit, m.id)), able[0] if able else None)
    if to is None:
        return
    mine = (Assignment(to.id, Part.LEAD, accepted_at=unit.now),)
    unit.happened(
        replace(task, assigner_id=to.id, people=mine), NoticePassedOn(task.assigner_id, to.id), (Audience.ASSIGNER,)
    )
