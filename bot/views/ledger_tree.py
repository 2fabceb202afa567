"""The ledger as JSON, complete: docs/ledger-schema.md says what each field means, and changes with `VERSION`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from bot.views.eye import Eye
from bot.views.ledger_source import Source
from domain.model.clocks import Commitment
from domain.model.ledger import Entry, Issued, LedgerOrder, Tree
from domain.model.milestones import Milestone
from domain.model.requests import Request
from domain.model.tasks import Assignment, Kind, Task
from worktime.calendar import WorkingCalendar

FORMAT, VERSION = "duban-ledger", 1
KINDS = tuple(Kind)
OWN_KINDS = (
    Kind.TASK,
    Kind.PLAN,
    Kind.RAISED,
)  # what somebody in the office can have; notices are no matters of theirs
_MOST_DAYS = 4000  # of the working calendar, about eleven years
_MINUTE = "%H:%M"


@dataclass(slots=True)
class _Met:
    """What was met on the way, and is told at the end."""

    people: set[int] = field(default_factory=set)
    teams: set[int] = field(default_factory=set)
    first: datetime | None = None
    last: datetime | None = None
    count: int = 0

    def note(self, task: Task, entries: Sequence[Entry], hidden: int | None) -> None:
        """Everybody named in it but who is hidden."""
        self.count += 1
        named = {task.assigner_id, task.first_handler_id, task.standin_id, *(p.member_id for p in task.people)}
        named |= {i for c in task.commitments for i in (c.member_id, c.breached_by, c.ruled_by)}
        named |= {e.actor_id for e in entries}
        named |= {i for r in task.requests for i in (r.member_id, r.to_member_id)} if hidden is None else set()
        self.people |= {i for i in named if i is not None and i != hidden}
        self.teams |= {task.team_id} if task.team_id is not None else set()
        begun = (task.created_at, *(c.started_at for c in task.commitments))
        due = (task.due_at, *(c.due_at for c in task.commitments))
        self.first = min(filter(None, (self.first, *begun)))
        self.last = max(filter(None, (self.last, *due)))


def tree(source: Source, order: LedgerOrder) -> Tree:
    """All of it, in the order of the numbers."""
    met = _Met()
    eye = source.eye
    name = f"duban-ledger-{eye.now.astimezone(eye.calendar.zone):%Y-%m-%d}.json" if order.zipped else ""
    return Tree(_head(source), _tasks(source, met), lambda: _tail(source, met), name)


def _head(source: Source) -> dict[str, object]:
    eye, asked = source.eye, source.asked
    settings = eye.settings
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": _at(eye.now),
        "office": {
            "name": settings.office_name, "zone": settings.timezone, "language": settings.language,
            "holidays": settings.holidays, "freeze_working_days": settings.freeze_working_days,
        },
        "asked": {
            "numbers": asked.numbers, "people": asked.people, "state": asked.stand, "period": asked.period,
            "moment": asked.moment if asked.period else None, "tags": asked.tags, "team": asked.circle.team_id,
        },
    }  # fmt: skip


def _tasks(source: Source, met: _Met) -> Iterator[tuple[Mapping[str, object], Sequence[Entry]]]:
    ledger = source.eye.store.ledger
    for tasks in source.pages([held.id for held in source.held]):
        ids = [task.id for task in tasks]
        stories = {number: list(some) for number, some in groupby(ledger.entries(ids), key=lambda e: e.task_id)}
        slips = {number: list(some) for number, some in groupby(ledger.slips(ids), key=lambda s: s.task_id)}
        for task in tasks:
            hidden = source.reader.about(task).hidden if source.reader else None
            entries = stories.get(task.id, []) if hidden is None else []
            met.note(task, entries, hidden)
            yield _of_task(source, task, slips.get(task.id, []), hidden), entries


def _of_task(source: Source, task: Task, slips: Sequence[Issued], hidden: int | None) -> dict[str, object]:
    """`hidden`: who raised it, where the reader may not know: then neither they nor the story of it are told."""
    withheld = hidden is not None
    return {
        "id": task.id, "kind": task.kind, "title": task.title, "content": task.content, "standard": task.standard,
        "origin": task.origin, "origin_ref": task.origin_ref, "priority": task.priority, "status": task.status,
        "confidential": task.confidential, "withheld": withheld, "team": task.team_id,
        "assigner": None if withheld else task.assigner_id, "caller": "" if withheld else task.caller,
        "first_handler": _shown(task.first_handler_id, hidden), "lead": task.lead_id, "duty": task.duty_id,
        "standin": task.standin_id,
        "taken_over_at": _at(task.taken_over_at), "created_at": _at(task.created_at), "due_at": _at(task.due_at),
        "due_day_only": task.due_day_only, "due_words": task.due_words, "submitted_at": _at(task.submitted_at),
        "closed_at": _at(task.closed_at), "paused_at": _at(task.paused_at), "resumes_at": _at(task.resumes_at),
        "pause_reason": task.pause_reason, "heard_at": _at(task.heard_at), "percent": task.percent,
        "blocked": task.blocked, "returns": task.returns, "result": task.result, "rating": task.rating,
        "evidence": task.evidence, "any_one": task.any_one, "periodic": task.periodic, "chases": task.chases,
        "anonymous": task.anonymous, "parent": source.open_number(task.parent_id), "plan_period": task.period,
        "series": task.series_id, "nth": task.nth, "comes_after": _numbers(source, task.comes_after),
        "awaits": _numbers(source, task.awaits), "linked": source.open_number(task.linked_id), "tags": task.tags,
        "files": [{"kind": file.kind, "name": file.name} for file in task.attachments], "version": task.version,
        "people": list(map(_person, task.people)), "clocks": [_clock(clock, hidden) for clock in task.commitments],
        "requests": [] if withheld else list(map(_request, task.requests)),
        "milestones": list(map(_milestone, task.milestones)), "slips": list(map(_slip, slips)),
    }  # fmt: skip


def _numbers(source: Source, given: Sequence[int]) -> list[int]:
    return [number for number in map(source.open_number, given) if number is not None]


def _person(of: Assignment) -> dict[str, object]:
    return {
        "member": of.member_id, "part": of.part, "accepted_at": _at(of.accepted_at), "reported_at": _at(of.reported_at),
        "does": of.does, "due_at": _at(of.due_at), "due_day_only": of.due_day_only,
        "handed_in_at": _at(of.handed_in_at), "returned_at": _at(of.returned_at),
    }  # fmt: skip


def _clock(of: Commitment, hidden: int | None) -> dict[str, object]:
    return {
        "kind": of.kind, "generation": of.generation, "member": _shown(of.member_id, hidden), "started_at": _at(of.started_at),
        "due_at": _at(of.due_at), "met_at": _at(of.met_at), "stopped_at": _at(of.stopped_at),
        "breached_at": _at(of.breached_at), "breached_by": _shown(of.breached_by, hidden), "appealed_at": _at(of.appealed_at),
        "appeal": of.appeal, "ruled_at": _at(of.ruled_at), "ruled_by": _shown(of.ruled_by, hidden), "ruling": of.ruling,
        "waived": of.waived,
    }  # fmt: skip


def _shown(member_id: int | None, hidden: int | None) -> int | None:
    """A member, unless it is who is hidden."""
    return None if member_id == hidden else member_id


def _request(of: Request) -> dict[str, object]:
    return {
        "number": of.number, "kind": of.kind, "member": of.member_id, "asked_at": _at(of.asked_at), "reason": of.reason,
        "due_at": _at(of.due_at), "to": of.to_member_id, "answered_at": _at(of.answered_at), "granted": of.granted,
        "reply": of.reply, "put_at": _at(of.put_at),
    }  # fmt: skip


def _milestone(of: Milestone) -> dict[str, object]:
    return {
        "number": of.number, "title": of.title, "due_at": _at(of.due_at), "day_only": of.day_only,
        "reached_at": _at(of.reached_at), "clock": of.clock,
    }  # fmt: skip


def _slip(of: Issued) -> dict[str, object]:
    return {
        "year": of.year, "number": of.number, "colour": of.colour, "member": of.member_id, "issued_at": _at(of.issued_at),
        "withdrawn_at": _at(of.withdrawn_at),
    }  # fmt: skip


def _at(moment: datetime | None) -> str | None:
    """A moment in UTC."""
    return moment.astimezone(UTC).isoformat() if moment is not None else None


# -- the end -----------------------------------------------------------------------------------------------------------


def _tail(source: Source, met: _Met) -> dict[str, object]:
    """How many there were, and who and what was named; the working time in which it happened."""
    eye = source.eye
    people = [{"id": i, "name": source.name(i), "teams": _roles(eye, i)} for i in sorted(met.people)]
    teams = [_team(eye, i) for i in sorted(met.teams)]
    return {"count": met.count, "people": people, "teams": teams, "working_days": _working_days(eye, met)}


def _roles(eye: Eye, member_id: int) -> dict[str, str]:
    member = eye.store.members.get(member_id)
    held = eye.store.members.with_roles(member).teams if member else {}
    return {str(team_id): role.value for team_id, role in sorted(held.items())}


def _team(eye: Eye, team_id: int) -> dict[str, object]:
    team = eye.store.teams.get(team_id)
    return {"id": team_id, "title": team.title if team else "", "zone": (team and team.zone) or eye.settings.timezone}


def _working_days(eye: Eye, met: _Met) -> list[list[object]]:
    """Each day that is worked, with the hours, by the wall clock of a matter's team; an end before its begin is tomorrow's."""
    if met.first is None or met.last is None:
        return []
    calendar, zone = eye.calendar, eye.calendar.zone
    first = met.first.astimezone(zone).date() - timedelta(days=1)
    last = max(met.last, eye.now).astimezone(zone).date() + timedelta(days=1)
    days = (first + timedelta(days=n) for n in range(min((last - first).days + 1, _MOST_DAYS)))
    return [
        [day.isoformat(), _hours(calendar, day)] for day in days if calendar.knows(day) and calendar.is_working_day(day)
    ]


def _hours(calendar: WorkingCalendar, day: date) -> list[list[str]]:
    return [[f"{begins:{_MINUTE}}", f"{ends:{_MINUTE}}"] for begins, ends in calendar.periods(day)]
