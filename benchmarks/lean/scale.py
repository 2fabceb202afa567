"""What must not grow with the office: statements, a burst, timers that fall together, the start, lists, memory."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from sqlalchemy import event

from benchmarks.lean.bots import Bot, duban, echo
from benchmarks.lean.filled import GROUP, Office
from benchmarks.lean.rates import KINDS, OFFICE, burst_of, said
from benchmarks.lean.server import TOKEN, Lean
from benchmarks.lean.table import Line, Run
from bot.clock import SystemClock
from bot.config import Config, settings_of
from bot.program.logs import set_up
from bot.running import Duban
from bot.wiring import wire
from domain.messages.base import Urgency
from domain.messages.office import Sentence
from domain.model.daily_timers import Worklists
from domain.model.post import Place
from domain.model.timers import Seal
from domain.model.value import replace
from domain.rules.mornings import next_morning
from domain.usecases.clocks.follow_calendar import follow_calendar
from domain.usecases.clocks.timers import ring
from jobs.pruning import PRUNED_AT_ONCE
from storage.prepared import Prepared, Statements
from storage.unit import Database
from worktime.calendar import DayOverride, WorkingCalendar

_LIMIT = 30  # messages Telegram takes in a second
_OWNER = 1


def sizes(run: Run) -> tuple[int, int]:
    """A small office and a large one, by open tasks."""
    return (100, 2_000) if run.quick else (100, 100_000)


# -- in-process: counted, not timed ------------------------------------------------------------------------------------


@asynccontextmanager
async def inside(run: Run, office: Office) -> Any:
    """The bot in this process, on a lean server."""
    set_up((TOKEN,), Path("/dev/null").open("w"))  # noqa: SIM115, ASYNC230 - to the end of the run
    lean = Lean()
    await lean.start()
    config = _config(lean, run.database(office))
    clock = _Morning(settings_of(config).calendar())
    lean.ahead = int(clock.ahead.total_seconds())
    made = wire(config, clock)
    await made.start()
    yield made, lean
    await made.stop()
    await lean.stop()


class _Morning:
    """A clock that goes as it should and began at a quarter to nine on a working day."""

    def __init__(self, calendar: WorkingCalendar) -> None:
        self.real = SystemClock()
        now = self.real.now()
        self.ahead = next_morning(calendar, now, time(8, 45)) - now

    def now(self) -> datetime:
        return self.real.now() + self.ahead

    def wall(self, moment: datetime) -> datetime:
        return moment - self.ahead


def _config(lean: Lean, database: Path) -> Config:
    return Config(
        telegram={"token": TOKEN, "api_url": lean.url},
        storage={"url": f"sqlite:///{database}"},
        office={"owners": [10001]},
        delivery={"per_second": 1_000_000, "per_chat_seconds": 0, "per_group_minute": 0},
    )


@contextmanager
def counted(made: Duban) -> Iterator[list[str]]:
    """Every statement and transaction; one that is given many rows counts once."""
    found: list[str] = []

    class Counting(Statements):
        def execute(self, statement: Any, values: Any = None) -> Any:
            if isinstance(statement, Prepared):  # the others are heard of from the engine
                found.append("prepared")
            return super().execute(statement, values)

        def exec_driver_sql(self, text: str) -> None:
            if text != "COMMIT":  # which the engine does not tell of either
                found.append(text)
            super().exec_driver_sql(text)

    def usual(_connection: Any, _cursor: Any, text: str, *_: Any) -> None:
        found.append(text)

    made.db.statements = Counting
    for engine in (made.db.engine, made.db.reading):
        event.listen(engine, "before_cursor_execute", usual)
    yield found
    made.db.statements = Statements
    for engine in (made.db.engine, made.db.reading):
        event.remove(engine, "before_cursor_execute", usual)


async def count(run: Run) -> list[Line]:
    """Statements and transactions of a /task that is alone, and of one among many."""
    lines = []
    async with inside(run, OFFICE) as (made, lean):
        turns = itertools.count()
        bot: Any = type("Inside", (), {"lean": lean})
        await burst_of(
            bot, KINDS["task"], turns, 2 * OFFICE.people
        )  # who is told of a first task has a hint below it, once
        for what, size, times in (("alone", 1, 30), ("among many", 100, 2)):
            await asyncio.sleep(0.5)
            with counted(made) as found:
                for _ in range(times):
                    await burst_of(bot, KINDS["task"], turns, size)
                    await asyncio.sleep(0.3)
            begun = sum(s.startswith("BEGIN") for s in found) / size / times
            own = len(found) / size / times - begun
            lines.append(Line(f"statements, transactions of a `/task` {what}", f"{own:.1f}, {begun:.1f}"))
    return lines


# -- the burst ---------------------------------------------------------------------------------------------------------


async def burst(run: Run) -> list[Line]:
    """3,000 messages wait, paced as Telegram asks; meanwhile people ask for things."""
    size, asked = (120, 4) if run.quick else (3_000, 60)
    database = run.database(OFFICE)
    _promise(database, size)
    async with duban(run.folder, database, paced=True) as ours:
        began, waits = perf_counter(), []
        limit = _Limit()
        ours.lean.limit = limit
        for n in range(asked):
            await asyncio.sleep(size / 30 / (asked + 2))
            waits.append(await _answer(ours, 2 + n))
        await ours.lean.until(size + asked, 300)
        share = _share([call.at for call in ours.lean.calls if call.at > began])
    p50, p99 = median(waits) * 1000, quantiles(waits, n=100)[98] * 1000
    return [
        Line(f"an answer to a person in a burst of {size}, p50 and p99", f"{p50:.0f}, {p99:.0f} ms"),
        Line("burst share of 30/s, 429s", f"{share:.3f}, {limit.refused}"),
    ]


class _Limit:
    """Telegram's limit: so many in any second."""

    def __init__(self) -> None:
        self.refused = 0
        self._sent: list[float] = []

    def __call__(self, now: float) -> float | None:
        self._sent = [at for at in self._sent if at > now - 1]
        if len(self._sent) >= _LIMIT:
            self.refused += 1
            return 1.0
        self._sent.append(now)
        return None


def _promise(database: Path, size: int) -> None:
    """As many messages as wanted in the outbox, to groups and people of whom nobody asks anything."""
    db = Database(f"sqlite:///{database}")
    now = SystemClock().now()
    for start in range(0, size, 500):
        db.write_now(lambda s, start=start: [  # type: ignore[misc]
            s.outbox.put(
                Place(chat_id=900_000_000 + n), Sentence("hint-plain", {}), now=now, urgency=Urgency.BULK,
                not_before=None, key=None, task_id=None,
            ) for n in range(start, min(start + 500, size))
        ])  # fmt: skip
    db.close()


async def _answer(bot: Bot, person: int) -> float:
    """How long a person waits for their list."""
    chat = OFFICE.telegram(person)
    began = perf_counter()
    bot.lean.push(said(person, "/mine"))
    return await bot.lean.answer_to(chat) - began


def _share(moments: list[float]) -> float:
    """Messages a second between the first and the last, of what Telegram takes."""
    return (len(moments) - 1) / (moments[-1] - moments[0]) / _LIMIT


# -- timers, start, lists, memory --------------------------------------------------------------------------------------


async def timers(run: Run) -> list[Line]:
    """Deadlines that fall on one moment: until the last has rung and its card is on its way."""
    size = 100 if run.quick else 1_000
    took = []
    for _ in range(1 if run.quick else 3):
        run.forget()
        office = Office(open=2 * size, due_together=size, due_in=timedelta(seconds=12))
        filled = perf_counter()
        database = run.database(office)
        async with duban(run.folder, database) as ours:
            due = max(filled + 12, perf_counter())
            while sum(call.method == "editmessagetext" for call in ours.lean.calls) < size:
                await asyncio.sleep(0.05)
                if perf_counter() > due + 120:
                    raise TimeoutError
            took.append(max(call.at for call in ours.lean.calls) - due)
    return [Line(f"{size} timers due together: the last has rung and its card is on its way", f"{median(took):.1f} s")]


async def start(run: Run) -> list[Line]:
    """From the start of the process to its first long poll, with much and with little in the database, which was in use."""
    small, large = (100, 1_000) if run.quick else (1_000, 100_000)
    took: dict[str, list[float]] = {"echo": [], "small": [], "large": []}
    used = {name: await _used(run, Office(open=size)) for name, size in (("small", small), ("large", large))}
    for _ in range(run.rounds):
        async with echo(run.folder) as stock:
            took["echo"].append(stock.started_in)
        for name, database in used.items():
            async with duban(run.folder, database) as ours:
                took[name].append(ours.started_in)
    bare, few, many = (median(took[name]) for name in ("echo", "small", "large"))
    of = f"{many:.2f} s; {few:.2f} s; bare {bare:.2f} s"
    return [
        Line(f"start to first poll, {large:,} open tasks ÷ {small:,}", f"{many / few:.2f}", of),
        Line(f"the same at {small:,} ÷ bare python-telegram-bot", f"{few / bare:.2f}"),
    ]


async def _used(run: Run, office: Office) -> Path:
    """A database on which the bot ran before."""
    database = run.database(office)
    async with duban(run.folder, database):
        pass
    return database


async def lists(run: Run) -> list[Line]:
    """Lists of a large office beside those of a small one; and how long a unit holds the writer at most."""
    small, large = sizes(run)
    took: dict[str, dict[int, float]] = {}
    longest: dict[str, float] = {}
    for size in (small, large):
        async with inside(run, Office(open=size)) as (made, lean):
            await _settled(made)
            for name, ask in _ASKED.items():
                took.setdefault(name, {})[size] = await ask(made, lean)
            if size == large:
                longest = {name: await _held(made, work) for name, work in _UNITS.items()}
    of = [
        (name, t[large] / t[small], f"{t[large] * 1000:.0f} ms; {t[small] * 1000:.0f} ms") for name, t in took.items()
    ]
    lines = [Line(f"{name} at {large:,} open ÷ {small:,}", f"{ratio:.1f}", told) for name, ratio, told in of]
    worst = max(longest, key=lambda name: longest[name])
    told = ", ".join(f"{name} {seconds * 1000:.0f} ms" for name, seconds in longest.items())
    return [
        *lines,
        Line(f"longest hold of the writer at {large:,} open: {worst}", f"{longest[worst] * 1000:.0f} ms", told),
    ]


async def _settled(made: Duban) -> None:
    await asyncio.sleep(0.5)
    await made.settle(120)


async def _command(lean: Lean, text: str, chat: int | None = None) -> float:
    """The median of a few: from the question to its answer."""
    took = []
    for _ in range(5):
        lean.forget()
        began = perf_counter()
        lean.push(said(_OWNER, text, chat))
        took.append(await lean.until(1) - began)
        await asyncio.sleep(0.2)
    return median(took)


async def _mornings(made: Duban, lean: Lean) -> float:
    """Everybody's morning message, from the bell to the last of them."""
    lean.forget()
    began = perf_counter()
    await made.db.write(lambda s: ring_now(made, s, Worklists()))
    made.courier.wake()
    await made.settle(300)
    return max(call.at for call in lean.calls) - began


_RUNG = itertools.count()


def ring_now(made: Duban, store: Any, what: Any) -> None:
    """A timer rings at the hour it is for."""
    now, key = made.office.clock.now(), f"bench:{what.kind}:{next(_RUNG)}"
    store.timers.add(key, now, what)
    ring(made.office.unit(store, now), store.timers.find(key))


_ASKED: dict[str, Callable[[Duban, Lean], Awaitable[float]]] = {
    "`/team` of an owner": lambda _, lean: _command(lean, "/team"),
    "`/overdue` of an owner": lambda _, lean: _command(lean, "/overdue"),
    "`/team` in a group": lambda _, lean: _command(lean, "/team", GROUP),
    "`/digest`": lambda _, lean: _command(lean, "/digest", GROUP),
    "worklists and briefs": _mornings,
}


async def _held(made: Duban, work: Callable[[Duban, Any], Any]) -> float:
    """Seconds in which nobody else could write."""
    took = 0.0

    def timed(store: Any) -> None:
        nonlocal took
        began = perf_counter()
        work(made, store)
        took = perf_counter() - began

    await made.db.write(timed)
    return took


def _recount(made: Duban, store: Any) -> None:
    """A start meets another calendar: its first unit."""
    unit = made.office.unit(store, made.office.clock.now())
    free = unit.now.astimezone(unit.calendar.zone).date() + timedelta(days=2)
    other = WorkingCalendar(overrides={free: DayOverride(working=False)})
    follow_calendar(replace(unit, calendar=other))


_UNITS: dict[str, Callable[[Duban, Any], Any]] = {
    "worklists": lambda made, store: ring_now(made, store, Worklists()),
    "seal": lambda made, store: ring_now(made, store, Seal()),
    "prune": lambda made, store: store.inbox.prune(made.office.clock.now(), PRUNED_AT_ONCE),
    "prune timers": lambda made, store: store.timers.prune(made.office.clock.now(), None, PRUNED_AT_ONCE),
    "recount": _recount,
}


async def memory(run: Run) -> list[Line]:
    """Resident memory of an idle bot beside that of a bare one."""
    database = await _used(run, Office(open=1_000))
    async with echo(run.folder) as stock, duban(run.folder, database) as ours:
        await asyncio.sleep(5)
        bare, own = stock.memory(), ours.memory()
    return [Line("idle memory ÷ bare python-telegram-bot", f"{own / bare:.2f}", f"{own:.0f} MB; {bare:.0f} MB")]
