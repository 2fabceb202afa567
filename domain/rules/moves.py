"""What the lifecycle's table is made of: actions, what is given with them, moves, rows, verbs."""

from __future__ import annotations

from enum import StrEnum

from domain.facts.base import Fact
from domain.model.audience import Audience
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Kind, Relation, RequestKind, Status
from domain.model.value import value

LEADS = frozenset({Relation.LEAD, Relation.SELF})
JUDGES = frozenset({Relation.SELF, Relation.ASSIGNER, Relation.OWNER, Relation.SUPERVISOR})
DOING = (Status.ASSIGNED, Status.ACTIVE)
OPEN = (*DOING, Status.PAUSED, Status.SUBMITTED, Status.DECLINED)


class Action(StrEnum):
    """The verbs of a task."""

    ACCEPT = "accept"
    DECLINE = "decline"
    REASSIGN = "reassign"
    REPORT = "report"
    SUBMIT = "submit"
    APPROVE = "approve"
    RATE = "rate"
    RETURN = "return"
    ASK_TIME = "ask_time"
    GRANT_TIME = "grant_time"
    REFUSE_TIME = "refuse_time"
    ASK_TRANSFER = "ask_transfer"
    GRANT_TRANSFER = "grant_transfer"
    REFUSE_TRANSFER = "refuse_transfer"
    TAKE_BACK = "take_back"
    CHANGE_DEADLINE = "change_deadline"
    CHANGE_TITLE = "change_title"
    CHANGE_PRIORITY = "change_priority"
    CHANGE_STANDARD = "change_standard"
    CHANGE_ORIGIN = "change_origin"
    CHANGE_PERIODIC = "change_periodic"
    NEED_EVIDENCE = "need_evidence"
    WAIVE_EVIDENCE = "waive_evidence"
    CONCEAL = "conceal"
    REVEAL = "reveal"
    PAUSE = "pause"
    RESUME = "resume"
    REOPEN = "reopen"
    HAND_OVER = "hand_over"
    TAKE_OVER = "take_over"
    HAND_BACK = "hand_back"
    URGE = "urge"
    CHASE = "chase"
    COMMENT = "comment"
    CANCEL = "cancel"
    SHARE = "share"
    HAND_IN = "hand_in"
    RETURN_PART = "return_part"
    ANY_ONE = "any_one"
    ALL_MUST = "all_must"
    ADD_CO = "add_co"
    ADD_WATCHER = "add_watcher"
    DROP = "drop"
    REPLACE = "replace"
    DISAGREE = "disagree"
    SAY_SIDE = "say_side"
    DECIDE = "decide"
    APPEAL = "appeal"
    WAIVE = "waive"
    UPHOLD = "uphold"
    SLIP = "slip"
    BREAK_DOWN = "break_down"
    PUT_UNDER = "put_under"
    TAKE_OUT = "take_out"
    CLOSE = "close"
    MINUTE = "minute"
    MAKE_WAIT = "make_wait"
    DROP_WAIT = "drop_wait"
    TAG = "tag"
    UNTAG = "untag"
    SET_MILESTONES = "set_milestones"
    DROP_MILESTONES = "drop_milestones"
    REACH = "reach"
    READ = "read"
    REMIND_UNREAD = "remind_unread"
    END_READING = "end_reading"
    RECALL = "recall"
    ANSWER = "answer"
    HAND_ON = "hand_on"
    TAKE_ON = "take_on"
    NOT_MINE = "not_mine"
    MAKE_TASK = "make_task"
    SOLVED = "solved"
    NOT_SOLVED = "not_solved"
    WITHDRAW = "withdraw"


class Need(StrEnum):
    """What can be given with an action."""

    REASON = "reason"
    TEXT = "text"
    WORDS = "words"
    MOMENT = "moment"
    MEMBER = "member"
    OTHER = "other"
    PART = "part"
    RATING = "rating"
    PRIORITY = "priority"
    BREACH = "breach"
    METHOD = "method"
    COLOUR = "colour"
    MATTER = "matter"
    MATTERS = "matters"
    TAGS = "tags"
    MILESTONES = "milestones"
    WHICH = "which"


class Tone(StrEnum):
    """What a button's colour says about its action."""

    MAIN = "main"
    GOOD = "good"
    BAD = "bad"
    PLAIN = "plain"


@value
class Move:
    """One allowed move.

    `to=None` keeps the status; `back` leads to where the task was before its pause. `needs` must be given, `may` can be.
    `meets`, `stops` and `starts` say what happens to the clocks, `told` who hears of it. `asks` opens a request to the
    assigner, `answers` closes one and `grants` says how; `settles` closes whatever else was asked, since nobody answers it
    any more. `trouble` hears besides when what was said is that the work cannot go on; `hears` takes words about a request
    that waits and leaves it waiting.
    """

    to: Status | None
    needs: tuple[Need, ...] = ()
    may: tuple[Need, ...] = ()
    told: tuple[Audience, ...] = ()
    trouble: tuple[Audience, ...] = ()
    meets: tuple[CommitmentKind, ...] = ()
    stops: tuple[CommitmentKind, ...] = ()
    starts: tuple[CommitmentKind, ...] = ()
    asks: RequestKind | None = None
    answers: RequestKind | None = None
    hears: RequestKind | None = None
    grants: bool = False
    settles: bool = False
    back: bool = False


def told_of(move: Move, fact: Fact) -> tuple[Audience, ...]:
    """Who hears of what a move recorded."""
    return (*move.told, *(move.trouble if getattr(fact, "blocked", False) else ()))


@value
class Row:
    """A move before it is spread over the kinds of matter, the statuses and the sides it is allowed from."""

    frm: tuple[Status, ...]
    by: frozenset[Relation]
    move: Move
    of: tuple[Kind, ...] = (Kind.TASK,)


@value
class Verb:
    """Everything that is known of an action.

    `fact` is what its history line says. Its button stands in `line` of the keyboard (None: it has none) and is offered
    under reminders of the clocks in `reminds`; `calls` are the actions whose buttons the news of it carries,
    `after` those that whoever did it may want next.
    """

    action: Action
    fact: type[Fact]
    rows: tuple[Row, ...]
    line: int | None = None
    tone: Tone = Tone.PLAIN
    reminds: tuple[CommitmentKind, ...] = ()
    calls: tuple[Action, ...] = ()
    after: tuple[Action, ...] = ()
