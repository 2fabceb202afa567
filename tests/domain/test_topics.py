"""Names of topics."""

from __future__ import annotations

import pytest

from domain.model.tasks import Status
from domain.rules.topics import topic_name
from tests.domain.office import a_task


@pytest.mark.parametrize(
    ("status", "name"), [(Status.ACTIVE, "#1 报告"), (Status.DONE, "✅ #1 报告"), (Status.CANCELLED, "✖️ #1 报告")]
)
def test_a_name_says_how_the_task_ended(status: Status, name: str) -> None:
    assert topic_name(a_task(status, title="报告", id=1)) == name


def test_a_name_is_no_longer_than_telegram_lets_it_be() -> None:
    assert len(topic_name(a_task(title="一" * 300))) == 128
