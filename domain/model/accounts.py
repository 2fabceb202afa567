"""Which breaches (超时记录) and slips (督办单) a list is about: of whom, and of what time."""

from __future__ import annotations

from datetime import datetime

from domain.model.people import NOBODY
from domain.model.value import value


@value
class Whose:
    """Of one person, of what somebody gave or runs, of one team; None narrows nothing.

    `secret_to`: whose confidential matters are among them: a member's; None: everybody's; as long as it is not said, nobody's.
    """

    member: int | None = None
    watched_by: int | None = None
    team_id: int | None = None
    secret_to: int | None = NOBODY


@value
class Within:
    """From a moment on, to before another: of a breach what was due then, of a slip what was issued then."""

    since: datetime
    until: datetime
