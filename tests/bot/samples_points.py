"""One of every message about points, for those who see them, and of what is not there any more."""

from __future__ import annotations

from domain.messages.base import Message
from domain.messages.points import Score, ScoreBook, ScoreDetails, ScoreRanking, ScoreTeam, ScoreWhy
from tests.domain.office import LEAD, OWNER

_LATE, _GONE = 2, 999  # a task that is overdue, and none
_PERIODS = ("2026-11", "2026Q4", "2026", "2026-10")

SCORE_SAID: tuple[Message, ...] = (
    *(Score(who, period) for who in (LEAD, OWNER) for period in _PERIODS),
    ScoreDetails(LEAD, "2026", 9),
    ScoreWhy(_LATE),
    *(ScoreTeam(team, period, page) for team in (0, 1) for period in ("2026-11", "2026") for page in (0, 9)),
    ScoreBook(0, "2026-11"),
    ScoreBook(1, "2026"),
    ScoreRanking(1, "2026-11"),
)
SCORE_GONE: tuple[Message, ...] = (
    Score(_GONE, "2026"),
    ScoreDetails(_GONE, "2026"),
    ScoreWhy(_GONE),
    ScoreTeam(_GONE, "2026"),
    ScoreBook(_GONE, "2026"),
    ScoreRanking(_GONE, "2026"),
)
