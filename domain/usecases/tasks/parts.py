"""Who does what, read out of an order before anything else of it is."""

from __future__ import annotations

from deadlines import Kind, read
from domain.errors import Refusal
from domain.model.drafts import OwnPart
from domain.model.post import Said
from domain.model.value import replace
from domain.rules.decisions.sharing import LONGEST_PART
from domain.rules.given import Given
from domain.rules.labels import require_short
from domain.rules.own_parts import Shared, blanked, shared_in
from domain.text import storable
from domain.unit import Unit
from domain.usecases.tasks.hands import own_part
from domain.usecases.tasks.order import Mention, resolve
from domain.usecases.tasks.ordered import Ordered

Parts = tuple[OwnPart, ...]


def shared_out(unit: Unit, said: Ordered) -> tuple[Ordered, Parts]:
    """The order without the parts it gives, and these; an order in which a name fits several is left as it was."""

    def due(words: str) -> tuple[int, int] | None:
        found = read(words, unit.now, unit.calendar, sentence=True)
        return None if found.kind is Kind.NONE or found.problem else found.span

    parts = shared_in(said.text, said.mentions, due)
    by_place = {m.start: m for m in said.mentions}
    if not parts or any(len(by_place[p.at].member_ids) > 1 for p in parts):
        return said, ()
    found = tuple(_part(unit, said.text, p, by_place[p.at]) for p in parts)
    if len({p.member_id for p in found}) < len(found):
        raise Refusal("part-twice")
    return replace(said, text=blanked(said.text, parts)), found


def _part(unit: Unit, text: str, part: Shared, who: Mention) -> OwnPart:
    words = storable(text[part.start : part.end].strip(" ,，;；、。\n"))
    given = own_part(unit, Given(said=Said(words)))
    require_short(given.text, LONGEST_PART)
    return OwnPart(resolve(unit, who).id, given.text, given.moment, given.wording.due_day_only)
