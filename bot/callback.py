"""What a button carries: a few short fields in at most 64 bytes. Nothing in it is trusted when it comes back."""

from __future__ import annotations

from enum import StrEnum

LIMIT = 64
ALL = "all"  # in place of a number: everything that the message with the button speaks of
_DIGITS = 16  # more than any id of Telegram's has


class Press(StrEnum):
    """What kind of button was pressed: the first field, which names the handler. Buttons in old messages keep theirs."""

    ACT = "t"
    PEOPLE = "p"
    MONTH = "c"
    DAY = "k"
    NOTHING = "x"
    DRAFT = "d"
    OFFER = "o"
    LIST = "l"
    LIST_ALL = "la"
    SHOW = "s"
    HISTORY = "h"
    WHOLE = "w"
    TIMELINE = "tl"
    SNOOZE = "z"
    NOTICE = "n"
    NOTICES = "nl"
    JOIN = "j"
    TEAM = "g"
    MEMBERS = "m"
    LANGUAGE = "lang"
    ZONE = "tz"
    DIGEST = "dg"
    MORNING = "mo"
    TOPICS = "to"
    ASKED = "q"
    BREACH = "b"
    BREACHES = "bl"
    SLIP = "sp"
    SLIPS = "sl"
    CHASE = "ch"
    AWAY = "aw"
    BACKUP = "bk"
    HAND_OVER = "ho"
    PARTING = "out"
    BRANCH = "br"
    PLAN = "pl"
    PLAN_FILE = "pf"
    SERIES = "sr"
    MEETING = "mt"
    TAG = "tg"
    MILESTONES = "ms"
    MINUTES = "mm"
    IMPORT = "im"
    DESK = "rv"
    TEMPLATE = "tp"
    HELP = "hp"
    FIND = "f"
    FIND_IN = "fi"
    SCORE = "sc"
    LEDGER = "lg"
    BULLETIN = "bu"


Fields = tuple[
    Press, *tuple[object, ...]
]  # the beginning of a button's data: its kind, and what stays the same on a row of them


def pack(kind: Press, *fields: object) -> str:
    """The data of a button; ValueError when it would be too long."""
    data = ":".join(map(str, (kind, *fields)))
    if len(data.encode()) > LIMIT:
        raise ValueError(f"callback data over {LIMIT} bytes: {data!r}")
    return data


def unpack(data: str) -> tuple[str, ...]:
    """The fields of a pressed button."""
    return tuple(data[:LIMIT].split(":"))


def number(field: str) -> int:
    """A field that must be a number; 0, which nothing has, when it is not."""
    return int(field) if field.isascii() and field.isdecimal() and len(field) <= _DIGITS else 0
