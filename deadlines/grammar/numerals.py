"""Rows for numbers put together: 第三, one hundred, a dozen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deadlines.engine import Row
from deadlines.spec import Context, Token
from deadlines.words.numbers import are_neighbours


def _ordinal(_: Context, tokens: Sequence[Token]) -> object:
    """第三."""
    return tokens[-1].value


def _hundred(_: Context, tokens: Sequence[Token]) -> object:
    """one hundred (days)."""
    return tokens[0].whole * 100


def _dozen(_: Context, __: Sequence[Token]) -> object:
    """a dozen (days)."""
    return 12


def _about(_: Context, tokens: Sequence[Token]) -> object:
    """七八 of 七八点, 七八号: the later of the two."""
    digits = tokens[0].value
    return digits[1] if are_neighbours(digits) else None


ROWS: Final = (
    Row("O", "DI [n]", _ordinal),
    Row("N", "(N|A) HUNDRED", _hundred),
    Row("N", "A? DOZEN", _dozen),
    Row("N", "NN (=DIAN|=SHI|=HAO|=RI)", _about),
)
