"""督办: what was promised when somebody was chased is kept, and asked about when its day has come."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.callback import Press, number
from bot.routes import On, Route
from bot.talk import Talk
from domain.messages.office import Sentence
from domain.usecases.access import visible
from domain.usecases.supervision.chase import note_promise

_CAME = "came"


def promise(talk: Talk) -> None:
    """`ch:<task>:<seq>:<moment>` keeps a promise, `ch:<task>:<seq>:came` says that it was kept."""
    _, task_field, seq, what = (*talk.data, "", "", "")[:4]
    task_id = number(task_field)
    if what == _CAME:
        visible(talk.unit, talk.who, task_id)
        return talk.answer_here(Sentence("promise-came", {"number": str(task_id)}), task_id=task_id)
    due = datetime.fromtimestamp(min(number(what), 2**33), UTC)
    note_promise(talk.unit, talk.who, task_id, number(seq), due)
    return talk.show("promise-kept", number=task_id, moment=due.isoformat())


ROUTES = (Route(On.BUTTON, Press.CHASE, promise),)
