"""The commands as rows: from them come handlers, menus per role and language, and help."""

from __future__ import annotations

from enum import StrEnum

from domain.model.value import value
from domain.rules.lifecycle import Action


class Circle(StrEnum):
    """Whose menu shows a command; rights are checked when it is used."""

    EVERYBODY = "everybody"
    LEADERS = "leaders"


class Where(StrEnum):
    """In which chats a command is offered."""

    BOTH = "both"
    PRIVATE = "private"
    GROUP = "group"


@value
class Command:
    """One command: its name, whose menu it is in, where, and the action of the lifecycle it does, if it does one.

    Its words stand in the catalogues as `command-<name>`.
    """

    name: str
    circle: Circle = Circle.EVERYBODY
    where: Where = Where.BOTH
    action: Action | None = None


COMMANDS: tuple[Command, ...] = (
    Command("task"),
    Command("minutes", Circle.LEADERS),
    Command("import", Circle.LEADERS, Where.PRIVATE),
    Command("template"),
    Command("mine"),
    Command("accept", action=Action.ACCEPT),
    Command("report", action=Action.REPORT),
    Command("done", action=Action.SUBMIT),
    Command("extend", action=Action.ASK_TIME),
    Command("transfer", action=Action.ASK_TRANSFER),
    Command("decline", action=Action.DECLINE),
    Command("part", action=Action.SHARE),
    Command("disagree", action=Action.DISAGREE),
    Command("notice", Circle.LEADERS),
    Command("notices"),
    Command("chase", Circle.LEADERS, action=Action.CHASE),
    Command("sub"),
    Command("under"),
    Command("tag"),
    Command("milestone"),
    Command("review", Circle.LEADERS),
    Command("assigned", Circle.LEADERS),
    Command("approve", Circle.LEADERS, action=Action.APPROVE),
    Command("return", Circle.LEADERS, action=Action.RETURN),
    Command("cancel", Circle.LEADERS, action=Action.CANCEL),
    Command("pause", Circle.LEADERS, action=Action.PAUSE),
    Command("resume", Circle.LEADERS, action=Action.RESUME),
    Command("reopen", Circle.LEADERS, action=Action.REOPEN),
    Command("title", Circle.LEADERS, action=Action.CHANGE_TITLE),
    Command("priority", Circle.LEADERS, action=Action.CHANGE_PRIORITY),
    Command("standard", Circle.LEADERS, action=Action.CHANGE_STANDARD),
    Command("after", Circle.LEADERS, action=Action.MAKE_WAIT),
    Command("origin", Circle.LEADERS, action=Action.CHANGE_ORIGIN),
    Command("periodic", Circle.LEADERS, action=Action.CHANGE_PERIODIC),
    Command("evidence", Circle.LEADERS, action=Action.NEED_EVIDENCE),
    Command("confidential", Circle.LEADERS, action=Action.CONCEAL),
    Command("co", Circle.LEADERS, action=Action.ADD_CO),
    Command("cc", Circle.LEADERS, action=Action.ADD_WATCHER),
    Command("drop", Circle.LEADERS, action=Action.DROP),
    Command("reassign", Circle.LEADERS, action=Action.REASSIGN),
    Command("replace", Circle.LEADERS, action=Action.REPLACE),
    Command("anyone", Circle.LEADERS, action=Action.ANY_ONE),
    Command("all", Circle.LEADERS, action=Action.ALL_MUST),
    Command("decide", Circle.LEADERS, action=Action.DECIDE),
    Command("plan"),
    Command("recurring"),
    Command("brief"),
    Command("bulletin"),
    Command("raise"),
    Command("raised"),
    Command("answer", action=Action.ANSWER),
    Command("handon", action=Action.HAND_ON),
    Command("unsolved", action=Action.NOT_SOLVED),
    Command("withdraw", action=Action.WITHDRAW),
    Command("team"),
    Command("overdue"),
    Command("breaches"),
    Command("appeal", action=Action.APPEAL),
    Command("waive", Circle.LEADERS, action=Action.WAIVE),
    Command("slips"),
    Command("slip", Circle.LEADERS, action=Action.SLIP),
    Command("score"),
    Command("why", where=Where.PRIVATE),
    Command("search"),
    Command("ledger"),
    Command("show"),
    Command("history"),
    Command("when"),
    Command("away"),
    Command("back"),
    Command("backup"),
    Command("members", Circle.LEADERS),
    Command("invite", Circle.LEADERS),
    Command("role", Circle.LEADERS),
    Command("remove", Circle.LEADERS),
    Command("digest", Circle.LEADERS),
    Command("topic", Circle.LEADERS, Where.GROUP),
    Command("morning", where=Where.PRIVATE),
    Command("topics", where=Where.PRIVATE),
    Command("settings"),
    Command("lang"),
    Command("timezone"),
    Command("forget", where=Where.PRIVATE),
    Command("help"),
)
