"""A task (督办事项) with its people and requests, as a frozen value. Moments are aware UTC, ids are up to 52 bits."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from domain.model.clocks import Clocks, Commitment, CommitmentKind
from domain.model.milestones import Milestone
from domain.model.requests import Request, RequestKind
from domain.model.value import value

__all__ = ["Request", "RequestKind"]  # whoever knows tasks knows what is asked about them


class Kind(StrEnum):
    """What a matter is; each kind has a life table of its own; clocks, reminders, history and auditor serve them all."""

    TASK = "task"
    NOTICE = "notice"  # to be read by whole teams
    PLAN = "plan"  # 计划: a line of a plan, for a period
    RAISED = "raised"  # put to the office by a member: it wants an answer


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


class Origin(StrEnum):
    """来源: where a matter comes from; a visit, a complaint (投诉) and a public request (群众诉求) come from outside."""

    MEETING = "meeting"
    DOCUMENT = "document"
    INSTRUCTION = "instruction"
    VISIT = "visit"
    COMPLAINT = "complaint"
    PUBLIC = "public"
    RECURRING = "recurring"
    RAISED = "raised"
    OTHER = "other"


class Status(StrEnum):
    """Where a task stands in its life; overdue is a light, not a status."""

    ASSIGNED = "assigned"
    ACTIVE = "active"
    PAUSED = "paused"
    SUBMITTED = "submitted"
    DONE = "done"
    DECLINED = "declined"
    CANCELLED = "cancelled"

    @property
    def is_worked_on(self) -> bool:
        """Somebody owes work on it now."""
        return self in (Status.ASSIGNED, Status.ACTIVE)

    @property
    def is_open(self) -> bool:
        """An open task still owes somebody an answer."""
        return self not in (Status.DONE, Status.CANCELLED)


class Part(StrEnum):
    """A person's part in one task."""

    LEAD = "lead"
    CO = "co"
    WATCHER = "watcher"


class Relation(StrEnum):
    """What one person is to one task; rights are given to relations. `SELF` gave it to nobody but themselves.

    `LEAD` has the duty. `BACKUP` was asked to take it over and has not yet, `RELIEVED` is the lead from whom it was taken;
    `ASKED` was asked to take a raised matter on.
    """

    SELF = "self"
    LEAD = "lead"
    CO = "co"
    BACKUP = "backup"
    RELIEVED = "relieved"
    ASKED = "asked"
    WATCHER = "watcher"
    READER = "reader"  # of a notice
    ASSIGNER = "assigner"
    SUPERVISOR = "supervisor"
    LEADER = "leader"
    OWNER = "owner"
    COLLEAGUE = "colleague"


@value
class Assignment:
    """One person's part in a task: `does` says in words what they do of it, `due_at` is their own deadline, if they have one.

    `handed_in_at` is when a co-assignee gave their part to the lead, `returned_at` when what they, or the lead, had handed in
    came back last.
    """

    member_id: int
    part: Part
    accepted_at: datetime | None = None
    reported_at: datetime | None = None
    does: str = ""
    due_at: datetime | None = None
    due_day_only: bool = False
    handed_in_at: datetime | None = None
    returned_at: datetime | None = None


@value
class Attachment:
    """A photo, file or voice message, kept as Telegram's handle to it."""

    kind: str
    file_id: str
    name: str = ""


@value
class Wording:
    """How a deadline was said: its words, whether they name a day only, when they were read. Empty: it was picked."""

    due_words: str = ""
    due_day_only: bool = False
    due_said_at: datetime | None = None


PICKED = Wording()


@value
class Task:
    """A numbered matter (督办事项) with its people, clocks and requests."""

    id: int
    title: str
    assigner_id: int
    first_handler_id: int
    created_at: datetime
    due_at: datetime
    team_id: int | None = None
    thread_id: int | None = None  # the topic of the group in which it was given
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
    version: int = 0
    content: str = ""  # the whole text of the order, where the title does not say all of it
    standard: str = ""  # 办理标准: what "done" means, in the assigner's words
    origin: Origin | None = None
    origin_ref: str = ""  # its number or name, as it was given
    evidence: bool = False  # no result is taken without a file
    paused_at: datetime | None = None
    resumes_at: datetime | None = None  # when a pause ends by itself
    pause_reason: str = ""
    any_one: bool = False  # 或签: one co-assignee's part is enough; else all must hand in theirs (会签)
    standin_id: int | None = None  # who stands in for the lead (B role): asked to, or doing it
    taken_over_at: datetime | None = None  # since when they have the duty
    periodic: str = ""  # the rule by which is reported, RFC 5545; empty where only silence is noticed
    periodic_words: str = ""  # as it was said
    heard_at: datetime | None = None  # when the lead, or whoever gave the work to do, last moved the matter on
    ladder: str = ""  # the version of ladders and terms it was given under; empty: those of now
    kind: Kind = Kind.TASK
    confidential: bool = False  # 保密: for those with a part in it and the owners alone
    chases: int = 0  # 督办: how often it was chased by phone and the like
    parent_id: int | None = None  # the matter it is a part of
    period: str = ""  # of a line of a plan: 2027, 2027Q1, 2027-03
    series_id: int | None = None  # the series (常规事项) it came of,
    nth: int = 0  # and which of its tasks it is
    comes_after: tuple[int, ...] = ()  # the matters it was to wait for,
    awaits: tuple[int, ...] = ()  # and those of them that are not done: until then only the accept clock runs
    tags: tuple[str, ...] = ()
    reworded_at: datetime | None = None  # when the words of a notice were changed last
    linked_id: int | None = None  # of a task the raised matter it answers, of a raised matter the task it became
    anonymous: bool = False  # who raised it is told to nobody but those who run the team
    caller: str = ""  # for whom it was raised: personal, on private cards only
    # what there are several of:
    people: tuple[Assignment, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    requests: tuple[Request, ...] = ()
    milestones: tuple[Milestone, ...] = ()

    @property
    def is_raised(self) -> bool:
        """Whether somebody waits for an answer to it, and not for work."""
        return self.kind is Kind.RAISED

    @property
    def term_only(self) -> bool:
        """Nobody named a deadline: the office's usual term stands for it."""
        return self.due_said_at is not None and not self.due_words

    @property
    def lead_id(self) -> int:
        """The one who answers for the task."""
        for one in self.people:
            if one.part is Part.LEAD:
                return one.member_id
        raise LookupError(f"task {self.id} has no lead")

    @property
    def duty_id(self) -> int:
        """Who has the duty now: whoever took over from the lead, else the lead."""
        return self.standin_id if self.standin_id is not None and self.taken_over_at is not None else self.lead_id

    @property
    def called_id(self) -> int:
        """Who hears what the lead would: whoever stands in, even before taking over, else the lead."""
        return self.lead_id if self.standin_id is None else self.standin_id

    def carrier(self, part: Assignment) -> int:
        """Who carries a part out now: the lead's goes with the duty."""
        return self.duty_id if part.part is Part.LEAD else part.member_id

    @property
    def is_own(self) -> bool:
        """Given by somebody to nobody but themselves."""
        return not self.is_raised and self.lead_id == self.assigner_id and not self.co_ids

    @property
    def co_ids(self) -> tuple[int, ...]:
        """协办: each hands in their part to the lead."""
        return tuple(p.member_id for p in self.people if p.part is Part.CO)

    @property
    def involved_ids(self) -> tuple[int, ...]:
        """Everybody who gets the answer, each once: lead (or who stands in), co-assignees, watchers, assigner."""
        others = (p.member_id for p in self.people if p.part is not Part.LEAD)
        return tuple(dict.fromkeys([self.called_id, *others, self.assigner_id]))

    def commitment(self, kind: CommitmentKind) -> Commitment | None:
        """The latest generation of a clock, running or not."""
        latest: Commitment | None = None
        for clock in self.commitments:
            if clock.kind is kind and (latest is None or clock.generation > latest.generation):
                latest = clock
        return latest

    def running(self, kind: CommitmentKind) -> Commitment | None:
        """The clock of that kind that is ticking now."""
        latest = self.commitment(kind)
        return latest if latest and latest.running else None

    def ticking(self, kind: CommitmentKind, generation: int) -> Commitment | None:
        """The clock of that kind and number, if it still runs; parts have one for each person."""
        return next((c for c in self.commitments if (c.kind, c.generation) == (kind, generation) and c.running), None)

    def part_of(self, member_id: int) -> Assignment | None:
        """What a person is in the task, if anything."""
        return next((p for p in self.people if p.member_id == member_id), None)

    def suspended(self, clock: Commitment) -> bool:
        """Whether a clock stands still with the task and goes on with it."""
        return Clocks(self.commitments, self.paused_at).suspended(clock)

    def pending_request(self, kind: RequestKind | None = None) -> Request | None:
        """The newest unanswered request, of that kind or of any."""
        return next((r for r in reversed(self.requests) if r.pending and kind in (None, r.kind)), None)

    def overdue(self, now: datetime) -> bool:
        """The finish clock ran out and nothing is handed in, or it was declined and nobody else has it: 超时; of a raised
        matter, that its answer did not come."""
        if self.status is Status.DECLINED or (self.is_raised and self.status.is_open):
            return now >= self.due_at and not self.awaits
        finish = self.running(CommitmentKind.FINISH)
        return finish is not None and now >= finish.due_at
