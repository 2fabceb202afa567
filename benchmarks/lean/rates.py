"""How many commands a second, beside the echo's messages a second."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from benchmarks.lean.bots import Bot, duban, echo
from benchmarks.lean.filled import GROUP, Office, card_of, present
from benchmarks.lean.server import BOT
from benchmarks.lean.table import Line, Run

OFFICE = Office(open=199 * 20, of_each=20)
_numbers = itertools.count(5_000_000)
Content = dict[str, Any]


def said(person: int, text: str, chat: int | None = None, **fields: Any) -> Content:
    """A message of a person, in private or in the group."""
    user = OFFICE.telegram(person)
    kind = {"type": "private"} if chat is None else {"type": "supergroup", "title": "综合部"}
    found: Content = {
        "message_id": next(_numbers), "date": int(present().timestamp()), "chat": {"id": chat or user, **kind}, "text": text,
        "from": {
            "id": user, "is_bot": False, "first_name": f"职员{person:04}", "username": f"person{person}",
            "language_code": "zh-hans",
        },
    }  # fmt: skip
    if text.startswith("/"):
        found["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
    return found | fields


def _task(turn: int, chat: int | None = None) -> Content:
    giver, lead = 2 + turn % 199, 2 + (turn + 7) % 199
    return said(giver, f"/task @person{lead} 明天下班前 提交第{turn}号材料", chat)


def _report(turn: int) -> Content:
    task = 1 + 20 * (turn % 199) + turn // 199 % 20
    lead = OFFICE.lead(task)
    card = {
        "message_id": card_of(task),
        "date": int(present().timestamp()),
        "chat": {"id": OFFICE.telegram(lead), "type": "private"},
    }
    return said(lead, f"已完成 {turn % 90}%，材料在核对", reply_to_message={**card, "from": BOT, "text": "x"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A command as it is written in turn, what it has sent, and what the issue calls it."""

    what: str
    written: Callable[[int], Content]
    calls: int


KINDS: Mapping[str, Kind] = {
    "task": Kind("`/task` in private, 2 sends", _task, 2),
    "group": Kind("`/task` in a group, 2 sends", lambda turn: _task(turn, GROUP), 2),
    "report": Kind("reply report, an answer and an edit; the news is a line of what stands", _report, 2),
    "mine": Kind("`/mine` with 20 open", lambda turn: said(2 + turn % 199, "/mine"), 1),
    "show": Kind("`/show`", lambda turn: said(2 + turn % 199, f"/show {1 + 20 * (turn % 199)}"), 1),
    "echo": Kind("echo", lambda turn: said(2 + turn % 199, "收到"), 1),
}


async def burst_of(bot: Bot, kind: Kind, turns: Iterator[int], size: int) -> float:
    """Updates a second, from the first to the last answer."""
    bot.lean.forget()
    began = perf_counter()
    bot.lean.push(*(kind.written(next(turns)) for _ in range(size)))
    return size / (await bot.lean.until(size * kind.calls) - began)


def commands(name: str) -> Callable[[Run], Awaitable[list[Line]]]:
    """The row of one kind of command."""
    return lambda run: _commands(run, KINDS[name])


async def _commands(run: Run, kind: Kind) -> list[Line]:
    size = 50 if run.quick else 190
    async with echo(run.folder) as stock, duban(run.folder, run.database(OFFICE)) as ours:
        return [await _compared(run, kind, stock, ours, size)]


async def _compared(run: Run, kind: Kind, stock: Bot, ours: Bot, size: int) -> Line:
    """A B A B, after one round that is not counted."""
    turns = itertools.count()
    rates: dict[str, list[float]] = {"echo": [], "ours": []}
    spent: dict[str, float] = {"echo": 0.0, "ours": 0.0}
    for turn in range(run.rounds + 1):
        for name, bot, what in (("echo", stock, KINDS["echo"]), ("ours", ours, kind)):
            before = bot.cpu()
            rate = await burst_of(bot, what, turns, size)
            if turn:
                rates[name].append(rate)
                spent[name] += bot.cpu() - before
    ratio = median(rates["ours"]) / median(rates["echo"])
    each = {name: seconds * 1000 / size / run.rounds for name, seconds in spent.items()}
    told = {name: f"{median(rates[name]):.0f}/s, {each[name]:.1f} ms of processor" for name in rates}
    of = f"{told['ours']}; echo {told['echo']}; processor time {each['echo'] / each['ours']:.3f}"
    return Line(f"{kind.what} ÷ echo", f"{ratio:.3f}", of)


async def far(run: Run) -> list[Line]:
    """With 50 ms to Telegram and back, everything waiting at once, beside a stock bot that handles updates at once."""
    size = 100 if run.quick else 256
    async with echo(run.folder, "--concurrent") as stock, duban(run.folder, run.database(OFFICE)) as ours:
        stock.lean.round_trip = ours.lean.round_trip = 0.05
        lines = [await _compared(run, KINDS[name], stock, ours, size) for name in ("task", "show")]
    return [Line(f"50 ms round trip, {size} waiting: {line.what}", line.figure, line.of) for line in lines]


async def light(run: Run) -> list[Line]:
    """At a tenth of what it can: how long the slowest hundredth of commands waits, beside the echo's median."""
    seconds = 5 if run.quick else 20
    lines = []
    async with echo(run.folder) as stock, duban(run.folder, run.database(OFFICE)) as ours:
        turns = itertools.count()
        for bot, kind in ((stock, KINDS["echo"]), (ours, KINDS["task"])):
            await burst_of(bot, kind, turns, 50)
        usual = await _waits(
            stock, KINDS["echo"], turns, await burst_of(stock, KINDS["echo"], turns, 100) / 10, seconds
        )
        for name in ("task", "show", "mine"):
            rate = await burst_of(ours, KINDS[name], turns, 100)
            waits = await _waits(ours, KINDS[name], turns, rate / 10, seconds)
            p99, p50 = quantiles(waits, n=100)[98], median(usual)
            of = f"p50 {median(waits) * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms; echo p50 {p50 * 1000:.1f} ms"
            lines.append(Line(f"p99 at 10 % load, {KINDS[name].what} ÷ the echo's p50", f"{p99 / p50:.1f}", of))
    return lines


async def _waits(bot: Bot, kind: Kind, turns: Iterator[int], rate: float, seconds: float) -> list[float]:
    """From each update to its first answer, at an even pace."""
    waits = []
    for _ in range(max(100, int(rate * seconds))):
        bot.lean.forget()
        began = perf_counter()
        bot.lean.push(kind.written(next(turns)))
        waits.append(await bot.lean.until(1) - began)
        await bot.lean.until(kind.calls)
        await asyncio.sleep(max(0.0, 1 / rate - (perf_counter() - began)))
    return waits
