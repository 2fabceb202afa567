"""`duban ladder`: what comes for a deadline if nobody does anything, as lines in a terminal and as JSON elsewhere."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from bot.i18n import plain
from bot.views.eye import Eye
from bot.views.office import shown_fields
from bot.views.reminders import clock_line
from bot.views.timelines import hours_line, step_words, who_words
from deadlines import Kind, read
from domain.errors import Refusal
from domain.model.audience import Audience
from domain.model.clocks import Commitment
from domain.model.languages import LANGUAGES
from domain.model.tasks import Assignment, Part, Priority, Task
from domain.model.value import replace, value
from domain.ports.store import ReadStore
from domain.rules import reporting
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.giving import new_task
from domain.rules.ladder import timers
from domain.rules.rhythm import rhythm_of
from domain.rules.timeline import Entry, Told, timeline
from domain.settings.office import Settings
from worktime.calendar import UnknownYear, WorkingCalendar

EXIT_OK, EXIT_USAGE = 0, 2
_NOTHING_STORED = cast(ReadStore, None)  # the task is none that was given
_ASSIGNER, _LEAD = 1, 2


@value
class Case:
    """A task that might be given, with what would be said about it."""

    task: Task
    told: tuple[Told, ...]


def ladder(argv: Sequence[str], settings: Settings, now: datetime, language: str = "en") -> int:
    """Run the command and return its exit code: 0, or 2 for arguments that cannot be used."""
    options = _parser().parse_args(argv)
    calendar = settings.calendar()
    eye = Eye(_NOTHING_STORED, now, settings, calendar, options.lang or language, "")
    try:
        present = _present(options.now, now, calendar)
        eye = replace(eye, now=present)
        case = timeline_for(options.due, _priority(options.priority), options.periodic, present, settings)
    except Refusal as refusal:
        print(
            f"duban ladder: {plain(eye.t(f'refuse-{refusal.name}', **shown_fields(eye, refusal.fields)))}",
            file=sys.stderr,
        )
        return EXIT_USAGE
    except (ValueError, OverflowError, UnknownYear) as error:
        print(f"duban ladder: {error}", file=sys.stderr)
        return EXIT_USAGE
    if options.json or not sys.stdout.isatty():
        print(json.dumps(as_data(eye, case), ensure_ascii=False))
    else:
        print("\n".join(_lines(eye, case)))
    return EXIT_OK


def timeline_for(due: str, priority: Priority, periodic: str, now: datetime, settings: Settings) -> Case:
    """The case of a task given now with that deadline, and perhaps a rule by which is reported.

    Raises: Refusal or ValueError for a deadline or a rule that cannot be.
    """
    calendar = settings.calendar()
    people = (Assignment(_LEAD, Part.LEAD),)
    moment = _deadline(due, now, calendar)
    task = Task(0, "", _ASSIGNER, _LEAD, now, moment, priority=priority, people=people)
    if periodic:
        task = reporting.with_rhythm(task, rhythm_of(periodic, now, calendar), now, calendar)
    task = reporting.usual(task, now, settings, calendar)
    given, _ = new_task(task, Circumstances(_ASSIGNER, frozenset(), now, settings, calendar))
    given = reporting.expected(given, now, calendar)
    return Case(given, timeline(given, timers(given, settings, calendar), settings, calendar))


def as_data(eye: Eye, case: Case) -> dict[str, Any]:
    """The timeline as plain data; `rings_at` differs from `at` where quiet hours or a morning list hold a reminder back."""
    zone = eye.calendar.zone
    return {
        "now": eye.now.astimezone(zone).isoformat(),
        "due": case.task.due_at.astimezone(zone).isoformat(),
        "priority": case.task.priority.value,
        "quiet_hours": not case.task.priority.breaks_quiet,
        "messages": [
            {
                "at": told.at.astimezone(zone).isoformat(),
                "to": [one.value for one in told.to],
                "what": [_entry(eye, entry) for entry in told.what],
                "text": [text for _, text in _read_by(eye, case.task, told)],
            }
            for told in case.told
        ],
    }


def _entry(eye: Eye, entry: Entry) -> dict[str, Any]:
    zone = eye.calendar.zone
    return {
        "clock": entry.clock.value,
        "step": str(entry.step) if entry.step else "silent",
        "due": entry.due_at.astimezone(zone).isoformat(),
        "rings_at": entry.rings_at.astimezone(zone).isoformat(),
        "once_accepted": entry.once_accepted,
    }


def _lines(eye: Eye, case: Case) -> Iterator[str]:
    """For people: a line a message, and below it what each of its readers reads."""
    yield plain(eye.t("ladder-title", now=eye.moment(eye.now), due=eye.moment(case.task.due_at)))
    for told in case.told:
        what = eye.t("timeline-and").join(step_words(eye, case.task, entry) for entry in told.what)
        yield f"\n{eye.plain_moment(told.at)}  {plain(what)}"
        for to, text in _read_by(eye, case.task, told):
            yield f"    {plain(who_words(eye, to))}: {text}"
    yield f"\n{plain(hours_line(eye, case.task))}"


def _read_by(eye: Eye, task: Task, told: Told) -> Iterator[tuple[tuple[Audience, ...], str]]:
    """What whoever keeps the clock reads, and what the others do."""
    for own in (True, False):
        to = tuple(one for one in told.to if any(_keeps(task, entry, one) for entry in told.what) is own)
        if to:
            then = replace(eye, now=told.at, read_at=eye.now)
            yield to, "\n".join(dict.fromkeys(plain(_read(then, task, entry, own=own)) for entry in told.what))


def _keeps(task: Task, entry: Entry, one: Audience) -> bool:
    clock = task.commitment(entry.clock)
    keeper = Audience.ASSIGNER if clock and clock.member_id == _ASSIGNER else Audience.LEAD
    return one is keeper


def _read(eye: Eye, task: Task, entry: Entry, *, own: bool) -> str:
    clock = task.commitment(entry.clock)
    assert clock is not None  # an entry is of a clock that runs
    shown: Commitment = replace(clock, due_at=entry.due_at)
    return clock_line(eye, task, shown, eye.t("audience-lead"), own=own)


def _deadline(words: str, now: datetime, calendar: WorkingCalendar) -> datetime:
    found = read(words, now, calendar)
    if found.problem is not None:
        raise Refusal("deadline", problem=found.problem.value, words=words)
    if found.kind is Kind.ASK:
        meant = " or ".join(m.isoformat() for m in found.readings)
        raise ValueError(f"--due {words!r} can be read in several ways; say which: {meant}")
    moment = found.moment or _iso(words, calendar)
    if moment is None:
        raise ValueError(f"--due {words!r} is no deadline; write it like '明天下午五点' or 'Friday 5pm'")
    if moment <= now:
        raise ValueError(f"--due {words!r} is over: it was {moment.isoformat()}")
    return moment


def _iso(words: str, calendar: WorkingCalendar) -> datetime | None:
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=calendar.zone)


def _present(words: str | None, now: datetime, calendar: WorkingCalendar) -> datetime:
    if not words:
        return now
    moment = _iso(words, calendar)
    if moment is None:
        raise ValueError(f"--now {words!r} is no moment; write it like 2026-11-23T10:00:00+08:00")
    return moment.astimezone(UTC)


def _priority(words: str) -> Priority:
    if words not in set(Priority):
        raise ValueError(f"--priority {words!r} is none of {', '.join(Priority)}")
    return Priority(words)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="duban ladder", description="Show what comes for a deadline if nothing is done."
    )
    parser.add_argument("--due", required=True, help="the deadline, in everyday words or ISO 8601")
    parser.add_argument("--priority", default="normal", help="normal, elevated, urgent or immediate")
    parser.add_argument("--periodic", default="", help="how often is reported, such as 'every Friday'")
    parser.add_argument("--now", help="when the task is given, ISO 8601; otherwise now")
    parser.add_argument("--lang", choices=tuple(LANGUAGES), help="the language of the lines")
    parser.add_argument("--json", action="store_true", help="as JSON, which is usual where the output is no terminal")
    return parser
