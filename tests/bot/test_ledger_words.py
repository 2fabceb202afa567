"""What a ledger of ours says in any language is read again: the words of its columns and values are known to the import."""

from __future__ import annotations

import pytest

from domain.model.ledger import LedgerColumn
from domain.model.tasks import Origin, Priority, Status
from domain.rules.imports import columns, values
from tests.bot.test_catalogues import LANGUAGES, templates


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_is_known_by_its_head(language: str) -> None:
    for column in LedgerColumn:
        [head] = templates(language, f"ledger-{column}")
        assert head in columns.OWN[column], head
        assert columns.meaning_of(head) == ("" if column in columns.LEFT else column, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_is_known_by_its_word(language: str) -> None:
    for status in Status:
        assert values.state(templates(language, f"status-{status}")[0]) is status
    for priority in Priority:
        assert values.priority(templates(language, f"priority-{priority}")[0]) is priority
    for origin in Origin:
        assert values.origin(templates(language, f"origin-{origin}")[0], "") == (origin, "")
