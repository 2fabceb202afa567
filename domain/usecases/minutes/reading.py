"""Minutes read with what is known here: which words are people, what a line would be as a task, what it lacks."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from deadlines import Kind, read
from domain.errors import Refusal
from domain.model.drafts import MinuteLine, Minutes, TaskDraft
from domain.model.minutes import MOST_MATTERS, Document, Matter, Split
from domain.model.people import Memberships
from domain.model.tasks import Origin
from domain.model.value import replace, value
from domain.rules.decisions.people import require_few
from domain.rules.labels import LONGEST_ORIGIN, LONGEST_STANDARD, confidential_in, mark_in, wishes_secrecy
from domain.rules.minutes.deeds import bare_deed, says_the_same, sets_no_day
from domain.rules.minutes.lines import split
from domain.rules.names import called_in, fitting
from domain.rules.several import name_at_head
from domain.rules.tags import kept
from domain.text import shortened, storable
from domain.unit import Unit
from domain.usecases.access import visible
from domain.usecases.tasks.assign import team_of
from domain.usecases.tasks.due import Understood, due_in_order, rule_or_moment, taken_from
from domain.usecases.tasks.filling import Unclear, dated, members_named
from domain.usecases.tasks.order import Mention, Order, find_names, parse_order, people_named
from domain.usecases.tasks.tree import require_may_give
from domain.usecases.tasks.wording import titled

_SHOWN = 300  # signs of a line that are kept
REFUSED = {"assign-right": "right", "unknown-person": "person", "person-removed": "person", "too-many-people": "many"}


@value
class Whence:
    """Where minutes come from: the chat, what they are called, when they were written where that was not now."""

    chat_id: int
    name: str = ""
    written: datetime | None = None


def split_up(unit: Unit, speaker: int, document: Document) -> Split:
    """The matters of a document, with the people and the calendar of this office."""
    people = unit.store.members.all_active()
    usernames = {m.username.casefold() for m in people if m.username}

    @lru_cache(4096)
    def is_name(words: str) -> bool:
        words = words.strip()
        return bool(words) and (
            words.removeprefix("@").casefold() in usernames if words[0] == "@" else bool(fitting(words, people))
        )

    @lru_cache(4096)
    def due_in(words: str) -> str:
        found = read(words[:_SHOWN], unit.now, unit.calendar, sentence=True)
        return found.words if found.kind is not Kind.NONE or found.problem else ""

    def addressed(words: str) -> bool:
        return any(is_name(words[m.start : m.end]) for m in find_names(words)) or bool(
            called_in(words, people, speaker)
        )

    return split(document, is_name, lambda words: bool(due_in(words)), addressed, due_in)


def propose(unit: Unit, who: Memberships, document: Document, whence: Whence) -> Minutes:
    """The lines of a document as tasks, and what is none.

    Raises: Refusal `minutes-none` where nothing in it is a task, `minutes-many` over a hundred matters.
    """
    found = split_up(unit, who.member.id, document)
    if not found.matters:
        raise Refusal("minutes-none")
    if len(found.matters) > MOST_MATTERS:
        raise Refusal("minutes-many", count=str(len(found.matters)), most=str(MOST_MATTERS))
    name = shortened(storable(whence.name or found.title), LONGEST_ORIGIN)
    lines = tuple(
        line_of(unit, who, one, number, replace(whence, name=name)) for number, one in enumerate(found.matters, 1)
    )
    aside = [
        text for text in found.aside if whence.name or text.strip() != found.title.strip()
    ]  # their name stands above
    return Minutes(name, lines, tuple(shortened(storable(text), 200) for text in aside[:200]))


def line_of(unit: Unit, who: Memberships, matter: Matter, number: int, whence: Whence) -> MinuteLine:
    """A matter as the task it would be, and what stands in the way of giving it."""
    text = shortened(storable(matter.text), _SHOWN)
    plain = TaskDraft(title=shortened(bare_deed(text), 60), origin=Origin.MEETING, origin_ref=whence.name)
    try:
        return checked(unit, who, _read(unit, who, matter, MinuteLine(number, text, plain), whence), whence.chat_id)
    except Refusal as refused:
        return MinuteLine(number, text, plain, refused=REFUSED.get(refused.name, "text"))


def _read(unit: Unit, who: Memberships, matter: Matter, line: MinuteLine, whence: Whence) -> MinuteLine:
    matter, mentions = addressed_to(unit, who, matter)
    shared: tuple[str, ...] = ()
    owners, left = _known(unit, matter.owners)
    deed = matter.deed
    order = parse_order(deed, mentions, whence.written or unit.now, unit.calendar)
    doing = owners or order.people
    if not (matter.owners or doing) and matter.shared_owner:
        doing, left = _known(unit, matter.shared_owner)
        shared = ("owner",)
    helpers, left_too = _known(unit, matter.helpers)
    people, unclear = members_named(unit, (*doing, *helpers) if doing else ())
    watchers, unclear = members_named(unit, order.watchers, unclear)
    require_few(len({*people, *watchers}))
    task = _task(line.task, matter, order, people, watchers, unclear)
    task, refused, by_heading = _dated(unit, task, matter, order, whence)
    left = left if doing else ()
    unknown = () if doing else matter.owners or matter.shared_owner
    return replace(
        line, task=task, refused=refused, owner="、".join(unknown), left="、".join((*left, *left_too)),
        shared=(*shared, *by_heading),
    )  # fmt: skip


def addressed_to(unit: Unit, who: Memberships, matter: Matter) -> tuple[Matter, tuple[Mention, ...]]:
    """Those whom the words are for; a name at their head that nobody here bears is somebody's who is not known."""
    if matter.owners:
        return matter, ()
    mentions = people_named(unit, matter.deed, find_names(matter.deed), who.member.id)
    stranger = "" if mentions else name_at_head(matter.deed.strip())
    if not stranger:
        return matter, mentions
    return replace(matter, owners=(stranger,), deed=matter.deed.replace(stranger, " " * len(stranger), 1)), ()


def _known(unit: Unit, names: tuple[str, ...]) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    """Those who are named and known, and the names nobody bears."""
    people = unit.store.members.all_active()
    found: list[Mention] = []
    left: list[str] = []
    for name in names:
        marked = find_names(name)
        ids = () if marked else fitting(name, people)
        if marked and unit.store.members.by_username(marked[0].username or ""):
            found.append(marked[0])
        elif ids:
            found.append(Mention(0, 0, display=name, member_ids=ids))
        else:
            left.append(name)
    return tuple(found), tuple(left)


def _task(
    task: TaskDraft, matter: Matter, order: Order, people: tuple[int, ...], watchers: tuple[int, ...], unclear: Unclear
) -> TaskDraft:
    title, locked = mark_in(bare_deed(order.title))  # as a ledger of ours has it
    words = titled(title, matter.text)
    beside = order.beside
    content = storable(matter.text) if matter.remark or matter.helpers or words.content or not people else ""
    secret = locked or beside.confidential or confidential_in(matter.text)[1]
    return replace(
        task, people=people, watchers=watchers, unclear=unclear, title=words.title, content=content,
        priority=order.priority, standard=storable((beside.standard or matter.standard)[:LONGEST_STANDARD]),
        origin=beside.origin or task.origin, origin_ref=storable(beside.origin_ref) or task.origin_ref,
        evidence=beside.evidence, confidential=secret, hushed=not secret and wishes_secrecy(matter.text),
        any_one=beside.any_one, tags=kept(order.tags),
    )  # fmt: skip


def _dated(
    unit: Unit, task: TaskDraft, matter: Matter, order: Order, whence: Whence
) -> tuple[TaskDraft, str, tuple[str, ...]]:
    """The task with its deadline, why it has none where one was said, and whether it was said above it."""
    if matter.due and sets_no_day(matter.due):
        return task, "", ()
    try:
        said = _said(unit, matter.due, whence) if matter.due else _in_words(unit, order, whence)
        if said == Understood() and matter.shared_due and not matter.due:
            return dated(task, _said(unit, matter.shared_due, whence)), "", ("due",)
    except Refusal:
        return task, "deadline", ()
    return dated(task, said), "", ()


def _said(unit: Unit, words: str, whence: Whence) -> Understood:
    if whence.written is None:
        return rule_or_moment(unit, words)
    return taken_from(unit, read(words, whence.written, unit.calendar), whence.written, words)


def _in_words(unit: Unit, order: Order, whence: Whence) -> Understood:
    if whence.written is None:
        return due_in_order(unit, order)
    return taken_from(unit, order.reading, whence.written, order.words)


def checked(unit: Unit, who: Memberships, line: MinuteLine, chat_id: int) -> MinuteLine:
    """A line with its team, why it cannot be given to those it names, and the open matter that says the same."""
    task, refused = line.task, line.refused if line.refused not in _RECHECKED else ""
    task = replace(task, team_id=team_of(unit, chat_id, who, task.people))
    if task.people and not task.unclear:
        try:
            require_may_give(unit, who, task)
        except Refusal as found:
            refused = refused or REFUSED.get(found.name, "right")
    if task.confidential and chat_id != who.member.telegram_id:
        refused = "private"
    return replace(line, task=task, refused=refused, like=_like(unit, who, task))


_RECHECKED = ("right", "private", "person", "many")


def _like(unit: Unit, who: Memberships, task: TaskDraft) -> int | None:
    lead = task.people[0] if task.people and task.people[0] > 0 else None
    for open_ in unit.store.tasks.open_of_lead(lead) if lead else ():
        if says_the_same(task.title, open_) and _may_see(unit, who, open_.id):
            return open_.id
    return None


def _may_see(unit: Unit, who: Memberships, number: int) -> bool:
    try:
        visible(unit, who, number)
    except Refusal:
        return False
    return True
