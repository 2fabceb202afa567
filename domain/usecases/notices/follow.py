"""跟进: a notice becomes a task for each of those who have not read it, all of them in one step or none."""

from __future__ import annotations

from collections.abc import Callable

from domain.errors import Refusal
from domain.facts.notices import NoticeFollowed
from domain.model.drafts import Draft, TaskDraft
from domain.model.people import Member, Memberships
from domain.model.tasks import PICKED, Origin, Task
from domain.model.value import replace
from domain.rules.drafts import require_may_assign
from domain.rules.headline import shortened
from domain.rules.labels import is_marked_confidential
from domain.rules.lifecycle import Action, require
from domain.rules.notices import MOST_TASKS, follow_due
from domain.unit import Unit
from domain.usecases.access import fetch
from domain.usecases.tasks.assign import assign
from domain.usecases.tasks.draft import ordered_again
from domain.usecases.tasks.ordered import Ordered


def begin(unit: Unit, who: Memberships, number: int, chat_id: int, asks: Callable[[Task], str]) -> Draft:
    """The tasks as they would be: to read the notice, as `asks` says it, in the time there is to read it.

    Raises: Refusal `announce-all-read`, `announce-follow-many`, and what `_may` raises.
    """
    task, people = _may(unit, who, number)
    _each_in_a_team(unit, who, task, people)
    draft = TaskDraft(
        title=shortened(asks(task)), content=task.content, files=task.attachments, follows=task.id, reading=True,
        due=follow_due(task, unit.now, unit.calendar_of(task)),
    )  # fmt: skip
    return unit.store.drafts.start(who.member.id, chat_id, draft, unit.now)


def reworded(unit: Unit, who: Memberships, draft: Draft, text: str) -> Draft:
    """The same with an order of one's own; its words may set another deadline.

    Raises: Refusal `text-empty`, `announce-unclear`, `secret-notice`.
    """
    if is_marked_confidential(text):
        raise Refusal("secret-notice")
    now = ordered_again(unit, who, Ordered(draft.chat_id, text))
    if not now.title:
        raise Refusal("text-empty")
    if now.due is None and (now.readings or now.doubt):
        raise Refusal("announce-unclear", words=now.wording.due_words)
    said = replace(
        draft.task,
        title=now.title,
        content=now.content,
        reading=False,
        due=now.due or draft.task.due,
        wording=now.wording if now.due else PICKED,
    )
    draft = replace(draft, task=said)
    unit.store.drafts.save(draft)
    return draft


def follow_up(unit: Unit, who: Memberships, draft: Draft) -> list[Task]:
    """Make them, for those who have not read it by now."""
    number = draft.task.follows or 0
    notice, people = _may(unit, who, number)
    teams = _each_in_a_team(unit, who, notice, people)
    unit.store.drafts.drop(draft.id)
    made = []
    for member in people:
        written = replace(
            draft.task, people=(member.id,), team_id=teams[member.id], follows=None, reading=False,
            origin=Origin.OTHER, origin_ref=f"#{number}",
        )  # fmt: skip
        made.append(assign(unit, who, replace(draft, task=written), one_of_many=True))
    numbers, members = tuple(t.id for t in made), tuple(m.id for m in people)
    unit.record(notice, NoticeFollowed(numbers, members, draft.task.reading), who.member.id)
    return made


def still_open(unit: Unit, number: int) -> tuple[int, ...]:
    """The tasks that were made of a notice and are not over, by their numbers."""
    facts = (e.fact for e in unit.store.history.of(number))
    made = (i for fact in facts if isinstance(fact, NoticeFollowed) for i in fact.tasks)
    found = (unit.store.tasks.get(i) for i in made)
    return tuple(task.id for task in found if task is not None and task.status.is_open)


def _may(unit: Unit, who: Memberships, number: int) -> tuple[Task, list[Member]]:
    """Whoever may remind may follow up, as long as somebody has not read it."""
    task, at = fetch(unit, who, number)
    require(task, Action.REMIND_UNREAD, at.relations)
    people = unit.store.notices.unread(task, MOST_TASKS + 1)
    if not people:
        raise Refusal("announce-all-read", number=str(number))
    if len(people) > MOST_TASKS:
        raise Refusal("announce-follow-many", number=str(number), most=str(MOST_TASKS))
    return task, people


def _each_in_a_team(unit: Unit, who: Memberships, task: Task, people: list[Member]) -> dict[int, int]:
    """The team in which each is given theirs: one that was told, where whoever gives it may.

    Raises: Refusal `assign-right`.
    """
    found = {}
    told = unit.store.notices.teams(task.id)
    for member in people:
        theirs = unit.store.members.with_roles(member).teams
        shared = [t for t in told if t in theirs]
        found[member.id] = next((t for t in shared if _may_assign(who, t, member.id)), shared[0])
        require_may_assign(who, found[member.id], (member.id,))
    return found


def _may_assign(who: Memberships, team_id: int, member_id: int) -> bool:
    try:
        require_may_assign(who, team_id, (member_id,))
    except Refusal:
        return False
    return True
