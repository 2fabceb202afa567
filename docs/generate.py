"""The pages that follow the code: `python -m docs.generate` writes them, `--check` says whether they are current."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from docs.from_code import commands, ladders, lifecycle, settings

FOLDER = Path(__file__).parent / "generated"
PAGES: Mapping[str, Callable[[], str]] = {
    "lifecycle.md": lifecycle.page,
    "commands.md": commands.page,
    "ladders.md": ladders.page,
    "settings.md": settings.page,
}
_NOTE = "<!-- Made from the code by `python -m docs.generate`; what is changed here is lost. -->\n\n"


def stale(folder: Path = FOLDER) -> dict[Path, str]:
    """The pages that are not as the code makes them now, and what they should be."""
    wanted = {folder / name: _NOTE + make() for name, make in PAGES.items()}
    return {path: text for path, text in wanted.items() if _text(path) != text}


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def main(argv: Sequence[str] | None = None) -> int:
    """Write what is stale; with `--check` only say so, and return 1."""
    parser = argparse.ArgumentParser(prog="python -m docs.generate", description="Make the pages that follow the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a page is stale")
    check = parser.parse_args(argv).check
    found = stale()
    for path, text in found.items():
        sys.stdout.write(f"docs/generated/{path.name} {'is stale' if check else 'written'}\n")
        if not check:
            path.write_text(text, encoding="utf-8")
    return int(check and bool(found))


if __name__ == "__main__":
    sys.exit(main())
