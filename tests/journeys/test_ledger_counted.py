"""From the JSON alone, in plain Python and without a rule of ours, every figure of a bulletin is counted anew."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.model.clocks import CommitmentKind
from domain.model.tasks import Status
from domain.rules.breaches import breaches, lateness
from tests.stage import Stage

Json = dict[str, Any]


class Counted:
    """A file, and what is counted from it."""

    def __init__(self, whole: Json) -> None:
        self.whole = whole
        self.tasks = [task for task in whole["tasks"] if task["kind"] == "task"]
        self.zones = {team["id"]: ZoneInfo(team["zone"]) for team in whole["teams"]}
        self.made_at = at(whole["made_at"])

    def hours(self, task: Json) -> list[tuple[datetime, datetime]]:
        """The working time, by the clock of the matter's team."""
        zone = self.zones.get(task["team"], ZoneInfo(self.whole["office"]["zone"]))
        return [
            (datetime.combine(date.fromisoformat(day), time.fromisoformat(begins), zone),
             datetime.combine(date.fromisoformat(day), time.fromisoformat(ends), zone))
            for day, periods in self.whole["working_days"] for begins, ends in periods
        ]  # fmt: skip

    def worked(self, task: Json, begins: datetime, ends: datetime) -> timedelta:
        spans = ((max(opens, begins), min(closes, ends)) for opens, closes in self.hours(task))
        return sum((b - a for a, b in spans if b > a), timedelta(0))

    def broken(self, task: Json, kind: str) -> list[list[Json]]:
        """The promises of a kind that were not kept, each with the generations that went on with it."""
        found: list[list[Json]] = []
        for clock in sorted((c for c in task["clocks"] if c["kind"] == kind), key=lambda c: c["generation"]):
            if clock["breached_at"] is None:
                continue
            before = found[-1][-1] if found else None
            goes_on = before is not None and before["breached_at"] == clock["breached_at"]
            if goes_on and (not before["stopped_at"] or at(clock["started_at"]) >= at(before["stopped_at"])):
                found[-1].append(clock)
            else:
                found.append([clock])
        return found

    def delay(self, task: Json) -> timedelta | None:
        """How late the deadline was, or is, kept; None where it was, or does not count."""
        missed = [spans for spans in self.broken(task, "finish") if not spans[0]["waived"]]
        if not missed:
            return None
        late = timedelta(0)
        for spans in missed:
            for clock in spans:
                ends = at(clock["met_at"] or clock["stopped_at"] or self.whole["made_at"])
                late += self.worked(task, max(at(spans[0]["due_at"]), at(clock["started_at"])), ends)
        return late


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def a_month(s: Stage) -> None:
    """Done in time, done late, late and waived, overdue, paused over its deadline, returned, cancelled."""
    for n in range(1, 8):
        await s.say(s.wang, s.group, f"/task @{'li' if n % 2 else 'zhao'} 明天下班前 办理第{n}件")
    for n in (1, 2, 3, 5, 6):
        await s.say(s.li if n % 2 else s.zhao, None, f"/accept {n}")
    await s.say(s.li, None, "/done 1 ok")
    await s.say(s.wang, None, "/approve 1")
    await s.say(s.wang, None, "/pause 5 12月1日 等上级")
    await s.say(s.zhao, None, "/done 6 ok")
    await s.say(s.wang, None, "/return 6 缺附件")
    await s.pass_time(timedelta(days=5, hours=3))
    for n in (2, 3):
        await s.say(s.li if n % 2 else s.zhao, None, f"/done {n} ok")
        await s.say(s.wang, None, f"/approve {n}")
    [which] = await s.say(s.zhou, None, "/waive 3 全市停电")
    await s.press(s.zhou, which, next(b.data for b in which.all_buttons() if "finish" in (b.data or "")))
    await s.say(s.wang, None, "/cancel 7 不办了")
    await s.pass_time(timedelta(days=9))


async def test_figures_counted_from_the_file_alone_are_those_of_the_rules(office: Stage) -> None:
    await a_month(office)
    found = Counted(json.loads((await office.say(office.wang, None, "/ledger json"))[-1].media.data))
    unit_calendar = office.duban.office.calendar
    tasks = await office.duban.db.read(lambda s: [s.tasks.get(n) for n in range(1, 8)])
    now = office.clock.now()

    late = {}
    for task in tasks:
        missed = [b for b in breaches(task) if b.kind is CommitmentKind.FINISH and b.waived_at is None]
        late[task.id] = sum((lateness(b, now, unit_calendar) for b in missed), timedelta(0)) if missed else None
    assert {task["id"]: found.delay(task) for task in found.tasks} == late
    assert late[1] is None, "in time"
    assert late[2] > timedelta(hours=8), "done late"
    assert late[3] is None, "waived"
    assert late[4] is not None, "overdue still"

    done = [task for task in found.tasks if task["status"] == "done"]
    assert [task["id"] for task in done] == [t.id for t in tasks if t.status is Status.DONE] == [1, 2, 3]
    assert all(at(task["closed_at"]) <= found.made_at for task in done)
    assert [task["id"] for task in found.tasks if task["returns"]] == [6]
    accepts = [found.broken(task, "accept") for task in found.tasks]
    assert list(map(len, accepts)) == [len([b for b in breaches(t) if b.kind is CommitmentKind.ACCEPT]) for t in tasks]
    slips = [slip for task in found.tasks for slip in task["slips"] if slip["withdrawn_at"] is None]
    issued = office.rows("SELECT count(*) FROM slips WHERE withdrawn_at IS NULL")[0][0]
    assert len(slips) == issued > 0


async def test_the_hashes_in_the_file_prove_its_history(office: Stage) -> None:
    await a_month(office)
    whole = json.loads((await office.say(office.wang, None, "/ledger json"))[-1].media.data)
    for task in whole["tasks"]:
        before = "0" * 64
        for n, event in enumerate(task["history"], 1):
            data = json.dumps(event["data"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            when = at(event["at"]).astimezone(UTC).isoformat()
            said = [before, task["id"], event["seq"], when, event["actor"], event["fact"], data]
            before = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
            assert (event["seq"], event["hash"]) == (n, before)


async def test_the_file_names_everybody_it_speaks_of(office: Stage) -> None:
    await a_month(office)
    whole = json.loads((await office.say(office.wang, None, "/ledger json"))[-1].media.data)
    named = {person["id"] for person in whole["people"]}
    spoken_of = {m["member"] for t in whole["tasks"] for m in (*t["people"], *t["clocks"], *t["requests"])}
    spoken_of |= {e["actor"] for t in whole["tasks"] for e in t["history"]} - {None}
    assert spoken_of <= named
    assert {person["name"] for person in whole["people"]} >= {"王主任", "李明", "赵倩"}
