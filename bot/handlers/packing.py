"""What was given with an action by a button, kept in the question that asks for its words."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.callback import number
from domain.messages.asking import NEXT_DAY
from domain.model.chases import Method
from domain.model.slips import Colour
from domain.rules.given import Given


def pack_given(given: Given) -> str:
    if given.method:
        return f"me{given.method}"
    if given.breach or given.colour:
        return f"br{given.breach}" if given.breach else f"co{given.colour}"
    if given.moment is not None:
        kind = NEXT_DAY if given.moved else "on" if given.from_due else "at"
        return f"{kind}{int(given.moment.timestamp())}"
    return f"to{given.member_id}" if given.member_id is not None else ""


def unpack_given(arg: str) -> Given:
    if arg.startswith("br"):
        return Given(breach=arg[2:])
    if arg.startswith("co"):
        return Given(colour=Colour(arg[2:]))
    if arg.startswith("me"):
        return Given(method=Method(arg[2:]))
    value = number(arg[2:])
    if arg.startswith(("at", "on", NEXT_DAY)):
        return Given(moment=datetime.fromtimestamp(value, UTC))
    return Given(member_id=value) if arg.startswith("to") else Given()
