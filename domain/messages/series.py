"""常规事项: a series shown, what was done to it, and what is asked of whoever gave it."""

from __future__ import annotations

from domain.messages.base import Message, message
from domain.model.value import value


@message
@value
class SeriesCard(Message):
    """A series as it goes on; `did` names what was just done to it, `by` whom where the reader did not do it, `on` the date
    (ISO) it was done to."""

    series_id: int
    did: str = ""
    on: str = ""
    by: int | None = None
    message_id: int | None = None


@message
@value
class SeriesMenu(Message):
    """What can be changed of a series, with a button each."""

    series_id: int
    message_id: int | None = None


@message
@value
class SeriesWhom(Message):
    """Who is to do it from now on; `gone`: whoever did it has left, and nothing is made until somebody is named."""

    series_id: int
    page: int = 0
    gone: bool = False
    message_id: int | None = None


@message
@value
class SeriesList(Message):
    """A page of the series that the reader gave, does, or watches over; in a group those of its team."""

    page: int = 0
    team_id: int | None = None
    message_id: int | None = None


@message
@value
class SeriesMissed(Message):
    """What fell due while the bot was away: the dates (ISO) that are left out, `further` more of them, and the task that was
    made late, if one was."""

    series_id: int
    missed: tuple[str, ...]
    further: int = 0
    task_id: int | None = None
