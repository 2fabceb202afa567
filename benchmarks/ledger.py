"""What a long ledger costs: 10,000 matters with 200,000 entries of history, each form in a process of its own.

python -m benchmarks.ledger [matters] [entries of each]
"""

from __future__ import annotations

import contextlib
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import insert, text

from benchmarks.lean.filled import Office, fill
from bot.config import Config, settings_of
from bot.wiring import ledger_apart
from domain.facts.base import link
from domain.facts.tasks import Reported
from domain.model.ledger import LedgerForm, LedgerOrder
from domain.records import encode_fact
from storage.rows import history
from storage.unit import Database

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
_AT_ONCE = 10_000


def filled(file: Path, matters: int, each: int) -> None:
    """Half of them done, some late; every one reported on again and again."""
    fill(file, Office(matters), NOW)
    database = Database(f"sqlite:///{file}")
    with database.transaction(write=True) as db:
        heads = dict(db.execute(text("SELECT task_id, hash FROM history")).all())
        some: list[dict[str, Any]] = []
        for row in _reports(heads, each):
            some.append(row)
            if len(some) == _AT_ONCE:
                db.execute(insert(history), some)
                some.clear()
        if some:
            db.execute(insert(history), some)
        closed = (
            "UPDATE tasks SET status = 'done', percent = 100, closed_at = due_at, result = '已报送' WHERE id % 2 = 1"
        )
        db.execute(text(closed))
        db.execute(text("UPDATE clocks SET met_at = due_at WHERE task_id % 2 = 1"))
        db.execute(text("UPDATE clocks SET breached_at = due_at WHERE task_id % 20 = 0"))
    database.close()


def _reports(heads: dict[int, str], each: int) -> Iterator[dict[str, Any]]:
    for task_id, last in heads.items():
        head = last
        for seq in range(2, each + 1):
            at = NOW - timedelta(hours=24) + timedelta(minutes=seq)
            fact = encode_fact(Reported(f"第{seq}次反馈：{task_id}号材料已与财务处核对，等待回复", seq % 100))
            made = link(head, task_id, seq, at, 2 + task_id % 190, Reported.name, fact)
            yield {
                "task_id": task_id, "seq": seq, "at": at, "actor_id": 2 + task_id % 190, "name": Reported.name, "data": fact,
                "prev_hash": head, "hash": made,
            }  # fmt: skip
            head = made


def measured(file: Path, form: LedgerForm, to: Path) -> None:
    """One ledger; the last line says what it cost."""
    url = f"sqlite:///{file}"
    settings = settings_of(Config(telegram={"token": "1:x"}, storage={"url": url}))
    begun, worked = perf_counter(), _worked()
    to.write_bytes(ledger_apart(url, settings, LedgerOrder(form, "zh-Hans", NOW, many=True)))
    seconds, of_work, most = perf_counter() - begun, _worked() - worked, _peak()
    print(
        json.dumps(
            {
                "form": form,
                "seconds": round(seconds, 2),
                "of work": round(of_work, 2),
                "megabytes": most,
                "file": to.stat().st_size // 1024,
            }
        )
    )


def _plainly(file: Path) -> float:
    begun = perf_counter()
    with contextlib.closing(sqlite3.connect(file)) as db:
        for table in ("tasks", "assignments", "clocks", "history"):
            for _ in db.execute(f"SELECT * FROM {table}"):
                pass
    return perf_counter() - begun


def _worked() -> float:
    """Processor time, that of a second process included."""
    return process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def _peak() -> int:
    """The most memory this process has had, in megabytes; what it was forked from does not count."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    found = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(found.split()[1]) // 1024


def main() -> None:
    """Fill an office, make each form, print a line for each."""
    if sys.argv[1:2] == ["--one"]:
        return measured(Path(sys.argv[2]), LedgerForm(sys.argv[3]), Path(sys.argv[4]))
    given = [int(word) for word in sys.argv[1:3]]
    matters, each = (*given, *(10_000, 20)[len(given) :])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "office.db"
        filled(file, matters, each)
        print(json.dumps({"form": "every row in plain SQL, and no more", "seconds": round(_plainly(file), 2)}))
        for form in LedgerForm:
            to = Path(folder) / f"ledger.{form}"
            # by no file's name: the second process of a workbook would load all that this one has
            begun = "from benchmarks.ledger import main; main()"
            subprocess.run([sys.executable, "-c", begun, "--one", str(file), form, str(to)], check=True)
    return None


if __name__ == "__main__":
    main()
