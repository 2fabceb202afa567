"""The reader of a message: their language, what they may see, and how moments and names are shown to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from bot.i18n import Html, catalogue, escape
from bot.localized import day_as, length_of
from domain.model.languages import LANGUAGES
from domain.model.lights import Light
from domain.model.people import NOBODY, Member, Memberships, Role, Team
from domain.model.post import Place
from domain.model.tasks import Kind, Relation, Task
from domain.model.timers import Regret, regret_key
from domain.model.value import replace
from domain.ports.store import ReadStore
from domain.rules.lights import Cause, Lit, lit
from domain.rules.names import told_apart
from domain.rules.tree import NOTHING_BELOW, Rolled, lit_by, rolled, shown_percent
from domain.settings.office import Settings
from domain.usecases.access import secrets_of, sides
from domain.zones import in_zone, zone_at
from worktime.calendar import WorkingCalendar

_A_MINUTE, _AN_HOUR, _A_DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_CLOCK = " HH:mm"  # how the patterns of moments end
_ALL_DAYS = 10_000  # weeks and months are told in days
FROM_GROUP = "hello"  # what the link to a private chat that stands in a group carries
SHOWN_BY = "t_"  # before the number of the task that a link opens in private
ORDER_OF = "o_"  # before the name of an order that was typed in another chat and is confirmed in private
HISTORY_OF = "h_"  # before the number of the task whose history a link opens in private
PAUSED, WAITS = "⏸", "⏳"
NOTICE = "📢"
LIGHTS = {Light.GREEN: "🟢", Light.YELLOW: "🟡", Light.RED: "🔴"}


@dataclass(slots=True)
class Eye:
    """Everything a view may look at: a reading store, one reading of the clock, who will read.

    `read_at` is when it is read, where that is another moment than `now`, of which it tells: the year is shown by it.
    """

    store: ReadStore
    now: datetime
    settings: Settings
    calendar: WorkingCalendar
    language: str
    bot_username: str
    member: Member | None = None
    team: Team | None = None
    read_at: datetime | None = None
    hidden: int | None = None  # who raised what is shown, where the reader may not know
    _looked_at: tuple[Task, frozenset[Relation]] | None = field(default=None, init=False, repr=False)
    _names: dict[int | None, str] = field(default_factory=dict, init=False, repr=False)

    def about(self, task: Task | None) -> Eye:
        """The eye for what is said of a task: who raised it unnamed has no name for whoever does not run its team."""
        if task is None or not task.anonymous:
            return self
        who = self.who()
        run = who is not None and who.holds(task.team_id, Role.SUPERVISOR, Role.LEADER, Role.OWNER)
        own = who is not None and who.member.id == task.assigner_id
        return self if run or own else replace(self, hidden=task.assigner_id)

    def t(self, key: str, **fields: object) -> Html:
        """A sentence of the catalogue in the reader's language."""
        return catalogue(self.language).said(key, fields)

    def who(self) -> Memberships | None:
        """The reader with roles, None for a group."""
        return self.store.members.with_roles(self.member) if self.member else None

    @property
    def secrets(self) -> int | None:
        """Whose confidential matters a list for this reader holds."""
        who = self.who()
        return secrets_of(who) if who else NOBODY

    def relations(self, task: Task) -> frozenset[Relation]:
        """What the reader is to a task; a group's card serves its lead, and its assigner once there is a result."""
        who = self.who()
        if who is not None:
            return self._sides(who, task)
        if task.confidential:
            return frozenset()
        if task.kind is Kind.NOTICE:
            return frozenset({Relation.READER})
        return frozenset({Relation.LEAD, Relation.ASSIGNER} if task.submitted_at else {Relation.LEAD})

    def _sides(self, who: Memberships, task: Task) -> frozenset[Relation]:
        """What a card asks a dozen times of the one task it shows."""
        if self._looked_at is None or self._looked_at[0] is not task:
            self._looked_at = task, sides(self.store, who, task)
        return self._looked_at[1]

    def regrets(self, task: Task) -> bool:
        """Whether the reader, or in a group whoever it was, can still undo what was done last."""
        if task.version == 1 and (self.member is None or self.member.id != task.assigner_id):
            return False  # nobody has decided anything yet but whoever gave it
        found = self.store.timers.find(regret_key(task.id, task.version))
        if found is None or not isinstance(found.data, Regret) or self.now > found.due_at:
            return False
        return self.member is None or self.member.id == found.data.member_id

    def moment(self, at: datetime, *, day_only: bool = False, brief: bool = False) -> Html:
        """A moment as a date-time entity, worded by the office's clock for older clients.

        Telegram shows it in each reader's own zone and style; a brief one, for lists, keeps our short words, and the
        reader's own zone is a tap away.
        """
        words = self.plain_moment(at, day_only=day_only)
        shape = "" if brief else ' format="wD"' if day_only else ' format="wDt"'
        return Html(f'<tg-time unix="{int(at.timestamp())}"{shape}>{escape(words)}</tg-time>')

    def day(self, at: datetime) -> Html:
        """A day as such, the same for every reader: by the clock the moment was told by; one of UTC by the reader's."""
        return escape(self._plain_day(at if at.utcoffset() else at.astimezone(self.calendar.zone)))

    def day_of(self, at: datetime, member_id: int) -> Html:
        """A day of somebody's absence, by their own clock: whoever reads it elsewhere reads the same day."""
        return escape(self.plain_day_of(at, member_id))

    def plain_day_of(self, at: datetime, member_id: int) -> str:
        """The same for a button's label."""
        zone = zone_at(self.store, Place(member_id=member_id))
        return self._plain_day(at.astimezone(in_zone(self.calendar, zone or self.settings.timezone).zone))

    def _plain_day(self, local: datetime) -> str:
        year = (self.read_at or self.now).astimezone(self.calendar.zone).year
        key = "pattern-day" if local.year == year else "pattern-day-year"
        return _worded(local.date(), str(self.t(key)), self.locale)

    def plain_moment(self, at: datetime, *, day_only: bool = False) -> str:
        """A moment by the office's clock, as a button's label has it; with its year where that is not this one."""
        local = at.astimezone(self.calendar.zone)
        key = "pattern-day" if day_only else "pattern-moment"
        if local.year != (self.read_at or self.now).astimezone(self.calendar.zone).year:
            key += "-year"
        pattern = str(self.t(key))
        clock = f" {local.hour:02}:{local.minute:02}" if pattern.endswith(_CLOCK) else ""
        return _worded(local.date(), pattern.removesuffix(_CLOCK), self.locale) + clock

    def span(self, moment: datetime) -> str:
        """The time between now and a moment: below a day the hours; of what is over whole days of 24 hours, which begin where
        the hours end; of what is to come days of the calendar, as people count them."""
        length = abs(moment - self.now)
        if length < _A_DAY:
            length = max(length, _A_MINUTE)
            return length_of(length, self.locale, unit="minute", threshold=1)
        if moment < self.now:
            return _days(timedelta(days=length // _A_DAY), self.locale)
        first, last = (at.astimezone(self.calendar.zone).date() for at in (self.now, moment))
        return _days(abs(last - first), self.locale)

    def worked(self, length: timedelta) -> Html:
        """A length of working time: hours and minutes, from two working days on days and hours."""
        parts = self._parts(length, self.calendar.usual_day, lambda n: self.t("working-days", n=n))
        if not parts:
            return self.t("working-none")
        said = self._two(parts)
        return said if length >= 2 * self.calendar.usual_day else self.t("working-time", span=said)

    def by_the_clock(self, length: timedelta) -> Html:
        """A length of time by day and night: hours and minutes, from two days on days and hours."""
        parts = self._parts(length, _A_DAY, lambda n: self._exactly(n * _A_DAY, "day"))
        return self._two(parts or [self._exactly(_A_MINUTE, "minute")])

    def _parts(self, length: timedelta, a_day: timedelta, in_days: Callable[[int], Html]) -> list[Html]:
        """The one or two units a length is told in; none below a minute."""
        days = length // a_day if length >= 2 * a_day else 0
        hours, rest = divmod(length - days * a_day, _AN_HOUR)
        parts = [in_days(days)] if days else []
        parts += [self._exactly(hours * _AN_HOUR, "hour")] if hours else []
        return parts + ([self._exactly(rest, "minute")] if rest >= _A_MINUTE and not days else [])

    def _two(self, parts: list[Html]) -> Html:
        return parts[0] if len(parts) == 1 else self.t("span-of-two", more=parts[0], less=parts[1])

    def _exactly(self, length: timedelta, unit: Literal["day", "hour", "minute"]) -> Html:
        return escape(length_of(length, self.locale, unit=unit, threshold=1000))

    def name(self, member_id: int | None) -> str:
        """A member's name as it is now; a view says the same few again and again."""
        if member_id not in self._names:
            member = self.store.members.get(member_id) if member_id is not None else None
            self._names[member_id] = self.known_as(member) if member else str(self.t("nobody"))
        return self._names[member_id]

    def called(self, member_id: int | None) -> str:
        """A member's name in a sentence about what was done; the reader is spoken to."""
        return str(self.t("name-you")) if self._is_reader(member_id) else self.name(member_id)

    def whose(self, member_id: int | None) -> str:
        """The same, for what is theirs."""
        reader, name = self._is_reader(member_id), self.name(member_id)
        return str(self.t("name-your") if reader else self.t("name-whose", name=name))

    def _is_reader(self, member_id: int | None) -> bool:
        return self.member is not None and self.member.id == member_id

    def known_as(self, member: Member) -> str:
        """A name, with what tells it from others of the same name; who is not in the office any more is shown as such."""
        if member.id == self.hidden:
            return str(self.t("unnamed"))
        if member.telegram_id is None:
            return str(self.t("name-forgotten", number=member.id))
        if not member.active:
            return str(self.t("name-left", name=member.name))
        return told_apart(member, self.store.members.namesakes(member), self._team_of)

    def _team_of(self, member: Member) -> str:
        held = sorted(self.store.members.with_roles(member).teams)
        team = self.store.teams.get(held[0]) if held else None
        return team.title if team else ""

    def mention(self, member_id: int) -> Html:
        """A name that calls the person in a group."""
        member = self.store.members.get(member_id)
        if member is None:
            return escape(self.t("nobody"))
        if member.telegram_id is None or member_id == self.hidden:
            return escape(self.known_as(member))
        return Html(f'<a href="tg://user?id={member.telegram_id}">{escape(self.known_as(member))}</a>')

    def calendar_of(self, task: Task) -> WorkingCalendar:
        """The calendar a task's clocks are counted on, its team's: what is said of them is the same for every reader."""
        team = self.store.teams.get(task.team_id) if task.team_id is not None else None
        return in_zone(self.calendar, (team.zone if team else None) or self.settings.timezone)

    def lit(self, task: Task) -> Lit:
        """The task's light now, and why it is not green; what is below it counts."""
        found = self.rolled(task)
        percent = shown_percent(task, found)
        far = task if percent == task.percent else replace(task, percent=percent)
        return lit_by(task, lit(far, self.now, self.settings, self.calendar_of(task)), found)

    def rolled(self, task: Task) -> Rolled:
        """What the matters below a task come to now; what is only imagined has none."""
        if not task.id:
            return NOTHING_BELOW
        return rolled(task.id, self.store.tasks.below(task.id), self.now)

    def percent(self, task: Task) -> int:
        """How far it has come, by what is below it where something is."""
        return shown_percent(task, self.rolled(task))

    def sees(self, task: Task, beside: Task | None = None) -> bool:
        """Whether the reader may see a task; in a group only those of the same team as the one beside which it is shown."""
        if self.member is not None:
            return bool(self.relations(task))
        return not task.confidential and (beside is None or task.team_id == beside.team_id)

    def light(self, task: Task, found: Lit | None = None) -> str:
        """The task's light as a sign; `found` where it was looked at already. A notice has none, and its own sign."""
        if task.kind is Kind.NOTICE:
            return NOTICE
        found = found or self.lit(task)
        marks = {Cause.PAUSED: PAUSED, Cause.WAITING: WAITS}
        return marks[found.cause] if found.cause in marks else LIGHTS[found.light]

    def start_link(self, payload: str) -> str:
        """A link that opens the bot in private."""
        return f"https://t.me/{self.bot_username}?start={payload}"

    def join(self, parts: list[str]) -> Html:
        """Names one after another."""
        return Html(self.t("comma").join(escape(p) for p in parts))

    def join_html(self, parts: list[Html]) -> Html:
        """Pieces that are markup already, one after another."""
        return Html(self.t("comma").join(parts))

    @property
    def locale(self) -> str:
        """How dates are written in the reader's language."""
        return LANGUAGES[self.language].locale


@lru_cache(1000)
def _days(length: timedelta, locale: str) -> str:
    """So many days in words."""
    return length_of(length, locale, unit="day", threshold=_ALL_DAYS)


@lru_cache(1000)
def _worded(day: date, pattern: str, locale: str) -> str:
    """A day in words: cards of a day speak of the same few again and again."""
    return day_as(pattern, day, locale)
