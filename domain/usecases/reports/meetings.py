"""会议简报: a team has at most one meeting that is not over; what is ticked and decided in it is told once it is."""

from __future__ import annotations

from datetime import date, datetime, time

from domain.errors import Refusal
from domain.facts.base import Event
from domain.facts.meetings import Discussed as DiscussedFact
from domain.facts.meetings import MeetingDecided
from domain.messages.base import Urgency
from domain.messages.meetings import MeetingOutcome
from domain.model.audience import Audience
from domain.model.meetings import Discussed, Meeting
from domain.model.people import Memberships, Team, TeamStatus
from domain.model.post import Place
from domain.model.tasks import Task
from domain.model.value import replace
from domain.ports.post import Promise
from domain.rules.given import Given
from domain.rules.meeting import USUAL
from domain.unit import Unit
from domain.usecases.access import visible


def runs(who: Memberships, team_id: int | None) -> bool:
    """Whether somebody may hold a meeting of a team; of the whole office, where it is None."""
    return who.runs(team_id)


def teams_run(unit: Unit, who: Memberships) -> list[Team]:
    """The teams whose meetings somebody may hold."""
    return [team for team in unit.store.teams.with_status(TeamStatus.APPROVED) if runs(who, team.id)]


def begin(unit: Unit, who: Memberships, team_id: int | None, since: date | None) -> Meeting:
    """The meeting of a team that is not over, or a new one: since the day that is named, else since the last one.

    Raises: Refusal `brief-managers`.
    """
    if not runs(who, team_id):
        raise Refusal("brief-managers")
    store, begins = unit.store.meetings, _since(unit, team_id, since)
    on = store.open_of(team_id)
    if on is None:
        return store.add(Meeting(0, team_id, begins, unit.now, who.member.id))
    on = replace(on, since=begins, taken_up_at=unit.now)
    store.save(on)
    return on


def _since(unit: Unit, team_id: int | None, named: date | None) -> datetime:
    if named is not None:
        team = unit.store.teams.get(team_id) if team_id is not None else None
        return datetime.combine(named, time(), unit.calendar_of_team(team).zone)
    return unit.store.meetings.last_held(team_id) or unit.now - USUAL


def own_since(unit: Unit, who: Memberships, named: date | None) -> datetime:
    """From when on somebody's own part is told: since the last meeting of one of their teams."""
    if named is not None:
        return datetime.combine(named, time(), unit.calendar.zone)
    held = [at for at in map(unit.store.meetings.last_held, who.teams) if at is not None]
    return max(held, default=unit.now - USUAL)


def fetch_meeting(unit: Unit, who: Memberships, meeting_id: int, *, on: bool = False) -> Meeting:
    """A meeting this person may hold. Raises: Refusal `button-old`, `brief-managers`; `meeting-over` where it must be `on`."""
    meeting = unit.store.meetings.get(meeting_id)
    if meeting is None:
        raise Refusal("button-old")
    if not runs(who, meeting.team_id):
        raise Refusal("brief-managers")
    if on and meeting.held_at is not None:
        raise Refusal("meeting-over", moment=meeting.held_at.isoformat())
    return meeting


def matter(unit: Unit, who: Memberships, meeting: Meeting, task_id: int) -> Task:
    """A task of the meeting; absent and not of this meeting are the same answer."""
    task = visible(unit, who, task_id)
    if task.confidential or (meeting.team_id is not None and task.team_id != meeting.team_id):
        raise Refusal.not_found(task_id)
    return task


def turn(unit: Unit, who: Memberships, meeting: Meeting, task_id: int) -> bool:
    """Tick a matter, or take the tick away; what was decided stays. Returns whether it is ticked now."""
    task = matter(unit, who, meeting, task_id)
    unit.store.meetings.save(replace(meeting, taken_up_at=unit.now))
    before = {one.task_id: one for one in unit.store.meetings.discussed(meeting.id)}
    if task.id not in before:
        unit.store.meetings.tick(Discussed(meeting.id, task.id))
        return True
    if before[task.id].decided:
        raise Refusal("meeting-decided", number=str(task.id))
    unit.store.meetings.untick(meeting.id, task.id)
    return False


def shown(unit: Unit, meeting: Meeting, chat_id: int, message_id: int | None, page: int) -> None:
    """Where the matters are ticked now, so that a decision shows there."""
    at = replace(meeting, taken_up_at=unit.now, shown_in=chat_id, shown_as=message_id, shown_page=page)
    unit.store.meetings.save(at)


def on_for(unit: Unit, task: Task) -> Meeting | None:
    """The meeting at which a decision about a task is made: its team's or the office's, whichever was turned to last."""
    found = (unit.store.meetings.open_of(team_id) for team_id in dict.fromkeys((task.team_id, None)))
    return max((m for m in found if m is not None), key=lambda m: (m.taken_up_at, m.id), default=None)


def require_on(unit: Unit, task: Task, who: Memberships, _given: Given) -> None:
    """Only whoever may hold it writes down what a meeting decides, and only while it is on."""
    meeting = on_for(unit, task)
    if meeting is None or task.confidential:
        raise Refusal("meeting-none")
    if not runs(who, meeting.team_id):
        raise Refusal("brief-managers")


def note(unit: Unit, task: Task, event: Event) -> None:
    """What was decided stands in the meeting, too, until it is told."""
    meeting = on_for(unit, task)
    if meeting is not None and isinstance(event.fact, MeetingDecided):
        unit.store.meetings.tick(Discussed(meeting.id, task.id, event.fact.text))


def close(unit: Unit, who: Memberships, meeting: Meeting) -> Meeting:
    """The meeting is over: what was only ticked is noted in the history, and everybody concerned hears all of it at once."""
    over = replace(meeting, held_at=unit.now)
    unit.store.meetings.save(over)
    found = unit.store.meetings.discussed(meeting.id)
    unit.store.tasks.know(one.task_id for one in found)
    concerned: set[int] = set()
    for one in found:
        task = unit.store.tasks.get(one.task_id)
        if task is None:
            continue
        if not one.decided:
            unit.record(task, DiscussedFact(), who.member.id)
        concerned |= {m.id for m in unit.audience(task, (Audience.INVOLVED,))}
    said = MeetingOutcome(meeting.id)
    unit.say_all(Promise(Place(member_id=i), said, Urgency.NORMAL) for i in sorted(concerned - {who.member.id}))
    return over
