"""One unit of work as the use cases see it: the store inside a transaction, one reading of the clock, the office's rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.facts.base import Event, Fact, named_in
from domain.facts.tasks import TakenBack
from domain.messages.base import Message, Urgency
from domain.messages.tasks import CardUpdate, TaskNews, TopicName
from domain.model.audience import Audience
from domain.model.people import Member, Role, Team, TeamStatus
from domain.model.post import Place
from domain.model.tasks import Task
from domain.model.timers import Rings
from domain.ports.post import Promise
from domain.ports.store import Store
from domain.rules.calm import told_by
from domain.rules.decisions import Decision
from domain.rules.decisions.milestones import milestones_moved
from domain.rules.hands import handed_in, let_go, owing
from domain.rules.ladder import timers
from domain.rules.moves import told_of
from domain.rules.notices import follows
from domain.rules.topics import topic_name
from domain.settings.office import Settings
from domain.settings.versions import rules_of
from domain.zones import in_zone, zone_at
from worktime.calendar import WorkingCalendar

ROLES = {Audience.SUPERVISOR: Role.SUPERVISOR, Audience.LEADER: Role.LEADER, Audience.OWNER: Role.OWNER}
PARTS: Mapping[Audience, Callable[[Task], Iterable[int]]] = {
    Audience.LEAD: lambda t: (t.called_id,),
    Audience.CO: lambda t: t.co_ids,
    Audience.OWING: owing,
    Audience.LET_GO: lambda t: let_go(t) if len(handed_in(t)) == 1 else (),  # once: when the first part was enough
    Audience.ASSIGNER: lambda t: (t.assigner_id,),
    Audience.INVOLVED: lambda t: t.involved_ids,
}
_URGENCY = {True: Urgency.URGENT, False: Urgency.NORMAL}


@dataclass(slots=True)
class Unit:
    """Everything a use case may touch. `now` was read once, when the unit began."""

    store: Store
    now: datetime
    settings: Settings
    calendar: WorkingCalendar  # by whose clock words are read: the speaker's, or the office's

    def calendar_of(self, task: Task) -> WorkingCalendar:
        """The calendar a task's clocks are counted on: its team's."""
        return self.calendar_of_team(self.team_of(task))

    def calendar_of_team(self, team: Team | None) -> WorkingCalendar:
        """A team's calendar, the office's where it has no time zone of its own."""
        return self.calendar_in(team.zone if team else None)

    def calendar_at(self, place: Place) -> WorkingCalendar:
        """The calendar of whoever reads what is said there."""
        return self.calendar_in(zone_at(self.store, place))

    def calendar_in(self, zone: str | None) -> WorkingCalendar:
        """The office's days and hours on the clocks of a zone, None for its own."""
        return in_zone(self.calendar, zone or self.settings.timezone)

    def rules_of(self, task: Task) -> Settings:
        """The settings with the ladders and terms under which the task was given."""
        return rules_of(task, self.settings, self.store.ladders.get)

    def say(
        self,
        to: Place,
        message: Message,
        *,
        urgency: Urgency = Urgency.ANSWER,
        not_before: datetime | None = None,
        key: str | None = None,
        task_id: int | None = None,
    ) -> None:
        """Promise a message; it leaves after the commit, or not at all."""
        self.store.outbox.put(
            to, message, now=self.now, urgency=urgency, not_before=not_before, key=key, task_id=task_id
        )

    def say_all(self, promises: Iterable[Promise]) -> None:
        """Promise several messages, none of them under a key."""
        self.store.outbox.put_all(list(promises), self.now)

    def carry_out(
        self, decision: Decision, actor_id: int | None, *, told_at: datetime | None = None, carded: int | None = None
    ) -> Event:
        """Write a decision: task, fact, timers, those who are told (not before `told_at`), cards brought up to date. `carded`
        gets a card of it, which says the same."""
        before = self.store.tasks.get(decision.task.id)
        task = self.store.tasks.save(decision.task)
        event = self.record(task, decision.fact, actor_id)
        self.note_moved(before, task, decision.fact)
        self.plan(task)
        people = self.audience(task, told_of(decision.move, event.fact), event.fact)
        self.tell_these(task, event, [m for m in people if m.id != carded], actor_id, told_at)
        self.refresh(task)
        self.name_topics(before, task)
        return event

    def happened(self, task: Task, fact: Fact, told: tuple[Audience, ...]) -> Event:
        """Write what nobody did, because time passed or another matter changed: task, fact, timers, those who are told, cards
        brought up to date."""
        before = self.store.tasks.get(task.id)
        task = self.store.tasks.save(task)
        event = self.record(task, fact, None)
        self.note_moved(before, task, fact)
        self.plan(task)
        self.tell(task, event, told, besides=None)
        self.refresh(task)
        self.name_topics(before, task)
        return event

    def name_topics(self, before: Task | None, task: Task) -> None:
        """Promise that the topics of the task in private chats will be called as it is called now."""
        if before is None or topic_name(before) == topic_name(task):
            return
        for topic in self.store.topics.of_task(task.id):
            place = Place(member_id=topic.member_id)
            self.say(place, TopicName(task.id), urgency=Urgency.NORMAL, task_id=task.id)

    def note_moved(self, before: Task | None, task: Task, fact: Fact) -> None:
        """The history says where a change of something else moved the dates of milestones."""
        moved = milestones_moved(before, task, fact) if before is not None and task.milestones else None
        if moved is not None and not isinstance(fact, TakenBack):
            self.record(task, moved, None)

    def begin(self, task: Task, fact: Fact, actor_id: int | None) -> Task:
        """Write a new task: the first fact of its history, its first timers. It gets its number."""
        task = self.store.tasks.add(task)
        self.store.history.append(task.id, fact, actor_id, self.now, first=True)
        self.store.timers.sync(task.id, self._timers(task), new=True)
        return task

    def record(self, task: Task, fact: Fact, actor_id: int | None) -> Event:
        """Append a fact to the task's history."""
        return self.store.history.append(task.id, fact, actor_id, self.now)

    def plan(self, task: Task) -> None:
        """Make the task's pending timers exactly those its running clocks, or its pause, ask for."""
        self.store.timers.sync(task.id, self._timers(task))

    def _timers(self, task: Task) -> Rings:
        return timers(task, self.rules_of(task), self.calendar_of(task))

    def tell(
        self,
        task: Task,
        event: Event,
        audiences: Iterable[Audience],
        besides: int | None,
        not_before: datetime | None = None,
    ) -> None:
        """Promise the news of an event to everybody concerned but the one who caused it."""
        self.tell_these(task, event, self.audience(task, audiences, event.fact), besides, not_before)

    def tell_these(
        self,
        task: Task,
        event: Event,
        people: Iterable[Member],
        besides: int | None,
        not_before: datetime | None = None,
    ) -> None:
        """Promise the news of an event to these people but the one who caused it."""
        loud = task.priority.breaks_quiet
        alone = loud or task.confidential  # in a message of its own
        news = TaskNews if alone else told_by(event, self.store.history.of)
        said = news(task.id, event.seq)
        self.say_all(
            Promise(Place(member_id=member.id), said, _URGENCY[loud], not_before, task_id=task.id)
            for member in people
            if member.active and member.id != besides
        )

    def refresh(self, task: Task, *, everywhere: bool = False) -> None:
        """Promise that posted cards of the task will show its present state, those that show every change or `everywhere`;
        waiting updates are replaced."""
        for post in (post for post in self.store.posts.cards(task.id) if everywhere or follows(task, post)):
            self.store.outbox.drop_update(post.chat_id, post.message_id)
            self.say(
                Place(chat_id=post.chat_id, member_id=post.member_id),
                CardUpdate(task.id, post.message_id),
                urgency=Urgency.NORMAL,
                task_id=task.id,
            )

    def audience(
        self, task: Task, audiences: Iterable[Audience], fact: Fact | None = None, holder: int | None = None
    ) -> list[Member]:
        """The active members an audience means for this task, each once; `fact` is what they hear of, `holder` whose clock
        rang."""
        known = {Audience.CONCERNED: named_in(fact), Audience.HOLDER: () if holder is None else (holder,)}
        ids = [i for a in audiences for i in (known[a] if a in known else self._ids(task, a))]
        found = (self.store.members.get(i) for i in dict.fromkeys(ids))
        return [m for m in found if m and m.active]

    def _ids(self, task: Task, audience: Audience) -> Iterable[int]:
        if audience in ROLES:
            return self._holders(ROLES[audience], task)
        if audience is Audience.BACKUP:
            return self._backup(task)
        if audience is Audience.ASSIGNER and not self._is_here(task.assigner_id):
            return self._holders(Role.SUPERVISOR, task)  # who judges in the place of an assigner who left
        return PARTS[audience](task) if audience in PARTS else ()

    def _backup(self, task: Task) -> list[int]:
        """Whoever would stand in for the lead, where they are of the task's team; who does so already hears as the lead."""
        backup_id = self.store.absences.backups().get(task.lead_id)
        if backup_id is None or task.team_id is None or task.is_own or task.standin_id is not None or task.confidential:
            return []
        if backup_id in self.store.absences.running():
            return []
        return [] if self.store.members.absent_from(task.team_id, [backup_id]) else [backup_id]

    def _is_here(self, member_id: int) -> bool:
        member = self.store.members.get(member_id)
        return member is not None and member.active

    def _holders(self, role: Role, task: Task) -> list[int]:
        """Those who hold the role for the task's team; the owners where nobody does, so that no step falls silent, and of
        what is confidential."""
        members = self.store.members
        rank = [] if task.confidential else members.holding(role, task.team_id)
        holders = rank or members.holding(Role.OWNER, None)
        return [m.id for m in holders]

    def group_of(self, task: Task) -> Place | None:
        """Where a task speaks in its team's group: in the topic it was given in; None where there is no group any more, and
        for what is confidential."""
        team = self.team_of(task)
        if task.confidential or team is None or team.status is not TeamStatus.APPROVED:
            return None
        return Place(chat_id=team.chat_id, thread_id=task.thread_id or team.thread_id)

    def team_of(self, task: Task) -> Team | None:
        """The task's team, if it has one."""
        return self.store.teams.get(task.team_id) if task.team_id is not None else None
