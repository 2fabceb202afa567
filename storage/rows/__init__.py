"""The tables. Typed columns, no relationships; moments are UTC, ids 64 bits."""

from storage.rows.absence import absences, backups
from storage.rows.base import metadata
from storage.rows.bulletins import bulletins
from storage.rows.desks import desks
from storage.rows.imports import imports
from storage.rows.meetings import meeting_matters, meetings
from storage.rows.notices import notice_reads, notice_teams
from storage.rows.office import invites, members, memberships, meta, teams
from storage.rows.post import inbox, outbox, posts, private_topics
from storage.rows.record import history, seals
from storage.rows.search import searches
from storage.rows.series import series, series_dates
from storage.rows.slips import slips
from storage.rows.talk import drafts, questions, typed_orders, unread_files
from storage.rows.tasks import assignments, clocks, followers, ladders, milestones, requests, task_tags, tasks, timers
from storage.rows.templates import templates

__all__ = [
    "absences",
    "assignments",
    "backups",
    "bulletins",
    "clocks",
    "desks",
    "drafts",
    "followers",
    "history",
    "imports",
    "inbox",
    "invites",
    "ladders",
    "meeting_matters",
    "meetings",
    "members",
    "memberships",
    "meta",
    "metadata",
    "milestones",
    "notice_reads",
    "notice_teams",
    "outbox",
    "posts",
    "private_topics",
    "questions",
    "requests",
    "seals",
    "searches",
    "series",
    "series_dates",
    "slips",
    "task_tags",
    "tasks",
    "teams",
    "templates",
    "timers",
    "typed_orders",
    "unread_files",
]
