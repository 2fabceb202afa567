"""When the daily messages come: lines and buttons of the settings."""

from __future__ import annotations

from collections.abc import Sequence

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.eye import Eye
from bot.views.rendered import Button, Rendered, Rows
from domain.messages.office import MorningSettings
from domain.model.people import Team
from domain.rules.hour_words import EMPTY, OFF, ON, QUIET

_MORNINGS = ("07:30", "08:00", "08:40", "09:00")
_DIGESTS = ("08:00", "08:30", "09:00", "17:30")
_IN_SETTINGS = "s"


def morning_settings(eye: Eye, _message: MorningSettings) -> Rendered | None:
    """When the reader's list comes, and the list itself a tap away."""
    if eye.member is None:
        return None
    now = Button(str(eye.t("button-morning-now")), pack(Press.MORNING, "now"))
    return Rendered(Html("\n".join(morning_lines(eye))), (*morning_rows(eye), (now,)))


def morning_lines(eye: Eye) -> list[Html]:
    """When the reader's list or brief comes."""
    member, who = eye.member, eye.who()
    if member is None or who is None:
        return []
    if not member.morning_on:
        return [eye.t("morning-line-off")]
    leads = who.leads_anywhere()
    line = eye.t("morning-line-brief" if leads else "morning-line", time=_morning(eye))
    return [line, eye.t("morning-line-empty" if member.morning_when_empty else "morning-line-quiet")]


def _morning(eye: Eye) -> str:
    usual = f"{eye.settings.worklist_time:%H:%M}"
    return (eye.member.morning_time if eye.member else None) or usual


def morning_rows(eye: Eye, *, in_settings: bool = False) -> Rows:
    """Another hour, none at all, and what becomes of a morning without work."""
    member, where = eye.member, (_IN_SETTINGS,) if in_settings else ()
    if member is None:
        return ()
    switch, empty = OFF if member.morning_on else ON, QUIET if member.morning_when_empty else EMPTY
    first = [Button(str(eye.t(f"button-morning-{switch}")), pack(Press.MORNING, switch, *where))]
    if not member.morning_on:
        return (tuple(first),)
    first.append(Button(str(eye.t(f"button-when-empty-{empty}")), pack(Press.MORNING, empty, *where)))
    hours = (
        Button(f"⏰ {h}", pack(Press.MORNING, h.replace(":", ""), *where)) for h in _others(_MORNINGS, _morning(eye))
    )
    return tuple(first), tuple(hours)


def digest_lines(eye: Eye, team: Team) -> list[Html]:
    """Whether a digest says that there is nothing."""
    if not team.digest_on:
        return []
    return [eye.t("digest-line-empty" if says_nothing(eye, team) else "digest-line-quiet")]


def says_nothing(eye: Eye, team: Team | None) -> bool:
    """Whether a team hears that there is nothing to tell, as it or else the office has set it."""
    own = team.digest_when_empty if team else None
    return eye.settings.digest_when_empty if own is None else own


def digest_rows(eye: Eye, team: Team) -> Rows:
    """Another hour, none at all, and what becomes of a day without news."""
    switch, empty = OFF if team.digest_on else ON, QUIET if says_nothing(eye, team) else EMPTY
    first = [Button(str(eye.t(f"button-digest-{switch}")), pack(Press.DIGEST, team.id, switch))]
    if not team.digest_on:
        return (tuple(first),)
    first.append(Button(str(eye.t(f"button-when-empty-{empty}")), pack(Press.DIGEST, team.id, empty)))
    now = team.digest_time or f"{eye.settings.digest_time:%H:%M}"
    hours = (Button(f"⏰ {h}", pack(Press.DIGEST, team.id, h.replace(":", ""))) for h in _others(_DIGESTS, now))
    return tuple(first), tuple(hours)


def _others(hours: Sequence[str], now: str) -> list[str]:
    return [hour for hour in hours if hour != now]
