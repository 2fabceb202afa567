"""Everybody writes at once: what becomes of it is what would have become of it one after another."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from bot.edge import intake
from jobs import together
from tests.stage import Stage, stage

SAID = """
/task @li 明天下班前 提交第{n}号材料
/task @zhao 周五前 整理第{n}号档案
/task 下周一前 第{n}件，没有名字
/task @nobody 明天 做第{n}件
/accept {n}
/done {n} 材料已交
/done 99 没有的事
#{n} 完成 40%
{n}号还要两天
/extend {n} 下周三 等数据
/cancel {n} 不用了
/show {n}
/mine
/transfer {n} @zhao
/return {n} 缺附件
/approve {n} 5
/priority {n} urgent
/away 明天 到 后天
在吗
/role @zhao leader
/title {n} 改过的第{n}件
/pause {n} 等批复
/nothing such
/under {n} 1
""".strip().splitlines()


def _written(s: Stage, seed: int) -> None:
    """Four people and a stranger write, in private and in the group, each many times, before any is answered."""
    chance = random.Random(seed)
    people = (s.wang, s.zhou, s.li, s.zhao, s.stranger)
    for _ in range(30):
        for person in chance.sample(people, chance.randint(2, 5)):
            group = s.group if person is not s.stranger and chance.random() < 0.3 else None
            s.world.send(person, group, chance.choice(SAID).format(n=chance.randint(1, 6)))


async def _office_after(folder: Path, seed: int) -> dict[str, Any]:
    async with stage(folder) as s:
        await s.set_up_office()
        _written(s, seed)
        for _ in range(30):
            await s.settle()
        assert s.rows("SELECT count(*) FROM inbox WHERE done_at IS NULL OR error IS NOT NULL") == [(0,)]
        assert [str(difference) for difference in await s.audit()] == []
        state: dict[str, Any] = s.state()
        # A question's place in the chat depends on who was answered first.
        state["questions"] = s.rows("SELECT member_id, chat_id, action, task_id, arg FROM questions")
        return state


@pytest.mark.parametrize("seed", range(6))
async def test_it_is_as_if_they_had_written_in_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logs: list[Any], seed: int
) -> None:
    for name in ("at_once", "in_turn"):
        (tmp_path / name).mkdir()
    at_once = await _office_after(tmp_path / "at_once", seed)
    monkeypatch.setattr(intake, "_TOGETHER", 1)
    monkeypatch.setattr(together, "AT_ONCE", 1)
    in_turn = await _office_after(tmp_path / "in_turn", seed)
    assert at_once == in_turn
    assert at_once["tasks"]
