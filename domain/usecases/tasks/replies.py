"""Words about a task that came without a command: replies, further pieces of an album, edits."""

from __future__ import annotations

from dataclasses import replace

from domain.facts.base import Event
from domain.facts.tasks import FileAdded, ReportEdited
from domain.model.people import Memberships
from domain.model.post import Post, PostKind, Said
from domain.model.tasks import Task
from domain.rules.given import Given
from domain.rules.lifecycle import Action, allowed
from domain.unit import Unit
from domain.usecases.access import fetch
from domain.usecases.tasks.act import perform, words


def reply(unit: Unit, who: Memberships, number: int, said: Said) -> Event:
    """Any reply to any message about a task: a report from those who do it, a comment from the others."""
    task, at = fetch(unit, who, number)
    action = Action.REPORT if allowed(task, Action.REPORT, at.relations) else Action.COMMENT
    return perform(unit, who, number, action, Given(said=said))


def add_to_album(unit: Unit, who: Memberships, first: Post, said: Said) -> None:
    """Another piece of an album that is a report already."""
    task, _ = fetch(unit, who, first.task_id)
    if first.member_id != who.member.id or first.seq is None or said.message_id is None:
        return
    for file in said.files:
        piece = {"kind": file.kind, "file_id": file.file_id, "name": file.name}
        unit.record(task, FileAdded(first.seq, piece), who.member.id)
    if first.kind is PostKind.ORDER:
        unit.store.tasks.save(replace(task, attachments=(*task.attachments, *said.files)))
    unit.store.posts.add(Post(first.chat_id, said.message_id, task.id, PostKind.REPORT, first.seq, None, who.member.id))


def edit(unit: Unit, who: Memberships, post: Post, text: str) -> None:
    """A report was reworded: noted, the old words stay. Anything but one's own report is left alone."""
    if post.kind != "report" or post.member_id != who.member.id or post.seq is None:
        return
    task, _ = fetch(unit, who, post.task_id)
    if _wording(unit, task, post.seq) != text.strip():
        unit.record(task, ReportEdited(post.seq, words(unit, text)), who.member.id)


def _wording(unit: Unit, task: Task, seq: int) -> str | None:
    """The words of entry `seq` as they are now, the latest edit before the first wording."""
    story = unit.store.history.of(task.id)
    edits = [e.fact.text for e in story if isinstance(e.fact, ReportEdited) and e.fact.seq == seq]
    first = [getattr(e.fact, "text", None) for e in story if e.seq == seq]
    return next(iter([*reversed(edits), *first]), None)
