"""月通报 for whoever makes something of it: the figures, and what they are of in the reader's words."""

from __future__ import annotations

from datetime import date

from bot.localized import day_as
from bot.views.eye import Eye
from domain.bulletins import Reading, bulletin, scopes
from domain.model.figures import Bulletin
from domain.model.languages import LANGUAGES
from domain.rules.periods import Period
from domain.rules.reported import period_named


def at(eye: Eye) -> Reading:
    """Where bulletins are read for this reader."""
    return Reading(eye.store, eye.now, eye.settings, eye.calendar)


def read(eye: Eye, period: str, team_id: int | None) -> Bulletin | None:
    """The bulletin of a period, as it was frozen or counted now; None where there is no such period."""
    found = period_named(period)
    return bulletin(at(eye), found, team_id) if found else None


def period_words(eye: Eye, period: str) -> str:
    """2026年10月, 2026年三季度, 2026年 in the reader's language."""
    found = Period(period)
    if found.is_year:
        return str(eye.t("bulletin-year", year=found.year))
    if "Q" in period:
        return str(eye.t("bulletin-quarter", year=found.year, quarter=eye.t(f"bulletin-quarter-{period[-1]}")))
    return day_as(LANGUAGES[eye.language].month, date(found.year, int(period[-2:]), 1), eye.locale)


def period_short(eye: Eye, period: str) -> str:
    """The same without the year where it is this one, for a button."""
    found = Period(period)
    if found.is_year or found.year != eye.now.astimezone(eye.calendar.zone).year:
        return period_words(eye, period)
    if "Q" in period:
        return str(eye.t(f"bulletin-quarter-{period[-1]}"))
    return str(eye.t(f"bulletin-month-{int(period[-2:])}"))


def scope_words(eye: Eye, team_id: int | None) -> str:
    """The team it is of, or the whole office."""
    team = eye.store.teams.get(team_id) if team_id is not None else None
    return team.title or str(eye.t("bulletin-no-name")) if team else eye.settings.office_name


def team_words(eye: Eye, team_id: int) -> str:
    """A team in the office's bulletin; what is of no team stands together."""
    team = eye.store.teams.get(team_id) if team_id else None
    return (team.title or str(eye.t("bulletin-no-name"))) if team else str(eye.t("bulletin-of-no-team"))


def readable(eye: Eye, team_id: int | None) -> bool:
    """Whether the reader may read the bulletin of a team, None for the office; a group reads its own."""
    who = eye.who()
    if who is None:
        return team_id is not None
    return team_id in scopes(eye.store, who)


def persons(eye: Eye) -> bool:
    """Whether the figures of each person may stand where it is read."""
    return eye.member is not None or eye.settings.bulletins.persons
