"""What the history says of a matter's links and tags."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.facts import links
from domain.model.value import replace


def _made_to_wait(now: Any, _event: Any, fact: links.MadeToWait) -> Any:
    return replace(now, awaits=now.awaits | set(fact.matters))


def _dropped(now: Any, _event: Any, fact: links.WaitDropped) -> Any:
    return _due(replace(now, awaits=now.awaits - set(fact.matters)), fact.due)


def _over(now: Any, _event: Any, fact: links.WaitOver) -> Any:
    return _due(replace(now, awaits=now.awaits - {fact.matter}), fact.due)


def _again(now: Any, _event: Any, fact: links.WaitAgain) -> Any:
    return replace(now, awaits=now.awaits | {fact.matter}) if fact.waits else now


def _due(now: Any, due: str) -> Any:
    return replace(now, due=datetime.fromisoformat(due)) if due else now


LINKS: Mapping[type, Any] = {
    links.MadeToWait: _made_to_wait,
    links.WaitDropped: _dropped,
    links.WaitOver: _over,
    links.WaitAgain: _again,
    links.Tagged: lambda now, _event, fact: replace(now, tags=now.tags | set(fact.tags)),
    links.Untagged: lambda now, _event, fact: replace(now, tags=now.tags - set(fact.tags)),
}
