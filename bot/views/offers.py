"""What plain words are meant to do, offered as buttons."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.callback import Press, number, pack
from bot.i18n import Html
from bot.views.cards import head, titled
from bot.views.eye import Eye
from bot.views.hands import sides
from bot.views.rendered import Button, Rendered
from domain.messages.asking import NEXT_DAY, Offer
from domain.model.post import PostKind
from domain.model.tasks import RequestKind, Task
from domain.rules.hands import silent
from domain.rules.lifecycle import Action

OBJECTION = "objection"


def offer(eye: Eye, message: Offer) -> Rendered | None:
    """What plain words are meant to do, as buttons."""
    task = eye.store.tasks.get(message.task_id) if message.task_id is not None else None
    if message.task_id is not None and task is None:
        return None
    status = eye.t(f"status-{task.status}") if task else ""
    parent = _parent_of(message)
    verb, names = _verb(eye, _action_of(message)), _unheard(eye, task.id) if task else ""
    asked = _objection(eye, task, message) if task and message.ask == OBJECTION else None
    asked = asked or eye.t(f"meant-{_ask(eye, task, message)}", action=verb, names=names, status=status, parent=parent)
    rows = tuple(filter(None, (_offered_row(eye, *choice) for choice in message.choices)))
    if any(argument.startswith(NEXT_DAY) for _, _, argument in message.choices):
        asked = Html(f"{asked}\n{eye.t('moved-to-working-day')}")
    kind = PostKind.CHOICE if task else None
    text = Html(f"{head(eye, task)}\n{asked}") if task else asked
    return Rendered(text, rows, task_id=task.id if task else None, kind=kind)


def _parent_of(message: Offer) -> int:
    """Under which other matter one is to be put, if that is asked."""
    argument = message.choices[0][2] if message.choices else ""
    return number(argument[2:]) if argument.startswith("un") else 0


def _ask(eye: Eye, task: Task | None, message: Offer) -> str:
    """Which question it is: nobody waits for who has left, and the button for a priority is a noun."""
    if message.ask == "silent" and task and _all_left(eye, task):
        return "silent-gone"
    first = message.choices[0][1] if message.choices else ""
    return "priority" if message.ask == "decide" and first == Action.CHANGE_PRIORITY else message.ask


def _objection(eye: Eye, task: Task, message: Offer) -> Html | None:
    """The disagreement that would end unheard; its words are no matter of a group."""
    asked = task.pending_request(RequestKind.DISPUTE)
    if asked is None:
        return None
    told = sides(eye, task, asked) if eye.member else []
    verb = _verb(eye, message.choices[-1][1])
    return Html("\n".join([*told, eye.t("meant-objection", action=verb, names=eye.name(asked.member_id))]))


def _action_of(message: Offer) -> str:
    """What the question names: what the first button does, or what cannot be done now."""
    _, action, argument = message.choices[0] if message.choices else (0, "", "")
    return argument if message.ask == "not-now" else action


def _all_left(eye: Eye, task: Task) -> bool:
    """Whether nobody is left who could still hand their part in."""
    found = [eye.store.members.get(i) for i in silent(task)]
    return bool(found) and not any(m and m.active for m in found)


def _verb(eye: Eye, action: str) -> str:
    return str(eye.t(f"button-{action}")) if action in set(Action) else ""


def _offered_row(eye: Eye, task_id: int, action: str, argument: str) -> tuple[Button, ...]:
    label = _offer_label(eye, task_id, action, argument) if task_id else str(eye.t(f"voiced-{action}"))
    return (Button(label, pack(Press.OFFER, action, task_id, argument)),) if label else ()


def _unheard(eye: Eye, task_id: int) -> Html:
    """The co-assignees of whom nothing was heard, and what is open below it."""
    task = eye.store.tasks.get(task_id)
    below = [f"#{i}" for i in eye.rolled(task).open] if task else []
    return eye.join([*(eye.name(i) for i in silent(task)), *below] if task else [])


def _all_the_same(eye: Eye, task_id: int, action: str, argument: str) -> str:
    """To go on although something speaks against it, or to decide that first; under which other matter it goes."""
    if argument == "off":
        return str(eye.t("offer-periodic-off"))
    if argument.startswith("un"):
        return str(eye.t("offer-under", parent=number(argument[2:])))
    if argument == "without":
        return str(eye.t("offer-without", names=_unheard(eye, task_id)))
    return _verb(eye, action) if action == Action.DECIDE else str(eye.t("offer-heard", action=_verb(eye, action)))


def _offer_label(eye: Eye, task_id: int, action: str, argument: str) -> str:
    """What the button does: a verb with its moment or person; where only the task is open, the task."""
    if action not in set(Action) or argument == "of":
        task = eye.store.tasks.get(task_id)
        return f"#{task_id} {titled(eye, task, 40)}" if task else ""
    if action in (Action.COMMENT, Action.REPORT):
        return str(eye.t(f"button-only-{action}"))
    if argument in ("without", "off") or argument.startswith(("heard", "un")):
        return _all_the_same(eye, task_id, action, argument)[:64]
    label, value = _verb(eye, action), number(argument[2:])
    if argument[:2] in ("at", "on", NEXT_DAY):
        shown = eye.plain_moment(datetime.fromtimestamp(value, UTC), day_only=argument.startswith("on"))
        return f"{label} · {shown}"
    if argument[:2] in ("pr", "co"):
        marked = eye.t(f"priority-{argument[2:]}") if argument[:2] == "pr" else eye.t(f"slip-{argument[2:]}")
        return f"{label} · {marked}"
    named = " → ".join(eye.name(number(i)) for i in argument[2:].split("-")) if argument[:2] in ("to", "re") else ""
    named = f"{value}★" if argument.startswith("st") else named
    return f"{label} · {named}" if named else label
