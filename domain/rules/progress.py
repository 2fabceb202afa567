"""What a report says besides its words: how far it is, whether it is blocked."""

from __future__ import annotations

import re

from domain.errors import Refusal

_PERCENT = re.compile(r"(?<![\d.])(\d{1,9})\s?[%％]")


_WHOLE = 100


_BLOCKED = re.compile(r"^\s*(?:受阻|卡住|卡住了|有困难|有困難|blocked)(?:[::：,，。\s]|$)", re.IGNORECASE)


def progress_in(text: str) -> int | None:
    """The percentage a report names, 0 to 100; of several the last. More than 100 is refused."""
    found = [int(n) for n in _PERCENT.findall(text)]
    if not found:
        return None
    if found[-1] > _WHOLE:
        raise Refusal("percent", value=str(found[-1]))
    return found[-1]


def says_blocked(text: str) -> bool:
    """Whether a report begins by saying that it cannot go on."""
    return bool(_BLOCKED.match(text))
