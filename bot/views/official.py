"""What official documents have in common: their words without markup, numbered headings, names of files, days in full."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.i18n import Html, plain
from bot.localized import day_as
from bot.views.eye import Eye
from domain.text import tidy

_NAME = 80
_NOT_IN_NAMES = str.maketrans(dict.fromkeys('/\\:*?"<>|\r\n\t', " "))
_TEN = 10
_AN_HOUR = timedelta(hours=1)


def words(found: Html) -> str:
    """Without markup: paper has none."""
    return plain(found)


def figure_label(eye: Eye, key: str) -> str:
    """What a figure of a bulletin is called."""
    return words(eye.t(f"figure-{key}"))


def hours(length: timedelta | None) -> float | None:
    """A working time in hours, to a tenth."""
    return None if length is None else round(length / _AN_HOUR, 1)


def file_name(title: str, ending: str) -> str:
    """A title as every system takes a file's name."""
    return f"{in_name(title, _NAME) or 'duban'}.{ending}"


def in_name(text: str, most: int = 60) -> str:
    """A text as a part of a file's name."""
    return tidy(text.translate(_NOT_IN_NAMES))[:most].strip()


def numeral(eye: Eye, n: int) -> str:
    """A number below a hundred as headings have it: 一, 十二; in figures where the language has no others."""
    digits = words(eye.t("official-digits"))
    if len(digits) < _TEN:
        return str(n)
    tens, ones = divmod(n, _TEN)
    before = (digits[tens] if tens > 1 else "") + digits[-1] if tens else ""
    return before + (digits[ones] if ones or not tens else "")


def heading(eye: Eye, n: int, text: str) -> str:
    """一、总体情况."""
    return words(eye.t("official-heading", number=numeral(eye, n), text=text))


def full_day(eye: Eye, at: datetime) -> str:
    """A day with its year, by the office's clock."""
    day = at.astimezone(eye.calendar.zone).date()
    return day_as(words(eye.t("pattern-full-day")), day, eye.locale)


def short_day(eye: Eye, at: datetime, year: int) -> str:
    """A day, with its year where that is not the one of which the document is."""
    day = at.astimezone(eye.calendar.zone).date()
    key = "pattern-date" if day.year == year else "pattern-date-year"
    return day_as(words(eye.t(key)), day, eye.locale)


def page_words(eye: Eye) -> str:
    """Which page of how many, for the program that prints it to fill in."""
    return words(eye.t("paper-page", page="{page}", pages="{pages}"))
