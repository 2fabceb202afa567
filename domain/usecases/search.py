"""Looking for matters: what the words mean is settled when they are said, what is found is looked up when it is shown."""

from __future__ import annotations

from collections.abc import Sequence

from domain.errors import Refusal
from domain.model.people import Memberships
from domain.model.search import EVERYWHERE, Asked, Circle, Search
from domain.model.tasks import Task
from domain.model.value import replace
from domain.rules.names import names_at
from domain.rules.search import ME, PeopleAt, understood
from domain.unit import Unit
from domain.usecases.sight import Sight, sought
from domain.usecases.tasks.order import Mention, resolve


def ask(
    unit: Unit, who: Memberships, text: str, marked: Sequence[Mention], team_id: int | None, circle: Circle = EVERYWHERE
) -> Search | None:
    """Keep a search as it was understood; None where nothing is asked. Where words hold a condition that may as well be a part
    of a name (10月报告), it is one if nothing has that name.

    Raises: Refusal `search-long`, `search-many`, `several-people`, `unknown-person`.
    """
    asked = _meant(unit, who, text, marked, team_id, circle)
    return (
        unit.store.searches.keep(who.member.id, team_id, replace(asked, circle=circle), unit.now)
        if asked.asks
        else None
    )


def found(unit: Unit, who: Memberships, text: str, most: int, start: int = 0) -> list[Task]:
    """What a search finds that nobody keeps; nothing where it cannot be understood."""
    try:
        asked = _meant(unit, who, text, (), None, EVERYWHERE)
    except Refusal:
        return []
    which = sought(asked, Sight(who), unit.now, unit.calendar.zone)
    return unit.store.searches.page(which, most, start) if asked.asks else []


def _meant(
    unit: Unit, who: Memberships, text: str, marked: Sequence[Mention], team_id: int | None, circle: Circle
) -> Asked:
    today = unit.now.astimezone(unit.calendar.zone).date()
    whom = people_at(unit, marked, who.member.id)
    asked = understood(text, today, whom)
    if asked.words and not finds(unit, who, asked, team_id, circle):
        loosely = understood(text, today, whom, loosely=True)
        asked = loosely if finds(unit, who, loosely, team_id, circle) else asked
    return asked


def finds(unit: Unit, who: Memberships, asked: Asked, team_id: int | None, circle: Circle = EVERYWHERE) -> bool:
    """Whether a search finds anything."""
    sight = Sight(None if team_id is not None else who, team_id)
    found = sought(replace(asked, circle=circle), sight, unit.now, unit.calendar.zone)
    return bool(unit.store.searches.page(found, 1))


def people_at(unit: Unit, marked: Sequence[Mention], speaker: int) -> PeopleAt:
    """Whom a place of the text names: marked with an @, by name, or the speaker themselves."""
    people = unit.store.members.all_active()
    by_mark = {m.display.lower(): m for m in sorted(marked, key=lambda m: -len(m.display))}

    def at(line: str, place: int) -> tuple[tuple[int, ...], int] | None:
        mark = next((m for word, m in by_mark.items() if word and line[place:].lower().startswith(word)), None)
        if mark is not None:
            return (resolve(unit, mark).id,), place + len(mark.display)
        me = ME.match(line, place)
        called = names_at(line, people, speaker, owner=True)(place)
        if called is None:
            return ((speaker,), me.end()) if me else None
        named = Mention(called.start, called.end, display=called.word, member_ids=called.ids)
        return (resolve(unit, named).id,), called.end

    return at
