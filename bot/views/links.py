"""What a card says of the matters that a task waits for, and its tags."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.i18n import Html, escape
from bot.views.eye import Eye
from bot.views.milestone_lines import steps
from domain.model.drafts import TaskDraft
from domain.model.tasks import Status, Task
from domain.rules.waiting import by_length

_LONGEST = 40
_MOST = 5  # of what waits for one


def matters(eye: Eye, numbers: Iterable[int]) -> Html:
    """#12、#13."""
    return eye.join([f"#{i}" for i in numbers])


def tags(words: Iterable[str]) -> Html:
    """#预算 #年度."""
    return escape(" ".join(f"#{word}" for word in words))


# How the fields of a fact about links are shown.
SHOWN: Mapping[str, Callable[[Eye, Any], Html]] = {
    "matters": matters,
    "over": matters,
    "left": matters,
    "steps": steps,
    "tags": lambda _eye, words: tags(words),
}


def link_lines(eye: Eye, task: Task | TaskDraft) -> list[Html]:
    """The lines of what comes before, of what waits for it, and of the tags."""
    before = _before(eye, task) if isinstance(task, Task) else _before_draft(eye, task)
    behind = _behind(eye, task) if isinstance(task, Task) else []
    return [*before, *behind, *([eye.t("card-tags", tags=tags(task.tags))] if task.tags else [])]


def _before(eye: Eye, task: Task) -> list[Html]:
    if task.awaits and task.status.is_open:
        return [eye.t("card-waits", matters=eye.join_html([_named(eye, task, i) for i in task.awaits]))]
    if not task.status.is_open:
        return []
    over = [i for i in task.comes_after if i not in task.awaits]
    gone = [i for i in over if _is_cancelled(eye, i)]
    done = [i for i in over if i not in gone]
    lines = [eye.t("card-after-done", matters=matters(eye, done))] if done else []
    return [*lines, eye.t("card-after-cancelled", matters=matters(eye, gone))] if gone else lines


def _is_cancelled(eye: Eye, number: int) -> bool:
    found = eye.store.tasks.get(number)
    return found is not None and found.status is Status.CANCELLED


def _behind(eye: Eye, task: Task) -> list[Html]:
    """What waits for it, for those who may see that."""
    if not task.status.is_open:
        return []
    found = [t for t in eye.store.tasks.waiting_for(task.id) if task.id in t.awaits and eye.sees(t, task)]
    rest = len(found) - _MOST
    more = [eye.t("card-waited-more", n=rest)] if rest > 0 else []
    named = [_named(eye, task, t.id) for t in found[:_MOST]]
    return [eye.t("card-waited", matters=eye.join_html([*named, *more]))] if found else []


def _before_draft(eye: Eye, task: TaskDraft) -> list[Html]:
    return [eye.t("card-waits", matters=matters(eye, task.comes_after))] if task.comes_after else []


def _named(eye: Eye, task: Task, number: int) -> Html:
    """Its number, and its title for those who may see it."""
    found = eye.store.tasks.get(number)
    if found is None or not eye.sees(found, task):
        return Html(f"#{number}")
    title = found.title if len(found.title) <= _LONGEST else found.title[: _LONGEST - 1] + "…"
    return eye.t("matter-named", number=number, title=title)


def due_waits(eye: Eye, task: Task) -> Html | None:
    """The deadline of a task that waits, where it is counted from when that is over."""
    if not task.awaits or not task.status.is_open:
        return None
    if task.term_only:
        return eye.t("card-due-after-term")
    return eye.t("card-due-after", words=task.due_words) if by_length(task, eye.calendar_of(task)) else None
