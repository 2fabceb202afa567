"""Going through all open tasks, and all series, beside the writer, some at a time, and telling what differs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, time, timedelta
from functools import partial

import structlog

from domain.model.series import Series
from domain.model.series_timers import series_prefix
from domain.model.tasks import Task
from domain.model.timer_kinds import TimerKind
from domain.ports.store import Clock, ReadStore, Transactions
from domain.settings.office import Settings
from domain.settings.versions import rules_of
from domain.zones import in_zone
from jobs.audit.differences import Audited, Difference, differences
from jobs.audit.notices import Standing
from jobs.audit.points import in_milestones
from jobs.audit.series import AuditedSeries, series_differences
from jobs.audit.story import told_by
from jobs.audit.trees import in_trees
from jobs.audit.waits import in_links
from jobs.scheduler import Alarm
from worktime.calendar import WorkingCalendar

_AT_ONCE = 200
_ALL_DATES = 1_000_000
_HOUR = time(3, 20)
log = structlog.get_logger("duban.audit")


class Auditor:
    """Reads and compares; changes nothing."""

    def __init__(self, db: Transactions, settings: Settings, calendar: WorkingCalendar) -> None:
        self.db, self.settings, self.calendar = db, settings, calendar

    async def run(self, now: datetime) -> list[Difference]:
        """Every difference of every open task and of every series."""
        found: list[Difference] = []
        last: int | None = 0
        while last is not None:
            more, last = await self.db.read(partial(self._some, last, now))
            found += more
        last = 0
        while last is not None:
            more, last = await self.db.read(partial(_some_series, last))
            found += more
        return found

    def _some(self, after: int, now: datetime, store: ReadStore) -> tuple[list[Difference], int | None]:
        """What differs in the next tasks, and the last of them; None when there are no more."""
        tasks = store.tasks.open_after(after, _AT_ONCE)
        found = [difference for task in tasks for difference in self._of(store, task, now)]
        return found, tasks[-1].id if len(tasks) == _AT_ONCE else None

    def _of(self, store: ReadStore, task: Task, now: datetime) -> list[Difference]:
        try:
            account = told_by(store.history.of(task.id))
        except (ValueError, KeyError, TypeError) as error:
            return [Difference(task.id, "history", "one that can be told", f"{type(error).__name__}: {error}")]
        team = store.teams.get(task.team_id) if task.team_id is not None else None
        rules = rules_of(task, self.settings, store.ladders.get)
        calendar = in_zone(self.calendar, (team and team.zone) or self.settings.timezone)
        standing = _standing(store, task) if account.notice else None
        audited = Audited(task, account, store.timers.of_task(task.id), now, rules, calendar, standing)
        return [
            *differences(audited),
            *in_trees(store, task),
            *in_links(store, task, account),
            *in_milestones(task, account),
        ]


def _standing(store: ReadStore, task: Task) -> Standing:
    """How a notice stands with its readers: counted from the members of its teams, one by one."""
    teams, reads = store.notices.teams(task.id), store.notices.all_reads(task.id)
    of_teams = {member.id: member for team_id in teams for member, _ in store.members.of_team(team_id)}
    circle = {i for i, member in of_teams.items() if not member.left and i != task.assigner_id}
    return Standing(teams, reads, len(circle - reads.keys()))


def _some_series(after: int, store: ReadStore) -> tuple[list[Difference], int | None]:
    """What differs in the next series, and the last of them; None when there are no more."""
    some = store.series.after(after, _AT_ONCE)
    found = [difference for series in some for difference in series_differences(_audited(store, series))]
    return found, some[-1].id if len(some) == _AT_ONCE else None


def _audited(store: ReadStore, series: Series) -> AuditedSeries:
    timers = store.timers.pending(TimerKind.SERIES, series_prefix(series.id))
    return AuditedSeries(series, store.series.settled(series.id, _ALL_DATES), timers)


Tell = Callable[[Sequence[Difference]], Awaitable[None]]


class NightlyAudit:
    """One audit each night, at an hour at which nobody waits; a night on which the bot was away has none."""

    def __init__(self, auditor: Auditor, clock: Clock, alarm: Alarm, tell: Tell) -> None:
        self.auditor, self.clock, self.alarm, self.tell = auditor, clock, alarm, tell

    async def arm(self) -> None:
        """Set the alarm to the coming night; it is looked after now and then, so a night may fail."""
        local = self.clock.now().astimezone(self.auditor.calendar.zone)
        night = datetime.combine(local.date(), _HOUR, local.tzinfo)
        self.alarm.at("audit", night if night > local else night + timedelta(days=1), self.run)

    async def run(self) -> None:
        """Each difference stands in the log; those who can do something about it hear of them together."""
        found = await self.auditor.run(self.clock.now())
        for difference in found:
            of = f"{difference.sign}{difference.task_id}"
            log.error("a task is not what its history says", task=of, what=difference.what)
        if found:
            await self.tell(found)
