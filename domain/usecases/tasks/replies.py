"""Words about a task that came without a command: replies, further pieces of an album, edits."""

from __future__ import annotations

from domain.facts.base import Event
from domain.facts.tasks import FileAdded, ReportEdited
from domain.model.people import Memberships
from domain.model.post import Post, PostKind, Said
from domain.model.tasks import Relation, Task
from domain.model.value import replace, value
from domain.rules.given import Given
from domain.rules.headline import deed, shortened
from domain.rules.lifecycle import BY_FACT, Action, allowed
from domain.rules.moves import told_of
from domain.rules.reread import entry_of, reread, words_of
from domain.text import storable
from domain.unit import Unit
from domain.usecases.access import fetch
from domain.usecases.tasks.act import perform, words
from domain.usecases.tasks.hands import as_said


@value
class Changed:
    """A task whose report was completed or reworded, and whether its progress is another now."""

    task: Task
    progress: bool


def reply(unit: Unit, who: Memberships, number: int, said: Said) -> Event:
    """Any reply to any message about a task: a report from those who do it, a comment from the others."""
    task, at = fetch(unit, who, number)
    action = Action.REPORT if allowed(task, Action.REPORT, at.relations) else Action.COMMENT
    return perform(unit, who, number, as_said(unit, who, number, action, said.text), Given(said=said))


def add_to_album(unit: Unit, who: Memberships, first: Post, said: Said) -> Changed | None:
    """Another piece of an album that is a report already; its words belong to the report."""
    task, _ = fetch(unit, who, first.task_id)
    if first.member_id != who.member.id or first.seq is None or said.message_id is None:
        return None
    text, seq = words(unit, said.text, required=False), first.seq
    for file in said.files:
        piece = {"kind": file.kind, "file_id": file.file_id, "name": file.name}
        seq = unit.record(task, FileAdded(first.seq, piece, text), who.member.id).seq
        text = ""
    unit.store.posts.add(Post(first.chat_id, said.message_id, task.id, PostKind.REPORT, seq, None, who.member.id))
    if first.kind is PostKind.ORDER:
        unit.store.tasks.save(_with_more(task, said))
        return None
    return _follow(unit, task, first.seq) if said.text.strip() else None


def _with_more(task: Task, said: Said) -> Task:
    """An order with another piece of its album."""
    more, named = storable(said.text.strip()), {"", *(f.name for f in task.attachments)}
    task = replace(task, attachments=(*task.attachments, *said.files))
    if not more:
        return task
    if task.title in named or not any(map(str.isalnum, task.title)):
        title = shortened(deed(more))
        return replace(task, title=title, content="" if title == more else more)
    return replace(task, content=f"{task.content or task.title}\n{more}")


def edit(unit: Unit, who: Memberships, post: Post, text: str) -> Changed | None:
    """A report was reworded: noted, the old words stay, and those who read them learn the new ones.

    Progress and trouble follow the new words. Anything but one's own report is left alone.
    """
    if post.kind is not PostKind.REPORT or post.member_id != who.member.id or post.seq is None:
        return None
    task, _ = fetch(unit, who, post.task_id)
    if words_of(unit.store.history.of(task.id), post.seq) == text.strip():
        return None
    whole = entry_of(unit.store.history.of(task.id), post.seq)
    event = unit.record(task, ReportEdited(post.seq, words(unit, text)), who.member.id)
    changed = _follow(unit, task, whole.seq)
    verb = BY_FACT.get(whole.fact.name)
    side = Relation.LEAD if who.member.id == task.duty_id else Relation.CO
    told = [a for row in (verb.rows if verb else ()) if side in row.by for a in told_of(row.move, whole.fact)]
    unit.tell(changed.task, event, told, besides=who.member.id)
    return changed


def _follow(unit: Unit, task: Task, seq: int) -> Changed:
    """The task as entry `seq` says it now."""
    after = reread(task, unit.store.history.of(task.id), seq)
    if after == task:
        return Changed(task, progress=False)
    saved = unit.store.tasks.save(after)
    unit.refresh(saved)
    return Changed(saved, progress=after.percent != task.percent)
