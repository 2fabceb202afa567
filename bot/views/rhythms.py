"""How often is reported, in the reader's language: from the rule itself, whoever said it in whatever words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from bot.i18n import Html, escape
from bot.localized import day_as, listed
from bot.views.eye import Eye
from domain.errors import Refusal
from domain.rules.rhythm import rhythm_of

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_OFFICE_DAYS = "MO,TU,WE,TH,FR"
_A_MONDAY = date(2024, 1, 1)
_HOUR_MINUTES = 60
_SHORTEST = 28  # days that every month has
Rule = Mapping[str, str]


def rhythm_words(eye: Eye, rule: str, words: str) -> Html:
    """A rule (RFC 5545) as the reader says it; the `words` in which it was said where it has no other sentence."""
    parts = dict(part.split("=") for part in rule.split(";") if "=" in part)
    tell = _TELLS.get(parts.get("FREQ", ""))
    try:
        said = tell(eye, parts) if tell is not None else None
        at = _hours(parts)
    except (ValueError, KeyError):
        return escape(words)
    if said is None:
        return escape(words)
    return eye.t("rhythm-at", days=said, at=_listed(eye, at)) if at else said


def words_again(eye: Eye, words: str) -> Html:
    """What was said as a rule, in the reader's language."""
    try:
        rule = rhythm_of(words, eye.now, eye.calendar).rule if words else ""
    except Refusal:
        return escape(words)
    return rhythm_words(eye, rule, words)


def _listed(eye: Eye, pieces: Sequence[str]) -> str:
    """周一、周三和周五; every Monday and Thursday."""
    return listed(map(str, pieces), eye.locale)


def _interval(parts: Rule) -> int:
    return int(parts.get("INTERVAL", "1"))


def _hours(parts: Rule) -> list[str]:
    minute = int(parts.get("BYMINUTE", "0"))
    return [f"{int(hour):02}:{minute:02}" for hour in parts["BYHOUR"].split(",")] if "BYHOUR" in parts else []


def _minutely(eye: Eye, parts: Rule) -> Html | None:
    hours, rest = divmod(_interval(parts), _HOUR_MINUTES)
    return _of_hours(eye, hours) if set(parts) <= {"FREQ", "INTERVAL"} and hours and not rest else None


def _hourly(eye: Eye, parts: Rule) -> Html | None:
    return _of_hours(eye, _interval(parts)) if set(parts) <= {"FREQ", "INTERVAL"} else None


def _of_hours(eye: Eye, n: int) -> Html:
    return eye.t("rhythm-hourly") if n == 1 else eye.t("rhythm-hours", count=n)


def _daily(eye: Eye, parts: Rule) -> Html | None:
    n = _interval(parts)
    if _of_days(parts):
        return None
    return eye.t("rhythm-daily") if n == 1 else eye.t("rhythm-days", count=n)


def _weekly(eye: Eye, parts: Rule) -> Html | None:
    n, days = _interval(parts), parts.get("BYDAY", "")
    if set(_of_days(parts)) - {"BYDAY"}:
        return None
    if days == _OFFICE_DAYS and n == 1:
        return eye.t("rhythm-working-days")
    if not days:
        return eye.t("rhythm-each-week") if n == 1 else eye.t("rhythm-weeks", count=n)
    named = _listed(eye, [_weekday(eye, code) for code in days.split(",")])
    return eye.t("rhythm-weekly", days=named) if n == 1 else eye.t("rhythm-every-weeks", count=n, days=named)


def _monthly(eye: Eye, parts: Rule) -> Html | None:
    of, n = _of_days(parts), _interval(parts)
    if not of:
        return eye.t("rhythm-each-month") if n == 1 else eye.t("rhythm-months", count=n)
    days = _days_of_month(eye, parts)
    if days is None:
        return None
    if "BYMONTH" in parts:
        names = [day_as(str(eye.t("pattern-month")), date(2024, int(m), 1), eye.locale)
                 for m in parts["BYMONTH"].split(",")]  # fmt: skip
        return eye.t("rhythm-yearly", months=_listed(eye, names), days=days) if n == 1 else None
    return eye.t("rhythm-monthly", days=days) if n == 1 else eye.t("rhythm-every-months", count=n, days=days)


def _days_of_month(eye: Eye, parts: Rule) -> str | None:
    """The 5th, the last day, the first Monday, the last working day."""
    of = _of_days(parts) - {"BYMONTH"}
    if of == {"BYMONTHDAY"}:
        return _listed(eye, [_numbered(eye, int(day)) for day in parts["BYMONTHDAY"].split(",")])
    if of == {"BYMONTHDAY", "BYSETPOS"}:
        return _or_the_last(eye, parts)
    day = parts.get("BYDAY", "")
    if of == {"BYDAY", "BYSETPOS"} and day == _OFFICE_DAYS:
        return _placed(eye, int(parts["BYSETPOS"]), str(eye.t("rhythm-working-day")))
    if of == {"BYDAY", "BYSETPOS"} and day in _CODES:
        return _placed(eye, int(parts["BYSETPOS"]), _weekday(eye, day))
    if of == {"BYDAY"} and all(one[-2:] in _CODES and one[:-2] for one in day.split(",")):
        return _listed(eye, [_placed(eye, int(one[:-2]), _weekday(eye, one[-2:])) for one in day.split(",")])
    return None


def _or_the_last(eye: Eye, parts: Rule) -> str | None:
    """The 15th and the 30th, or the last day of a month that has none: 15,28,29,30, the first and the last of them."""
    days = [int(day) for day in parts["BYMONTHDAY"].split(",")]
    places = [int(place) for place in parts["BYSETPOS"].split(",")]
    if places[-1] != -1 or places[:-1] != list(range(1, len(places))) or days[-1] < _SHORTEST:
        return None
    named = [*(_numbered(eye, day) for day in days[: len(places) - 1]), eye.t("rhythm-day-or-last", day=days[-1])]
    return _listed(eye, named)


def _numbered(eye: Eye, day: int) -> Html:
    """A day of the month by its number, the last one as such."""
    if day == -1:
        return eye.t("rhythm-last-day")
    if day < 1:
        raise ValueError(day)
    return eye.t("rhythm-day", day=day)


def _placed(eye: Eye, place: int, day: str) -> Html:
    """The second Tuesday, the last Friday."""
    if place == -1:
        return eye.t("rhythm-last", day=day)
    if place < 1:
        return eye.t("rhythm-from-end", place=-place, day=day)
    if place <= _LAST_WORD:
        return eye.t(f"rhythm-nth-{place}", day=day)
    return eye.t("rhythm-nth", place=place, day=day)


_LAST_WORD = 5  # further places are numbered


def _of_days(parts: Rule) -> set[str]:
    return set(parts) - {"FREQ", "INTERVAL", "BYHOUR", "BYMINUTE"}


def _weekday(eye: Eye, code: str) -> str:
    day = _A_MONDAY + timedelta(days=_CODES.index(code))
    return day_as(str(eye.t("pattern-weekday")), day, eye.locale)


_TELLS: Mapping[str, Callable[[Eye, Rule], Html | None]] = {
    "MINUTELY": _minutely,
    "HOURLY": _hourly,
    "DAILY": _daily,
    "WEEKLY": _weekly,
    "MONTHLY": _monthly,
    "YEARLY": lambda eye, parts: _monthly(eye, parts) if "BYMONTH" in parts else None,
}
