"""Ladders and terms by version: a task keeps those that held when it was given, each kept once under its content's hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from domain.model.clocks import CommitmentKind
from domain.model.tasks import Priority, Task
from domain.model.value import replace, value
from domain.settings.ladders import Ladder, ladder
from domain.settings.office import Settings
from domain.settings.raised import DEFAULT_RAISED_LADDER
from domain.settings.spans import Span
from domain.text import as_json

_HASH_LENGTH = 16  # enough for every configuration an office will ever have


@value
class Version:
    """Ladders, terms and the time of silence of all priorities, as JSON under the hash of it."""

    hash: str
    body: str


class _Rules:
    """Settings as a key: the same while their ladders, terms and patience are the same objects, as they are in one process."""

    __slots__ = ("parts", "settings")

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.parts = (settings.ladders, settings.terms, settings.silence, settings.raised.ladder)

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.parts)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Rules) and all(a is b for a, b in zip(self.parts, other.parts, strict=True))


def version_of(settings: Settings) -> Version:
    """What the office has set now."""
    return _version(_Rules(settings))


@lru_cache(maxsize=16)
def _version(rules: _Rules) -> Version:
    settings = rules.settings
    data = {
        "ladders": {kind.value: _row(row, _steps) for kind, row in settings.ladders.items()},
        "terms": {kind.value: _row(row, str) for kind, row in settings.terms.items()},
        "silence": _row(settings.silence, lambda span: str(span or "")),
    }
    if settings.raised.ladder != DEFAULT_RAISED_LADDER:  # so that versions from before it keep their names
        data["raised"] = _row(settings.raised.ladder, _steps)
    body = as_json(data, canonical=True)
    return Version(hashlib.sha256(body.encode()).hexdigest()[:_HASH_LENGTH], body)


def rules_of(task: Task, settings: Settings, find: Callable[[str], str | None]) -> Settings:
    """The settings with the ladders and terms under which a task was given; where no version was kept, those of now."""
    if not task.ladder or task.ladder == version_of(settings).hash:
        return settings
    return by_version(settings, find(task.ladder))


def by_version(settings: Settings, body: str | None) -> Settings:
    """The settings with ladders and terms as they were stored; a clock that did not exist then has those of now."""
    if body is None:
        return settings
    ladders, terms, silence, raised = _read(body)
    return replace(
        settings, ladders={**settings.ladders, **ladders}, terms={**settings.terms, **terms}, silence=silence,
        raised=replace(settings.raised, ladder=raised),
    )  # fmt: skip


def _row(row: Mapping[Priority, Any], write: Any) -> dict[str, Any]:
    return {priority.value: write(value) for priority, value in row.items()}


def _steps(steps: Ladder) -> list[str]:
    return [str(step) for step in steps]


Stored = tuple[
    Mapping[CommitmentKind, Mapping[Priority, Ladder]],
    Mapping[CommitmentKind, Mapping[Priority, Span]],
    Mapping[Priority, Span | None],
    Mapping[Priority, Ladder],
]


@lru_cache(maxsize=64)
def _read(body: str) -> Stored:
    data = json.loads(body)
    ladders = {
        CommitmentKind(kind): {Priority(p): ladder(*steps) for p, steps in row.items()}
        for kind, row in data["ladders"].items()
    }
    terms = {
        CommitmentKind(kind): {Priority(p): Span.parse(span) for p, span in row.items()}
        for kind, row in data["terms"].items()
    }
    silence = {Priority(p): Span.parse(span) if span else None for p, span in data["silence"].items()}
    raised = {Priority(p): ladder(*steps) for p, steps in data.get("raised", {}).items()}
    return ladders, terms, silence, raised or DEFAULT_RAISED_LADDER
