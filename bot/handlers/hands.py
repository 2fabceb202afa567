"""Working together by command: several people at once, one in place of another, a result without somebody's part."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import COMMANDS
from bot.handlers.choosing import offer
from bot.talk import Talk
from domain.errors import Refusal
from domain.facts.base import Event
from domain.messages.asking import Offer
from domain.model.tasks import Relation
from domain.rules import hands
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from domain.usecases.access import fetch
from domain.usecases.tasks.act import perform
from domain.usecases.tasks.hands import left_out, own_part
from domain.usecases.tasks.order import resolve

COMMAND_OF = {row.action: row.name for row in COMMANDS if row.action}
EACH = frozenset({Action.ADD_CO, Action.ADD_WATCHER, Action.DROP})  # `/co 128 @zhao @qian`
WITHOUT = "without"  # the argument of the button that names whoever was not heard
_MOST_OFFERED = 8
_ONLY_ONE = frozenset({Action.RETURN_PART, Action.DISAGREE})  # who is meant is known where there is but one


def for_each(talk: Talk, task_id: int, action: Action, rest: str) -> Event:
    """The same for everybody who is named, or for nobody."""
    named = dict.fromkeys(resolve(talk.unit, one).id for one in talk.people(rest))
    if not named:
        raise Refusal("who-named", command=COMMAND_OF[action])
    return [perform(talk.unit, talk.who, task_id, action, Given(member_id=i)) for i in named][-1]


def two_people(talk: Talk, rest: str) -> Given:
    """Who goes, and who comes."""
    named = [resolve(talk.unit, one).id for one in talk.people(rest)]
    if len(named) != 2:  # noqa: PLR2004 - one for the other
        raise Refusal("replace-whom")
    return Given(said=talk.said(""), member_id=named[0], other_id=named[1])


def completed(talk: Talk, task_id: int, action: Action, given: Given) -> Given:
    """What words say of an own part; who is meant where it can be but one, or whose news has the button."""
    if action is Action.SHARE and given.text.strip() and given.moment is None:
        return own_part(talk.unit, given)
    if action not in _ONLY_ONE or given.member_id is not None:
        return given
    task, at = fetch(talk.unit, talk.who, task_id)
    possible = hands.candidates(task, action) or ()
    told = _whose_news(talk)
    if Relation.LEAD not in at.relations or not (len(possible) == 1 or told in possible):
        return given
    return replace(given, member_id=told if told in possible else possible[0])


def _whose_news(talk: Talk) -> int | None:
    """Who did what the news under the pressed button tells."""
    post = talk.pressed_post
    event = talk.unit.store.history.get(post.task_id, post.seq) if post and post.seq else None
    return event.actor_id if event else None


def over_heads(talk: Talk, task_id: int, action: Action, given: Given) -> bool:
    """Whether a result would go over the head of somebody: they are named, with a button that hands it in without them."""
    if action is not Action.SUBMIT or not left_out(talk.unit, talk.who, task_id, given):
        return False
    source = talk.message.reply_to_message if talk.data and talk.message else talk.message
    said = replace(given.said, message_id=source.message_id if source else None)
    offer(talk, Offer("silent", ((task_id, action.value, WITHOUT),), task_id), said)
    return True


def whose_side(talk: Talk, task_id: int, action: Action, given: Given) -> bool:
    """Whether a lead gave reasons and not with whom they disagree: everybody it can be has a button that takes the words."""
    if action is not Action.DISAGREE or not given.text.strip():
        return False
    task, _ = fetch(talk.unit, talk.who, task_id)
    choices = tuple((task_id, action.value, f"to{i}") for i in hands.candidates(task, action) or ())
    source = talk.message.reply_to_message if talk.data and talk.message else talk.message
    said = replace(given.said, message_id=source.message_id if source else None)
    offer(talk, Offer("disagree-whom", choices[:_MOST_OFFERED], task_id), said)
    return True


def without(talk: Talk, task_id: int, given: Given) -> Given:
    """The result, with the names of those of whom nothing was heard."""
    task, _ = fetch(talk.unit, talk.who, task_id)
    return replace(given, named=hands.silent(task))
