"""A task, a second one, and somebody from outside: what bad input is tried on."""

from __future__ import annotations

from simulator.model import Chat, Person
from tests.stage import Stage


async def a_task(s: Stage, text: str = "/task @li 明天下午五点前 提交三季度报告") -> None:
    """Task 1, given by Wang to Li in the group."""
    await s.say(s.wang, s.group, text)
    assert s.rows("SELECT id FROM tasks") == [(1,)]


async def an_outsider(s: Stage) -> tuple[Person, Chat]:
    """A member of another team, who may not see what the first one does."""
    qian = s.world.person("钱进", username="qian")
    other = s.world.group("财务部", members=[s.wang, qian], creator=s.wang)
    s.world.add_bot(s.wang, other)
    await s.settle()
    s.world.press(qian, s.last(other), "加入")
    await s.settle()
    s.world.start(qian, "hello")
    await s.settle()
    return qian, other


async def a_second_task(s: Stage) -> None:
    """So that a missing number cannot mean the only one."""
    await s.say(s.wang, s.group, "/task @li 后天 订会议室")
