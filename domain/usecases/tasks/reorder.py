"""An order that was edited after it had become a matter: what is different now."""

from __future__ import annotations

from datetime import datetime

from domain.facts.tasks import Assigned
from domain.model.drafts import TaskDraft
from domain.model.people import Memberships
from domain.model.post import Post
from domain.model.tasks import Task
from domain.model.value import value
from domain.rules.lifecycle import Action, allowed
from domain.unit import Unit
from domain.usecases.access import fetch
from domain.usecases.tasks.draft import ordered_again
from domain.usecases.tasks.ordered import Ordered


@value
class Reworded:
    """An order's new words: the moments its deadline may mean now, none where something else was changed."""

    task_id: int
    words: str = ""
    moments: tuple[datetime, ...] = ()


def reworded(unit: Unit, who: Memberships, post: Post, said: Ordered) -> Reworded | None:
    """What an edited order asks for; None where it asks for nothing new, or is not this person's to change."""
    task, at = fetch(unit, who, post.task_id)
    given = next((e.fact for e in unit.store.history.of(task.id) if isinstance(e.fact, Assigned)), None)
    if post.member_id != who.member.id or given is None or not task.status.is_open:
        return None
    now = ordered_again(unit, who, said)
    moments = (now.due,) if now.due else now.readings
    another_due = now.wording.due_words != given.words and moments != (task.due_at,)
    if not (_same_matter(now, given) and _same_beside(now, task)):
        return Reworded(task.id)
    if not another_due:
        return None
    may = allowed(task, Action.CHANGE_DEADLINE, at.relations)
    return Reworded(task.id, now.wording.due_words, moments if may else ())


def _same_beside(now: TaskDraft, task: Task) -> bool:
    """Whether its labels and marks, where it has any, say what the matter says."""
    standard = now.standard in ("", task.standard)
    origin = now.origin is None or (now.origin, now.origin_ref) == (task.origin, task.origin_ref)
    rhythm = now.periodic in ("", task.periodic)
    links = set(now.comes_after) <= set(task.comes_after) and set(now.tags) <= set(task.tags)
    points = {(m.title, m.due_at) for m in now.milestones} <= {(m.title, m.due_at) for m in task.milestones}
    return points and standard and origin and rhythm and links and (task.evidence or not now.evidence)


def _same_matter(now: TaskDraft, given: Assigned) -> bool:
    """Whether it is for the same people, as urgent, and about the same; what the words leave open was asked for."""
    people = {str(i) for i in (*now.people, *now.watchers)}
    same_people = not now.people or people == set(given.people)
    return same_people and now.title in ("", given.title) and (now.wizard or now.priority.value == given.priority)
