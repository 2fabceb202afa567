"""Reminders, and calls by name in a group."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.i18n import Html
from bot.views.cards import buttons, head
from bot.views.eye import Eye
from bot.views.lists import show_rows
from bot.views.rendered import Button, Rendered
from domain.messages.clocks import GroupCall, Reminder
from domain.model.clocks import CommitmentKind
from domain.model.post import PostKind
from domain.model.tasks import Task
from domain.rules.offers import under_reminder

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
    return Rendered(Html("\n\n".join([title, *blocks])), show_rows(tasks))


def group_call(eye: Eye, message: GroupCall) -> Rendered | None:
    """A task for somebody whom the bot cannot write to in private."""
    task = eye.store.tasks.get(message.task_id)
    if task is None:
        return None
    due = eye.moment(task.due_at, day_only=task.due_day_only)
    text = Html(f"{head(eye, task)}\n{eye.t('group-call', who=eye.mention(message.member_id), due=due)}")
    start = Button(str(eye.t("button-open-private")), url=eye.start_link("hello"))
    return Rendered(text, (*buttons(eye, task), (start,)), task_id=task.id, kind=PostKind.NEWS)
