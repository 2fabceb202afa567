"""What a new task does to those still being written in the same chat: nothing written is lost without a word."""

from __future__ import annotations

from domain.messages.office import Sentence
from domain.model.drafts import Draft, TaskDraft
from domain.model.people import Memberships
from domain.model.post import Place
from domain.model.value import replace
from domain.rules.drafts import waits_for_yes
from domain.text import shortened
from domain.unit import Unit
from domain.usecases.tasks.ordered import Ordered

_OFFERED_AT_MOST = 20  # orders of one person in one chat that lie there without a yes


def give_way(unit: Unit, who: Memberships, said: Ordered, place: Place) -> tuple[Draft, ...]:
    """The drafts that give way to an order: the same one in other words, or what still asks something, which is said.

    What only waits for its yes stays, with its button, until there are too many.
    """
    written = [d for d in unit.store.drafts.written(who.member.id, said.chat_id) if d.task.thread_id == said.thread_id]
    same = tuple(d for d in written if _is_same(d.task, said))
    if same:
        return same
    asking = tuple(d for d in written if not waits_for_yes(d.task))
    stays = [d for d in asking if _can_be_gone_on_with(d.task)]
    for draft in asking:
        _tell_left(unit, place, draft)
    gone = tuple(d for d in asking if d not in stays)
    waiting = [d for d in written if d not in gone]
    return (*gone, *waiting[_OFFERED_AT_MOST - 1 :])


def left_here(unit: Unit, member_id: int, chat_id: int, thread_id: int | None) -> Draft | None:
    """The newest task that somebody left half-way in a chat, or a topic of it, with something of it said."""
    written = (d for d in unit.store.drafts.written(member_id, chat_id) if d.task.thread_id == thread_id)
    return next((d for d in written if not waits_for_yes(d.task) and _can_be_gone_on_with(d.task)), None)


def _can_be_gone_on_with(task: TaskDraft) -> bool:
    """A task of which something was said; what is raised or announced has a way of its own."""
    return not (task.raised or task.notice or task.follows or _says_nothing(task))


def _says_nothing(task: TaskDraft) -> bool:
    return task == replace(TaskDraft(), **{f: getattr(task, f) for f in _NO_LOSS})


def _is_same(task: TaskDraft, said: Ordered) -> bool:
    same_matter = said.answers is not None and task.answers == said.answers
    return bool(
        same_matter or (said.album and task.album == said.album) or (said.order_id and task.order_id == said.order_id)
    )


def _tell_left(unit: Unit, place: Place, draft: Draft) -> None:
    """Once for each; the next words are no answer to it any more."""
    left = draft.task
    _close(unit, draft)
    if _says_nothing(left) or left.left:
        return
    if _can_be_gone_on_with(left):
        unit.store.drafts.save(replace(draft, task=replace(left, left=True)))
    key = "draft-left" if left.title else "draft-left-untitled"
    if left.raised:
        key = "raise-left" if left.title else "raise-left-untitled"
    unit.say(place, Sentence(key, {"text": shortened(left.title, 60)} if left.title else {}))


def _close(unit: Unit, draft: Draft) -> None:
    asked = unit.store.questions.open_for(draft.member_id, draft.chat_id, draft.task.thread_id)
    if asked is not None and asked.draft_id == draft.id:
        unit.store.questions.close(draft.member_id, draft.chat_id, draft.task.thread_id)


# What a draft knows although nobody has said anything yet.
_NO_LOSS = (
    "raised",
    "teams",
    "asks_name",
    "origin",
    "team_id",
    "message_id",
    "thread_id",
    "order_id",
    "wizard",
    "page",
    "parent_id",
    "asks",
    "left",
    "template",
)
