"""Deadlines in the words people use: Simplified and Traditional Chinese, Cantonese and Taiwan wording, English.

`read` is the whole interface; `docs/deadlines.md` tells how a phrase is read and how to add a wording.
"""

from __future__ import annotations

from domain.deadlines.reader import MAX_TEXT, read
from domain.deadlines.reading import Explanation, Kind, Problem, Reading

__all__ = ["MAX_TEXT", "Explanation", "Kind", "Problem", "Reading", "read"]
