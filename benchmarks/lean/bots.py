"""The bots as processes: the stock echo and `duban run`, each with a lean server of its own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.lean.server import TOKEN, Lean

ROOT = Path(__file__).parents[2]
# As an installed program: its modules are compiled before they are first needed.
_INSTALLED = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
_INSTALLED.setdefault("PYTHONPYCACHEPREFIX", str(Path(tempfile.gettempdir()) / "duban-bench-bytecode"))
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Bot:
    """A running bot, its server, and how long it took from its start to its first long poll."""

    lean: Lean
    process: asyncio.subprocess.Process
    started_in: float = 0.0

    def cpu(self) -> float:
        """Seconds of processor time so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def memory(self) -> float:
        """Resident megabytes."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


@contextlib.asynccontextmanager
async def running(*words: str, log: Path, **environment: str) -> AsyncIterator[Bot]:
    """A Python process as a bot, from its first poll on; {url} in its words is where its Telegram is."""
    lean = Lean()
    await lean.start()
    began = perf_counter()
    with log.open("ab") as out:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *(w.replace("{url}", lean.url) for w in words), cwd=ROOT, stdout=out, stderr=out,
            env=_INSTALLED | {k: v.replace("{url}", lean.url) for k, v in environment.items()},
        )  # fmt: skip
    try:
        async with asyncio.timeout(300):
            await lean.first_poll.wait()
        yield Bot(lean, process, perf_counter() - began)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        await process.wait()
        await lean.stop()


def echo(folder: Path, *words: str) -> contextlib.AbstractAsyncContextManager[Bot]:
    """The stock echo."""
    return running("-m", "benchmarks.lean.echo", "{url}", *words, log=folder / "echo.log")


def duban(folder: Path, database: Path, *, paced: bool = False) -> contextlib.AbstractAsyncContextManager[Bot]:
    """The real process on a filled database; paced as Telegram asks, or as fast as it can."""
    config = folder / f"{database.stem}.toml"
    config.write_text(_CONFIG.format(token=TOKEN, database=database) + ("" if paced else _UNPACED))
    words = ("-m", "bot", "run", "--config", str(config))
    return running(*words, log=folder / "duban.log", DUBAN_TELEGRAM__API_URL="{url}")


_CONFIG = """
[telegram]
token = "{token}"
[storage]
url = "sqlite:///{database}"
[office]
owners = [10001]
"""
_UNPACED = """
[delivery]
per_second = 1000000
per_chat_seconds = 0
per_group_minute = 0
"""
