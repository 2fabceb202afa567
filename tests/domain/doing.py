"""What people do with tasks, in the short forms the tests read best with; everything goes through the one door."""

from __future__ import annotations

from datetime import datetime

from domain.facts.base import Event
from domain.model.people import Memberships
from domain.model.post import Said
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from domain.unit import Unit
from domain.usecases.tasks.act import perform
from domain.usecases.tasks.replies import add_to_album, edit

__all__ = ["Said", "add_to_album", "edit"]


def accept(unit: Unit, who: Memberships, number: int) -> Event:
    return perform(unit, who, number, Action.ACCEPT)


def report(unit: Unit, who: Memberships, number: int, said: Said) -> Event:
    return perform(unit, who, number, Action.REPORT, Given(said=said))


def submit(unit: Unit, who: Memberships, number: int, said: Said) -> Event:
    return perform(unit, who, number, Action.SUBMIT, Given(said=said))


def comment(unit: Unit, who: Memberships, number: int, said: Said) -> Event:
    return perform(unit, who, number, Action.COMMENT, Given(said=said))


def cancel(unit: Unit, who: Memberships, number: int, reason: str) -> Event:
    return perform(unit, who, number, Action.CANCEL, Given(said=Said(reason)))


def change_deadline(unit: Unit, who: Memberships, number: int, due: datetime) -> Event:
    return perform(unit, who, number, Action.CHANGE_DEADLINE, Given(moment=due))
