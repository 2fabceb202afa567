"""What the history says of a matter's links, and where these lead nowhere: to what is over, or round in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from domain.facts import links
from domain.model.tasks import Task
from domain.ports.store import ReadStore
from jobs.audit.differences import Difference


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


def in_links(store: ReadStore, task: Task) -> Iterator[Difference]:
    """What is waited for is open, and does not wait for what waits for it; who waits is found by whom they wait for."""
    for number in task.awaits:
        found = store.tasks.get(number)
        if found is None or not found.status.is_open:
            yield Difference(task.id, f"#{number}, for which it waits", "open", found.status if found else "missing")
        if number not in task.comes_after or task.id not in {t.id for t in store.tasks.waiting_for(number)}:
            yield Difference(task.id, f"link to #{number}", "there", "missing")
    before = dict.fromkeys(earlier for _, earlier in store.tasks.before(task.id)) if task.comes_after else {}
    if task.id in before:
        yield Difference(task.id, "matters before it", "others", "itself among them")
