"""Invitations."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select, update

from domain.model.people import Invite, Role
from storage.convert import reader, writer
from storage.prepared import Statements, once
from storage.rows import invites

_ADD_INVITE = once(insert(invites))
_INVITE = once(select(invites).where(invites.c.token_hash == bindparam("hash")))
_USE = once(
    update(invites)
    .where(invites.c.token_hash == bindparam("hash"), invites.c.uses_left > 0)
    .values(uses_left=invites.c.uses_left - 1)
)
_read_invite = reader(Invite, invites, role=Role)
_invite_row = writer(Invite, invites)


class InvitesRepository:
    """Links that let people in; only the hash of a token is kept."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def add(self, invite: Invite) -> None:
        self.db.execute(_ADD_INVITE, _invite_row(invite))

    def find(self, token_hash: str) -> Invite | None:
        row = self.db.execute(_INVITE, {"hash": token_hash}).first()
        return _read_invite(row) if row else None

    def use(self, token_hash: str) -> bool:
        """Take one use; False when none is left."""
        return self.db.execute(_USE, {"hash": token_hash}).rowcount == 1
