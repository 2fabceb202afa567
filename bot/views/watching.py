"""Lists that are one's own, or of what one gave or runs, of one team or all."""

from __future__ import annotations

from collections.abc import Sequence

from bot.callback import Press, pack
from bot.views.eye import Eye
from bot.views.rendered import Button, Rows
from bot.views.rows import in_rows
from domain.model.people import TeamStatus

OF = "of"  # before the number of the person whose list it is


def narrowed(eye: Eye, which: str, team_id: int | None) -> dict[str, int | None] | None:
    """What such a list is narrowed to for its reader; None for a group, which has none."""
    who = eye.who()
    if who is None:
        return None
    if which == "mine":
        return {"member": who.member.id, "secret_to": who.member.id}
    if which.startswith(OF):
        return {"member": int(which.removeprefix(OF)), "secret_to": eye.secrets}
    watched_by = None if who.runs_office() else who.member.id
    return {"watched_by": watched_by, "team_id": team_id, "secret_to": eye.secrets}


def listed_as(eye: Eye, which: str) -> tuple[str, str]:
    """Under which title such a list stands, and of whom it is."""
    return ("of", eye.name(int(which.removeprefix(OF)))) if which.startswith(OF) else (which, "")


def elsewhere(eye: Eye, kind: Press, which: str, team_id: int | None, behind: Sequence[object] = ()) -> Rows:
    """The other lists of whoever gives or runs something: those of others, by team where there are several. What stands
    `behind` the page, a month, stays too."""
    who = eye.who()
    if who is None or not who.leads_anywhere():
        return ()
    if which == "mine":
        return ((Button(str(eye.t("button-watched")), pack(kind, "watched", 0, 0, *behind)),),)
    mine = Button(str(eye.t("button-own")), pack(kind, "mine", 0, 0, *behind))
    run = [t for t in eye.store.teams.with_status(TeamStatus.APPROVED) if who.runs(t.id)]
    several = [t for t in run if t.id != team_id] if len(run) > 1 else []
    teams = [Button(t.title[-30:], pack(kind, "watched", t.id, 0, *behind)) for t in several]
    return (*in_rows(teams, 2), (mine,))
