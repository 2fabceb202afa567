"""Who stands in for whom, who is away, who takes over: asked and told. Days are written yyyymmdd, months yyyymm."""

from __future__ import annotations

from domain.messages.base import Message, message
from domain.model.value import value


@message
@value
class Backups(Message):
    """Who stands in for whom, as far as the reader may know."""

    message_id: int | None = None


@message
@value
class BackupWhom(Message):
    """Who shall stand in for this person?"""

    member_id: int
    page: int = 0
    message_id: int | None = None


@message
@value
class AwayWhen(Message):
    """On which days is this person away? `first` is the first day once it is chosen, `month` the one that is shown."""

    member_id: int
    first: int = 0
    month: int = 0
    message_id: int | None = None


@message
@value
class AwayWhich(Message):
    """Words that may mean several days."""

    member_id: int
    words: str
    days: tuple[int, ...]


@message
@value
class AwayPlan(Message):
    """What was understood: from when until when, who stands in (0: nobody), what moves; one button does all of it.

    `joined`: the days were put together with an absence that was down already; `was_first` and `was_last` are the days of one
    that they take the place of; `whole`: a part of a day was said, and whole days are meant.
    """

    member_id: int
    first: int
    last: int
    backup_id: int
    joined: bool = False
    message_id: int | None = None
    was_first: int = 0
    was_last: int = 0
    whole: bool = False


@message
@value
class BackWhich(Message):
    """Several absences are planned: which is called off?"""

    member_id: int
    message_id: int | None = None


@message
@value
class AwayWhom(Message):
    """Who shall stand in on these days?"""

    member_id: int
    first: int
    last: int
    page: int = 0
    message_id: int | None = None


@message
@value
class AwayTold(Message):
    """What became of somebody's absence (`what`), told to whoever said it, the person, or whoever stands in."""

    what: str
    member_id: int
    first: str
    last: str
    backup_id: int = 0
    by: int = 0
    count: int = 0
    message_id: int | None = None


@message
@value
class BackAsked(Message):
    """Plain words say that this person is back: the button that says so."""

    member_id: int


@message
@value
class BackupAsked(Message):
    """Plain words say that somebody stands in for this person: the button that puts it down."""

    member_id: int
    backup_id: int


@message
@value
class HandOver(Message):
    """移交清单: the matters of somebody who is away, for whoever stands in; `parts`: of which they are a co-assignee."""

    member_id: int
    tasks: tuple[int, ...]
    until: str = ""
    message_id: int | None = None
    parts: tuple[int, ...] = ()


@message
@value
class HandOverCard(Message):
    """交接单: everything about one matter so far, for whoever takes it over or gets it back."""

    task_id: int


@message
@value
class WelcomeBack(Message):
    """What was done meanwhile: matters that are back, and those that were finished; `since` the absence began."""

    backup_id: int
    tasks: tuple[int, ...]
    finished: tuple[int, ...]
    since: str


@message
@value
class NobodyStandsIn(Message):
    """Somebody is away and these matters stay theirs: nobody stands in, or whoever would is away too. `parts`: of whose work
    they owe the reader a part."""

    member_id: int
    until: str
    tasks: tuple[int, ...]
    backup_id: int = 0
    backup_until: str = ""
    parts: bool = False


@message
@value
class NotTakenOver(Message):
    """Whoever was asked to stand in has not taken these over in time. `parts`: of whose work they owe the reader a part."""

    member_id: int
    backup_id: int
    tasks: tuple[int, ...]
    parts: bool = False


@message
@value
class CannotStandIn(Message):
    """Whoever was asked to stand in cannot, and these matters stay their lead's."""

    member_id: int
    backup_id: int
    tasks: tuple[int, ...]


@message
@value
class CannotReach(Message):
    """Of those whom a new task concerns these cannot be written to in private."""

    task_id: int
    silent: tuple[int, ...]
    concerned: int


@message
@value
class Unreached(Message):
    """Who in the reader's teams cannot be written to in private, though something may be for them."""

    members: tuple[int, ...]
