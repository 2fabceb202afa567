"""Where a task came from: a series, and which of its tasks it is."""

from __future__ import annotations

from domain.facts.base import Fact, fact
from domain.model.value import value


@fact
@value
class FromSeries(Fact):
    """The task is number `nth` of series `series`, whose rule is said in `words`, for the date `day` (ISO); `late`: that was
    over when it was made."""

    series: int
    nth: int
    words: str
    day: str
    late: bool = False
