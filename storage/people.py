"""Members, teams and memberships."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, case, delete, func, insert, or_, select, update

from domain.model.people import Member, Memberships, Role, Team, TeamStatus
from domain.model.value import replace
from domain.rules.names import plain_name
from storage.convert import reader, writer
from storage.prepared import Prepared, Statements, all_of, once
from storage.rows import members, memberships, teams

_TEAM: BindParameter[Any] = bindparam("of_team")
_HOLDER: BindParameter[Any] = bindparam("of_member")
_ROLE: BindParameter[Any] = bindparam("of_role")
_NAMED = members.c.folded == bindparam("of_name")

# A person with the roles they hold, a row for each.
_PERSON = select(members, memberships.c.team_id, memberships.c.role.label("held")).outerjoin(
    memberships, memberships.c.member_id == members.c.id
)
_BY_ID = once(_PERSON.where(members.c.id == bindparam("id")))
_BY_TELEGRAM = once(_PERSON.where(members.c.telegram_id == bindparam("telegram_id")))
_BY_USERNAME = once(_PERSON.where(_NAMED))  # who left, too: nobody else bears it
_ACTIVE = once(select(members).where(members.c.active).order_by(members.c.id))
_ZONES = (
    once(select(members.c.zone).where(members.c.active, members.c.zone.is_not(None))),
    once(select(teams.c.zone).where(teams.c.zone.is_not(None))),
)
_UNREACHABLE = once(select(members).where(members.c.active, members.c.reachable.is_(False)).order_by(members.c.id))
_ACTIVE_AFTER = once(
    select(members)
    .where(members.c.active, members.c.id > bindparam("after"))
    .order_by(members.c.id)
    .limit(bindparam("most"))
)
_HOUR = func.coalesce(members.c.morning_time, bindparam("usual"))
_MORNINGS = once(
    select(members)
    .where(
        members.c.active, members.c.morning_on, members.c.id > bindparam("after"),
        bindparam("since") <= _HOUR, bindparam("upto") >= _HOUR,
    )
    .order_by(members.c.id)
    .limit(bindparam("most"))
)  # fmt: skip
_HOURS = once(
    select(members.c.morning_time).where(members.c.active, members.c.morning_on, members.c.morning_time.is_not(None))
)
_NAMES = once(
    select(all_of(members.c.name).label("names"), func.min(case((members.c.reachable, 1), else_=0)).label("reachable"))
    .where(members.c.active)
)  # fmt: skip
_OF_TEAM = once(
    select(members, memberships.c.role.label("held"))
    .join(memberships, memberships.c.member_id == members.c.id)
    .where(memberships.c.team_id == _TEAM, members.c.active)
    .order_by(members.c.id)
)
_IN_TEAM = select(memberships.c.member_id).where(memberships.c.team_id == _TEAM, memberships.c.role == _ROLE)
_HOLDING = once(
    select(members)
    .where(or_(members.c.role == _ROLE, members.c.id.in_(_IN_TEAM)), members.c.active)
    .order_by(members.c.id)
)
_ADD = once(insert(members).returning(members.c.id))
_SAVE = once(update(members).where(members.c.id == _HOLDER))
_TAKE_NAME = once(update(members).where(_NAMED, members.c.id != _HOLDER).values(username=None, folded=None))

_ONE_ROLE = and_(memberships.c.team_id == _TEAM, memberships.c.member_id == _HOLDER)
_ROLES = once(select(memberships.c.team_id, memberships.c.role).where(memberships.c.member_id == _HOLDER))
_ROLE_IN = once(select(memberships.c.role).where(_ONE_ROLE))
_JOIN = once(insert(memberships))
_CHANGE_ROLE = once(update(memberships).where(_ONE_ROLE))
_LEAVE = once(delete(memberships).where(_ONE_ROLE))

_read_member = lru_cache(2000)(reader(Member, members, role=Role))  # one row is one person, in whichever unit
_plain_row = writer(Member, members, "id")


def _folded(username: str) -> str:
    return username.lstrip("@").lower()


def _member_row(member: Member) -> dict[str, Any]:
    return _plain_row(member) | {"folded": _folded(member.username) if member.username else None}


@lru_cache(4)
def _shared(names: str | None) -> frozenset[str]:
    """The names that more than one bears; an office's names are the same from one command to the next."""
    borne = Counter(map(plain_name, json.loads(names or "[]")))
    return frozenset(name for name, times in borne.items() if times > 1)


class MembersRepository:
    """People of the office. Who was read is remembered until somebody is written (`storage.memory`)."""

    def __init__(self, db: Statements) -> None:
        self.db = db
        self._known: dict[int, Member | None] = {}
        self._ids: dict[tuple[tuple[str, Any], ...], int | None] = {}
        self._roles: dict[int, dict[int, Role]] = {}
        self._with_roles: dict[int, Memberships] = {}
        self._here: Any = None  # the names of all who are active, and whether all of them can be reached
        self._active: list[Member] = []

    def get(self, member_id: int) -> Member | None:
        if member_id not in self._known:
            self._known[member_id] = self._one(_BY_ID, id=member_id)
        return self._known[member_id]

    def by_telegram(self, telegram_id: int) -> Member | None:
        return self._by(_BY_TELEGRAM, telegram_id=telegram_id)

    def by_username(self, username: str) -> Member | None:
        return self._by(_BY_USERNAME, of_name=_folded(username))

    def _by(self, query: Prepared, **said: Any) -> Member | None:
        """The one found by something else than the number, which is remembered of it."""
        key = tuple(said.items())
        if key not in self._ids:
            found = self._one(query, **said)
            self._ids[key] = found.id if found else None
            if found:
                self._known[found.id] = found
        known = self._ids[key]
        return None if known is None else self.get(known)

    def add(self, member: Member) -> Member:
        self._forget()
        return replace(member, id=self.db.execute(_ADD, _member_row(member)).scalar_one())

    def save(self, member: Member) -> None:
        """Write a member; a username taken over from somebody else is taken away there first."""
        self._forget()
        if member.username:
            self.db.execute(_TAKE_NAME, {"of_name": _folded(member.username), "of_member": member.id})
        self.db.execute(_SAVE, _member_row(member) | {"of_member": member.id})

    def with_roles(self, member: Member) -> Memberships:
        if member.id not in self._roles:
            rows = self.db.execute(_ROLES, {"of_member": member.id})
            self._roles[member.id] = {team_id: Role(role) for team_id, role in rows}
        found = self._with_roles.get(member.id)
        if found is None or found.member is not member:
            found = self._with_roles[member.id] = Memberships(member, dict(self._roles[member.id]))
        return found

    def of_team(self, team_id: int) -> list[tuple[Member, Role]]:
        rows = self.db.execute(_OF_TEAM, {"of_team": team_id})
        return [(_read_member(row[:-1]), Role(row[-1])) for row in rows]

    def absent_from(self, team_id: int, member_ids: Sequence[int]) -> list[Member]:
        """Those of these members who are not in the team."""
        found = filter(None, map(self.get, member_ids))
        return [member for member in found if team_id not in self.with_roles(member).teams]

    def all_active(self) -> list[Member]:
        if not self._active:
            self._active = self._all(_ACTIVE)
        return list(self._active)

    def zones(self) -> list[str]:
        """The time zones that are set for somebody, or for a team that somebody is in."""
        return sorted({zone for query in _ZONES for zone in self.db.execute(query).scalars()})

    def unreachable(self) -> list[Member]:
        """Active members who cannot be written to in private."""
        return self._all(_UNREACHABLE)

    def all_reachable(self) -> bool:
        """Whether every active member can be written to in private."""
        return bool(self._all_here().reachable)

    def active_after(self, member_id: int, most: int) -> list[Member]:
        """Some of them in their order, those after this one."""
        return self._all(_ACTIVE_AFTER, after=member_id, most=most)

    def mornings_after(self, member_id: int, most: int, usual: str, hours: tuple[str, str]) -> list[Member]:
        """Some of those whose morning has its hour between these two ("08:00"), in their order, those after this one;
        `usual` is the hour of whoever has set none."""
        since, upto = hours
        return self._all(_MORNINGS, after=member_id, most=most, usual=usual, since=since, upto=upto)

    def morning_hours(self) -> list[str]:
        """The hours that people have set for their mornings."""
        return sorted(set(self.db.execute(_HOURS).scalars()))

    def namesakes(self, member: Member) -> list[Member]:
        """Other active members whose name reads the same."""
        said = plain_name(member.name)
        if member.active and said not in _shared(self._all_here().names):
            return []
        return [m for m in self.all_active() if m.id != member.id and plain_name(m.name) == said]

    def to_choose_from(self, team_id: int | None) -> list[Member]:
        """Those who can be chosen for a task: the team's members, or the whole office in private."""
        return self.all_active() if team_id is None else [m for m, _ in self.of_team(team_id)]

    def join(self, team_id: int, member_id: int, role: Role) -> bool:
        """Enrol in a team, or change the role there; False when nothing changed."""
        self._forget()
        where = {"of_team": team_id, "of_member": member_id}
        held = self.db.execute(_ROLE_IN, where).scalar()
        if held is None:
            self.db.execute(_JOIN, {"team_id": team_id, "member_id": member_id, "role": role.value})
        elif held != role.value:
            self.db.execute(_CHANGE_ROLE, where | {"role": role.value})
        return bool(held != role.value)

    def leave(self, team_id: int, member_id: int) -> bool:
        self._forget()
        return self.db.execute(_LEAVE, {"of_team": team_id, "of_member": member_id}).rowcount > 0

    def holding(self, role: Role, team_id: int | None) -> list[Member]:
        """Active members with the role in that team or in the whole office."""
        return self._all(_HOLDING, of_role=role.value, of_team=team_id)

    def _one(self, query: Prepared, **values: Any) -> Member | None:
        rows = self.db.execute(query, values).all()
        if not rows:
            return None
        member = _read_member(rows[0][:-2])
        self._roles[member.id] = {team_id: Role(role) for *_, team_id, role in rows if team_id is not None}
        return member

    def _all(self, query: Prepared, **values: Any) -> list[Member]:
        found = [_read_member(row) for row in self.db.execute(query, values)]
        self._known.update((member.id, member) for member in found)
        return found

    def _all_here(self) -> Any:
        if self._here is None:
            self._here = self.db.execute(_NAMES).first()
        return self._here

    def _forget(self) -> None:
        """Somebody is written: what was read may be old."""
        for kept in (self._known, self._ids, self._roles, self._with_roles):
            kept.clear()
        self._here, self._active = None, []


_TEAM_BY_ID = once(select(teams).where(teams.c.id == bindparam("id")))
_TEAM_BY_CHAT = once(select(teams).where(teams.c.chat_id == bindparam("chat_id")))
_TEAMS_WITH = once(select(teams).where(teams.c.status == bindparam("status")).order_by(teams.c.id))
_ADD_TEAM = once(insert(teams).returning(teams.c.id))
_SAVE_TEAM = once(update(teams).where(teams.c.id == _TEAM))
_MOVE_TEAM = once(update(teams).where(teams.c.chat_id == bindparam("old")))

_read_team = reader(Team, teams, status=TeamStatus)
_team_row = writer(Team, teams, "id")


class TeamsRepository:
    """Group chats. One that was read is remembered until one is written (`storage.memory`)."""

    def __init__(self, db: Statements) -> None:
        self.db = db
        self._known: dict[tuple[str, int], Team | None] = {}

    def get(self, team_id: int) -> Team | None:
        return self._one(_TEAM_BY_ID, "id", team_id)

    def by_chat(self, chat_id: int) -> Team | None:
        return self._one(_TEAM_BY_CHAT, "chat_id", chat_id) if chat_id < 0 else None  # a person's chat is no team

    def add(self, team: Team) -> Team:
        self._known.clear()
        return replace(team, id=self.db.execute(_ADD_TEAM, _team_row(team)).scalar_one())

    def save(self, team: Team) -> None:
        self._known.clear()
        self.db.execute(_SAVE_TEAM, _team_row(team) | {"of_team": team.id})

    def with_status(self, status: TeamStatus) -> list[Team]:
        return [_read_team(row) for row in self.db.execute(_TEAMS_WITH, {"status": status.value})]

    def move_chat(self, old: int, new: int) -> None:
        """A group became a supergroup: the team goes with it."""
        self._known.clear()
        self.db.execute(_MOVE_TEAM, {"old": old, "chat_id": new})

    def _one(self, query: Prepared, column: str, value: int) -> Team | None:
        if (column, value) not in self._known:
            row: Sequence[Any] | None = self.db.execute(query, {column: value}).first()
            self._known[column, value] = _read_team(row) if row else None
        return self._known[column, value]
