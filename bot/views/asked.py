"""What the lead of a task asks for."""

from __future__ import annotations

from bot.i18n import Html
from bot.views.eye import Eye
from domain.model.tasks import RequestKind, Task


def asked_lines(eye: Eye, task: Task) -> list[Html]:
    """What the lead asks for and nobody has answered."""
    found = (task.pending_request(kind) for kind in (RequestKind.MORE_TIME, RequestKind.TRANSFER))
    waiting = sorted(filter(None, found), key=lambda r: r.number)
    asked = waiting[-1] if waiting else None
    if asked and asked.kind is RequestKind.MORE_TIME and asked.due_at:
        return [eye.t("card-time-asked", due=eye.moment(asked.due_at), reason=asked.reason)]
    if asked and asked.kind is RequestKind.TRANSFER:
        return [eye.t("card-transfer-asked", to=eye.name(asked.to_member_id), reason=asked.reason)]
    return []
