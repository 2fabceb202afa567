"""Every figure of a bulletin, counted anew in plain Python from the ledger's JSON alone, without a rule of ours."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from benchmarks.year import BEGIN, CALENDAR, SETTINGS, TEAMS, Year
from bot.wiring import ledger_into
from domain.bulletins import Reading, counted
from domain.model.ledger import LedgerForm, LedgerOrder
from domain.rules.periods import Period
from storage.unit import Database
from tests.journeys.test_ledger_counted import Counted, at

DAYS = 100
MONTHS = {"2025-11": (2025, 11), "2025-12": (2025, 12), "2026-01": (2026, 1)}
NOW = (BEGIN + timedelta(days=DAYS)).astimezone(UTC)
Json = dict[str, Any]


class Recount:
    """A month, of a team or of all, from the file."""

    def __init__(self, whole: Json, month: str, team: int | None) -> None:
        self.file = Counted(whole)
        year, number = MONTHS[month]
        zone = ZoneInfo(whole["office"]["zone"])
        self.since = datetime(year, number, 1, tzinfo=zone)
        self.until = datetime(year + number // 12, number % 12 + 1, 1, tzinfo=zone)
        self.tasks = [t for t in self.file.tasks if team is None or t["team"] == team]

    def within(self, moment: str | None) -> bool:
        return moment is not None and self.since <= at(moment) < self.until

    def closed(self, status: str) -> list[Json]:
        return [t for t in self.tasks if t["status"] == status and self.within(t["closed_at"])]

    def delays(self) -> dict[int, timedelta]:
        """By how much working time what was done was late."""
        found = {t["id"]: self.file.delay(t) for t in self.closed("done")}
        return {number: late for number, late in found.items() if late is not None}

    def open_at_end(self) -> list[Json]:
        def stands(task: Json) -> bool:
            return at(task["created_at"]) < self.until and not (
                task["closed_at"] and at(task["closed_at"]) < self.until
            )

        return [t for t in self.tasks if stands(t)]

    def overdue_at_end(self) -> int:
        return sum(any(map(self._out, t["clocks"])) for t in self.open_at_end())

    def _out(self, clock: Json) -> bool:
        if clock["kind"] != "finish" or at(clock["started_at"]) >= self.until or clock["waived"]:
            return False
        ended = [at(m) for m in (clock["met_at"], clock["stopped_at"]) if m]
        return at(clock["due_at"]) < self.until and not any(m < self.until for m in ended)

    def kept(self, *kinds: str) -> tuple[int, int, int]:
        """Promises due in the month: kept, broken, waived."""
        due = [c for t in self.tasks for c in t["clocks"] if c["kind"] in kinds and self.within(c["due_at"])]
        broken = [c for c in due if c["breached_at"]]
        waived = [c for c in broken if c["waived"]]
        kept = [c for c in due if c["met_at"] and not c["breached_at"]]
        return len(kept), len(broken) - len(waived), len(waived)

    def events(self, fact: str) -> Iterator[Json]:
        return (e for t in self.tasks for e in t["history"] if e["fact"] == fact and self.within(e["at"]))

    def figures(self) -> Json:
        late, rated = self.delays(), [t["rating"] for t in self.closed("done") if t["rating"]]
        slips = [s for t in self.tasks for s in t["slips"] if self.within(s["issued_at"]) and not s["withdrawn_at"]]
        return {
            "given": sum(self.within(t["created_at"]) for t in self.tasks), "done": len(self.closed("done")),
            "late": len(late), "cancelled": len(self.closed("cancelled")), "open_at_end": len(self.open_at_end()),
            "overdue_at_end": self.overdue_at_end(), "delays": sum(late.values(), timedelta(0)),
            "worst": max(late.values(), default=timedelta(0)), "accept": self.kept("accept"),
            "reports": self.kept("first_report", "periodic"), "returned": len(list(self.events("returned"))),
            "slips": len(slips), "ratings": len(rated), "stars": sum(rated),
        }  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A hundred days of it."""
    file = tmp_path_factory.mktemp("year") / "year.db"
    Year(file, 8, 16).live(DAYS)
    return Database(f"sqlite:///{file}")


@pytest.fixture(scope="module")
def whole(office: Database) -> Json:
    """Its ledger as JSON."""
    made = io.BytesIO()
    ledger_into(office, SETTINGS, LedgerOrder(LedgerForm.JSON, "zh-Hans", NOW), made)
    return json.loads(made.getvalue())


@pytest.mark.parametrize("team", [None, *range(1, len(TEAMS) + 1)])
@pytest.mark.parametrize("month", MONTHS)
def test_the_bulletin_says_what_the_file_says(office: Database, whole: Json, month: str, team: int | None) -> None:
    told = office.read_now(lambda s: counted(Reading(s, NOW, SETTINGS, CALENDAR), Period(month), team)).figures
    said = {name: getattr(told, name) for name in Recount(whole, month, team).figures()}
    said |= {n: (said[n].kept, said[n].broken, said[n].waived) for n in ("accept", "reports")}
    assert said == Recount(whole, month, team).figures()
    assert team is not None or min(said["done"], said["late"], said["slips"], said["returned"]) > 0
