"""A task being written: begun with an order, a reply or nothing, then asked for what is missing until it can be given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.errors import Refusal
from domain.messages.asking import DraftStep
from domain.model.drafts import Draft, Lack, TaskDraft
from domain.model.people import Memberships
from domain.model.tasks import Attachment, Task
from domain.ports.talk import Question
from domain.rules.decisions.people import require_few
from domain.rules.drafts import only_choice, question_of, require_may_assign, with_words
from domain.rules.reporting import require_in_time
from domain.text import shortened, storable
from domain.unit import Unit
from domain.usecases.tasks.assign import assign, place_of, team_of
from domain.usecases.tasks.confide import in_private, openly_again, typed_openly
from domain.usecases.tasks.draft_left import tell_left
from domain.usecases.tasks.filling import ANSWERS, dated, members_named
from domain.usecases.tasks.order import Mention, parse_order
from domain.usecases.tasks.ordered import Answer, Ordered, words_and_due
from domain.usecases.tasks.parts import Parts, shared_out
from domain.usecases.tasks.several import taken_apart


def order(unit: Unit, who: Memberships, said: Ordered) -> Task | None:
    """Carry an order out when nothing is missing in it; otherwise keep it as a draft and ask.

    Returns the task, or None when the bot asked something back.
    """
    alone, own_parts = shared_out(unit, said)
    parts = () if own_parts else taken_apart(unit, said.text, said.mentions, who.member.id)
    begun = _several(unit, who, said, parts) if parts else _begun(unit, who, alone, own_parts)
    earlier = unit.store.drafts.of_chat(who.member.id, said.chat_id)
    draft = Draft(0, who.member.id, said.chat_id, begun)
    if typed_openly(who, draft):
        return _go_on(unit, who, draft)
    tell_left(unit, who, draft, earlier, said)
    if question_of(begun) is None:  # it is carried out before anybody can ask for it by a number
        draft = replace(draft, id=earlier.id if earlier else 0)
    else:
        draft = unit.store.drafts.start(who.member.id, said.chat_id, begun, unit.now)
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
        confidential=any(one.confidential for one in begun), message_id=said.message_id, thread_id=said.thread_id,
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


def _begun(unit: Unit, who: Memberships, said: Ordered, parts: Parts = ()) -> TaskDraft:
    found = parse_order(said.text, said.mentions, said.written or unit.now, unit.calendar)
    people, unclear = members_named(unit, found.people)
    watchers, unclear = members_named(unit, found.watchers, unclear)
    people = people or only_choice(who)
    require_few(len({*people, *watchers}))
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
        confidential=found.beside.confidential,
        any_one=found.beside.any_one,
        parts=parts,
        periodic=found.rhythm.rule if found.rhythm else "",
        periodic_words=found.rhythm.words if found.rhythm else "",
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
    if found.rhythm and due.moment:
        require_in_time(found.rhythm, due.moment, unit.now, unit.calendar)
    return dated(task, due)


def _go_on(unit: Unit, who: Memberships, draft: Draft) -> Task | None:
    """Ask the draft's next question, or make the task."""
    if typed_openly(who, draft):
        _drop(unit, draft)
        draft = in_private(unit, who, draft)
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
    answered = replace(draft, task=ANSWERS[lack](unit, draft.task, given))
    if lack is Lack.OPEN and not answered.task.confidential:
        _drop(unit, draft)
        answered = openly_again(unit, draft)
    return _go_on(unit, who, answered) is not None


def make_confidential(unit: Unit, who: Memberships, draft: Draft, *, on: bool) -> None:
    """保密, by a button of the draft, or not after all."""
    _go_on(unit, who, replace(draft, task=replace(draft.task, confidential=on)))


def own_draft(unit: Unit, who: Memberships, draft_id: int) -> Draft:
    """A draft of this person's; anybody else's is as good as gone."""
    draft = unit.store.drafts.get(draft_id)
    if draft is None or draft.member_id != who.member.id:
        raise Refusal("draft-gone")
    return draft


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
    if draft.id:
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
    return _begun(unit, who, *shared_out(unit, said))
