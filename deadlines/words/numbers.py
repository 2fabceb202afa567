"""Numbers as people write them: 三十五, 二〇二六, 廿八, 两, twenty-first."""

from __future__ import annotations

from typing import Final

DIGITS: Final = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3}
SCALES: Final = {"十": 10, "百": 100, "千": 1000}
TENS: Final = {"廿": 20, "卅": 30, "卌": 40}
NUMERALS: Final = frozenset(DIGITS) | frozenset(SCALES) | frozenset(TENS) | {"万"}

UNITS_EN: Final = {
    word: n
    for n, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS_EN: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
ORDINALS_EN: Final = {
    word: n
    for n, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        start=1,
    )
} | {"thirtieth": 30, "twelveth": 12, "nineth": 9}


def chinese(run: str) -> int | None:
    """The value of a well-formed numeral below 10^8 (三百二十, 廿三, 十), None for anything else (三四, 十十)."""
    head, found, tail = run.partition("万")
    if found:
        high, low = chinese(head), chinese(tail.lstrip("零")) if tail else 0
        return None if high is None or low is None else high * 10_000 + low
    total, digit, ceiling = 0, -1, 10_000
    for character in run:
        if character in SCALES:
            scale = SCALES[character]
            if scale >= ceiling or digit == 0:
                return None
            total, digit, ceiling = total + (1 if digit < 0 else digit) * scale, -1, scale
        elif character in TENS:
            if ceiling <= SCALES["十"] or digit >= 0:
                return None
            total, ceiling = total + TENS[character], SCALES["十"]
        else:
            if digit > 0 or (digit == 0 and character in "零〇"):
                return None
            digit = DIGITS[character]
    return total + max(digit, 0)


def are_neighbours(digits: tuple[int, ...] | None) -> bool:
    """Whether two digits name about how many: 七八, 两三."""
    return digits is not None and len(digits) == 2 and digits[0] > 0 and digits[0] + 1 == digits[1]


def about(run: str) -> int | None:
    """The later of two neighbouring numbers written as one: 十五六, 廿七八, 三四十."""
    if run == "十二一":  # an hour after noon
        return 13
    if run[-1:] in ("十", "百"):
        digits = digit_by_digit(run[:-1])
        return digits[1] * SCALES[run[-1]] if digits is not None and are_neighbours(digits) else None
    tens, digits = run[:-2], digit_by_digit(run[-2:])
    whole = chinese(tens) if tens and tens[-1] in "十廿卅" else None
    return whole + digits[1] if whole and digits is not None and are_neighbours(digits) else None


def is_about(run: str) -> bool:
    """Whether a numeral names two neighbouring numbers: 七八, 十一二."""
    return run == "九十" or about(run) is not None or are_neighbours(digit_by_digit(run))


def digit_by_digit(run: str) -> tuple[int, ...] | None:
    """The digits of a numeral written digit by digit (二〇二六), None when it has 十 or other scales."""
    found = tuple(DIGITS.get(character, -1) for character in run)
    return None if -1 in found else found
