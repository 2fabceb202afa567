"""Templates: tasks that are given often."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, or_, select, update

from domain.model.templates import Template
from domain.model.value import replace
from domain.records import decode_draft, encode_draft
from storage.prepared import Statements, once
from storage.rows import templates

_THIS = templates.c.id == bindparam("of_id")
_GET = once(select(templates).where(_THIS))
_ORDER = (templates.c.used.desc(), templates.c.id)
_OWN = templates.c.member_id == bindparam("of_member")
_SEEN = once(select(templates).where(or_(_OWN, templates.c.team_id.is_not(None))).order_by(*_ORDER))
_ADD = once(insert(templates).returning(templates.c.id))
_SAVE = once(update(templates).where(_THIS))
_DROP = once(delete(templates).where(_THIS))


class TemplatesRepository:
    """Templates, by whose they are and with whom they are shared."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def get(self, template_id: int) -> Template | None:
        row = self.db.execute(_GET, {"of_id": template_id}).first()
        return _read(row) if row else None

    def seen_by(self, member_id: int, teams: Collection[int] | None) -> list[Template]:
        """Their own and what is shared with these teams (None: with any), the most used first."""
        found = map(_read, self.db.execute(_SEEN, {"of_member": member_id}))
        return [t for t in found if t.member_id == member_id or teams is None or t.team_id in teams]

    def add(self, template: Template) -> Template:
        row = {"member_id": template.member_id, "created_at": template.created_at, **_kept(template)}
        return replace(template, id=self.db.execute(_ADD, row).scalar_one())

    def save(self, template: Template) -> None:
        self.db.execute(_SAVE, {"of_id": template.id, **_kept(template)})

    def drop(self, template_id: int) -> None:
        self.db.execute(_DROP, {"of_id": template_id})


def _kept(template: Template) -> dict[str, Any]:
    data = encode_draft(template.task)
    return {"name": template.name, "team_id": template.team_id, "used": template.used, "data": data}


def _read(row: Row[Any]) -> Template:
    return Template(row.id, row.member_id, row.name, decode_draft(row.data), row.created_at, row.team_id, row.used)
