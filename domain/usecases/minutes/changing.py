"""Minutes gone through: a line is answered by button or in words, the document is given up, or given whole."""

from __future__ import annotations

from collections.abc import Sequence

from deadlines import Kind
from domain.errors import Refusal
from domain.messages.minutes import MinutesGiven, MinutesStep
from domain.model.drafts import Draft, Lack, MinuteLine, Minutes, TaskDraft
from domain.model.people import Memberships
from domain.model.tasks import Priority, Task
from domain.model.value import replace
from domain.rules.decisions.people import require_few
from domain.rules.drafts import says_undated
from domain.rules.labels import secrecy_said, wishes_secrecy
from domain.rules.minutes.deeds import lack_of, lacking
from domain.rules.minutes.fixes import Do, Fix, fixes_in, helps_in, leads_in
from domain.rules.minutes.lines import is_limit
from domain.text import is_blank, shortened, tidy
from domain.unit import Unit
from domain.usecases.minutes.reading import Whence, checked, line_of, split_up
from domain.usecases.series.begin import begin_series
from domain.usecases.tasks.assign import assign, warn_away
from domain.usecases.tasks.due import due_in_order
from domain.usecases.tasks.filling import ANSWERS, Unclear, dated, members_named, whole_name
from domain.usecases.tasks.order import Mention, Order, find_names, parse_order, people_named
from domain.usecases.tasks.ordered import Answer
from domain.usecases.tasks.places import place_of
from domain.usecases.tasks.wording import titled

_SETTLES = {Lack.PERSON: ("person", "right", "many"), Lack.WHO: ("right",)}


def present(unit: Unit, who: Memberships, draft: Draft, minutes: Minutes, *, changed: bool = True) -> Draft:
    """Keep minutes as they are now, and show them where they stand."""
    minutes = replace(minutes, version=minutes.version + changed)
    draft = replace(draft, task=replace(draft.task, minutes=minutes))
    unit.store.drafts.save(draft)
    unit.say(place_of(who, draft), MinutesStep(draft.id, minutes.shown or None))
    return draft


def minutes_of(draft: Draft) -> Minutes:
    """The minutes in a draft.

    Raises: Refusal `button-old` where it holds none.
    """
    if draft.task.minutes is None:
        raise Refusal("button-old")
    return draft.task.minutes


def line_at(minutes: Minutes, number: int) -> MinuteLine:
    """A line by its number.

    Raises: Refusal `minutes-no-line`.
    """
    found = next((line for line in minutes.lines if line.number == number), None)
    if found is None:
        raise Refusal("minutes-no-line", number=str(number), highest=str(len(minutes.lines)))
    return found


def with_line(minutes: Minutes, line: MinuteLine) -> Minutes:
    """The same with one line as it is now."""
    return replace(minutes, lines=tuple(line if one.number == line.number else one for one in minutes.lines))


def answered(unit: Unit, who: Memberships, draft: Draft, number: int, lack: Lack, given: Answer) -> Minutes:
    """A line with what a button says."""
    minutes = minutes_of(draft)
    line = line_at(minutes, number)
    task = ANSWERS[lack](unit, line.task, given)
    settled = _SETTLES.get(lack, ("deadline",))
    owner = "" if lack is Lack.PERSON else line.owner
    refused = "" if line.refused in settled else line.refused
    line = checked(unit, who, replace(line, task=task, refused=refused, owner=owner), draft.chat_id)
    return with_line(minutes, line)


def dropped(minutes: Minutes, number: int, *, on: bool) -> Minutes:
    """A line left out, or taken in again."""
    return with_line(minutes, replace(line_at(minutes, number), dropped=on))


def taken_in(unit: Unit, who: Memberships, draft: Draft, place: int) -> Minutes:
    """A line that was set aside is a task after all: its people and day are read, and what it lacks is asked."""
    minutes = minutes_of(draft)
    if not 0 <= place < len(minutes.aside):
        raise Refusal("button-old")
    text = minutes.aside[place]
    found = split_up(unit, who.member.id, (f"1. {text}",)).matters
    number = len(minutes.lines) + 1
    if not found:
        raise Refusal("minutes-no-task", text=shortened(text, 40))
    line = line_of(unit, who, found[0], number, Whence(draft.chat_id, minutes.name))
    aside = (*minutes.aside[:place], *minutes.aside[place + 1 :])
    return replace(minutes, lines=(*minutes.lines, line), aside=aside)


def fixed(unit: Unit, who: Memberships, draft: Draft, text: str, marked: Sequence[Mention] = ()) -> Minutes | None:
    """The minutes with what an answer in words says of their lines; None where it names none of them.

    Raises: Refusal `minutes-no-line`, `minutes-fix` for words that are neither people nor a deadline, and those of deadlines.
    """
    minutes = minutes_of(draft)
    rows = fixes_in(text, tuple(line.owner for line in minutes.lines if line.owner))
    if not rows:
        return None
    for row in rows:
        for number in _meant(minutes, row):
            line = _fixed(unit, who, line_at(minutes, number), row, marked)
            minutes = with_line(minutes, checked(unit, who, line, draft.chat_id))
    return minutes


def _meant(minutes: Minutes, row: Fix) -> tuple[int, ...]:
    if row.owner:
        return tuple(line.number for line in minutes.live if row.owner in line.owner.split("、"))
    return row.numbers or tuple(line.number for line in minutes.live)


def _fixed(unit: Unit, who: Memberships, line: MinuteLine, row: Fix, marked: Sequence[Mention]) -> MinuteLine:
    if row.do in (Do.DROP, Do.KEEP):
        return replace(line, dropped=row.do is Do.DROP)
    if row.do is Do.REWORD:
        return _reworded(unit, who, line, row.words, marked)
    return _said(unit, who, replace(line, dropped=False), row.words, marked)


def _reworded(unit: Unit, who: Memberships, line: MinuteLine, words: str, marked: Sequence[Mention]) -> MinuteLine:
    """Another deed; people and a deadline in its words count as they do in an order (改为 @li 周五, 改为 打印材料，周三前)."""
    order = _order(unit, who, words, marked)
    if not tidy(order.title) and (order.people or order.reading.kind is not Kind.NONE):
        return _said(unit, who, line, words, marked)
    if is_limit(order.reading.words) and not (order.people or order.repeats):
        line = _when(unit, line, order)
        words = order.title
    said = titled(words)
    if is_blank(said.title):
        raise Refusal("text-empty")
    hushed = line.task.hushed or (wishes_secrecy(words) and not line.task.confidential)
    task = replace(line.task, title=said.title, content=said.content, hushed=hushed)
    return replace(line, task=task, refused="" if line.refused == "text" else line.refused)


def _said(unit: Unit, who: Memberships, line: MinuteLine, words: str, marked: Sequence[Mention]) -> MinuteLine:
    """Who, by when, who leads, who helps, how pressing it is, whether it is confidential."""
    secret = secrecy_said(words)
    if secret is not None:
        return replace(line, task=replace(line.task, confidential=secret, hushed=False))
    if says_undated(words):
        return _settled(replace(line, task=replace(line.task, due=None, readings=(), undated=True)), "deadline")
    words, leads = leads_in(words)
    words, helps = helps_in(words)
    order = _order(unit, who, words, marked)
    people, unclear = members_named(unit, order.people)
    rest = tidy(order.title)
    pressing = order.priority is not Priority.NORMAL
    if rest or not (people or order.reading.kind is not Kind.NONE or order.repeats or pressing):
        raise Refusal("minutes-fix", words=shortened(rest or words, 40), number=str(line.number))
    if people:
        line = _with_people(line, people, unclear, leads=leads, helps=helps)
    if pressing:
        line = replace(line, task=replace(line.task, priority=order.priority))
    return _when(unit, line, order)


def _when(unit: Unit, line: MinuteLine, order: Order) -> MinuteLine:
    """A line with the deadline that words name, if they name one."""
    if order.reading.kind is Kind.NONE and not order.repeats:
        return line
    return _settled(replace(line, task=replace(dated(line.task, due_in_order(unit, order)), undated=False)), "deadline")


def _order(unit: Unit, who: Memberships, words: str, marked: Sequence[Mention]) -> Order:
    """People and deadline, in whichever order: 李明 周五, 周五 @li, 李明."""
    placed = ((m, words.find(m.display)) for m in marked if m.telegram_id is not None)
    own = [replace(m, start=at, end=at + len(m.display)) for m, at in placed if at >= 0]
    mentions = people_named(unit, words, find_names(words, own), who.member.id)
    for name in words.split() if not mentions else ():
        mentions = mentions or tuple(
            replace(m, start=words.find(name), end=words.find(name) + len(name)) for m in whole_name(unit, name)
        )
    return parse_order(words, mentions, unit.now, unit.calendar)


def _with_people(
    line: MinuteLine, people: tuple[int, ...], unclear: Unclear, *, leads: bool, helps: bool
) -> MinuteLine:
    task = line.task
    before = tuple(i for i in task.people if i > 0 and i not in people)
    everybody = (*people, *before) if leads else (*before, *people) if helps else people
    require_few(len({*everybody, *task.watchers}))
    task = replace(task, people=everybody, unclear=unclear)
    return replace(_settled(line, "person", "right", "many"), task=task, owner="",
                   shared=tuple(s for s in line.shared if s != "owner"))  # fmt: skip


def _settled(line: MinuteLine, *what: str) -> MinuteLine:
    kept = tuple(s for s in line.shared if s != "due") if "deadline" in what else line.shared
    return replace(line, refused="" if line.refused in what else line.refused, shared=kept)


def confirm(unit: Unit, who: Memberships, draft: Draft) -> list[Task]:
    """Give every line, or none: what cannot be given any more refuses all of it, and the minutes stay.

    Raises: Refusal `minutes-lacking`, `minutes-empty`, `minutes-line` or `minutes-line-late` with the line
    that cannot be given.
    """
    minutes = minutes_of(draft)
    if not minutes.live:
        raise Refusal("minutes-empty")
    if open_ := lacking(minutes):
        raise Refusal("minutes-lacking", numbers="、".join(str(line.number) for line in open_))
    made: list[Task] = []
    series: list[int] = []
    for line in minutes.live:
        one = _given(unit, who, draft, line)
        if isinstance(one, Task):
            made.append(one)
        else:
            series.append(one)
    unit.store.drafts.drop(draft.id)
    said = MinutesGiven(minutes.name, tuple(t.id for t in made), len(series), message_id=minutes.shown or None)
    unit.say(place_of(who, draft), said)
    for task in made:
        warn_away(unit, place_of(who, draft), task)
    return made


def _given(unit: Unit, who: Memberships, draft: Draft, line: MinuteLine) -> Task | int:
    """The task of a line, or the number of the series it becomes."""
    task = _still_ahead(unit, line)
    one = replace(draft, task=replace(task, thread_id=draft.task.thread_id))
    try:
        if task.repeats:
            return begin_series(unit, who, one).id
        return assign(unit, who, one, one_of_many=True)
    except Refusal as refused:
        raise Refusal("minutes-line", number=str(line.number)) from refused


def _still_ahead(unit: Unit, line: MinuteLine) -> TaskDraft:
    """A deadline that has gone by while the minutes lay there is asked for anew."""
    if line.task.due is not None and line.task.due <= unit.now:
        raise Refusal("minutes-line-late", number=str(line.number))
    return line.task


def first_lacking(minutes: Minutes, after: int = 0) -> int:
    """The number of the next line that lacks something, 0 where none does."""
    open_ = [line.number for line in lacking(minutes)]
    return next((n for n in open_ if n > after), open_[0] if open_ else 0)


def is_whole(line: MinuteLine) -> bool:
    """Whether a line can be given."""
    return not lack_of(line)
