"""Time zones: which is set, which can be chosen."""

from __future__ import annotations

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.eye import Eye
from bot.views.rendered import Button, Rendered
from bot.views.rows import in_rows
from bot.zones import USUAL, offset_of, shown
from domain.messages.asking import ZoneChoice

_IN_A_ROW = 2


def zone(eye: Eye, name: str) -> str:
    """A zone with its city and its distance from universal time: 上海（UTC+8）."""
    city, offset = shown(name, eye.language), offset_of(name, eye.now)
    return city if city == offset else str(eye.t("zone", city=city, offset=offset))


def zone_choice(eye: Eye, message: ZoneChoice) -> Rendered:
    """The clock that is kept now, and others to choose."""
    office = eye.settings.timezone
    names = message.zones or tuple(z for z in USUAL if z != office)
    key = "choose-timezone-which" if message.zones else "choose-timezone-team" if message.team_id else "choose-timezone"
    team = message.team_id or 0
    buttons = [Button(zone(eye, name), pack(Press.ZONE, team, name)) for name in names]
    as_office = Button(str(eye.t("button-timezone-office")), pack(Press.ZONE, team, "office"))
    rows = list(in_rows(buttons, _IN_A_ROW))
    text = eye.t(key, zone=zone(eye, str(eye.calendar.zone)), now=eye.plain_moment(eye.now))
    return Rendered(Html(text), (*rows, *(() if message.zones else ((as_office,),))))
