"""What an office can set, with the defaults of behaviour.md section 4, as frozen values the rules are given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.lifecycle import Audience
from domain.model import CommitmentKind, Priority
from worktime.calendar import DayOverride, WorkingCalendar


class Unit(StrEnum):
    """How an amount of time is counted: m, h, d by the wall clock; wh, wd by the working calendar."""

    MINUTES = "m"
    HOURS = "h"
    DAYS = "d"
    WORKING_HOURS = "wh"
    WORKING_DAYS = "wd"


_NATURAL = {Unit.MINUTES: timedelta(minutes=1), Unit.HOURS: timedelta(hours=1), Unit.DAYS: timedelta(days=1)}
_SPAN = re.compile(r"([+-]?)(?:(\d{1,4})(m|wh|wd|h|d)|0)", re.ASCII)
_STEP = re.compile(r"(?P<at>\S+)(?P<to>(?:\s+(?!every\b)\S+)+)(?:\s+every\s+(?P<every>\S+))?")


@dataclass(frozen=True, slots=True)
class Span:
    """A signed amount of wall-clock or working time, written `-3wd`, `+4wh`, `24h`, `0`."""

    amount: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Span:
        """Read the short form; ValueError says what was expected."""
        match = _SPAN.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is not an amount of time such as -3wd, +4wh, 24h, 30m or 0")
        sign, amount, unit = match.groups()
        return cls(int(amount or 0) * (-1 if sign == "-" else 1), Unit(unit or "m"))

    def after(self, moment: datetime, calendar: WorkingCalendar) -> datetime:
        """The moment this far after (or before) another, keeping the wall time when counting working days."""
        if self.unit in _NATURAL:
            return moment + self.amount * _NATURAL[self.unit]
        if self.unit is Unit.WORKING_HOURS:
            return calendar.add_working_time(moment, timedelta(hours=self.amount))
        return _working_days_after(moment, self.amount, calendar)

    def __str__(self) -> str:
        return f"{self.amount:+d}{self.unit}" if self.amount else "0"


def _working_days_after(moment: datetime, days: int, calendar: WorkingCalendar) -> datetime:
    local = moment.astimezone(calendar.zone)
    day = calendar.add_working_days(local.date(), days)
    return datetime.combine(day, local.timetz().replace(tzinfo=None), calendar.zone)


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: how far from the due moment, who hears, and how often again until the promise is kept."""

    at: Span
    to: tuple[Audience, ...]
    every: Span | None = None

    @classmethod
    def parse(cls, text: str) -> Step:
        """Read `-3wd lead`, `0 lead backup assigner`, `+3wd group every 1wd`; ValueError says what was expected."""
        match = _STEP.fullmatch(text.strip())
        if not match:
            raise ValueError(f"{text!r} is not a step such as '-3wd lead' or '+3wd group every 1wd'")
        every = Span.parse(match["every"]) if match["every"] else None
        if every is not None and every.amount <= 0:
            raise ValueError(f"{text!r} repeats, so it must come later each time, such as 'every 1wd'")
        return cls(Span.parse(match["at"]), tuple(Audience(w) for w in match["to"].split()), every)

    @property
    def name(self) -> str:
        """The stored name of the step; unique in its ladder."""
        return str(self.at)


Ladder = tuple[Step, ...]


def ladder(*steps: str) -> Ladder:
    """A ladder from its written steps; ValueError for a step that cannot be, or two at the same place."""
    found = tuple(Step.parse(s) for s in steps)
    names = [s.name for s in found]
    twice = next((n for n in names if names.count(n) > 1), None)
    if twice is not None:
        raise ValueError(f"{twice} stands twice in one ladder; name everybody who hears it in one step")
    return found


_ACCEPT = ladder("0 lead", "+2wh assigner", "+1wd supervisor")
_ACCEPT_URGENT = ladder("0 lead assigner", "+30m supervisor")
_FIRST = ladder("0 lead", "+4wh assigner")
_FIRST_URGENT = ladder("0 lead assigner", "+1h supervisor")
_REVIEW = ladder("0 assigner", "+1wd assigner supervisor")
_REVIEW_URGENT = ladder("0 assigner", "+2h supervisor")

DEFAULT_LADDERS: Mapping[CommitmentKind, Mapping[Priority, Ladder]] = {
    CommitmentKind.ACCEPT: {
        Priority.NORMAL: _ACCEPT,
        Priority.ELEVATED: _ACCEPT,
        Priority.URGENT: _ACCEPT_URGENT,
        Priority.IMMEDIATE: _ACCEPT_URGENT,
    },
    CommitmentKind.FIRST_REPORT: {
        Priority.NORMAL: _FIRST,
        Priority.ELEVATED: _FIRST,
        Priority.URGENT: _FIRST_URGENT,
        Priority.IMMEDIATE: _FIRST_URGENT,
    },
    CommitmentKind.FINISH: {
        Priority.NORMAL: ladder(
            "-3wd lead", "-1wd lead", "-2wh lead", "0 lead backup assigner", "+4wh supervisor", "+1wd leader",
            "+3wd group every 1wd",
        ),
        Priority.ELEVATED: ladder(
            "-1wd lead", "-2wh lead", "0 lead backup assigner", "+2wh supervisor", "+1wd leader",
            "+2wd group every 1wd",
        ),
        Priority.URGENT: ladder(
            "-4h lead", "-1h lead", "0 lead backup assigner", "+1h supervisor", "+2h leader", "+4h group every 1d",
        ),
        Priority.IMMEDIATE: ladder(
            "-1h lead", "-15m lead", "0 lead backup assigner", "+15m supervisor", "+30m leader",
            "+1h group every 1d",
        ),
    },
    CommitmentKind.REVIEW: {
        Priority.NORMAL: _REVIEW,
        Priority.ELEVATED: _REVIEW,
        Priority.URGENT: _REVIEW_URGENT,
        Priority.IMMEDIATE: _REVIEW_URGENT,
    },
}  # fmt: skip

DEFAULT_TERMS: Mapping[CommitmentKind, Mapping[Priority, Span]] = {
    kind: {p: Span.parse(s) for p, s in zip(Priority, spans, strict=True)}
    for kind, spans in {
        CommitmentKind.ACCEPT: ("4wh", "2wh", "30m", "10m"),
        CommitmentKind.FIRST_REPORT: ("24h", "24h", "4h", "1h"),
        CommitmentKind.FINISH: ("10wd", "5wd", "3wd", "1wd"),
        CommitmentKind.REVIEW: ("2wd", "1wd", "4wh", "1h"),
    }.items()
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what people may write or ask for, so that bad input gets one clear sentence."""

    title: int = 300
    text: int = 3000
    years_ahead: int = 5
    page: int = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """All an office can set that the rules need."""

    office_name: str = "Duban"
    timezone: str = "Asia/Shanghai"
    language: str = "zh-Hans"
    holidays: str = "CN"
    owners: frozenset[int] = frozenset()
    hours: Mapping[int, tuple[tuple[time, time], ...]] | None = None
    overrides: Mapping[date, DayOverride] = field(default_factory=dict)
    digest_time: time = time(8, 30)
    digest_when_empty: bool = False
    worklist_time: time = time(8, 40)
    soon_working_days: int = 3
    ladders: Mapping[CommitmentKind, Mapping[Priority, Ladder]] = field(default_factory=lambda: DEFAULT_LADDERS)
    terms: Mapping[CommitmentKind, Mapping[Priority, Span]] = field(default_factory=lambda: DEFAULT_TERMS)
    limits: Limits = Limits()
    invite_days: int = 7
    invite_uses: int = 20

    def calendar(self) -> WorkingCalendar:
        """The office's working calendar; make it once, it remembers its years."""
        return WorkingCalendar(self.timezone, hours=self.hours, country=self.holidays or None, overrides=self.overrides)
