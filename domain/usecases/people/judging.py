"""Who decides while an assigner is away: whoever stands in for them, where they may decide; else the supervisors.

No tap takes it over: from the first day on the review and answer clocks are the backup's to hear and keep, and what runs out
then is theirs. Where nobody stands in, or nobody who may decide, the clock runs on and the supervisors hear its steps.
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.model.audience import Audience
from domain.model.people import Member
from domain.model.tasks import Task
from domain.rules.moves import JUDGES
from domain.unit import Unit
from domain.usecases.access import relations


def there(unit: Unit, member_id: int | None) -> bool:
    """Whether somebody is of the office and not away."""
    member = unit.store.members.get(member_id) if member_id is not None else None
    return member is not None and member.active and member.id not in unit.store.absences.running()


def deputy_of(unit: Unit, task: Task) -> Member | None:
    """Who stands in for an assigner who is away, if they may decide in this matter; nobody where the assigner is there."""
    absence = unit.store.absences.running().get(task.assigner_id)
    backup = unit.store.members.get(absence.backup_id) if absence and absence.backup_id is not None else None
    if backup and there(unit, backup.id) and relations(unit.store.members.with_roles(backup), task) & JUDGES:
        return backup
    return None


def judging_instead(unit: Unit, task: Task) -> list[Member]:
    """Who hears besides an assigner who is away what waits for a decision; nobody where the assigner is there."""
    away = unit.store.absences.running()
    if task.assigner_id not in away:
        return []
    deputy = deputy_of(unit, task)
    if deputy is not None:
        return [deputy]
    found = unit.audience(task, (Audience.SUPERVISOR,))
    return [m for m in found if m.id not in away and m.id not in (task.duty_id, task.assigner_id)]


def with_judges(unit: Unit, task: Task, people: Iterable[Member]) -> list[Member]:
    """Who hears a step that is the assigner's: in place of one who is away those who decide; of what is urgent they too."""
    meant, instead = list(people), judging_instead(unit, task)
    if not instead or task.assigner_id not in {m.id for m in meant}:
        return meant
    kept = meant if task.priority.breaks_quiet else [m for m in meant if m.id != task.assigner_id]
    return [*(m for m in instead if m not in kept), *kept]
