"""Indexes over what is asked for alone: each command changed thirty pages of them that nobody ever read."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_PENDING = "state = 'pending'"
# Name, table, columns, and which rows (None: all).
_Index = tuple[str, str, tuple[str, ...], str | None]
_AFTER: tuple[_Index, ...] = (
    ("ix_outbox_parked", "outbox", ("lane",), "state = 'parked'"),
    ("ix_outbox_line", "outbox", ("lane", "id", "kind", "not_before"), _PENDING),
    ("ix_outbox_chat", "outbox", ("chat_id", "edits_message_id"), f"{_PENDING} AND chat_id IS NOT NULL"),
    ("ix_posts_album", "posts", ("chat_id", "media_group"), "media_group IS NOT NULL"),
    ("ix_timers_due", "timers", ("due_at", "id"), _PENDING),
    ("ix_timers_kind", "timers", ("kind", "due_at"), f"{_PENDING} AND kind <> 'clock'"),
    ("ix_timers_rung", "timers", ("finished_at", "id"), "state = 'done'"),
)
_BEFORE: tuple[_Index, ...] = (
    ("ix_outbox_lane", "outbox", ("lane", "state"), None),
    ("ix_outbox_line", "outbox", ("lane", "kind", "not_before"), _PENDING),
    ("ix_outbox_chat", "outbox", ("chat_id", "edits_message_id"), _PENDING),
    ("ix_posts_album", "posts", ("chat_id", "media_group"), None),
    ("ix_timers_due", "timers", ("state", "due_at"), None),
    ("ix_timers_kind", "timers", ("kind", "state", "due_at"), None),
)


def _change(old: tuple[_Index, ...], new: tuple[_Index, ...]) -> None:
    for name, table, _, _ in old:
        op.drop_index(name, table)
    for name, table, columns, where in new:
        which: dict[str, Any] = (
            {} if where is None else dict.fromkeys(("sqlite_where", "postgresql_where"), sa.text(where))
        )
        op.create_index(name, table, list(columns), **which)


def upgrade() -> None:
    _change(_BEFORE, _AFTER)


def downgrade() -> None:
    _change(_AFTER, _BEFORE)
