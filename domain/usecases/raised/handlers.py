"""首问责任: who must answer what is raised, by the office's rule; never whoever raised it while there is anybody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from domain.facts.raised import NotTakenOn, TakenOn
from domain.model.people import Member, Role
from domain.model.tasks import RequestKind, Task
from domain.ports.store import MetaKey
from domain.rules.decisions import Decision
from domain.rules.moves import told_of
from domain.rules.raised import next_in_turn
from domain.settings.raised import FirstHandler
from domain.unit import Unit
from domain.usecases.people.judging import there

_UPWARDS = (Role.SUPERVISOR, Role.LEADER, Role.OWNER)


def first_handler(unit: Unit, raiser: Member, team_id: int | None) -> Member:
    """The first handler. Where all who run the team are away, the first of them: whoever stands in has it."""
    if unit.settings.raised.first_handler is FirstHandler.ROUND and team_id is not None:
        found = _in_turn(unit, raiser, team_id)
        if found is not None:
            return found
    above = [m for m in above_team(unit, team_id) if m.id != raiser.id and not m.left]
    here = (m for m in above if there(unit, m.id))
    return next(here, above[0] if above else raiser)


def _in_turn(unit: Unit, raiser: Member, team_id: int) -> Member | None:
    """The next of the team's staff who is there; None where nobody is."""
    staff = {m.id: m for m, role in unit.store.members.of_team(team_id) if role is Role.STAFF}
    here = [i for i in staff if i != raiser.id and not staff[i].left and there(unit, i)]
    if not here:
        return None
    chosen = next_in_turn(here, int(unit.store.meta.get(MetaKey.ROUND, team_id) or 0))
    unit.store.meta.set(MetaKey.ROUND, str(chosen), team_id)
    return staff[chosen]


def above_team(unit: Unit, team_id: int | None) -> Iterator[Member]:
    """Those who run the team from the supervisor upwards, its own before those of the whole office."""
    own = unit.store.members.of_team(team_id) if team_id is not None else []
    for role in _UPWARDS:
        yield from (m for m, held in own if held is role)
        yield from unit.store.members.holding(role, team_id)


def names_of(unit: Unit, team_id: int | None, besides: Iterable[int]) -> list[Member]:
    """Those one can speak to about a team's matters: its supervisors and leaders, else the owners."""
    known = frozenset(besides)
    found = {m.id: m for m in above_team(unit, team_id) if m.id not in known}
    run = [m for m in found.values() if unit.store.members.with_roles(m).holds(team_id, Role.SUPERVISOR, Role.LEADER)]
    return run or list(found.values())


def overtaken(unit: Unit, task: Task, decision: Decision) -> list[Member]:
    """Whoever was asked to take a matter on, and whoever asked, where something else came first; besides those who hear that
    anyway."""
    asked = task.pending_request(RequestKind.HAND_ON)
    if asked is None or isinstance(decision.fact, TakenOn | NotTakenOn) or decision.task.pending_request(asked.kind):
        return []
    heard = {m.id for m in unit.audience(decision.task, told_of(decision.move, decision.fact))}
    found = (unit.store.members.get(i) for i in dict.fromkeys((asked.to_member_id or 0, asked.member_id)))
    return [m for m in found if m and m.active and m.id not in heard]
