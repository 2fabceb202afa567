"""What is asked of bulletins and of points in everyday words: 上月通报, 我的得分, 李明为什么扣分."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.rules.question_words import DONE
from domain.rules.question_words import en as _en
from domain.rules.question_words import zh as _zh

_NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})"
_WHEN = (
    rf"(?P<when>(?:(?:20\d\d|[今去前])年)?{_NUMERAL}月份?|(?:(?:20\d\d|[今去前])年)?第?[一二三四1-4]季度?|(?:20\d\d)?q[1-4]"
    r"|[本这這]个?個?月|上[上一]?个?個?月|[本上这這]一?个?個?季度?|(?:20\d\d|[今去前])年度?)"
)
_WHEN_IF = rf"(?:{_WHEN})?的?"
_EN_MONTH = "(?:last|this) (?:month|quarter|year)|q[1-4]"
_EN_NAMED = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?: 20\d\d)?"
)
_EN_WHEN = rf"(?P<when>{_EN_MONTH}|{_EN_NAMED})"
_EN_IN = rf"(?:(?: in| for| of| from| during)?(?: the)? {_EN_WHEN})?"
_SCORE = r"(?:量化)?(?:考核)?(?:得分|分数|分數|积分|積分|考核分|考核成绩|考核成績)"
_ASSESSED = r"(?:量化)?考核(?:情况|情況|结果|結果|怎么样|怎麼樣|如何)?"
_HAD = r"(?:量化)?(?:考核)?(?:得了?|是|有|拿了?|能得)?(?:多少|几|幾)分"
_WHY = r"(?:为什么|为啥|怎么|為什麼|為何|怎麼)"
_POINTS = _WHY + r"(?:会|會|被|又)*(?:扣|减|減|加)(?:了|过|過)?(?:\s?\d+\s?)?分"
_WHO = r"(?P<who>[^我你您他她\s]{2,8}?)"
# What is asked of points: of oneself, or of somebody, whose name stands in `who`; `when`: of which time.
_SCORES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("score", _zh(rf"我的?{_WHEN_IF}{_SCORE}(?:是|有)?(?:多少|几|幾|怎么样|怎麼樣|如何|情况|情況)?分?")),
    ("score", _zh(rf"{_WHEN_IF}我?的?{_SCORE}(?:是|有)?(?:多少|几|幾|怎么样|怎麼樣|如何|情况|情況)?分?")),
    ("score", _zh(rf"我的?{_WHEN_IF}{_HAD}")),
    ("score", _zh(rf"{_WHEN}我的?{_HAD}")),
    ("score", _en(r"(?:what(?:'s| is| was) )?my (?P<when>(?:last|this) (?:month|quarter|year))(?:'s)? (?:score|points)")),
    ("score", _en(r"(?:what(?:'s| is| was) )?(?P<when>(?:last|this) (?:month|quarter|year))(?:'s) (?:score|points)")),
    ("score", _en(rf"how many points (?:do|did) i (?:have|get)? ?{_EN_IN}")),
    ("score", _en(rf"how many points (?P<when>{_EN_MONTH}|{_EN_NAMED})")),
    ("score", _en(rf"(?:what(?:'s| is|'re| are| was| were) )?my (?:score|points){_EN_IN}")),
    ("score", _en(rf"how many points (?:do|did) (?:i|(?P<who>[^\W\d_][\w ]{{1,20}}?)) (?:have|get){_EN_IN}")),
    ("score", _en(rf"how many points does (?P<who>[^\W\d_][\w ]{{1,20}}?) (?:have|get){_EN_IN}")),
    ("score", _zh(rf"我的?{_WHEN_IF}{_ASSESSED}")),
    ("score", _zh(rf"{_WHEN}我?的?{_ASSESSED}")),
    ("score-why", _zh(rf"我{_WHEN_IF}{_POINTS}")),
    ("score-why", _zh(rf"{_WHEN_IF}我?{_POINTS}")),
    ("score-why", _zh(rf"{_WHEN_IF}{_WHY}(?:要|又)?(?:扣|减|減)(?:了|过|過)?我(?:\s?\d+\s?)?的?分")),
    ("score-why", _zh(rf"{_WHEN_IF}(?:扣|减|減)了?我(?:几|幾|多少)分")),
    ("score-why", _zh(rf"我?{_WHEN_IF}(?:一共|总共|總共)?(?:被)?(?:扣|减|減)了?(?:多少|几|幾)分")),
    ("score", _en(rf"(?:the )?(?:points|scores?) (?:of|for) (?P<who>[^\W\d_][\w ]{{1,20}}?){_EN_IN}")),
    ("score-why", _zh(rf"{_WHEN}{_WHO}的?{_POINTS}")),
    ("score", _zh(rf"{_WHEN}的?{_WHO}的?(?:{_SCORE}(?:是|有)?(?:多少|几|幾)?分?|{_HAD})")),
    ("score-why", _zh(rf"{_WHO}{_WHEN_IF}{_POINTS}")),
    ("score", _zh(rf"{_WHO}的?{_WHEN_IF}{_SCORE}(?:是|有)?(?:多少|几|幾)?分?")),
    ("score", _zh(rf"{_WHO}的?{_WHEN_IF}{_HAD}")),
    (
        "score-why",
        _en(
            rf"why (?:did|have) (?:i|(?P<who>[^\W\d_][\w ]{{1,20}}?)) (?:lose|lost|get|got) (?:\d+ )?points?{_EN_IN}"
        ),
    ),
)  # fmt: skip

_TOLD = r"(?:通报|通報|[月季年]报|[月季年]報|报表|報表)"
_EN_TOLD = r"(?:monthly |quarterly |yearly )?(?:bulletin|monthly report|report of the month)"
_BULLETIN = (
    _zh(rf"{_WHEN}的?(?:督办|督辦|工作)?(?:[月季年]度?)?{_TOLD}"),
    _zh(
        rf"{_WHEN}的?(?:(?:督办|督辦|任务|任務|工作)的?)?(?:{DONE}|办理|辦理|按时办结|準時結案)(?:情况|情況|率)(?:怎么样|怎麼樣|如何)?"
    ),
    _zh(r"(?P<when>)(?:督办|督辦)月?度?(?:通报|通報|月报|月報)|月度?(?:通报|通報)"),
    _en(rf"(?:the |a )?(?:{_EN_WHEN}(?:'s)? )?{_EN_TOLD}"),
    _en(rf"(?:the |a )?(?:{_EN_TOLD}|report) (?:for|of|from) (?:the )?{_EN_WHEN}"),
)


def points_asked(line: str) -> Iterator[tuple[str, str, str]]:
    """What is asked of points, `score` or `score-why`, of whom ("" for oneself), and of which time ("" for none said)."""
    for which, pattern in _SCORES:
        found = pattern.fullmatch(line)
        if found is not None:
            said = found.groupdict()
            yield which, said.get("who") or "", (said.get("when") or "").strip()


def bulletin_asked(line: str) -> Iterator[str]:
    """The period of the bulletin that is asked for, as it is said; "" for none in particular."""
    for pattern in _BULLETIN:
        if found := pattern.fullmatch(line):
            yield (found["when"] or "").strip()
