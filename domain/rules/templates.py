"""What of a task is kept as a template, and what of a template is so today."""

from __future__ import annotations

from collections.abc import Collection

from domain.errors import Refusal
from domain.model.drafts import TaskDraft
from domain.model.people import Memberships
from domain.model.tasks import PICKED, Part, Task, Wording
from domain.model.templates import Template
from domain.model.value import replace
from domain.text import one_line, shortened

MOST, LONGEST = 50, 30


def pattern_of(task: TaskDraft) -> TaskDraft:
    """What of a written task is the same each time: no moment, only the words that named one, and nothing that it hangs on.

    Raises: Refusal `template-secret`, `template-empty`.
    """
    if task.confidential or task.hushed:
        raise Refusal("template-secret")
    if not (task.title or task.files):
        raise Refusal("template-empty")
    words = task.repeats.words if task.repeats else task.wording.due_words
    return TaskDraft(
        people=tuple(i for i in task.people if i > 0), watchers=tuple(i for i in task.watchers if i > 0),
        priority=task.priority, title=task.title, content=task.content, files=task.files, standard=task.standard,
        origin=task.origin, origin_ref=task.origin_ref, evidence=task.evidence, any_one=task.any_one, periodic=task.periodic,
        periodic_words=task.periodic_words, tags=task.tags,
        parts=tuple(replace(part, due_at=None, day_only=False) for part in task.parts),
        wording=Wording(due_words=one_line(words)) if words else PICKED,
        undated=task.undated or (task.due is None and not words and not task.readings),
    )  # fmt: skip


def pattern_of_given(task: Task) -> TaskDraft:
    """The same of a task that was given. Raises: Refusal `template-secret`."""
    by_part = {part: tuple(p.member_id for p in task.people if p.part is part) for part in Part}
    return pattern_of(
        TaskDraft(
            people=(*by_part[Part.LEAD], *by_part[Part.CO]), watchers=by_part[Part.WATCHER], priority=task.priority,
            title=task.title, content=task.content, files=task.attachments, standard=task.standard, origin=task.origin,
            origin_ref=task.origin_ref, evidence=task.evidence, any_one=task.any_one, confidential=task.confidential,
            periodic_words=task.periodic_words, periodic=task.periodic, tags=task.tags, undated=task.term_only,
            due=task.due_at, wording=Wording(due_words=task.due_words),
        )
    )  # fmt: skip


def with_those_here(task: TaskDraft, here: Collection[int]) -> TaskDraft:
    """The pattern without whoever has left; where that is the lead, nobody else becomes it: it is asked."""
    lead = task.people[:1]
    people = tuple(i for i in task.people if i in here) if lead and lead[0] in here else ()
    parts = tuple(part for part in task.parts if part.member_id in people)
    return replace(task, people=people, watchers=tuple(i for i in task.watchers if i in here), parts=parts)


def name_of(words: str) -> str:
    """A name as it is kept. Raises: Refusal `template-unnamed`, `template-long`."""
    name = one_line(words).strip()
    if not name:
        raise Refusal("template-unnamed")
    if len(name) > LONGEST:
        raise Refusal("template-long", limit=str(LONGEST), length=str(len(name)))
    return name


def usual_name(task: TaskDraft) -> str:
    """What a template is called until it is named: by its title."""
    return shortened(one_line(task.title), LONGEST) if task.title else (task.files[0].name or "📎")[:LONGEST]


def may_share(who: Memberships, team_id: int) -> bool:
    """Whoever runs a team shares with those who run it."""
    return who.runs(team_id)


def sees(who: Memberships, template: Template) -> bool:
    """One's own, and what is shared with a team that one runs."""
    return template.member_id == who.member.id or (template.team_id is not None and may_share(who, template.team_id))
