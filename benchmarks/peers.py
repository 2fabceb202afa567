"""The other parsers, each in the shape the score wants. Each adapter is as kind to its library as we could make it."""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from tests.deadlines.scoring import Given, Parser

NOTHING = Given("none")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
UNITS = {"year": "YEARLY", "month": "MONTHLY", "week": "WEEKLY", "day": "DAILY", "hour": "HOURLY", "minute": "MINUTELY"}


def _chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59))


def dateparser() -> Parser:
    """dateparser: languages fixed, future preferred; `search_dates` inside a sentence."""
    library = importlib.import_module("dateparser")
    search = importlib.import_module("dateparser.search")

    def parse(text: str, now: datetime, mode: str) -> Given:
        base = now.replace(tzinfo=None)
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "future", "RETURN_TIME_AS_PERIOD": True}
        languages = ["zh"] if _chinese(text) else ["en"]
        if mode == "sentence":
            found = search.search_dates(
                text, languages=languages, settings={**settings, "RETURN_TIME_AS_PERIOD": False}
            )
            return Given("datetime", found[0][1]) if found else NOTHING
        data = library.DateDataParser(languages=languages, settings=settings).get_date_data(text)
        if data is None or data.date_obj is None:
            return NOTHING
        return Given("datetime", data.date_obj.replace(tzinfo=None))

    return parse


def parsedatetime() -> Parser:
    """parsedatetime: English only; a date without a time is that day."""
    library = importlib.import_module("parsedatetime")
    calendar = library.Calendar(version=library.VERSION_CONTEXT_STYLE)

    def parse(text: str, now: datetime, _mode: str) -> Given:
        moment, context = calendar.parseDT(text, sourceTime=now.replace(tzinfo=None))
        if not context.hasDateOrTime:
            return NOTHING
        return Given("datetime", moment) if context.hasTime else Given("date", _end_of(moment.date()))

    return parse


def recurrent() -> Parser:
    """recurrent: English only, recurring rules as RRULE."""
    library = importlib.import_module("recurrent.event_parser")

    def parse(text: str, now: datetime, _mode: str) -> Given:
        found = library.RecurringEvent(now_date=now.replace(tzinfo=None)).parse(text)
        if found is None:
            return NOTHING
        if isinstance(found, datetime):
            return Given("datetime", found)
        rule = re.search(r"RRULE:(\S+)", str(found))
        return Given("set", rule=rule[1]) if rule else NOTHING

    return parse


def jionlp() -> Parser:
    """JioNLP: Chinese only; its own extractor inside a sentence."""
    library = importlib.import_module("jionlp")

    def parse(text: str, now: datetime, mode: str) -> Given:
        base = now.replace(tzinfo=None).timestamp()
        if mode == "sentence":
            found = library.ner.extract_time(text, time_base=base)
            return _jionlp(found[0]["detail"], now) if found else NOTHING
        return _jionlp(library.parse_time(text, time_base=base), now)

    return parse


def _jionlp(found: dict[str, Any], now: datetime) -> Given:
    kind, value = found["type"], found["time"]
    if kind == "time_period":
        return _jionlp_rule(value)
    if kind == "time_delta":
        return Given("duration", now.replace(tzinfo=None) + _delta(value))
    start, end = (datetime.fromisoformat(one) if one[0].isdigit() else None for one in value)
    if kind == "time_point" and start and end and end - start < timedelta(hours=23):
        return Given("datetime", start)
    if end and (end.minute, end.second) == (59, 59) and end.hour != 23:  # 12点前 comes as "until 12:59:59"
        end = end.replace(minute=0, second=0)
    return Given("date", end) if end else NOTHING


def _delta(value: dict[str, Any]) -> relativedelta:
    amounts = {unit + "s": count[-1] if isinstance(count, list) else count for unit, count in value.items()}
    whole: dict[str, Any] = {unit: int(count) for unit, count in amounts.items() if unit in {"years", "months"}}
    return relativedelta(**whole) + timedelta(
        **{unit: n for unit, n in amounts.items() if unit in {"weeks", "days", "hours", "minutes", "seconds"}}
    )


def _jionlp_rule(value: dict[str, Any]) -> Given:
    (unit, count), *_rest = value["delta"].items()
    count = int(count)
    freq = UNITS.get(unit, "DAILY")
    point = (value.get("point") or {}).get("time") or [None]
    weekly = freq == "DAILY" and count % 7 == 0
    rule = f"FREQ={'WEEKLY' if weekly else freq};INTERVAL={count // 7 if weekly else count}"
    if point[0]:
        start, text = datetime.fromisoformat(point[0]), str((value.get("point") or {}).get("string"))
        if weekly and not text.endswith("周"):
            rule += f";BYDAY={DAYS[start.weekday()]}"
        if freq == "MONTHLY":
            rule += f";BYMONTHDAY={start.day}"
        if re.search(r"[点點时時:]", text):
            rule += f";BYHOUR={start.hour};BYMINUTE={start.minute}"
    return Given("set", rule=rule)


def recognizers() -> Parser:
    """Recognizers-Text: its first resolution that is not past; time alone is put on today or tomorrow."""
    library = importlib.import_module("recognizers_date_time")

    def parse(text: str, now: datetime, _mode: str) -> Given:
        base = now.replace(tzinfo=None)
        culture = library.Culture.Chinese if _chinese(text) else library.Culture.English
        found = [one for one in library.recognize_datetime(text, culture, reference=base) if one.resolution]
        if not found:
            return NOTHING
        best = max(found, key=lambda one: len(one.text))
        answers = [_resolved(value, base) for value in best.resolution["values"]]
        return next((one for one in answers if one.moment is None or one.moment >= base), answers[-1])

    return parse


def _resolved(value: dict[str, str], now: datetime) -> Given:
    kind = value.get("type", "")
    if kind == "set":
        return Given("set", rule=_timex_rule(value.get("timex", "")))
    if kind == "duration":
        return Given("duration", now + timedelta(seconds=int(float(value["value"]))))
    text = value.get("end") or value.get("value") or value.get("start") or ""
    if kind == "date":
        return Given("date", _end_of(date.fromisoformat(text)))
    if kind == "daterange":
        last = date.fromisoformat(text) - (timedelta(days=1) if "end" in value else timedelta())
        return Given("period", _end_of(last))
    if kind in {"time", "timerange"}:
        moment = datetime.combine(now.date(), time.fromisoformat(text))
        return Given("datetime", moment if moment > now else moment + timedelta(days=1))
    return Given("datetime", datetime.fromisoformat(text)) if text else NOTHING


def _timex_rule(timex: str) -> str:
    length = re.fullmatch(r"P(T?)(\d+)([YMWDH])", timex)
    if length:
        freq = {"Y": "YEARLY", "M": "MINUTELY" if length[1] else "MONTHLY", "W": "WEEKLY", "D": "DAILY", "H": "HOURLY"}
        return f"FREQ={freq[length[3]]};INTERVAL={length[2]}"
    weekly = re.match(r"XXXX-WXX-(\d)", timex)
    clock = re.search(r"T(\d\d)(?::(\d\d))?", timex)
    rule = f"FREQ=WEEKLY;BYDAY={DAYS[int(weekly[1]) - 1]}" if weekly else "FREQ=DAILY"
    return rule + (f";BYHOUR={int(clock[1])};BYMINUTE={int(clock[2] or 0)}" if clock else "")


PEERS: dict[str, Callable[[], Parser]] = {
    "jionlp": jionlp,
    "recognizers-text": recognizers,
    "dateparser": dateparser,
    "parsedatetime": parsedatetime,
    "recurrent": recurrent,
}


def careful(parser: Parser) -> Parser:
    """A parser that raises has found nothing."""

    def parse(text: str, now: datetime, mode: str) -> Given:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return parser(text, now, mode)
        except Exception:  # noqa: BLE001 - whatever a peer raises, it found nothing
            return NOTHING

    return parse
