"""The schema's version: migrated at start under a lock; a database newer than the program is refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError

if TYPE_CHECKING:
    from alembic.config import Config

    from storage.unit import Database

HEAD = "0037"
_LOCK = 0x64756261  # one number for every process of every release: "duba"


class UnusableError(Exception):
    """What stands at the configured place cannot be used, and is left as it is."""


class NewerSchemaError(UnusableError):
    """The database was made by a newer release; its rows are kept and this program stays away."""


@contextmanager
def opening(database: Database, *, write: bool) -> Iterator[Connection]:
    """The first transaction on a database; what hinders it is told in one sentence as an UnusableError."""
    try:
        with database.transaction(write=write) as db:
            yield db
    except DatabaseError as error:
        raise UnusableError(f"{database.engine.url.render_as_string()} cannot be used: {error.orig}") from None


def require_ours(db: Connection) -> None:
    """Raise UnusableError where there is nothing of ours to read."""
    if revision(db) is None:
        raise UnusableError("there is no database of Duban's there yet; `duban run` makes one")


def migrate(database: Database, target: str = HEAD) -> None:
    """Bring the database to a revision, whole or not at all, one process at a time. Alembic is loaded only when needed."""
    with opening(database, write=True) as db:
        if db.dialect.name == "postgresql":
            db.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
        found = revision(db)
        if found == target:
            return
        _refuse_newer(found)
        _run(db, target, found)


def revision(db: Connection) -> str | None:
    """The revision the database is at; None for an empty one."""
    if not inspect(db).has_table("alembic_version"):
        return None
    return db.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _refuse_newer(found: str | None) -> None:
    if found is not None and found > HEAD:
        raise NewerSchemaError(f"the database is at revision {found}, this program knows {HEAD}; use the newer program")


def _run(db: Connection, target: str, found: str | None) -> None:
    from alembic import command  # noqa: PLC0415 - heavy, and needed only when the revision differs

    config = config_for(db)
    if target == "base" or (found is not None and target < found):
        command.downgrade(config, target)
    else:
        command.upgrade(config, target)


def config_for(db: Connection) -> Config:
    """Alembic's configuration on an open connection."""
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = db
    return config
