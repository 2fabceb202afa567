"""What happened, one class per fact, in the words in which it was said."""

from domain.facts import (
    accountability,
    chases,
    clocks,
    confidence,
    hands,
    imports,
    links,
    meetings,
    milestones,
    notices,
    raised,
    series,
    standing,
    tasks,
    trees,
)

__all__ = [
    "accountability",
    "chases",
    "clocks",
    "confidence",
    "hands",
    "imports",
    "links",
    "meetings",
    "milestones",
    "notices",
    "raised",
    "series",
    "standing",
    "tasks",
    "trees",
]  # whoever decodes a fact finds every class registered
