"""A message whose button was used says what came of it, and has no live buttons any more."""

from __future__ import annotations

from bot.talk import Talk
from domain.messages.office import Sentence
from domain.model.drafts import TaskDraft
from domain.model.series import Series
from domain.model.tasks import Task


def shown_in(talk: Talk) -> int | None:
    """The message under the pressed button, where it can be edited."""
    return talk.message.message_id if talk.data and talk.message is not None and talk.message.text else None


def used_up(talk: Talk, made: Task | Series | None, written: TaskDraft | None = None) -> None:
    """In place of a preview or a list that was pressed: what was given. Nothing where something is asked next."""
    if made is not None and shown_in(talk) is not None:
        talk.answer_here(_became(made, written))


def _became(made: Task | Series, written: TaskDraft | None) -> Sentence:
    count = len(written.several) if written else 0
    if written and written.period:
        return Sentence("draft-became-plan", {"n": str(max(count, 1))})
    if count > 1:
        return Sentence("draft-became-several", {"n": str(count)})
    if isinstance(made, Series):
        return Sentence("draft-became-series", {})
    raised = "raised" if made.is_raised else "task"
    return Sentence(f"draft-became-{raised}", {"number": str(made.id)})
