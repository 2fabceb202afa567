"""Killed at any moment and started again, the story goes on: nothing lost, nothing done twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crash.harness import Run, compare


@pytest.mark.timeout(240)
async def test_killed_at_random_moments_the_story_goes_on(tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    reference = await Run(tmp_path / "reference", kills=0, seed=0).tell()
    assert reference.faults == []
    assert len(reference.history) > 10
    outcome, wrong = await compare(tmp_path / "killed", 10, 20261121, reference)
    assert outcome.kills == 10
    assert wrong == []
