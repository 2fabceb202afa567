"""What happened, one class per fact, in the words in which it was said."""

from domain.facts import clocks, standing, tasks

__all__ = ["clocks", "standing", "tasks"]  # whoever decodes a fact finds every class registered
