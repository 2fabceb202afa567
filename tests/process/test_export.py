"""`duban export`: the whole office's ledger, for whoever may read its database."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

from icalendar import Calendar
from openpyxl import load_workbook

from tests.process.test_run import ROOT
from tests.stage import stage


def export(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """The command, on the office in this folder."""
    config = folder / "config.toml"
    config.write_text(
        f'[telegram]\ntoken = "1:abc"\n[storage]\nurl = "sqlite:///{folder / "duban.db"}"\n', encoding="utf-8"
    )
    args = [sys.executable, "-m", "bot", "export", "--config", str(config), *words]
    return subprocess.run(args, cwd=ROOT, capture_output=True, check=False)


async def test_everything_is_in_it_in_every_form(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, "/task @li 12月4日前 提交报告")
        await s.say(s.wang, None, "/task @li 12月4日前 !保密 整理名单")
        await s.say(s.li, None, "/raise 空调坏了")
    database = s.database
    database.rename(tmp_path / "duban.db") if database.name != "duban.db" else None
    whole = json.loads(export(tmp_path).stdout)
    assert [task["kind"] for task in whole["tasks"]][:2] == ["task", "task"]
    assert "整理名单" in str(whole["tasks"])
    assert whole["count"] == len(whole["tasks"])
    table = list(csv.reader(io.StringIO(export(tmp_path, "--format", "csv").stdout.decode("utf-8-sig"))))
    assert [row[0] for row in table[1:]] == ["1", "2"]
    assert len(Calendar.from_ical(export(tmp_path, "--format", "ics").stdout).walk("VEVENT")) == 2
    book = load_workbook(io.BytesIO(export(tmp_path, "--format", "xlsx").stdout))
    assert book.worksheets[0].max_row == 3


def test_without_a_database_it_says_so(tmp_path: Path) -> None:
    done = export(tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"there is no database" in done.stderr
