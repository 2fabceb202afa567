"""The nouns of the office, as frozen values. Moments are aware UTC, ids are up to 52 bits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a member may do, office-wide or in one team, from most to least."""

    OWNER = "owner"
    LEADER = "leader"
    SUPERVISOR = "supervisor"
    STAFF = "staff"


class Priority(StrEnum):
    """紧急程度: 平件, 加急, 特急, 特提."""

    NORMAL = "normal"
    ELEVATED = "elevated"
    URGENT = "urgent"
    IMMEDIATE = "immediate"

    @property
    def breaks_quiet(self) -> bool:
        """Urgent and immediate matters ignore quiet hours and holidays."""
        return self in (Priority.URGENT, Priority.IMMEDIATE)


class Status(StrEnum):
    """Where a task stands in its life; overdue is a light, not a status."""

    ASSIGNED = "assigned"
    ACTIVE = "active"
    SUBMITTED = "submitted"
    DONE = "done"
    DECLINED = "declined"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """An open task still owes somebody an answer."""
        return self not in (Status.DONE, Status.CANCELLED)


class Light(StrEnum):
    """灯: how a task stands against its clocks."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Part(StrEnum):
    """A person's part in one task."""

    LEAD = "lead"
    CO = "co"
    WATCHER = "watcher"


class Relation(StrEnum):
    """What one person is to one task; rights are given to relations."""

    LEAD = "lead"
    CO = "co"
    WATCHER = "watcher"
    ASSIGNER = "assigner"
    SUPERVISOR = "supervisor"
    LEADER = "leader"
    OWNER = "owner"
    COLLEAGUE = "colleague"


class CommitmentKind(StrEnum):
    """时限: which promise a clock measures."""

    ACCEPT = "accept"
    FIRST_REPORT = "first_report"
    FINISH = "finish"
    REVIEW = "review"


class RequestKind(StrEnum):
    """What a lead can ask of the assigner."""

    MORE_TIME = "more_time"
    TRANSFER = "transfer"


class TeamStatus(StrEnum):
    """A group chat in the office's eyes."""

    PENDING = "pending"
    APPROVED = "approved"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class Member:
    """A Telegram user enrolled in the office, known by numeric id, never by @username."""

    id: int
    telegram_id: int
    name: str
    username: str | None = None
    role: Role = Role.STAFF
    language: str | None = None
    telegram_language: str | None = None
    reachable: bool = False
    active: bool = True


@dataclass(frozen=True, slots=True)
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
    added_by: int | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """One person's part in a task."""

    member_id: int
    part: Part
    accepted_at: datetime | None = None
    reported_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """One promise (时限) with the moment at which it is due; a new generation replaces a moved one."""

    kind: CommitmentKind
    member_id: int
    generation: int
    started_at: datetime
    due_at: datetime
    met_at: datetime | None = None
    stopped_at: datetime | None = None
    breached_at: datetime | None = None

    @property
    def running(self) -> bool:
        """Neither kept nor called off."""
        return self.met_at is None and self.stopped_at is None


@dataclass(frozen=True, slots=True)
class Request:
    """A lead's question to the assigner: more time, or another lead."""

    number: int
    kind: RequestKind
    member_id: int
    asked_at: datetime
    reason: str
    due_at: datetime | None = None
    to_member_id: int | None = None
    answered_at: datetime | None = None
    granted: bool | None = None

    @property
    def pending(self) -> bool:
        """Nobody has answered it yet."""
        return self.answered_at is None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A photo, file or voice message, kept as Telegram's handle to it."""

    kind: str
    file_id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a deadline was said: its words, whether they name a day only, when they were read. Empty: it was picked."""

    due_words: str = ""
    due_day_only: bool = False
    due_said_at: datetime | None = None


PICKED = Wording()


@dataclass(frozen=True, slots=True)
class Task:
    """A numbered matter (督办事项) with its people, clocks and requests."""

    id: int
    title: str
    assigner_id: int
    first_handler_id: int
    created_at: datetime
    due_at: datetime
    team_id: int | None = None
    priority: Priority = Priority.NORMAL
    status: Status = Status.ASSIGNED
    due_words: str = ""
    due_day_only: bool = False
    due_said_at: datetime | None = None  # when its words were read; None for a moment that was picked
    percent: int = 0
    blocked: bool = False
    returns: int = 0
    result: str = ""
    rating: int | None = None
    submitted_at: datetime | None = None
    closed_at: datetime | None = None
    attachments: tuple[Attachment, ...] = ()
    people: tuple[Assignment, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    requests: tuple[Request, ...] = ()
    version: int = 0

    @property
    def lead_id(self) -> int:
        """The one who answers for the task."""
        return next(p.member_id for p in self.people if p.part is Part.LEAD)

    @property
    def co_ids(self) -> tuple[int, ...]:
        """协办: each hands in their part to the lead."""
        return tuple(p.member_id for p in self.people if p.part is Part.CO)

    @property
    def involved_ids(self) -> tuple[int, ...]:
        """Everybody who gets the answer, each once: lead, co-assignees, watchers, assigner."""
        return tuple(dict.fromkeys([self.lead_id, *(p.member_id for p in self.people), self.assigner_id]))

    def commitment(self, kind: CommitmentKind) -> Commitment | None:
        """The latest generation of a clock, running or not."""
        return max((c for c in self.commitments if c.kind is kind), key=lambda c: c.generation, default=None)

    def running(self, kind: CommitmentKind) -> Commitment | None:
        """The clock of that kind that is ticking now."""
        latest = self.commitment(kind)
        return latest if latest and latest.running else None

    def pending_request(self, kind: RequestKind | None = None) -> Request | None:
        """The newest unanswered request, of that kind or of any."""
        found = (r for r in reversed(self.requests) if r.pending and kind in (None, r.kind))
        return next(found, None)

    def overdue(self, now: datetime) -> bool:
        """The finish clock ran out and nothing is handed in: 超时."""
        finish = self.running(CommitmentKind.FINISH)
        return finish is not None and now >= finish.due_at

    def light(self, now: datetime, near: datetime) -> Light:
        """Red when overdue, yellow when due before `near`, returned or blocked, else green."""
        if self.overdue(now):
            return Light.RED
        finish = self.running(CommitmentKind.FINISH)
        soon = finish is not None and finish.due_at <= near
        troubled = self.status is Status.ACTIVE and (self.blocked or self.returns > 0)
        return Light.YELLOW if soon or troubled else Light.GREEN


@dataclass(frozen=True, slots=True)
class Invite:
    """A link that lets people in: expiring, use-limited, bound to a role and a team."""

    token_hash: str
    role: Role
    expires_at: datetime
    uses_left: int
    team_id: int | None = None
    created_by: int | None = None
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """A message in a chat that is about a task, so that a reply to it finds the task."""

    chat_id: int
    message_id: int
    task_id: int
    kind: str
    seq: int | None = None
    media_group: str | None = None
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes: a member's private chat, or a chat and topic."""

    member_id: int | None = None
    chat_id: int | None = None
    thread_id: int | None = None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Memberships:
    """A member with the roles they hold: in the whole office and by team."""

    member: Member
    teams: dict[int, Role] = field(default_factory=dict)

    def holds(self, team_id: int | None, *roles: Role) -> bool:
        """Whether one of the roles is held in the whole office or in that team."""
        return self.member.role in roles or (team_id is not None and self.teams.get(team_id) in roles)

    def leads_anywhere(self) -> bool:
        """Whether the person may assign to somebody somewhere."""
        assigning = {Role.OWNER, Role.LEADER, Role.SUPERVISOR}
        return self.member.role in assigning or any(r in assigning for r in self.teams.values())
