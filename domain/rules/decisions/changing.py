"""What the assigner's side changes of a task: interrupted, taken up again, asked for otherwise."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.errors import Refusal
from domain.facts.base import Fact
from domain.facts.confidence import Concealed, Revealed
from domain.facts.tasks import (
    EvidenceNeeded,
    EvidenceWaived,
    OriginChanged,
    Paused,
    PeriodicChanged,
    PriorityChanged,
    Reopened,
    Resumed,
    StandardChanged,
    TitleChanged,
)
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Priority, RequestKind, Status, Task
from domain.model.value import replace
from domain.rules import clocks, labels, pauses, reporting, waiting
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.judging import due_at
from domain.rules.given import Given
from domain.rules.headline import LONGEST
from domain.rules.no_more import says_off
from domain.rules.origins import origin_of
from domain.rules.rhythm import rhythm_of
from domain.rules.standing_in import given_at_once
from domain.text import tidy

REOPENS = timedelta(days=30)  # how long after its end a matter can be taken up again
LONGEST_PAUSE = timedelta(days=366)  # what rests longer is cancelled, and given again
_LADDER = list(Priority)


def pause(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """挂起, or another end for a pause; what was asked waits for its answer all the same."""
    until = given.the_moment()
    require_near(at.now, until)
    if task.status is Status.PAUSED:
        _require_other(task, (task.resumes_at, task.pause_reason), (until, given.text))
    waits = task.pending_request(RequestKind.MORE_TIME) is not None
    return pauses.begin(task, at.now, until, given.text), Paused(until.isoformat(), given.text, waits=waits)


def require_near(now: datetime, until: datetime) -> None:
    """The end of a pause lies ahead, and within a year: known before the reason is."""
    if until <= now:
        raise Refusal("deadline-past", moment=until.isoformat())
    if until > now + LONGEST_PAUSE:
        raise Refusal("pause-long", moment=(now + LONGEST_PAUSE).isoformat())


def resume(task: Task, at: Circumstances, _given: Given) -> tuple[Task, Fact]:
    """恢复: the clocks go on with what they had left."""
    going = pauses.go_on(task, at.now, at.settings, at.calendar)
    if going.comes_after and not going.awaits and not going.running(CommitmentKind.FINISH):  # over during the pause
        going = waiting.begun(going, at.now, at.settings, at.calendar)
    if any(r.waits for r in going.requests) and not going.running(CommitmentKind.ANSWER):
        going = clocks.start(going, (CommitmentKind.ANSWER,), at.now, at.settings, at.calendar)
    return going, Resumed(task.due_at.isoformat(), going.due_at.isoformat())


def reopen(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """重新办理: within thirty days of its end, with a deadline of its own; progress and stars begin anew."""
    if done_long_ago(task, at.now):
        raise Refusal("reopen-late", number=str(task.id), days=str(REOPENS.days))
    people = tuple(
        replace(p, handed_in_at=None, returned_at=None, due_at=None, due_day_only=False) for p in task.people
    )
    task = replace(task, people=people)  # parts are handed in anew, by the new deadline
    task = replace(task, closed_at=None, submitted_at=None, rating=None, percent=0, blocked=False, returns=0)
    task = due_at(task, given.the_moment(), given.wording, at.now)
    task = given_at_once(task, at.standins.get(task.lead_id), at.now)
    return task, Reopened(task.due_at.isoformat(), given.text)


def done_long_ago(task: Task, now: datetime) -> bool:
    """Whether its time to be taken up again is over."""
    return task.closed_at is not None and now > task.closed_at + REOPENS


def title(task: Task, _at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """Another title, as long as a title is."""
    words = tidy(given.text)
    if len(words) > LONGEST:
        raise Refusal("title-long", limit=str(LONGEST), length=str(len(words)))
    _require_other(task, task.title, words)
    return replace(task, title=words), TitleChanged(task.title, words)


def standard(task: Task, _at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """办理标准."""
    labels.require_short(given.text, labels.LONGEST_STANDARD)
    _require_other(task, task.standard, given.text)
    return replace(task, standard=given.text), StandardChanged(task.standard, given.text)


def origin(task: Task, _at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """来源, its kind first."""
    labels.require_short(given.text, labels.LONGEST_ORIGIN)
    kind, ref = origin_of(given.text)
    _require_other(task, (task.origin, task.origin_ref), (kind, ref))
    was = task.origin.value if task.origin else ""
    return replace(task, origin=kind, origin_ref=ref), OriginChanged(was, task.origin_ref, kind.value, ref)


def priority(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """紧急程度: ladders and terms follow it from now; a deadline that nobody had named as well."""
    new = given.the_priority()
    _require_other(task, task.priority, new)
    raised = _LADDER.index(new) > _LADDER.index(task.priority)
    changed = _usual_term(replace(task, priority=new), at, raised=raised)
    changed = clocks.follow_priority(changed, at.now, at.settings, at.calendar, raised=raised)
    old, due = task.due_at.isoformat(), changed.due_at.isoformat()
    return changed, PriorityChanged(task.priority.value, new.value, old, due)


def _usual_term(task: Task, at: Circumstances, *, raised: bool) -> Task:
    """The office's usual term of the new priority, where it stands for a deadline and has not run out."""
    if not task.term_only or task.overdue(at.now) or task.running(CommitmentKind.FINISH) is None:
        return task
    due = clocks.default_due(task.priority, at.now, at.settings, at.calendar)
    return replace(task, due_at=min(due, task.due_at) if raised else due, due_said_at=at.now)


def periodic(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """定期反馈: another rule, the first, or none any more; the clock that ran by the old one is called off."""
    changed = replace(task, periodic="", periodic_words="")
    if not says_off(given.text):
        changed = reporting.with_rhythm(changed, rhythm_of(given.text, at.now, at.calendar), at.now, at.calendar)
    _require_other(task, (task.periodic, task.periodic_words), (changed.periodic, changed.periodic_words))
    return changed, PeriodicChanged(task.periodic_words, changed.periodic_words, changed.periodic)


def need_evidence(task: Task, _at: Circumstances, _given: Given) -> tuple[Task, Fact]:
    """需附佐证."""
    if task.evidence:
        raise _unchanged(task)
    return replace(task, evidence=True), EvidenceNeeded()


def waive_evidence(task: Task, _at: Circumstances, _given: Given) -> tuple[Task, Fact]:
    """不需附佐证."""
    if not task.evidence:
        raise _unchanged(task)
    return replace(task, evidence=False), EvidenceWaived()


def conceal(task: Task, _at: Circumstances, _given: Given) -> tuple[Task, Fact]:
    """保密."""
    if task.confidential:
        raise _unchanged(task)
    return replace(task, confidential=True), Concealed()


def reveal(task: Task, _at: Circumstances, _given: Given) -> tuple[Task, Fact]:
    """解除保密."""
    if not task.confidential:
        raise _unchanged(task)
    return replace(task, confidential=False), Revealed()


def _require_other(task: Task, was: object, new: object) -> None:
    """Refused where everything would stay as it is."""
    if was == new:
        raise _unchanged(task)


def _unchanged(task: Task) -> Refusal:
    return Refusal("unchanged", number=str(task.id))
