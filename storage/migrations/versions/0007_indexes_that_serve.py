"""Indexes for what is looked for again and again: open tasks, waiting messages, due timers, however much lies behind them."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_OPEN, _PENDING, _SENT = "status NOT IN ('done', 'cancelled')", "state = 'pending'", "state = 'sent'"
# Name, table, columns, and which rows (None: all).
_INDEXES = (
    ("ix_inbox_done", "inbox", ("done_at",), "done_at IS NOT NULL AND error IS NULL"),
    ("ix_tasks_open", "tasks", ("due_at", "id", "status"), _OPEN),
    ("ix_tasks_open_team", "tasks", ("team_id", "due_at", "id", "status"), _OPEN),
    ("ix_tasks_open_assigner", "tasks", ("assigner_id", "due_at", "id", "status"), _OPEN),
    ("ix_tasks_handed_in", "tasks", ("due_at", "id"), "status IN ('submitted', 'declined')"),
    ("ix_tasks_finished", "tasks", ("team_id", "closed_at"), "status = 'done'"),
    ("ix_requests_waiting", "requests", ("task_id",), "answered_at IS NULL"),
    ("ix_timers_kind", "timers", ("kind", "state", "due_at"), None),
    ("ix_outbox_pending", "outbox", ("urgency", "id", "not_before", "leased_until", "lane"), _PENDING),
    ("ix_outbox_due", "outbox", ("not_before",), _PENDING),
    ("ix_outbox_kind", "outbox", ("kind", "not_before"), _PENDING),
    ("ix_outbox_line", "outbox", ("lane", "kind", "not_before"), _PENDING),
    ("ix_outbox_chat", "outbox", ("chat_id", "edits_message_id"), _PENDING),
    ("ix_outbox_sent", "outbox", ("lane", "sent_at"), _SENT),
    ("ix_outbox_said", "outbox", ("lane", "message_id"), _SENT),
)


def upgrade() -> None:
    for name, table, columns, where in _INDEXES:
        which: dict[str, Any] = (
            {} if where is None else {"sqlite_where": sa.text(where), "postgresql_where": sa.text(where)}
        )
        op.create_index(name, table, list(columns), **which)
    op.drop_index("ix_outbox_waiting", "outbox")  # ix_outbox_pending is read in its order, this one had to be sorted


def downgrade() -> None:
    op.create_index("ix_outbox_waiting", "outbox", ["state", "urgency", "not_before"])
    for name, table, _, _ in _INDEXES:
        op.drop_index(name, table)
