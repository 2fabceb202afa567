"""An office of this version, kept for the versions after it: `python -m tests.releases.make 0.1.0`.

Writes the database and the simulated Telegram's state to `tests/data/releases/<version>/`. Run it once when a version is
released, never again: what matters is that the files were written by the code of their time.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import tempfile
from pathlib import Path

from simulator import SimClock, Simulator
from tests.stage import MONDAY, Stage

KEPT = Path(__file__).parents[1] / "data" / "releases"


async def make(folder: Path) -> None:
    """Play the office's morning and leave it in the middle of everything."""
    folder.mkdir(parents=True)  # noqa: ASYNC240 - nothing runs yet
    with tempfile.TemporaryDirectory() as scratch:
        clock = SimClock(MONDAY, frozen=True)
        sim = Simulator(clock, strict_limits=False, state=folder / "telegram.json")
        await sim.start()
        made = Stage(sim, clock, Path(scratch) / "duban.db", "zh-Hans")
        await made.start_bot()
        await made.set_up_office()
        await _play(made)
        await made.stop_bot()
        await sim.stop()
        with sqlite3.connect(made.database) as db:
            db.execute("VACUUM INTO ?", (str(folder / "duban.db"),))
        db.close()


async def _play(s: Stage) -> None:
    """A dozen tasks, one in each state of life, an open question, open drafts, a request nobody has answered."""
    wang, li, zhao, group = s.wang, s.li, s.zhao, s.group
    # 1: waits to be accepted, its card with every button unpressed.
    await s.say(wang, group, "/task @li 周五下班前 提交三季度报告 !加急 cc @zhou")
    # 2: under way, reported, more time asked for.
    await s.say(wang, group, "/task @li @zhao 明天下午五点前 核对台账")
    await s.press(li, s.card(li, 2), "t:accept:2")
    await s.say(li, None, "60% 等财务数据", reply_to=s.card(li, 2).id)
    await s.say(li, None, "/extend 2 周五下班前 财务数据还没到")
    # 3: handed in, waits for a decision.
    await s.say(wang, group, "/task @zhao 周三前 整理会议纪要")
    await s.press(zhao, s.card(zhao, 3), "t:accept:3")
    await s.say(zhao, None, "/done 3 已整理完毕")
    # 4: done with stars. 5: declined. 6: cancelled. 7: returned once.
    await s.say(wang, None, "/task @zhao 今天下班前 订会议室")
    await s.say(zhao, None, "/done 4 已订三楼会议室")
    await s.say(wang, None, "/approve 4 5 办得很快")
    await s.say(wang, None, "/task @zhao 下周一 起草讲话稿")
    await s.say(zhao, None, "/decline 5 手头任务已满")
    await s.say(wang, None, "/task @li 下周二 联系印刷厂")
    await s.say(wang, None, "/cancel 6 不用印了")
    await s.say(wang, None, "/task @li 周四 准备汇报材料")
    await s.say(li, None, "/done 7 已准备")
    await s.say(wang, None, "/return 7 缺附表")
    # 8: a transfer is asked for. 9: blocked.
    await s.say(wang, None, "/task @li 12月5日 检查消防设施")
    await s.say(li, None, "/transfer 8 @zhao 出差")
    await s.say(wang, None, "/task @zhao 12月8日 更新通讯录")
    await s.say(zhao, None, "受阻：人事处没有给名单", reply_to=s.card(zhao, 9).id)
    # 10: overdue by the time the office is opened again; its timers wait.
    await s.say(wang, None, "/task @li 今天中午12点 回复来函")
    # The supervisor cannot be reached any more.
    s.world.block(s.zhou)
    await s.settle()
    await s.say(wang, None, "/task @zhou 周四下班前 检查考勤")
    # An open question, a draft that asks for the person, one that asks which moment is meant.
    await s.press(zhao, s.card(zhao, 9), "t:report:9")
    await s.say(wang, group, "/task @li 8点前 交材料")
    await s.say(li, group, "/task")
    # The evening holds this deadline's reminder back until the morning.
    await s.say(wang, None, "/task @li 今晚八点 交值班表")
    await s.say(wang, None, "写一份年终总结")
    await s.pass_time(MONDAY.replace(hour=20, minute=0))


if __name__ == "__main__":
    asyncio.run(make(KEPT / sys.argv[1]))
