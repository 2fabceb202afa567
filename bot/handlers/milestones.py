"""`/milestone 12` shows the milestones of a matter; with dates and words it sets them, with `off` it takes them away."""

from __future__ import annotations

import re

from bot.callback import Press, number
from bot.handlers.act import go_on
from bot.handlers.numbers import Named, example_for, named_in, replied_task, task_number
from bot.handlers.see import same_team
from bot.routes import On, Route
from bot.talk import Talk
from domain.messages.tasks import MilestoneBoard
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from domain.text import late
from domain.usecases.access import fetch, visible
from domain.usecases.tasks.milestones import which_of

_OFF = late(r"(?:off|none|drop|remove|取消|去掉|删除|刪除|撤掉|移除)(?=$|[\s\d“\"「#])[\s:：]*", re.IGNORECASE)
_REACHED = late(
    r"(?:done|reached|✓|✔️?|✅|完成|已完成|达到|達到|已达到|已達到|达成|達成)(?=$|[\s\d“\"「])[\s:：]*", re.IGNORECASE
)


def milestone(talk: Talk) -> None:
    """`/milestone 12 6月底 初稿; 9月底 送审稿`, `/milestone 12 off 初稿`, `/milestone 12 done 1`, `/milestone 12`."""
    talk.require_team_or_private()
    found = _named(talk)
    for said, action in ((_OFF, Action.DROP_MILESTONES), (_REACHED, Action.REACH)):
        word = said.match(found.rest)
        if word is not None:
            return _of_those(talk, found.number, action, found.rest[word.end() :])
    if not found.rest:
        return _show(talk, found.number)
    return go_on(talk, found.number, Action.SET_MILESTONES, Given(talk.said(found.rest)))


def _named(talk: Talk) -> Named:
    """The matter, and what is said of it: 12 12月15日 定稿 is of #12, and in reply `12月15日 定稿` of the one replied to."""
    replied = replied_task(talk)
    dates = replied is not None  # 12 June 30: first draft is of #12, unless another is replied to
    found = named_in(talk.args, dates=dates, numbers=True, example=example_for(talk)) if talk.args else None
    if found is None and replied is not None:
        return Named(replied, talk.args.strip(), marked=False)
    if found is not None:
        return found
    task_id, rest = task_number(talk, numbers=True)
    return Named(task_id, rest, marked=False)


def _of_those(talk: Talk, task_id: int, action: Action, words: str) -> None:
    task, _ = fetch(talk.unit, talk.who, task_id)
    go_on(talk, task_id, action, Given(which=which_of(task, words)))


def _show(talk: Talk, task_id: int) -> None:
    visible(talk.unit, talk.who, task_id)
    same_team(talk, task_id)
    talk.answer(MilestoneBoard(task_id), task_id=task_id)


def board(talk: Talk) -> None:
    """`ms:<task>`."""
    _show(talk, number((*talk.data, "")[1]))


ROUTES = (
    Route(On.COMMAND, "milestone", milestone),
    Route(On.BUTTON, Press.MILESTONES, board),
)
