"""帮助: what the reader can do now, the commands page by page, and one command explained."""

from __future__ import annotations

from bot.callback import Press, pack
from bot.commands import Circle, Command
from bot.i18n import Html
from bot.shelves import BY_NAME, Shelf, first_commands, on_shelf, shelf_of
from bot.views.eye import Eye
from bot.views.rendered import Button, Rendered, Rows
from bot.views.rows import in_rows
from domain.messages.office import Help
from domain.model.matters import OWED, WORKED_ON, Matters
from domain.model.people import Memberships
from domain.model.tasks import Status
from domain.rules.brief import to_look_up, waits_for
from domain.usecases.access import relations, watched

_FIRST = 5  # commands on the first page
_IN_A_ROW = 3
_LABEL = 28  # characters of an example that a button shows


def help_text(eye: Eye, message: Help) -> Rendered:
    """The page that is asked for; one that this program does not know is the first."""
    if message.command in BY_NAME:
        return _one(eye, message, BY_NAME[message.command])
    return _shelf(eye, message, Shelf(message.shelf)) if message.shelf in tuple(Shelf) else _first(eye, message)


def _first(eye: Eye, message: Help) -> Rendered:
    """What waits for the reader, their first commands, and how to do without any."""
    waits = [] if message.group else _waits(eye)
    commands = first_commands(_FIRST, leader=message.leads, group=message.group)
    foot = eye.t("help-foot-leader" if message.leads else "help-foot-staff")
    lines = [eye.t("help-title"), *waits, *(_line(eye, c) for c in commands), "", foot, eye.t("help-how")]
    return Rendered(Html("\n".join(lines)), _shelves(eye, message))


def _line(eye: Eye, command: Command) -> Html:
    return eye.t("help-line", command=command.name, what=eye.t(f"command-{command.name}"))


def _waits(eye: Eye) -> list[Html]:
    """What the reader is waited for, each with the command that shows it; nothing where nothing waits."""
    who = eye.who()
    if who is None:
        return []
    me, tasks = who.member.id, eye.store.tasks
    mine = Matters(hands=me, kinds=OWED, secret_to=me)
    counted = {
        "accept": tasks.count(Matters(hands=me, statuses=(Status.ASSIGNED,), secret_to=me)),
        "late": tasks.count(Matters(hands=me, statuses=WORKED_ON, kinds=OWED, due_until=eye.now, secret_to=me)),
        **(_waits_for_leader(eye, who) if who.leads_anywhere() else {"open": tasks.count(mine)}),
    }
    return [eye.t(f"help-waits-{name}", n=n) for name, n in counted.items() if n]


def _waits_for_leader(eye: Eye, who: Memberships) -> dict[str, int]:
    late = to_look_up(watched(who), eye.now, eye.calendar)["overdue"]
    asked = [task for task in eye.store.tasks.undecided() if waits_for(task, relations(who, task))]
    return {"decide": len(asked), "overdue": eye.store.tasks.count(late)}


def _shelves(eye: Eye, message: Help) -> Rows:
    """A button for each page on which the reader finds something of use."""
    found = [
        Button(str(eye.t(f"button-shelf-{shelf}")), pack(Press.HELP, "s", shelf))
        for shelf in Shelf
        if on_shelf(shelf, leader=message.leads, group=message.group)
    ]
    return in_rows(found, _IN_A_ROW)


def _shelf(eye: Eye, message: Help, shelf: Shelf) -> Rendered:
    """The commands of a page, each with an example that a tap copies, and a button that explains it."""
    commands = on_shelf(shelf, leader=message.leads, group=message.group)
    lines = [eye.t("help-shelf", shelf=eye.t(f"button-shelf-{shelf}"))]
    lines += [
        eye.t("help-example", what=eye.t(f"command-{c.name}"), example=_examples(eye, c.name)[0]) for c in commands
    ]
    buttons = [Button(f"/{c.name}", pack(Press.HELP, "c", c.name)) for c in commands]
    rows = in_rows(buttons, _IN_A_ROW)
    return Rendered(Html("\n".join(lines)), (*rows, (_back(eye),)))


def _one(eye: Eye, message: Help, command: Command) -> Rendered:
    """What one command does, with right examples, each copied by a tap; and who may use it, where the reader may not."""
    examples = _examples(eye, command.name)
    lines = [eye.t("help-line", command=command.name, what=eye.t(f"command-{command.name}"))]
    lines += [eye.t("help-right", example=example) for example in examples]
    if command.circle is Circle.LEADERS and not message.leads:
        lines.append(eye.t("help-leaders-only"))
    rows = tuple((Button(_label(example), copies=example),) for example in examples)
    shelf = shelf_of(command.name)
    to_shelf = Button(str(eye.t(f"button-shelf-{shelf}")), pack(Press.HELP, "s", shelf))
    reachable = on_shelf(shelf, leader=message.leads, group=message.group)
    return Rendered(Html("\n".join(lines)), (*rows, (*((to_shelf,) if reachable else ()), _back(eye))))


def _back(eye: Eye) -> Button:
    return Button(str(eye.t("button-help-first")), pack(Press.HELP))


def _examples(eye: Eye, name: str) -> list[str]:
    return str(eye.t(f"example-{name}")).split("\n")


def _label(example: str) -> str:
    short = example if len(example) <= _LABEL else example[:_LABEL] + "…"
    return f"📋 {short}"
