"""节点: a dated point on the way of a matter, reached or not."""

from __future__ import annotations

from datetime import datetime

from domain.model.value import value


@value
class Milestone:
    """One dated point of a matter. Its `number` is given once a matter and never again, `clock` is that of its running clock;
    `day_only`: its words named a day."""

    number: int
    title: str
    due_at: datetime
    day_only: bool = False
    reached_at: datetime | None = None
    clock: int = 0
