"""The verbs by name, in the short forms the tests read best with; every one goes through the one door."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from domain.model.post import Said
from domain.model.tasks import PICKED, Attachment, Task, Wording
from domain.rules.decisions import Decision, decide
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.giving import new_task
from domain.rules.given import Given
from domain.rules.lifecycle import Action

__all__ = ["new_task"]


def words(text: str, files: Sequence[Attachment] = (), **also: Any) -> Given:
    """Words, perhaps with files."""
    return Given(said=Said(text, tuple(files)), **also)


def _bare(action: Action) -> Callable[[Task, Circumstances], Decision]:
    return lambda task, at: decide(task, action, at)


accept, urge = _bare(Action.ACCEPT), _bare(Action.URGE)
grant_transfer, take_back = _bare(Action.GRANT_TRANSFER), _bare(Action.TAKE_BACK)


def _with_words(action: Action) -> Callable[[Task, Circumstances, str], Decision]:
    return lambda task, at, text: decide(task, action, at, words(text))


refuse_time, refuse_transfer = _with_words(Action.REFUSE_TIME), _with_words(Action.REFUSE_TRANSFER)
decline, send_back, cancel = _with_words(Action.DECLINE), _with_words(Action.RETURN), _with_words(Action.CANCEL)


def report(
    task: Task, at: Circumstances, text: str, *, percent: int | None, blocked: bool, files: Sequence[Attachment]
) -> Decision:
    return decide(task, Action.REPORT, at, words(text, files, percent=percent, blocked=blocked))


def submit(
    task: Task, at: Circumstances, text: str, files: Sequence[Attachment], named: Sequence[int] = ()
) -> Decision:
    return decide(task, Action.SUBMIT, at, words(text, files, named=tuple(named)))


def comment(task: Task, at: Circumstances, text: str, files: Sequence[Attachment] = ()) -> Decision:
    return decide(task, Action.COMMENT, at, words(text, files))


def approve(task: Task, at: Circumstances, rating: int | None, remark: str = "") -> Decision:
    return decide(task, Action.APPROVE, at, words(remark, rating=rating))


def ask_time(task: Task, at: Circumstances, due: datetime, reason: str) -> Decision:
    return decide(task, Action.ASK_TIME, at, words(reason, moment=due))


def grant_time(task: Task, at: Circumstances, due: datetime | None = None, said: Wording = PICKED) -> Decision:
    return decide(task, Action.GRANT_TIME, at, Given(moment=due, wording=said))


def change_deadline(task: Task, at: Circumstances, due: datetime, said: Wording = PICKED) -> Decision:
    return decide(task, Action.CHANGE_DEADLINE, at, Given(moment=due, wording=said))


def ask_transfer(task: Task, at: Circumstances, to: int, reason: str) -> Decision:
    return decide(task, Action.ASK_TRANSFER, at, words(reason, member_id=to))


def reassign(task: Task, at: Circumstances, to: int) -> Decision:
    return decide(task, Action.REASSIGN, at, Given(member_id=to))
