"""A draft that gives way to another task: nothing written is lost without a word."""

from __future__ import annotations

from dataclasses import replace

from domain.messages.office import Sentence
from domain.model.drafts import Draft, TaskDraft
from domain.model.people import Memberships
from domain.text import shortened
from domain.unit import Unit
from domain.usecases.tasks.ordered import Ordered
from domain.usecases.tasks.places import place_of


def tell_left(unit: Unit, who: Memberships, draft: Draft, earlier: Draft | None, said: Ordered) -> None:
    """A task that was being written gives way to another: said, unless it is the same one or nothing was in it yet."""
    left = earlier.task if earlier is not None else TaskDraft()
    same = (said.album and left.album == said.album) or (said.order_id and left.order_id == said.order_id)
    if same or left == replace(TaskDraft(), **{f: getattr(left, f) for f in _NO_LOSS}):
        return
    key = "draft-left" if left.title else "draft-left-untitled"
    if left.raised:
        key = "raise-left" if left.title else "raise-left-untitled"
    unit.say(place_of(who, draft), Sentence(key, {"text": shortened(left.title, 60)} if left.title else {}))


# What a draft knows although nobody has said anything yet.
_NO_LOSS = (
    "raised",
    "teams",
    "asks_name",
    "origin",
    "team_id",
    "message_id",
    "thread_id",
    "order_id",
    "wizard",
    "page",
)
