"""Working together by command: several people at once, one in place of another, a result without somebody's part."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.commands import COMMANDS
from bot.handlers.choosing import offer
from bot.talk import Talk
from domain.errors import Refusal
from domain.facts.base import Event
from domain.messages.asking import Offer
from domain.model.tasks import Relation
from domain.model.value import replace
from domain.rules import hands
from domain.rules.decisions.disputing import ends_unheard
from domain.rules.given import Given
from domain.rules.lifecycle import Action, allowed, require
from domain.rules.tree import numbers_in
from domain.text import is_blank, late
from domain.usecases.access import fetch
from domain.usecases.tasks import tree
from domain.usecases.tasks.act import perform
from domain.usecases.tasks.hands import left_out, own_part
from domain.usecases.tasks.milestones import read_steps
from domain.usecases.tasks.order import Mention, resolve

COMMAND_OF = {row.action: row.name for row in COMMANDS if row.action}
EACH = frozenset({Action.ADD_CO, Action.ADD_WATCHER, Action.DROP})  # `/co 128 @zhao @qian`
HEARD = "heard"  # before the argument of the button that goes on although somebody disagrees
WITHOUT = "without"  # the argument of the button that names whoever was not heard
_MOST_OFFERED = 8
_ONLY_ONE = frozenset({Action.RETURN_PART, Action.DISAGREE})  # who is meant is known where there is but one


def for_each(talk: Talk, task_id: int, action: Action, rest: str) -> Event | None:
    """The same for everybody who is named, or for nobody; None where something is asked first."""
    people = sorted(talk.people(rest), key=lambda one: one.start)
    if not people:
        raise _nobody_named(rest, COMMAND_OF[action])
    words = _behind(rest, people) if action is Action.ADD_CO else {}
    named = {resolve(talk.unit, one).id: _part(talk, words.get(one.start, "")) for one in people}
    if any(over_an_objection(talk, task_id, action, Given(talk.said(""), member_id=i)) for i in named):
        return None
    return [perform(talk.unit, talk.who, task_id, action, replace(given, member_id=i)) for i, given in named.items()][
        -1
    ]


def _nobody_named(words: str, command: str) -> Refusal:
    """Words in which nobody is known: a name alone is told not to be known."""
    name = words.strip().lstrip("@")
    if name and len(name) <= _LONGEST_NAME and not any(sign.isspace() for sign in name):
        return Refusal("unknown-person", name=name)
    return Refusal("who-named", command=command)


_LONGEST_NAME = 16
_AND = late(r"^\s*(?:和|与|與|及|跟|and\b|&|\+)?[\s,，;；、。:：]*$", re.IGNORECASE)


def _behind(rest: str, people: Sequence[Mention]) -> Mapping[int, str]:
    """What stands behind each name, by its place; names with nothing between them share what is behind the last."""
    words: dict[int, str] = {}
    said = ""
    for one, end in reversed([*zip(people, [*(m.start for m in people[1:]), len(rest)], strict=True)]):
        own = rest[one.end : end]
        said = said if _AND.match(own) else own.strip(" ,，;；、。:：\n")
        words[one.start] = said
    return words


def _part(talk: Talk, words: str) -> Given:
    return own_part(talk.unit, Given(talk.said(words))) if words else Given()


def two_people(talk: Talk, rest: str) -> Given:
    """Who goes, and who comes."""
    named = [resolve(talk.unit, one).id for one in talk.people(rest)]
    if len(named) != 2:  # noqa: PLR2004 - one for the other
        raise Refusal("replace-whom")
    return Given(said=talk.said(""), member_id=named[0], other_id=named[1])


def completed(talk: Talk, task_id: int, action: Action, given: Given) -> Given:
    """What words say of an own part; who is meant where it can be but one, or whose news has the button."""
    if action is Action.SET_MILESTONES and not given.milestones and not is_blank(given.text):
        task, _ = fetch(talk.unit, talk.who, task_id)
        return replace(given, milestones=read_steps(talk.unit, given.text, task.due_at))
    if action is Action.SHARE and not is_blank(given.text) and given.moment is None:
        return own_part(talk.unit, given)
    if action not in _ONLY_ONE or given.member_id is not None:
        return given
    task, at = fetch(talk.unit, talk.who, task_id)
    possible = hands.candidates(task, action) or ((task.assigner_id,) if action is Action.DISAGREE else ())
    told = _whose_news(talk)
    if action is Action.DISAGREE and Relation.CO in at.relations and told == task.assigner_id:
        return replace(given, member_id=told)  # about what the assigner gave them
    if Relation.LEAD not in at.relations or not (len(possible) == 1 or told in possible):
        return given
    return replace(given, member_id=told if told in possible else possible[0])


def _whose_news(talk: Talk) -> int | None:
    """Who did what the news under the pressed button tells."""
    post = talk.pressed_post
    event = talk.unit.store.history.get(post.task_id, post.seq) if post and post.seq else None
    return event.actor_id if event else None


def over_heads(talk: Talk, task_id: int, action: Action, given: Given) -> bool:
    """Whether a result, or a decision, goes over the head of somebody, or a result over an open matter below it: named, with
    a button that goes on without them."""
    if over_an_objection(talk, task_id, action, given):
        return True
    if action is not Action.SUBMIT:
        return False
    silent = left_out(talk.unit, talk.who, task_id, given)
    unfinished = tree.left_open(talk.unit, talk.who, task_id, _naming(given))
    if not (silent or unfinished):
        return False
    source = talk.message.reply_to_message if talk.data and talk.message else talk.message
    said = replace(given.said, message_id=source.message_id if source else None)
    ask = "silent" if silent else "below"
    offer(talk, Offer(ask, ((task_id, action.value, WITHOUT),), task_id), said)
    return True


def over_an_objection(talk: Talk, task_id: int, action: Action, given: Given) -> bool:
    """Whether a disagreement would end unheard by this: it is told first, with the buttons to decide it and to go on."""
    task, at = fetch(talk.unit, talk.who, task_id)
    if given.heard or not ends_unheard(task, action, given.member_id):
        return False
    require(task, action, at.relations)
    person = f"to{given.member_id}" if given.member_id is not None else ""
    found = [(Action.DECIDE, "")] if allowed(task, Action.DECIDE, at.relations) else []
    choices = tuple((task_id, one.value, f"{HEARD}{to}") for one, to in (*found, (action, person)))
    source = talk.message.reply_to_message if talk.data and talk.message else talk.message
    said = replace(given.said, message_id=source.message_id if source else None)
    offer(talk, Offer("objection", choices, task_id), said)
    return True


def whose_side(talk: Talk, task_id: int, action: Action, given: Given) -> bool:
    """Whether a lead gave reasons and not with whom they disagree: everybody it can be has a button that takes the words."""
    if action is not Action.DISAGREE or is_blank(given.text):
        return False
    task, _ = fetch(talk.unit, talk.who, task_id)
    choices = tuple((task_id, action.value, f"to{i}") for i in hands.candidates(task, action) or ())
    source = talk.message.reply_to_message if talk.data and talk.message else talk.message
    said = replace(given.said, message_id=source.message_id if source else None)
    offer(talk, Offer("disagree-whom", choices[:_MOST_OFFERED], task_id), said)
    return True


def without(talk: Talk, task_id: int, given: Given) -> Given:
    """The result, with the names of those of whom nothing was heard, and the numbers of what is open below it."""
    task, _ = fetch(talk.unit, talk.who, task_id)
    return replace(given, named=hands.silent(task), matters=tree.below(talk.unit, task).open)


def _naming(given: Given) -> Given:
    """With the numbers that its words name."""
    return replace(given, matters=(*given.matters, *numbers_in(given.text)))
