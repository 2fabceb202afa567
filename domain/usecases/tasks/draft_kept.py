"""What is kept of tasks being written: found, saved, dropped; nothing is decided here."""

from __future__ import annotations

from collections.abc import Sequence

from domain.errors import Refusal
from domain.model.drafts import Draft, Lack
from domain.model.people import Memberships
from domain.model.tasks import Attachment
from domain.model.value import replace
from domain.ports.talk import Question
from domain.unit import Unit


def ask_words(unit: Unit, draft: Draft, lack: Lack) -> None:
    """The next words of the writer answer this question of the draft."""
    unit.store.questions.ask(Question.about_draft(draft, lack, unit.now))


def own_draft(unit: Unit, who: Memberships, draft_id: int) -> Draft:
    """A draft of this person's; anybody else's is as good as gone."""
    draft = unit.store.drafts.get(draft_id)
    if draft is None or draft.member_id != who.member.id:
        raise Refusal("draft-gone")
    return draft


def turn_people(unit: Unit, draft: Draft, page: int) -> None:
    """Show another page of the people to choose from."""
    unit.store.drafts.save(replace(draft, task=replace(draft.task, page=page)))


def shown_first(unit: Unit, draft: Draft) -> None:
    """It is not given before its writer has seen all of it; what is asked for step by step is shown anyway."""
    if not draft.task.wizard:
        unit.store.drafts.save(replace(draft, task=replace(draft.task, unsure=True)))


def discard(unit: Unit, who: Memberships, draft_id: int) -> None:
    """Throw a draft away."""
    drop(unit, own_draft(unit, who, draft_id))


def drop(unit: Unit, draft: Draft) -> None:
    """A draft goes, and its open question with it."""
    asked = unit.store.questions.open_for(draft.member_id, draft.chat_id, draft.task.thread_id)
    if asked is not None and draft.id and asked.draft_id == draft.id:
        unit.store.questions.close(draft.member_id, draft.chat_id, draft.task.thread_id)
    if draft.id:
        unit.store.drafts.drop(draft.id)


def add_files(unit: Unit, draft: Draft, files: Sequence[Attachment], album: tuple[str, int] | None = None) -> None:
    """Files that come with the words of a draft, perhaps the first of an album."""
    task = replace(draft.task, files=(*draft.task.files, *files), album=album or draft.task.album)
    unit.store.drafts.save(replace(draft, task=task))


def of_album(unit: Unit, member_id: int, chat_id: int, album: str | None) -> Draft | None:
    """The draft that the first piece of this album became."""
    written = unit.store.drafts.written(member_id, chat_id) if album else []
    return next((d for d in written if d.task.album and d.task.album[0] == album), None)
