"""A topic of a private chat that belongs to one task."""

from __future__ import annotations

from domain.model.value import value


@value
class Topic:
    """The topic of a task in somebody's private chat; without a thread they have closed it, and the chat itself serves."""

    member_id: int
    task_id: int
    thread_id: int | None
