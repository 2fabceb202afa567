"""Versions of ladders and terms: a small table, a row for each configuration an office has had."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select

from storage.prepared import Statements, once
from storage.rows import ladders

_BODY = once(select(ladders.c.body).where(ladders.c.hash == bindparam("of_hash")))
_ADD = once(insert(ladders))


class LaddersRepository:
    """Texts under their hashes; nothing is ever changed, so a unit asks for each once."""

    def __init__(self, db: Statements) -> None:
        self.db = db
        self._known: dict[str, str] = {}

    def get(self, version: str) -> str | None:
        """The text of a version, None where there is none of that hash."""
        if version not in self._known:
            body: str | None = self.db.execute(_BODY, {"of_hash": version}).scalar() if version else None
            if body is None:
                return None
            self._known[version] = body
        return self._known[version]

    def keep(self, version: str, body: str) -> None:
        """Keep a version, unless it is kept already."""
        if self.get(version) is None:
            self.db.execute(_ADD, {"hash": version, "body": body})
            self._known[version] = body
