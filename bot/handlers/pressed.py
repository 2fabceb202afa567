"""What a button of an action gives besides the action: a person, a moment, stars, a colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from bot.callback import number
from bot.handlers.choosing import kept_words
from bot.talk import Talk
from domain.errors import Refusal
from domain.model.chases import Method
from domain.model.post import Said
from domain.model.slips import Colour
from domain.model.tasks import Priority
from domain.rules.given import NOTHING, Given
from domain.rules.lifecycle import Action, Need, takes
from domain.usecases.tasks.due import checked_due


def given_by(talk: Talk, action: Action, argument: str) -> Given:
    """What the argument of a button stands for, by the first need of the action that has arguments."""
    if not argument:
        return NOTHING
    found = next((take for need, take in _FROM_BUTTON.items() if need in takes(action)), None)
    if found is None:
        raise Refusal("button-old")
    return found(talk, argument)


def _moment_chosen(talk: Talk, argument: str) -> Given:
    moment = datetime.fromtimestamp(min(number(argument), 2**33), UTC)
    return Given(Said(kept_words(talk)), moment=checked_due(talk.unit, moment))


_FROM_BUTTON: Mapping[Need, Callable[[Talk, str], Given]] = {
    Need.RATING: lambda _talk, argument: Given(rating=number(argument) or None),
    Need.OTHER: lambda _talk, argument: _in_place(argument),
    Need.MEMBER: lambda _talk, argument: Given(member_id=number(argument)),
    Need.MOMENT: _moment_chosen,
    Need.PRIORITY: lambda _talk, argument: Given(priority=_one_of(Priority, argument)),
    Need.COLOUR: lambda _talk, argument: Given(colour=_one_of(Colour, argument)),
    Need.METHOD: lambda talk, argument: Given(said=Said(kept_words(talk)), method=_one_of(Method, argument)),
    Need.WHICH: lambda _talk, argument: Given(which=(number(argument),)),
    Need.BREACH: lambda talk, argument: Given(said=Said(kept_words(talk)), breach=argument),
}


def _in_place(argument: str) -> Given:
    """`3`: who goes; `3-4`: who goes and who comes."""
    gone, _, new = argument.partition("-")
    return Given(member_id=number(gone), other_id=number(new) or None)


_Named = TypeVar("_Named", bound=StrEnum)


def _one_of(kind: type[_Named], argument: str) -> _Named:
    if argument not in set(kind):
        raise Refusal("button-old")
    return kind(argument)
