"""Ten everyday jobs, and a thumb that counts what they cost: buttons pressed, messages, characters typed, files sent."""

from __future__ import annotations

import io
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from docx import Document

from simulator.model import Chat, Message, Person
from tests.stage import ZONE, Stage

START = datetime(2026, 10, 30, 16, 0, tzinfo=ZONE)  # a Friday; on Monday it is last month
MONDAY = datetime(2026, 11, 2, 9, 30, tzinfo=ZONE)
SAID = {
    "zh-Hans": {
        "wish": "请于下周五下班前报送三季度报告", "more": "宽限一天", "done": "/done 1 已报送",
        "late": "/task @zhao 今天17:00 核对台账", "overdue": "哪些超时了", "away": "明天到周四请假，赵倩代办",
        "find": "找一下上月报告", "notice": "/notice 明天10点消防演习，请全体参加。请于周三下班前阅读",
        "paper": "第12次会议纪要.docx", "until": "12月{}日前",
        "matters": "报送整改方案 · 核对固定资产 · 更新值班表 · 整理档案目录 · 采购办公用品 · 检查消防器材"
        " · 汇总培训需求 · 起草年度总结 · 收集各科意见 · 准备年终考评 · 修订请假办法 · 统计加班情况",
    },
    "zh-Hant": {
        "wish": "請於下週五下班前提報第三季報告", "more": "寬限一天", "done": "/done 1 已提報",
        "late": "/task @zhao 今天17:00 核對台帳", "overdue": "哪些逾期了", "away": "明天到週四請假，赵倩代理",
        "find": "找一下上月報告", "notice": "/notice 明天10點消防演習，請全體參加。請於週三下班前閱讀",
        "paper": "第12次會議紀錄.docx", "until": "12月{}日前",
        "matters": "提報改善方案 · 盤點財產 · 更新輪值表 · 整理檔案目錄 · 採購辦公用品 · 檢查消防器材"
        " · 彙整訓練需求 · 草擬年度總結 · 蒐集各科意見 · 準備年終考核 · 修訂請假規定 · 統計加班情形",
    },
    "en": {
        "wish": "Send the third-quarter report by Friday next week 6pm", "more": "extend one day",
        "done": "/done 1 it is sent",
        "late": "/task @zhao today 5pm check the ledger", "overdue": "/overdue", "away": "/away tomorrow to Thursday @zhao",
        "find": "find last month's report",
        "notice": "/notice Fire drill tomorrow at 10, everybody takes part. Please read by Wednesday 6pm",
        "paper": "minutes-12.docx", "until": "by December {}",
        "matters": "send the action plan · check the inventory · update the duty roster"
        " · sort the archive · order office supplies · check the extinguishers"
        " · collect training needs · draft the annual summary · collect comments"
        " · prepare the appraisals · revise the leave rules · count the overtime",
    },
}  # fmt: skip


def paper(said: dict[str, str]) -> bytes:
    """Minutes with a line for each matter: who, until when, what."""
    made, file = Document(), io.BytesIO()
    for n, matter in enumerate(said["matters"].split(" · ")):
        made.add_paragraph(f"{n + 1}. @{('li', 'zhao')[n % 2]} {said['until'].format(n + 1)} {matter}")
    made.save(file)
    return file.getvalue()


@dataclass(frozen=True)
class Count:
    """What a job cost one person."""

    taps: int = 0  # buttons of the bot
    messages: int = 0  # typed and sent, in reply or not
    characters: int = 0  # typed in them
    files: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


class Thumb:
    """Whatever one person does in the chat, counted."""

    def __init__(self, s: Stage, person: Person) -> None:
        self.stage, self.person, self.count = s, person, Count()

    async def press(self, message: Message, button: str) -> None:
        """A button, by what it says or by its data."""
        self.count += Count(taps=1)
        await self.stage.press(self.person, message, button)

    async def types(self, text: str, chat: Chat | None = None, **how: Any) -> None:
        """A message in a chat (None: in private)."""
        self.count += Count(messages=1, characters=len(text))
        await self.stage.say(self.person, chat, text, **how)

    async def sends(self, name: str, content: bytes) -> None:
        """A file in private."""
        self.count += Count(files=1)
        self.stage.world.file(self.person, None, name, content)
        await self.stage.settle()

    async def takes(self, pattern: str) -> None:
        """The newest button whose data is so."""
        shown = [(m, str(b.data)) for m in self.stage.messages(self.person) for b in m.all_buttons()]
        await self.press(*[(m, data) for m, data in shown if re.fullmatch(pattern, data)][-1])


Look = Callable[[str, Person, Chat | None], Awaitable[None]]
Told = dict[str, Count]


class Office:
    """The jobs, one after another in one office; `look` is called when one is done: the job, whose, and where."""

    def __init__(self, s: Stage, look: Look) -> None:
        self.s, self.look, self.said = s, look, SAID[s.language]
        self.told: Told = {}

    async def done(self, job: str, thumb: Thumb, chat: Chat | None = None) -> None:
        """A job is done."""
        self.told[job] = thumb.count
        await self.look(job, thumb.person, chat)

    async def all(self) -> Told:
        """All ten, in an office that is set up, and what each cost."""
        for part in (self.given, self.reported, self.put_off, self.approved, self.monday, self.leave, self.minutes):
            await part()
        await self.found()
        await self.unread()
        return self.told

    async def given(self) -> None:
        """By a reply; accepted."""
        s, wang, li = self.s, Thumb(self.s, self.s.wang), Thumb(self.s, self.s.li)
        wish = s.world.send(s.zhou, s.group, self.said["wish"])
        await wang.types("/task @li", s.group, reply_to=wish.id)
        await self.done("assign", wang, s.group)
        await li.press(s.card(s.li, 1), "t:accept:1")
        await self.done("accept", li)

    async def reported(self) -> None:
        """60 %, by a reply."""
        li = Thumb(self.s, self.s.li)
        await li.types("60%", reply_to=self.s.card(self.s.li, 1).id)
        await self.done("report", li)

    async def put_off(self) -> None:
        """One more day asked for, and granted."""
        li, wang = Thumb(self.s, self.s.li), Thumb(self.s, self.s.wang)
        await li.types(self.said["more"], reply_to=self.s.card(self.s.li, 1).id)
        await li.takes("o:ask_time:1:.+")
        await self.done("ask", li)
        await wang.takes("t:grant_time:1")
        await self.done("grant", wang)

    async def approved(self) -> None:
        """What was handed in."""
        await self.s.say(self.s.li, None, self.said["done"])
        wang = Thumb(self.s, self.s.wang)
        await wang.takes("t:approve:1")
        await self.done("approve", wang)

    async def monday(self) -> None:
        """A matter of Friday is overdue."""
        s, wang = self.s, Thumb(self.s, self.s.wang)
        await s.say(s.wang, s.group, self.said["late"])
        await s.press(s.zhao, s.card(s.zhao, 2), "t:accept:2")
        await s.pass_time(MONDAY)
        await wang.types(self.said["overdue"])
        await self.done("overdue", wang)

    async def leave(self) -> None:
        """Somebody else stands in; they take over with one tap when it begins."""
        li = Thumb(self.s, self.s.li)
        await li.types(self.said["away"])
        await li.takes("aw:ok:.+")
        await self.done("leave", li)

    async def minutes(self) -> None:
        """Twelve tasks at once."""
        wang = Thumb(self.s, self.s.wang)
        await wang.sends(self.said["paper"], paper(self.said))
        await wang.takes("mm:.+:yes")
        await self.done("minutes", wang)

    async def found(self) -> None:
        """The report's matter of last month."""
        wang = Thumb(self.s, self.s.wang)
        await wang.types(self.said["find"])
        await self.done("find", wang)

    async def unread(self) -> None:
        """Who has not read it stands on the sender's own card."""
        s, wang = self.s, Thumb(self.s, self.s.wang)
        await s.say(s.wang, s.group, self.said["notice"])
        number = s.rows("SELECT max(id) FROM tasks")[0][0]
        for person in (s.zhou, s.li):
            await s.press(person, s.card(s.group, number), f"n:read:{number}")
        await self.done("unread", wang)
