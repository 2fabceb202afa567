"""Giving a task: it is made as it was written, and announced."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.facts.base import Event
from domain.messages.base import Urgency
from domain.messages.office import Sentence
from domain.messages.tasks import TaskCard
from domain.model.audience import Audience
from domain.model.clocks import Rhythm
from domain.model.drafts import Draft, TaskDraft
from domain.model.people import Memberships
from domain.model.post import Place, Post, PostKind, Said
from domain.model.tasks import Assignment, Kind, Origin, Part, Task
from domain.model.value import fields_of, replace
from domain.ports.post import Promise
from domain.rules import clocks, reporting
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.giving import new_task
from domain.rules.decisions.milestones import milestones_said, with_milestones
from domain.rules.decisions.sharing import parts_said, with_parts
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from domain.settings.versions import version_of
from domain.unit import Unit
from domain.usecases.people.given_away import ask_for_parts, away_alone
from domain.usecases.people.guard import warn_unreachable
from domain.usecases.people.names import known_as
from domain.usecases.people.standing_in import note_given, standins
from domain.usecases.raised.linked import answer_due_with
from domain.usecases.tasks import waits
from domain.usecases.tasks.act import ALBUM_ARRIVES, perform
from domain.usecases.tasks.confide import note_confidential
from domain.usecases.tasks.follows import cards_to
from domain.usecases.tasks.places import in_group_topic, place_of, title_of
from domain.usecases.tasks.tree import parent_of, refresh_up, require_may_give, require_within, with_parents_due


def assign(unit: Unit, who: Memberships, draft: Draft, *, one_of_many: bool = False) -> Task:
    """Make the task a draft became, and tell everybody it concerns; of `one_of_many` whoever gives them reads one answer."""
    task = made(unit, who, draft)
    _announce(unit, who, task, draft, alone=not one_of_many)
    _answers(unit, who, task)
    return task


def made(unit: Unit, who: Memberships, draft: Draft, *, given_at: datetime | None = None, percent: int = 0) -> Task:
    """The task a draft became, with its story and its clocks; nobody hears of it yet. What was given elsewhere keeps the
    moment of that, and how far it had come."""
    written = with_parents_due(unit, in_group_topic(who, draft))
    parent = parent_of(unit, written)
    team_id = parent.team_id if parent else written.team_id or team_of(unit, draft.chat_id, who, written.people)
    require_may_give(unit, who, replace(written, team_id=team_id))
    require_within(unit, written)
    waits.named(unit, who, written.comes_after)
    version = version_of(unit.settings)
    unit.store.ladders.keep(version.hash, version.body)
    task = _task(unit, who, replace(written, team_id=team_id), version.hash)
    task = replace(task, created_at=given_at or unit.now, percent=percent)
    at = Circumstances(
        who.member.id, frozenset(), unit.now, unit.settings, unit.calendar_of(task),
        standins={} if task.confidential else standins(unit),
    )  # fmt: skip
    task, fact = new_task(with_milestones(with_parts(task, at, written.parts), written.milestones, at), at)
    task = unit.begin(task, fact, who.member.id)
    for said in (*parts_said(task), *waits.said(task), *milestones_said(task)):
        unit.record(task, said, who.member.id)
    waits.refresh_before(unit, task.awaits)
    note_given(unit, task)
    if task.confidential:
        note_confidential(unit, who, task, place_of(who, draft))
    if task.parent_id is not None:
        given = Given(Said(task.title), member_id=task.lead_id, matter_id=task.id)
        event = perform(unit, who, task.parent_id, Action.BREAK_DOWN, given)
        _tell_whose_it_is(unit, event, task)
    return task


def _tell_whose_it_is(unit: Unit, event: Event, task: Task) -> None:
    """Whoever has the whole hears that somebody else gave a part of it, unless they have that part themselves; of a line of a
    plan those as well who help with it."""
    refresh_up(unit, event.task_id)
    parent = unit.store.tasks.get(event.task_id)
    if parent is None:
        return
    theirs = (Audience.LEAD, Audience.CO) if parent.kind is Kind.PLAN else (Audience.LEAD,)
    people = [m for m in unit.audience(parent, theirs) if task.part_of(m.id) is None]
    unit.tell_these(parent, event, people, besides=event.actor_id)


def _answers(unit: Unit, who: Memberships, task: Task) -> None:
    """The raised matter that it is made of is answered by it. Refused where that cannot be made a task (any more)."""
    matter = unit.store.tasks.get(task.linked_id) if task.linked_id is not None else None
    if matter is not None:
        given = Given(moment=answer_due_with(unit, matter, task), task_id=task.id)
        perform(unit, who, matter.id, Action.MAKE_TASK, given)


def team_of(unit: Unit, chat_id: int, who: Memberships, people: Sequence[int]) -> int | None:
    """The team of the group it was said in; for an order in private the first team that assigner and lead share."""
    team = unit.store.teams.by_chat(chat_id)
    if team is not None:
        return team.id
    lead = unit.store.members.get(people[0]) if people else None
    theirs = unit.store.members.with_roles(lead).teams if lead else {}
    return min(who.teams.keys() & theirs.keys(), default=None)


def _task(unit: Unit, who: Memberships, written: TaskDraft, ladder: str) -> Task:
    task = Task(
        id=0,
        title=written.title or title_of(written.files[0]),
        assigner_id=who.member.id,
        first_handler_id=written.people[0],
        created_at=unit.now,
        due_at=written.due or unit.now,
        team_id=written.team_id,
        thread_id=written.thread_id,
        priority=written.priority,
        standard=written.standard,
        origin=written.origin or (Origin.RAISED if written.answers else None),
        origin_ref=written.origin_ref or (f"#{written.answers}" if written.answers else ""),
        evidence=written.evidence,
        confidential=written.confidential,
        attachments=written.files,
        content=written.content,
        people=_parts(written),
        any_one=written.any_one,
        series_id=written.series_id,
        nth=written.nth,
        linked_id=written.answers,
        ladder=ladder,
        parent_id=written.parent_id,
        comes_after=written.comes_after,
        awaits=waits.still_open(unit, written.comes_after),
        tags=written.tags,
        **fields_of(written.wording),
    )
    calendar = unit.calendar_of(task)
    if written.due is None:
        due = clocks.default_due(task.priority, unit.now, unit.settings, calendar)
        task = replace(task, due_at=due, due_said_at=unit.now)
    if not written.periodic:
        return reporting.usual(task, unit.now, unit.settings, calendar)
    return reporting.with_rhythm(task, Rhythm(written.periodic, written.periodic_words), unit.now, calendar)


def _parts(written: TaskDraft) -> tuple[Assignment, ...]:
    """The first who is named leads, the others work with them; who works on it need not watch it."""
    lead, *others = written.people
    watchers = [i for i in written.watchers if i not in written.people]
    co = [Assignment(i, Part.CO) for i in others]
    return (Assignment(lead, Part.LEAD), *co, *(Assignment(i, Part.WATCHER) for i in watchers))


def _announce(unit: Unit, who: Memberships, task: Task, draft: Draft, *, alone: bool) -> None:
    """The card where the order was given, a private card to everybody with a part, word of who cannot be reached."""
    place = place_of(who, draft)
    whole_at = unit.now
    if draft.task.album is not None:
        group, message_id = draft.task.album
        unit.store.posts.add(Post(draft.chat_id, message_id, task.id, PostKind.ORDER, 1, group, who.member.id))
        whole_at += ALBUM_ARRIVES
    if draft.task.order_id is not None:
        unit.store.posts.add(Post(draft.chat_id, draft.task.order_id, task.id, PostKind.ORDER, 1, None, who.member.id))
    to = replace(place, reply_to=draft.task.message_id)
    card = Promise(to, TaskCard(task.id, fresh=True), not_before=whole_at, task_id=task.id)
    carriers = [task.carrier(p) for p in task.people]
    others = cards_to(task, [i for i in carriers if i != who.member.id], whole_at)
    unit.say_all([card, *others] if alone else others)
    if alone:
        warn_unreachable(unit, place, task)
        _warn_absent(unit, place, task)
        warn_away(unit, place, task)


def _warn_absent(unit: Unit, place: Place, task: Task) -> None:
    """A part of a team's task for somebody who has left its group, or was never in it; who helps is read in private."""
    team = unit.team_of(task)
    found = unit.store.members.absent_from(team.id, [p.member_id for p in task.people]) if team else []
    absent = [known_as(unit, m) for m in found if m.id == task.lead_id or not m.reachable]
    if team is not None and absent and not task.confidential:
        fields = {"names": "、".join(absent), "team": team.title}
        unit.say(place, Sentence("assign-absent", fields), urgency=Urgency.NORMAL, task_id=task.id)


def warn_away(unit: Unit, place: Place, task: Task) -> None:
    """A part for somebody who is away and for whom nobody stands in; what a backup has stands on the card."""
    carriers = [task.carrier(p) for p in task.people if p.part is not Part.WATCHER]
    for sentence in away_alone(unit, task, carriers):
        unit.say(place, sentence, urgency=Urgency.NORMAL, task_id=task.id)
    ask_for_parts(unit, task, carriers)
