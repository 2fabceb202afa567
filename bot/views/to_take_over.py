"""等您接手: what of somebody who is away waits for the reader, who was asked to stand in."""

from __future__ import annotations

from collections.abc import Mapping

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.eye import Eye
from bot.views.lists import task_line
from bot.views.rendered import Button, Rows
from domain.model.absence import Absence
from domain.model.matters import Matters
from domain.model.tasks import Task
from domain.rules.hands import owing

_LINES, _MOST = 5, 200


def waits_for(eye: Eye) -> Mapping[int, list[Task]]:
    """By whose they are: the matters that nobody has taken over yet, and those in which a part is owed."""
    found: dict[int, list[Task]] = {}
    for task in eye.store.tasks.open_of_standin(eye.member.id) if eye.member else ():
        if task.taken_over_at is None:
            found.setdefault(task.lead_id, []).append(task)
    for absence in eye.store.absences.running().values():
        parts = _parts(eye, absence)
        if parts:
            found.setdefault(absence.member_id, []).extend(parts)
    return found


def _parts(eye: Eye, absence: Absence) -> list[Task]:
    """Of whose work whoever is away owes a part, where the reader has none yet."""
    me = eye.member.id if eye.member else None
    if absence.backup_id != me or me is None:
        return []
    theirs = eye.store.tasks.page(Matters(hands=absence.member_id), _MOST)
    return [t for t in theirs if absence.member_id in owing(t) and me not in (t.lead_id, t.duty_id, *t.co_ids)]


def take_over_rows(eye: Eye, waiting: Mapping[int, list[Task]]) -> Rows:
    """A button for each person whose matters wait."""
    return tuple(
        (Button(str(eye.t("label-take-over-of", member=eye.name(m), n=len(of))), pack(Press.HAND_OVER, "all", m)),)
        for m, of in waiting.items()
    )


def morning_lines(eye: Eye, *, asked: bool) -> tuple[list[Html], Rows]:
    """The same for a morning list; on the day it began the list of the hand-over itself says it."""
    waiting = {m: of for m, of in waits_for(eye).items() if asked or not _began_today(eye, m)}
    tasks = [t for of in waiting.values() for t in of]
    if not tasks:
        return [], ()
    more = [eye.t("more-to-take-over", n=len(tasks) - _LINES)] if len(tasks) > _LINES else []
    title = eye.t("to-take-over", n=len(tasks))
    return [Html(""), title, *(task_line(eye, t) for t in tasks[:_LINES]), *more], take_over_rows(eye, waiting)


def _began_today(eye: Eye, member_id: int) -> bool:
    absence, zone = eye.store.absences.running().get(member_id), eye.calendar.zone
    begun_at = absence.begun_at if absence else None
    return begun_at is not None and begun_at.astimezone(zone).date() == eye.now.astimezone(zone).date()
