"""Ledgers on their way in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, exists, func, insert, or_, select, update

from domain.model.imports import Checked, Found, Heading, Import, Problem, Raw, Sample, TwoWays
from domain.model.tasks import Attachment
from domain.model.value import fields_of, names_of, replace
from domain.text import as_json
from storage.prepared import Statements, once
from storage.rows import imports, unread_files

_THIS = imports.c.id == bindparam("of_id")
_GET = once(select(imports).where(_THIS))
_ADD = once(insert(imports).returning(imports.c.id))
_SAVE = once(update(imports).where(_THIS))
_DROP = once(delete(imports).where(_THIS))
_OF_MEMBER = imports.c.member_id == bindparam("of_member")
_DROP_OF = once(delete(imports).where(_OF_MEMBER, imports.c.id != bindparam("besides")))
_NEWEST_OF = once(select(func.max(imports.c.id)).where(_OF_MEMBER))
_UNREAD = once(select(imports.c.id).where(imports.c.unread).order_by(imports.c.id).limit(bindparam("most")))
_ANY_UNREAD = once(
    select(or_(exists(select(imports.c.id).where(imports.c.unread)), exists(select(unread_files.c.draft_id))))
)
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

    def any_unread(self) -> bool:
        """Whether a file is still to be read, a ledger or another document."""
        return bool(self.db.execute(_ANY_UNREAD).scalar())

    def add(self, one: Import, now: datetime) -> Import:
        row = {"member_id": one.member_id, "created_at": now, **_kept(one)}
        return replace(one, id=self.db.execute(_ADD, row).scalar_one())

    def save(self, one: Import) -> None:
        self.db.execute(_SAVE, {"of_id": one.id, **_kept(one)})

    def drop(self, import_id: int) -> None:
        self.db.execute(_DROP, {"of_id": import_id})

    def drop_of(self, member_id: int, besides: int = 0) -> None:
        """Give up what a person has lying, but for one."""
        self.db.execute(_DROP_OF, {"of_member": member_id, "besides": besides})

    def newest_of(self, member_id: int) -> int:
        """The number of the one that came last; 0 for none."""
        return self.db.execute(_NEWEST_OF, {"of_member": member_id}).scalar_one() or 0

    def prune(self, before: datetime, most: int) -> int:
        """Forget what nobody has taken in since then, the oldest first; returns how many."""
        old = [row.id for row in self.db.execute(_OLDEST, {"most": most}) if row.created_at < before]
        for import_id in old:
            self.drop(import_id)
        return len(old)


def _kept(one: Import) -> dict[str, Any]:
    said = fields_of(one) | {"came": one.came.isoformat() if one.came else None}
    return {"data": as_json(said), "unread": one.unread}


def _read(row: Row[Any]) -> Import:
    """The fields back from their JSON, whose lists were tuples."""
    said = json.loads(row.data)
    said["file"] = Attachment(**said["file"])
    said["headings"] = tuple(Heading(**one) for one in said["headings"])
    said["rows"] = tuple(map(_raw, said["rows"]))
    said["checked"] = _checked(said["checked"])
    said["came"] = datetime.fromisoformat(said["came"]) if said.get("came") else row.created_at
    pairs = {name: _pairs(said.get(name, ())) for name in ("chosen", "ways")}
    plain = {name: tuple(said.get(name, ())) for name in ("aside", "so")}
    return Import(**_known(Import, said) | pairs | plain | {"id": row.id, "member_id": row.member_id})


def _raw(said: dict[str, Any]) -> Raw:
    return Raw(**said | {name: tuple(said.get(name, ())) for name in ("cells", "joined", "broken")})


def _checked(said: dict[str, Any]) -> Checked:
    """What was found; what a version before 0.12 had found is not, and is looked for again at the next press."""
    if "settled" not in said:
        return Checked()
    made = {
        "there": tuple(Found(**one) for one in said["there"]),
        "problems": tuple(Problem(**one) for one in said["problems"]),
        "names": tuple(said["names"]),
        "samples": tuple(Sample(**one | {"people": tuple(one["people"])}) for one in said["samples"]),
        "two_ways": tuple(TwoWays(**one | {"answers": _pairs(one["answers"])}) for one in said["two_ways"]),
        **{name: _pairs(said[name]) for name in ("settled", "left")},
    }
    return Checked(**said | made)


def _pairs(said: Iterable[Any]) -> tuple[Any, ...]:
    return tuple((one, other) for one, other in said)


def _known(kind: type, said: dict[str, Any]) -> dict[str, Any]:
    """What the present version knows of it."""
    return {name: said[name] for name in names_of(kind) if name in said}
