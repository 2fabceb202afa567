"""Which matters each list holds, for its reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.views.eye import Eye
from domain.messages.tasks import TaskList
from domain.model.matters import ANSWERS, MAY_BE_LATE, OWED, Matters
from domain.model.tasks import Kind, Status
from domain.model.value import replace
from domain.usecases.access import seen, watched


def _mine(eye: Eye, _message: TaskList) -> Matters | None:
    own = eye.member.id if eye.member else 0
    return Matters(hands=own, kinds=OWED, secret_to=own) if eye.member else None


def _assigned(eye: Eye, _message: TaskList) -> Matters | None:
    return Matters(assigner=eye.member.id, secret_to=eye.member.id) if eye.member else None


def of_team(eye: Eye, message: TaskList) -> Matters | None:
    """A team's, or what a person may see anywhere; a group sees its own only."""
    return Matters(team_id=message.team_id, secret_to=eye.secrets) if message.team_id is not None else _visible(eye)


def _overdue(eye: Eye, message: TaskList) -> Matters | None:
    found = of_team(eye, message)
    return replace(found, statuses=MAY_BE_LATE, due_until=eye.now) if found else None


def _unaccepted(eye: Eye, message: TaskList) -> Matters | None:
    found = of_team(eye, message)
    return replace(found, statuses=(Status.ASSIGNED,)) if found else None


def _of_person(eye: Eye, message: TaskList) -> Matters | None:
    """What one person has to do, as far as the reader may see it."""
    found = _visible(eye)
    return replace(found, hands=message.member_id or 0, kinds=OWED) if found else None


def _to_answer(eye: Eye, _message: TaskList) -> Matters | None:
    return Matters(hands=eye.member.id, kinds=ANSWERS) if eye.member else None


def _raised_by_me(eye: Eye, _message: TaskList) -> Matters | None:
    return Matters(assigner=eye.member.id, kinds=ANSWERS) if eye.member else None


def _raised_in_teams(eye: Eye, _message: TaskList) -> Matters | None:
    """What those who run a team have others answer, without what they raised themselves."""
    who = eye.who()
    return replace(watched(who), kinds=ANSWERS, not_from=who.member.id) if who and who.leads_anywhere() else None


def _tagged(eye: Eye, message: TaskList) -> Matters | None:
    found = of_team(eye, message)
    return replace(found, tag=message.tag, kinds=(Kind.TASK, Kind.PLAN)) if found else None


def _visible(eye: Eye) -> Matters | None:
    who = eye.who()
    return seen(who) if who else None


LISTS: Mapping[str, Callable[[Eye, TaskList], Matters | None]] = {
    "mine": _mine,
    "assigned": _assigned,
    "team": of_team,
    "overdue": _overdue,
    "unaccepted": _unaccepted,
    "person": _of_person,
    "tag": _tagged,
    "raised-answer": _to_answer,
    "raised-own": _raised_by_me,
    "raised-team": _raised_in_teams,
}
