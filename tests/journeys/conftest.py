"""An office at work, and the promise that no story hides a fault: no error logged, nothing refused or set aside."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.i18n import catalogue
from tests.stage import MONDAY, Stage, stage


@pytest.fixture
def faults_expected() -> list[str]:
    """The faults a story provokes on purpose: `log`, `outbox`, `inbox`, `timers`, `audit`."""
    return []


@pytest.fixture
def logs(faults_expected: list[str], caplog: pytest.LogCaptureFixture) -> Iterator[list[Any]]:
    """What the bot logged; an error is a failure unless the story expects it."""
    with capture_logs() as entries:
        yield entries
    if "log" not in faults_expected:
        assert [e for e in entries if e["log_level"] in ("error", "critical")] == []
        assert [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR] == []


@pytest.fixture
def start() -> datetime:
    """When the story begins."""
    return MONDAY


@pytest.fixture
async def bare(tmp_path: Path, start: datetime, logs: list[Any], faults_expected: list[str]) -> AsyncIterator[Stage]:
    """A bot nobody has claimed."""
    async with stage(tmp_path, start=start) as made:
        yield made
        found = {
            "outbox": made.rows("SELECT kind, fields, error FROM outbox WHERE state = 'failed'"),
            "inbox": made.rows("SELECT update_id, error FROM inbox WHERE error IS NOT NULL"),
            "timers": made.rows("SELECT key, error FROM timers WHERE state = 'aside'"),
        }
        assert {k: v for k, v in found.items() if v and k not in faults_expected} == {}
        if "audit" not in faults_expected:
            assert [str(difference) for difference in await made.audit()] == []


@pytest.fixture
async def office(bare: Stage) -> Stage:
    """A director, a supervisor and two staff in one team, all reachable."""
    await bare.set_up_office()
    return bare


class Words:
    """The catalogue's sentences as a chat shows them: `words("refuse-not-found", number=7)`."""

    def __init__(self, language: str = "zh-Hans") -> None:
        self.language = language

    def __call__(self, key: str, **fields: object) -> str:
        """The sentence without its markup."""
        return html.unescape(re.sub(r"<[^>]+>", "", catalogue(self.language).text(key, **fields)))


@pytest.fixture
def words() -> Words:
    """What the office's language says."""
    return Words()
