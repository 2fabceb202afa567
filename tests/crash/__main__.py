"""The crash campaign: `python -m tests.crash --kills 200`. Its figures stand in docs/crash.md."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.crash.harness import Run, compare


async def campaign(kills: int, per_run: int, seed: int) -> int:
    """Tell the story again and again until there were enough kills; 0 when nothing was ever wrong."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        (base / "reference").mkdir()
        reference = await Run(base / "reference", 0, seed).tell()
        done, extras, wrong = 0, 0, list(reference.faults)
        while done < kills:
            seed += 1
            outcome, found = await compare(base / str(seed), min(per_run, kills - done), seed, reference)
            done += outcome.kills
            extra = outcome.extras_over(reference).total()
            extras += extra
            wrong += found
            sys.stdout.write(f"seed {seed}: {outcome.kills} kills, {extra} extra copies, {len(found)} faults\n")
            sys.stdout.flush()
    sys.stdout.write("".join(f"{w}\n" for w in wrong))
    sys.stdout.write(
        f"{done} kills: {len(reference.history)} events each once in every run, "
        f"{reference.said.total()} messages a run, {extras} extra copies in all, {len(wrong)} faults\n"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--per-run", type=int, default=25)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    sys.exit(asyncio.run(campaign(options.kills, options.per_run, options.seed)))
