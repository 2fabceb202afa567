"""A notice is read, by one after another; those who have not are reminded; it ends when all have, or is closed or recalled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from domain.errors import Refusal
from domain.facts.base import Event
from domain.facts.notices import NoticeReworded, ReadingOver, UnreadReminded
from domain.messages.base import Urgency
from domain.messages.notices import NoticeCall, NoticeUnread
from domain.model.audience import Audience
from domain.model.drafts import TaskDraft
from domain.model.people import Member, Memberships, TeamStatus
from domain.model.post import Place
from domain.model.tasks import Relation, Status, Task
from domain.model.timers import NoticeRing, NoticeStep
from domain.model.value import replace
from domain.ports.timers import Timer
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.given import Given
from domain.rules.lifecycle import Action, require
from domain.rules.mornings import quiet_until
from domain.unit import Unit
from domain.usecases.access import fetch
from domain.usecases.notices.ending import end_if_read
from domain.usecases.notices.give import people_of, with_words
from domain.usecases.notices.handing import pass_on
from domain.usecases.tasks.act import perform

_ALL = 100_000
MOST_NAMED = 20  # in one sentence or one call in a group


def read(unit: Unit, who: Memberships, number: int) -> Event:
    """已阅, once.

    Raises: Refusal `announce-own` of its sender, `announce-not-told`, `announce-recalled`, `announce-closed`,
    `announce-read-already`.
    """
    task, at = fetch(unit, who, number)
    _require_reader(task, at)
    if unit.store.notices.has_read(task.id, who.member.id):
        raise Refusal("announce-read-already", number=str(task.id))
    return perform(unit, who, number, Action.READ)


def _require_reader(task: Task, at: Circumstances) -> None:
    if at.actor_id == task.assigner_id:
        raise Refusal("announce-own", number=str(task.id))
    if Relation.READER not in at.relations:
        raise Refusal("announce-not-told", number=str(task.id))
    if task.status is Status.CANCELLED:
        raise Refusal("announce-recalled", number=str(task.id))
    if task.status is not Status.ACTIVE:
        raise Refusal("announce-closed", number=str(task.id))


def left_team(unit: Unit, member_id: int, team_ids: Iterable[int]) -> None:
    """Somebody left these teams: what they told there another answers for, what waited for them alone waits for nobody."""
    pass_on(unit, member_id)
    for number in dict.fromkeys(n for team_id in team_ids for n in unit.store.notices.open_of_team(team_id)):
        end_if_read(unit, number)
        task = unit.store.tasks.get(number)
        if task is not None and task.status is Status.ACTIVE:
            unit.refresh(task)


# -- reminding ---------------------------------------------------------------------------------------------------------


def ring_notice(unit: Unit, timer: Timer, rang: NoticeRing) -> None:
    """A step of a notice: those who have not read it are reminded once, or its sender hears how it stands."""
    task = unit.store.tasks.get(rang.task_id)
    if task is None or task.status is not Status.ACTIVE:
        return
    if rang.step == NoticeStep.DUE:
        _tell_over(unit, task)
    elif rang.member_id:
        _when_back(unit, task, rang.member_id)
    else:
        _remind_by_the_clock(unit, task, unit.store.notices.unread(task, _ALL), timer.key)


def _when_back(unit: Unit, task: Task, member_id: int) -> None:
    """Who was away is reminded when they are back, if they have not read it; later, where they are away for longer."""
    member = unit.store.members.get(member_id)
    unread = member is not None and member.active and not unit.store.notices.has_read(task.id, member_id)
    if member is None or not unread or not unit.store.notices.is_told(task.id, member_id):
        return
    _remind_by_the_clock(unit, task, [member], f"notice:{task.id}:back:{member_id}")


def _remind_by_the_clock(unit: Unit, task: Task, people: Sequence[Member], key: str) -> None:
    """Each once, and not those whom the sender has reminded."""
    facts = (e.fact for e in unit.store.history.of(task.id))
    known = {i for fact in facts if isinstance(fact, UnreadReminded) for i in fact.to}
    reminded = _call(unit, task, [m for m in people if m.id not in known], key)
    if reminded:
        unit.record(task, UnreadReminded(reminded), None)


def _call(unit: Unit, task: Task, people: Sequence[Member], key: str) -> tuple[int, ...]:
    """Remind those who are here, each in private, or together in their group whom no private message reaches. Who is away
    hears when they are back. Returns who is reminded now."""
    away = unit.store.absences.running()
    here = [m for m in people if m.id not in away]
    for member in people:
        if member.id in away:
            _remind_later(unit, task, member.id, away[member.id].ends_at)
    for member in (m for m in here if m.reachable):
        to = Place(member_id=member.id)
        leaves = quiet_until(unit.calendar_at(to), unit.now)
        unit.say(
            to, NoticeUnread(task.id), urgency=Urgency.NORMAL, not_before=leaves,
            key=f"{key}:{member.id}", task_id=task.id,
        )  # fmt: skip
    called = _call_in_groups(unit, task, [m for m in here if not m.reachable], key)
    return tuple(m.id for m in here if m.reachable or m.id in called)


def _remind_later(unit: Unit, task: Task, member_id: int, ends_at: datetime) -> None:
    back = quiet_until(unit.calendar_at(Place(member_id=member_id)), ends_at)
    ring = NoticeRing(task.id, NoticeStep.UNREAD, member_id, int(back.timestamp()))
    unit.store.timers.add(ring.key, back, ring)


def _call_in_groups(unit: Unit, task: Task, people: Sequence[Member], key: str) -> set[int]:
    """Who is called, each in the first of their groups that was told."""
    called: set[int] = set()
    silent = {m.id for m in people}
    for team_id in unit.store.notices.teams(task.id) if silent else ():
        team = unit.store.teams.get(team_id)
        if team is None or team.status is not TeamStatus.APPROVED:
            continue
        here = [m.id for m in people_of(unit, (team_id,), task.assigner_id) if m.id in silent - called]
        to = Place(chat_id=team.chat_id, thread_id=team.thread_id)
        leaves = quiet_until(unit.calendar_at(to), unit.now)
        for start in range(0, len(here), MOST_NAMED):
            call = NoticeCall(task.id, tuple(here[start : start + MOST_NAMED]))
            unit.say(
                to, call, urgency=Urgency.NORMAL, not_before=leaves,
                key=f"{key}:{team.chat_id}:{start}", task_id=task.id,
            )  # fmt: skip
        called |= set(here)
    return called


def _tell_over(unit: Unit, task: Task) -> None:
    read_by, of = unit.store.notices.counts(task)
    first = tuple(m.id for m in unit.store.notices.unread(task, MOST_NAMED))
    event = unit.record(task, ReadingOver(read_by, of, first), None)
    leaves = quiet_until(unit.calendar_of(task), unit.now)
    unit.tell(task, event, (Audience.ASSIGNER,), besides=None, not_before=leaves)
    unit.refresh(task)


def remind_again(unit: Unit, who: Memberships, number: int) -> int:
    """Whoever answers for it reminds those who have not read it, once a day; how many are reminded now.

    Raises: Refusal `announce-reminded` for a second time, `announce-away` where all who have not read it are away.
    """
    task, at = fetch(unit, who, number)
    require(task, Action.REMIND_UNREAD, at.relations)
    day = _day(unit, unit.now)
    own = (e for e in unit.store.history.of(task.id) if isinstance(e.fact, UnreadReminded) and e.actor_id is not None)
    if any(_day(unit, e.at) == day for e in own):
        raise Refusal("announce-reminded", number=str(task.id))
    reminded = _call(unit, task, unit.store.notices.unread(task, _ALL), f"notice:{task.id}:again:{day}")
    if not reminded:
        raise Refusal("announce-away", number=str(task.id))
    perform(unit, who, number, Action.REMIND_UNREAD, Given(named=reminded))
    return len(reminded)


def _day(unit: Unit, at: datetime) -> Any:
    return at.astimezone(unit.calendar.zone).date()


# -- rewording ----------------------------------------------------------------------------------------------------------


def reword(unit: Unit, who: Memberships, number: int, text: str) -> Task | None:
    """The sender edited the message in which it was written: the cards show the new words, and that they are new; None where
    they say the same."""
    task, _ = fetch(unit, who, number)
    now = with_words(unit, TaskDraft(notice=True), text)
    if task.assigner_id != who.member.id or task.status is not Status.ACTIVE or not now.title:
        return None
    if (now.title, now.content) == (task.title, task.content):
        return None
    due = {"due_at": now.due, **_wording(now)} if now.due and now.due != task.due_at else {}
    changed = replace(task, title=now.title, content=now.content, reworded_at=unit.now, **due)
    task = unit.store.tasks.save(changed)
    unit.record(task, NoticeReworded(task.title, task.due_at.isoformat()), who.member.id)
    unit.plan(task)
    unit.refresh(task, everywhere=True)
    return task


def _wording(now: TaskDraft) -> dict[str, Any]:
    words = now.wording
    return {"due_words": words.due_words, "due_day_only": words.due_day_only, "due_said_at": words.due_said_at}
