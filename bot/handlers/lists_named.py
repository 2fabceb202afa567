"""Lists in private that are asked for by naming what is in them: of people, of a tag, of what was done in a month."""

from __future__ import annotations

from bot.handlers import find
from bot.talk import Talk
from domain.messages.tasks import ListsOffered, TaskList
from domain.model.search import EVERYWHERE
from domain.rules.lists_named import ListNamed, list_named
from domain.rules.names import fitting
from domain.rules.tags import normal
from domain.usecases.access import require_leads


def named_lists(talk: Talk) -> bool:
    """Whether the words named a list, and were answered with it."""
    return any(_answered(talk, asked) for asked in list_named(talk.said().text))


def _answered(talk: Talk, asked: ListNamed) -> bool:
    people = [_one(talk, name) for name in asked.people]
    if not all(people):
        return False
    if asked.search:
        find.look_for(talk, asked.search, EVERYWHERE)
    elif asked.tag:
        talk.answer(TaskList("tag", tag=normal(asked.tag)))
    elif asked.handed:
        talk.answer(ListsOffered((f"finished-{asked.handed}", "team")))
    for member_id in () if asked.search else people:
        talk.answer(_list_of(talk, member_id))
    return True


def _one(talk: Talk, name: str) -> int:
    """The member whom a whole name fits; 0 for nobody, and for several."""
    found = fitting(name, talk.unit.store.members.all_active())
    by_sign = talk.unit.store.members.by_username(name.removeprefix("@"))
    return found[0] if len(found) == 1 else by_sign.id if by_sign else 0


def _list_of(talk: Talk, member_id: int) -> TaskList:
    """What somebody has in hand, for those who run their team."""
    if member_id == talk.who.member.id:
        return TaskList("mine")
    if (member := talk.unit.store.members.get(member_id)) is not None:
        require_leads(talk.unit, talk.who, member)
    return TaskList("person", member_id=member_id)
