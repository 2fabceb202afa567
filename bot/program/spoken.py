"""A reading of a phrase in a sentence for people, as the bot would say it."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from bot.i18n import plain
from bot.views.eye import Eye
from bot.views.reading import told
from deadlines import Reading
from domain.ports.store import ReadStore
from domain.settings.office import Settings
from worktime.calendar import WorkingCalendar

_NOTHING_STORED = cast(ReadStore, None)  # a phrase is read the same in every office of this calendar


def spoken_answer(reading: Reading, now: datetime, calendar: WorkingCalendar, language: str) -> str:
    """What /when answers, without its markup."""
    eye = Eye(_NOTHING_STORED, now, Settings(), calendar, language, "")
    return plain(told(eye, reading, now))
