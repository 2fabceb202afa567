"""What comes every working day: the digest of a team, the worklist of a person, the brief of a leader."""

from __future__ import annotations

from typing import ClassVar

from domain.messages.base import Message, message
from domain.model.value import value


@message
@value
class Digest(Message):
    """日报: a team's daily summary."""

    critical: ClassVar[bool] = False

    team_id: int
    since: str
    asked: bool = False


@message
@value
class Worklist(Message):
    """工作清单: a person's own morning list."""

    critical: ClassVar[bool] = False

    day: str
    asked: bool = False


@message
@value
class StillWaiting(Message):
    """等您决定: matters that wait over a working day for a decision of the reader, who has not looked at them."""

    critical: ClassVar[bool] = False

    numbers: tuple[int, ...]


@message
@value
class Brief(Message):
    """晨报: a leader's or supervisor's own morning, their own work with it."""

    critical: ClassVar[bool] = False

    day: str
    asked: bool = False
