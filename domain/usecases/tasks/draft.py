"""A task being written: begun with an order, a reply or nothing, then asked for what is missing until it can be given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from deadlines import read
from domain.errors import Refusal
from domain.messages.asking import DraftStep
from domain.model.drafts import Doubt, Draft, Lack, TaskDraft
from domain.model.people import Member, Memberships
from domain.model.tasks import PICKED, Attachment, Task
from domain.ports.talk import Question
from domain.rules.answering import is_little
from domain.rules.drafts import only_choice, question_of, require_may_assign, says_undated, with_words
from domain.rules.names import fitting
from domain.text import shortened, storable, tidy
from domain.unit import Unit
from domain.usecases.tasks.assign import assign, place_of, team_of
from domain.usecases.tasks.draft_left import tell_left
from domain.usecases.tasks.due import Understood, checked_due, counted_from, taken, understood
from domain.usecases.tasks.order import Mention, parse_order, resolve
from domain.usecases.tasks.ordered import Answer, Ordered, words_and_due
from domain.usecases.tasks.several import taken_apart
from domain.usecases.tasks.wording import titled

_DIGITS = 16  # more than any id has


def order(unit: Unit, who: Memberships, said: Ordered) -> Task | None:
    """Carry an order out when nothing is missing in it; otherwise keep it as a draft and ask.

    Returns the task, or None when the bot asked something back.
    """
    parts = taken_apart(unit, said.text, said.mentions, who.member.id)
    begun = _several(unit, who, said, parts) if parts else _begun(unit, who, said)
    earlier = unit.store.drafts.of_chat(who.member.id, said.chat_id)
    draft = unit.store.drafts.start(who.member.id, said.chat_id, begun, unit.now)
    tell_left(unit, who, draft, earlier, said)
    return _go_on(unit, who, draft)


def _several(
    unit: Unit, who: Memberships, said: Ordered, parts: Sequence[tuple[str, tuple[Mention, ...]]]
) -> TaskDraft:
    """Several orders, shown before any is given; those that leave something open are named, and only the others are given."""
    begun: list[TaskDraft] = []
    unread: list[tuple[int, str, str]] = []
    for n, (text, mentions) in enumerate(parts, 1):
        one, lacking = _one_of_several(unit, who, replace(said, text=text, mentions=mentions))
        if lacking or one is None:
            unread.append((n, shortened(text, 40), lacking))
        else:
            begun.append(one)
    if not begun:
        raise Refusal("lines-unclear", lines="\n".join(f"{n}. {words}" for n, words, _ in unread))
    return TaskDraft(
        several=tuple(begun), unread=tuple(unread), team_id=begun[0].team_id,
        message_id=said.message_id, thread_id=said.thread_id,
    )  # fmt: skip


def _one_of_several(unit: Unit, who: Memberships, said: Ordered) -> tuple[TaskDraft | None, str]:
    """One of several orders, and what it lacks; nothing where it is clear."""
    try:
        one = _begun(unit, who, said)
        require_may_assign(who, one.team_id, one.people)
    except Refusal as refused:
        return None, _REFUSED.get(refused.name, "deadline")
    return one, str(question_of(one) or "")


_REFUSED = {"unknown-person": "person", "several-people": "who", "assign-right": "right"}


def _begun(unit: Unit, who: Memberships, said: Ordered) -> TaskDraft:
    found = parse_order(said.text, said.mentions, said.written or unit.now, unit.calendar)
    people, unclear = _found(unit, found.people)
    watchers, unclear = _found(unit, found.watchers, unclear)
    people = people or only_choice(who)
    words, due = words_and_due(unit, said, found)
    task = TaskDraft(
        people=people,
        watchers=watchers,
        unclear=unclear,
        priority=found.priority,
        standard=storable(found.beside.standard),
        origin=found.beside.origin,
        origin_ref=storable(found.beside.origin_ref),
        evidence=found.beside.evidence,
        title=words.title,
        content=words.content,
        files=said.files,
        team_id=team_of(unit, said.chat_id, who, people),
        message_id=said.message_id,
        thread_id=said.thread_id,
        album=said.album,
        order_id=said.order_id,
        unsure=said.unsure and bool(found.people),
        wizard=not said.text.strip() and not said.quoted.text.strip() and not said.files,
    )
    return _due(task, due)


Unclear = tuple[tuple[int, str, tuple[int, ...]], ...]


def _found(unit: Unit, mentions: Sequence[Mention], unclear: Unclear = ()) -> tuple[tuple[int, ...], Unclear]:
    """The members who are named, each once; for a name that fits several a number that stands for the one meant."""
    found: list[int] = []
    for mention in mentions:
        if len(mention.member_ids) > 1:
            unclear = (*unclear, (-len(unclear) - 1, mention.display, mention.member_ids))
            found.append(unclear[-1][0])
        else:
            found.append(resolve(unit, mention).id)
    return tuple(dict.fromkeys(found)), unclear


def _due(task: TaskDraft, found: Understood) -> TaskDraft:
    return replace(task, due=found.moment, wording=found.wording, readings=found.readings, doubt=found.doubt)


def _go_on(unit: Unit, who: Memberships, draft: Draft) -> Task | None:
    """Ask the draft's next question, or make the task."""
    lack = question_of(draft.task)
    if lack is None:
        _drop(unit, draft)
        return [assign(unit, who, replace(draft, task=one)) for one in draft.task.several or (draft.task,)][-1]
    if draft.task.people:
        require_may_assign(who, draft.task.team_id, draft.task.people)
    unit.store.drafts.save(draft)
    ask_words(unit, draft, lack)
    unit.say(place_of(who, draft), DraftStep(draft.id))
    return None


def ask_words(unit: Unit, draft: Draft, lack: Lack) -> None:
    """The next words of the writer answer this question of the draft."""
    unit.store.questions.ask(Question.about_draft(draft, lack, unit.now))


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
    people, unclear = _found(unit, given.mentions or _whole_name(unit, given.words))
    task = replace(task, people=people or (_member_by(unit, given.words).id,), unclear=(*task.unclear, *unclear))
    return _dated_too(unit, task, given)


def _dated_too(unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    """让李明办，周四前: who, and by when. Words that are nothing but a name say no day."""
    if not given.mentions:
        return task
    due = taken(unit, parse_order(given.words, given.mentions, unit.now, unit.calendar).reading)
    return task if due == Understood() else _due(task, due)


def _who(unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    """Which of those whom the first unclear name fits."""
    (stands_for, _, candidates), *rest = task.unclear
    named = resolve(unit, given.mentions[0]) if given.mentions else _member_by(unit, given.words)
    if given.words.isdecimal() and named.id not in candidates:
        raise Refusal("button-old")

    def settled(ids: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(named.id if i == stands_for else i for i in ids))

    return replace(task, people=settled(task.people), watchers=settled(task.watchers), unclear=tuple(rest))


def _whole_name(unit: Unit, words: str) -> tuple[Mention, ...]:
    """Words that are nothing but a name which fits several."""
    ids = fitting(words, unit.store.members.all_active())
    return (Mention(0, len(words), display=words.strip(), member_ids=ids),) if len(ids) > 1 else ()


def _member_by(unit: Unit, value: str) -> Member:
    """A member by id (a button) or by name (typed)."""
    if value.isdecimal() and len(value) <= _DIGITS:
        found = unit.store.members.get(int(value))
    else:
        ids = fitting(value, unit.store.members.all_active())
        if len(ids) > 1:
            resolve(unit, Mention(0, 0, display=value.strip(), member_ids=ids))
        found = unit.store.members.get(ids[0]) if ids else unit.store.members.by_username(value.strip())
    if found is None or not found.active:
        raise Refusal("unknown-person", name=tidy(value)[:60])
    return found


def _deadline(unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    if given.undated or says_undated(given.words):
        return replace(task, undated=True, wording=PICKED)
    if given.moment is None:
        return _due(_worded_too(unit, task, given.words), understood(unit, given.words))
    return replace(task, due=checked_due(unit, given.moment), wording=PICKED)


def _worded_too(unit: Unit, task: TaskDraft, words: str) -> TaskDraft:
    """明天 去银行, where the task has no words yet: by when, and what."""
    rest = read(words, unit.now, unit.calendar, sentence=True).rest
    if task.title or task.files or is_little(rest):
        return task
    what = titled(tidy(rest))
    return replace(task, title=what.title, content=what.content)


def _reading(unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    """One of the moments that were offered, by its place; in words the day it counts from, or another deadline."""
    place = int(given.words) if given.words.isdecimal() else len(task.readings)
    if place < len(task.readings):
        at_once = task.doubt is Doubt.JUST_PAST and place == 0
        wording = PICKED if at_once else task.wording
        return replace(task, due=checked_due(unit, task.readings[place]), wording=wording)
    if task.doubt is Doubt.FROM_EVENT and not given.undated and not says_undated(given.words):
        return _due(task, counted_from(unit, task.wording, given.words))
    return _deadline(unit, task, given)


def _text(_unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    words = titled(given.words)
    if not words.title and not task.files:
        raise Refusal("text-empty")
    return replace(task, title=words.title, content=words.content)


def _confirm(_unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    return replace(task, confirmed=given.words == "yes")


_ANSWERS: Mapping[Lack, Callable[[Unit, TaskDraft, Answer], TaskDraft]] = {
    Lack.SEVERAL: _confirm,
    Lack.WHO: _who,
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
        task = with_words(task, _begun(unit, who, said))
        _go_on(unit, who, replace(draft, task=task))
    else:
        unit.store.drafts.save(replace(draft, task=task))


def ordered_again(unit: Unit, who: Memberships, said: Ordered) -> TaskDraft:
    """What an order would be in these words; nothing is kept."""
    return _begun(unit, who, said)
