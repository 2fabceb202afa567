"""A ledger taken in, whole or not at all: what is open is given, what is over stands as it was; each person hears once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.errors import Refusal
from domain.facts.imports import Imported
from domain.facts.tasks import Assigned
from domain.facts.trees import PutUnder
from domain.messages.base import Urgency
from domain.messages.imports import ImportDone, ImportGiven
from domain.model.drafts import Draft
from domain.model.imports import Import
from domain.model.people import Memberships
from domain.model.post import Place
from domain.model.tasks import Assignment, Kind, Part, Status, Task
from domain.model.value import fields_of, replace
from domain.rules.hands import has_accepted
from domain.rules.lifecycle import Action, allowed
from domain.settings.versions import version_of
from domain.unit import Unit
from domain.usecases.access import relations
from domain.usecases.imports.checking import Ready, looked_at
from domain.usecases.people.given_away import ask_for_parts_of, away_alone
from domain.usecases.tasks import waits
from domain.usecases.tasks.act import perform
from domain.usecases.tasks.assign import made as given
from domain.usecases.tasks.confide import note_confidential

_NEVER = 2**53


def confirm(unit: Unit, who: Memberships, one: Import) -> list[Task]:
    """Make every row, or none: nothing where something stands in the way by now, and the import stays to be put right.

    Raises: Refusal `import-row` with the row that cannot be made.
    """
    one, ready = looked_at(unit, who, one)
    if (one.checked.problems and not one.without) or not ready:
        return []
    ready.sort(key=lambda r: (r.row.number or _NEVER, r.place))
    tasks = [_made(unit, who, one, row) for row in ready]
    _put_under(unit, who, ready, tasks)
    unit.store.imports.drop(one.id)
    _tell(unit, who, one, tasks)
    return tasks


def _made(unit: Unit, who: Memberships, one: Import, ready: Ready) -> Task:
    try:
        return _closed(unit, who, one, ready) if ready.row.is_over else _open(unit, who, one, ready)
    except Refusal as refused:
        raise Refusal("import-row", row=str(ready.row.at)) from refused


def _open(unit: Unit, who: Memberships, one: Import, ready: Ready) -> Task:
    """A task like any other, given now: its clocks begin, and whoever has it accepts it. The history says whence it came."""
    draft = Draft(0, who.member.id, one.chat_id, ready.task)
    task = given(unit, ready.giver, draft, given_at=ready.row.given, percent=ready.row.percent)
    return _noted(unit, who, one, ready, task)


def _closed(unit: Unit, who: Memberships, one: Import, ready: Ready) -> Task:
    """What was over before it came here: with the days the file says; nothing runs, rings, breaks or is told."""
    row, draft = ready.row, ready.task
    closed = row.closed or unit.now
    lead, *others = draft.people
    version = version_of(unit.settings)
    unit.store.ladders.keep(version.hash, version.body)
    task = Task(
        id=0, title=draft.title, assigner_id=ready.giver.member.id, first_handler_id=lead,
        created_at=row.given or closed, due_at=draft.due or closed, team_id=draft.team_id, priority=draft.priority,
        status=row.status or Status.DONE, percent=100 if row.status is Status.DONE else row.percent,
        returns=row.returns, result=row.result, rating=row.rating, closed_at=closed, content=draft.content,
        standard=draft.standard, origin=draft.origin, origin_ref=draft.origin_ref, confidential=draft.confidential,
        tags=draft.tags, ladder=version.hash,
        people=(Assignment(lead, Part.LEAD), *(Assignment(i, Part.CO) for i in others)), **fields_of(draft.wording),
    )  # fmt: skip
    people = {str(p.member_id): p.part.value for p in task.people}
    said = Assigned(task.title, task.due_at.isoformat(), "", task.priority.value, people, ladder=version.hash)
    task = unit.begin(task, said, ready.giver.member.id)
    for more in waits.said(task):
        unit.record(task, more, ready.giver.member.id)
    if task.confidential:
        note_confidential(unit, who, replace(task, team_id=None), Place(member_id=who.member.id))
    return _noted(unit, who, one, ready, task)


def _noted(unit: Unit, who: Memberships, one: Import, ready: Ready, task: Task) -> Task:
    """The history says from which row of which file; its number there stands as its reference where it had none."""
    row = ready.row
    was = str(row.number) if row.number is not None and row.number != task.id else row.was
    if was and not task.origin_ref:
        task = unit.store.tasks.save(replace(task, origin_ref=f"No. {was}"))
    over = row.status.value if row.is_over and row.status else ""
    given_at, closed_at = (m.isoformat() if m else "" for m in (row.given, row.closed))
    unit.record(task, Imported(one.file.name, row.at, was, given_at, closed_at, over, row.percent), who.member.id)
    return task


def _put_under(unit: Unit, who: Memberships, ready: Sequence[Ready], tasks: Sequence[Task]) -> None:
    """The parts stand under their wholes: those of the file by its numbers, else those that are here."""
    made = {one.row.number: task.id for one, task in zip(ready, tasks, strict=True) if one.row.number is not None}
    for one, task in zip(ready, tasks, strict=True):
        if one.row.parent is not None:
            parent = made.get(one.row.parent, one.row.parent)
            now = unit.store.tasks.get(task.id) or task
            unit.store.tasks.save(replace(now, parent_id=parent))
            unit.record(now, PutUnder(parent), who.member.id)


def accept(unit: Unit, who: Memberships, numbers: Iterable[int]) -> int:
    """Accept those of these matters that wait for this person; returns how many."""
    unit.store.tasks.know(numbers)
    found = [t for t in map(unit.store.tasks.get, numbers) if t is not None and t.kind is Kind.TASK]
    open_ = [t for t in found if not has_accepted(t, who.member.id)]
    theirs = [t for t in open_ if allowed(t, Action.ACCEPT, relations(who, t))]
    for task in theirs:
        perform(unit, who, task.id, Action.ACCEPT)
    return len(theirs)


def given_of(unit: Unit, who: Memberships, numbers: Iterable[int], named: int) -> ImportGiven | None:
    """What somebody has of these, as they were told when they were imported; None where they were not."""
    found = [t for t in map(unit.store.tasks.get, numbers) if t is not None and t.part_of(who.member.id) is not None]
    unit.store.history.know(task.id for task in found)
    for event in (event for task in found for event in unit.store.history.of(task.id)):
        if isinstance(event.fact, Imported) and event.actor_id is not None:
            return ImportGiven(event.actor_id, event.fact.source, tuple(task.id for task in found), named)
    return None


def _tell(unit: Unit, who: Memberships, one: Import, tasks: Sequence[Task]) -> None:
    """One message for whoever imports, and one for everybody who has something of it, however many rows that are."""
    open_ = [t for t in tasks if t.status.is_open]
    theirs: dict[int, list[int]] = {}
    named: dict[int, int] = {}
    for task in open_:
        for member_id in dict.fromkeys(task.carrier(p) for p in task.people):
            theirs.setdefault(member_id, []).append(task.id)
        named[task.assigner_id] = named.get(task.assigner_id, 0) + 1
    for member_id in dict.fromkeys((*theirs, *named)):
        if member_id != who.member.id:
            said = ImportGiven(who.member.id, one.file.name, tuple(theirs.get(member_id, ())), named.get(member_id, 0))
            unit.say(Place(member_id=member_id), said, urgency=Urgency.NORMAL)
    members = [m for m in map(unit.store.members.get, theirs) if m is not None]
    unheard = tuple(m.id for m in members if not m.reachable and m.id != who.member.id)
    numbers = [t.id for t in tasks]
    done = ImportDone(
        one.file.name, len(open_), len(tasks) - len(open_), min(numbers), max(numbers), len(one.checked.there), unheard,
        message_id=one.shown or None,
    )  # fmt: skip
    unit.say(Place(member_id=who.member.id), done)
    ask_for_parts_of(unit, open_)
    _warn_away(unit, who, open_)


def _warn_away(unit: Unit, who: Memberships, tasks: Sequence[Task]) -> None:
    """Whoever imports hears once of each person who is away with nobody in their place."""
    running = unit.store.absences.running()
    away = {i: t for t in reversed(tasks) for p in t.people if (i := t.carrier(p)) in running}
    for member_id, task in away.items():
        for sentence in away_alone(unit, task, [member_id]):
            unit.say(Place(member_id=who.member.id), sentence, urgency=Urgency.NORMAL)
