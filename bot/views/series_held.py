"""常规事项 that nobody does: in the morning of whoever gave them, and among what somebody leaves behind."""

from __future__ import annotations

from collections.abc import Sequence

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.cards import shorten
from bot.views.eye import Eye
from bot.views.rendered import Button, Rows
from bot.views.rows import in_rows
from domain.model.series import Series
from domain.usecases.access import may_change_series

_MOST = 8


def held_lines(eye: Eye) -> tuple[list[Html], Rows]:
    """What the reader gave and nobody does, with a button each that gives it to somebody else or ends it."""
    found = eye.store.series.alone(eye.member.id, _MOST) if eye.member else []
    if not found:
        return [], ()
    lines = [eye.t("series-held-line", name=eye.name(s.lead_id), **_fields(s)) for s in found]
    return [Html(""), eye.t("section-series-held", n=len(found)), *lines], _buttons(eye, found)


def left_series(eye: Eye, member_id: int, team_id: int | None) -> tuple[list[Html], Rows]:
    """What somebody who left did, of what the reader may give to another."""
    who = eye.who()
    found = [s for s in eye.store.series.led(member_id, _MOST) if team_id in (None, s.team_id)]
    found = [s for s in found if who is not None and may_change_series(who, s)]
    if not found:
        return [], ()
    title = eye.t("left-series-team") if team_id is not None else eye.t("left-series")
    return [Html(""), title, *(eye.t("series-title", **_fields(s)) for s in found)], _buttons(eye, found)


def _fields(series: Series) -> dict[str, object]:
    return {"number": series.id, "title": shorten(series.title, 60)}


def _buttons(eye: Eye, found: Sequence[Series]) -> Rows:
    label = eye.t("button-series-people")
    made = [Button(f"{label} S{s.id}", pack(Press.SERIES, "whom", s.id)) for s in found]
    return in_rows(made, 2)
