"""Ledgers on their way in."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, update

from domain.model.imports import Checked, Heading, Import, Problem, Raw, Sample
from domain.model.tasks import Attachment
from domain.text import as_json
from storage.prepared import Statements, once
from storage.rows import imports

_THIS = imports.c.id == bindparam("of_id")
_GET = once(select(imports).where(_THIS))
_ADD = once(insert(imports).returning(imports.c.id))
_SAVE = once(update(imports).where(_THIS))
_DROP = once(delete(imports).where(_THIS))
_DROP_OF = once(delete(imports).where(imports.c.member_id == bindparam("of_member")))
_UNREAD = once(select(imports.c.id).where(imports.c.unread).order_by(imports.c.id).limit(bindparam("most")))
_OLDEST = once(select(imports.c.id, imports.c.created_at).order_by(imports.c.id).limit(bindparam("most")))


class ImportsRepository:
    """Ledgers on their way in; a person has one at a time."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def get(self, import_id: int) -> Import | None:
        row = self.db.execute(_GET, {"of_id": import_id}).first()
        return _read(row) if row else None

    def unread(self, most: int) -> list[int]:
        """Those whose file is still to be read, the oldest first."""
        return [row.id for row in self.db.execute(_UNREAD, {"most": most})]

    def add(self, one: Import, now: datetime) -> Import:
        row = {"member_id": one.member_id, "created_at": now, **_kept(one)}
        return replace(one, id=self.db.execute(_ADD, row).scalar_one())

    def save(self, one: Import) -> None:
        self.db.execute(_SAVE, {"of_id": one.id, **_kept(one)})

    def drop(self, import_id: int) -> None:
        self.db.execute(_DROP, {"of_id": import_id})

    def drop_of(self, member_id: int) -> None:
        """Give up what a person has lying."""
        self.db.execute(_DROP_OF, {"of_member": member_id})

    def prune(self, before: datetime, most: int) -> int:
        """Forget what nobody has taken in since then, the oldest first; returns how many."""
        old = [row.id for row in self.db.execute(_OLDEST, {"most": most}) if row.created_at < before]
        for import_id in old:
            self.drop(import_id)
        return len(old)


def _kept(one: Import) -> dict[str, Any]:
    return {"data": as_json(one), "unread": one.unread}


def _read(row: Row[Any]) -> Import:
    """The fields back from their JSON, whose lists were tuples."""
    said = json.loads(row.data)
    said["file"] = Attachment(**said["file"])
    said["headings"] = tuple(Heading(**one) for one in said["headings"])
    said["rows"] = tuple(
        Raw(**one | {"cells": tuple(one["cells"]), "joined": tuple(one["joined"])}) for one in said["rows"]
    )
    checked = said["checked"]
    problems = tuple(Problem(**one) for one in checked["problems"])
    samples = tuple(Sample(**one | {"people": tuple(one["people"])}) for one in checked["samples"])
    said["checked"] = Checked(**checked | {"problems": problems, "names": tuple(checked["names"]), "samples": samples})
    said["chosen"] = tuple((name, member_id) for name, member_id in said["chosen"])
    return Import(**said | {"id": row.id, "member_id": row.member_id, "aside": tuple(said["aside"])})
