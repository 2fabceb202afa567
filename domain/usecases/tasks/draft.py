"""A task being written: begun with an order, a reply or nothing, then asked for what is missing until it can be given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.errors import Refusal
from domain.messages.asking import DraftStep
from domain.model.drafts import Draft, Lack, TaskDraft
from domain.model.people import Member, Memberships
from domain.model.tasks import PICKED, Attachment, Task
from domain.ports.talk import Question
from domain.rules.drafts import TYPED, only_choice, question_of, require_may_assign
from domain.text import storable, tidy
from domain.unit import Unit
from domain.usecases.tasks.assign import assign, place_of, team_of
from domain.usecases.tasks.order import Mention, Order, Understood, checked_due, parse_order, resolve, taken, understood
from domain.usecases.tasks.wording import (
    NO_SOURCE,
    Source,
    Titled,
    reading_of,
    refuse_past,
    taken_from,
    titled,
    titled_from,
)

_DIGITS = 16  # more than any id has


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order as it was written: where, in which words, who is named, what it replies to, which album it begins.

    `message_id` is the message to answer to, `order_id` the one it stands in; `written`: when, for a text that is forwarded.
    """

    chat_id: int
    text: str
    mentions: tuple[Mention, ...] = ()
    quoted: Source = NO_SOURCE
    files: tuple[Attachment, ...] = ()
    message_id: int | None = None
    thread_id: int | None = None
    album: tuple[str, int] | None = None
    order_id: int | None = None
    written: datetime | None = None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a draft's question: words, who is named in them, or a moment that was picked."""

    words: str = ""
    mentions: tuple[Mention, ...] = ()
    moment: datetime | None = None


def order(unit: Unit, who: Memberships, said: Ordered) -> Task | None:
    """Carry an order out when nothing is missing in it; otherwise keep it as a draft and ask.

    Returns the task, or None when the bot asked something back.
    """
    draft = unit.store.drafts.start(who.member.id, said.chat_id, _begun(unit, who, said), unit.now)
    return _go_on(unit, who, draft)


def _begun(unit: Unit, who: Memberships, said: Ordered) -> TaskDraft:
    found = parse_order(said.text, said.mentions, said.written or unit.now, unit.calendar)
    people = _resolved(unit, found.people) or only_choice(who)
    words, due = _words_and_due(unit, said, found)
    task = TaskDraft(
        people=people,
        watchers=_resolved(unit, found.watchers),
        priority=found.priority,
        title=words.title,
        content=words.content,
        files=said.files,
        team_id=team_of(unit, said.chat_id, who, people),
        message_id=said.message_id,
        thread_id=said.thread_id,
        album=said.album,
        order_id=said.order_id,
        wizard=not said.text.strip() and not said.quoted.text.strip() and not said.files,
    )
    return _due(task, due)


def _words_and_due(unit: Unit, said: Ordered, found: Order) -> tuple[Titled, Understood]:
    """Title, whole text and deadline of an order: its own words first, then those of the text it replies to."""
    if said.written is not None:
        source = Source(found.words, said.written)
        return titled_from(unit, source, found.reading), taken_from(unit, found.reading, said.written)
    due, words = taken(unit, found.reading), titled(found.title, said.text)
    if due == Understood() and not said.plain:
        refuse_past(unit, found.words)
    if not said.quoted.text.strip():
        return words, due
    quoted = reading_of(unit, said.quoted)
    theirs = titled_from(unit, said.quoted, quoted)
    due = due if due != Understood() else taken_from(unit, quoted, said.quoted.written or unit.now)
    if not words.title:
        return theirs, due
    content = (words.content, theirs.content or storable(said.quoted.text.strip()))
    return Titled(words.title, "\n\n".join(filter(None, content))), due


def _resolved(unit: Unit, mentions: Sequence[Mention]) -> tuple[int, ...]:
    """The members who are named, each once."""
    return tuple(dict.fromkeys(resolve(unit, m).id for m in mentions))


def _due(task: TaskDraft, found: Understood) -> TaskDraft:
    return replace(task, due=found.moment, wording=found.wording, readings=found.readings, late=found.late)


def _go_on(unit: Unit, who: Memberships, draft: Draft) -> Task | None:
    """Ask the draft's next question, or make the task."""
    lack = question_of(draft.task)
    if lack is None:
        _drop(unit, draft)
        return assign(unit, who, draft)
    if draft.task.people:
        require_may_assign(who, draft.task.team_id, draft.task.people)
    unit.store.drafts.save(draft)
    if lack in TYPED:
        ask_words(unit, draft, lack)
    unit.say(place_of(who, draft), DraftStep(draft.id))
    return None


def ask_words(unit: Unit, draft: Draft, lack: Lack) -> None:
    """The next words of the writer answer this question of the draft."""
    unit.store.questions.ask(Question.about_draft(draft, lack))


def answer(unit: Unit, who: Memberships, draft_id: int, lack: Lack, given: Answer) -> bool:
    """An answer to a draft's question, by button or in words; True when the task was made."""
    draft = own_draft(unit, who, draft_id)
    return _go_on(unit, who, replace(draft, task=_ANSWERS[lack](unit, draft.task, given))) is not None


def own_draft(unit: Unit, who: Memberships, draft_id: int) -> Draft:
    """A draft of this person's; anybody else's is as good as gone."""
    draft = unit.store.drafts.get(draft_id)
    if draft is None or draft.member_id != who.member.id:
        raise Refusal("draft-gone")
    return draft


def _person(unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    return replace(task, people=_resolved(unit, given.mentions) or (_member_by(unit, given.words).id,))


def _member_by(unit: Unit, value: str) -> Member:
    """A member by id (a button) or by name (typed)."""
    if value.isdecimal() and len(value) <= _DIGITS:
        found = unit.store.members.get(int(value))
    else:
        named = [m for m in unit.store.members.all_active() if m.name == value.strip()]
        found = named[0] if len(named) == 1 else unit.store.members.by_username(value.strip())
    if found is None or not found.active:
        raise Refusal("unknown-person", name=tidy(value)[:60])
    return found


def _deadline(unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    if given.moment is None:
        return _due(task, understood(unit, given.words))
    return replace(task, due=checked_due(unit, given.moment), wording=PICKED, readings=(), late=False)


def _reading(unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    if not (given.words.isdecimal() and int(given.words) < len(task.readings)):
        return _deadline(unit, task, given)
    return replace(task, due=checked_due(unit, task.readings[int(given.words)]))


def _text(_unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    words = titled(given.words)
    if not words.title and not task.files:
        raise Refusal("text-empty")
    return replace(task, title=words.title, content=words.content)


def _confirm(_unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    return replace(task, confirmed=given.words == "yes")


_ANSWERS: Mapping[Lack, Callable[[Unit, TaskDraft, Answer], TaskDraft]] = {
    Lack.PERSON: _person,
    Lack.DEADLINE: _deadline,
    Lack.READING: _reading,
    Lack.TEXT: _text,
    Lack.CONFIRM: _confirm,
}


def turn_people(unit: Unit, draft: Draft, page: int) -> None:
    """Show another page of the people to choose from."""
    unit.store.drafts.save(replace(draft, task=replace(draft.task, page=page)))


def discard(unit: Unit, who: Memberships, draft_id: int) -> None:
    """Throw a draft away."""
    _drop(unit, own_draft(unit, who, draft_id))


def _drop(unit: Unit, draft: Draft) -> None:
    """A draft goes, and its open question with it."""
    asked = unit.store.questions.open_for(draft.member_id, draft.chat_id)
    if asked is not None and asked.draft_id is not None:
        unit.store.questions.close(draft.member_id, draft.chat_id)
    unit.store.drafts.drop(draft.id)


def takes_words(unit: Unit, draft_id: int, lack: Lack, words: str, mentions: Sequence[Mention]) -> bool:
    """Whether words can be the answer to a draft's question: where plain words asked whom they are for, only a name is."""
    draft = unit.store.drafts.get(draft_id)
    if draft is None or lack is not Lack.PERSON or draft.task.wizard:
        return draft is not None
    named = any(m.name == words.strip() for m in unit.store.members.all_active())
    return named or bool(mentions)


def add_files(unit: Unit, draft: Draft, files: Sequence[Attachment], album: tuple[str, int] | None = None) -> None:
    """Files that come with the words of a draft, perhaps the first of an album."""
    task = replace(draft.task, files=(*draft.task.files, *files), album=album or draft.task.album)
    unit.store.drafts.save(replace(draft, task=task))


def of_album(unit: Unit, member_id: int, chat_id: int, album: str | None) -> Draft | None:
    """The draft that the first piece of this album became."""
    draft = unit.store.drafts.of_chat(member_id, chat_id)
    return draft if draft and draft.task.album and draft.task.album[0] == album else None


def add_to_album(unit: Unit, who: Memberships, draft: Draft, said: Ordered) -> None:
    """A further piece of an album whose first became a draft: its file, and its words, which may say what is missing."""
    task = replace(draft.task, files=(*draft.task.files, *said.files))
    if said.text.strip():
        task = _with_words(task, _begun(unit, who, said))
        _go_on(unit, who, replace(draft, task=task))
    else:
        unit.store.drafts.save(replace(draft, task=task))


def _with_words(task: TaskDraft, more: TaskDraft) -> TaskDraft:
    """What later words add; what was said first stands."""
    if task.title:
        whole = "\n".join((task.content or task.title, more.content or more.title))
        task = replace(task, content=whole)
    else:
        task = replace(task, title=more.title, content=more.content)
    if task.due is None and not task.readings:
        task = replace(task, due=more.due, wording=more.wording, readings=more.readings, late=more.late)
    return replace(task, people=task.people or more.people)


def ordered_again(unit: Unit, who: Memberships, said: Ordered) -> TaskDraft:
    """What an order would be in these words; nothing is kept."""
    return _begun(unit, who, said)
