"""A month as buttons: working days to be tapped, days off marked, days gone by blank."""

from __future__ import annotations

import calendar as months
from datetime import date, timedelta

from bot.callback import Fields, Press, pack
from bot.localized import day_as, weekdays
from bot.views.eye import Eye
from bot.views.rendered import Button, Rows
from domain.model.languages import LANGUAGES

_BLANK = Button("\u2800", pack(Press.NOTHING))  # a blank that is no space: Telegram refuses buttons without text
_YEARS_AHEAD = 2
_MONTHS = range(1, 13)


def today(eye: Eye) -> date:
    """The day it is in the office."""
    return eye.now.astimezone(eye.calendar.zone).date()


def month_of(named: int, now: date) -> date:
    """The first of the month a button names as yyyymm; this month for anything that is none or out of reach."""
    year, month = divmod(named, 100)
    this = now.replace(day=1)
    if month not in _MONTHS or not this.year <= year <= this.year + _YEARS_AHEAD:
        return this
    return max(this, date(year, month, 1))


def day_of(named: int, now: date) -> date:
    """The day a button names as yyyymmdd; today for anything that is none or gone by."""
    try:
        day = date(named // 10000, named // 100 % 100, named % 100)
    except ValueError:
        return now
    return max(day, now)


def month_rows(eye: Eye, first: date, turn: Fields, pick: Fields) -> Rows:
    """The month's name between two arrows, the weekdays, the days."""
    now, names = today(eye), weekdays(eye.locale)
    weeks = months.Calendar().monthdatescalendar(first.year, first.month)
    return (
        (
            _arrow("‹", first - timedelta(days=1), turn) if first > now.replace(day=1) else _BLANK,
            _label(day_as(LANGUAGES[eye.language].month, first, eye.locale)),
            _arrow("›", first + timedelta(days=32), turn),
        ),
        tuple(_label(names[i]) for i in range(7)),
        *(tuple(_day(eye, day, first, pick) for day in week) for week in weeks),
    )


def _label(text: str) -> Button:
    """A square that is no choice."""
    return Button(text, pack(Press.NOTHING))


def _arrow(sign: str, to: date, turn: Fields) -> Button:
    return Button(sign, pack(*turn, to.strftime("%Y%m")))


def _day(eye: Eye, day: date, first: date, pick: Fields) -> Button:
    if day.month != first.month or day < today(eye):
        return _BLANK
    label = str(day.day) if eye.calendar.is_working_day(day) else f"·{day.day}·"
    return Button(label, pack(*pick, day.strftime("%Y%m%d")))
