"""Numbers, dates and times written with digits, as the lexer cuts them."""

from __future__ import annotations

import re
from typing import Final

from deadlines.words.scan import Entry

MAX_DIGITS: Final = 10
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200
MINGUO: Final = 1911  # 民國: Taiwan counts the years from 1912 as 1
DIGITAL: Final = re.compile(
    r"(?P<ISOWEEK>(?P<y5>(?:19|20|21)\d\d)-?w(?P<w5>\d\d?))\b"
    r"|(?P<YMD>(?P<y>\d{4}|1[0-4]\d)(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2}))(?!\d)"
    r"|(?P<DMY>(?P<d1>\d{1,2})(?P<s2>[-/.])(?P<d2>\d{1,2})(?P=s2)(?P<y2>\d{4}|\d\d))(?![\d.]\d|\d|:\d)"
    r"|(?P<HMS>(?P<h>\d{1,2}):(?P<mi>\d\d)(?::(?P<se>\d\d)(?:\.\d{1,6})?)?)(?!\d|:\d)"
    r"|(?P<VERSION>\d+(?:\.\d+){2,})"
    r"|(?P<CHAIN>\d+(?P<s4>[-/])\d+(?:(?P=s4)\d+)+)"
    r"|(?P<YM>(?P<y3>(?:19|20|21)\d\d)[-/.](?P<m3>\d{1,2}))(?!\d|[-/.]\d)"
    r"|(?P<MY>(?P<m4>\d{1,2})[-/](?P<y4>(?:19|20|21)\d\d))(?!\d)"
    r"|(?P<SHARE>\d+/\d{3,})"
    r"|(?P<PAIR>(?P<a>\d{1,4})(?P<s3>[-/.])(?P<b>\d{1,2}))(?!\d|(?P=s3)\d|:\d\d)"
    r"|(?P<EIGHT>(?:19|20|21)\d{6})(?!\d)"
    r"|(?P<ORD>\d{1,3})(?:st|nd|rd|th)\b"
    r"|(?P<INT>\d+)",
    re.ASCII,
)


def _integer(found: re.Match[str]) -> Entry:
    text = found.group()
    if len(text) > MAX_DIGITS:
        return "N", 10**MAX_DIGITS
    number = int(text)
    return ("Y" if len(text) == 4 and FIRST_YEAR <= number < LAST_YEAR else "N"), number


def _year_month_day(found: re.Match[str]) -> Entry:
    """2026-05-20; a year of three digits is Taiwan's (115/12/05), unless the rest is no date (a version, an address)."""
    year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
    if year >= 1000:  # the year stands first
        return "YMD", (year, month, day)
    valid = 1 <= month <= 12 and 1 <= day <= 31  # no year, no month has more
    return ("YMD", (year + MINGUO, month, day)) if valid else ("X", None)


def _day_month_year(found: re.Match[str]) -> Entry:
    """12/7/2014, 23.4.26; four digits that are no year of ours make it the number of a thing: 6-8-1203."""
    year = int(found["y2"]) + (2000 if len(found["y2"]) == len("26") else 0)
    known = FIRST_YEAR <= year < LAST_YEAR
    return ("DMY", (int(found["d1"]), int(found["d2"]), year, found["s2"])) if known else ("X", None)


_VALUES: Final = {
    "ISOWEEK": lambda f: ("ISOWEEK", (int(f["y5"]), int(f["w5"]))),
    "YMD": _year_month_day,
    "DMY": _day_month_year,
    "CHAIN": lambda _: ("X", None),  # door 2-1-3
    "SHARE": lambda _: ("X", None),  # 10/100M
    "HMS": lambda f: ("HMS", (int(f["h"]), int(f["mi"]), int(f["se"] or 0), f["h"][0] == "0")),
    "VERSION": lambda _: ("X", None),
    "YM": lambda f: ("YM", (int(f["y3"]), int(f["m3"]))),
    "MY": lambda f: ("YM", (int(f["y4"]), int(f["m4"]))),
    "PAIR": lambda f: ("PAIR", (int(f["a"]), int(f["b"]), f["s3"], f["a"], f["b"])),
    "EIGHT": lambda f: ("YMD", (int(f.group()[:4]), int(f.group()[4:6]), int(f.group()[6:]))),
    "ORD": lambda f: ("O", int(f["ORD"])),
    "INT": _integer,
}


def entry(found: re.Match[str]) -> Entry:
    """The code and value of what `DIGITAL` matched."""
    return _VALUES[str(found.lastgroup)](found)  # the outermost group closes last
