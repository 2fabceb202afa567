"""The section of the configuration about the assessment (量化考核): the table of points, weights, ranking, forced grades."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from bot.sections import Section
from domain.model.points import Rule
from domain.model.tasks import Priority
from domain.settings.points import CO_SHARE, POINTS, WEIGHTS, PointRules

_WHOLE = 100
_LONGEST = 8


def _forced(value: object) -> tuple[tuple[str, int], ...]:
    """`"A 20 B 70 C 10"` to pairs."""
    if isinstance(value, tuple):
        return value
    wrong = 'must be grades with their share of a hundred, from the best, such as "A 20 B 70 C 10"; "" for none'
    words = value.split() if isinstance(value, str) else [""]
    pairs = list(zip(words[::2], words[1::2], strict=False))
    shares = [int(share) for _, share in pairs if share.isascii() and share.isdecimal()]
    if len(words) % 2 or len(shares) != len(pairs) or any(len(grade) > _LONGEST for grade, _ in pairs):
        raise ValueError(wrong)
    if pairs and sum(shares) != _WHOLE:
        raise ValueError(f"{wrong}; the shares come to {sum(shares)}, not to {_WHOLE}")
    return tuple(zip((grade for grade, _ in pairs), shares, strict=True))


Earned = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Lost = Annotated[float, Field(ge=-100, le=0, allow_inf_nan=False)]


class PointsTable(Section):
    """Points for each event; what is 0 is not assessed."""

    on_time: Earned = POINTS[Rule.ON_TIME]
    praised: Earned = POINTS[Rule.PRAISED]
    late: Lost = POINTS[Rule.LATE]
    returned: Lost = POINTS[Rule.RETURNED]
    no_report: Lost = POINTS[Rule.NO_REPORT]
    unaccepted: Lost = POINTS[Rule.UNACCEPTED]
    part_late: Lost = POINTS[Rule.PART_LATE]
    milestone_late: Lost = POINTS[Rule.MILESTONE_LATE]
    review_late: Lost = POINTS[Rule.REVIEW_LATE]
    yellow_slip: Lost = POINTS[Rule.YELLOW_SLIP]
    red_slip: Lost = POINTS[Rule.RED_SLIP]


class Weights(Section):
    """By how much what is earned counts, by priority."""

    normal: Earned = WEIGHTS[Priority.NORMAL]
    elevated: Earned = WEIGHTS[Priority.ELEVATED]
    urgent: Earned = WEIGHTS[Priority.URGENT]
    immediate: Earned = WEIGHTS[Priority.IMMEDIATE]


class Assessment(Section):
    """Points from the log alone."""

    enabled: bool = True
    ranking: bool = False
    forced: Annotated[Any, BeforeValidator(_forced)] = ()
    co_share: float = Field(default=CO_SHARE, ge=0, le=1, allow_inf_nan=False)
    points: PointsTable = PointsTable()
    weights: Weights = Weights()

    def rules(self) -> PointRules:
        """As the rules need it."""
        points = {rule: float(getattr(self.points, rule.value)) for rule in Rule}
        weights = {priority: float(getattr(self.weights, priority.value)) for priority in Priority}
        return PointRules(self.enabled, self.ranking, self.forced, self.co_share, points, weights)
