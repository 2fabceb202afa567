"""Deadlines in the words people use: Simplified and Traditional Chinese, Cantonese and Taiwan wording, English.

`read` is the whole interface; `docs/deadlines.md` tells how a phrase is read and how to add a wording.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deadlines.reading import Explanation, Kind, Problem, Reading

if TYPE_CHECKING:
    from datetime import datetime

    from deadlines.days import Days
    from worktime.calendar import WorkingCalendar

MAX_TEXT = 4096  # characters; a Telegram message holds no more

__all__ = ["MAX_TEXT", "Explanation", "Kind", "Problem", "Reading", "read", "read_days", "read_given"]


def read(text: str, now: datetime, calendar: WorkingCalendar, *, sentence: bool = False) -> Reading:
    """The deadline in `text`, read at the moment `now` (aware) by an office with that calendar.

    With `sentence` the text is a whole message, in which days gone by are only mentioned; without it, it is expected
    to be a deadline, and a past one is refused as such. Phrases are found in longer texts either way.

    Never raises for any text: what cannot be a deadline comes back as kind `NONE`, with a problem when it was clearly
    meant as one. Raises `ValueError` for a `now` without a zone.
    """
    from deadlines.reader import find  # noqa: PLC0415 - the words and the grammar are built at the first reading

    if now.tzinfo is None:
        msg = "a moment without a zone"
        raise ValueError(msg)
    if len(text) > MAX_TEXT:
        return Reading(Kind.NONE, rest=text, problem=Problem.TOO_LONG)
    return find(text, now, calendar, sentence=sentence)


def read_given(words: str, now: datetime, calendar: WorkingCalendar) -> Reading:
    """Words given as a deadline, as `read` reads them; but a day just gone by is asked about, as it is in an order."""
    asked = read(words, now, calendar, sentence=True)
    just_past = asked.explanation is not None and asked.explanation.just_past
    return asked if just_past else read(words, now, calendar)


def read_days(text: str, now: datetime, calendar: WorkingCalendar) -> Days:
    """The days from the first to the last that a text names (12月1日到5日, until Friday, 三天), for being away.

    Never raises for any text; at most `MAX_TEXT` characters of it are read.
    """
    from deadlines.days import days_in  # noqa: PLC0415 - as in `read`

    return days_in(text[:MAX_TEXT], now, calendar)
