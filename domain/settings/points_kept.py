"""Tables of points as an office had them, each with since when: a month that was closed keeps the one that held then."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.model.points import Rule
from domain.model.tasks import Priority
from domain.model.value import replace
from domain.settings.points import PointRules

Tables = tuple[tuple[datetime, PointRules], ...]


def tables_kept(kept: str | None, now: PointRules) -> Tables:
    """The tables that were kept, the oldest first; what is no table (ranking, grades) is as it is now."""
    rows = json.loads(kept) if kept else []
    return tuple((datetime.fromisoformat(since), _read(table, now)) for since, table in rows)


def with_table(kept: str | None, rules: PointRules, now: datetime) -> str | None:
    """What is to be kept where the table is another than the last one; None where it is the same."""
    rows, table = json.loads(kept) if kept else [], _written(rules)
    if rows and rows[-1][1] == table:
        return None
    return json.dumps([*rows, [now.isoformat(), table]])


def _written(rules: PointRules) -> dict[str, Any]:
    return {
        "points": {rule.value: value for rule, value in rules.points.items() if value},
        "weights": {priority.value: weight for priority, weight in rules.weights.items()},
        "co_share": rules.co_share,
    }


def _read(table: Mapping[str, Any], now: PointRules) -> PointRules:
    points = {rule: float(table["points"].get(rule.value, 0)) for rule in Rule}
    weights = {priority: float(table["weights"].get(priority.value, 1)) for priority in Priority}
    return replace(now, points=points, weights=weights, co_share=table["co_share"])
