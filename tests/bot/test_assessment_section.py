"""The section of the assessment: a table anybody can edit, and a sentence for what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import ConfigError, load, settings_of
from domain.model.points import Rule
from domain.model.tasks import Priority
from domain.settings.points import USUAL_POINTS


def rules_of(tmp_path: Path, text: str):
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return settings_of(load(path)).assessment


def test_without_a_word_the_usual_table_holds(tmp_path: Path) -> None:
    assert rules_of(tmp_path, "") == USUAL_POINTS


def test_what_is_set_is_what_counts(tmp_path: Path) -> None:
    found = rules_of(
        tmp_path,
        '[assessment]\nranking = true\nforced = "优 20 良 70 差 10"\nco_share = 0.3\n[assessment.points]\nlate = -3\n'
        "[assessment.weights]\nurgent = 1.5\n",
    )
    assert found.ranking
    assert found.forced == (("优", 20), ("良", 70), ("差", 10))
    assert (found.co_share, found.points[Rule.LATE], found.weights[Priority.URGENT]) == (0.3, -3, 1.5)
    assert (found.points[Rule.ON_TIME], found.weights[Priority.NORMAL]) == (1, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[assessment]\nforced = "A 20 B 70"', "assessment.forced: .*come to 90, not to 100"),
        ('[assessment]\nforced = "A B C"', 'assessment.forced: must be grades .* such as "A 20 B 70 C 10"'),
        ("[assessment]\nforced = 20", "assessment.forced: must be grades"),
        ("[assessment]\nco_share = 2", "assessment.co_share: must be 1.0 or less"),
        ("[assessment.points]\nlate = 1", "assessment.points.late: must be 0.0 or less"),
        ("[assessment.points]\non_time = -1", "assessment.points.on_time: must be 0.0 or greater"),
        ("[assessment.points]\nearly = 1", "assessment.points.early: is not a key"),
        ('[assessment.points]\nlate = "much"', "assessment.points.late: must be a number"),
    ],
)
def test_what_cannot_be_is_refused_with_its_key_and_the_reason(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        rules_of(tmp_path, text)
