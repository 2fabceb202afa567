"""`duban when`: how a phrase is read, as a sentence in a terminal and as one JSON line elsewhere.

With `-`, one JSON line for every JSON line of standard input.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from deadlines import Reading, read
from worktime.calendar import WorkingCalendar

EXIT_OK = 0
EXIT_USAGE = 2


def when(
    argv: Sequence[str], *, calendar: WorkingCalendar | None = None, now: datetime | None = None, language: str = "en"
) -> int:
    """Run the command and return its exit code: 0, or 2 for arguments or input that cannot be used.

    `calendar` is the office's (its defaults when None); `now` the present moment, needed when neither `--now` nor the
    input lines say one. A `now` whose offset differs from the office's zone is read and answered in its own offset.
    """
    options = _parser().parse_args(argv)
    office = calendar or WorkingCalendar()
    try:
        present = datetime.fromisoformat(options.now) if options.now else now
        if present is not None and present.tzinfo is None:
            present = present.replace(tzinfo=office.zone)
        if options.text != "-":
            spoken = language if sys.stdout.isatty() and not options.json else None
            print(_shown(options.text, _needed(present), office, sentence=options.sentence, spoken=spoken))
            return EXIT_OK
        return _answer_all(sys.stdin, present, office, sentence=options.sentence)
    except (ValueError, OverflowError) as error:
        print(f"duban when: {error}", file=sys.stderr)
        return EXIT_USAGE


def _shown(text: str, now: datetime, office: WorkingCalendar, *, sentence: bool, spoken: str | None) -> str:
    """The answer in a language for people, or as data."""
    if spoken is None:
        return _line(answer(text, now, office, sentence=sentence))
    from bot.program.spoken import spoken_answer  # noqa: PLC0415 - the views load the library, data needs none of it

    return spoken_answer(read(text, now, _own(now, office), sentence=sentence), now, _own(now, office), spoken)


def answer(text: str, now: datetime, office: WorkingCalendar, *, sentence: bool = False) -> dict[str, Any]:
    """The reading of one phrase as plain data, in `now`'s own offset where that differs from the office's."""
    return as_data(read(text, now, _own(now, office), sentence=sentence))


def _own(now: datetime, office: WorkingCalendar) -> WorkingCalendar:
    """The office's calendar, in `now`'s own offset where that differs."""
    same = now.utcoffset() == now.astimezone(office.zone).utcoffset()
    return office if same or now.tzinfo is None else office.in_zone(now.tzinfo)


def as_data(reading: Reading) -> dict[str, Any]:
    """The documented fields, and `problem` where the words cannot be a deadline."""
    data: dict[str, Any] = {
        "kind": reading.kind.value,
        "moment": reading.moment.isoformat() if reading.moment else None,
        "day_only": reading.day_only,
        "rule": reading.rule,
        "words": reading.words,
        "rest": reading.rest,
        "readings": [moment.isoformat() for moment in reading.readings],
    }
    if reading.problem is not None:
        data["problem"] = reading.problem.value
    return data


def _answer_all(lines: Iterable[str], present: datetime | None, office: WorkingCalendar, *, sentence: bool) -> int:
    """One line out for every line in, in order; a line that cannot be used says so in its place."""
    code = EXIT_OK
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            said = _line(_answer_line(line, present, office, sentence=sentence))
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
            said, code = _line({"error": f"line {number}: {_fault(error)}"}), EXIT_USAGE
        sys.stdout.write(said + "\n")
    return code


def _answer_line(line: str, present: datetime | None, office: WorkingCalendar, *, sentence: bool) -> dict[str, Any]:
    given = json.loads(line)
    now = datetime.fromisoformat(given["now"]) if given.get("now") else present
    if now is not None and now.tzinfo is None:
        now = now.replace(tzinfo=office.zone)
    if not isinstance(given["text"], str):
        raise TypeError
    return answer(given["text"], _needed(now), office, sentence=bool(given.get("sentence", sentence)))


def _fault(error: Exception) -> str:
    """What to do about a line: JSON's own complaints and Python's say too little."""
    usable = isinstance(error, ValueError) and not isinstance(error, json.JSONDecodeError)
    return str(error) if usable else 'write {"text": "…", "now": "2026-11-23T10:00:00+08:00"}'


def _needed(now: datetime | None) -> datetime:
    if now is None:
        msg = "say the present moment with --now 2026-11-23T10:00:00+08:00"
        raise ValueError(msg)
    return now


def _line(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="duban when", description="Show how a deadline is read.")
    parser.add_argument("text", help="the phrase, or - to read JSON lines with text and now")
    parser.add_argument("--now", help="the moment the phrase is read at, ISO 8601 with offset")
    parser.add_argument("--json", action="store_true", help="as JSON, which is usual where the output is no terminal")
    parser.add_argument("--sentence", action="store_true", help="the text is a whole message")
    return parser
