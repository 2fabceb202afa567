"""What everyday jobs cost a thumb: the numbers of `docs/thumbs.md`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from simulator.model import Chat, Person
from tests.journeys.tasks import status
from tests.journeys.thumbs import START, Count, Office
from tests.stage import stage

A_TAP = Count(taps=1)
COSTS = {
    "assign": Count(messages=1, characters=9),
    "accept": A_TAP,
    "report": Count(messages=1, characters=3),
    "ask": Count(taps=1, messages=1, characters=4),
    "grant": A_TAP,
    "approve": A_TAP,
    "overdue": Count(messages=1, characters=5),
    "leave": Count(taps=1, messages=1, characters=12),
    "minutes": Count(taps=1, files=1),
    "find": Count(messages=1, characters=7),
    "unread": Count(),
}
LONGER = {  # where words differ
    "en": {
        "ask": Count(taps=1, messages=1, characters=14),
        "overdue": Count(messages=1, characters=8),
        "leave": Count(taps=1, messages=1, characters=32),
        "find": Count(messages=1, characters=24),
    }
}


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
async def test_ten_jobs_cost_a_thumb_so_much(tmp_path: Path, logs: list[Any], language: str) -> None:
    async with stage(tmp_path, language, START) as s:
        await s.set_up_office()
        shown: dict[str, str] = {}

        async def look(job: str, whose: Person, chat: Chat | None) -> None:
            shown[job] = s.last(chat or whose).text

        told = await Office(s, look).all()
        assert told == COSTS | LONGER.get(language, {})
        assert status(s) == "done"
        assert s.rows("SELECT due_at FROM tasks WHERE id = 1")[0][0].startswith("2026-11-09"), "the next working day"
        assert s.rows("SELECT count(*) FROM tasks WHERE origin = 'meeting'") == [(12,)]
        assert s.rows("SELECT member_id, backup_id FROM absences") == [(3, 4)]
        for job, number in {"assign": 1, "overdue": 2, "find": 1}.items():
            assert f"#{number} " in shown[job], job
        assert "赵倩" in shown["unread"]
