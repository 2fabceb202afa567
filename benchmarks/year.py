"""A seeded year of an office, lived through the real use cases on a moved clock: what bulletins and ledgers are made of.

`python -m benchmarks.year FILE [--seed 8] [--days 365] [--a-week 9]` writes the database. Nothing is sent: what the bot would
have said is thrown away.
"""

from __future__ import annotations

import argparse
import contextlib
import heapq
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import delete

from domain.errors import Refusal
from domain.model.drafts import Draft, TaskDraft
from domain.model.people import Member, Memberships, Role, Team, TeamStatus
from domain.model.post import Said
from domain.model.tasks import Origin, Priority
from domain.ports.store import Store
from domain.rules.breaches import breaches
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from domain.settings.office import Settings
from domain.unit import Unit
from domain.usecases.clocks.timers import plan_standing, ring
from domain.usecases.tasks.act import perform
from domain.usecases.tasks.assign import assign
from storage.rows import outbox, timers
from storage.schema import migrate
from storage.unit import Database

ZONE = ZoneInfo("Asia/Shanghai")
BEGIN = datetime(2025, 11, 3, 9, 0, tzinfo=ZONE)
SETTINGS = Settings(office_name="滨江区政府办公室", hints=False)
CALENDAR = SETTINGS.calendar()
DIRECTOR, DEPUTY, SUPERVISOR = 1, 2, 3
TEAMS = (("综合科", (4, 5, 6, 7)), ("督查科", (8, 9, 10)), ("信息科", (11, 12)))
NAMES = (
    "王建国", "陈立新", "周敏", "李明", "赵倩", "孙悦", "吴昊", "钱进", "郑爽", "冯涛", "何静", "许亮",
)  # fmt: skip
DEEDS = (
    "报送安全生产检查情况", "起草常务会议纪要", "办理人大代表建议", "核对重点项目台账", "整理群众来信来访", "更新政务公开目录",
    "落实防汛整改清单", "准备专题调研材料", "汇总营商环境指标", "回复市政府督查函", "修订值班工作制度", "报送半年工作总结",
    "完成采购合同复核", "编制部门预算草案", "编写督查专报", "组织业务培训", "清点固定资产", "拟定年度工作要点", "校对政府公报",
    "归档会议文件", "对接数据共享平台", "检查窗口服务作风", "汇报老旧小区改造进度", "办理信访积案", "完成网站适老化改造",
)  # fmt: skip
TAGS = ("安全", "会议", "项目", "信访", "公文")
ORIGINS = (None, None, Origin.MEETING, Origin.DOCUMENT, Origin.INSTRUCTION, Origin.COMPLAINT)
# How a person works: how often late, how often silent, how often a result comes back; of a hundred.
MANNERS = ((5, 3, 4), (12, 5, 8), (25, 10, 12), (8, 4, 15))
_OPENS, _CLOSES = 9, 18


@dataclass(order=True)
class Deed:
    """Something somebody does at a moment."""

    at: datetime
    nth: int
    who: int = field(compare=False)
    do: Callable[[Unit, int], object] = field(compare=False)


class Year:
    """An office that is lived: deeds and timers in the order of their moments."""

    def __init__(self, file: Path, seed: int, a_week: float) -> None:
        self.db = Database(f"sqlite:///{file}")
        migrate(self.db)
        self.chance, self.a_week = random.Random(seed), a_week
        self.deeds: list[Deed] = []
        self.nth = count()

    def live(self, days: int) -> None:
        """From the first morning on, so many days."""
        self._unit(BEGIN, _people)
        end = BEGIN + timedelta(days=days)
        for at in self._moments(end):
            self._later(at, self.chance.choice((DIRECTOR, DIRECTOR, DEPUTY, SUPERVISOR)), self._give)
        while self.deeds and self.deeds[0].at < end:
            deed = heapq.heappop(self.deeds)
            self._ring_until(deed.at)
            with contextlib.suppress(Refusal):
                self._unit(deed.at, lambda unit, d=deed: d.do(unit, d.who))
        self._ring_until(end)
        self._forget()
        self.db.close()

    def _unit(self, at: datetime, work: Callable[[Unit], object]) -> None:
        now = at.astimezone(UTC)
        self.db.write_now(lambda s: work(Unit(s, now, SETTINGS, CALENDAR)))

    def _ring_until(self, at: datetime) -> None:
        """What falls due on the way, each at its moment."""
        while (due := self.db.read_now(lambda s: s.timers.next_due())) is not None and due <= at:
            self._unit(due, lambda unit, now=due: [ring(unit, t) for t in unit.store.timers.due(now, 50)])

    def _forget(self) -> None:
        """What was to be said, and what has rung."""
        with self.db.transaction(write=True) as db:
            db.execute(delete(outbox))
            db.execute(delete(timers).where(timers.c.state != "pending"))

    def _moments(self, end: datetime) -> Iterator[datetime]:
        at = BEGIN
        while (at := at + timedelta(hours=self.chance.expovariate(self.a_week / (7 * 24)))) < end:
            yield at

    def _later(self, at: datetime, who: int, do: Callable[[Unit, int], object]) -> datetime:
        """They do it when the office works next. Returns when that is."""
        at = _worked(at)
        heapq.heappush(self.deeds, Deed(at, next(self.nth), who, do))
        return at

    def _give(self, unit: Unit, who: int) -> None:
        """A task, and what becomes of it."""
        chance = self.chance
        team = chance.choices(range(len(TEAMS)), (5, 4, 2))[0]
        lead, *others = chance.sample(TEAMS[team][1], 2 if chance.random() < 0.2 else 1)
        due = CALENDAR.closing(
            CALENDAR.add_working_days(unit.now.astimezone(ZONE).date(), chance.choice((1, 2, 3, 5, 8, 15)))
        )
        written = TaskDraft(
            (lead, *others), title=chance.choice(DEEDS), team_id=team + 1, due=due, origin=chance.choice(ORIGINS),
            priority=chance.choices(tuple(Priority), (70, 20, 8, 2))[0], tags=(chance.choice(TAGS),),
        )  # fmt: skip
        task = assign(unit, _who(unit, who), Draft(0, who, who, written))
        self._life(task.id, (lead, *others), who, unit.now, due)

    def _life(self, number: int, people: Sequence[int], giver: int, at: datetime, due: datetime) -> None:
        lead, *others = people
        late, silent, back = MANNERS[lead % len(MANNERS)]
        chance, luck = self.chance, self.chance.random() * 100
        if luck < 2:
            self._later(
                at + timedelta(hours=chance.uniform(1, 20)), giver, _does(number, Action.CANCEL, "事项已并入其他工作")
            )
            return
        wait = chance.choice((0.3, 1, 2, 3)) if luck > silent else chance.uniform(26, 60)
        accepted = self._later(at + timedelta(hours=wait), lead, _does(number, Action.ACCEPT))
        self._reports(number, lead, accepted, due - at, silent)
        done = at + (due - at) * chance.uniform(0.45, 0.98)
        if luck < late:
            done = due + timedelta(hours=chance.expovariate(1 / 30) + 2)
        elif chance.random() < 0.06:
            done = due + timedelta(days=2)
            asked = self._later(max(due - timedelta(hours=9), accepted), lead, _asks(number, due + timedelta(days=3)))
            self._later(asked + timedelta(hours=0.5), giver, _does(number, Action.GRANT_TIME))
        done = max(done, accepted + timedelta(hours=1))
        for other in others:
            part = self._later(done - timedelta(hours=0.5), other, _does(number, Action.HAND_IN, "我的部分已完成"))
            done = max(done, part + timedelta(hours=0.2))
        self._hand_in(number, lead, giver, done, back)

    def _reports(self, number: int, lead: int, accepted: datetime, span: timedelta, silent: int) -> None:
        """The first soon, the others as the work goes on; who is silent says less."""
        chance = self.chance
        if chance.random() * 100 > silent * 3:
            first = accepted + timedelta(hours=chance.uniform(0.5, 7))
            self._later(first, lead, _does(number, Action.REPORT, "10% 已开始"))
        for share, words in ((0.3, "30% 材料正在收集"), (0.6, "60% 初稿已成"), (0.8, "80% 征求意见中")):
            if chance.random() * 100 > silent * 4:
                at = accepted + span * share * chance.uniform(0.7, 1.1)
                self._later(at, lead, _does(number, Action.REPORT, words))

    def _hand_in(self, number: int, lead: int, giver: int, done: datetime, back: int) -> None:
        done = self._later(done, lead, _does(number, Action.SUBMIT, "已办结，材料随文报送"))
        judged = done + timedelta(hours=self.chance.choice((0.5, 2, 5, 20)))
        if self.chance.random() * 100 < back:
            words = "数据口径不一致，请核对后重报"
            back_at = self._later(judged, giver, _does(number, Action.RETURN, words))
            self._hand_in(number, lead, giver, back_at + timedelta(hours=self.chance.uniform(3, 20)), 0)
            return
        rating = self.chance.choices((3, 4, 5), (1, 5, 4))[0]
        approved = self._later(judged, giver, _does(number, Action.APPROVE, rating=rating))
        if self.chance.random() < 0.3:
            appealed = self._later(approved + timedelta(hours=3), lead, _appeals(number))
            self._later(appealed + timedelta(hours=5), SUPERVISOR, _waives(number))


def _people(unit: Unit) -> None:
    """Twelve people in three teams; the director owns the office, the deputy leads, the third supervises."""
    roles = {DIRECTOR: Role.OWNER, DEPUTY: Role.LEADER, SUPERVISOR: Role.SUPERVISOR}
    for n, name in enumerate(NAMES, 1):
        role = roles.get(n, Role.STAFF)
        unit.store.members.add(Member(0, 1000 + n, name, f"p{n}", role, reachable=True))
    for n, (title, staff) in enumerate(TEAMS, 1):
        team = unit.store.teams.add(Team(0, -1000 - n, title, TeamStatus.APPROVED))
        for member_id in (*roles, *staff):
            unit.store.members.join(team.id, member_id, roles.get(member_id, Role.STAFF))
    while plan_standing(unit):
        pass


def _does(number: int, action: Action, words: str = "", rating: int | None = None) -> Callable[[Unit, int], object]:
    return lambda unit, who: perform(unit, _who(unit, who), number, action, Given(Said(words), rating=rating))


def _asks(number: int, until: datetime) -> Callable[[Unit, int], object]:
    given = Given(Said("外单位数据未到"), moment=until)
    return lambda unit, who: perform(unit, _who(unit, who), number, Action.ASK_TIME, given)


def _appeals(number: int) -> Callable[[Unit, int], object]:
    """Whoever was late may say why, where they were."""

    def do(unit: Unit, who: int) -> None:
        found = _breach(unit.store, number, who)
        if found:
            given = Given(Said("系统停机，非本人原因"), breach=found)
            perform(unit, _who(unit, who), number, Action.APPEAL, given)

    return do


def _waives(number: int) -> Callable[[Unit, int], object]:
    def do(unit: Unit, who: int) -> None:
        task = unit.store.tasks.get(number)
        appealed = [b for b in breaches(task) if b.clock.appealed_at and not b.clock.ruled_at] if task else []
        for breach in appealed:
            perform(unit, _who(unit, who), number, Action.WAIVE, Given(Said("情况属实"), breach=breach.ref))

    return do


def _breach(store: Store, number: int, who: int) -> str:
    task = store.tasks.get(number)
    return next((b.ref for b in breaches(task) if b.member_id == who and not b.clock.appealed_at), "") if task else ""


def _who(unit: Unit, number: int) -> Memberships:
    member = unit.store.members.get(number)
    assert member is not None
    return unit.store.members.with_roles(member)


def _worked(at: datetime) -> datetime:
    """That moment, or the next at which the office works."""
    at = at.astimezone(ZONE)
    if at.hour >= _CLOSES:
        at = (at + timedelta(days=1)).replace(hour=_OPENS, minute=at.minute // 2)
    if at.hour < _OPENS:
        at = at.replace(hour=_OPENS)
    while not CALENDAR.is_working_day(at.date()):
        at = (at + timedelta(days=1)).replace(hour=_OPENS)
    return at


def main() -> None:
    """Write a year."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.year", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--a-week", type=float, default=9.0)
    args = parser.parse_args()
    Year(args.file, args.seed, args.a_week).live(args.days)


if __name__ == "__main__":
    main()
