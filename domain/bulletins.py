"""月通报 as it is read: the frozen one where there is one, else counted from the log up to now."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.closings import closings
from domain.model.accounts import Whose, Within
from domain.model.breaches import Breach
from domain.model.clocks import REPORTS, CommitmentKind
from domain.model.figures import Bulletin, BulletinState, Trend
from domain.model.people import Memberships, TeamStatus
from domain.model.tasks import Kind, Task
from domain.model.value import replace, value
from domain.ports.store import ReadStore
from domain.rules.breaches import find, frozen_at
from domain.rules.decisions.excusing import Speaker, open_to
from domain.rules.figures import UNDONE, Counted, figures, late_ones, made, standing
from domain.rules.moves import Action
from domain.rules.periods import Period
from domain.rules.reported import TREND, last_month, moved, within
from domain.settings.office import Settings
from domain.zones import in_zone
from worktime.calendar import WorkingCalendar

_AT_THE_MOMENT = timedelta(seconds=1)  # what happened this very moment stands in what runs


@value
class Reading:
    """Where bulletins are read, at which moment, by which rules."""

    store: ReadStore
    now: datetime
    settings: Settings
    calendar: WorkingCalendar

    @property
    def zone(self) -> ZoneInfo:
        """The office's: its months begin everywhere at once."""
        return ZoneInfo(self.settings.timezone)

    def calendar_of(self, team_id: int | None) -> WorkingCalendar:
        """By whose clock a team works."""
        team = self.store.teams.get(team_id) if team_id is not None else None
        return in_zone(self.calendar, (team.zone if team else None) or self.settings.timezone)


def bulletin(at: Reading, period: Period, team_id: int | None) -> Bulletin:
    """The bulletin of a team (None: of the office): as it was frozen, else as far as the log goes."""
    frozen = at.store.bulletins.get(period.label, team_id)
    return frozen or counted(at, period, team_id)


def counted(at: Reading, period: Period, team_id: int | None) -> Bulletin:
    """The same from the log, frozen or not."""
    whole = within(period, at.zone)
    until, freezes = min(whole.until, at.now), freezes_at(at, period)
    state = _state(at.now, whole.until, freezes)
    found = _read(at, Within(whole.since, min(whole.until, at.now + _AT_THE_MOMENT)), team_id)
    shown = made(period.label, team_id, until, state, found, _before(at, period, team_id), at.calendar_of)
    return replace(shown, freezes_at=freezes)


def freezes_at(at: Reading, period: Period) -> datetime:
    """When a period's account is closed: with that of its last month."""
    calendar = in_zone(at.calendar, at.settings.timezone)
    return frozen_at(last_month(period), at.settings, calendar, closings(at.store))


def _state(now: datetime, ends: datetime, freezes: datetime) -> BulletinState:
    """What was closed before there were bulletins is closed without a number."""
    return BulletinState.RUNNING if now < ends else BulletinState.DRAFT if now <= freezes else BulletinState.FROZEN


def _read(at: Reading, span: Within, team_id: int | None) -> Counted:
    store = at.store.figures
    turned = store.turned(Within(span.since, span.until + UNDONE), team_id)
    return Counted(
        store.tallies(span, team_id),
        late_ones(store.broken(span, team_id), span.until, at.calendar_of),
        store.overdue(span.until, team_id),
        store.unanswered(span.until, team_id),
        standing(turned, span.until),
    )


def _before(at: Reading, period: Period, team_id: int | None) -> list[Trend]:
    """The periods before, the earliest first; what was frozen tells what was told then."""
    return [_trend(at, moved(period, -n), team_id) for n in range(TREND, 0, -1)]


def _trend(at: Reading, period: Period, team_id: int | None) -> Trend:
    frozen = at.store.bulletins.get(period.label, team_id)
    if frozen is None:
        return at.store.figures.trend(period.label, within(period, at.zone), team_id)
    return frozen.now


def anything(at: Reading, period: Period, team_id: int | None) -> bool:
    """Whether there is anything to tell of a period."""
    span, store = within(period, at.zone), at.store.figures
    found = Counted(store.tallies(span, team_id), unanswered=store.unanswered(span.until, team_id))
    return not figures(found).nothing


def scopes(store: ReadStore, who: Memberships) -> list[int | None]:
    """Of what somebody may read the bulletins: the office (None), and the teams they run."""
    teams = [team.id for team in store.teams.with_status(TeamStatus.APPROVED) if who.runs(team.id)]
    return [None, *teams] if who.runs_office() else list(teams)


COUNTED = (CommitmentKind.FINISH, CommitmentKind.ACCEPT, *REPORTS)  # the promises of which a bulletin tells
_MOST = 50


def open_to_object(at: Reading, member_id: int, period: Period) -> list[tuple[Task, Breach]]:
    """What stands against somebody in the bulletin of a month, and can still be objected to; nothing confidential."""
    span = within(period, at.zone)
    found, late = [], closings(at.store)
    for task_id, ref in at.store.breaches.page(Whose(member=member_id), span, _MOST):
        task = at.store.tasks.get(task_id)
        breach = find(task, ref) if task else None
        if task is not None and breach is not None and task.kind is Kind.TASK and breach.kind in COUNTED:
            speaker = Speaker(member_id, at.now, at.settings, at.calendar_of(task.team_id), late)
            found += [(task, breach)] if breach in open_to(task, Action.APPEAL, speaker) else []
    return found
