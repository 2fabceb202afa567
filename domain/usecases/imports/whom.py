"""Who is meant by the names of a ledger: those who are here under them, and whoever was chosen for one."""

from __future__ import annotations

from domain.model.imports import Import
from domain.rules.imports.values import closed_up
from domain.rules.names import plain_name
from domain.rules.scripts import alike
from domain.text import late
from domain.unit import Unit

_HONOUR = late(r"(?<=..)(?:同志|先生|女士|小姐)$")


class Whom:
    """The people of one file; a name is looked for once."""

    def __init__(self, unit: Unit, made: Import) -> None:
        self.unit, self.made = unit, made
        self.people = [(m.id, _bare(m.name)) for m in unit.store.members.all_active()]
        self.found: dict[str, tuple[int, ...]] = {}

    def who(self, name: str) -> int | None:
        """The one member it is, or was chosen to be."""
        chosen = self.made.who_is(name)
        if chosen is not None and (member := self.unit.store.members.get(chosen)) and member.active:
            return chosen
        found = self.called(name)
        return found[0] if len(found) == 1 else None

    def called(self, name: str) -> tuple[int, ...]:
        """Those whose name it is, as it stands: 小王 may be anybody here, and is asked for."""
        if name not in self.found:
            self.found[name] = self._called(name)
        return self.found[name]

    def _called(self, name: str) -> tuple[int, ...]:
        username = name.removeprefix("@")
        known = self.unit.store.members.by_username(username) if name.startswith("@") else None
        if known is not None and known.active:
            return (known.id,)
        bare = _bare(_HONOUR.sub("", name))
        return tuple(member_id for member_id, its in self.people if its == bare)


def _bare(name: str) -> str:
    return alike(plain_name(closed_up(name)))
