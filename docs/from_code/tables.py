"""What the pages share: tables and lists of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.i18n import Html, catalogue

Row = Sequence[object]


def table(heads: Row, rows: Iterable[Row]) -> str:
    """A table; bars and line ends in its cells cannot break it."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join("| " + " | ".join(_cell(c) for c in line) + " |\n" for line in lines)


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", "<br>")


def words(names: Iterable[object]) -> str:
    """Names of the code as words, one after another."""
    return ", ".join(str(n).replace("_", " ") for n in names)


def chinese(key: str) -> Html:
    """A word of the catalogue in Simplified Chinese."""
    return catalogue("zh-Hans").text(key)
