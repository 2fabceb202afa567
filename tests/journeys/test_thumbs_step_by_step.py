"""How much a thumb has to do for the jobs of every day: presses and characters, counted as people do them.

The numbers stand in docs/thumbs.md; a job that costs more than it did is a mistake, one that costs less changes the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.conftest import Words
from tests.stage import Stage, stage


@dataclass
class Thumb:
    """One person's thumb: what it pressed and what it typed since it was last read."""

    s: Stage
    person: object
    presses: int = 0
    characters: int = 0

    async def press(self, start: str, chat: object | None = None) -> None:
        """The newest button whose data begins so, in private unless a chat is named."""
        shown = [m for m in self.s.messages(chat or self.person) if m.buttons]
        found = next((m, b.data) for m in reversed(shown) for b in m.all_buttons() if (b.data or "").startswith(start))
        self.presses += 1
        await self.s.press(self.person, *found)

    async def say(self, text: str, chat: object | None = None, **how: object) -> None:
        self.characters += len(text)
        await self.s.say(self.person, chat, text, **how)

    async def react(self, message: object, emoji: str) -> None:
        self.presses += 1
        self.s.world.react(self.person, message, emoji)
        await self.s.settle()

    def cost(self) -> tuple[int, int]:
        """Presses and characters; counting begins anew."""
        found = self.presses, self.characters
        self.presses = self.characters = 0
        return found


async def test_the_jobs_of_every_day_cost_no_more_than_these_presses_and_characters(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.set_up_office()
        wang, li, zhao = (Thumb(s, person) for person in (s.wang, s.li, s.zhao))

        # Assigned in reply, with the deadline in the words replied to.
        s.world.send(s.zhou, s.group, "下周五下班前要把会议纪要整理出来")
        await s.settle()
        await wang.say("/task @li", s.group, reply_to=s.messages(s.group)[-1].id)
        assert "整理出来" in s.card(s.li, 1).text
        assert wang.cost() == (0, 9)

        # Accepted: one press, or one reaction.
        await li.press("t:accept:1")
        assert s.rows("SELECT status FROM tasks WHERE id = 1") == [("active",)]
        assert li.cost() == (1, 0)
        await wang.say("/task @li 12月4日下班前 订会议室")
        wang.cost()
        await li.react(s.card(s.li, 2), "👍")
        assert s.rows("SELECT status FROM tasks WHERE id = 2") == [("active",)]
        assert li.cost() == (1, 0)

        # Reported by a reply.
        await li.say("60%", reply_to=s.card(s.li, 1).id)
        assert s.rows("SELECT percent FROM tasks WHERE id = 1") == [(60,)]
        assert li.cost() == (0, 3)

        # A day more: asked by two presses and a reason, granted by one.
        await li.press("t:ask_time:1")
        await li.press("t:ask_time:1:")
        await li.say("等数据")
        assert li.cost() == (2, 3)
        await wang.press("t:grant_time:1")
        assert wang.cost() == (1, 0)

        # What is given often, once more.
        await wang.press("tp:keep:2")
        assert wang.cost() == (1, 0)
        await wang.say("/template")
        await wang.press("tp:use:1")
        assert "订会议室" in s.card(s.li, 3).text
        assert wang.cost() == (1, 9)

        # All that one has, handed over before leave: one press here, one there.
        await li.say("/away 11月23日到27日")
        await li.press(f"aw:ok:3:20261123:20261127:{_id_of(s, '赵倩')}")
        assert li.cost() == (1, 16)
        await zhao.press("ho:all:")
        assert zhao.cost() == (1, 0)
        assert s.rows("SELECT count(*) FROM tasks WHERE taken_over_at IS NOT NULL") == [(3,)]
        assert not await s.audit()


async def test_a_task_is_given_step_by_step_and_back_loses_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.set_up_office()
        wang = Thumb(s, s.wang)
        await wang.say("/task")
        await wang.press("d:1:person:3")
        one_message = s.last(s.wang).id
        await wang.press("d:1:month")
        assert "·28·" in [b.text for b in s.last(s.wang).all_buttons()], "a day off is marked"
        assert not [b for b in s.last(s.wang).all_buttons() if b.data == "d:1:day:20261122"], "a day gone by is none"
        await wang.press("d:1:day:20261127")
        await wang.press("d:1:deadline")
        assert s.last(s.wang).id == one_message, "what is pressed changes the same message"
        s.world.photo(s.wang, None, "")
        await s.settle()
        await wang.say("提交三季度报告")
        for _ in range(3):
            await wang.press("d:1:back")
        await wang.press("d:1:pick")
        assert s.last(s.wang).markup["keyboard"][0][0]["request_users"]["request_id"] == 1
        s.world.share_users(s.wang, 1, [s.zhao, s.li])
        await s.settle()
        await wang.press("d:1:more")
        await wang.press("d:1:ask:standard")

        await s.stop_bot()
        await s.start_bot()
        await wang.say("盖章扫描件")
        shown = s.last(s.wang).text
        for words in ("提交三季度报告", "附件：1 个", "承办：赵倩", "协办：李明", "11月27日", "盖章扫描件"):
            assert words in shown
        await wang.press("d:1:confirm")
        assert s.rows("SELECT title, standard FROM tasks") == [("提交三季度报告", "盖章扫描件")]

        # Left half-way, said once, offered again.
        await wang.say("/task")
        await wang.press("d:2:person:3")
        await wang.say("/task @zhao 明天下班前 订会议室")
        assert sum("发 /task 接着写" in t for t in s.texts(s.wang)) == 1
        await wang.say("/task")
        assert "接着写" in s.last(s.wang).text
        assert "李明" in s.last(s.wang).text
        assert not await s.audit()


def _id_of(s: Stage, name: str) -> int:
    return s.rows("SELECT id FROM members WHERE name = ?", name)[0][0]


_ONCE = {
    "zh-Hans": ("李明 周五下班前 交周报", "/plan 2027\n@li 完成网站改版 6月底\n@zhao 建立台账 3月底"),
    "zh-Hant": ("李明 週五下班前 交週報", "/plan 2027\n@li 完成網站改版 6月底\n@zhao 建立台帳 3月底"),
    "en": ("@li by Friday 6pm send the report", "/plan 2027\n@li finish the site by June 30\n@zhao a list by March 31"),
}  # fmt: skip


@pytest.mark.parametrize("language", list(_ONCE))
async def test_what_was_used_by_a_tap_says_what_came_of_it_and_has_no_buttons(language: str, tmp_path: Path) -> None:
    words, (order, plan) = Words(language), _ONCE[language]
    async with stage(tmp_path, language) as s:
        await s.set_up_office()

        async def used(text: str, button: str) -> str:
            [shown] = await s.say(s.wang, None, text)
            await s.press(s.wang, shown, button)
            assert not shown.buttons, text
            return shown.text

        assert await used(order, words("button-confirm")) == words("draft-became-task", number=1)
        await s.say(s.wang, None, "/template 1")
        [listed] = await s.say(s.wang, None, "/template")
        name = listed.buttons[0][0].text
        assert await used("/template", name) == words("draft-became-task", number=2)
        [listed] = await s.say(s.wang, None, "/template")
        await s.press(s.wang, listed, "⋯")
        await s.press(s.wang, listed, name)
        assert (listed.text, listed.buttons) == (words("draft-became-task", number=3), listed.buttons)
        assert not listed.buttons
        [preview] = await s.say(s.wang, None, plan)
        await s.press(s.wang, preview, preview.buttons[0][0].text)
        assert (preview.text, bool(preview.buttons)) == (words("draft-became-plan", n=2), False)
        assert await used("/task", words("button-discard")) == words("draft-discarded")
