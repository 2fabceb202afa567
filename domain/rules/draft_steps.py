"""The way through a draft: which step comes before which, and what may be opened besides. No step loses what was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain.errors import Refusal
from domain.model.drafts import Lack, TaskDraft
from domain.model.value import replace
from domain.rules.drafts import question_of

NOWHERE = ""  # back to whatever is lacking next, which is the preview where all is known

BACK_TO: Mapping[Lack, str] = {
    Lack.DEADLINE: Lack.PERSON,
    Lack.READING: Lack.DEADLINE,
    Lack.TEXT: Lack.DEADLINE,
    Lack.CONFIRM: Lack.TEXT,
    Lack.MORE: NOWHERE,
    **dict.fromkeys((Lack.PRIORITY, Lack.STANDARD, Lack.CO, Lack.CC, Lack.TAGS, Lack.POINTS), Lack.MORE),
}
OPENED = frozenset(lack for lack, back in BACK_TO.items() if back == Lack.MORE)
BESIDE: frozenset[Lack] = OPENED | {Lack.MORE}  # what is opened from a preview that waits for its yes
STEPS = frozenset({Lack.PERSON, Lack.DEADLINE, Lack.TEXT})


def spoken(task: TaskDraft, lack: Lack) -> Lack:
    """What words answer: where buttons alone are shown the yes to what is previewed; of a file without words its words."""
    if lack in (Lack.MORE, Lack.PRIORITY):
        lack = Lack.CONFIRM
    return Lack.TEXT if lack is Lack.CONFIRM and task.wizard and not task.title else lack


def goes_back(task: TaskDraft) -> bool:
    """Whether there is a step before this one: step by step, or from a preview."""
    lack = question_of(task)
    return lack in BACK_TO and (task.wizard or lack in BESIDE or lack is Lack.CONFIRM or bool(task.asks))


def back(task: TaskDraft) -> TaskDraft:
    """The draft at the step before. Raises Refusal `button-old` where there is none."""
    lack = question_of(task)
    if lack is None or not goes_back(task):
        raise Refusal("button-old")
    return replace(task, asks=str(BACK_TO[lack]))


def opened(task: TaskDraft, field: str) -> TaskDraft:
    """The draft with what its preview opens. Raises Refusal `button-old` where it is not previewed."""
    if field not in BESIDE or question_of(replace(task, asks="")) is not Lack.CONFIRM:
        raise Refusal("button-old")
    return replace(task, asks=field)


def onwards(task: TaskDraft) -> TaskDraft:
    """The draft goes on with what it knows."""
    return replace(task, asks="")


def keeps(task: TaskDraft) -> bool:
    """Whether a step that was gone back to has its answer already, so that it may simply stay."""
    return bool(task.asks) and task.asks in STEPS and question_of(onwards(task)) != task.asks


def answering(task: TaskDraft, lack: Lack) -> TaskDraft:
    """The draft as an answer to this finds it: no longer gone back; of an undated one the date is asked anew."""
    return replace(task, asks="", left=False, undated=task.undated and lack is not Lack.DEADLINE)


def toggled(task: TaskDraft, lack: Lack, member_id: int) -> TaskDraft:
    """Somebody helps, or watches, or does not after all; who leads does neither, and nobody does both."""
    if member_id in task.people[:1]:
        raise Refusal("button-old")
    co, cc = task.people[1:], task.watchers
    if lack is Lack.CO:
        co, cc = _turned(co, member_id), tuple(i for i in cc if i != member_id)
    else:
        cc, co = _turned(cc, member_id), tuple(i for i in co if i != member_id)
    return with_people(replace(task, watchers=cc), (*task.people[:1], *co))


def with_picked(task: TaskDraft, lack: Lack, members: Sequence[int]) -> TaskDraft:
    """People picked from a list: the first leads, the others help; or all of them help or watch. The step is done."""
    if lack is Lack.PERSON:
        helping = tuple(i for i in task.people[1:] if i not in members)
        return with_people(onwards(task), (*dict.fromkeys(members), *helping))
    for member_id in members:
        there = member_id in (*task.people, *task.watchers)
        task = task if there else toggled(task, lack, member_id)
    return task


def with_people(task: TaskDraft, people: tuple[int, ...]) -> TaskDraft:
    """Who does it; what somebody was to do who does not any more is nobody's part."""
    parts = tuple(part for part in task.parts if part.member_id in people)
    watchers = tuple(i for i in task.watchers if i not in people)
    return replace(task, people=people, parts=parts, watchers=watchers)


def _turned(there: tuple[int, ...], member_id: int) -> tuple[int, ...]:
    return tuple(i for i in there if i != member_id) if member_id in there else (*there, member_id)
