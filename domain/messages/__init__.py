"""One class per thing the bot can say. A message is what to say; the words are chosen when it leaves."""

from domain.messages import (
    accounts,
    asking,
    clocks,
    desk,
    imports,
    meetings,
    minutes,
    notices,
    office,
    people,
    reports,
    search,
    series,
    tasks,
    templates,
)

__all__ = [
    "accounts",
    "asking",
    "clocks",
    "desk",
    "imports",
    "meetings",
    "minutes",
    "notices",
    "office",
    "people",
    "reports",
    "search",
    "series",
    "tasks",
    "templates",
]  # whoever decodes a message finds every class registered
