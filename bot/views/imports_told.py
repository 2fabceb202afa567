"""导入台账 in the chat: what came of a file, and what somebody has of it."""

from __future__ import annotations

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.cards import shorten
from bot.views.eye import Eye
from bot.views.lists import show_rows
from bot.views.rendered import Button, Rendered, Rows
from domain.messages.imports import ImportDone, ImportDropped, ImportGiven
from domain.model.tasks import Task
from domain.rules.hands import has_accepted
from domain.rules.lifecycle import Action, allowed

_GIVEN = 8  # shown at once


def import_done(eye: Eye, message: ImportDone) -> Rendered:
    """What a file became."""
    n = message.open + message.closed
    numbers = eye.t("import-number", first=message.first) if n == 1 else eye.t(
        "import-numbers", first=message.first, last=message.last
    )  # fmt: skip
    text = [eye.t("import-done", name=message.source, n=n, open=message.open, closed=message.closed, numbers=numbers)]
    text += [eye.t("import-there", n=message.there)] if message.there else []
    if message.open:
        text.append(eye.t("import-told"))
    if message.unheard:
        text.append(eye.t("minutes-unreachable", names=eye.join([eye.name(i) for i in message.unheard])))
    assigned = Button(str(eye.t("button-all-assigned")), pack(Press.LIST_ALL, "assigned", 0, 0))
    return Rendered(Html("\n".join(text)), ((assigned,),) if message.open else ())


def import_given(eye: Eye, message: ImportGiven) -> Rendered | None:
    """What the reader has of it: the first of their matters, and buttons to all of them."""
    found = [t for number in message.tasks if (t := eye.store.tasks.get(number)) is not None and eye.sees(t)]
    waiting = [t for t in found if _waits(eye, t)]
    text = _has(eye, message, found)
    text += [eye.t("import-to-accept", n=len(waiting))] if waiting else []
    text += [
        eye.t("import-given-line", number=task.id, title=shorten(task.title),
              due=eye.moment(task.due_at, day_only=task.due_day_only, brief=True))
        for task in found[:_GIVEN]
    ]  # fmt: skip
    text += [eye.t("import-given-more", n=len(found) - _GIVEN)] if len(found) > _GIVEN else []
    rows = (*_accepting(eye, message, waiting), *show_rows(found[:_GIVEN]), *_to_all(eye, len(found)))
    if message.named:
        text.append(eye.t("import-named", by=eye.name(message.by), name=message.source, n=message.named))
        rows = (*rows, (Button(str(eye.t("button-all-assigned")), pack(Press.LIST_ALL, "assigned", 0, 0)),))
    return Rendered(Html("\n".join(text)), rows, secret=any(t.confidential for t in found)) if text else None


def _has(eye: Eye, message: ImportGiven, found: list[Task]) -> list[Html]:
    """How many the reader leads, how many they help with."""
    fields = {"by": eye.name(message.by), "name": message.source}
    led = sum(eye.member is not None and t.duty_id == eye.member.id for t in found)
    helped = len(found) - led
    if not led:
        return [eye.t("import-given-co", n=helped, **fields)] if helped else []
    return [eye.t("import-given", n=led, **fields), *([eye.t("import-helps", n=helped)] if helped else [])]


def _waits(eye: Eye, task: Task) -> bool:
    own = eye.member.id if eye.member else None
    return not has_accepted(task, own) and allowed(task, Action.ACCEPT, eye.relations(task))


def _accepting(eye: Eye, message: ImportGiven, waiting: list[Task]) -> Rows:
    """One tap accepts all that waits for it; what one file made has numbers in a row."""
    if not waiting:
        return ()
    data = pack(Press.IMPORT, min(message.tasks), max(message.tasks), "accept", message.named)
    return ((Button(str(eye.t("button-import-accept")), data, style="success"),),)


def _to_all(eye: Eye, n: int) -> Rows:
    return ((Button(str(eye.t("button-all-mine")), pack(Press.LIST_ALL, "mine", 0, 0)),),) if n > _GIVEN else ()


def import_dropped(eye: Eye, _message: ImportDropped) -> Rendered:
    """It was given up."""
    return Rendered(eye.t("import-dropped"))
