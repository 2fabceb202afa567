"""Breaking a matter down: `/sub`, its button, `/under`; and the tree of what is below a matter, branch by branch."""

from __future__ import annotations

import re

from bot.callback import Press, number
from bot.handlers.assign import ordered
from bot.handlers.numbers import Example, example_for, named_in, replied_task, task_number
from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.tasks import Branch
from domain.model.value import replace
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from domain.text import late
from domain.usecases.access import visible
from domain.usecases.tasks.act import perform
from domain.usecases.tasks.draft import order
from domain.usecases.tasks.ordered import Ordered
from domain.usecases.tasks.tree import below, require_may_break_down
from domain.usecases.tasks.wording import NO_SOURCE

_OUT = late(r"(?:off|out|none|取出|移出|拿出|退出|取消|独立|獨立|无|無)[。.!！]?", re.IGNORECASE)


def sub(talk: Talk) -> None:
    """`/sub 12 @li 周四前 核对数据`; in reply to a message about #12 without the number."""
    talk.require_team_or_private()
    task_id, talk.args = task_number(talk, dates=True)
    require_may_break_down(talk.unit, talk.who, task_id)
    said = ordered(talk)
    if replied_task(talk) is not None:  # what the whole says is no part of what its part says
        said = replace(said, quoted=NO_SOURCE, files=talk.said(talk.args).files)
    order(talk.unit, talk.who, replace(said, parent_id=task_id))


def begin(talk: Talk, task_id: int) -> None:
    """The button: a part of the matter is asked for step by step."""
    require_may_break_down(talk.unit, talk.who, task_id)
    order(talk.unit, talk.who, Ordered(talk.chat_id, "", thread_id=talk.thread_id, parent_id=task_id))


def under(talk: Talk) -> None:
    """`/under 14 12` puts #14 under #12, `/under 14 off` takes it out; in reply to a message about #14 without its number."""
    talk.require_team_or_private()
    child, parent = _which(talk)
    if parent is None:
        perform(talk.unit, talk.who, child, Action.TAKE_OUT)
        return talk.say("did-taken-out", number=child)
    perform(talk.unit, talk.who, child, Action.PUT_UNDER, Given(matter_id=parent))
    return talk.say("under-done", number=child, parent=parent)


def _which(talk: Talk) -> tuple[int, int | None]:
    """The matter, and the one it goes under; None where it is taken out."""
    example = example_for(talk)
    found = named_in(talk.args, numbers=True, example=example)
    rest = found.rest if found else talk.args.strip()
    other = named_in(rest, numbers=True, example=example) if found else None
    replied = replied_task(talk)
    if found and other and not other.rest:
        return found.number, other.number
    if found and _OUT.fullmatch(rest):
        return found.number, None
    if replied is not None and found and not rest:
        return replied, found.number
    if replied is not None and not found and _OUT.fullmatch(rest):
        return replied, None
    raise Refusal("under-usage", number=str(example.number or Example("under", 14).number))


def tell_going_on(talk: Talk, task_id: int) -> None:
    """What is below a matter does not rest with it."""
    task = visible(talk.unit, talk.who, task_id)
    going_on = below(talk.unit, task).open
    if going_on:
        talk.say("pause-below", number=task_id, matters=",".join(map(str, going_on)))


def branch(talk: Talk) -> None:
    """`tr:<matter>:<page>`: what is right below a matter, opened or folded where the tree stands."""
    _, task_field, page = (*talk.data, "", "")[:3]
    task = visible(talk.unit, talk.who, number(task_field))
    if not talk.is_private and (talk.team is None or task.team_id != talk.team.id):
        raise Refusal.not_found(task.id)
    talk.answer_here(Branch(task.id, number(page)))


ROUTES = (
    Route(On.COMMAND, "sub", sub),
    Route(On.COMMAND, "under", under),
    Route(On.BUTTON, Press.BRANCH, branch),
)
