"""What happened, one class per fact, in the words in which it was said."""

from domain.facts import accountability, clocks, hands, raised, standing, tasks

__all__ = [
    "accountability",
    "clocks",
    "hands",
    "raised",
    "standing",
    "tasks",
]  # whoever decodes a fact finds every class registered
