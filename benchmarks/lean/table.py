"""The lines of the benchmark's table."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.lean.filled import Office, copy, fill, present


@dataclass(frozen=True, slots=True)
class Line:
    """What was measured, the figure, and what it is made of."""

    what: str
    figure: str
    of: str = ""


@dataclass(slots=True)
class Run:
    """One run: where its files are, how many rounds each median has."""

    folder: Path
    rounds: int
    quick: bool = False
    _templates: dict[Office, Path] = field(default_factory=dict)
    _copies: int = 0

    def database(self, office: Office) -> Path:
        """A fresh database of this office; it is filled once in a run."""
        if office not in self._templates:
            self._templates[office] = self.folder / f"template-{self._copies}.db"
            fill(self._templates[office], office, present())
        self._copies += 1
        return copy(self._templates[office], self.folder / f"copy-{self._copies}.db")

    def forget(self) -> None:
        """Fill anew: the moments of what was filled have passed."""
        self._templates.clear()


def printed(line: Line) -> str:
    """A line as Markdown."""
    return f"| {line.what} | {line.figure} | {line.of} |"
