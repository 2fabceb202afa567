"""What the path of a command costs: the real process beside a stock python-telegram-bot echo that stores nothing.

`python -m benchmarks.path [--rows task,mine] [--rounds 5] [--quick]`; the figures stand in docs/performance.md. Machines
differ and are busy with other things, so every figure is a ratio of medians, the two sides measured in turns in one run.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from benchmarks.lean import rates, scale
from benchmarks.lean.table import Line, Run, printed

# A disk that others write to takes milliseconds to keep a commit, and is not what is measured.
_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None

ROWS: Mapping[str, Callable[[Run], Awaitable[list[Line]]]] = {
    "task": rates.commands("task"),
    "group": rates.commands("group"),
    "report": rates.commands("report"),
    "mine": rates.commands("mine"),
    "show": rates.commands("show"),
    "far": rates.far,
    "light": rates.light,
    "count": scale.count,
    "burst": scale.burst,
    "timers": scale.timers,
    "start": scale.start,
    "lists": scale.lists,
    "memory": scale.memory,
}


async def main() -> None:
    """Measure the rows asked for and print them as a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.path", description=__doc__)
    parser.add_argument("--rows", default=",".join(ROWS), help="which rows, by name")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", default=_MEMORY, help="where the databases lie")
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that it runs")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        run = Run(Path(folder), args.rounds, quick=args.quick)
        for name in args.rows.split(","):
            for line in await ROWS[name](run):
                print(printed(line), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
