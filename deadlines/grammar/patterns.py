"""Pieces of patterns that several tables share."""

from __future__ import annotations

from typing import Final

NOTHING_COUNTED: Final = (
    "!(X|N|NH|O|Y|MON|SLASH|DASH|DOT|PLUS|OF|AP|OCLOCK|HMS|PAIR|NOUN|HUNDRED|DOZEN|MORE|PASTE|TO|AND|HLETTER|UH|UD|UW|UM|"
    "UY|UQ|UF|WK|WKH|WKD|TIMES|NIAN|YUE|RI|HAO|DIAN|SHI|FEN|GE|LIST|SECOND|H|A|WD|WDS|LEFT|SLASH|CW|TSEP)"
)


FREE: Final = NOTHING_COUNTED.replace("!(X|", "!(")  # nothing behind it that the number could count
UNCOUNTED: Final = FREE.replace("|AND|", "|")


# An ordinal before one of these counts something and names no day of the month.
NO_UNIT: Final = "!(UD|RI|WK|WKD|WD|WE|GE|UQ|UM|YUE|UW|UY|UH|NIAN|X|NOUN|N UD|N UW|N UM|N UY|N WK|N UQ)"
NO_UNIT_BUT_WORDS: Final = NO_UNIT.replace("|X|", "|")
DAY_UNIT: Final = "(UD|RI|WK|WKD|WD|D)"
PERIOD_UNIT: Final = "(UD|RI|UW|UF|YUE|UM|UQ|NIAN|UY|UH)"
