"""The whole story of a task, for whoever may read which part of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.callback import Press
from bot.i18n import Html
from bot.views.cards import given_under, head
from bot.views.chases import counts_line
from bot.views.eye import HISTORY_OF, Eye
from bot.views.fact_lines import fact_line
from bot.views.facts import paged
from bot.views.rendered import Button, Rendered
from bot.views.rows import pager
from domain.facts.accountability import BreachAppealed, BreachUpheld, BreachWaived, SlipIssued
from domain.facts.base import Event, named_in
from domain.facts.clocks import Breached
from domain.facts.tasks import TakenBack
from domain.messages.tasks import TaskHistory
from domain.model.post import PostKind
from domain.model.tasks import Task
from domain.usecases.access import is_colleague


def story(eye: Eye, message: TaskHistory) -> Rendered | None:
    """The whole story of a task, a page at a time."""
    task = eye.store.tasks.get(message.task_id)
    if task is None:
        return None
    whole = eye.store.history.of(task.id)
    events = _open_to_reader(eye, task, whole)
    lines = [eye.t("history-line", at=eye.moment(e.at, brief=True), what=_indented(fact_line(eye, e))) for e in events]
    pages = paged(lines)
    page = min(max(message.page, 0), len(pages) - 1)
    told = [eye.t("history-count", n=len(events)), *counts_line(eye, events), *given_under(eye, task)]
    text = Html("\n".join([head(eye, task), *told, "", *pages[page], *_kept_private(eye, len(whole) - len(events))]))
    rows = (pager(eye, len(pages), page, Press.HISTORY, task.id), _in_private(eye, task, len(whole) - len(events)))
    return Rendered(text, tuple(row for row in rows if row), task_id=task.id, kind=PostKind.HISTORY)


def _kept_private(eye: Eye, more: int) -> list[Html]:
    """In a group: how many entries are not for everybody there."""
    return [Html(""), eye.t("history-private", n=more)] if eye.member is None and more else []


def _in_private(eye: Eye, task: Task, more: int) -> tuple[Button, ...]:
    if eye.member is not None or not more:
        return ()
    return (Button(str(eye.t("button-history-private")), url=eye.start_link(f"{HISTORY_OF}{task.id}")),)


_ACCOUNTS = (Breached, BreachAppealed, BreachWaived, BreachUpheld, SlipIssued)
_ACCOUNT_NAMES = frozenset(f.name for f in _ACCOUNTS)


def _open_to_reader(eye: Eye, task: Task, events: Sequence[Event]) -> Sequence[Event]:
    """A group and a mere colleague read the work, not what ran out and what was said of it; a colleague what is about
    themselves."""
    if eye.member is None:
        return [e for e in events if not _of_accounts(e)]
    if not is_colleague(eye.relations(task)):
        return events
    own = eye.member.id
    return [e for e in events if not _of_accounts(e) or own in (e.actor_id, *named_in(e.fact))]


def _of_accounts(event: Event) -> bool:
    """Whether an entry is about a breach or a slip, or undoes one."""
    undone = event.fact.fact if isinstance(event.fact, TakenBack) else event.fact.name
    return undone in _ACCOUNT_NAMES


def _indented(what: Html) -> Html:
    """Further lines of what somebody wrote stand in, so that nobody can write a line of the history."""
    return Html(what.replace("\n", "\n　　"))
