"""A reminder is put off by whoever reads it."""

from __future__ import annotations

from bot.callback import Press, number
from bot.routes import On, Route
from bot.talk import Talk
from domain.usecases.clocks.snooze import put_off


def snooze(talk: Talk) -> None:
    """`z:<how long>:<task>:<clock>:<generation>:<step>`: said at the button, and when it comes again."""
    _, what, task_field, clock, generation, step = (*talk.data, "", "", "", "", "")[:6]
    until = put_off(talk.unit, talk.who, number(task_field), (clock, number(generation), step), what)
    talk.show("snoozed", number=number(task_field), moment=until.isoformat())


ROUTES = (Route(On.BUTTON, Press.SNOOZE, snooze),)
