"""The open matters that words name without a number, of those the speaker may speak of."""

from __future__ import annotations

from domain.model.matters import Matters
from domain.model.people import Memberships
from domain.model.tasks import Task
from domain.rules.names import mentioned_in
from domain.rules.told_of import ToldOf, fits, told_of
from domain.unit import Unit
from domain.usecases.access import seen

_MOST_SEEN = 300
_MOST = 100  # open matters among which a name is looked for, the first due first


def told_about(unit: Unit, who: Memberships, text: str) -> tuple[list[Task], str, bool]:
    """The matters that the words may change, what they say of it, and whether they say that there is one (那件事)."""
    ways = list(told_of(text))
    if not ways:
        return [], "", False
    me = who.member.id
    pages = (unit.store.tasks.page(which, _MOST) for which in (Matters(watched_by=me), Matters(hands=me)))
    tasks = {task.id: task for page in pages for task in page}
    named = ((one, _named(unit, list(tasks.values()), one, me)) for one in ways)
    one, found = next(((one, found) for one, found in named if found), (ways[0], []))
    return found, one.does, any(way.points for way in ways)


def named_in_question(unit: Unit, who: Memberships, words: str) -> list[Task]:
    """The open matters that these words name, of those that somebody may see."""
    return [task for task in unit.store.tasks.page(seen(who), _MOST_SEEN) if fits(task, words, (), alone=False)]


def _named(unit: Unit, tasks: list[Task], one: ToldOf, speaker: int) -> list[Task]:
    """Those a name or a piece of a title fits; a name alone says only with 那件事 that it means a matter."""
    person = mentioned_in(one.named, unit.store.members.all_active(), speaker)
    words = one.named if person is None else one.named[: person.start] + one.named[person.end :]
    people = person.ids if person else ()
    return [task for task in tasks if fits(task, words, people, alone=one.points)]
