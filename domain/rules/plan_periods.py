"""The period of a plan as people name it: as the periods of bulletins are, and where no year is said the one to come.

一季度, Q1, 3月, March, 本季度, 下季度, 下个月, next quarter; with a year as everywhere.
"""

from __future__ import annotations

import re
from datetime import date

from domain.errors import Refusal
from domain.rules.months import name_of, shifted
from domain.rules.periods import Period, period_at
from domain.rules.reported import moved, period_in, quarter_of
from domain.text import half_width, late

_WORDS = 3  # as many as a period has: the second quarter
_APART = late(r"[\s,，、:：#]")
_PLAN = late(r"\s*(?:工作)?(?:计划|計畫|計劃|plan)$", re.IGNORECASE)
_NEXT = late(r"(?:下一?(?:个|個)?|next )(?:(?P<quarter>季度?|quarter)|(?:月份?|month))", re.IGNORECASE)
_SAID_WHICH = late(r"(?:[上前去本这這今]|this|last|the month before)|.*\d{4}", re.IGNORECASE)


def plan_period_at(text: str, today: date) -> tuple[Period, str] | None:
    """The period at the head of a text, and what stands behind it; None where none does."""
    found = period_at(text, today)
    if found is not None:
        return found
    for end in _ends(text):
        period = _period(text[:end], today)
        if period is not None:
            return period, text[end:].strip(" \t,，、:：")
    return None


def _ends(text: str) -> list[int]:
    """Where a period at its head may end, the longest first."""
    head = text.lstrip()
    skipped = len(text) - len(head)
    ends = [m.start() for m in _APART.finditer(head) if m.start()][:_WORDS]
    whole = [len(head)] if len(ends) < _WORDS else []
    return [skipped + end for end in sorted({*ends, *whole}, reverse=True)]


def _period(words: str, today: date) -> Period | None:
    said = _PLAN.sub("", half_width(words).strip())
    following = _NEXT.fullmatch(said)
    if following is not None:
        this = quarter_of(today) if following["quarter"] else name_of(today.replace(day=1))
        return moved(Period(this), 1)
    try:
        found = period_in(said, today) if said else None
    except Refusal:
        return None
    if found is None or _SAID_WHICH.match(said) or found.last_day >= today:
        return found
    first = shifted(found.first_day, 12)
    return Period(quarter_of(first) if "Q" in found.label else name_of(first))
