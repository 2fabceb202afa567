"""What somebody finds from a chat the bot need not be in: matters to show there, and orders to confirm in private.

Nobody knows who reads that chat, so everything here is asked as if it were said aloud.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from domain.errors import Refusal
from domain.model.drafts import TaskDraft
from domain.model.matters import OWED, Matters
from domain.model.people import Memberships
from domain.model.tasks import Kind, Task
from domain.model.typed import KEPT, MOST, TypedOrder
from domain.model.value import replace, value
from domain.text import half_width, late, storable, tidy
from domain.unit import Unit
from domain.usecases.access import sides
from domain.usecases.search import found
from domain.usecases.tasks.draft import order, ordered_again
from domain.usecases.tasks.order import Mention, find_names, parse_order, people_named
from domain.usecases.tasks.ordered import Ordered
from domain.usecases.tasks.tree import require_may_give

AT_ONCE = 20
_LONGEST = 256  # Telegram's queries are no longer
_SHOWN = (Kind.TASK, Kind.RAISED, Kind.PLAN)
_NUMBER = late(r"[#＃]?\s*(\d{1,15})\s*[号號]?")


@value
class Found:
    """What a query leads to: matters, the place where more of them begin, and an order it can be taken for; `orders`:
    somebody is named in it as in an order."""

    tasks: tuple[Task, ...] = ()
    more: int | None = None
    order: tuple[TypedOrder, TaskDraft] | None = None
    orders: bool = False


def look(unit: Unit, who: Memberships, query: str, start: int = 0) -> Found:
    """What these words are about; no words, one's own work. `start`: so many were shown before."""
    who, words = replace(who, aloud=True), tidy(half_width(storable(query)[:_LONGEST]))
    exact = _numbered(unit, who, words)
    first = exact if start == 0 else ()
    tasks = _page(unit, who, words, AT_ONCE + 1 - len(first), start)
    page = [task for task in tasks[: AT_ONCE - len(first)] if task not in exact and may_be_shown(unit, who, task)]
    more = start + AT_ONCE - len(first) if len(tasks) > AT_ONCE - len(first) else None
    text = storable(query)[:_LONGEST].strip()
    people = () if start or exact else _named(unit, who, text)
    return Found((*first, *page), more, _typed(unit, who, text, people) if people else None, orders=bool(people))


def may_be_shown(unit: Unit, who: Memberships, task: Task) -> bool:
    """Whether somebody may see it and it may be said aloud."""
    return task.kind in _SHOWN and bool(sides(unit.store, replace(who, aloud=True), task))


def _numbered(unit: Unit, who: Memberships, words: str) -> tuple[Task, ...]:
    found = _NUMBER.fullmatch(words)
    task = unit.store.tasks.get(int(found[1])) if found else None
    return (task,) if task is not None and may_be_shown(unit, who, task) else ()


def _page(unit: Unit, who: Memberships, words: str, most: int, start: int) -> list[Task]:
    """What a search finds, be it done; without words what one has in hand, else what one gave."""
    if words:
        return found(unit, who, words, most, start)
    own = Matters(hands=who.member.id, kinds=OWED)
    which = own if unit.store.tasks.count(own, most=1) else Matters(assigner=who.member.id, kinds=OWED)
    return unit.store.tasks.page(which, most, start)


# -- orders -----------------------------------------------------------------------------------------------------------


def _typed(unit: Unit, who: Memberships, text: str, people: tuple[Mention, ...]) -> tuple[TypedOrder, TaskDraft] | None:
    """The order these words are, kept for its button; None where they are none yet, or one that is not for other chats."""
    try:
        draft = ordered_again(unit, who, _ordered(who, text, people))
        require_may_give(unit, who, draft)
    except Refusal:
        return None
    clear = draft.title and draft.people and not draft.unclear
    if not clear or draft.confidential or draft.hushed:
        return None
    return _kept(unit, who, text), draft


def _named(unit: Unit, who: Memberships, text: str) -> tuple[Mention, ...]:
    """Whom the words are for: somebody with an @; without one only where they say by when."""
    marked = find_names(text)
    people = people_named(unit, text, marked, who.member.id)
    dated = bool(people) and parse_order(text, people, unit.now, unit.calendar).is_dated
    return people if marked or dated else ()


def _kept(unit: Unit, who: Memberships, text: str) -> TypedOrder:
    same = unit.store.typed.same(who.member.id, text)
    if same is not None and unit.now - same.asked_at < timedelta(hours=1):
        return same
    made = TypedOrder(secrets.token_urlsafe(16), who.member.id, text, unit.now)
    unit.store.typed.keep(made, MOST)
    return made


def _ordered(who: Memberships, text: str, people: tuple[Mention, ...]) -> Ordered:
    chat_id = who.member.telegram_id
    assert chat_id is not None  # whoever speaks has an account
    return Ordered(chat_id, text, people, plain=True)


def was_sent(unit: Unit, who: Memberships, token: str) -> None:
    """Telegram says that an order was sent; what was typed on the way to it is forgotten."""
    unit.store.typed.chosen(token, who.member.id)


def take_up(unit: Unit, who: Memberships, token: str) -> None:
    """The button under an order that was sent: it is shown to whoever typed it, in private, to be given.

    Its words count from when they were typed. Raises: Refusal `typed-gone`, the same for whoever did not type it.
    """
    kept = unit.store.typed.find(token)
    if kept is None or kept.member_id != who.member.id or unit.now - kept.asked_at > KEPT:
        raise Refusal("typed-gone")
    unit.store.typed.drop(token)
    then = replace(unit, now=kept.asked_at)
    order(then, who, _ordered(who, kept.text, people_named(then, kept.text, find_names(kept.text), who.member.id)))
