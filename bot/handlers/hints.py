"""One hint, and not silence, for what was nearly said to the bot: a typo, a command behind a sign, a mention without one."""

from __future__ import annotations

import re
from difflib import get_close_matches

from bot.commands import COMMANDS
from bot.talk import Talk, text_of
from domain.errors import Refusal
from domain.text import late

_NAMES = tuple(c.name for c in COMMANDS)
_NEAR = 0.7
_BEHIND_A_SIGN = late(r"(?:@\w+|[^\w/／@])*[/／]([A-Za-z_]{2,32})\b")
_SLASH = late(r"[/／]\S")


def nearest(name: str) -> str | None:
    """The command somebody meant to type."""
    found = get_close_matches(name.lower(), _NAMES, 1, _NEAR)
    return found[0] if found else None


def mistyped(talk: Talk) -> None:
    """A command that none is: said so in private, or where the bot is named; in a group only if it is nearly one of ours."""
    word = text_of(talk.message).split(maxsplit=1)[0] if talk.message else ""
    name, _, bot = word.removeprefix("/").partition("@")
    if bot and bot.lower() != talk.bot_name:
        return
    near = nearest(name)
    if near is not None:
        _ = talk.who
        raise Refusal("unknown-command-near", command=near, typed=name[:32])
    if talk.is_private or bot:
        _ = talk.who
        raise Refusal("unknown-command")


def hint(talk: Talk) -> bool:
    """Words that were meant as a command, or name the bot without one: True when that was said."""
    text = text_of(talk.message) if talk.message else ""
    behind = _BEHIND_A_SIGN.match(text)
    command = nearest(behind[1]) if behind else None
    if command is not None:
        _ = talk.who
        talk.say("hint-command-first", command=command)
    elif _SLASH.match(text) and talk.is_private:
        _ = talk.who
        raise Refusal("unknown-command")
    elif named(talk):
        _ = talk.who
        talk.say("hint-mention")
    else:
        return False
    return True


def named(talk: Talk) -> bool:
    """Whether the words name the bot."""
    text = text_of(talk.message).lower() if talk.message else ""
    return bool(talk.bot_name) and re.search(rf"@{re.escape(talk.bot_name)}(?!\w)", text) is not None
