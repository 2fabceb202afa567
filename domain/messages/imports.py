"""A ledger that is imported (导入台账): as it stands, what came of it, what somebody has of it."""

from __future__ import annotations

from domain.messages.base import Message, message
from domain.model.value import value


@message
@value
class ImportStep(Message):
    """A ledger on its way in, as it stands: what would come of it, its columns, or whom a name means."""

    import_id: int
    message_id: int | None = None


@message
@value
class ImportDone(Message):
    """What a file became: so many open matters, so many that are over, from this number to that; `there` were here already."""

    source: str
    open: int
    closed: int
    first: int
    last: int
    there: int = 0
    unheard: tuple[int, ...] = ()
    message_id: int | None = None


@message
@value
class ImportGiven(Message):
    """What somebody has of a ledger that `by` imported: the `tasks` in which they have a part, and how many were `named` as
    given by them."""

    by: int
    source: str
    tasks: tuple[int, ...]
    named: int = 0
    message_id: int | None = None


@message
@value
class ImportDropped(Message):
    """It was given up; stands in place of the preview, whose buttons are of no use any more."""

    message_id: int | None = None
