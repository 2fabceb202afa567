"""Festivals that people date things by, and their days.

Fixed ones are month and day. The lunar ones are a table of days of the year (source: the `holidays` package, which
the tests compare it with); 清明 is the solar term, by its usual approximation, good for 1900-2099.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

# id, how it is dated, wordings (Simplified; a following 节 is allowed for all of them, and wanted where
# the name alone is an ordinary noun: 教师)
_NAMED: Final[tuple[tuple[str, str, str], ...]] = (
    ("new-year", "01-01", "元旦 新年 阳历新年 跨年|new year|new year's day|new years day|new year's"),
    ("new-years-eve", "12-31", "跨年夜|new year's eve|new years eve|nye"),
    ("valentine", "02-14", "情人节|valentine's day|valentines day"),
    ("women", "03-08", "妇女节 三八 三八妇女 国际妇女 女神节|women's day"),
    ("arbor", "03-12", "植树节|arbor day"),
    ("consumer", "03-15", "三一五 315"),
    ("fools", "04-01", "愚人节|april fools|april fools' day"),
    ("earth", "04-22", "地球日 世界地球日|earth day"),
    ("labour", "05-01", "五一 劳动节 五一劳动 国际劳动 五一国际劳动 5.1|labour day|labor day|may day"),
    ("youth", "05-04", "五四 青年节 五四青年"),
    ("nurses", "05-12", "护士节 国际护士"),
    ("children", "06-01", "六一 儿童节 六一儿童 国际儿童 六一国际儿童|children's day|childrens day"),
    ("618", "06-18", "六一八 618"),
    ("party", "07-01", "七一 建党"),
    ("army", "08-01", "八一 建军"),
    ("teachers", "09-10", "教师节|teachers' day|teacher's day|teachers day"),
    ("national", "10-01", "国庆 十一国庆 国庆日|national day"),
    ("double-ten", "10-10", "双十 双十国庆|double tenth|double ten"),
    ("programmers", "10-24", "程序员节"),
    ("halloween", "10-31", "万圣 万圣夜|halloween"),
    ("singles", "11-11", "双十一 双11 光棍|singles' day|singles day|double eleven"),
    ("double-twelve", "12-12", "双十二 双12"),
    ("christmas-eve", "12-24", "平安夜|christmas eve|xmas eve"),
    ("christmas", "12-25", "圣诞|christmas|christmas day|xmas"),
    ("boxing", "12-26", "节礼日|boxing day"),
    (
        "lunar-new-years-eve",
        "spring-1",
        "除夕 大年三十 年三十 年三十晚 年夜|lunar new year's eve|chinese new year's eve",
    ),
    (
        "spring",
        "spring",
        "春 新春 农历新年 农历年 阴历年 旧历年 大年初一 年初一 过年|spring festival|chinese new year|lunar new year|cny",
    ),
    ("lantern", "spring+14", "元宵 正月十五|lantern festival"),
    ("qingming", "qingming", "清明|qingming|qingming festival|tomb sweeping day|tomb-sweeping day"),
    ("dragon-boat", "dragon", "端午 端阳|dragon boat festival|dragon boat"),
    ("qixi", "qixi", "七夕"),
    ("ghost", "ghost", "中元 中元普渡|ghost festival"),
    ("mid-autumn", "moon", "中秋|mid autumn festival|mid autumn|moon festival"),
    ("double-ninth", "ninth", "重阳|double ninth festival|double ninth"),
    ("mothers", "05-7-2", "母亲节|mother's day|mothers day"),
    ("fathers", "06-7-3", "父亲节|father's day|fathers day"),
    ("thanksgiving", "11-4-4", "感恩节|thanksgiving"),
)

# 正月初八, 大年初五, 年初八 (初二 and 初三 behind 年 alone are school years): the days after the Spring Festival.
_FIRST_MOON: Final = tuple(
    (
        f"first-moon-{n}",
        f"spring+{n - 1}",
        f"正月{word} 大年{word} {f'年{word}' if n > 3 else ''}",
    )  # 年初三 is a year of school
    for n, word in enumerate(("初二", "初三", "初四", "初五", "初六", "初七", "初八", "初九", "初十"), 2)
)
FIRST_MOON: Final = frozenset(name for name, _, _ in _FIRST_MOON)
FESTIVALS: Final = (*_NAMED, *_FIRST_MOON)

FIRST_LUNAR_YEAR: Final = 2010
LUNAR: Final[dict[str, tuple[int, ...]]] = {
    "spring": (
        45, 34, 23, 41, 31, 50, 39, 28, 47, 36, 25, 43, 32, 22, 41, 29, 48, 37, 26, 44, 34, 23, 42, 31, 50, 39, 28,
        46, 35, 24, 43, 32, 22, 41, 30, 48, 37, 26, 45, 33, 23, 42, 32, 50, 39, 28, 46, 35, 24, 43, 33,
    ),
    "dragon": (
        167, 157, 175, 163, 153, 171, 161, 150, 169, 158, 177, 165, 154, 173, 162, 151, 170, 160, 149, 167, 156,
        175, 164, 152, 171, 161, 151, 169, 158, 147, 166, 154, 173, 162, 152, 170, 159, 149, 167, 155, 174, 164,
        153, 171, 161, 150, 169, 157, 176, 165, 155,
    ),
    "qixi": (
        228, 218, 236, 225, 214, 232, 222, 240, 229, 219, 238, 226, 216, 234, 223, 241, 231, 220, 239, 228, 217,
        236, 225, 213, 232, 222, 241, 229, 219, 238, 227, 215, 234, 223, 213, 231, 220, 239, 229, 217, 235, 224,
        214, 232, 222, 241, 230, 218, 237, 226, 215,
    ),
    "ghost": (
        236, 226, 244, 233, 222, 240, 230, 248, 237, 227, 246, 234, 224, 242, 231, 249, 239, 228, 247, 236, 225,
        244, 233, 221, 240, 230, 249, 237, 227, 246, 235, 223, 242, 231, 221, 239, 228, 247, 237, 225, 243, 232,
        222, 240, 230, 249, 238, 226, 245, 234, 223,
    ),
    "moon": (
        265, 255, 274, 262, 251, 270, 259, 277, 267, 256, 275, 264, 253, 272, 261, 279, 268, 258, 277, 265, 255,
        274, 263, 251, 270, 259, 278, 267, 256, 275, 264, 253, 271, 260, 279, 268, 258, 277, 266, 254, 273, 262,
        251, 269, 259, 278, 268, 256, 275, 264, 253,
    ),
    "ninth": (
        289, 278, 297, 286, 275, 294, 283, 301, 290, 280, 299, 287, 277, 296, 285, 302, 291, 281, 300, 289, 278,
        297, 286, 274, 293, 282, 301, 290, 280, 299, 288, 276, 295, 284, 303, 291, 281, 300, 290, 278, 297, 286,
        304, 293, 282, 301, 291, 280, 298, 287, 276,
    ),
}  # fmt: skip
_RULES: Final = {name: rule for name, rule, _ in FESTIVALS}


def festival_day(name: str, year: int) -> date | None:
    """The day of a festival in a year; None when the lunar table does not reach that year."""
    rule = _RULES[name]
    if rule == "qingming":
        return _qingming(year)
    base, sign, shift = rule.partition("+") if "+" in rule else rule.partition("-")
    if base in LUNAR:
        return _lunar(base, year, int(sign + shift) if shift else 0)
    parts = [int(part) for part in rule.split("-")]
    return date(year, parts[0], parts[1]) if len(parts) == 2 else _nth(year, *parts)


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - 1 - first.weekday()) % 7 + 7 * (nth - 1))


def _lunar(base: str, year: int, shift: int) -> date | None:
    place = year - FIRST_LUNAR_YEAR
    table = LUNAR[base]
    return date(year, 1, 1) + timedelta(days=table[place] - 1 + shift) if 0 <= place < len(table) else None


def _qingming(year: int) -> date:
    constant = 4.81 if year >= 2000 else 5.59
    part = year % 100
    return date(year, 4, int(part * 0.2422 + constant) - part // 4)
