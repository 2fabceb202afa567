"""Tasks with their people, clocks, requests and timers."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, false, text

from storage.rows.base import BIG, id_column, metadata, ref, some
from storage.types import Moment

_OPEN = "status NOT IN ('done', 'cancelled')"
_PENDING = "state = 'pending'"

tasks = Table(
    "tasks", metadata, id_column(),
    Column("title", Text, nullable=False),
    ref("assigner_id", "members.id"),
    ref("first_handler_id", "members.id"),
    ref("team_id", "teams.id", null=True),
    Column("thread_id", BIG),
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("due_words", Text, nullable=False),
    Column("due_day_only", Boolean, nullable=False),
    Column("due_said_at", Moment),
    Column("priority", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("percent", Integer, nullable=False),
    Column("blocked", Boolean, nullable=False),
    Column("returns", Integer, nullable=False),
    Column("result", Text, nullable=False),
    Column("rating", Integer),
    Column("submitted_at", Moment),
    Column("closed_at", Moment),
    Column("attachments", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", Text, nullable=False, server_default=text("''")),
    Column("standard", Text, nullable=False, server_default=text("''")),
    Column("origin", String(16)),
    Column("origin_ref", Text, nullable=False, server_default=text("''")),
    Column("evidence", Boolean, nullable=False, server_default=false()),
    Column("paused_at", Moment),
    Column("resumes_at", Moment),
    Column("pause_reason", Text, nullable=False, server_default=text("''")),
    Column("any_one", Boolean, nullable=False, server_default=false()),
    Column("standin_id", BIG),
    Column("taken_over_at", Moment),
    Column("sealed", Integer),  # the newest event of its history that a seal holds
    Column("periodic", Text, nullable=False, server_default=text("''")),
    Column("periodic_words", Text, nullable=False, server_default=text("''")),
    Column("heard_at", Moment),
    Column("ladder", String(64), nullable=False, server_default=text("''")),
    Column("kind", String(16), nullable=False, server_default=text("'task'")),
    Column("chases", Integer, nullable=False, server_default=text("0")),
    Column("confidential", Boolean, nullable=False, server_default=false()),
    Column("parent_id", BIG),  # the task it is a part of
    Column("period", String(8), nullable=False, server_default=text("''")),
    Column("series_id", BIG),
    Column("nth", Integer, nullable=False, server_default=text("0")),
    Column("comes_after", Text, nullable=False, server_default=text("''")),  # numbers of tasks
    Column("awaits", Text, nullable=False, server_default=text("''")),
    Column("tags", Text, nullable=False, server_default=text("''")),
    Column("linked_id", BIG),
    Column("anonymous", Boolean, nullable=False, server_default=false()),
    Column("caller", Text, nullable=False, server_default=text("''")),
    Column("reworded_at", Moment),
    Index("ix_tasks_assigner", "assigner_id", "status"),
    some("ix_tasks_open_counted", _OPEN, "team_id", "kind", "confidential", "status"),
    some("ix_tasks_open", _OPEN, "due_at", "id", "status", "kind", "confidential", "awaits"),
    some("ix_tasks_assigned", "status = 'assigned'", "status", "due_at", "id"),
    some("ix_tasks_open_number", _OPEN, "id"),
    some("ix_tasks_open_rare", f"{_OPEN} AND kind <> 'task'", "kind"),
    some("ix_tasks_topic", "thread_id IS NOT NULL", "team_id", "thread_id"),
    some("ix_tasks_open_team", _OPEN, "team_id", "due_at", "id", "status", "kind", "confidential", "awaits"),
    some("ix_tasks_open_assigner", _OPEN, "assigner_id", "due_at", "id", "status", "kind", "confidential", "awaits"),
    some("ix_tasks_handed_in", "status IN ('submitted', 'declined')", "due_at", "id"),
    some("ix_tasks_standin", f"standin_id IS NOT NULL AND {_OPEN}", "standin_id"),
    some("ix_tasks_parent", "parent_id IS NOT NULL", "parent_id", "due_at", "id"),
    some("ix_tasks_plan", "kind = 'plan'", "period", "team_id", "id"),
    some("ix_tasks_finished", "status = 'done'", "team_id", "closed_at"),
    some("ix_tasks_finished_at", "status = 'done'", "closed_at"),
    Index("ix_tasks_created", "created_at"),
    some("ix_tasks_closed", "closed_at IS NOT NULL", "closed_at"),
    sqlite_autoincrement=True,
)  # fmt: skip

assignments = Table(
    "assignments", metadata,
    ref("task_id", "tasks.id", primary=True),
    ref("member_id", "members.id", primary=True),
    Column("part", String(16), nullable=False),
    Column("place", Integer, nullable=False),
    Column("accepted_at", Moment),
    Column("reported_at", Moment),
    Column("does", Text, nullable=False, server_default=text("''")),
    Column("due_at", Moment),
    Column("due_day_only", Boolean, nullable=False, server_default=false()),
    Column("handed_in_at", Moment),
    Column("returned_at", Moment),
    Index("ix_assignments_member", "member_id", "part", "handed_in_at", "task_id"),
)  # fmt: skip

clocks = Table(
    "clocks", metadata,
    ref("task_id", "tasks.id", primary=True),
    Column("kind", String(16), primary_key=True),
    Column("generation", Integer, primary_key=True),
    ref("member_id", "members.id"),
    Column("started_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("met_at", Moment),
    Column("stopped_at", Moment),
    Column("breached_at", Moment),
    Column("breached_by", BIG),
    Column("appealed_at", Moment),
    Column("appeal", Text, nullable=False, server_default=text("''")),
    Column("ruled_at", Moment),
    Column("ruled_by", BIG),
    Column("ruling", Text, nullable=False, server_default=text("''")),
    Column("waived", Boolean, nullable=False, server_default=false()),
    some("ix_clocks_breached", "breached_at IS NOT NULL", "due_at", "task_id", "kind"),
    some("ix_clocks_appealed", "appealed_at IS NOT NULL AND ruled_at IS NULL", "task_id"),
    some("ix_clocks_punctual", "kind IN ('accept', 'first_report', 'periodic')", "due_at", "task_id"),
    some("ix_clocks_breached_member", "breached_at IS NOT NULL", "breached_by", "due_at", "task_id", "kind"),
)  # fmt: skip

requests = Table(
    "requests", metadata,
    ref("task_id", "tasks.id", primary=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    ref("member_id", "members.id"),
    Column("asked_at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("due_at", Moment),
    Column("to_member_id", BIG),
    Column("answered_at", Moment),
    Column("granted", Boolean),
    Column("reply", Text, nullable=False, server_default=text("''")),
    Column("put_at", Moment),
    some("ix_requests_waiting", "answered_at IS NULL", "task_id"),
)  # fmt: skip

# Which tasks come after which, as each task says it of itself: to find what waits for one.
followers = Table(
    "followers", metadata,
    ref("task_id", "tasks.id", primary=True),
    ref("before_id", "tasks.id", primary=True),
    Index("ix_followers_before", "before_id", "task_id"),
)  # fmt: skip

# The tags of tasks, as each says them of itself: to find what has one.
task_tags = Table(
    "task_tags", metadata,
    ref("task_id", "tasks.id", primary=True),
    Column("tag", String(64), primary_key=True),
    Index("ix_task_tags_tag", "tag", "task_id"),
)  # fmt: skip

# The dated points of a task, under numbers of its own.
milestones = Table(
    "milestones", metadata,
    ref("task_id", "tasks.id", primary=True),
    Column("number", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("day_only", Boolean, nullable=False),
    Column("reached_at", Moment),
    Column("clock", Integer, nullable=False),
)  # fmt: skip

timers = Table(
    "timers", metadata, id_column(),
    Column("key", String(160), nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
    ref("task_id", "tasks.id", null=True),
    Column("due_at", Moment, nullable=False),
    Column("data", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("finished_at", Moment),
    Column("error", Text),
    some("ix_timers_due", _PENDING, "due_at", "id"),
    Index("ix_timers_task", "task_id", "state"),
    some("ix_timers_kind", f"{_PENDING} AND kind <> 'clock'", "kind", "due_at"),
    some("ix_timers_rung", "state = 'done'", "finished_at", "id"),
    sqlite_autoincrement=True,
)  # fmt: skip

# Ladders and terms as offices had them, under the hash of their text.
ladders = Table(
    "ladders", metadata,
    Column("hash", String(64), primary_key=True),
    Column("body", Text, nullable=False),
)  # fmt: skip
