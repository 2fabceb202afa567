"""月通报: the figures of a period as text, as files, as a draft, and what somebody can still object to.

A period is as `Period` has it: `2026-10`, `2026Q3`, `2026`; a team of None is the whole office.
"""

from __future__ import annotations

from typing import ClassVar

from domain.messages.base import Message, message
from domain.model.value import value


@message
@value
class BulletinText(Message):
    """The bulletin of a period; `people`: with the figures of each person, for who may see them."""

    period: str
    team_id: int | None = None
    people: bool = False
    message_id: int | None = None


@message
@value
class BulletinTeams(Message):
    """Of which team? For who may read several."""

    period: str
    page: int = 0
    message_id: int | None = None


@message
@value
class BulletinMatters(Message):
    """The matters behind a figure: `late`, `overdue`, `returned`, `unanswered`, `slips`."""

    period: str
    team_id: int | None
    which: str
    page: int = 0
    message_id: int | None = None


@message
@value
class OwnFigures(Message):
    """What the reader, or a `member` of what they run (`team_id`, None for the office), did in a period."""

    period: str
    message_id: int | None = None
    member: int | None = None
    team_id: int | None = None


@message
@value
class BulletinDraft(Message):
    """A month is over: the figures of all that its reader supervises, before they are frozen."""

    period: str


@message
@value
class BulletinNamed(Message):
    """The reader stands in the bulletin of a month with something they can still object to."""

    period: str


@message
@value
class BulletinPicture(Message):
    """The bulletin as a picture, light or `dark`; `persons`: with the figures of each person, asked for by somebody who may
    see them."""

    critical: ClassVar[bool] = False
    beside: ClassVar[bool] = True

    period: str
    team_id: int | None = None
    persons: bool = False
    dark: bool = False


@message
@value
class BulletinWorkbook(Message):
    """The bulletin as a workbook; `persons` as of the picture."""

    critical: ClassVar[bool] = False
    beside: ClassVar[bool] = True

    period: str
    team_id: int | None = None
    persons: bool = False


@message
@value
class BulletinPaper(Message):
    """The bulletin as a document; `persons` as of the picture."""

    critical: ClassVar[bool] = False
    beside: ClassVar[bool] = True

    period: str
    team_id: int | None = None
    persons: bool = False
