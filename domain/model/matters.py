"""Which open tasks a list is about, so that the database finds and counts them; the lists people see are made of these."""

from __future__ import annotations

from datetime import datetime

from domain.model.people import NOBODY
from domain.model.tasks import Kind, Status
from domain.model.value import value

WORKED_ON = (Status.ASSIGNED, Status.ACTIVE)  # in these the finish clock runs
MAY_BE_LATE = (*WORKED_ON, Status.DECLINED)  # past its deadline such a task is overdue

WORK = (Kind.TASK,)  # the kinds of matter in which somebody owes work
ANSWERS = (Kind.RAISED,)  # those in which somebody owes an answer
OWED = (*WORK, *ANSWERS)


@value
class Matters:
    """Open tasks; what is None, or empty, narrows nothing. The numbers are those of members, and of a team.

    `hands`: who leads or helps, of what was not declined. `seen_by`: who has a part in it, gave it or is of its team.
    `watched_by`: who gave it or runs its team, and `not_by`: who does nothing of it themselves; `not_from`: who did not give
    it; `by`: who leads or helps, whatever became of it. What waits for another matter is due by no moment, after every one.
    `secret_to`: whose confidential matters are among them, a member's or, as long as it is not said,
    nobody's; None: everybody's.
    """

    team_id: int | None = None
    assigner: int | None = None
    hands: int | None = None
    seen_by: int | None = None
    watched_by: int | None = None
    not_by: int | None = None
    not_from: int | None = None
    by: int | None = None
    statuses: tuple[Status, ...] = ()
    kinds: tuple[Kind, ...] = WORK
    tag: str | None = None
    due_after: datetime | None = None
    due_until: datetime | None = None
    secret_to: int | None = NOBODY
