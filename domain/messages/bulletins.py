"""月通报: the figures of a period as text, as files, as a draft, and what somebody can still object to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.messages.base import Message, message


@message
@dataclass(frozen=True, slots=True)
class BulletinText(Message):
    """The bulletin of a period (`2026-10`, `2026Q3`, `2026`) of a team, None for the office.

    `parts` tells by team or by person below; it is refused a reader who may not see that.
    """

    period: str
    team_id: int | None = None
    parts: str = ""
    message_id: int | None = None


@message
@dataclass(frozen=True, slots=True)
class OwnFigures(Message):
    """What the reader did in a period."""

    period: str
    message_id: int | None = None


@message
@dataclass(frozen=True, slots=True)
class BulletinDraft(Message):
    """A period is over: its figures, before they are frozen, for who supervises."""

    period: str
    team_id: int | None = None


@message
@dataclass(frozen=True, slots=True)
class BulletinNamed(Message):
    """The reader stands in bulletins with something they can still object to."""

    period: str


@message
@dataclass(frozen=True, slots=True)
class BulletinPicture(Message):
    """The bulletin as a picture; `persons`: with the figures of each person, asked for by somebody who may see them."""

    critical: ClassVar[bool] = False
    beside: ClassVar[bool] = True

    period: str
    team_id: int | None = None
    persons: bool = False


@message
@dataclass(frozen=True, slots=True)
class BulletinWorkbook(Message):
    """The bulletin as a workbook; `persons` as of the picture."""

    critical: ClassVar[bool] = False
    beside: ClassVar[bool] = True

    period: str
    team_id: int | None = None
    persons: bool = False


@message
@dataclass(frozen=True, slots=True)
class BulletinPaper(Message):
    """The bulletin as a document; `persons` as of the picture."""

    critical: ClassVar[bool] = False
    beside: ClassVar[bool] = True

    period: str
    team_id: int | None = None
    persons: bool = False
