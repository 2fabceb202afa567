"""What the rules need to keep of backups and absences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from domain.model.absence import Absence


class ReadAbsences(Protocol):
    """Who stands in for whom and who is away, to look at."""

    def get(self, absence_id: int) -> Absence | None: ...
    def of(self, member_id: int) -> list[Absence]: ...
    def running(self) -> Mapping[int, Absence]: ...
    def backups(self) -> Mapping[int, int]: ...


class AbsencesPort(ReadAbsences, Protocol):
    """Who stands in for whom and who is away."""

    def add(self, absence: Absence) -> Absence: ...
    def save(self, absence: Absence) -> None: ...
    def set_backup(self, member_id: int, backup_id: int | None) -> None: ...
