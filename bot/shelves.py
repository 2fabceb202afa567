"""Where a command stands: on which page of the help, and how high in which menu. A place in a row is a rank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from bot.commands import COMMANDS, Circle, Command, Where

MOST_IN_A_MENU = 12  # rows: a thumb goes through no more


class Shelf(StrEnum):
    """A page of the help."""

    WORK = "work"
    GIVE = "give"
    JUDGE = "judge"
    CHANGE = "change"
    HANDS = "hands"
    LISTS = "lists"
    REPORTS = "reports"
    PLANS = "plans"
    RAISE = "raise"
    PEOPLE = "people"
    OFFICE = "office"


class Menu(StrEnum):
    """Whose menu it is: of the two roles in private, or of a group, where all see the same."""

    STAFF = "staff"
    LEADERS = "leaders"
    GROUP = "group"


SHELVES: Mapping[Shelf, tuple[str, ...]] = {
    Shelf.WORK: ("mine", "accept", "report", "done", "extend", "transfer", "decline", "part", "disagree", "appeal"),
    Shelf.GIVE: ("task", "template", "minutes", "import", "notice", "chase", "slip", "assigned"),
    Shelf.JUDGE: ("review", "approve", "return", "decide", "waive", "cancel", "pause", "resume", "reopen"),
    Shelf.CHANGE: ("title", "priority", "standard", "origin", "periodic", "evidence", "confidential", "after"),
    Shelf.HANDS: ("co", "cc", "drop", "replace", "reassign", "anyone", "all"),
    Shelf.LISTS: ("search", "show", "history", "team", "overdue", "notices", "breaches", "slips", "when"),
    Shelf.REPORTS: ("brief", "bulletin", "ledger", "score", "why"),
    Shelf.PLANS: ("plan", "sub", "under", "milestone", "recurring", "tag"),
    Shelf.RAISE: ("raise", "raised", "answer", "handon", "unsolved", "withdraw"),
    Shelf.PEOPLE: ("members", "invite", "role", "remove", "away", "back", "backup"),
    Shelf.OFFICE: ("settings", "lang", "timezone", "morning", "topics", "digest", "topic", "forget", "help"),
}
MENUS: Mapping[Menu, tuple[str, ...]] = {
    Menu.STAFF: (
        "mine", "report", "done", "extend", "accept", "transfer", "raise", "notices", "overdue", "away", "settings", "help",
    ),
    Menu.LEADERS: (
        "task", "review", "overdue", "search", "team", "assigned", "chase", "notice", "minutes", "mine", "settings", "help",
    ),
    Menu.GROUP: (
        "task", "report", "done", "mine", "overdue", "team", "show", "brief", "digest", "members", "settings", "help",
    ),
}  # fmt: skip
BY_NAME: Mapping[str, Command] = {command.name: command for command in COMMANDS}


def menu_of(*, leader: bool, group: bool) -> Menu:
    """The menu for a role and a kind of chat."""
    return Menu.GROUP if group else Menu.LEADERS if leader else Menu.STAFF


def usable(command: Command, *, leader: bool, group: bool) -> bool:
    """Whether somebody of this role finds the command of use in such a chat; rights are checked when it is used."""
    here = (Where.BOTH, Where.GROUP if group else Where.PRIVATE)
    return command.where in here and (leader or command.circle is Circle.EVERYBODY)


def on_shelf(shelf: Shelf, *, leader: bool, group: bool) -> list[Command]:
    """The commands of a page that are of use."""
    return _usable(SHELVES[shelf], leader=leader, group=group)


def _usable(names: Iterable[str], *, leader: bool, group: bool) -> list[Command]:
    return [BY_NAME[name] for name in names if usable(BY_NAME[name], leader=leader, group=group)]


def first_commands(most: int, *, leader: bool, group: bool) -> list[Command]:
    """Those that stand highest in the menu, as far as they are of use to this role."""
    return _usable(MENUS[menu_of(leader=leader, group=group)], leader=leader, group=group)[:most]


def shelf_of(name: str) -> Shelf:
    """The page a command stands on; KeyError for one that stands on none."""
    return {one: shelf for shelf, names in SHELVES.items() for one in names}[name]
