"""Somebody who was removed is named: who may know reads that they have left, and who has their tasks; others, that they are
not known."""

from __future__ import annotations

from domain.errors import Refusal
from domain.facts.tasks import LeadLeft
from domain.model.matters import Matters
from domain.model.people import Memberships, Team
from domain.model.tasks import Task
from domain.unit import Unit
from domain.usecases.access import relations

_LOOKED_THROUGH = 50  # open tasks of theirs


def as_told(unit: Unit, refusal: Refusal, speaker: Memberships | None, team: Team | None) -> Refusal:
    """A refusal as its reader gets it; in the group of a team by the tasks of that team."""
    if refusal.name != "person-removed":
        return refusal
    name, member_id = refusal.fields["name"], int(str(refusal.fields["member"]))
    seen = _seen(unit, member_id, speaker, team) if speaker else []
    if speaker is None or not (seen or speaker.leads_anywhere()):
        return Refusal("unknown-person", name=name)
    heirs = {t.lead_id for t in seen if _left(unit, t, member_id)} - {member_id}
    if len(heirs) == 1:
        return Refusal("person-removed-heir", name=name, member=str(heirs.pop()))
    return Refusal("person-removed", name=name)


def _seen(unit: Unit, member_id: int, speaker: Memberships, team: Team | None) -> list[Task]:
    """The open tasks in which the person who left has a part, of those that the speaker may see, in a group of that group."""
    found = unit.store.tasks.page(Matters(seen_by=member_id), _LOOKED_THROUGH)
    return [t for t in found if relations(speaker, t) and (team is None or t.team_id == team.id)]


def _left(unit: Unit, task: Task, member_id: int) -> bool:
    """Whether they led it when they left."""
    facts = (e.fact for e in unit.store.history.of(task.id))
    return any(isinstance(f, LeadLeft) and f.member == member_id for f in facts)
