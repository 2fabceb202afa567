"""Minutes begun: a text at once, a file when it has been read."""

from __future__ import annotations

from collections.abc import Sequence

from domain.errors import Refusal
from domain.messages.minutes import MinutesNot
from domain.model.drafts import Draft, Minutes, TaskDraft
from domain.model.minutes import Document
from domain.model.people import Memberships
from domain.model.post import Place
from domain.model.tasks import Attachment
from domain.model.value import replace
from domain.rules.headline import shortened
from domain.rules.minutes.pasted import document_of
from domain.text import storable
from domain.unit import Unit
from domain.usecases.minutes.changing import present
from domain.usecases.minutes.reading import Whence, propose, split_up
from domain.usecases.tasks.draft_left import give_way
from domain.usecases.tasks.ordered import Ordered
from domain.usecases.tasks.places import place_of

FEWEST_LINES, FEWEST_MATTERS = 4, 3  # from which on a message that nobody called minutes is gone through as such
LONGEST = 100  # signs of the name of a file that are kept
READABLE = (".docx", ".xlsx", ".csv", ".tsv", ".txt", ".md")
KNOWN = (*READABLE, ".doc", ".xls", ".pdf", ".wps", ".et", ".rtf", ".odt", ".ods", ".pptx", ".ppt")


def require_may_begin(who: Memberships) -> None:
    """Whoever gives tasks to others.

    Raises: Refusal `minutes-right`.
    """
    if not who.leads_anywhere():
        raise Refusal("minutes-right")


def looks_like_minutes(unit: Unit, who: Memberships, text: str) -> bool:
    """Whether a message has so many lines with matters in them that it is gone through line by line."""
    if sum(bool(line.strip()) for line in text.splitlines()) < FEWEST_LINES:
        return False
    return len(split_up(unit, who.member.id, document_of(text)).matters) >= FEWEST_MATTERS


def pasted(unit: Unit, who: Memberships, said: Ordered) -> Draft:
    """A message gone through line by line.

    Raises: Refusal `minutes-right`, `minutes-none`, `minutes-many`.
    """
    require_may_begin(who)
    whence = Whence(said.chat_id, "", said.written)
    minutes = propose(unit, who, document_of(said.text), whence)
    return present(unit, who, _started(unit, who, said, minutes), minutes)


def file(unit: Unit, who: Memberships, said: Ordered, found: Attachment) -> Draft:
    """A file to be read beside the writer, and gone through then.

    Raises: Refusal `minutes-right`.
    """
    require_may_begin(who)
    found = replace(found, name=storable(found.name))
    draft = _started(
        unit, who, replace(said, files=(found,)), Minutes(shortened(_stem(found.name)), file=found, unread=True)
    )
    unit.store.drafts.to_be_read(draft.id)
    return draft


def _stem(name: str) -> str:
    return (name.rpartition(".")[0] or name)[:LONGEST]


def _started(unit: Unit, who: Memberships, said: Ordered, minutes: Minutes) -> Draft:
    task = TaskDraft(
        minutes=minutes, content=storable(said.text), files=said.files, message_id=said.message_id,
        thread_id=said.thread_id, order_id=said.order_id,
    )  # fmt: skip
    draft = Draft(0, who.member.id, said.chat_id, task)
    for left in give_way(unit, who, said, place_of(who, draft)):
        unit.store.drafts.drop(left.id)
    return unit.store.drafts.start(who.member.id, said.chat_id, task, unit.now)


def _writer(unit: Unit, draft: Draft) -> Memberships:
    member = unit.store.members.get(draft.member_id)
    if member is None or not member.active:
        raise Refusal("minutes-right")
    unit.calendar = unit.calendar_at(_place(unit, draft))
    return unit.store.members.with_roles(member)


def _place(unit: Unit, draft: Draft) -> Place:
    member = unit.store.members.get(draft.member_id)
    private = member is not None and member.telegram_id == draft.chat_id
    return Place(member_id=draft.member_id) if private else Place(chat_id=draft.chat_id)


def proposed(unit: Unit, draft: Draft, document: Document) -> Minutes:
    """What stands in a file, as tasks.

    Raises: Refusal `minutes-right`, `minutes-none`, `minutes-many`.
    """
    minutes = draft.task.minutes
    assert minutes is not None  # else it was not to be read
    who = _writer(unit, draft)
    require_may_begin(who)
    return replace(propose(unit, who, document, Whence(draft.chat_id, minutes.name)), file=minutes.file)


def was_read(unit: Unit, draft: Draft, minutes: Minutes) -> None:
    """A file was read: its lines are shown, unless the draft is gone."""
    unit.store.drafts.was_read(draft.id)
    member = unit.store.members.get(draft.member_id)
    if unit.store.drafts.get(draft.id) is not None and member is not None:
        present(unit, unit.store.members.with_roles(member), draft, minutes)


def not_read(unit: Unit, draft: Draft, why: Refusal) -> None:
    """A file gave no tasks: what to send instead, and the button that makes one task with it."""
    unit.store.drafts.was_read(draft.id)
    member = unit.store.members.get(draft.member_id)
    if unit.store.drafts.get(draft.id) is None or member is None:
        return
    minutes = draft.task.minutes
    unit.store.drafts.save(replace(draft, task=replace(draft.task, minutes=minutes and replace(minutes, unread=False))))
    place = place_of(unit.store.members.with_roles(member), draft)
    fields = {name: str(value) for name, value in why.fields.items()}
    unit.say(place, MinutesNot(f"refuse-{why.name}", fields, draft.id))


def is_file(files: Sequence[Attachment], names: Sequence[str] = KNOWN) -> bool:
    """Whether this is one document of a kind that holds minutes, by its name."""
    return len(files) == 1 and files[0].kind == "document" and files[0].name.lower().endswith(tuple(names))


def as_one_task(draft: Draft) -> Ordered:
    """The same as an order for one task, with the file or the text as it came."""
    task = draft.task
    return Ordered(
        draft.chat_id, task.content, files=task.files, message_id=task.message_id, thread_id=task.thread_id,
        order_id=task.order_id, plain=True,
    )  # fmt: skip
