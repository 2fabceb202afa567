"""Backups and absences. Few of them are open at a time, so they are read together."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import bindparam, delete, insert, select, update

from domain.model.absence import Absence
from domain.model.value import replace
from storage.convert import reader, writer
from storage.prepared import Statements, once
from storage.rows import absences, backups

_BY_ID = once(select(absences).where(absences.c.id == bindparam("id")))
_OPEN = once(select(absences).where(absences.c.ended_at.is_(None)).order_by(absences.c.begins_at))
_ADD = once(insert(absences).returning(absences.c.id))
_SAVE = once(update(absences).where(absences.c.id == bindparam("of_id")))
_BACKUPS = once(select(backups.c.member_id, backups.c.backup_id).order_by(backups.c.member_id))
_DROP_BACKUP = once(delete(backups).where(backups.c.member_id == bindparam("of_member")))
_ADD_BACKUP = once(insert(backups))

_read = reader(Absence, absences)
_row = writer(Absence, absences, "id")


class AbsencesRepository:
    """Who stands in for whom and who is away; remembered until something is written (`storage.memory`)."""

    def __init__(self, db: Statements) -> None:
        self.db = db
        self._known: list[Absence] | None = None
        self._pairs: dict[int, int] | None = None

    def get(self, absence_id: int) -> Absence | None:
        row = self.db.execute(_BY_ID, {"id": absence_id}).first()
        return _read(row) if row else None

    def of(self, member_id: int) -> list[Absence]:
        """A member's absences that are not over, the earliest first."""
        return [one for one in self._all_open() if one.member_id == member_id]

    def running(self) -> Mapping[int, Absence]:
        """Who is away now, by member."""
        return {one.member_id: one for one in self._all_open() if one.running}

    def backups(self) -> Mapping[int, int]:
        """Who stands in for each member that has somebody."""
        if self._pairs is None:
            self._pairs = {row[0]: row[1] for row in self.db.execute(_BACKUPS)}
        return self._pairs

    def add(self, absence: Absence) -> Absence:
        self._known = None
        return replace(absence, id=self.db.execute(_ADD, _row(absence)).scalar_one())

    def save(self, absence: Absence) -> None:
        self._known = None
        self.db.execute(_SAVE, _row(absence) | {"of_id": absence.id})

    def set_backup(self, member_id: int, backup_id: int | None) -> None:
        """Another backup, or none any more."""
        self._pairs = None
        self.db.execute(_DROP_BACKUP, {"of_member": member_id})
        if backup_id is not None:
            self.db.execute(_ADD_BACKUP, {"member_id": member_id, "backup_id": backup_id})

    def _all_open(self) -> list[Absence]:
        if self._known is None:
            self._known = [_read(row) for row in self.db.execute(_OPEN)]
        return self._known
