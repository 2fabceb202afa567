"""How often an office is spoken to: a seeded week of 8 people and 20 tasks, on the simulator with a moved clock.

`python -m benchmarks.calm [--seed 8] [--language zh-Hans] [--read NAME DAY]` counts the messages each person gets a day beside
answers to their own commands, or prints one person's day as they read it.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.program.logs import set_up
from tests.stage import ZONE, Stage, stage

BEGIN = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
DAYS = 5
GIVEN = (8, 5, 4, 2, 1)  # tasks a day, 20 in all
LEADERS, STAFF = ("王主任", "陈副主任", "周秘书"), ("李明", "赵倩", "孙悦", "吴昊", "钱进")
DEEDS = (
    "报送安全检查情况", "提交三季度报告", "起草会议纪要", "核对往来台账", "整理信访件",
    "更新通讯录", "落实整改清单", "准备调研材料", "统计考勤", "回复来函",
    "修订值班表", "报送人员名单", "完成合同复核", "汇总预算", "编写简报",
    "安排培训", "清点资产", "拟定方案", "校对年鉴", "归档文件",
)  # fmt: skip
DUE = (
    "今天下班前", "明天中午12点前", "明天下班前", "后天17点前",
    "周五下班前", "下周三下班前", "12月20日前", "2027年2月10日前",
)  # fmt: skip
WEIGHT = (1, 2, 4, 4, 4, 3, 1, 1)


@dataclass(order=True)
class Deed:
    """Something somebody does at a moment."""

    at: datetime
    number: int = field(compare=False)
    what: str = field(compare=False)
    who: str = field(compare=False)
    text: str = field(compare=False, default="")


def plan(seed: int) -> list[Deed]:
    """Who does what in the week: tasks given in working hours, accepted, reported on and handed in, sooner or later."""
    chance = random.Random(seed)
    deeds: list[Deed] = []
    number = 0
    for day, count in enumerate(GIVEN):
        moments = sorted(_working(chance, day) for _ in range(count))
        for at in moments:
            number += 1
            deeds += _life(chance, number, at)
    return sorted(deeds)


def _working(chance: random.Random, day: int) -> datetime:
    return BEGIN + timedelta(days=day, minutes=chance.choice((10, 25, 40, 65, 95, 130, 270, 300, 345, 400, 440)))


def _life(chance: random.Random, number: int, at: datetime) -> Iterator[Deed]:
    assigner = chance.choice(("王主任", "王主任", "陈副主任", "周秘书"))
    lead = chance.choice(STAFF)
    words = chance.choices(DUE, WEIGHT)[0]
    urgent = " !特急" if number in (6, 14) else ""
    yield Deed(at, number, "give", assigner, f"@{lead} {words} {DEEDS[number - 1]}{urgent}")
    manner = chance.choices(("prompt", "slow", "silent", "declines"), (10, 6, 3, 1))[0]
    if manner == "silent":
        return
    accepted = _later(at, chance.choice((10, 30, 60)) if manner == "prompt" else chance.choice((300, 420, 600)))
    if manner == "declines":
        yield Deed(accepted, number, "decline", lead, "手上有急件，办不过来")
        yield Deed(_later(accepted, 60), number, "reassign", assigner, chance.choice([s for s in STAFF if s != lead]))
        return
    yield Deed(accepted, number, "accept", lead)
    report = _later(accepted, chance.choice((120, 240, 480)))
    yield Deed(report, number, "report", lead, chance.choice(("40% 在办", "60% 材料收齐了", "已联系对方")))
    if chance.random() < 0.2:
        yield Deed(_later(report, 30), number, "extend", lead, "下周四 对方的数据没到")
        yield Deed(_later(report, 150), number, "grant_time", assigner)
    done = _later(report, chance.choice((240, 480, 900, 1500)))
    yield Deed(done, number, "done", lead, "已办好，材料在共享盘")
    yield Deed(_later(done, chance.choice((60, 240, 600))), number, "approve", assigner)


def _later(at: datetime, minutes: int) -> datetime:
    """So many working minutes later, without the break; people do nothing at night."""
    left = timedelta(minutes=minutes)
    while (close := at.replace(hour=18, minute=0)) - at < left:
        left -= close - at
        at = (at + timedelta(days=1)).replace(hour=9, minute=5)
        while at.weekday() > 4:
            at += timedelta(days=1)
    return at + left


async def live(s: Stage, seed: int) -> None:
    """Play the week."""
    await _gather(s)
    for deed in plan(seed):
        if deed.at > BEGIN + timedelta(days=DAYS - 1, hours=9):
            break
        await s.pass_time(deed.at)
        await _do(s, deed)
    await s.pass_time(BEGIN + timedelta(days=DAYS - 1, hours=11))


async def _gather(s: Stage) -> None:
    """Eight people: the stage's four, and four more."""
    await s.set_up_office()
    for name, key in (("陈副主任", "chen"), ("孙悦", "sun"), ("吴昊", "wu"), ("钱进", "qian")):
        person = s.world.person(name, username=key, language_code=s.wang.language_code)
        s.world.join(person, s.group)
        await s.settle()
        joining = next(m for m in s.messages(s.group) if any(b.data == "j:1" for b in m.all_buttons()))
        await s.press(person, joining, "j:1")
        s.world.start(person, "hello")
        await s.settle()
    await s.say(s.wang, s.group, "/role @chen leader")


async def _do(s: Stage, deed: Deed) -> None:
    who, n = people(s)[deed.who], deed.number
    text = deed.text
    for name, person in people(s).items():
        text = text.replace(f"@{name}", f"@{person.username}")
    if deed.what == "give":
        await s.say(who, s.group, f"/task {text}")
    elif deed.what == "accept":
        await s.press(who, s.card(who, n), f"t:accept:{n}", stale=True)
    elif deed.what in ("grant_time", "approve"):
        await s.press(
            who, _about(s, who, n), f"t:{deed.what}:{n}" + (":5" if deed.what == "approve" else ""), stale=True
        )
    elif deed.what == "reassign":
        [(to,)] = s.rows("SELECT id FROM members WHERE name = ?", deed.text)
        await s.press(who, _about(s, who, n), f"t:reassign:{n}:{to}", stale=True)
    else:
        await s.say(who, None, f"/{deed.what} {n} {text}")


def _about(s: Stage, who: object, number: int) -> object:
    """The message they press a button under: the newest about the task."""
    found = [m for m in s.messages(who) if f"#{number} " in m.text and m.buttons]
    return found[-1] if found else s.card(s.group, number)


def people(s: Stage) -> dict[str, object]:
    """Everybody of the week by name."""
    return {p.name: p for p in s.world.people.values() if p.name in LEADERS + STAFF}


_HEARD = """
    SELECT members.name, outbox.message_id, min(outbox.sent_at), max(outbox.kind), min(history.name) FROM outbox
    JOIN members ON members.id = outbox.member_id
    LEFT JOIN history ON history.task_id = outbox.task_id AND history.seq = json_extract(outbox.fields, '$.seq')
    WHERE outbox.state = 'sent' AND outbox.urgency > 0 AND outbox.edits_message_id IS NULL
    AND outbox.message_id IS NOT NULL AND outbox.created_at > ? GROUP BY members.name, outbox.message_id
"""
_NEWS = ("task-news", "progress", "chase")  # progress that was added to a reminder is counted with that
_ANSWERS = (
    "submitted",
    "time-asked",
    "transfer-asked",
    "declined",
)  # what was handed in or asked, waiting for a decision


def heard(s: Stage) -> dict[str, Counter[str]]:
    """How many messages each person got each day that answered nothing they had asked for; results and requests apart."""
    found: dict[str, Counter[str]] = {name: Counter() for name in LEADERS + STAFF}
    for name, _, sent_at, kind, fact in s.rows(_HEARD, str(BEGIN.astimezone(UTC).replace(tzinfo=None))):
        day = datetime.fromisoformat(sent_at).replace(tzinfo=UTC).astimezone(ZONE)
        answer = kind == "task-news" and fact in _ANSWERS
        if name in found:
            found[name][f"{day:%a}{'+' if answer else ''}"] += 1
            found[name]["answers" if answer else kind] += 1
    return found


_SEEN = """
    SELECT outbox.message_id, min(outbox.sent_at), max(outbox.kind) FROM outbox
    WHERE outbox.state = 'sent' AND outbox.member_id IS NULL AND outbox.edits_message_id IS NULL
    AND outbox.message_id IS NOT NULL AND outbox.created_at > ? GROUP BY outbox.message_id
"""
_KINDS = {"task-card": "cards", "digest": "digest", "reminder": "reminders", "group-call": "calls by name"}


def seen(s: Stage) -> dict[str, Counter[str]]:
    """How many messages the group got each day, by kind: what came anew, not what was edited where it stood."""
    found: dict[str, Counter[str]] = {name: Counter() for name in (*_KINDS.values(), "other")}
    for _, sent_at, kind in s.rows(_SEEN, str(BEGIN.astimezone(UTC).replace(tzinfo=None))):
        day = datetime.fromisoformat(sent_at).replace(tzinfo=UTC).astimezone(ZONE)
        found[_KINDS.get(kind, "other")][f"{day:%a}"] += 1
    return found


def main() -> None:
    """Print the table, or a day."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=8)
    options.add_argument("--language", default="zh-Hans")
    options.add_argument("--read", nargs=2, metavar=("NAME", "DAY"))
    set_up((), level=logging.WARNING)
    asyncio.run(_main(options.parse_args()))


async def _main(given: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with stage(Path(folder), given.language, BEGIN - timedelta(minutes=30)) as s:
            await live(s, given.seed)
            if given.read:
                print(_day(s, *given.read))
            else:
                print(_table(heard(s)))
                print(_group_table(seen(s)))


def _day(s: Stage, name: str, day: str) -> str:
    shown = [m for m in s.messages(people(s)[name]) if f"{m.date.astimezone(ZONE):%a}" == day and m.date >= BEGIN]
    return "\n\n".join(
        f"{m.date.astimezone(ZONE):%H:%M} {m.sender.name}: {m.text}\n    "
        + " ".join(f"[{b.text}]" for b in m.all_buttons())
        for m in shown
    )


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")


def _group_table(found: dict[str, Counter[str]]) -> str:
    lines = [f"\n| in the group | {' | '.join(_DAYS)} |", "| --- " * (len(_DAYS) + 1) + "|"]
    lines += [f"| {name} | {' | '.join(str(counts[day]) for day in _DAYS)} |" for name, counts in found.items()]
    return "\n".join(lines)


def _table(found: dict[str, Counter[str]]) -> str:
    head = ("person", *_DAYS, "most", "cards", "reminders", "mornings", "news", "answers")
    lines = ["| " + " | ".join(head) + " |", "| --- " * len(head) + "|"]
    for name, counts in found.items():
        each = [f"{counts[d]}" + (f" + {counts[d + '+']}" if counts[d + "+"] else "") for d in _DAYS]
        news = sum(counts[kind] for kind in _NEWS)
        kinds = (counts["task-card"], counts["reminder"], counts["worklist"] + counts["brief"], news)
        most = max(counts[d] for d in _DAYS)
        lines.append("| " + " | ".join(map(str, (name, *each, most, *kinds, counts["answers"]))) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
