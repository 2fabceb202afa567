"""What one can do here."""

from __future__ import annotations

from bot.callback import Press
from bot.handlers import importing
from bot.handlers.hints import nearest
from bot.routes import On, Route
from bot.shelves import BY_NAME, Shelf
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.office import Help
from domain.model.post import Said
from domain.rules.spoken import asks_how, command_for


def help_(talk: Talk) -> None:
    """/help: what the speaker can do here; /help task: one command."""
    _ = talk.who
    asked = talk.args.split(maxsplit=1)[0].lstrip("/／").lower() if talk.args.strip() else ""
    if not asked.isascii():
        asked = command_for(asked) or asked  # /help 交办
    if asked and asked not in BY_NAME:
        near = nearest(asked)
        if near is None:
            raise Refusal("unknown-command")
        raise Refusal("unknown-command-near", command=near, typed=asked[:32])
    explain(talk, asked)


def explain(talk: Talk, command: str = "", shelf: str = "") -> None:
    """Show the help on a command, a page of it, or its first."""
    talk.answer_here(Help(shelf, command, leads=_leads(talk), group=not talk.is_private))


def how(talk: Talk, said: Said) -> bool:
    """怎么延期？: that command, explained; 怎么导入Excel: what /import alone says, after which a file is awaited."""
    command = asks_how(said.text)
    if command == "import" and talk.is_private and talk.who.leads_anywhere() and not said.files:
        importing.command(talk)
    elif command:
        explain(talk, command)
    return bool(command)


def _leads(talk: Talk) -> bool:
    """Whether the speaker gives tasks: in a group, there."""
    who = talk.who
    if talk.is_private:
        return who.leads_anywhere()
    team = talk.team
    return who.runs(team.id if team else None)


def turn(talk: Talk) -> None:
    """`hp` is the first page, `hp:s:<shelf>` a page of commands, `hp:c:<command>` one of them."""
    _, kind, name = (*talk.data, "", "")[:3]
    known = {"s": tuple(Shelf), "c": tuple(BY_NAME), "": ("",)}
    if name not in known.get(kind, ()):
        raise Refusal("button-old")
    explain(talk, command=name if kind == "c" else "", shelf=name if kind == "s" else "")


ROUTES = (Route(On.COMMAND, "help", help_), Route(On.BUTTON, Press.HELP, turn))
