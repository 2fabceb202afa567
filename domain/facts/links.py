"""What ties a matter to others: it waits for them, or is found by the same word."""

from __future__ import annotations

from domain.facts.base import Fact, fact
from domain.model.value import value


@fact
@value
class MadeToWait(Fact):
    """It waits for these matters; of those `over` nothing is to be waited for any more."""

    matters: tuple[int, ...] = ()
    over: tuple[int, ...] = ()


@fact
@value
class WaitDropped(Fact):
    """It waits for these no longer, by somebody's word; where it begins by that, `due` is its deadline."""

    matters: tuple[int, ...]
    due: str = ""


@fact
@value
class WaitOver(Fact):
    """What it waited for is done, or was `cancelled`; where nothing is `left`, it begins, and `due` is its deadline;
    `held`: it begins when its pause is over; `idle`: nobody works on it now, a result of it is in or it was declined."""

    matter: int
    cancelled: bool = False
    left: tuple[int, ...] = ()
    due: str = ""
    held: bool = False
    idle: bool = False


@fact
@value
class WaitAgain(Fact):
    """What it came after is not done after all: it `waits` again, or goes on where it has begun."""

    matter: int
    waits: bool = False


@fact
@value
class Tagged(Fact):
    """标签: words under which it is found."""

    tags: tuple[str, ...]


@fact
@value
class Untagged(Fact):
    """Words under which it is not found any more."""

    tags: tuple[str, ...]
