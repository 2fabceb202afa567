"""What ran out in one line, and the buttons by which its reader can speak about it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.eye import Eye
from bot.views.rendered import STYLES, Button, Rows
from domain.closings import closings
from domain.facts.accountability import BreachAppealed, BreachWaived
from domain.facts.base import Event
from domain.facts.tasks import Declined
from domain.model.breaches import Breach, Standing
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Status, Task
from domain.rules.breaches import breaches, find, lateness
from domain.rules.decisions.excusing import Speaker, open_to
from domain.rules.lifecycle import BY_ACTION, Action, allowed
from domain.usecases.access import is_colleague

SAID = (Action.APPEAL, Action.WAIVE, Action.UPHOLD)
_RULED = (Action.WAIVE, Action.UPHOLD)


def breach_line(eye: Eye, task: Task, breach: Breach) -> Html:
    """What ran out, by how much and what became of it; marked with what was ruled."""
    loud = task.priority.breaks_quiet
    length = lateness(breach, eye.now, eye.calendar_of(task), by_the_clock=loud)
    late = eye.by_the_clock(length) if loud else eye.worked(length)
    dropped = task.status is Status.CANCELLED and breach.ended_at is not None and breach.ended_at == task.closed_at
    if dropped:
        line = eye.t("breach-dropped", clock=eye.t(f"clock-{breach.kind}"), late=late)
    else:
        line = eye.t(f"breach-{_became(breach)}-{missed(eye, task, breach)}", late=late)
    return line if breach.standing is Standing.PLAIN else eye.t(f"breach-{ruled(eye, task, breach)}", line=line)


def ruled(eye: Eye, task: Task, breach: Breach) -> str:
    """What was said about it; of a waiver whether it came once the account of its month was closed."""
    waived_at = breach.waived_at
    late = waived_at is not None and waived_at > speaker(eye, task).closes(breach)
    return f"{breach.standing}-late" if late else breach.standing


def missed(eye: Eye, task: Task, breach: Breach) -> str:
    """The clock that ran out; of a review whether it was no result that waited, but a task that its lead had declined."""
    if breach.kind is not CommitmentKind.REVIEW:
        return breach.kind
    story, begun = eye.store.history.of(task.id), breach.clock.started_at
    return "declined" if any(isinstance(e.fact, Declined) and e.at == begun for e in story) else breach.kind


def _became(breach: Breach) -> str:
    return "cured" if breach.cured_at else "ended" if breach.ended_at else "open"


def breach_lines(eye: Eye, task: Task) -> list[Html]:
    """What ran out of a task's clocks, for its card: of a rule's dates the last; a deadline that has passed says so. It is no
    matter of a group, nor of mere colleagues."""
    if eye.member is None or is_colleague(eye.relations(task)):
        return []
    found = [b for b in breaches(task) if b.over_at or b.kind is not CommitmentKind.FINISH]
    reports = [b for b in found if b.kind is CommitmentKind.PERIODIC]
    shown = [b for b in found if b not in reports[:-1]]
    return [eye.t("card-breach", what=breach_line(eye, task, b)) for b in shown]


def appeal_buttons(eye: Eye, task: Task, event: Event) -> Rows:
    """Under the news of an appeal: to take it or not."""
    breach = find(task, event.fact.breach) if isinstance(event.fact, BreachAppealed) else None
    return said_buttons(eye, task, breach, _RULED) if breach else ()


def said_buttons(eye: Eye, task: Task, breach: Breach, only: Sequence[Action] = SAID) -> Rows:
    """What this reader may say about it now."""
    if eye.member is None:
        return ()
    by, sides = speaker(eye, task), eye.relations(task)
    may = [a for a in only if allowed(task, a, sides) and breach in open_to(task, a, by)]
    row = tuple(
        Button(str(eye.t(f"button-{a}")), pack(Press.ACT, a, task.id, breach.ref), style=STYLES.get(BY_ACTION[a].tone))
        for a in may
    )
    return (row,) if row else ()


def waived_and_open(eye: Eye, task: Task, event: Event) -> bool:
    """Whether the delay that was waived goes on: then whoever waived it has yet to set a new deadline."""
    fact = event.fact
    breach = find(task, fact.breach) if isinstance(fact, BreachWaived) else None
    ours = eye.member is not None and eye.member.id == event.actor_id
    return ours and breach is not None and breach.kind is CommitmentKind.FINISH and breach.over_at is None


def speaker(eye: Eye, task: Task) -> Speaker:
    """The reader, as whoever would speak."""
    own = eye.member.id if eye.member else 0
    return Speaker(own, eye.now, eye.settings, eye.calendar_of(task), closings(eye.store))
