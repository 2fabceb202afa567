"""One line below the first message of a kind, once to each reader: what can be done with it. Never a message of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.i18n import Html, plain
from bot.views.eye import Eye
from bot.views.rendered import Rendered
from domain.messages.base import Message
from domain.messages.reports import Digest
from domain.messages.tasks import CardUpdate, TaskCard, TaskList
from domain.model.tasks import Kind, Relation
from domain.model.value import replace
from domain.ports.post import Outgoing
from domain.ports.store import MetaKey
from domain.rules.first_hints import Hint, given_hints
from domain.text import utf16_length

_ROOM = 3600  # of 4096: a longer message has no place for it


def hinted(eye: Eye, rows: Sequence[Outgoing], rendered: Rendered) -> tuple[str, Rendered]:
    """The hint that is new here, with the message below which it stands; one that stands there already stays there."""
    row = rows[0]
    if not eye.settings.hints or len(rows) > 1 or row.extends or rendered.made:
        return "", rendered
    hint = _KINDS.get(type(row.message), _none)(eye, row.message)
    if hint is None or not (rendered.rows or hint is Hint.DIGEST) or _is_full(rendered.text):
        return "", rendered
    given = given_hints(_kept(eye))
    if given.get(hint, row.message.edits) != row.message.edits or (hint not in given and row.message.edits):
        return "", rendered
    text = Html(f"{rendered.text}\n\n{eye.t(f'first-{hint}')}")
    return "" if hint in given else hint, replace(rendered, text=text)


def _is_full(text: Html) -> bool:
    """A sign is two of Telegram's at most, and markup is not counted: of most messages nobody has to count."""
    return 2 * len(text) > _ROOM and utf16_length(plain(text)) > _ROOM


def _kept(eye: Eye) -> str | None:
    if eye.member is not None:
        return eye.member.hinted
    return eye.store.meta.get(MetaKey.HINTED_TEAM, eye.team.id) if eye.team else None


def _none(_eye: Eye, _message: Message) -> Hint | None:
    return None


def _of_card(eye: Eye, message: TaskCard | CardUpdate) -> Hint | None:
    """In private: to whoever carries it out, or whoever gave it to another."""
    task = eye.store.tasks.get(message.task_id)
    if task is None or eye.member is None or task.kind is not Kind.TASK or task.is_own:
        return None
    sides = eye.relations(task)
    if sides & {Relation.LEAD, Relation.CO}:
        return Hint.CARD
    return Hint.GIVEN if Relation.ASSIGNER in sides else None


def _of_list(eye: Eye, message: TaskList) -> Hint | None:
    return Hint.OVERDUE if message.which == "overdue" and eye.member is not None and _leads(eye) else None


def _leads(eye: Eye) -> bool:
    who = eye.who()
    return who is not None and who.leads_anywhere()


def _of_digest(eye: Eye, _message: Digest) -> Hint | None:
    return Hint.DIGEST if eye.team is not None else None


_KINDS: Mapping[type[Message], Callable[[Eye, Any], Hint | None]] = {
    TaskCard: _of_card,
    CardUpdate: _of_card,
    TaskList: _of_list,
    Digest: _of_digest,
}
