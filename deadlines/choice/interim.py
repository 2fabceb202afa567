"""Of two limits in a message the final one is the deadline: 周三先交初稿，周五交终稿. The other stays in the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deadlines.choice.clauses import Clause

_FIRST: Final = re.compile(r"\s*(?:前|内|之前)?\s*先")
_DUE: Final = re.compile(r"\s*(?:前|内|之前)?\s*(?:交|报|提交|上交|完成|定|发)")
_DRAFT: Final = re.compile(r"先|初稿|草稿|初步|大纲|提纲|征求意见|\b(?:draft|outline|interim|first)\b")
_FINAL: Final = re.compile(r"终稿|定稿|正式稿|最终|成稿|送审稿|\b(?:final|full version|finished)\b")


def interim_among(clauses: Sequence[Clause], marked: Sequence[bool]) -> Sequence[bool]:
    """Which of the clauses with an expression of time tell of a step on the way; none where no other says that it is due."""
    final = [_FINAL.search(c.behind) is not None or _FINAL.search(c.before) is not None for c in clauses]
    if any(final):
        drafts = (_DRAFT.search(c.before + c.behind) is not None for c in clauses)
        return [draft and not last for draft, last in zip(drafts, final, strict=True)]
    first = [_FIRST.match(c.behind) is not None for c in clauses]
    due = [mark or _DUE.match(c.behind) is not None for mark, c in zip(marked, clauses, strict=True)]
    others_due = any(says and not step for says, step in zip(due, first, strict=True))
    return first if others_due else [False] * len(clauses)
