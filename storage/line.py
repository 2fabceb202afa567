"""The line of the outbox: what is due, in the order in which it leaves, and what of it is next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, exists, not_, or_, select

from domain.messages.base import MESSAGES, Urgency
from domain.messages.tasks import TaskCard
from domain.model.post import IN_CHAT
from domain.ports.post import Ahead, Head, State
from domain.ports.store import MetaKey
from domain.text import as_json
from storage.prepared import Statements, among, literally, once
from storage.rows import meta, outbox

LOOKED_AT = 24  # at a time
WAITS = outbox.c.state == literally(State.PENDING)[0]
FREE = or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= bindparam("now"))
DUE = outbox.c.not_before <= bindparam("now")
BELOW_URGENT = outbox.c.urgency > int(Urgency.URGENT)
CALM = and_(outbox.c.kind.in_(literally(*(name for name, cls in MESSAGES.items() if cls.waits))), BELOW_URGENT)
_IN_LINE = (
    select(outbox.c.id, outbox.c.lane, outbox.c.urgency, outbox.c.kind)
    .where(WAITS, DUE, FREE)
    .order_by(outbox.c.urgency, outbox.c.id)
    .limit(bindparam("most"))
)
_OF_OTHERS = once(_IN_LINE.where(not_(among(outbox.c.lane, "lanes"))))
_CAN_WAIT = exists(select(outbox.c.id).where(WAITS, DUE, FREE, CALM).correlate(None))
_HOLDS = select(meta.c.value).where(meta.c.key == literally(MetaKey.HOLDS)[0]).scalar_subquery()
_AHEAD = once(_IN_LINE.add_columns(_CAN_WAIT.label("can_wait"), _HOLDS.label("holds")))


def look_ahead(db: Statements, now: datetime, most: int) -> Ahead:
    """What lies before the courier, in one look at so much of the line."""
    found = db.execute(_AHEAD, {"now": now, "most": most}).all()
    can_wait, holds = found[0][4:] if found else (False, None)
    return Ahead(len(found), bool(can_wait), holds, tuple(Head(*row[:4]) for row in found), whole=len(found) < most)


def next_in_line(
    db: Statements, now: datetime, busy: Collection[str], limit: int, answers: int, ahead: Ahead | None, in_a_row: int
) -> list[int]:
    """The first due row of each free lane; what lanes that were seen have besides is passed over where it lies, so that a pile
    of one costs the others nothing."""
    line: list[Any] = list(ahead.heads) if ahead else []
    whole = ahead is not None and ahead.whole
    ids, full = chosen(line, busy, limit, answers, in_a_row)
    while not full and not whole:
        others = _of_others(db, now, {*busy, *(row.lane for row in line)})
        line += others
        whole = len(others) < LOOKED_AT
        ids, full = chosen(line, busy, limit, answers, in_a_row)
    return ids


def _of_others(db: Statements, now: datetime, lanes: Collection[str]) -> Sequence[Any]:
    """The line of all lanes but these."""
    return db.execute(_OF_OTHERS, {"now": now, "most": LOOKED_AT, "lanes": as_json(sorted(lanes))}).all()


def chosen(
    found: Sequence[Any], busy: Collection[str], limit: int, answers: int, in_a_row: int = 1
) -> tuple[list[int], bool]:
    """Rows in their order, one a lane, of a group's cards some in a row, and whether there is room for no other; answers stand
    at the head of the line."""
    ids: list[int] = []
    left = dict.fromkeys(busy, 0)  # how many more may leave for a lane
    for row in found:
        if row.urgency > Urgency.ANSWER:
            answers = 0
        if not limit + answers:
            return ids, True
        more, alone = left.get(row.lane, in_a_row), not _goes_in_a_row(row)
        left[row.lane] = 0 if alone or not more else more - 1
        if not more or (alone and more < in_a_row):
            continue
        ids.append(row.id)
        if answers:
            answers -= 1
        else:
            limit -= 1
    return ids, not limit + answers


def _goes_in_a_row(row: Any) -> bool:
    """A card in a group hangs on nothing that is known only when the message before it has arrived, such as a topic in which
    it stands, a hint that was given, a message that takes more lines."""
    return bool(row.kind == TaskCard.name and row.lane.startswith(IN_CHAT))
