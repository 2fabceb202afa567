"""What every room's tests need: a database that is ready at once."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One migrated SQLite file, to be copied: migrating takes longer than most tests."""
    from storage.schema import migrate  # noqa: PLC0415 - the simulator's tests need no database
    from storage.unit import Database  # noqa: PLC0415

    path = tmp_path_factory.mktemp("template") / "duban.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    database.close()
    return path
