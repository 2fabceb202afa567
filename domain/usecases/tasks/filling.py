"""What an answer fills into a draft: who, when, what, which reading, yes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from deadlines import read
from domain.errors import Refusal
from domain.model.drafts import Doubt, Lack, TaskDraft
from domain.model.people import Member
from domain.model.tasks import PICKED, Priority, Wording
from domain.model.value import replace
from domain.rules.answering import is_little
from domain.rules.draft_steps import with_people
from domain.rules.drafts import says_undated
from domain.rules.labels import confidential_in, secrecy_said, wishes_secrecy
from domain.rules.names import fitting
from domain.rules.repeating import Choice, repeat_said, require_a_date
from domain.rules.series import names_days, on_the_last
from domain.rules.tags import kept, tags_in
from domain.text import late, storable, tidy
from domain.unit import Unit
from domain.usecases.raised import put
from domain.usecases.tasks.due import (
    Understood,
    checked_due,
    counted_from,
    due_in_order,
    rule_or_moment,
)
from domain.usecases.tasks.milestones import read_steps, steps_in, with_last_as_due
from domain.usecases.tasks.order import Mention, parse_order, resolve
from domain.usecases.tasks.ordered import Answer
from domain.usecases.tasks.wording import titled

_DIGITS = 16  # more than any id has


Unclear = tuple[tuple[int, str, tuple[int, ...]], ...]


def members_named(unit: Unit, mentions: Sequence[Mention], unclear: Unclear = ()) -> tuple[tuple[int, ...], Unclear]:
    """The members who are named, each once; for a name that fits several a number that stands for the one meant."""
    found: list[int] = []
    for mention in mentions:
        if len(mention.member_ids) > 1:
            unclear = (*unclear, (-len(unclear) - 1, mention.display, mention.member_ids))
            found.append(unclear[-1][0])
        else:
            found.append(resolve(unit, mention).id)
    return tuple(dict.fromkeys(found)), unclear


def dated(task: TaskDraft, found: Understood) -> TaskDraft:
    """The draft with what was understood of its deadline."""
    return replace(
        task,
        due=found.moment,
        wording=found.wording,
        readings=found.readings,
        doubt=found.doubt,
        repeats=found.repeats,
        again=False,
        as_said=found.as_said,
    )


def _person(unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    named = sorted(given.mentions, key=lambda m: not m.leads)  # 赵倩配合，李明牵头
    people, unclear = members_named(unit, named or whole_name(unit, given.words))
    found = people or (_member_by(unit, given.words).id,)
    helping = tuple(i for i in task.people[1:] if i not in found)  # gone back to: who helps still does
    task = with_people(replace(task, unclear=(*task.unclear, *unclear)), (*found, *helping))
    return _dated_too(unit, task, given)


def _dated_too(unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    """让李明办，周四前: who, and by when. Words that are nothing but a name say no day."""
    if not given.mentions:
        return task
    due = due_in_order(unit, parse_order(given.words, given.mentions, unit.now, unit.calendar))
    return task if due == Understood() else dated(task, due)


def _who(unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    """Which of those whom the first unclear name fits."""
    (stands_for, _, candidates), *rest = task.unclear
    named = resolve(unit, given.mentions[0]) if given.mentions else _member_by(unit, given.words)
    if given.words.isdecimal() and named.id not in candidates:
        raise Refusal("button-old")

    def settled(ids: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(named.id if i == stands_for else i for i in ids))

    return replace(task, people=settled(task.people), watchers=settled(task.watchers), unclear=tuple(rest))


def whole_name(unit: Unit, words: str) -> tuple[Mention, ...]:
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
        return dated(_worded_too(unit, task, given.words), rule_or_moment(unit, given.words))
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
        return dated(task, counted_from(unit, task.wording, given.words))
    return _deadline(unit, task, given)


def _repeat(unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    """Once or every time; every time, where a month has not its day, on the last or not at all; or another deadline."""
    assert task.repeats is not None  # else this is not asked
    said = repeat_said(given.words)
    if said is None:
        return _deadline(unit, task, given)
    if said is Choice.ONCE:
        first = require_a_date(task.repeats, unit.now, unit.calendar)
        wording = Wording(due_day_only=names_days(task.repeats))
        return replace(task, due=checked_due(unit, first.due), wording=wording, repeats=None)
    if said is Choice.NEVER:
        return replace(task, title=titled(task.as_said).title or task.title, repeats=None, undated=not task.wizard)
    every = on_the_last(task.repeats) if said is Choice.LAST else task.repeats
    return replace(task, repeats=every, again=True, wording=PICKED)


def _priority(_unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    if given.words not in set(Priority):
        raise Refusal("button-old")
    return replace(task, priority=Priority(given.words))


def _tags(_unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    """#预算 #会议, or the words alone."""
    marked = " ".join(
        one if one.startswith(("#", "＃")) else f"#{one}" for one in _SPLIT.split(_required(given.words)) if one
    )
    found, _ = tags_in(marked)
    if not found:
        raise Refusal("text-empty")
    return replace(task, tags=kept((*task.tags, *found)))


_SPLIT = late(r"[\s,，、;；]+")


def _points(unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    """6月30日 初稿；9月30日 定稿: dated points on the way."""
    words = _required(given.words)
    points = read_steps(unit, words, task.due)
    return with_last_as_due(replace(task, milestones=points))


def _required(words: str) -> str:
    if not words.strip():
        raise Refusal("text-empty")
    return words


def _beside(which: str) -> Callable[[Unit, TaskDraft, Answer], TaskDraft]:
    """Somebody who helps or watches, named in words."""

    def answered(unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
        found, unclear = members_named(unit, given.mentions or whole_name(unit, given.words), task.unclear)
        found = found or (_member_by(unit, given.words).id,)
        if which == Lack.CC:
            more = tuple(i for i in found if i not in task.people)
            return replace(task, watchers=tuple(dict.fromkeys((*task.watchers, *more))), unclear=unclear)
        return with_people(replace(task, unclear=unclear), tuple(dict.fromkeys((*task.people, *found))))

    return answered


def _several(unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    """All of them, and those that come back once or every time; a yes that does not say which asks again."""
    if any(one.repeats and not one.again for one in task.several):
        said = repeat_said(given.words)
        if said is None:
            return task
        choice = Answer(Choice.LAST if said is Choice.EVERY else said)
        each = tuple(_repeat(unit, one, choice) if one.repeats else one for one in task.several)
        return replace(task, several=each, confirmed=True)
    return _confirm(unit, task, given)


def _text(unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    """What is to be done, perhaps with the deadline that was not said yet, or that it is confidential."""
    rest, secret = confidential_in(given.words)
    given = replace(given, words=rest) if secret else given
    words = titled(given.words)
    if task.due is None and not task.undated and task.repeats is None:
        found = parse_order(given.words, (), unit.now, unit.calendar)
        task, words = dated(task, due_in_order(unit, found)), titled(found.title, given.words)
        points = steps_in(unit, found.beside, task.due)
        task = replace(task, milestones=points or task.milestones)
        task = replace(task, comes_after=found.comes_after or task.comes_after, tags=kept(found.tags) or task.tags)
    if not words.title and not task.files:
        raise Refusal("text-empty")
    task = replace(task, confidential=task.confidential or secret, hushed=wishes_secrecy(given.words))
    return replace(task, title=words.title or task.title, content=words.content if words.title else task.content)


def _openly(_unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    """Whether it is confidential although it was typed in a group."""
    if given.words == "no":
        return replace(task, confidential=False)
    return replace(task, typed_in=None) if given.words == "yes" else task


def _secrecy(unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    """Whether it is confidential, as its words sound; the answer is also the yes to all of it."""
    known = replace(task, confidential=secrecy_said(given.words) is not False, hushed=False)
    return _confirm(unit, known, Answer("yes"))


def _raise(unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    """What is raised, in words or as a file."""
    task = put.worded(unit, task, given.words)
    if not (task.title or task.files):
        raise Refusal("text-empty")
    return task


def _team(_unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    """To which of one's teams it is put."""
    chosen = next((t for t in task.teams if str(t) == given.words), None)
    if chosen is None:
        raise Refusal("button-old")
    return replace(task, team_id=chosen)


def _unnamed(_unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    return replace(task, asks_name=False, anonymous=given.words == "yes")


def _confirm(unit: Unit, task: TaskDraft, given: Answer) -> TaskDraft:
    """Yes; a deadline that has gone by while the order lay there is asked for anew."""
    if task.due is not None and task.due <= unit.now:
        task = replace(task, due=None, readings=(), doubt=Doubt.LATE)
    return replace(task, confirmed=given.words == "yes")


ANSWERS: Mapping[Lack, Callable[[Unit, TaskDraft, Answer], TaskDraft]] = {
    Lack.OPEN: _openly,
    Lack.SEVERAL: _several,
    Lack.WHO: _who,
    Lack.PERSON: _person,
    Lack.DEADLINE: _deadline,
    Lack.REPEAT: _repeat,
    Lack.READING: _reading,
    Lack.TEXT: _text,
    Lack.HUSHED: _secrecy,
    Lack.CONFIRM: _confirm,
    Lack.RAISE: _raise,
    Lack.TEAM: _team,
    Lack.UNNAMED: _unnamed,
    Lack.PRIORITY: _priority,
    Lack.STANDARD: lambda _, task, given: replace(task, standard=storable(_required(given.words))),
    Lack.CO: _beside(Lack.CO),
    Lack.CC: _beside(Lack.CC),
    Lack.TAGS: _tags,
    Lack.POINTS: _points,
}
