"""Whom words that may be an answer name, and what stands beside their deadline."""

from __future__ import annotations

from bot.callback import number
from bot.talk import Talk
from deadlines import Reading
from domain.model.drafts import Draft
from domain.ports.talk import Question
from domain.usecases.tasks.order import Mention


def beside(text: str, found: Reading) -> str:
    """What stands beside a deadline that cannot be: 昨天."""
    return text.replace(found.words, " ", 1)


def involved(talk: Talk, question: Question, draft: Draft | None) -> set[int]:
    """Those whom the question is about anyway."""
    if draft is not None:
        return set(draft.task.people)
    task = talk.unit.store.tasks.get(question.task_id or 0)
    asked_for = number(question.arg[2:]) if question.arg.startswith("to") else 0
    return {asked_for, *((p.member_id for p in task.people) if task else ()), *((task.assigner_id,) if task else ())}


def ids_of(talk: Talk, named: Mention) -> set[int]:
    """The members whom a name may mean; 0 for nobody known."""
    members = talk.unit.store.members
    if named.member_ids:
        return set(named.member_ids)
    by_id = members.by_telegram(named.telegram_id) if named.telegram_id is not None else None
    found = by_id or members.by_username(named.username or "")
    return {found.id if found else 0}
