"""What reports cost: bulletin, digest, points and picture of an office with a year behind it, beside plain SQL.

`python -m benchmarks.reports [--matters 10000] [--rounds 5]`; every matter has twenty events. Medians of the rounds, the two
sides in turns in one run. The ceiling is a handful of aggregates over the same rows, with no calendar, no names and no rights.
What a ledger costs, also to whoever types meanwhile: `benchmarks/ledger.py`.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import text

from benchmarks.lean.past import Past, fill
from bot.clock import FixedClock
from bot.office import Office
from bot.views import VIEWS
from bot.wiring import MAKERS
from domain.messages.base import Message
from domain.messages.bulletins import BulletinPicture, BulletinText
from domain.messages.points import ScoreTeam
from domain.messages.reports import Digest
from domain.ports.store import ReadStore
from domain.settings.office import Settings
from storage.unit import Database

NOW = datetime(2026, 11, 3, 2, tzinfo=UTC)
MONTH, OWNER, TEAM = "2026-10", 1, 1
_SINCE, _UNTIL = "2026-09-30 16:00:00.000000", "2026-10-31 16:00:00.000000"
CEILING = (
    "SELECT team_id, first_handler_id, count(*) FROM tasks WHERE created_at >= :since AND created_at < :until GROUP BY 1, 2",
    "SELECT team_id, count(*), avg(rating) FROM tasks WHERE closed_at >= :since AND closed_at < :until GROUP BY 1",
    "SELECT kind, count(*), count(breached_at) FROM clocks WHERE due_at >= :since AND due_at < :until GROUP BY 1",
    "SELECT count(*) FROM history WHERE name = 'returned' AND at >= :since AND at < :until",
    "SELECT count(*) FROM tasks WHERE status NOT IN ('done', 'cancelled') AND due_at < :until",
)


class Bench:
    """An office on a file, looked at by its owner."""

    def __init__(self, file: Path, matters: int) -> None:
        fill(file, Past(matters), NOW)
        self.db = Database(f"sqlite:///{file}")
        settings = Settings(office_name="区政府办公室")
        self.office = Office(self.db, FixedClock(NOW), settings, settings.calendar(), "duban_bot")

    def plain(self) -> None:
        """The ceiling."""
        with self.db.transaction(write=False) as db:
            for statement in CEILING:
                db.execute(text(statement), {"since": _SINCE, "until": _UNTIL}).all()

    def view(self, message: Message, *, in_group: bool = False) -> Callable[[], None]:
        """A message as its reader gets it, with its file where it has one."""

        def look(store: ReadStore) -> None:
            team = store.teams.get(TEAM) if in_group else None
            eye = self.office.eye_for(store, None if in_group else store.members.get(OWNER), team)
            shown = VIEWS[type(message)](eye, message)
            assert shown is not None
            if shown.made is not None:
                MAKERS[type(shown.made.of)](shown.made.of)

        return lambda: self.db.read_now(look)


def measured(rounds: int, *works: Callable[[], None]) -> list[float]:
    """The medians, in seconds, the works in turns; the first round only warms."""
    taken: list[list[float]] = [[] for _ in works]
    for nth in range(rounds + 1):
        for times, work in zip(taken, works, strict=True):
            begun = perf_counter()
            work()
            if nth:
                times.append(perf_counter() - begun)
    return [median(times) for times in taken]


def table(matters: int, rounds: int, folder: Path) -> None:
    """A row a report."""
    bench = Bench(folder / f"{matters}.db", matters)
    since = (NOW - timedelta(days=1)).isoformat()
    rows = {
        "bulletin of a month, the office": bench.view(BulletinText(MONTH)),
        "bulletin of a year, the office": bench.view(BulletinText("2026")),
        "bulletin of a month, a team": bench.view(BulletinText(MONTH, TEAM)),
        "its picture": bench.view(BulletinPicture(MONTH, None)),
        "digest of a team": bench.view(Digest(TEAM, since), in_group=True),
        "points of a team's month": bench.view(ScoreTeam(TEAM, MONTH)),
    }
    ceiling, *found = measured(rounds, bench.plain, *rows.values())
    print(f"\n| {matters:,} matters, {matters * 20:,} events | time | ÷ plain SQL of a month |\n| --- | --- | --- |")
    print(f"| plain SQL | {ceiling * 1000:.0f} ms | 1 |")
    for name, time in zip(rows, found, strict=True):
        print(f"| {name} | {time * 1000:.0f} ms | {time / ceiling:.1f} |")
    bench.db.close()


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reports", description=__doc__)
    parser.add_argument("--matters", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for matters in args.matters:
            table(matters, args.rounds, Path(folder))


if __name__ == "__main__":
    main()
