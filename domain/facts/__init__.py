"""What happened, one class per fact, in the words in which it was said."""

from domain.facts import accountability, clocks, hands, notices, raised, series, standing, tasks, trees

__all__ = [
    "accountability",
    "clocks",
    "hands",
    "notices",
    "raised",
    "series",
    "standing",
    "tasks",
    "trees",
]  # whoever decodes a fact finds every class registered
