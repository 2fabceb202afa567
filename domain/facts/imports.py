"""Where a task came from: a ledger that was imported."""

from __future__ import annotations

from domain.facts.base import Fact, fact
from domain.model.value import value


@fact
@value
class Imported(Fact):
    """It stood in `source` as row `row`, with the number `was` there (empty for none).

    `given_at` and `closed_at` are the moments that the file says (ISO), `state` what it was there: done or cancelled ends it
    here too, without news and without clocks.
    """

    source: str
    row: int
    was: str = ""
    given_at: str = ""
    closed_at: str = ""
    state: str = ""
    percent: int = 0
