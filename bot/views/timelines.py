"""时间表: what comes if nobody does anything, a line a message."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.i18n import Html
from bot.views.cards import given_under, head
from bot.views.eye import Eye
from bot.views.rendered import Rendered
from domain.messages.tasks import Timeline
from domain.model.audience import Audience
from domain.model.post import PostKind
from domain.model.tasks import Task
from domain.model.timers import OfTask
from domain.model.value import replace
from domain.rules.reporting import of_silence
from domain.rules.timeline import Entry, Told, timeline
from domain.settings.spans import Span, TimeUnit
from domain.settings.versions import rules_of

_MOST = 12  # lines of a message one reads on a phone
_HELD = timedelta(minutes=1)


def timeline_of(eye: Eye, message: Timeline) -> Rendered | None:
    """What waits for a task, from its timers."""
    task = eye.store.tasks.get(message.task_id)
    if task is None:
        return None
    found = ((t.data, t.due_at) for t in eye.store.timers.of_task(task.id))
    waiting: dict[OfTask, datetime] = {data: at for data, at in found if isinstance(data, OfTask)}
    rules = rules_of(task, eye.settings, eye.store.ladders.get)
    told = tuple(filter(None, (_there(eye, task, one) for one in timeline(task, waiting, rules, eye.calendar))))
    lines = [head(eye, task), *timeline_lines(eye, task, told), *given_under(eye, task)]
    return Rendered(Html("\n".join(lines)), task_id=task.id, kind=PostKind.HISTORY)


def timeline_lines(eye: Eye, task: Task, told: Sequence[Told]) -> list[Html]:
    """The title, a line for each message, and whether it rings at night."""
    if not told:
        return [eye.t("timeline-none")]
    shown = [_line(eye, task, one) for one in told[:_MOST]]
    rest = len(told) - len(shown)
    more = [eye.t("timeline-more", n=rest)] if rest else []
    return [eye.t("timeline-title"), *shown, *more, hours_line(eye, task)]


def hours_line(eye: Eye, task: Task) -> Html:
    """Whether quiet hours hold it back."""
    return eye.t("timeline-loud" if task.priority.breaks_quiet else "timeline-quiet")


def _there(eye: Eye, task: Task, told: Told) -> Told | None:
    """Without whoever would stand in, where nobody does."""
    if eye.store.absences.backups().get(task.lead_id) is not None:
        return told
    to = tuple(one for one in told.to if one is not Audience.BACKUP)
    return replace(told, to=to) if to else None


def _line(eye: Eye, task: Task, told: Told) -> Html:
    what = Html(eye.t("timeline-and").join(step_words(eye, task, entry) for entry in told.what))
    return eye.t("timeline-line", at=eye.moment(told.at), what=what, to=who_words(eye, told.to))


def who_words(eye: Eye, to: Sequence[Audience]) -> Html:
    """The readers by their part."""
    return eye.join([str(eye.t(f"audience-{one}")) for one in to])


def step_words(eye: Eye, task: Task, entry: Entry) -> Html:
    """What rings: which clock, before, at or after its moment, how often, and when it would have without quiet hours."""
    words = [_step(eye, task, entry)]
    if entry.step is not None and entry.step.every is not None:
        words.append(eye.t("timeline-every", span=span_words(eye, entry.step.every)))
    if entry.once_accepted:
        words.append(eye.t("timeline-once-accepted"))
    if entry.leaves_at - entry.rings_at > _HELD:
        words.append(eye.t("timeline-held", at=eye.moment(entry.rings_at, brief=True)))
    return Html("".join(words))


def _step(eye: Eye, task: Task, entry: Entry) -> Html:
    if entry.step is None:
        return eye.t("timeline-silence")
    at = entry.step.at
    clock = eye.t("clock-silent" if of_silence(task, entry.clock) else f"clock-{entry.clock}")
    key = "timeline-before" if at.amount < 0 else "timeline-after" if at.amount > 0 else "timeline-now"
    return eye.t(key, clock=clock, span=span_words(eye, at))


def span_words(eye: Eye, span: Span) -> Html:
    """An amount of time as people say it."""
    n = abs(span.amount)
    return _UNITS[span.unit](eye, n)


_UNITS: Mapping[TimeUnit, Callable[[Eye, int], Html]] = {
    TimeUnit.MINUTES: lambda eye, n: eye.t("span-minutes", n=n),
    TimeUnit.HOURS: lambda eye, n: eye.t("span-hours", n=n),
    TimeUnit.DAYS: lambda eye, n: eye.t("span-days", n=n),
    TimeUnit.WORKING_HOURS: lambda eye, n: eye.t("span-working-hours", n=n),
    TimeUnit.WORKING_DAYS: lambda eye, n: eye.t("span-working-days", n=n),
}
