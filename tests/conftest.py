"""What every room's tests need: a database that is ready at once."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long one example takes says more about the machine's other work than about ours.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_collection_finish() -> None:
    """What was loaded stays: going through all of it again and again for rubbish takes a third of a story's time."""
    gc.freeze()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One migrated SQLite file, to be copied: migrating takes longer than most tests."""
    from storage.schema import migrate  # noqa: PLC0415 - the simulator's tests need no database
    from storage.unit import Database  # noqa: PLC0415 - only this test needs it

    path = tmp_path_factory.mktemp("template") / "duban.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    database.close()
    return path
