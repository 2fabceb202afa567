"""News of a task: a fact, what the reader can do next, and what it did to clocks and matters above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.cards import buttons, head, titled
from bot.views.chases import answer_lines, kept_only, promise_line, promise_rows
from bot.views.eye import Eye
from bot.views.fact_lines import fact_line
from bot.views.hands import all_in_lines, last_dispute, sides
from bot.views.late import appeal_buttons, breach_line, waived_and_open
from bot.views.late_waivers import appeal_lines
from bot.views.raised import beneath_news
from bot.views.rendered import Button, Rendered
from bot.views.slip_form import slip_form
from domain.facts.accountability import SlipIssued
from domain.facts.base import Event
from domain.facts.chases import Chased
from domain.facts.hands import Disagreed, DisputePut, OneIsEnough, PartHandedIn, SideTold
from domain.facts.milestones import MilestonesMoved
from domain.facts.tasks import (
    Commented,
    FileAdded,
    PeriodicChanged,
    PriorityChanged,
    Reopened,
    Reported,
    Resumed,
    Submitted,
)
from domain.facts.trees import SubtasksDone
from domain.messages.tasks import Cured, Done, PromiseDue, TaskNews
from domain.model.clocks import MEASURES, SEVERAL, CommitmentKind
from domain.model.post import PostKind
from domain.model.tasks import Attachment, Task
from domain.rules.breaches import breaches
from domain.rules.hands import let_go
from domain.rules.moves import Action
from domain.rules.offers import after, news_calls
from domain.rules.reread import all_words
from domain.text import utf16_length

_TAG = re.compile(r"<[^>]+>")
_IN_ALBUMS = (Reported, Submitted, Commented, PartHandedIn)


def files_of(eye: Eye, event: Event) -> tuple[Attachment, ...]:
    """The files of a report, the later pieces of its album included."""
    own = [Attachment(**f) for f in getattr(event.fact, "files", ())]
    story = eye.store.history.of(event.task_id) if own else []
    later = [e.fact.file for e in story if isinstance(e.fact, FileAdded) and e.fact.seq == event.seq]
    return tuple(own + [Attachment(**f) for f in later])


def news(eye: Eye, message: TaskNews) -> Rendered | None:
    """Something happened to a task, told to somebody it concerns."""
    task = eye.store.tasks.get(message.task_id)
    event = eye.store.history.get(message.task_id, message.seq)
    if task is None or event is None:
        return None
    rows = (*buttons(eye, task, news_calls(task, event.fact.name)), *appeal_buttons(eye, task, event))
    whole = all_words(eye.store.history.of(task.id), event.seq) if isinstance(event.fact, _IN_ALBUMS) else None
    lines = [
        head(eye, task),
        *answer_lines(eye, event),
        fact_line(eye, event, whole),
        *moved_lines(eye, task, event),
        *_asked_lines(eye, task, event),
    ]
    lines += [eye.t("chase-reply")] if isinstance(event.fact, Chased) else []
    lines += [*appeal_lines(eye, task, event), *all_in_lines(eye, task, [event]), *beneath_news(eye, task, event)]
    if isinstance(event.fact, SlipIssued):
        lines = slip_form(eye, task, event)
    text = Html("\n".join(lines))
    return Rendered(text, rows, task_id=task.id, kind=PostKind.NEWS, files=files_of(eye, event)[:10])


def promise_due(eye: Eye, message: PromiseDue) -> Rendered | None:
    """What was promised to whoever chased has not come."""
    task = eye.store.tasks.get(message.task_id)
    event = eye.store.history.get(message.task_id, message.seq)
    if task is None or event is None or not isinstance(event.fact, Chased):
        return None
    came = Button(str(eye.t("button-came")), pack(Press.CHASE, task.id, event.seq, "came"), style="success")
    rows = (*buttons(eye, task, frozenset({Action.URGE, Action.CHASE})), (came,))
    text = Html("\n".join([head(eye, task), promise_line(eye, task, event, message.due)]))
    return Rendered(text, rows, task_id=task.id, kind=PostKind.NEWS)


def cured(eye: Eye, message: Cured) -> Rendered | None:
    """In the group that was called: the matter is handed in."""
    task = eye.store.tasks.get(message.task_id)
    event = eye.store.history.get(message.task_id, message.seq)
    if task is None or event is None:
        return None
    line = eye.t("cured-called", number=task.id, title=titled(eye, task, 60), who=eye.name(event.actor_id))
    return Rendered(line, task_id=task.id, kind=PostKind.NEWS)


def done(eye: Eye, message: Done) -> Rendered | None:
    """What the reader did, beneath the news it answers, with what they may want to do next."""
    task = eye.store.tasks.get(message.task_id)
    event = eye.store.history.get(message.task_id, message.seq)
    if task is None or event is None:
        return None
    about = eye.store.history.get(message.task_id, message.about) if message.about is not None else None
    lines = [head(eye, task), *([fact_line(eye, about)] if about else []), fact_line(eye, event)]
    lines += beneath_news(eye, task, event)
    lines += moved_lines(eye, task, event)
    lines += clock_lines(eye, task) if event.fact.name in _MOVES_CLOCKS else []
    lines += kept_only(eye, task, event)
    needs_date = waived_and_open(eye, task, event)
    lines += [eye.t("waived-still-due", due=eye.moment(task.due_at))] if needs_date else []
    also = {Action.CHANGE_DEADLINE} if needs_date else frozenset()
    rows = (*buttons(eye, task, after(event.fact.name) | also), *promise_rows(eye, event))
    whole = done_below(eye, task, event)
    if whole is not None:
        key = "subtasks-done-of-plan" if whole.period else "subtasks-done-of"
        lines.append(eye.t(key, number=whole.id, title=titled(eye, whole, 60)))
        rows = (*rows, *buttons(eye, whole, frozenset({Action.SUBMIT, Action.CLOSE})))
    return Rendered(Html("\n".join(lines)), rows, task_id=task.id, kind=PostKind.NEWS)


def _asked_lines(eye: Eye, task: Task, event: Event) -> list[Html]:
    """Whoever decides sees the deadline the question is about; whoever read other words, the progress they say now."""
    if event.fact.name == "report-edited":
        return [eye.t("card-status", status=eye.t(f"status-{task.status}"), percent=eye.percent(task))]
    if event.fact.name in _MOVES_CLOCKS:
        return clock_lines(eye, task)
    if eye.member and eye.member.id in let_go(task) and isinstance(event.fact, PartHandedIn | OneIsEnough):
        return [eye.t("let-go")]
    if isinstance(event.fact, Disagreed | SideTold | DisputePut):
        return _disagreement(eye, task, event)
    if event.fact.name != "submitted":
        return []
    late = [b for b in breaches(task) if b.kind is CommitmentKind.FINISH and b.cured_at == event.at]
    due = eye.t("card-due", due=eye.moment(task.due_at, day_only=task.due_day_only), words="")
    unfinished = eye.rolled(task).open
    over = [eye.t("submitted-over", matters=eye.join([f"#{i}" for i in unfinished]))] if unfinished else []
    return [due, *over, *(eye.t("card-breach", what=breach_line(eye, task, b)) for b in late)]


def _disagreement(eye: Eye, task: Task, event: Event) -> list[Html]:
    """The other side is asked to speak, the assigner reads both."""
    asked = last_dispute(task)
    if asked is None:
        return []
    if isinstance(event.fact, Disagreed):
        to_speak = asked.due_at is not None and asked.pending and not asked.waits
        return [eye.t("dispute-speak", due=eye.moment(asked.due_at))] if to_speak and asked.due_at else []
    return [*sides(eye, task, asked), *([eye.t("dispute-decide")] if asked.waits else [])]


def done_below(eye: Eye, task: Task, event: Event) -> Task | None:
    """The matter above, where this was the last that was open below it and the reader can hand it in or close it."""
    above = eye.store.tasks.get(task.parent_id) if task.parent_id is not None else None
    story = eye.store.history.of(above.id) if above is not None else []
    last = any(isinstance(e.fact, SubtasksDone) and e.at == event.at for e in story)
    own = eye.member is not None and above is not None and eye.member.id in (above.duty_id, above.assigner_id)
    return above if last and own else None


_MOVES_CLOCKS = (Resumed.name, PriorityChanged.name, Reopened.name, PeriodicChanged.name)


def clock_lines(eye: Eye, task: Task) -> list[Html]:
    """The moments that count now beside the deadline, one a clock; the assigner's own are no matter of who works on it."""
    besides = (CommitmentKind.FINISH, *SEVERAL)  # these stand on the card
    own = eye.member.id if eye.member else None
    told = (c for c in task.commitments if not MEASURES[c.kind].of_assigner or c.member_id == own)
    running = (c for c in told if c.running and c.kind not in besides and c.due_at > eye.now)
    shown = sorted(running, key=lambda c: c.due_at)
    return [eye.t("clock-due", clock=eye.t(f"clock-{c.kind}"), due=eye.moment(c.due_at)) for c in shown]


def moved_lines(eye: Eye, task: Task, event: Event) -> list[Html]:
    """What this did to the dates of milestones, where it did anything."""
    after = eye.store.history.get(task.id, event.seq + 1) if task.milestones else None
    ours = after is not None and after.at == event.at and isinstance(after.fact, MilestonesMoved)
    return [fact_line(eye, after)] if ours and after is not None else []


_PAGE_LENGTH = 3000


def paged(lines: Sequence[Html]) -> list[list[Html]]:
    """Lines by the page, each short enough for one message; a line is never cut."""
    pages: list[list[Html]] = [[]]
    length = 0
    for line in lines:
        shown = utf16_length(_TAG.sub("", line))
        if pages[-1] and length + shown > _PAGE_LENGTH:
            pages.append([])
            length = 0
        pages[-1].append(line)
        length += shown + 1
    return pages
