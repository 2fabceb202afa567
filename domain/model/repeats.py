"""How something comes back: by which rule, what becomes of a day off, when it is over."""

from __future__ import annotations

from enum import StrEnum

from domain.model.value import value


class Adjust(StrEnum):
    """What becomes of a date on a day off: the last working day before it (提前), the next one (顺延), or the date itself."""

    BEFORE = "before"
    AFTER = "after"
    NONE = "none"


@value
class Repeats:
    """How something comes back: an RFC 5545 rule, as it was said, and its end, if it has one.

    `office_days`: the Monday to Friday of the rule stands for the days the office works. `times` is the number of tasks after
    which it is over, `until` the last day (ISO) on which one may fall; 0 and "" for no end. `since`: the day (ISO)
    from which it was ordered, "" for at once; a series has it as the day it began.
    """

    rule: str
    words: str
    office_days: bool = False
    adjust: Adjust = Adjust.AFTER
    times: int = 0
    until: str = ""
    since: str = ""
