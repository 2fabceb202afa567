"""The views of what the office reads of itself: bulletins, ledgers and their way in, points, plans as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.views import (
    bulletin,
    bulletin_book,
    bulletin_lists,
    bulletin_paper,
    bulletin_picture,
    imports,
    imports_told,
    ledger,
    plan_files,
    points,
    points_book,
    points_team,
)
from bot.views.eye import Eye
from bot.views.rendered import Rendered
from domain.messages.base import Message
from domain.messages.bulletins import (
    BulletinDraft,
    BulletinMatters,
    BulletinNamed,
    BulletinPaper,
    BulletinPicture,
    BulletinTeams,
    BulletinText,
    BulletinWorkbook,
    OwnFigures,
)
from domain.messages.imports import ImportDone, ImportDropped, ImportGiven, ImportStep
from domain.messages.ledger import LedgerFile, LedgerMaking, LedgerShown
from domain.messages.points import Score, ScoreBook, ScoreDetails, ScoreRanking, ScoreTeam, ScoreWhy
from domain.messages.tasks import PlanFile

REPORT_VIEWS: Mapping[type[Message], Callable[[Eye, Any], Rendered | None]] = {
    PlanFile: plan_files.plan_file,
    ImportStep: imports.import_step,
    ImportDone: imports_told.import_done,
    ImportGiven: imports_told.import_given,
    ImportDropped: imports_told.import_dropped,
    Score: points.score,
    ScoreDetails: points.details,
    ScoreWhy: points.why,
    ScoreTeam: points_team.team,
    ScoreRanking: points_team.ranking,
    ScoreBook: points_book.book,
    LedgerShown: ledger.shown,
    LedgerMaking: ledger.making,
    LedgerFile: ledger.file,
    BulletinText: bulletin.text,
    OwnFigures: bulletin.own,
    BulletinMatters: bulletin_lists.matters,
    BulletinTeams: bulletin_lists.teams,
    BulletinDraft: bulletin_lists.draft,
    BulletinNamed: bulletin_lists.named,
    BulletinPicture: bulletin_picture.picture,
    BulletinWorkbook: bulletin_book.book,
    BulletinPaper: bulletin_paper.paper,
}
