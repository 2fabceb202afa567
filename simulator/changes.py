"""What is different since somebody last looked: a page that keeps up is sent that, and not everything again."""

import json
import secrets
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

Items = Mapping[str, Any]


@dataclass(slots=True)
class _Kept:
    """One thing looked at: what its items were, and the number of the look at which each became so."""

    number: int = 0
    shown: dict[str, str] = field(default_factory=dict)
    since: dict[str, int] = field(default_factory=dict)


class Changes:
    """Compares what is shown with what was. Nobody has to say what they changed, so nothing is forgotten."""

    def __init__(self) -> None:
        self._run = secrets.token_hex(4)  # marks of another run mean nothing here
        self._kept: dict[Hashable, _Kept] = {}

    def since(self, thing: Hashable, items: Items, mark: str | None) -> dict[str, Any]:
        """The items that changed after ``mark``, a new mark, and whether these are all items there are."""
        kept = self._kept.setdefault(thing, _Kept())
        _compare(kept, items)
        run, _, number = (mark or "").partition(".")
        known = int(number) if run == self._run and number.isdecimal() else None
        news = {name: item for name, item in items.items() if known is None or kept.since[name] > known}
        gone = [] if known is None else [n for n, at in kept.since.items() if n not in items and at > known]
        return {"mark": f"{self._run}.{kept.number}", "whole": known is None, "items": news, "gone": gone}


def _compare(kept: _Kept, items: Items) -> None:
    """Note what is new, other or gone under the next number, if anything is."""
    written = {name: json.dumps(item, ensure_ascii=False) for name, item in items.items()}
    changed = [name for name in {**kept.shown, **written} if kept.shown.get(name) != written.get(name)]
    if changed:
        kept.number += 1
        kept.since.update(dict.fromkeys(changed, kept.number))
    kept.shown = written
