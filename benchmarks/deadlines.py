"""Score our reader and its peers on the labelled phrases: `python -m benchmarks.deadlines [--peers] [--file own.jsonl]`.

Prints Markdown tables: right, wrong without asking, nothing found, and the time for a phrase; then our own table per
source and language. Peers that are not installed (extra `bench`) are left out and named.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import subprocess
import sys
import time
from datetime import datetime

from benchmarks.peers import PEERS, careful
from tests.deadlines.reader import duban
from tests.deadlines.scoring import ASKED, MISSED, RIGHT, WRONG, Given, Parser, Phrase, Score, phrases, score

IMPORT = "import time; a = time.perf_counter(); import deadlines; print((time.perf_counter() - a) * 1000)"
FIRST = (
    "import time; from datetime import datetime, UTC; from worktime.calendar import WorkingCalendar;"
    "from deadlines import read; c = WorkingCalendar(); a = time.perf_counter();"
    "read('明天', datetime(2026, 11, 23, tzinfo=UTC), c); print((time.perf_counter() - a) * 1000)"
)


class Timed:
    """A parser with the seconds each call took."""

    def __init__(self, parser: Parser) -> None:
        self.parser = parser
        self.seconds: list[float] = []

    def __call__(self, text: str, now: datetime, mode: str) -> Given:
        """Parse, and remember how long it took."""
        started = time.perf_counter()
        given = self.parser(text, now, mode)
        self.seconds.append(time.perf_counter() - started)
        return given


def main() -> int:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", action="store_true", help="score the peers too (extra `bench`)")
    parser.add_argument("--file", default="open.jsonl", help="a file of tests/data/deadlines")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)  # some peers log every phrase they cannot read
    lines = phrases(options.file)
    ours = compare(lines, peers=options.peers)
    print(f"\n## duban, per source and language ({options.file})\n\n{ours.table()}")
    print(f"\nAnswered wrongly without asking: {ours.wrong_share():.2f} %.")
    print(
        f"Import: {_milliseconds(IMPORT):.0f} ms; the first reading builds the grammar: {_milliseconds(FIRST):.0f} ms."
    )
    return 0


def compare(lines: list[Phrase], *, peers: bool) -> Score:
    """Print one row for each parser and slice of phrases it can read; give back our own score."""
    print("| parser | language | alone: right | wrong | nothing | asked | in a sentence: right | wrong | median |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    ours = _row("duban", duban, lines)
    for name, make in PEERS.items() if peers else ():
        try:
            peer = careful(make())
        except ImportError as error:
            print(f"| {name} | not installed ({error}) | | | | | | | |")
            continue
        _row(name, peer, lines)
    return ours


def _row(name: str, parser: Parser, lines: list[Phrase]) -> Score:
    for language in ("zh-Hans", "zh-Hant", "en"):
        part = [phrase for phrase in lines if phrase.lang == language]
        timed = Timed(parser)
        score(part[:20], parser)
        found = score(part, timed)
        alone, inside = found.counts["text", "all"], found.counts.get(("sentence", "all"))
        cells = [f"{100 * alone[verdict] / alone.total():.1f} %" for verdict in (RIGHT, WRONG, MISSED, ASKED)]
        cells += [f"{100 * inside[verdict] / inside.total():.1f} %" if inside else "" for verdict in (RIGHT, WRONG)]
        median = statistics.median(timed.seconds) * 1e6
        print(f"| {name} | {language} | {' | '.join(cells)} | {median:,.0f} µs |", flush=True)
    return score(lines, parser) if name == "duban" else found


def _milliseconds(code: str) -> float:
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(3)]
    return statistics.median(float(run.stdout) for run in runs)


if __name__ == "__main__":
    sys.exit(main())
