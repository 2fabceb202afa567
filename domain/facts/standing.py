"""Who stood in for whom: asked, taken over, given at once, given back. `last` is the absence's end, where one was said."""

from __future__ import annotations

from domain.facts.base import Fact, fact
from domain.model.value import value


@fact
@value
class HandedOver(Fact):
    """移交: `to` was asked to stand in for the lead, `frm`."""

    frm: int
    to: int
    last: str = ""


@fact
@value
class TakenOver(Fact):
    """接手: whoever did this has the duty of the lead, `frm`."""

    frm: int
    last: str = ""


@fact
@value
class StandInGiven(Fact):
    """The lead, `frm`, was away when the task was given: `to` has the duty at once."""

    frm: int
    to: int
    last: str = ""


@fact
@value
class HandedBack(Fact):
    """交还: the duty is the lead's again, `to`; `withdrawn`: that another takes it, which whoever stood in had asked for, is
    asked no more."""

    frm: int
    to: int
    withdrawn: bool = False
