"""What may pass the door: an update is bounded in depth and in its numbers, whichever way it comes."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

_DEEPEST = 60  # Telegram's own nest about fifteen
_LARGEST = 2**63 - 1  # what a column holds
_LONGEST_NUMBER = 40
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


class BadUpdateError(Exception):
    """An element that can lead to nothing."""


def posted(body: bytes) -> dict[str, Any] | None:
    """A posted update; None for whatever is none, or goes beyond the bounds."""
    try:
        found = json.loads(body, parse_int=_bounded)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and problem(found) is None else None


def lenient(payload: bytes) -> Any:
    """An answer of many elements: what is too deep in one of them becomes null, so that its neighbours can be read."""
    text = payload.decode("utf-8", "replace")
    try:
        return _READER.decode(text)
    except RecursionError:
        return _READER.decode("".join(_shallow(text)))


def row(element: object) -> tuple[int, str]:
    """An element as the inbox keeps it; one without a number that an update can have gets its own, below nought."""
    try:
        body = json.dumps(element, ensure_ascii=False)
    except (ValueError, RecursionError):
        body = "{}"
    return (element["update_id"] if isinstance(element, dict) and _numbered(element) else _number_for(body)), body


def numbers(elements: Sequence[object]) -> tuple[int | None, int | None]:
    """The highest number an update can have among these, and the highest that stands in any of them."""
    all_of_them = [n for e in elements if isinstance(e, dict) and type(n := e.get("update_id")) is int]
    usual = [n for n in all_of_them if 0 <= n <= _LARGEST]
    return max(usual, default=None), max(all_of_them, default=None)


def problem(element: object) -> str | None:
    """Why an element can lead to nothing; None for one that can be read."""
    if not isinstance(element, dict) or not _numbered(element):
        return "it has no number that an update can have"
    level: list[Any] = [element]
    for _ in range(_DEEPEST):
        below: list[Any] = []
        for value in level:  # all in one loop: an update has dozens, and a call for each would cost more than the rest
            kind = type(value)
            if kind is dict:
                below += value.values()
            elif kind is list:
                below += value
            elif kind is int and not -_LARGEST <= value <= _LARGEST:
                return "it holds a number of more than 64 bits"
            elif kind is float and not math.isfinite(value):
                return "it holds a number that is none"
        if not below:
            return None
        level = below
    return f"it is nested deeper than {_DEEPEST}"


def _numbered(element: dict[str, Any]) -> bool:
    number = element.get("update_id")
    return type(number) is int and 0 <= number <= _LARGEST


def _shallow(text: str) -> Iterator[str]:
    """The text without what stands too deep."""
    depth = done = 0
    for found in _TOKEN.finditer(text):
        if found.group() in ("[", "{"):
            depth += 1
            if depth == 2 * _DEEPEST:
                yield text[done : found.start()] + "null"
        elif found.group() in ("]", "}"):
            if depth == 2 * _DEEPEST:
                done = found.end()
            depth -= 1
    yield text[done:]


def _bounded(digits: str) -> int:
    """Python reads no number of thousands of digits; one of forty is as impossible here."""
    return int(digits[:_LONGEST_NUMBER])


_READER = json.JSONDecoder(parse_int=_bounded)


def _number_for(body: str) -> int:
    """Below nought, and the same each time the same element comes."""
    return -1 - int.from_bytes(hashlib.sha256(body.encode("utf-8", "surrogatepass")).digest()[:7], "big")
