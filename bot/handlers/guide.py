"""What one can do here."""

from __future__ import annotations

from bot.routes import On, Route
from bot.talk import Talk
from domain.messages.office import Help


def help_(talk: Talk) -> None:
    """/help: the commands of the reader's role."""
    _ = talk.who
    talk.answer(Help())


ROUTES = (Route(On.COMMAND, "help", help_),)
