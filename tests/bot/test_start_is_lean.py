"""What a start does not need is not loaded, and what an earlier start worked out is not worked out again."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot import almanac
from domain.model.value import replace
from domain.settings.office import Settings
from domain.text import late
from storage.unit import Database
from worktime.calendar import DayOverride
from worktime.record import keep_years, kept_years, write_down

ROOT = Path(__file__).parents[2]
LATER = (
    "alembic",
    "holidays",
    "opencc",
    "uvicorn",
    "starlette",
    "rich",
    "sqlalchemy.dialects.postgresql",
    "babel.messages",
    "simulator",
    "matplotlib",
    "numpy",
    "PIL",
    "xlsxwriter",
    "openpyxl",
    "docx",
    "noto_cjk_sans_otc",
)


@pytest.fixture
def db(tmp_path: Path, migrated: Path) -> Iterator[Database]:
    """A database at the newest revision, empty."""
    shutil.copyfile(migrated, tmp_path / "duban.db")
    database = Database(f"sqlite:///{tmp_path / 'duban.db'}")
    yield database
    database.close()


def test_a_start_loads_nothing_that_is_only_needed_later() -> None:
    started = f"""
import sys
from bot.__main__ import lean_imports
with lean_imports():
    import bot.wiring
print(*(name for name in {LATER!r} if name in sys.modules))
import rich
"""
    told = subprocess.run([sys.executable, "-c", started], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.split() == []


def test_years_that_are_kept_come_back_as_they_were() -> None:
    calendar, fresh = Settings().calendar(), Settings().calendar()
    text = write_down(calendar, 2025, 2028)
    fresh.recall(kept_years(keep_years(calendar.years)))
    assert fresh.years == calendar.years
    assert write_down(fresh, 2025, 2028) == text
    assert [fresh.is_provisional(date(year, 5, 1)) for year in (2026, 2028)] == [
        calendar.is_provisional(date(year, 5, 1)) for year in (2026, 2028)
    ]


def test_the_years_of_the_last_start_serve_as_long_as_nothing_changed(db: Database) -> None:
    settings = Settings()
    calendar = settings.calendar()
    calendar.is_working_day(date(2026, 11, 23))
    db.write_now(lambda s: almanac.keep(s, calendar, almanac.mark(settings, 2026)))
    again = settings.calendar()
    assert db.read_now(lambda s: almanac.recall(s, again, almanac.mark(settings, 2026)))
    assert again.years == calendar.years


@pytest.mark.parametrize(
    "change",
    [
        {"timezone": "Asia/Taipei"}, {"holidays": "TW"}, {"hours": {0: ()}},
        {"overrides": {date(2026, 11, 26): DayOverride(working=False)}},
    ],
)  # fmt: skip
def test_a_changed_setting_has_them_worked_out_anew(db: Database, change: dict[str, object]) -> None:
    settings, changed = Settings(), replace(Settings(), **change)  # type: ignore[arg-type]
    db.write_now(lambda s: almanac.keep(s, settings.calendar(), almanac.mark(settings, 2026)))
    for marked in (almanac.mark(changed, 2026), almanac.mark(settings, 2027)):
        assert not db.read_now(lambda s, m=marked: almanac.recall(s, settings.calendar(), m))  # type: ignore[misc]


def test_a_late_expression_is_one_like_any_other() -> None:
    word = late(r"a(b+)", 2)
    assert [found[1] for found in word.finditer("AB abb")] == ["B", "bb"]
    assert (word.pattern, word.sub("-", "xab"), word.fullmatch("a")) == ("a(b+)", "x-", None)


def test_no_rule_compiles_its_expressions_at_the_start() -> None:
    known = [*ROOT.glob("domain/rules/**/*.py"), *ROOT.glob("domain/usecases/**/*.py"), *ROOT.glob("bot/handlers/*.py")]
    assert len(known) > 50
    assert [str(file.relative_to(ROOT)) for file in known if "re.compile(" in file.read_text()] == []
