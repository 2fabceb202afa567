"""The whole text of an order, a page at a time."""

from __future__ import annotations

from bot.callback import Press
from bot.i18n import Html, escape
from bot.views.cards import head
from bot.views.eye import Eye
from bot.views.facts import paged
from bot.views.raised import as_read
from bot.views.rendered import Rendered
from bot.views.rows import pager
from domain.messages.tasks import WholeText
from domain.model.post import PostKind
from domain.text import utf16_cut

_PIECE = 1000  # a paragraph longer than this is shown in pieces


def whole_text(eye: Eye, message: WholeText) -> Rendered | None:
    """All that was written; the title where that is all."""
    task = eye.store.tasks.get(message.task_id)
    if task is None:
        return None
    pages = paged(
        [
            escape(piece)
            for line in as_read(eye, task, task.content or task.title).splitlines()
            for piece in _pieces(line)
        ]
    )
    page = min(max(message.page, 0), len(pages) - 1)
    text = Html("\n".join([head(eye, task), "", *pages[page]]))
    turn = pager(eye, len(pages), page, Press.WHOLE, task.id)
    return Rendered(text, (turn,), task_id=task.id, kind=PostKind.HISTORY)


def _pieces(line: str) -> list[str]:
    found = []
    while line:
        piece = utf16_cut(line, _PIECE)
        found.append(piece)
        line = line[len(piece) :]
    return found or [""]
