"""Digits with strokes, hyphens or colons that name a thing: 4/5G, 合同 6-8-1203 号, door 2-1-3, ticket 31:75, 型号 A-12/7.

What stands against them tells: letters glued behind, 号 and a noun, a word before them that numbers its things.
"""

from __future__ import annotations

import re
from typing import Final

_TIME_LETTERS: Final = (
    "[ap]|[ap]m|h|hrs?|hours?|d|days?|mins?|minutes?|nn|mos?|months?|y|yrs?|years?|t|bd|wd|wks?|weeks?|"
    "eod|cob|eob|noon|midnight|ddl|deadline|by|before|till|until"
)
_LETTERS: Final = re.compile(rf"(?!(?:{_TIME_LETTERS})\b)[a-z]")
_NUMBER_BEHIND: Final = re.compile(" ?号")
_NUMBERED_BEHIND: Final = re.compile(
    " ?号(?:楼|门|房|室|座|椅|码|机|线|库|车|桌|床|位|柜|栋|院|馆|厅|仓|井|泵|炉|标|段|"
    "口|单|文件|工|订|故|案|图|箱|罐|塔|站|台|地块|铺|摊|舱|窗|屏|岗|坑|"
    "梯|船|轮|桥|孔|管|阀|表|卡|牌|设备|模具|样|合同|来函|函)"
)
_MEASURED: Final = re.compile(
    " ?(?:英?[寸吋尺呎]|圈|杯|拍|小节|档(?!案)|决赛|年级|机组|车间|"
    "楼(?!宇)|层|比例|inch|inches|cups?|miles?|split|scale|pipes?)"
)
_RATIO: Final = re.compile(
    " ?的?(?:比例|比分|缩放|地形图|沙盘|模型|图纸|平面图)| (?:scale|ratio|model|mix|split|win|draw|odds)\\b"
)
# Rooms and the like, whose numbers have hyphens: 2-5 教室.
_ROOM_BEHIND: Final = re.compile(
    " ?(?:教室|会议室|病[房床区]|房间?|诊?室|宿舍|办公室|机房|实验室|班(?![前后会])|库房|仓库|车间|工位|床位?|柜|电梯|"
    "单元|户|铺位?|版(?!前)|车位|摊位|配电箱|孔桩|桩|轴|井)"
)
_LIMIT: Final = re.compile(" ?(?:前|之前|以前|截止|止)")
_UNIT: Final = re.compile(r" ?(?:[ap]\.? ?m\b|[点时日天周月小分])")  # Open house 2-4 p.m.
# Words that number what they name, whatever sign stands in the number.
_NUMBERED: Final = re.compile(
    "(?:[编案文单图货批桩票卷房件料款型]号|规格|门牌号?|车次|航班号?|比分|比例尺?|比值)[是为:]? ?$"
)
# Things whose numbers have hyphens.
_PAPERS: Final = re.compile(
    r"(?:合同|协议|来函|工单|订单|发票|函件?|卷宗|图纸|标准|条款|文件)[是为:]? ?$|"
    r"\b(?:contract|letter|ticket|door|case|ref|reference|invoice|order|docket|file|drawing|part|model|serial|clause|section|"
    r"article|plot|folio|fig|figure|claim|patent|permit|licen[cs]e|policy|account|apartment|apt|suite|flat|unit|cell|rack|"
    r"shelf|aisle|form|lot|batch|sku|bin|dock|pier|warehouse|house|office)(?: no\.?| number| id| #)?:? $"
)
_SCORES: Final = re.compile(
    r"\b(?:ticket|docket|psalm|verse|chapter|ratio|score|scale|odds)(?: of| no\.?| number)?:? $"
)
_CODE_LETTER: Final = re.compile(r"(?<![a-z0-9])[a-z]\d*-$")  # A-12/7
_BEHIND: Final = 24  # characters looked at before the digits


def is_name(code: str, text: str, start: int, end: int) -> bool:
    """Whether digits with signs in them, from `start` to `end`, name a thing."""
    if code not in ("PAIR", "DMY", "HMS") or _LIMIT.match(text, end):
        return code == "YMD" and _is_a_number(text, start, end)
    before, sign = text[max(0, start - _BEHIND) : start], _sign(text[start:end])
    if _is_numbered(code, text, end) or _NUMBERED.search(before) or _CODE_LETTER.search(before):
        return True
    if code == "HMS":
        return _SCORES.search(before) is not None or _RATIO.match(text, end) is not None
    if sign == "/":
        return _LETTERS.match(text, end) is not None or _MEASURED.match(text, end) is not None
    return sign == "-" and _has_hyphens(before, text, end)


def _has_hyphens(before: str, text: str, end: int) -> bool:
    if _ROOM_BEHIND.match(text, end):
        return True
    return _PAPERS.search(before) is not None and not _UNIT.match(text, end)


def _is_a_number(text: str, start: int, end: int) -> bool:
    """受理编号20260318."""
    return text[start:end].isdigit() and _NUMBERED.search(text, max(0, start - _BEHIND), start) is not None


def _is_numbered(code: str, text: str, end: int) -> bool:
    """No date and no time has 号 behind it, except month and day; those are a thing's only before a noun: 3/4号码头."""
    return (_NUMBERED_BEHIND if code == "PAIR" else _NUMBER_BEHIND).match(text, end) is not None


def _sign(digits: str) -> str:
    return next(character for character in digits if not character.isdigit())
