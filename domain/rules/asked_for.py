"""What a question about a task or a draft asks for."""

from __future__ import annotations

from collections.abc import Mapping

from domain.model.drafts import Lack
from domain.rules.answering import Asked
from domain.rules.moves import Action

_RESULTS = (Action.REPORT, Action.SUBMIT, Action.HAND_IN)
_BY_ARG = {"moment": Asked.MOMENT, "member": Asked.MEMBER}
_BY_LACK: Mapping[Lack, Asked] = {
    **dict.fromkeys((Lack.PERSON, Lack.WHO, Lack.CO, Lack.CC), Asked.DRAFT_WHO),
    Lack.DEADLINE: Asked.DRAFT_WHEN,
    Lack.READING: Asked.DRAFT_WHEN,
    Lack.REPEAT: Asked.DRAFT_WHEN,
    Lack.TEXT: Asked.DRAFT_TEXT,
    Lack.CONFIRM: Asked.DRAFT_CONFIRM,
    Lack.HUSHED: Asked.DRAFT_HUSHED,
    Lack.NOTICE: Asked.DRAFT_NOTICE,
    Lack.RAISE: Asked.DRAFT_RAISE,
    **dict.fromkeys((Lack.STANDARD, Lack.TAGS, Lack.POINTS, Lack.NAME), Asked.DRAFT_NOTICE),
}


def asked_of_task(action: Action, arg: str) -> Asked:
    """What a question about a task asks for."""
    of_action = {Action.MINUTE: Asked.DECISION, Action.COMMENT: Asked.REMARK}.get(action)
    return of_action or _BY_ARG.get(arg, Asked.RESULT if action in _RESULTS else Asked.REASON)


def asked_of_draft(lack: Lack) -> Asked:
    """What a question about a draft asks for."""
    return _BY_LACK.get(lack, Asked.DRAFT_YES)
