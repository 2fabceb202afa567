"""What ran out, as the stories of it begin."""

from __future__ import annotations

from tests.domain.office import local
from tests.stage import Stage

LANGUAGES = ("zh-Hans", "zh-Hant", "en")


async def accepted_late(s: Stage) -> None:
    """A task of Li's, accepted at ten past five instead of half past two."""
    await s.set_up_office()
    await s.say(s.wang, s.group, "/task @li 11月27日18:00 提交三季度报告")
    await s.pass_time(local(23, 17, 10))
    await s.press(s.li, s.card(s.li, 1), "t:accept:1")


async def overdue(s: Stage) -> None:
    """A task of Li's that was neither accepted nor done, two days past its deadline."""
    await s.say(s.wang, s.group, "/task @li 11月24日18:00 提交三季度报告")
    await s.pass_time(local(26, 12))
