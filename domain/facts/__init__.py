"""What happened, one class per fact, in the words in which it was said."""

from domain.facts import clocks, hands, tasks

__all__ = ["clocks", "hands", "tasks"]  # whoever decodes a fact finds every class registered
