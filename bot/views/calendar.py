"""A month as buttons: working days to be tapped, days off marked, days gone by blank."""

from __future__ import annotations

import calendar as months
from datetime import date, timedelta

from babel.dates import format_date, get_day_names

from bot.callback import pack
from bot.i18n import BABEL_LOCALES
from bot.views.eye import Eye
from bot.views.rendered import Button, Rows

_BLANK = Button("\u2800", "x")  # a blank that is no space: Telegram refuses buttons without text
_MONTHS_AHEAD = 24


def month_of(page: int, today: date) -> date:
    """The first of the month a button names as yyyymm; this month for anything that is none or out of reach."""
    year, month = divmod(page, 100)
    this = today.replace(day=1)
    if not (1 <= month <= 12 and this.year <= year <= this.year + _MONTHS_AHEAD // 12):  # noqa: PLR2004 - a year has twelve
        return this
    return max(this, date(year, month, 1))


def day_of(page: int, today: date) -> date:
    """The day a button names as yyyymmdd; today for anything that is none or gone by."""
    try:
        named = date(page // 10000, page // 100 % 100, page % 100)
    except ValueError:
        return today
    return max(named, today)


def month_rows(eye: Eye, first: date, turn: tuple[object, ...], pick: tuple[object, ...]) -> Rows:
    """The month's name between two arrows, the weekdays, the days."""
    today = eye.now.astimezone(eye.calendar.zone).date()
    locale = BABEL_LOCALES[eye.language]
    names = get_day_names("narrow", locale=locale)
    weeks = months.Calendar().monthdatescalendar(first.year, first.month)
    return (
        (
            _arrow("‹", first - timedelta(days=1), turn) if first > today.replace(day=1) else _BLANK,
            Button(format_date(first, "yMMMM" if eye.language == "en" else "y年M月", locale=locale), "x"),
            _arrow("›", first + timedelta(days=32), turn),
        ),
        tuple(Button(names[i], "x") for i in range(7)),
        *(tuple(_day(eye, day, first, today, pick) for day in week) for week in weeks),
    )


def _arrow(sign: str, to: date, turn: tuple[object, ...]) -> Button:
    return Button(sign, pack(*turn, to.strftime("%Y%m")))


def _day(eye: Eye, day: date, first: date, today: date, pick: tuple[object, ...]) -> Button:
    if day.month != first.month or day < today:
        return _BLANK
    label = str(day.day) if eye.calendar.is_working_day(day) else f"·{day.day}·"
    return Button(label, pack(*pick, day.strftime("%Y%m%d")))
