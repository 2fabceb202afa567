"""Members, teams, memberships and invites."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, func, insert, or_, select, update

from domain.model.people import Invite, Member, Memberships, Role, Team, TeamStatus
from storage.convert import from_row, to_row
from storage.rows import invites, members, memberships, teams


def _member(row: Any) -> Member:
    return from_row(Member, row._mapping, role=Role)


class MembersRepository:
    """People of the office."""

    def __init__(self, db: Connection) -> None:
        self.db = db

    def get(self, member_id: int) -> Member | None:
        return self._one(select(members).where(members.c.id == member_id))

    def by_telegram(self, telegram_id: int) -> Member | None:
        return self._one(select(members).where(members.c.telegram_id == telegram_id))

    def by_username(self, username: str) -> Member | None:
        name = username.lstrip("@").lower()
        return self._one(select(members).where(func.lower(members.c.username) == name, members.c.active))

    def add(self, member: Member) -> Member:
        row = to_row(member, members)
        del row["id"]
        made = self.db.execute(insert(members).values(row).returning(members.c.id)).scalar_one()
        return replace(member, id=made)

    def save(self, member: Member) -> None:
        """Write a member; a username taken over from somebody else is taken away there first."""
        if member.username:
            name = member.username.lower()
            other = and_(func.lower(members.c.username) == name, members.c.id != member.id)
            self.db.execute(update(members).where(other).values(username=None))
        self.db.execute(update(members).where(members.c.id == member.id).values(to_row(member, members)))

    def with_roles(self, member: Member) -> Memberships:
        rows = self.db.execute(select(memberships).where(memberships.c.member_id == member.id))
        return Memberships(member, {r.team_id: Role(r.role) for r in rows})

    def of_team(self, team_id: int) -> list[tuple[Member, Role]]:
        query = (
            select(members, memberships.c.role.label("held"))
            .join(memberships, memberships.c.member_id == members.c.id)
            .where(memberships.c.team_id == team_id, members.c.active)
            .order_by(members.c.id)
        )
        return [(_member(r), Role(r.held)) for r in self.db.execute(query)]

    def all_active(self) -> list[Member]:
        return self._all(select(members).where(members.c.active).order_by(members.c.id))

    def to_choose_from(self, team_id: int | None) -> list[Member]:
        """Those who can be chosen for a task: the team's members, or the whole office in private."""
        return self.all_active() if team_id is None else [m for m, _ in self.of_team(team_id)]

    def join(self, team_id: int, member_id: int, role: Role) -> bool:
        """Enrol in a team, or change the role there; False when nothing changed."""
        where = and_(memberships.c.team_id == team_id, memberships.c.member_id == member_id)
        held = self.db.execute(select(memberships.c.role).where(where)).scalar()
        if held is None:
            self.db.execute(insert(memberships).values(team_id=team_id, member_id=member_id, role=role.value))
        elif held != role.value:
            self.db.execute(update(memberships).where(where).values(role=role.value))
        return held != role.value

    def leave(self, team_id: int, member_id: int) -> bool:
        where = and_(memberships.c.team_id == team_id, memberships.c.member_id == member_id)
        return self.db.execute(delete(memberships).where(where)).rowcount > 0

    def holding(self, role: Role, team_id: int | None) -> list[Member]:
        """Active members with the role in that team or in the whole office."""
        in_team = select(memberships.c.member_id).where(
            memberships.c.team_id == team_id, memberships.c.role == role.value
        )
        held = or_(members.c.role == role.value, members.c.id.in_(in_team))
        return self._all(select(members).where(held, members.c.active).order_by(members.c.id))

    def _one(self, query: Select[Any]) -> Member | None:
        row = self.db.execute(query).first()
        return _member(row) if row else None

    def _all(self, query: Select[Any]) -> list[Member]:
        return [_member(r) for r in self.db.execute(query)]


def _team(row: Any) -> Team:
    return from_row(Team, row._mapping, status=TeamStatus)


class TeamsRepository:
    """Group chats."""

    def __init__(self, db: Connection) -> None:
        self.db = db

    def get(self, team_id: int) -> Team | None:
        row = self.db.execute(select(teams).where(teams.c.id == team_id)).first()
        return _team(row) if row else None

    def by_chat(self, chat_id: int) -> Team | None:
        row = self.db.execute(select(teams).where(teams.c.chat_id == chat_id)).first()
        return _team(row) if row else None

    def add(self, team: Team) -> Team:
        row = to_row(team, teams)
        del row["id"]
        return replace(team, id=self.db.execute(insert(teams).values(row).returning(teams.c.id)).scalar_one())

    def save(self, team: Team) -> None:
        self.db.execute(update(teams).where(teams.c.id == team.id).values(to_row(team, teams)))

    def with_status(self, status: TeamStatus) -> list[Team]:
        query = select(teams).where(teams.c.status == status.value).order_by(teams.c.id)
        return [_team(r) for r in self.db.execute(query)]

    def move_chat(self, old: int, new: int) -> None:
        """A group became a supergroup: the team goes with it."""
        self.db.execute(update(teams).where(teams.c.chat_id == old).values(chat_id=new))


class InvitesRepository:
    """Links that let people in; only the hash of a token is kept."""

    def __init__(self, db: Connection) -> None:
        self.db = db

    def add(self, invite: Invite) -> None:
        self.db.execute(insert(invites).values(to_row(invite, invites)))

    def find(self, token_hash: str) -> Invite | None:
        row = self.db.execute(select(invites).where(invites.c.token_hash == token_hash)).first()
        return from_row(Invite, row._mapping, role=Role) if row else None

    def use(self, token_hash: str) -> bool:
        """Take one use; False when none is left."""
        query = update(invites).where(invites.c.token_hash == token_hash, invites.c.uses_left > 0)
        return self.db.execute(query.values(uses_left=invites.c.uses_left - 1)).rowcount == 1
