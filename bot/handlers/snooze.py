"""A reminder is put off by whoever reads it, alone or all of a list."""

from __future__ import annotations

from bot.callback import ALL, Press, number
from bot.routes import On, Route
from bot.talk import Talk
from domain.usecases.clocks.snooze import put_off, put_off_all


def snooze(talk: Talk) -> None:
    """`z:<how long>:<task>:<clock>:<generation>:<step>`, under a list `z:<how long>:all`: the button says until when."""
    _, what, task_field, clock, generation, step = (*talk.data, "", "", "", "", "")[:6]
    if task_field == ALL:
        return _all(talk, what)
    until = put_off(talk.unit, talk.who, number(task_field), (clock, number(generation), step), what)
    return talk.show("snoozed", number=number(task_field), moment=until.isoformat())


def _all(talk: Talk, what: str) -> None:
    """Of what cannot be put off so long it is said that it comes at its time."""
    found = put_off_all(talk.unit, talk.who, talk.message.message_id if talk.message else 0, what)
    key = "snoozed-some" if found.rest else "snoozed-all"
    talk.show(key, count=found.count, rest=found.rest, moment=found.until.isoformat())


ROUTES = (Route(On.BUTTON, Press.SNOOZE, snooze),)
