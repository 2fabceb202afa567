"""The score of the labelled phrases, by the rules in `tests/data/deadlines/README.md`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data" / "deadlines"
RIGHT, WRONG, MISSED, ASKED = "right", "wrong", "missed", "asked"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Phrase:
    """One labelled line."""

    id: str
    source: str
    lang: str
    now: datetime
    text: str
    kind: str
    expected: str | None
    accept: tuple[str, ...] = ()
    sentence: str | None = None

    @property
    def slice(self) -> str:
        """The row of the floors' table that the line belongs to."""
        lang = "zh" if self.lang.startswith("zh") else "en"
        return f"hand {lang}" if self.source.startswith("hand") else f"other {lang}"


@dataclass(frozen=True)
class Given:
    """What a parser answered: a kind, local moments without a zone, or a rule."""

    kind: str
    moment: datetime | None = None
    rule: str | None = None
    readings: tuple[datetime, ...] = ()


def phrases(name: str = "open.jsonl") -> list[Phrase]:
    """The lines of one of the data files."""
    return [_phrase(json.loads(line)) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def _phrase(row: dict[str, Any]) -> Phrase:
    row["now"] = datetime.fromisoformat(row["now"])
    row["accept"] = tuple(row.get("accept", ()))
    fields: dict[str, Any] = {name: row.get(name) for name in Phrase.__dataclass_fields__}
    return Phrase(**fields)


def judge(phrase: Phrase, given: Given) -> str:
    """right, wrong, missed (nothing found) or asked (a question that does not offer an accepted reading)."""
    wanted = [answer for answer in (phrase.expected, *phrase.accept) if answer]
    if phrase.kind == "none":
        return RIGHT if given.kind == "none" else WRONG
    if given.kind == "none":
        return MISSED
    if given.kind == "ask":
        may = _is_just_past(given) or (phrase.kind != "set" and phrase.accept)
        moments = [answer for answer in wanted if not answer.startswith("FREQ=")]
        offered = any(same(moment, answer) for moment in given.readings for answer in moments)
        return RIGHT if may and offered else ASKED
    if phrase.kind == "set":
        return RIGHT if given.rule and any(rule(given.rule) == rule(answer) for answer in wanted) else WRONG
    found = given.moment is not None and any(same(given.moment, answer) for answer in wanted)
    return RIGHT if found else WRONG


def _is_just_past(given: Given) -> bool:
    """This year's day has just gone by: now, or next year? The house asks where other readers take the next year."""
    days = {(moment.month, moment.day, moment.hour) for moment in given.readings}
    return len(days) == 1 and len({moment.year for moment in given.readings}) == 2


def same(moment: datetime, answer: str) -> bool:
    """Whether a local moment is that day (until its end) or that minute."""
    if "T" in answer:
        return _minute(moment) == _minute(datetime.fromisoformat(answer))
    day = date.fromisoformat(answer)
    return moment.date() == day or moment == datetime.combine(day + ONE_DAY, time())


def _minute(moment: datetime) -> datetime:
    minute = moment.replace(second=0, microsecond=0)
    return minute + timedelta(minutes=1) if (minute.hour, minute.minute) == (23, 59) else minute


def rule(text: str) -> dict[str, str]:
    """A recurring rule in normal form."""
    parts = dict(part.split("=") for part in text.split(";"))
    if parts.get("INTERVAL") == "1":
        del parts["INTERVAL"]
    if "BYHOUR" in parts:
        parts.setdefault("BYMINUTE", "0")
    if "BYDAY" in parts:
        parts["BYDAY"] = ",".join(sorted(parts["BYDAY"].split(",")))
        parts["FREQ"] = "WEEKLY" if parts["FREQ"] == "DAILY" else parts["FREQ"]
    return parts


Parser = Callable[[str, datetime, str], Given]  # text, now, and "text" or "sentence"


@dataclass(frozen=True)
class Score:
    """How a parser did: counts per (mode, slice), and the lines it did not get right."""

    counts: dict[tuple[str, str], Counter[str]]
    misses: list[tuple[str, str, Phrase, Given]]

    def share(self, mode: str, name: str) -> float:
        """Per cent right."""
        counts = self.counts[mode, name]
        return 100 * counts[RIGHT] / max(1, counts.total())

    def wrong_share(self) -> float:
        """Per cent answered wrongly without asking, over the whole file, phrases and sentences."""
        whole = sum((counts for (_, name), counts in self.counts.items() if name == "all"), Counter[str]())
        return 100 * whole[WRONG] / max(1, whole.total())

    def table(self) -> str:
        """The counts as a Markdown table."""
        names = ("mode", "slice", "lines", "right", "wrong", "missed", "asked", "right %")
        head = "\n".join([f"| {' | '.join(names)} |", "| --- | --- |" + " ---: |" * 6])
        rows = [
            f"| {mode} | {name} | {counts.total()} | {counts[RIGHT]} | {counts[WRONG]} | {counts[MISSED]} "
            f"| {counts[ASKED]} | {self.share(mode, name):.1f} |"
            for (mode, name), counts in sorted(self.counts.items())
        ]
        return "\n".join([head, *rows])


def score(lines: Iterable[Phrase], parser: Parser, modes: Sequence[str] = ("text", "sentence")) -> Score:
    """Run a parser over the lines, alone and inside their sentences."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    misses = []
    for phrase in lines:
        for mode in modes:
            text = getattr(phrase, mode)
            if text is None:
                continue
            given = parser(text, phrase.now, mode)
            verdict = judge(phrase, given)
            for name in _names(phrase):
                counts.setdefault((mode, name), Counter())[verdict] += 1
            if verdict != RIGHT:
                misses.append((verdict, mode, phrase, given))
    return Score(counts, misses)


def _names(phrase: Phrase) -> list[str]:
    names = ["all", phrase.slice, f"{phrase.source}, {phrase.lang}"]
    if phrase.kind == "set":
        names.append("recurring rules")
    if phrase.kind == "none":
        names.append("no deadline")
    return names
