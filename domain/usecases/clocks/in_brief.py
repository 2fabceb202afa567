"""What the morning list or brief, or the digest, of the same morning has said already."""

from __future__ import annotations

from datetime import UTC, datetime, time

from domain.model.clocks import Commitment, CommitmentKind
from domain.model.matters import Matters
from domain.model.people import Member, Memberships
from domain.model.post import Place
from domain.model.tasks import Status, Task
from domain.rules.brief import LINES, ORDER, to_look_up, watches
from domain.rules.digest import EACH, room, sections
from domain.rules.digest import LINES as DIGEST_LINES
from domain.rules.mornings import STILL_MORNING, on_the_clock
from domain.unit import Unit
from domain.usecases.access import relations, watched
from domain.usecases.reports.daily import comes_now, told_on
from domain.usecases.reports.mornings import hour_of, morning_key
from worktime.calendar import WorkingCalendar


def list_time(unit: Unit, to: Place) -> time | None:
    """When the morning of whoever reads there comes; None where it never does."""
    member = unit.store.members.get(to.member_id) if to.member_id is not None else None
    if member is None:
        return unit.settings.worklist_time
    return time.fromisoformat(hour_of(unit, member)) if member.morning_on else None


def in_brief(unit: Unit, task: Task, clock: Commitment, member: Member) -> bool:
    """Whether the brief of this morning told somebody that a matter is overdue, or not accepted: by noon they do not hear it
    again.

    What is urgent is told, and so is a matter for which the brief had no line.
    """
    if task.priority.breaks_quiet or not member.morning_on:
        return False
    who = unit.store.members.with_roles(member)
    if not who.leads_anywhere() or not watches(relations(who, task)):
        return False
    calendar = unit.calendar_at(Place(member_id=member.id))
    day = unit.now.astimezone(calendar.zone).date()
    listed = on_the_clock(calendar, day, time.fromisoformat(hour_of(unit, member))).astimezone(UTC)
    section = _section(task, clock, listed)
    if not section or not listed <= unit.now < listed + STILL_MORNING:
        return False
    return unit.store.outbox.promised(morning_key(member.id, str(day))) and _has_room(unit, who, calendar, section)


def _section(task: Task, clock: Commitment, listed: datetime) -> str:
    """Where the brief said what this clock says now; nowhere where it came later, or is something else."""
    late = task.due_at < listed and task.overdue(listed)
    if clock.kind is CommitmentKind.FINISH and late:
        return "overdue"
    if clock.kind is CommitmentKind.ACCEPT and task.status is Status.ASSIGNED and clock.started_at < listed:
        return "overdue" if late else "accept"
    return ""


def _has_room(unit: Unit, who: Memberships, calendar: WorkingCalendar, section: str) -> bool:
    places: dict[str, Matters] = to_look_up(watched(who), unit.now, calendar)
    counts = dict(zip(places, unit.store.tasks.count_each(list(places.values())), strict=True))
    counts["decide"] = len(unit.store.tasks.undecided())  # of the whole office: rather told twice than not at all
    fits = room({name: counts[name] for name in ORDER}, LINES)
    return fits[section] == counts[section]


def in_digest(unit: Unit, task: Task, again: int) -> bool:
    """Whether the digest of today tells a group that a matter is overdue, of which it has been called before (`again`)."""
    team = unit.store.teams.get(task.team_id) if task.team_id is not None else None
    if not again or team is None or not team.digest_on or task.confidential or task.priority.breaks_quiet:
        return False
    calendar = unit.calendar_of_team(team)
    today = told_on(unit, team) == unit.now.astimezone(calendar.zone).date()
    if not today and not comes_now(unit, team):
        return False
    which = sections(team.id, unit.now, calendar, unit.settings.soon_working_days)
    counts = {name: sum(map(unit.store.tasks.count, of)) for name, of in which} | {"finished": EACH}
    return room(counts, DIGEST_LINES)["overdue"] == counts["overdue"]
