"""What waited for one reader in one message: reminders, progress, chases."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.callback import ALL, Press, pack
from bot.i18n import Html, plain
from bot.views.calls import called
from bot.views.cards import blocked_line, buttons, buttons_beside, head, shorten
from bot.views.eye import Eye
from bot.views.fact_lines import fact_line
from bot.views.hands import all_in_lines, own_words
from bot.views.lists import show_rows
from bot.views.milestone_lines import clock_title, day_only
from bot.views.notices import read_button, unread_line
from bot.views.rendered import Button, Rendered, Rows
from bot.views.slip_form import slip_form, slip_line
from domain.facts.accountability import SlipIssued
from domain.facts.base import Event
from domain.messages.asking import PutOffAsked
from domain.messages.base import Message
from domain.messages.clocks import GroupCall, Reminder
from domain.messages.tasks import Chase
from domain.model.clocks import Commitment, CommitmentKind
from domain.model.post import PostKind
from domain.model.tasks import RequestKind, Status, Task
from domain.rules.calm import Matter, lines, matters
from domain.rules.lifecycle import Action
from domain.rules.offers import news_calls, under_reminder
from domain.rules.reporting import of_silence
from domain.rules.snooze import PutOff, next_step, put_offs
from domain.text import utf16_length

_LATE = timedelta(minutes=1)
_JUST_NOW = timedelta(minutes=2)
_ROOM = 4000  # a little less than a message of Telegram's
_TITLES = (120, 60, 30, 15)


def merged(eye: Eye, said: Sequence[Message]) -> Rendered | None:
    """One matter with its buttons, or several that waited for the same reader as one list, the gravest first; calls by name
    stand together."""
    if isinstance(said[0], GroupCall):
        return called(eye, [m for m in said if isinstance(m, GroupCall)])
    eye.store.tasks.know(task_id for task_id, _ in lines(said))
    found = matters(eye.store.tasks.get, said, eye.now)
    if not found:
        return None
    return _one(eye, found[0], said) if len(found) == 1 else _several(eye, found, said)


def _one(eye: Eye, matter: Matter, said: Sequence[Message]) -> Rendered:
    task, slip = matter.task, _slip(eye, matter)
    block = _slip_block(eye, matter, slip) if slip else _block(eye, matter, _TITLES[0])
    text = Html("\n".join([block, *_late(eye, said)]))
    news = [e.fact.name for e in _events(eye, matter)]
    asked = frozenset(a for kind in matter.clocks for a in under_reminder(kind)) - {Action.URGE}
    asked = asked.union(*(news_calls(task, fact) for fact in news))
    beside = buttons_beside(eye, task) if matter.clocks else ()
    own = read_button(eye, task) if matter.unread else ()
    rows = tuple(row for row in (*own, *buttons(eye, task, asked), beside, _snoozing(eye, matter, said)) if row)
    return Rendered(text, rows, task_id=task.id, kind=PostKind.NEWS)


def _slip(eye: Eye, matter: Matter) -> Event | None:
    """The slip that a reminder is, for people; a group is reminded."""
    found = eye.store.history.get(matter.task.id, matter.slip) if matter.slip and eye.member else None
    return found if found and isinstance(found.fact, SlipIssued) else None


def _slip_block(eye: Eye, matter: Matter, slip: Event) -> Html:
    """The whole slip, with what else there is to say of the matter under it."""
    told = [_line(eye, matter.task, clock) for clock in _clocks(matter)] + _in_the_way(eye, matter)
    news = (_news(eye, event, _TITLES[0]) for event in _events(eye, matter))
    return Html("\n".join([*slip_form(eye, matter.task, slip, [*told, *_unaccepted(eye, matter)]), *news]))


def _snoozing(eye: Eye, matter: Matter, said: Sequence[Message]) -> tuple[Button, ...]:
    """In private, what the reader can put their own reminder off to."""
    reminders = [m for m in said if isinstance(m, Reminder) and m.clock == next(iter(matter.clocks), None)]
    clock = next((c for c in _clocks(matter) if c.running), None) if reminders else None
    if eye.member is None or clock is None:
        return ()
    return _put_offs(eye, matter.task, clock, reminders[-1].step)


def put_off_asked(eye: Eye, message: PutOffAsked) -> Rendered | None:
    """Until when a reminder is put off; where the next one comes before anything that can be chosen, that one."""
    task = eye.store.tasks.get(message.task_id)
    clock = task.running(CommitmentKind(message.clock)) if task else None
    if task is None or clock is None:
        return None
    found = _put_offs(eye, task, clock, message.step)
    said = eye.t("put-off-until" if found else "put-off-cannot")
    return Rendered(
        Html(f"{head(eye, task)}\n{said}"), (found,) if found else (), task_id=task.id, kind=PostKind.CHOICE
    )


def _put_offs(eye: Eye, task: Task, clock: Commitment, step: str) -> tuple[Button, ...]:
    of = (task.id, clock.kind, clock.generation, step)
    found = _choices(eye, task, clock).items()
    return tuple(Button(_put_off(eye, what, at), pack(Press.SNOOZE, what, *of)) for what, at in found)


def _choices(eye: Eye, task: Task, clock: Commitment) -> Mapping[PutOff, datetime]:
    coming = next_step(((t.data, t.due_at) for t in eye.store.timers.of_task(task.id)), clock)
    return put_offs(clock, eye.now, coming, eye.calendar, loud=task.priority.breaks_quiet)


def _put_all_off(eye: Eye, said: Sequence[Message]) -> tuple[Button, ...]:
    """In private, what the reader can put off the reminders of a list to: what fits at least one of them."""
    if eye.member is None:
        return ()
    found: dict[PutOff, datetime] = {}
    for one in (m for m in said if isinstance(m, Reminder)):
        task = eye.store.tasks.get(one.task_id)
        clock = task.ticking(CommitmentKind(one.clock), one.generation) if task else None
        found |= _choices(eye, task, clock) if task and clock else {}
    chosen = [(what, found[what]) for what in PutOff if what in found]
    return tuple(Button(_put_off(eye, what, at), pack(Press.SNOOZE, what, ALL)) for what, at in chosen)


def _put_off(eye: Eye, what: PutOff, at: datetime) -> str:
    """Tomorrow morning is that of the next day; after a holiday it is a day with a name."""
    days = at.astimezone(eye.calendar.zone).date() - eye.now.astimezone(eye.calendar.zone).date()
    if what is PutOff.HOUR:
        return str(eye.t("button-snooze-hour"))
    if what is PutOff.AFTERNOON:
        return str(eye.t("button-snooze-afternoon"))
    if not days:
        return str(eye.t("button-snooze-today"))
    return str(eye.t("button-snooze-morning")) if days == timedelta(days=1) else f"⏰ {eye.plain_moment(at)}"


def _events(eye: Eye, matter: Matter) -> list[Event]:
    found = (eye.store.history.get(matter.task.id, seq) for seq in matter.news)
    return [event for event in found if event is not None]


def _several(eye: Eye, found: Sequence[Matter], said: Sequence[Message]) -> Rendered:
    """Titles as long as all of it has room for."""
    text = Html()
    for limit in _TITLES:
        text = _list(eye, found, said, limit)
        if utf16_length(plain(text)) <= _ROOM:
            break
    rows = (*matter_rows(eye, [m.task for m in found]), _put_all_off(eye, said))
    return Rendered(text, tuple(row for row in rows if row))


def _list(eye: Eye, found: Sequence[Matter], said: Sequence[Message], limit: int) -> Html:
    return Html("\n\n".join([_title(eye, found, said), *(_block(eye, m, limit) for m in found), *_late(eye, said)]))


def _title(eye: Eye, found: Sequence[Matter], said: Sequence[Message]) -> Html:
    if any(m.clocks or m.unread for m in found):
        return eye.t("remind-several", n=len(found))
    chased = any(isinstance(m, Chase) for m in said)
    return eye.t("chased-several" if chased else "progress-several", n=len(found))


def _block(eye: Eye, matter: Matter, limit: int) -> Html:
    told = (_line(eye, matter.task, clock) for clock in _clocks(matter))
    news = (_news(eye, event, limit) for event in _events(eye, matter))
    slip = _slip(eye, matter)
    ready = all_in_lines(eye, matter.task, _events(eye, matter))
    numbered = [slip_line(eye, slip.fact)] if slip and isinstance(slip.fact, SlipIssued) else []
    lines = [
        head(eye, matter.task, limit),
        *([unread_line(eye, matter.task)] if matter.unread else []),
        *told,
        *_in_the_way(eye, matter),
        *_unaccepted(eye, matter),
        *numbered,
        *news,
        *ready,
    ]
    return Html("\n".join(lines))


def _in_the_way(eye: Eye, matter: Matter) -> list[Html]:
    """Whoever is called about a delay hears what is in the way; those who said so know."""
    task, own = matter.task, eye.member is not None and eye.member.id == matter.task.duty_id
    late = CommitmentKind.FINISH in matter.clocks and task.blocked and task.status.is_worked_on
    return [blocked_line(eye, task)] if late and not own else []


def _news(eye: Eye, event: Event, limit: int) -> Html:
    """What happened, and when where that was not just now; the words of it as long as all has room for."""
    words = getattr(event.fact, "text", "")
    line = fact_line(eye, event, shorten(words, 2 * limit) if words else None)
    if eye.now - event.at <= _JUST_NOW:
        return line
    return eye.t("news-line", at=eye.moment(event.at, brief=True), what=line)


def _clocks(matter: Matter) -> list[Commitment]:
    """One a line: of its own deadlines, everybody's that is spoken of."""
    found: list[Commitment | None] = []
    for kind in matter.clocks:
        numbers = [n for of, n in matter.parts if of is kind]
        found += [matter.task.ticking(kind, n) for n in numbers] if numbers else [matter.task.commitment(kind)]
    return [clock for clock in found if clock is not None]


def _unaccepted(eye: Eye, matter: Matter) -> list[Html]:
    """Whoever is told of the deadline of what nobody took on is told that too."""
    waits = matter.task.status is Status.ASSIGNED and CommitmentKind.FINISH in matter.clocks
    return [eye.t("remind-unaccepted")] if waits and CommitmentKind.ACCEPT not in matter.clocks else []


def _line(eye: Eye, task: Task, clock: Commitment) -> Html:
    own = eye.member is not None and eye.member.id == clock.member_id
    return clock_line(eye, task, clock, _holder(eye, clock.member_id), own=own)


def clock_line(eye: Eye, task: Task, clock: Commitment, who: Html | str, *, own: bool) -> Html:
    """What is told of a clock at the eye's moment, to whoever keeps it (`own`) or to others about `who`."""
    due = eye.moment(clock.due_at, day_only=day_only(task, clock))
    since = eye.moment(task.heard_at or clock.started_at, brief=True)
    of_step = clock.kind is CommitmentKind.MILESTONE
    does = clock_title(eye, task, clock) if of_step else own_words(eye, task, clock.member_id)
    left = clock.due_at - eye.now
    kind = next((kind for kind, holds in _IN_OTHER_WORDS.items() if holds(task, clock)), clock.kind.value)
    key = f"remind-{kind}-" + ("before" if left > timedelta(0) else "now" if -left < _JUST_NOW else "after")
    if not own:
        key += "-others"
    return eye.t(
        key, who=who, due=due, span=eye.span(clock.due_at), percent=eye.percent(task), since=since, does=does,
    )  # fmt: skip


def _of_declined(task: Task, clock: Commitment) -> bool:
    """Whether somebody else is waited for, and no result."""
    return clock.kind is CommitmentKind.REVIEW and task.status is Status.DECLINED


def _of_dispute(task: Task, clock: Commitment) -> bool:
    """Whether what waits for an answer is a disagreement and nothing else."""
    waiting = {r.kind for r in task.requests if r.waits}
    return clock.kind is CommitmentKind.ANSWER and waiting == {RequestKind.DISPUTE}


# Clocks that are spoken of in other words, by what they wait for.
_IN_OTHER_WORDS: Mapping[str, Callable[[Task, Commitment], bool]] = {
    "raised": lambda task, _clock: task.is_raised,
    "silent": lambda task, clock: of_silence(task, clock.kind),
    "dispute": _of_dispute,
    "declined": _of_declined,
}


def _holder(eye: Eye, member_id: int) -> Html | str:
    """In a group the name calls the person."""
    return eye.mention(member_id) if eye.member is None else eye.name(member_id)


def _late(eye: Eye, said: Sequence[Message]) -> list[Html]:
    """When it should have been told, where that was longer ago than anybody is left alone."""
    reminded = [m for m in said if isinstance(m, Reminder)]
    moments = sorted(datetime.fromisoformat(m.rang_at) for m in reminded)
    if not moments or eye.now - moments[0] <= eye.settings.calm + _LATE:
        return []
    key = "remind-late" if len(lines(reminded)) == 1 else "remind-late-several"
    return [eye.t(key, at=eye.moment(moments[0]))]


def matter_rows(eye: Eye, tasks: Sequence[Task]) -> Rows:
    """A line of buttons for each matter: to open it, and what can be done about it; closer where they only open."""
    beside = [buttons_beside(eye, task) for task in tasks]
    if not any(beside):
        return show_rows(tasks)
    return tuple((*row, *more) for (row,), more in zip((show_rows([t]) for t in tasks), beside, strict=True))
