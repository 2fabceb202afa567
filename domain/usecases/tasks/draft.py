"""A task being written: begun with an order, a reply or nothing, then asked for what is missing until it can be given."""

from __future__ import annotations

from collections.abc import Sequence

from domain.errors import Refusal
from domain.messages.asking import DraftStep
from domain.model.drafts import Draft, Lack, TaskDraft
from domain.model.people import Memberships
from domain.model.series import Series
from domain.model.tasks import Task
from domain.model.value import replace
from domain.rules.decisions.people import require_few
from domain.rules.draft_steps import answering, spoken
from domain.rules.drafts import only_choice, question_of, with_words
from domain.rules.labels import wishes_secrecy
from domain.rules.periods import Period
from domain.rules.reporting import require_in_time
from domain.rules.tags import kept
from domain.text import is_blank, shortened, storable
from domain.unit import Unit
from domain.usecases.access import tells_on, visible
from domain.usecases.raised import put
from domain.usecases.series.begin import begin_series
from domain.usecases.tasks import waits
from domain.usecases.tasks.assign import assign, team_of
from domain.usecases.tasks.confide import in_private, openly_again, require_alone, typed_openly
from domain.usecases.tasks.draft_kept import ask_words, drop, own_draft
from domain.usecases.tasks.draft_left import give_way
from domain.usecases.tasks.filling import ANSWERS, dated, members_named
from domain.usecases.tasks.milestones import UNREAD, require_steps_within, steps_in, with_last_as_due
from domain.usecases.tasks.order import Mention, parse_order
from domain.usecases.tasks.ordered import Answer, Ordered, words_and_due
from domain.usecases.tasks.parts import Parts, shared_out
from domain.usecases.tasks.places import place_of
from domain.usecases.tasks.plans import draw_up, make
from domain.usecases.tasks.regret import keep_given
from domain.usecases.tasks.several import taken_apart
from domain.usecases.tasks.tree import require_may_give, require_within, with_parents_due


def order(unit: Unit, who: Memberships, said: Ordered) -> Task | Series | None:
    """Carry an order out when nothing is missing in it; otherwise keep it as a draft and ask.

    Returns the task, or the series, or None when the bot asked something back.
    """
    said = said if said.raises else _of_matter(unit, who, said)
    begun = put.begun(unit, who, said) if said.raises else _ordered(unit, who, said)
    return start(unit, who, said, begun)


def _of_matter(unit: Unit, who: Memberships, said: Ordered) -> Ordered:
    """An order to somebody, typed in plain words while it is asked who does a raised matter, is the task made of that."""
    typed = said.plain and said.mentions and said.written is None
    asked = unit.store.questions.open_for(who.member.id, said.chat_id, said.thread_id) if typed else None
    draft = unit.store.drafts.get(asked.draft_id) if asked and asked.draft_id else None
    open_ = draft is not None and draft.member_id == who.member.id and question_of(draft.task) is Lack.PERSON
    return replace(said, answers=draft.task.answers) if draft and open_ else said


def plan(unit: Unit, who: Memberships, said: Ordered, period: Period) -> None:
    """Lines of a plan, kept as a draft until they are confirmed."""
    start(unit, who, said, draw_up(unit, who, said, period))


def start(
    unit: Unit, who: Memberships, said: Ordered, begun: TaskDraft, *, pressed: bool = False, shown_in: int | None = None
) -> Task | Series | None:  # fmt: skip
    """Carry out what was begun, or ask for what is missing, in the message `shown_in` where a button of it began this."""
    draft = Draft(0, who.member.id, said.chat_id, begun)
    if typed_openly(who, draft):
        return _go_on(unit, who, draft, pressed=pressed)
    for left in give_way(unit, who, said, place_of(who, draft)):
        drop(unit, left)
    if question_of(begun) is not None:  # else it is carried out before anybody can ask for it by a number
        draft = unit.store.drafts.start(who.member.id, said.chat_id, begun, unit.now)
    return _go_on(unit, who, draft, pressed=pressed, shown_in=shown_in)


def _ordered(unit: Unit, who: Memberships, said: Ordered) -> TaskDraft:
    alone, own_parts = shared_out(unit, said)
    parts = () if own_parts or said.answers else taken_apart(unit, said.text, said.mentions, who.member.id)
    return _several(unit, who, said, parts) if parts else _offered(said, _begun(unit, who, alone, own_parts))


def _offered(said: Ordered, task: TaskDraft) -> TaskDraft:
    """Plain words are shown before they are given; where something is asked first, the answer to that is the word.

    Source: behaviour.md section 5, and docs/decisions/0029.
    """
    return replace(task, unsure=True) if said.plain and question_of(task) is None else task


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
        require_may_give(unit, who, one)
        require_within(unit, one)
        require_steps_within(one)
    except Refusal as refused:
        return None, _REFUSED.get(refused.name, "deadline")
    return one, str(
        question_of(replace(one, again=bool(one.repeats), hushed=False)) or ""
    )  # once or each time is asked of all together


_REFUSED = {
    "unknown-person": "person",
    "person-removed": "person",
    "several-people": "who",
    "assign-right": "right",
    "sub-outside": "right",
    "sub-upwards": "right",
    "beyond-parent": "beyond",
    **dict.fromkeys(UNREAD, "milestones"),
}


def _begun(unit: Unit, who: Memberships, said: Ordered, parts: Parts = ()) -> TaskDraft:
    found = parse_order(said.text, said.mentions, said.written or unit.now, unit.calendar)
    people, unclear = members_named(unit, found.people)
    watchers, unclear = members_named(unit, found.watchers, unclear)
    parent = visible(unit, who, said.parent_id) if said.parent_id is not None else None
    people = people or (() if parent else only_choice(who))
    require_few(len({*people, *watchers}))
    words, due = words_and_due(unit, said, found)
    points = steps_in(unit, found.beside, due.moment)
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
        hushed=wishes_secrecy(said.text) and not found.beside.confidential,
        any_one=found.beside.any_one,
        parts=parts,
        periodic=found.rhythm.rule if found.rhythm else "",
        periodic_words=found.rhythm.words if found.rhythm else "",
        title=words.title,
        content=words.content,
        files=said.files,
        team_id=parent.team_id if parent else team_of(unit, said.chat_id, who, people),
        parent_id=said.parent_id,
        comes_after=waits.named(unit, who, found.comes_after),
        tags=kept(found.tags),
        message_id=said.message_id,
        thread_id=said.thread_id,
        album=said.album,
        order_id=said.order_id,
        unsure=(said.unsure and bool(found.people)) or tells_on(unit.store, said.answers, words.title),
        answers=said.answers,
        milestones=points,
        wizard=is_blank(said.text) and is_blank(said.quoted.text) and not said.files,
    )
    if found.rhythm and due.moment:
        require_in_time(found.rhythm, due.moment, unit.now, unit.calendar)
    task = with_last_as_due(dated(task, due))
    return task if task.wizard or task.readings or task.doubt else with_parents_due(unit, task)


def _go_on(
    unit: Unit, who: Memberships, draft: Draft, *, pressed: bool = False, shown_in: int | None = None,
    again: bool = False,
) -> Task | Series | None:  # fmt: skip
    """Ask the draft's next question, or make the task, or the series; what a button gave can be undone for a minute."""
    require_alone(draft.task)
    if typed_openly(who, draft):
        drop(unit, draft)
        draft = in_private(unit, who, draft)
    lack = question_of(draft.task)
    for one in draft.task.several or (draft.task,):
        require_within(unit, one)
        require_steps_within(one)
    if lack is None:
        drop(unit, draft)
        if draft.task.raised:
            return put.raise_matter(unit, who, draft)
        if draft.task.period:
            return make(unit, who, draft)[-1]
        made = [_given(unit, who, replace(draft, task=one)) for one in draft.task.several or (draft.task,)]
        for task in made:
            if pressed and isinstance(task, Task):
                keep_given(unit, task, who.member.id)
        return made[-1]
    if draft.task.people:
        require_may_give(unit, who, _in_team(unit, who, draft))
    unit.store.drafts.save(draft)
    ask_words(unit, draft, spoken(draft.task, lack))
    unit.say(place_of(who, draft), DraftStep(draft.id, shown_in if _stays(draft, lack) else None, again=again))
    return None


def _stays(draft: Draft, lack: Lack) -> bool:
    """Whether the next question can stand in the message of the last: one that opens the reply line of a group cannot."""
    return draft.chat_id > 0 or lack not in (Lack.TEXT, Lack.RAISE)


def _in_team(unit: Unit, who: Memberships, draft: Draft) -> TaskDraft:
    """The draft as of the team it will be of: where people were asked for, that is known with them."""
    written = draft.task
    return replace(written, team_id=written.team_id or team_of(unit, draft.chat_id, who, written.people))


def _given(unit: Unit, who: Memberships, draft: Draft) -> Task | Series:
    return begin_series(unit, who, draft) if draft.task.repeats else assign(unit, who, draft)


def answer(
    unit: Unit, who: Memberships, draft_id: int, lack: Lack, given: Answer, *, pressed: bool = False,
    shown_in: int | None = None,
) -> Task | Series | None:  # fmt: skip
    """An answer to a draft's question, by button or in words: the next question, or the task (the last of several)."""
    draft = own_draft(unit, who, draft_id)
    answered = replace(draft, task=ANSWERS[lack](unit, answering(draft.task, lack), given))
    if lack is Lack.OPEN and not answered.task.confidential:
        drop(unit, draft)
        answered = openly_again(unit, draft)
    return _go_on(unit, who, answered, pressed=pressed, shown_in=shown_in)


def turn(
    unit: Unit, who: Memberships, draft: Draft, step: TaskDraft, shown_in: int | None = None, *, again: bool = False
) -> None:  # fmt: skip
    """The same draft at another step, in the message `shown_in` where it stands; `again`: its writer comes back to it."""
    _go_on(unit, who, replace(draft, task=step), shown_in=shown_in, again=again)


def make_confidential(unit: Unit, who: Memberships, draft: Draft, *, on: bool) -> None:
    """保密, by a button of the draft, or not after all; of several orders all of them."""
    several = tuple(replace(one, confidential=on, hushed=False) for one in draft.task.several)
    _go_on(unit, who, replace(draft, task=replace(draft.task, confidential=on, hushed=False, several=several)))


def add_to_album(unit: Unit, who: Memberships, draft: Draft, said: Ordered) -> None:
    """A further piece of an album whose first became a draft: its file, and its words, which may say what is missing."""
    task = replace(draft.task, files=(*draft.task.files, *said.files))
    if said.text.strip() and not task.notice:
        task = _offered(said, with_words(task, _begun(unit, who, said)))
        _go_on(unit, who, replace(draft, task=task))
    else:
        unit.store.drafts.save(replace(draft, task=task))


def ordered_again(unit: Unit, who: Memberships, said: Ordered) -> TaskDraft:
    """What an order would be in these words; nothing is kept."""
    return _begun(unit, who, *shared_out(unit, said))
