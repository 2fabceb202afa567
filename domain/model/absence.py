"""AB角 and being away: who stands in for whom, and from when until when somebody is not there."""

from __future__ import annotations

from datetime import datetime

from domain.model.value import value


@value
class Absence:
    """Somebody is away from `begins_at` until `ends_at`; `backup_id` stands in, nobody where it is None.

    `begun_at` is set once it has begun, `ended_at` once it is over or called off; both are what happened, not what was said.
    """

    id: int
    member_id: int
    begins_at: datetime
    ends_at: datetime
    backup_id: int | None
    set_by: int
    begun_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def running(self) -> bool:
        """It has begun and is not over."""
        return self.begun_at is not None and self.ended_at is None
