"""What an office sets about its assessment (量化考核)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from domain.model.points import Rule
from domain.model.tasks import Priority
from domain.model.value import field, value

# The usual table of offices: 按时办结 +1, 表扬 +1, 逾期 -1, 退回 -2, 不反馈 -5. What is 0 is not assessed.
POINTS: Mapping[Rule, float] = MappingProxyType(
    dict.fromkeys(Rule, 0.0)
    | {Rule.ON_TIME: 1.0, Rule.PRAISED: 1.0, Rule.LATE: -1.0, Rule.RETURNED: -2.0, Rule.NO_REPORT: -5.0}
)
# One each: what a line says can be added up in the head, and nobody gains by calling a matter urgent.
WEIGHTS: Mapping[Priority, float] = MappingProxyType(dict.fromkeys(Priority, 1.0))
CO_SHARE = 0.5


@value
class PointRules:
    """The table of points, the weight of each priority for what is earned, and a co-assignee's share of that.

    `ranking` lets leaders see an order, in groups too. `forced` is a distribution (强制分布): grades from the best, each with
    so many of a hundred people; empty for none.
    """

    enabled: bool = True
    ranking: bool = False
    forced: tuple[tuple[str, int], ...] = ()
    co_share: float = CO_SHARE
    points: Mapping[Rule, float] = field(default_factory=lambda: POINTS)
    weights: Mapping[Priority, float] = field(default_factory=lambda: WEIGHTS)


USUAL_POINTS = PointRules()
