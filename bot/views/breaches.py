"""超时记录 in words: on a card, in lists, and one explained by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.accounts import Listing, listed
from bot.views.cards import head, titled
from bot.views.eye import Eye
from bot.views.fact_lines import fact_line
from bot.views.late import breach_line, missed, ruled, said_buttons, speaker
from bot.views.late_waivers import counts_until
from bot.views.rendered import Button, Rendered
from domain.facts.base import Event
from domain.facts.clocks import Reminded, Undelivered
from domain.messages.accounts import AppealWaiting, BreachList, BreachShown
from domain.model.breaches import Breach, Standing
from domain.model.post import PostKind
from domain.model.tasks import Task
from domain.rules.breaches import find
from domain.rules.decisions.excusing import open_to
from domain.rules.moves import Action

_MOST_TOLD = 8


def _sign(breach: Breach) -> str:
    """Red while it goes on, yellow once it is over, green where it does not count."""
    if breach.standing is Standing.WAIVED:
        return "🟢"
    return "🟡" if breach.over_at else "🔴"


def breach_list(eye: Eye, message: BreachList) -> Rendered | None:
    """A page of them, each with a button that explains it."""

    def shown(named: Sequence[tuple[int, str]]) -> tuple[Sequence[Html], Sequence[Button]]:
        found = list(_found(eye, named))
        return [_list_line(eye, t, b) for t, b in found], _buttons(eye, found)

    listing = Listing(
        Press.BREACHES,
        eye.store.breaches,
        title=lambda which, n, who: eye.t(f"breaches-{which}", n=n, who=who),
        none=lambda which, who: eye.t(f"breaches-{which}-none", who=who),
        shown=shown,
    )
    return listed(eye, message, listing)


def _found(eye: Eye, named: Sequence[tuple[int, str]]) -> Iterator[tuple[Task, Breach]]:
    for task_id, ref in named:
        task = eye.store.tasks.get(task_id)
        breach = find(task, ref) if task else None
        if task is not None and breach is not None:
            yield task, breach


def _list_line(eye: Eye, task: Task, breach: Breach) -> Html:
    due = eye.moment(breach.due_at, brief=True)
    return eye.t(
        "breaches-line", light=_sign(breach), number=task.id, title=titled(eye, task, 60),
        who=eye.name(breach.member_id), due=due, what=breach_line(eye, task, breach),
    )  # fmt: skip


def _buttons(eye: Eye, found: Sequence[tuple[Task, Breach]]) -> list[Button]:
    """A button for each."""
    alike = Counter((t.id, b.kind) for t, b in found)
    return [
        Button(_label(eye, t, b, alone=alike[t.id, b.kind] == 1), pack(Press.BREACH, t.id, b.ref)) for t, b in found
    ]


def _label(eye: Eye, task: Task, breach: Breach, *, alone: bool) -> str:
    """The task and the clock; where the task missed it more than once, the day too."""
    label = str(eye.t("breaches-open", number=task.id, clock=eye.t(f"clock-{breach.kind}")))
    return label if alone else f"{label} {eye.plain_moment(breach.due_at, day_only=True)}"


def breach_shown(eye: Eye, message: BreachShown) -> Rendered | None:
    """One explains itself: whose, promised and kept, by which rule, who was told what, what was said and ruled."""
    task = eye.store.tasks.get(message.task_id)
    breach = find(task, message.ref) if task else None
    if task is None or breach is None:
        return None
    lines = [
        head(eye, task),
        eye.t("breach-title", light=_sign(breach), what=breach_line(eye, task, breach)),
        *_whose(eye, task, breach),
        eye.t(
            f"breach-rule-{missed(eye, task, breach)}",
            started=eye.moment(breach.clock.started_at),
            due=eye.moment(breach.due_at),
        ),
        *_over(eye, breach),
        *_told(eye, task, breach),
        *_said(eye, task, breach),
    ]
    return Rendered(Html("\n".join(lines)), said_buttons(eye, task, breach), task_id=task.id, kind=PostKind.NEWS)


def _whose(eye: Eye, task: Task, breach: Breach) -> list[Html]:
    who = eye.name(breach.member_id)
    if task.first_handler_id == breach.member_id:
        return [eye.t("breach-who", who=who)]
    return [eye.t("breach-who-first", who=who, first=eye.name(task.first_handler_id))]


def _over(eye: Eye, breach: Breach) -> list[Html]:
    if breach.over_at is None:
        return []
    return [eye.t("breach-kept" if breach.cured_at else "breach-called-off", at=eye.moment(breach.over_at))]


def _told(eye: Eye, task: Task, breach: Breach) -> list[Html]:
    """What the clocks and the post did about it, in the words of the history."""
    end = breach.over_at or eye.now
    found = [e for e in eye.store.history.of(task.id) if breach.clock.started_at <= e.at <= end and _about(e, breach)]
    lines = [eye.t("history-line", at=eye.moment(e.at, brief=True), what=fact_line(eye, e)) for e in found]
    return [eye.t("breach-told"), *lines[-_MOST_TOLD:]] if lines else []


def _about(event: Event, breach: Breach) -> bool:
    reminded = isinstance(event.fact, Reminded) and event.fact.clock == breach.kind
    return reminded or (isinstance(event.fact, Undelivered) and event.at >= breach.due_at)


def _said(eye: Eye, task: Task, breach: Breach) -> list[Html]:
    clock, lines = breach.clock, []
    if clock.appealed_at:
        lines.append(eye.t("breach-appeal", at=eye.moment(clock.appealed_at), text=clock.appeal))
    if clock.ruled_at:
        key = f"breach-ruled-{ruled(eye, task, breach)}"
        lines.append(eye.t(key, who=eye.name(clock.ruled_by), at=eye.moment(clock.ruled_at), text=clock.ruling))
    if eye.member is not None and breach in open_to(task, Action.APPEAL, speaker(eye, task)):
        until = speaker(eye, task).closes(breach)
        lines.append(eye.t("breach-appeal-until", until=eye.moment(until)))
    return lines


def appeal_waiting(eye: Eye, message: AppealWaiting) -> Rendered | None:
    """An appeal that waits for its reader's ruling, with the buttons that rule."""
    task = eye.store.tasks.get(message.task_id)
    breach = find(task, message.breach) if task else None
    if task is None or breach is None or breach.clock.appealed_at is None:
        return None
    who, clock = eye.name(breach.member_id), eye.t(f"clock-{breach.kind}")
    waits = eye.t("appeal-waits", who=who, clock=clock, since=eye.moment(breach.clock.appealed_at))
    words, until = eye.t("appeal-words", text=breach.clock.appeal), counts_until(eye, task, breach)
    rows = said_buttons(eye, task, breach)
    return Rendered(Html("\n".join([head(eye, task), waits, words, until])), rows, task_id=task.id, kind=PostKind.NEWS)
