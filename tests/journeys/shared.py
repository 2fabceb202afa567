"""Two who work on a task together, and what they read."""

from __future__ import annotations

from simulator.model import Message
from tests.journeys.conftest import Words
from tests.stage import Stage

ORDER = {
    "zh-Hans": "/task @li @zhao @sun 周五下班前 提交三季度报告",
    "zh-Hant": "/task @li @zhao @sun 週五下班前 提交三季度報告",
    "en": "/task @li @zhao @sun by Friday 6pm submit the report",
}
PART = {
    "zh-Hans": "/part 1 @sun 周四下班前 提供数据",
    "zh-Hant": "/part 1 @sun 週四下班前 提供資料",
    "en": "/part 1 @sun by Thursday 6pm the figures",
}
DATA = {"zh-Hans": "提供数据", "zh-Hant": "提供資料", "en": "the figures"}
RESULT = {"zh-Hans": "报告在附件里", "zh-Hant": "報告在附件裡", "en": "the report is attached"}


def news_of(s: Stage, person: object, words: str) -> Message:
    """The newest message that says this."""
    return next(m for m in reversed(s.messages(person)) if words in m.text)


def the_card(s: Stage, person: object) -> str:
    """The card as it stands, among the news of it."""
    status_line = Words(s.language)("card-status", status="§", percent=0).partition("§")[0]
    return str(news_of(s, person, status_line).text)


async def of_two(s: Stage) -> None:
    """李明 leads and has accepted, 赵倩 has not."""
    await s.set_up_office()
    await s.say(s.wang, s.group, "/task @li 牵头 @zhao 周五下班前 写报告")
    await s.say(s.li, None, "/accept 1")
