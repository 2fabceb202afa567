"""What the morning list or brief of the same morning has said already."""

from __future__ import annotations

from datetime import UTC, time

from domain.model.clocks import Commitment, CommitmentKind
from domain.model.matters import Matters
from domain.model.people import Member, Memberships
from domain.model.post import Place
from domain.model.tasks import Status, Task
from domain.rules.brief import LINES, ORDER, to_look_up, watches
from domain.rules.digest import room
from domain.rules.mornings import STILL_MORNING, on_the_clock
from domain.unit import Unit
from domain.usecases.access import relations, watched
from domain.usecases.reports.mornings import hour_of, morning_key
from worktime.calendar import WorkingCalendar


def list_time(unit: Unit, to: Place) -> time | None:
    """When the morning of whoever reads there comes; None where it never does."""
    member = unit.store.members.get(to.member_id) if to.member_id is not None else None
    if member is None:
        return unit.settings.worklist_time
    return time.fromisoformat(hour_of(unit, member)) if member.morning_on else None


def in_brief(unit: Unit, task: Task, clock: Commitment, member: Member) -> bool:
    """Whether the brief of this morning told somebody that a matter is not accepted: by noon they do not hear it again.

    What is urgent is told, and so is a matter for which the brief had no line.
    """
    if clock.kind is not CommitmentKind.ACCEPT or task.status is not Status.ASSIGNED or task.priority.breaks_quiet:
        return False
    who = unit.store.members.with_roles(member)
    if not member.morning_on or not who.leads_anywhere() or not watches(relations(who, task)):
        return False
    calendar = unit.calendar_at(Place(member_id=member.id))
    day = unit.now.astimezone(calendar.zone).date()
    listed = on_the_clock(calendar, day, time.fromisoformat(hour_of(unit, member))).astimezone(UTC)
    its_morning = listed <= unit.now < listed + STILL_MORNING and clock.started_at < listed
    return (
        its_morning and unit.store.outbox.promised(morning_key(member.id, str(day))) and _has_room(unit, who, calendar)
    )


def _has_room(unit: Unit, who: Memberships, calendar: WorkingCalendar) -> bool:
    places: dict[str, Matters] = to_look_up(watched(who), unit.now, calendar)
    counts = {name: unit.store.tasks.count(which) for name, which in places.items()}
    counts["decide"] = len(unit.store.tasks.undecided())  # of the whole office: rather told twice than not at all
    fits = room({name: counts[name] for name in ORDER}, LINES)
    return all(fits[name] == counts[name] for name in ("overdue", "accept"))
