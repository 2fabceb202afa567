"""What a message is: what to say; the words are chosen when it leaves."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Any, ClassVar

from domain.model.value import value


class Urgency(IntEnum):
    """The order in which waiting messages leave."""

    ANSWER = 0
    URGENT = 1
    NORMAL = 2
    BULK = 3


class Joined(StrEnum):
    """What becomes one message when several of a kind come for one chat: reminders with progress; a row of chases; calls by
    name."""

    CALM = "calm"
    CHASES = "chases"
    CALLS = "calls"


@value
class Message:
    """Base of all messages; `name` is the stored kind.

    A message with a `message_id` is shown in place of the message of that number. `critical` messages are sent again when
    the answer to a send was lost; those that name what they merge with are joined when several come for one chat; one that
    `waits` is held while its reader heard such a message just now; a `hushed` one rings nowhere; what may take long to be made
    is made `beside` the writer; a `topical` one stands in its task's own topic, where its reader has such.
    """

    name: ClassVar[str] = ""
    critical: ClassVar[bool] = True
    merges: ClassVar[Joined | None] = None
    waits: ClassVar[bool] = False
    hushed: ClassVar[bool] = False
    beside: ClassVar[bool] = False
    topical: ClassVar[bool] = False

    @classmethod
    def of_stored(cls, fields: dict[str, Any]) -> Message:
        """The message back from its stored fields; where they changed, those of an earlier version are understood too."""
        return cls(**fields)

    @property
    def edits(self) -> int | None:
        """The number of the message in whose place this one is shown."""
        return getattr(self, "message_id", None)


MESSAGES: dict[str, type[Message]] = {}


def message(cls: type[Message]) -> type[Message]:
    """Register a message class under its kebab-case name."""
    name = "".join("-" + c.lower() if c.isupper() else c for c in cls.__name__).lstrip("-")
    cls.name = name
    MESSAGES[name] = cls
    return cls
