"""计划超时: lines of plans whose day is over; no clock speaks of them, so lists of what is overdue do, in a line."""

from __future__ import annotations

from datetime import datetime

from bot.i18n import Html
from bot.views.eye import Eye
from domain.model.matters import WORKED_ON, Matters
from domain.model.tasks import Kind
from domain.model.value import replace
from domain.rules.periods import Period


def late_lines(eye: Eye, which: Matters, since: datetime | None = None) -> Matters:
    """The lines among these matters that are overdue, since a moment."""
    return replace(which, kinds=(Kind.PLAN,), statuses=WORKED_ON, due_until=eye.now, due_after=since)


def fresh_lines(eye: Eye, which: Matters) -> int:
    """How many of them became so since the working day before began."""
    calendar = eye.calendar
    yesterday = calendar.add_working_days(eye.now.astimezone(calendar.zone).date(), -1)
    return eye.store.tasks.count(late_lines(eye, which, calendar.opening(yesterday)))


def lines_told(eye: Eye, which: Matters, *, alone: bool) -> list[Html]:
    """How many of them there are, and where they stand; `alone`: not beside others."""
    late = late_lines(eye, which)
    n = eye.store.tasks.count(late)
    if not n:
        return []
    year = Period(eye.store.tasks.page(late, 1)[0].period).year
    this = eye.now.astimezone(eye.calendar.zone).year
    plan = "/plan" if year == this else f"/plan {year}"
    return [eye.t("plan-lines-late-alone" if alone else "plan-lines-late", n=n, plan=plan)]
