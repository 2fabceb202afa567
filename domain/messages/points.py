"""量化考核: what a person's points come to, one by one, why, and those of a team."""

from __future__ import annotations

from typing import ClassVar

from domain.messages.base import Message, message
from domain.model.value import value


@message
@value
class Score(Message):
    """What a person's points of a period (2026-11, 2026Q4, 2026) come to."""

    critical: ClassVar[bool] = False
    beside: ClassVar[bool] = True

    member_id: int
    period: str
    message_id: int | None = None


@message
@value
class ScoreDetails(Message):
    """A page of a person's points, the newest first."""

    critical: ClassVar[bool] = False
    beside: ClassVar[bool] = True

    member_id: int
    period: str
    page: int = 0
    message_id: int | None = None


@message
@value
class ScoreWhy(Message):
    """What a task gave, to whoever the reader may know of: by which rule, for which event."""

    task_id: int
    message_id: int | None = None


@message
@value
class ScoreTeam(Message):
    """The people of a team, 0 for all that the reader runs, with their points."""

    critical: ClassVar[bool] = False
    beside: ClassVar[bool] = True

    team_id: int
    period: str
    page: int = 0
    message_id: int | None = None


@message
@value
class ScoreRanking(Message):
    """The order of a team's people, for its group."""

    critical: ClassVar[bool] = False
    beside: ClassVar[bool] = True

    team_id: int
    period: str


@message
@value
class ScoreBook(Message):
    """The workbook: every person and every point with its event."""

    critical: ClassVar[bool] = False
    beside: ClassVar[bool] = True

    team_id: int
    period: str
