"""定稿推迟: the months whose account is closed later than usual.

Their draft came late, or the bot was silent when they were to be closed: whoever may object has their time from then on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from domain.rules.months import month_named, name_of
from domain.settings.office import Settings
from worktime.calendar import WorkingCalendar

Closings = Mapping[date, datetime]  # by the first day of the month
_IN_TIME = timedelta(hours=1)  # a start so soon after the moment takes nothing from anybody


def closings_kept(kept: str | None) -> Closings:
    """The closings that were kept."""
    rows = json.loads(kept) if kept else {}
    return {first: datetime.fromisoformat(at) for label, at in rows.items() if (first := month_named(label))}


def with_closing(kept: str | None, month: date, at: datetime) -> str:
    """What is to be kept with this one beside it."""
    return json.dumps({**(json.loads(kept) if kept else {}), name_of(month): at.isoformat()})


def came_late(due: datetime, now: datetime) -> bool:
    """Whether a step that was due then comes late now."""
    return now - due > _IN_TIME


def after_the_draft(given: datetime, settings: Settings, calendar: WorkingCalendar) -> datetime:
    """Until when can be objected to a draft that came late: as many whole working days after that day as there usually are."""
    return _days_later(given, settings.freeze_working_days, calendar)


def after_the_silence(now: datetime, calendar: WorkingCalendar) -> datetime:
    """The same where the draft had come in time, and nobody heard an objection when the account was to be closed: a day."""
    return _days_later(now, 1, calendar)


def _days_later(moment: datetime, days: int, calendar: WorkingCalendar) -> datetime:
    return calendar.closing(calendar.add_working_days(moment.astimezone(calendar.zone).date(), days))
