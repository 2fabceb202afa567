"""Lists of tasks, the digest, the worklist, reminders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.cards import buttons, head
from bot.views.eye import Eye
from bot.views.facts import pager
from bot.views.rendered import Button, Rendered
from domain.messages.clocks import GroupCall, Reminder
from domain.messages.reports import Digest, Worklist
from domain.messages.tasks import TaskList
from domain.model.clocks import CommitmentKind
from domain.model.post import PostKind
from domain.model.tasks import Status, Task
from domain.rules.digest import sections
from domain.rules.offers import under_reminder

_PER_PAGE = 8


def task_line(eye: Eye, task: Task) -> Html:
    """A task in two short lines: what, then who and when."""
    late = task.overdue(eye.now)
    key = "line-late" if late else f"line-{task.status}"
    due = eye.moment(task.due_at, day_only=task.due_day_only, brief=True)
    return eye.t(
        key, head=head(eye, task), lead=eye.name(task.lead_id), due=due, late=eye.span(eye.now - task.due_at),
        percent=task.percent,
    )  # fmt: skip


def _mine(eye: Eye, _message: TaskList) -> list[Task]:
    return eye.store.tasks.open_with(eye.member.id) if eye.member else []


def _assigned(eye: Eye, _message: TaskList) -> list[Task]:
    return eye.store.tasks.open_assigned_by(eye.member.id) if eye.member else []


def _team(eye: Eye, message: TaskList) -> list[Task]:
    return eye.store.tasks.open_of_team(message.team_id) if message.team_id is not None else _visible(eye)


def _overdue(eye: Eye, message: TaskList) -> list[Task]:
    return [t for t in _team(eye, message) if t.overdue(eye.now)]


def _visible(eye: Eye) -> list[Task]:
    """What a person may see anywhere; a group sees its own only."""
    return [t for t in eye.store.tasks.all_open() if eye.relations(t)] if eye.member else []


LISTS: Mapping[str, Callable[[Eye, TaskList], list[Task]]] = {
    "mine": _mine,
    "assigned": _assigned,
    "team": _team,
    "overdue": _overdue,
}


def task_list(eye: Eye, message: TaskList) -> Rendered:
    """A page of one of the lists, each task with a button that shows it."""
    tasks = LISTS[message.which](eye, message)
    pages = max(1, -(-len(tasks) // _PER_PAGE))
    page = min(max(message.page, 0), pages - 1)
    shown = tasks[page * _PER_PAGE : (page + 1) * _PER_PAGE]
    if not shown:
        return Rendered(eye.t(f"list-{message.which}-empty"))
    lines = [eye.t(f"list-{message.which}", n=len(tasks)), "", *(task_line(eye, t) for t in shown)]
    rows = (*_show_rows(shown), pager(eye, pages, page, Press.LIST, message.which, message.team_id or 0))
    return Rendered(Html("\n".join(lines)), rows)


def _show_rows(tasks: Sequence[Task]) -> tuple[tuple[Button, ...], ...]:
    found = [Button(f"#{t.id}", pack(Press.SHOW, t.id)) for t in tasks]
    return tuple(tuple(found[i : i + 4]) for i in range(0, len(found), 4))


_DIGEST_LINES = 12


def digest(eye: Eye, message: Digest) -> Rendered | None:
    """日报: counts first, then as many lines as fit, then a button for the rest; nothing to say stays silent."""
    tasks = eye.store.tasks.open_of_team(message.team_id)
    finished = eye.store.tasks.closed_since(message.team_id, datetime.fromisoformat(message.since))
    shown = [*sections(tasks, eye.now, eye.calendar, eye.settings.soon_working_days), ("finished", finished)]
    if not any(found for _, found in shown):
        quiet = not (message.asked or eye.settings.digest_when_empty)
        return None if quiet else Rendered(eye.t("digest-empty", open=len(tasks)))
    counts = Html(" · ".join(eye.t(f"count-{name}", n=len(found)) for name, found in shown if found))
    lines = [
        *_digest_of(eye, message),
        eye.t("digest-title", day=eye.moment(eye.now, day_only=True)),
        counts,
        *_section_lines(eye, shown),
    ]
    more = sum(len(found) for _, found in shown) > _DIGEST_LINES
    rest = Button(str(eye.t("button-all")), pack(Press.LIST_ALL, "team", message.team_id, 0))
    return Rendered(Html("\n".join(lines)), ((rest,),) if more else (), kind=PostKind.DIGEST)


def _digest_of(eye: Eye, message: Digest) -> list[Html]:
    """In private: which team's digest it is that its group could not be told."""
    team = eye.store.teams.get(message.team_id) if eye.member is not None and not message.asked else None
    return [eye.t("digest-relayed", team=team.title)] if team else []


def _section_lines(eye: Eye, shown: Sequence[tuple[str, Sequence[Task]]]) -> list[Html]:
    """As many lines as fit, the sections in their order."""
    lines: list[Html] = []
    left = _DIGEST_LINES
    for name, found in shown:
        if found[:left]:
            lines += [Html(""), eye.t(f"section-{name}"), *(task_line(eye, t) for t in found[:left])]
        left -= len(found[:left])
    return lines


def worklist(eye: Eye, _message: Worklist) -> Rendered | None:
    """工作清单: a person's own morning list; silent when there is nothing."""
    tasks = eye.store.tasks.open_with(eye.member.id) if eye.member else []
    doing = [t for t in tasks if t.status is not Status.SUBMITTED]
    if not doing:
        return None
    lines = [eye.t("worklist-title", n=len(doing)), "", *(task_line(eye, t) for t in doing[:_DIGEST_LINES])]
    rows = _show_rows(doing[:_DIGEST_LINES])
    if len(doing) > _DIGEST_LINES:
        rows = (*rows, (Button(str(eye.t("button-all")), pack(Press.LIST_ALL, "mine", 0, 0)),))
    return Rendered(Html("\n".join(lines)), rows)


_LATE = timedelta(minutes=1)
_JUST_NOW = timedelta(minutes=2)


def _reminder_line(eye: Eye, message: Reminder, task: Task) -> Html:
    kind = CommitmentKind(message.clock)
    clock = task.commitment(kind)
    assert clock is not None  # still_true held
    due = eye.moment(clock.due_at, day_only=kind is CommitmentKind.FINISH and task.due_day_only)
    left = clock.due_at - eye.now
    key = f"remind-{kind}-" + ("before" if left > timedelta(0) else "now" if -left < _JUST_NOW else "after")
    if eye.member is None or eye.member.id != clock.member_id:
        key += "-others"
    return eye.t(key, who=_holder(eye, clock.member_id), due=due, span=eye.span(left), percent=task.percent)


def _holder(eye: Eye, member_id: int) -> Html | str:
    """In a group the name calls the person."""
    return eye.mention(member_id) if eye.member is None else eye.name(member_id)


def reminders(eye: Eye, messages: Sequence[Reminder]) -> Rendered | None:
    """One reminder, or several that waited for the same reader in one message."""
    blocks: list[Html] = []
    rows: list[tuple[Button, ...]] = []
    tasks: list[Task] = []
    for message in messages:
        task = eye.store.tasks.get(message.task_id)
        if task is None or task.id in [t.id for t in tasks]:
            continue
        tasks.append(task)
        blocks.append(Html(f"{head(eye, task)}\n{_reminder_line(eye, message, task)}"))
        rows += buttons(eye, task, under_reminder(CommitmentKind(message.clock)))
    if not tasks:
        return None
    if len(tasks) == 1:
        rang = datetime.fromisoformat(messages[0].rang_at)
        late = [eye.t("remind-late", at=eye.moment(rang))] if eye.now - rang > _LATE else []
        return Rendered(Html("\n".join([*blocks, *late])), tuple(rows), task_id=tasks[0].id, kind=PostKind.NEWS)
    title = eye.t("remind-several", n=len(tasks))
    return Rendered(Html("\n\n".join([title, *blocks])), _show_rows(tasks))


def group_call(eye: Eye, message: GroupCall) -> Rendered | None:
    """A task for somebody whom the bot cannot write to in private."""
    task = eye.store.tasks.get(message.task_id)
    if task is None:
        return None
    due = eye.moment(task.due_at, day_only=task.due_day_only)
    key = "group-call" if eye.member is None else "group-call-relayed"
    text = Html(f"{head(eye, task)}\n{eye.t(key, who=eye.mention(message.member_id), due=due)}")
    if eye.member is not None:
        return Rendered(text, buttons(eye, task), task_id=task.id, kind=PostKind.NEWS)
    start = Button(str(eye.t("button-open-private")), url=eye.start_link("hello"))
    return Rendered(text, (*buttons(eye, task), (start,)), task_id=task.id, kind=PostKind.NEWS)
