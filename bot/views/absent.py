"""Who is away, in one line for those who run a team."""

from __future__ import annotations

from collections.abc import Callable

from bot.i18n import Html
from bot.views.eye import Eye
from domain.model.people import Member


def away_lines(eye: Eye, concerns: Callable[[Member], bool]) -> list[Html]:
    """外出：李明（至周五，赵倩代办）, of those it concerns; nothing where all are there."""
    found: list[str] = [
        _one(eye, member_id)
        for member_id in eye.store.absences.running()
        if (member := eye.store.members.get(member_id)) and member.active and concerns(member)
    ]
    return [eye.t("away-line", names=eye.join(found))] if found else []


def _one(eye: Eye, member_id: int) -> Html:
    absence = eye.store.absences.running()[member_id]
    key = "away-line-one" if absence.backup_id is None else "away-line-standin"
    last = eye.day_of(absence.ends_at, member_id)
    return eye.t(key, member=eye.name(member_id), last=last, backup=eye.name(absence.backup_id or 0))
