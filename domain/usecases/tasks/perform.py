"""Every action of the lifecycle by name: what is still missing for it, and doing it once everything is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.facts.base import Event
from domain.model.people import Memberships
from domain.model.tasks import PICKED, Wording
from domain.rules.lifecycle import Action, Move, Need, require
from domain.unit import Unit
from domain.usecases.access import fetch
from domain.usecases.tasks import work
from domain.usecases.tasks.work import Said


@dataclass(frozen=True, slots=True)
class Given:
    """What a person has given for an action so far; `wording` is how the moment was said, `readings` what it may mean."""

    said: Said = field(default_factory=Said)
    moment: datetime | None = None
    wording: Wording = PICKED
    readings: tuple[datetime, ...] = ()
    member_id: int | None = None
    rating: int | None = None
    rated: bool = False


def check(unit: Unit, who: Memberships, number: int, action: Action) -> Move:
    """Whether this person may do this now; refused before anything is asked of them."""
    task, at = fetch(unit, who, number)
    return require(task, action, at.relations)


def missing(move: Move, action: Action, given: Given) -> Need | None:
    """The first thing the row needs that is not given yet."""
    has = {
        Need.MOMENT: given.moment is not None,
        Need.MEMBER: given.member_id is not None,
        Need.REASON: bool(given.said.text.strip()),
        Need.TEXT: bool(given.said.text.strip() or given.said.files),
        Need.RATING: given.rated,
    }
    needs = (*move.needs, Need.RATING) if action is Action.APPROVE else move.needs
    return next((n for n in needs if not has[n]), None)


def perform(unit: Unit, who: Memberships, number: int, action: Action, given: Given) -> Event:
    """Do it."""
    return _PERFORM[action](unit, who, number, given)


def _moment(given: Given) -> datetime:
    assert given.moment is not None  # `missing` was asked first
    return given.moment


def _member(given: Given) -> int:
    assert given.member_id is not None  # `missing` was asked first
    return given.member_id


_PERFORM: Mapping[Action, Callable[[Unit, Memberships, int, Given], Event]] = {
    Action.ACCEPT: lambda u, w, n, g: work.accept(u, w, n),  # noqa: ARG005
    Action.DECLINE: lambda u, w, n, g: work.decline(u, w, n, g.said.text),
    Action.REASSIGN: lambda u, w, n, g: work.reassign(u, w, n, _member(g)),
    Action.REPORT: lambda u, w, n, g: work.report(u, w, n, g.said),
    Action.SUBMIT: lambda u, w, n, g: work.submit(u, w, n, g.said),
    Action.APPROVE: lambda u, w, n, g: work.approve(u, w, n, g.rating, g.said.text),
    Action.RETURN: lambda u, w, n, g: work.send_back(u, w, n, g.said.text),
    Action.ASK_TIME: lambda u, w, n, g: work.ask_time(u, w, n, _moment(g), g.said.text),
    Action.GRANT_TIME: lambda u, w, n, g: work.answer_time(u, w, n, granted=True, due=g.moment, said=g.wording),
    Action.REFUSE_TIME: lambda u, w, n, g: work.answer_time(u, w, n, granted=False),  # noqa: ARG005
    Action.ASK_TRANSFER: lambda u, w, n, g: work.ask_transfer(u, w, n, _member(g), g.said.text),
    Action.GRANT_TRANSFER: lambda u, w, n, g: work.answer_transfer(u, w, n, granted=True),  # noqa: ARG005
    Action.REFUSE_TRANSFER: lambda u, w, n, g: work.answer_transfer(u, w, n, granted=False),  # noqa: ARG005
    Action.CHANGE_DEADLINE: lambda u, w, n, g: work.change_deadline(u, w, n, _moment(g), g.wording),
    Action.COMMENT: lambda u, w, n, g: work.comment(u, w, n, g.said),
    Action.CANCEL: lambda u, w, n, g: work.cancel(u, w, n, g.said.text),
}
