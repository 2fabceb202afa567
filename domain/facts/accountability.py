"""What was said about a clock that ran out, and the slips that were made."""

from __future__ import annotations

from domain.facts.base import Fact, fact
from domain.model.value import value


@fact
@value
class BreachAppealed(Fact):
    """申诉: the person concerned says why; `breach` names the clock and its generation."""

    clock: str
    breach: str
    due: str
    reason: str


@fact
@value
class BreachWaived(Fact):
    """容错: it is not held against anybody; `member` is the person concerned.

    `frozen`: when the account of its month was closed, where that was before; then what was counted stays.
    """

    clock: str
    breach: str
    member: int
    reason: str
    frozen: str = ""


@fact
@value
class BreachUpheld(Fact):
    """An appeal was not taken."""

    clock: str
    breach: str
    member: int
    reason: str


@fact
@value
class SlipIssued(Fact):
    """督办单: its colour and number, to whom, for what, how many minutes of working time late, and until when what is asked.

    `why` is the cause the rules saw, `reason` the words of whoever issued it; one of them is empty.
    """

    colour: str
    year: int
    number: int
    to: int
    due: str
    until: str
    late: int
    why: str = ""
    reason: str = ""
