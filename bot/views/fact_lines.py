"""A fact of the history as one sentence, in the words people used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from bot.i18n import Html
from bot.views.by_whom import reads_as
from bot.views.cards import shorten
from bot.views.eye import Eye
from bot.views.links import SHOWN
from bot.views.raised import as_read
from bot.views.rhythms import rhythm_words, words_again
from bot.views.slip_form import slip_number
from bot.views.trees import period_words
from domain.facts.base import FACTS, Event, Fact
from domain.facts.standing import HandedOver, StandInGiven, TakenOver
from domain.facts.tasks import (
    Assigned,
    PeriodicChanged,
)
from domain.model.tasks import Part, Task
from domain.model.value import fields_of, names_of
from domain.rules.outcome import trouble

_PARTS = [p.value for p in Part]  # the lead is named first
_SHOWN: Mapping[str, Callable[[Eye, Any], object]] = {
    "by": lambda eye, v: eye.called(v),
    "other": lambda eye, v: eye.called(v),
    "without": lambda eye, v: eye.join([eye.called(i) for i in v]),
    "parts": lambda eye, v: eye.join([eye.called(i) for i in v]),
    "part": lambda eye, v: eye.t(f"part-{v}"),
    "does": lambda eye, v: v or eye.t("part-unsaid"),
    "old": lambda eye, v: eye.moment(datetime.fromisoformat(v)),
    "new": lambda eye, v: eye.moment(datetime.fromisoformat(v)),
    "due": lambda eye, v: eye.moment(datetime.fromisoformat(v)) if v else "",
    "since": lambda eye, v: eye.moment(datetime.fromisoformat(v)),
    "until": lambda eye, v: eye.moment(datetime.fromisoformat(v)),
    "frozen": lambda eye, v: eye.moment(datetime.fromisoformat(v)) if v else "",
    "unread": lambda eye, v: eye.join([eye.called(i) for i in v]),
    "to": lambda eye, v: eye.called(v) if isinstance(v, int) else eye.join([eye.called(i) for i in v]),
    "frm": lambda eye, v: eye.called(v),
    "member": lambda eye, v: eye.called(v),
    "first": lambda eye, v: eye.called(v) if v else "",
    "clock": lambda eye, v: eye.t(f"clock-{v}"),
    **dict.fromkeys(
        ("given_at", "closed_at"), lambda eye, v: eye.moment(datetime.fromisoformat(v), day_only=True) if v else ""
    ),
    "period": period_words,
    "colour": lambda eye, v: eye.t(f"slip-{v}"),
    "number": slip_number,
    "method": lambda eye, v: eye.t(f"chase-{v}"),
    "priority": lambda eye, v: eye.t(f"priority-{v}"),
    "before": lambda eye, v: eye.t(f"priority-{v}"),
    "origin": lambda eye, v: eye.t(f"origin-{v}"),
    "was_origin": lambda eye, v: eye.t(f"origin-{v}") if v else "",
    **dict.fromkeys(("ref", "was_ref"), lambda _eye, v: v and f" {v}"),
    "people": lambda eye, v: eye.join([eye.called(int(i)) for i in sorted(v, key=lambda i: _PARTS.index(v[i]))]),
    **SHOWN,
    "rating": lambda _eye, v: "★" * v if v else "",
    "text": lambda eye, v: v or eye.t("only-files"),
    "title": lambda _eye, v: shorten(v),
}


def fact_line(eye: Eye, event: Event, text: str | None = None) -> Html:
    """What happened, in the reader's language and the words people used; `text`: with those of all pieces of its album."""
    task = eye.store.tasks.get(event.task_id)
    eye, stored = eye.about(task), fields_of(event.fact)
    key, reads = f"fact-{event.fact.name}", reads_as(eye, event, stored)
    who = eye.called(event.actor_id) if event.actor_id is not None else eye.t("the-clock")
    whose = eye.whose(stored["member"]) if "member" in stored else ""
    said = _said(eye, task, event.fact, stored | ({} if text is None else {"text": text}))
    line = eye.t(f"{key}-{reads}" if reads else key, who=who, whose=whose, **said)
    if not line[:1].islower() or not line.startswith(str(eye.t("name-you"))):
        return line
    return Html(line[:1].upper() + line[1:])


def _said(eye: Eye, task: Task | None, fact: Fact, given: dict[str, Any]) -> dict[str, Any]:
    """The fields of a fact as its sentence shows them; `given` is theirs to change."""
    if task is not None and task.is_raised:
        given |= {name: as_read(eye, task, given[name]) for name in ("text", "reason") if given.get(name)}
    if given.get("blocked"):
        given["text"] = trouble(given["text"])
    due = given.get("due")
    for name, shown in _shown_of(fact.name):
        given[name] = shown(eye, given[name])
    if due and given.get("day_only"):
        given["due"] = eye.moment(datetime.fromisoformat(due), day_only=True)
    return given | _BESIDE[type(fact)](eye, fact) if type(fact) in _BESIDE else given


@cache
def _shown_of(fact: str) -> tuple[tuple[str, Callable[[Eye, Any], object]], ...]:
    """The fields of a kind of fact that are not shown as they are stored, with what shows them."""
    return tuple((name, _SHOWN[name]) for name in names_of(FACTS[fact]) if name in _SHOWN)


def _assigned(eye: Eye, fact: Assigned) -> dict[str, Html]:
    return {"periodic_words": rhythm_words(eye, fact.periodic, fact.periodic_words)} if fact.periodic else {}


def _periodic(eye: Eye, fact: PeriodicChanged) -> dict[str, Html]:
    """By which rules is reported, in the reader's language."""
    return {"was": words_again(eye, fact.was), "now": rhythm_words(eye, fact.rule, fact.now)}


def _handed(eye: Eye, fact: HandedOver | TakenOver | StandInGiven) -> dict[str, Html]:
    return {"last": eye.day_of(datetime.fromisoformat(fact.last), fact.frm)} if fact.last else {}


# What a fact says that takes more than one of its fields to tell.
_BESIDE: Mapping[type[Fact], Callable[[Eye, Any], dict[str, Html]]] = {
    Assigned: _assigned, PeriodicChanged: _periodic, **dict.fromkeys((HandedOver, TakenOver, StandInGiven), _handed),
}  # fmt: skip
