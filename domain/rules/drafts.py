"""What a draft lacks, and who may give a task to whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from deadlines import Kind, Reading
from domain.errors import Refusal
from domain.model.drafts import Doubt, Lack, TaskDraft
from domain.model.people import Memberships
from domain.model.value import replace
from domain.text import late

_WITHOUT_A_MOMENT = (Doubt.LATE, Doubt.BEFORE_EVENT)


def _no_moment(task: TaskDraft) -> bool:
    return task.due is None and not task.undated and task.repeats is None


def stands_alone(task: TaskDraft) -> bool:
    """Whether it is part of no other matter, plan or series, and answers nothing that was raised."""
    return not (task.parent_id or task.period or task.again or task.answers or task.raised)


def can_be_secret(task: TaskDraft) -> bool:
    """Whether a draft may be made confidential: it stands alone, and is about to be done once.

    Source: docs/decisions/0037.
    """
    return stands_alone(task) and task.repeats is None


def asks_secrecy(task: TaskDraft) -> bool:
    """Whether it is to be said if a draft is confidential: its words sound so, and it could be.

    Of several orders where one sounds so.
    """
    return any(one.hushed and not one.confidential and can_be_secret(one) for one in (task, *task.several))


# In the order in which it is asked for.
_LACKS: tuple[tuple[Lack, Callable[[TaskDraft], bool]], ...] = (
    (Lack.OPEN, lambda task: task.typed_in is not None),
    (Lack.WHO, lambda task: bool(task.unclear)),
    (Lack.PERSON, lambda task: not task.people),
    (Lack.REPEAT, lambda task: task.repeats is not None and not task.again),
    (Lack.READING, lambda task: _no_moment(task) and bool(task.readings)),
    (Lack.DEADLINE, lambda task: _no_moment(task) and (task.wizard or task.doubt in _WITHOUT_A_MOMENT)),
    (Lack.TEXT, lambda task: not (task.title or task.files)),
    (Lack.HUSHED, asks_secrecy),
    (Lack.CONFIRM, lambda task: (task.wizard or task.unsure) and not task.confirmed),
)
_RAISED_LACKS: tuple[tuple[Lack, Callable[[TaskDraft], bool]], ...] = (
    (Lack.RAISE, lambda task: not (task.title or task.files)),
    (Lack.TEAM, lambda task: task.team_id is None and bool(task.teams)),
    (Lack.UNNAMED, lambda task: task.asks_name),
)
_WRITTEN = {
    Lack.TEXT,
    Lack.RAISE,
    Lack.NOTICE,
    Lack.MINUTES,
    Lack.STANDARD,
    Lack.TAGS,
    Lack.POINTS,
    Lack.NAME,
    Lack.MORE,
}
PRESSED = frozenset(Lack) - _WRITTEN  # what has buttons


def question_of(task: TaskDraft) -> Lack | None:
    """What a draft lacks next; None when it can be carried out. Of several orders nothing is lacking but the word."""
    if task.minutes is not None:
        return Lack.MINUTES
    if task.several and task.typed_in is None:
        return None if task.confirmed else Lack.SEVERAL
    if task.asks and task.typed_in is None and not task.unclear:
        return Lack(task.asks)
    return next((lack for lack, lacks in (_RAISED_LACKS if task.raised else _LACKS) if lacks(task)), None)


def waits_for_yes(task: TaskDraft) -> bool:
    """Whether everything is known of a draft and it is only to be confirmed."""
    if task.notice or task.follows:
        return bool(task.title or task.files)
    if task.template is not None:
        return True  # it is a name that is waited for: nothing of a task is lost
    return question_of(replace(task, asks="")) in (Lack.CONFIRM, Lack.SEVERAL, Lack.HUSHED, Lack.MINUTES)


def doubt_of(reading: Reading) -> Doubt:
    """What only people can say of a reading's words."""
    found = reading.explanation
    if reading.kind is not Kind.ASK or found is None:
        return Doubt.NONE
    if found.from_event:
        return Doubt.FROM_EVENT if reading.readings else Doubt.BEFORE_EVENT
    return Doubt.JUST_PAST if found.just_past else Doubt.NONE


def says_undated(words: str) -> bool:
    """Whether words, asked for a deadline, say that there is none yet."""
    return bool(_UNDATED.fullmatch(words.strip()))


_UNDATED = late(
    r"(?:还|還|暂|暫|暂时|暫時|目前)?(?:没有?|沒有?|无|無|不|未)(?:定|訂)?(?:时限|時限|期限|时间|時間|日期)?[。.]?"
    r"|(?:no|without a?) ?(?:deadline|date)(?: yet)?\.?|none(?: yet)?\.?|not yet\.?",
    re.IGNORECASE,
)


def with_words(task: TaskDraft, more: TaskDraft) -> TaskDraft:
    """What later words add; what was said first stands."""
    if task.title:
        whole = "\n".join((task.content or task.title, more.content or more.title))
        task = replace(task, content=whole)
    else:
        task = replace(task, title=more.title, content=more.content)
    if task.due is None and not task.readings and task.repeats is None:
        task = replace(
            task, due=more.due, wording=more.wording, readings=more.readings, doubt=more.doubt, repeats=more.repeats
        )
    return replace(_beside_too(task, more), people=task.people or more.people)


def _beside_too(task: TaskDraft, more: TaskDraft) -> TaskDraft:
    first = task if task.origin else more
    standard, evidence = task.standard or more.standard, task.evidence or more.evidence
    rhythm = task if task.periodic else more
    task = replace(
        task, standard=standard, origin=first.origin, origin_ref=first.origin_ref, evidence=evidence,
        periodic=rhythm.periodic, periodic_words=rhythm.periodic_words,
    )  # fmt: skip
    task = replace(task, comes_after=task.comes_after or more.comes_after, tags=task.tags or more.tags)
    task = replace(task, confidential=task.confidential or more.confidential, hushed=task.hushed or more.hushed)
    return replace(task, parts=task.parts or more.parts, any_one=task.any_one or more.any_one)


def only_choice(who: Memberships) -> tuple[int, ...]:
    """Staff assign to themselves only, so nobody is asked for; who leads is asked."""
    return () if who.leads_anywhere() else (who.member.id,)


def require_may_assign(who: Memberships, team_id: int | None, people: Sequence[int]) -> None:
    """To oneself anybody may; to others those who run the team."""
    if tuple(people) != (who.member.id,) and not who.runs(team_id):
        raise Refusal("assign-right")
