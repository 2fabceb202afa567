"""The clocks that a matter has several of: one for each who owes a part by a day of their own, one for each milestone."""

from __future__ import annotations

from datetime import datetime

from domain.model.tasks import Task
from domain.rules import hands, milestones


def follow(task: Task, now: datetime) -> Task:
    """The task with those of them running that are owed, and no other."""
    return milestones.follow(hands.follow(task, now), now)


def within(task: Task) -> Task:
    """The task with no part and no milestone due after its own deadline."""
    return milestones.within(hands.within(task))
