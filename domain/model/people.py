"""The people of the office and the places they work in: members, roles, teams, invitations."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from domain.model.value import field, value

NOBODY = 0  # a member's number that no member has


class Role(StrEnum):
    """What a member may do, office-wide or in one team, from most to least."""

    OWNER = "owner"
    LEADER = "leader"
    SUPERVISOR = "supervisor"
    STAFF = "staff"


MANAGERS = (
    Role.OWNER,
    Role.LEADER,
    Role.SUPERVISOR,
)  # who run a team, or the office: they assign, supervise and are told


class TeamStatus(StrEnum):
    """A group chat in the office's eyes."""

    PENDING = "pending"
    APPROVED = "approved"
    ARCHIVED = "archived"


@value
class Member:
    """A Telegram user enrolled in the office, known by numeric id, never by @username."""

    id: int
    telegram_id: int | None  # None of somebody who was forgotten
    name: str
    username: str | None = None
    role: Role = Role.STAFF
    language: str | None = None
    telegram_language: str | None = None
    zone: str | None = None  # an IANA name; None for that of the team or the office
    reachable: bool = False
    active: bool = True
    left: bool = False  # their last group: they may finish what they have, and nothing rings for them
    removed: bool = False  # by somebody who runs the office: only an invitation lets them in again
    morning_time: str | None = None  # when their list or brief comes, "08:00"; None for the office's hour
    morning_on: bool = True
    morning_when_empty: bool = False  # they are told also that there is nothing
    hinted: str = ""  # the hints they were given, each with the message it stands in
    topics: bool = False  # each task has a topic of its own in their private chat, where the bot has topics there


@value
class Team:
    """A group chat the office has approved."""

    id: int
    chat_id: int
    title: str
    status: TeamStatus
    language: str | None = None
    thread_id: int | None = None
    digest_time: str | None = None
    digest_on: bool = True
    added_by_telegram_id: int | None = None
    zone: str | None = None  # an IANA name; None for the office's
    digest_when_empty: bool | None = None  # whether a digest says that there is nothing; None for what the office does


@value
class Invite:
    """A link that lets people in: expiring, use-limited, bound to a role and a team."""

    token_hash: str
    role: Role
    expires_at: datetime
    uses_left: int
    team_id: int | None = None
    created_by: int | None = None
    revoked: bool = False


@value
class Memberships:
    """A member with the roles they hold: in the whole office and by team."""

    member: Member
    teams: dict[int, Role] = field(default_factory=dict)
    aloud: bool = False  # they speak in a group, where what is confidential is nobody's

    def holds(self, team_id: int | None, *roles: Role) -> bool:
        """Whether one of the roles is held in the whole office or in that team."""
        return self.member.role in roles or (team_id is not None and self.teams.get(team_id) in roles)

    def runs(self, team_id: int | None) -> bool:
        """Whether the person runs that team; None: the office, and so every team."""
        return self.holds(team_id, *MANAGERS)

    def runs_office(self) -> bool:
        """Whether the person runs every team."""
        return self.runs(None)

    def leads_anywhere(self) -> bool:
        """Whether the person may assign to somebody somewhere."""
        return self.runs_office() or any(role in MANAGERS for role in self.teams.values())
