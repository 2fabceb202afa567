"""The commands as rows: from them come handlers, menus per role and language, and help."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Whose menu shows a command; rights are checked when it is used."""

    EVERYBODY = "everybody"
    LEADERS = "leaders"


class Where(StrEnum):
    """In which chats a command is offered."""

    BOTH = "both"
    PRIVATE = "private"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, whose menu it is in, and where. Its words stand in the catalogues as `command-<name>`."""

    name: str
    audience: Audience = Audience.EVERYBODY
    where: Where = Where.BOTH


COMMANDS: tuple[Command, ...] = (
    Command("task"),
    Command("mine"),
    Command("accept"),
    Command("report"),
    Command("done"),
    Command("extend"),
    Command("transfer"),
    Command("decline"),
    Command("assigned", Audience.LEADERS),
    Command("approve", Audience.LEADERS),
    Command("return", Audience.LEADERS),
    Command("cancel", Audience.LEADERS),
    Command("team"),
    Command("overdue"),
    Command("show"),
    Command("history"),
    Command("when"),
    Command("members", Audience.LEADERS),
    Command("invite", Audience.LEADERS),
    Command("role", Audience.LEADERS),
    Command("digest", Audience.LEADERS),
    Command("settings"),
    Command("lang"),
    Command("help"),
)
