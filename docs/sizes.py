"""How large functions and files are, room by room: `python -m docs.sizes` writes the table into CONTRIBUTING.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from docs.from_code.tables import table

ROOT = Path(__file__).parents[1]
ROOMS = ("worktime", "deadlines", "domain", "storage", "jobs", "sheets", "bot", "simulator")
PAGE = ROOT / "CONTRIBUTING.md"
BEGIN, END = "<!-- sizes -->\n", "<!-- /sizes -->"


def lines_of(path: Path) -> int:
    """The lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def functions_of(path: Path) -> Iterator[int]:
    """The length of every function of a file, decorators and docstring included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1


def _of(lengths: list[int]) -> str:
    ninth = quantiles(lengths, n=10, method="inclusive")[-1]
    return f"{median(lengths):.0f} / {ninth:.0f} / {max(lengths)}"


def sizes() -> str:
    """Median, nine-tenths and maximum, in lines."""
    rows = []
    for room in ROOMS:
        files = [p for p in sorted((ROOT / room).rglob("*.py")) if "versions" not in p.parts]
        functions = [n for p in files for n in functions_of(p)]
        rows.append((f"`{room}`", str(len(files)), _of([lines_of(p) for p in files]), _of(functions)))
    return table(("room", "files", "lines of a file", "lines of a function"), rows)


def main() -> None:
    """Write the table between its marks."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(before + BEGIN + sizes() + END + after, encoding="utf-8")


if __name__ == "__main__":
    main()
