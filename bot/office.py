"""The office as the edges see it: its database, clock, rules and calendar, and the way to look through a reader's eyes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.views.eye import Eye
from domain.model.people import Member, Team
from domain.ports.store import Clock, ReadStore, Store, Transactions
from domain.settings.office import Settings
from domain.unit import Unit
from domain.zones import in_zone, zone_of
from worktime.calendar import WorkingCalendar


@dataclass(slots=True)
class Office:
    """Made once at start; `bot_username` is known when Telegram has answered."""

    db: Transactions
    clock: Clock
    settings: Settings
    calendar: WorkingCalendar
    bot_username: str = ""

    def unit(self, store: Store, now: datetime) -> Unit:
        """A unit of work on a store, with the clock read once."""
        return Unit(store, now, self.settings, self.calendar)

    def eye_for(self, store: ReadStore, member: Member | None, team: Team | None = None) -> Eye:
        """How a person, or a group as a whole, sees things: their choice, else their Telegram's, else the office's."""
        zone = zone_of(store, member) if member else team.zone if team else None
        language = (member and (member.language or member.telegram_language)) or (team and team.language)
        return Eye(
            store,
            self.clock.now(),
            self.settings,
            in_zone(self.calendar, zone or self.settings.timezone),
            language or self.settings.language,
            self.bot_username,
            member,
            team,
        )
