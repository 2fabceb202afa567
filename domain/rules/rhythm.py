"""定期反馈: how often is reported, in everyday words, and when the next report is due.

Source: behaviour.md section 4, the clock of the periodic report. A moment on a day off is due on the next working day, at the
same hour; where a rule names days only, at closing time. `每周` alone is the Friday, `每月` the month's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from deadlines import Kind, Reading, read
from domain.errors import Refusal
from domain.model.clocks import Rhythm
from domain.text import late, one_line
from worktime.calendar import UnknownYear, WorkingCalendar
from worktime.occurrences import coming, names_days_only

LONGEST = 60  # words of a rule, which stand on every card
_HOUR = late(
    r"[\s,，的]*(?:(?:at\s*)?\d{1,2}\s*[:：点點时時]|at\s*\d)", re.IGNORECASE
)  # every Friday 25:00: an hour that is none
_MOST = 20_000  # moments of a rule that are looked through: two years of every hour
_EVERY_WORKING_DAY = "BYDAY=MO,TU,WE,TH,FR"
_EVERY = late(r"每|逢|隔|\b(?:every|each|daily|weekly|monthly)\b", re.IGNORECASE)
_TIMES = late(r"\s*(?:次|回(?![报報馈饋复覆])|遍|趟|times\b)")  # 每周三次: three times a week, and no Wednesday
_PART = late(r"(?P<morning>上午|早上|早晨|morning)|(?P<afternoon>下午|午后|午後|afternoon)", re.IGNORECASE)
_IN_SO_LONG = late(r"^FREQ=(?:DAILY|WEEKLY|MONTHLY);INTERVAL=(?!1\b)\d+$")  # every two weeks, from now: not today
_UNSAID = {"FREQ=WEEKLY": "BYDAY=FR", "FREQ=MONTHLY": "BYMONTHDAY=-1"}


def rhythm_of(words: str, now: datetime, calendar: WorkingCalendar) -> Rhythm:
    """The rule that words mean.

    Raises: Refusal `periodic-none` for words that are no rule, `periodic-moving` for a day that moves from year to year,
    `periodic-often` for more than once an hour, `periodic-long` for more words than a card has room for.
    """
    found = read(words, now, calendar)
    behind = _behind(words, found)
    if found.kind is not Kind.SET or found.rule is None or _TIMES.match(behind) or _HOUR.match(behind):
        raise _no_rule(words, found)
    if _too_often(found.rule):
        raise Refusal("periodic-often")
    said = one_line(found.words)
    if len(said) > LONGEST:
        raise Refusal("periodic-long", limit=str(LONGEST))
    return Rhythm(_whole(found.rule, found.words), said)


def next_due(
    rule: str, since: datetime, now: datetime, calendar: WorkingCalendar, *, loud: bool = False
) -> datetime | None:
    """The first moment of a rule after `since` that lies after `now` too; None where the calendar's data end before.

    Of a rule by the hour only moments in working time count, unless the matter is `loud`.
    """
    try:
        return next((m for m in _adjusted(rule, since, calendar, loud=loud) if m > max(now, since)), None)
    except UnknownYear:
        return None


def by_the_hour(rule: str) -> bool:
    """Whether a rule asks more than once a day."""
    return rule.startswith(("FREQ=HOURLY", "FREQ=MINUTELY"))


def _adjusted(rule: str, since: datetime, calendar: WorkingCalendar, *, loud: bool) -> Iterator[datetime]:
    today = since.astimezone(calendar.zone).date() if _IN_SO_LONG.search(rule) else None
    for moment in islice(coming(rule, since, calendar, working_days=_EVERY_WORKING_DAY in rule), _MOST):
        if moment.astimezone(calendar.zone).date() == today:
            continue
        if not by_the_hour(rule):
            yield _on_a_working_day(rule, moment, calendar)
        elif loud or calendar.is_working_moment(moment):
            yield moment


def _on_a_working_day(rule: str, moment: datetime, calendar: WorkingCalendar) -> datetime:
    local = moment.astimezone(calendar.zone)
    day = local.date()
    if not calendar.is_working_day(day):
        day = calendar.next_working_day(day)
    return calendar.closing(day) if names_days_only(rule) else calendar.at(day, local.time())


def _no_rule(words: str, found: Reading) -> Refusal:
    """每逢春节 comes back, on another day each year; 周五 does not."""
    moving = found.kind not in (Kind.NONE, Kind.SET) and _EVERY.search(words) is not None
    return Refusal("periodic-moving" if moving else "periodic-none", words=words[:LONGEST])


def _behind(words: str, found: Reading) -> str:
    return words[found.span[1] :]


def _too_often(rule: str) -> bool:
    parts = dict(part.split("=") for part in rule.split(";"))
    return parts["FREQ"] == "SECONDLY" or (parts["FREQ"] == "MINUTELY" and int(parts.get("INTERVAL", "1")) < 60)  # noqa: PLR2004 - minutes


def _whole(rule: str, words: str) -> str:
    """The rule with what its words leave to the office: which day of the week, the hour of a morning."""
    rule = f"{rule};{_UNSAID[rule]}" if rule in _UNSAID else rule
    part = _PART.search(words) if names_days_only(rule) else None
    if part is None:
        return rule
    return f"{rule};BYHOUR={'12' if part['morning'] else '18'};BYMINUTE=0"
