"""The open matters of a ledger as a calendar: each deadline an entry that phones show.

An entry and not a to-do: the calendars of phones leave to-dos out. It ends at the deadline, takes up no time, and rings
nothing: whoever is to be reminded is reminded by the bot.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from bot.i18n import plain
from bot.views.ledger_source import Source
from bot.views.rendered import CONFIDENTIAL
from domain.model.ledger import Almanac, Leaf
from domain.model.tasks import Status, Task
from domain.text import tidy


def almanac(source: Source) -> Almanac:
    """The calendar, by the reader's clock."""
    eye = source.eye
    title = plain(eye.t("ledger-calendar", office=eye.settings.office_name))
    return Almanac(title, str(eye.calendar.zone), eye.now, _leaves(source))


def _leaves(source: Source) -> Iterator[Leaf]:
    ids = [held.id for held in source.held if held.status.is_open]
    for tasks in source.pages(ids):
        yield from (_leaf(source, task) for task in tasks if task.status is not Status.PAUSED)


def _leaf(source: Source, task: Task) -> Leaf:
    """A co-assignee's entry stands at the deadline of their own part."""
    due, day_only = _due(source, task)
    mark = f"{CONFIDENTIAL} " if task.confidential else ""
    return Leaf(
        f"{task.id}-{task.created_at.astimezone(UTC):%Y%m%dT%H%M%SZ}@duban", task.version,
        f"{mark}#{task.id} {tidy(task.title)}", _lines(source, task), due, day_only, task.tags,
    )  # fmt: skip


def _due(source: Source, task: Task) -> tuple[datetime, bool]:
    own = task.part_of(source.reader.member.id) if source.reader and source.reader.member else None
    due, day_only = (
        (own.due_at, own.due_day_only) if own is not None and own.due_at else (task.due_at, task.due_day_only)
    )
    return due.astimezone(source.eye.calendar_of(task).zone), day_only


def _lines(source: Source, task: Task) -> tuple[str, ...]:
    eye = source.eye
    said = [
        ("lead", source.name(task.duty_id)),
        ("co", str(eye.t("comma")).join(map(source.name, task.co_ids))),
        ("assigner", source.name(task.assigner_id)),
        ("state", plain(eye.t(f"status-{task.status}"))),
        ("due", eye.plain_moment(task.due_at, day_only=task.due_day_only)),
        ("standard", task.standard),
    ]
    return tuple(plain(eye.t("ledger-said", what=eye.t(f"ledger-{key}"), text=text)) for key, text in said if text)
