"""节点: set, dropped, reached; and moved with the deadline.

Each step is its number, title and date; `day` where only a day was named, `was` the date before.
"""

from __future__ import annotations

from domain.facts.base import Fact, fact
from domain.model.value import value


@fact
@value
class MilestonesSet(Fact):
    """These milestones are new, or have another date."""

    steps: tuple[dict[str, str], ...]


@fact
@value
class MilestonesDropped(Fact):
    """They are milestones no longer."""

    steps: tuple[dict[str, str], ...]


@fact
@value
class MilestoneReached(Fact):
    """Whoever has the duty ticked them."""

    steps: tuple[dict[str, str], ...]


@fact
@value
class MilestonesMoved(Fact):
    """They have another date, since the deadline came before them or a pause is over; nobody moved them one by one."""

    steps: tuple[dict[str, str], ...]
