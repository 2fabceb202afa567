"""量化考核: points from the log alone. A rule is a row: what gives them, and to whom they go.

Nothing is stored: points are counted anew whenever they are shown, so what was waived or taken back counts no more. After a
month's account is closed (`frozen_at`) its points stay as they were then: what is ruled or undone later changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.model.breaches import Breach
from domain.model.clocks import Clocks, CommitmentKind
from domain.model.points import Deed, Point, Rule, TaskLog
from domain.model.slips import Colour
from domain.model.tasks import Priority
from domain.model.value import replace, value
from domain.rules.breaches import breaches_among, frozen_at
from domain.rules.closings import Closings
from domain.rules.months import within_month
from domain.settings.office import Settings
from domain.settings.points import PointRules
from domain.settings.points_kept import Tables
from worktime.calendar import WorkingCalendar

_BEST = 5  # stars


@dataclass(slots=True)
class Months:
    """The months by the office's clock, when the account of each is closed, and by which table its points are counted: that of
    now, or once it is closed the one that held then (`tables`, the oldest first)."""

    now: datetime
    settings: Settings
    calendar: WorkingCalendar
    tables: Tables = ()
    closings: Closings = field(default_factory=dict)
    _closes: dict[date, datetime] = field(default_factory=dict)
    _assessed: dict[Rule, bool] = field(default_factory=dict)

    def of(self, at: datetime) -> date:
        """The month to whose account something of this moment goes."""
        return at.astimezone(self.calendar.zone).date().replace(day=1)

    def closes(self, at: datetime) -> datetime:
        """When the account of the month of this moment is closed."""
        month = self.of(at)
        if month not in self._closes:
            self._closes[month] = frozen_at(month, self.settings, self.calendar, self.closings)
        return self._closes[month]

    def rules(self, at: datetime) -> PointRules:
        """The table by which something of this moment counts."""
        if len(self.tables) <= 1:  # the office never had another
            return self.settings.assessment
        closes = self.closes(at)
        if self.now <= closes:
            return self.settings.assessment
        return next((rules for since, rules in reversed(self.tables) if since <= closes), self.tables[0][1])

    def assessed(self, rule: Rule) -> bool:
        """Whether any of the tables gives something by a rule."""
        if not self._assessed:
            every = (self.settings.assessment, *(table for _, table in self.tables))
            self._assessed = {one: any(rules.points[one] for rules in every) for one in Rule}
        return self._assessed[rule]

    def in_time(self, at: datetime | None, of: datetime) -> bool:
        """Whether something was done before the account of that moment's month was closed."""
        return at is not None and at <= self.closes(of)


@value
class _Found:
    """What a row found in a task: the event and whose it is."""

    at: datetime
    member_id: int
    seq: int = 0
    breach: str = ""
    waived: bool = False
    without: tuple[int, ...] = ()


@value
class _Case:
    """A task before the table: its log, its breaches, and how it was finished."""

    log: TaskLog
    breaches: tuple[Breach, ...]
    done: _Done | None
    months: Months

    def waived(self, breach: Breach) -> bool:
        """Whether a breach was excused before the account of its month was closed."""
        return self.months.in_time(breach.waived_at, breach.due_at)


@value
class _Done:
    """办结: the entry that ended the task, the hand-in that was approved, and the ratings given for it."""

    ended: Deed
    handed_in: Deed
    ratings: tuple[Deed, ...]


# -- what gives points -------------------------------------------------------------------------------------------------


def _on_time(case: _Case) -> Iterator[_Found]:
    """Done, and no promise of the deadline was broken by whoever handed it in, nor by this hand-in."""
    done = case.done
    if done is None or done.handed_in.actor_id is None:
        return
    who, when = done.handed_in.actor_id, done.handed_in.at
    spoiled = any(
        b.kind is CommitmentKind.FINISH
        and b.due_at <= when
        and not case.waived(b)
        and (b.member_id == who or b.over_at is None or b.over_at >= when)
        for b in case.breaches
    )
    if not spoiled:
        yield _Found(done.ended.at, who, done.ended.seq, without=done.handed_in.without)


def _praised(case: _Case) -> Iterator[_Found]:
    """Five stars, unless others were given instead while the month was open."""
    done = case.done
    if done is None or done.handed_in.actor_id is None:
        return
    for n, given in enumerate(done.ratings):
        changed = any(case.months.in_time(later.at, given.at) for later in done.ratings[n + 1 :])
        if given.stars == _BEST and not changed:
            yield _Found(given.at, done.handed_in.actor_id, given.seq, without=done.handed_in.without)
            return


def _returned(case: _Case) -> Iterator[_Found]:
    """A result that came back, to whoever had handed it in."""
    handed_in: Deed | None = None
    for deed in case.log.deeds:
        if deed.name == "submitted":
            handed_in = deed
        elif deed.name == "returned" and handed_in is not None and handed_in.actor_id is not None:
            yield _Found(deed.at, handed_in.actor_id, deed.seq)


def _broken(*kinds: CommitmentKind) -> Callable[[_Case], Iterator[_Found]]:
    """Promises of these kinds that ran out, to whose they were."""

    def found(case: _Case) -> Iterator[_Found]:
        for breach in case.breaches:
            if breach.kind in kinds:
                yield _Found(breach.due_at, breach.member_id, breach=breach.ref, waived=case.waived(breach))

    return found


def _unreported(case: _Case) -> Iterator[_Found]:
    """Reports that ran out and were not given before the person's part or the month was over."""
    for breach in case.breaches:
        if breach.kind in (CommitmentKind.FIRST_REPORT, CommitmentKind.PERIODIC):
            month = case.months.of(breach.due_at)
            over = within_month(month, case.months.calendar.zone).until
            until = min(over, breach.ended_at or over)
            given = breach.cured_at is not None and breach.cured_at < until
            if not given and until <= case.months.now:
                yield _Found(breach.due_at, breach.member_id, breach=breach.ref, waived=case.waived(breach))


def _slips(colour: Colour) -> Callable[[_Case], Iterator[_Found]]:
    def found(case: _Case) -> Iterator[_Found]:
        for made in case.log.slips:
            if made.colour is colour:
                yield _Found(made.issued_at, made.member_id, made.seq)

    return found


@value
class Row:
    """A rule: what gives points by it. What is `earned` has the weight of the priority, and co-assignees a share of it; what
    is lost has neither, so that nobody shuns what is hard."""

    rule: Rule
    found: Callable[[_Case], Iterator[_Found]]
    earned: bool = False


TABLE: tuple[Row, ...] = (
    Row(Rule.ON_TIME, _on_time, earned=True),
    Row(Rule.PRAISED, _praised, earned=True),
    Row(Rule.LATE, _broken(CommitmentKind.FINISH)),
    Row(Rule.RETURNED, _returned),
    Row(Rule.NO_REPORT, _unreported),
    Row(Rule.UNACCEPTED, _broken(CommitmentKind.ACCEPT)),
    Row(Rule.PART_LATE, _broken(CommitmentKind.PART)),
    Row(Rule.MILESTONE_LATE, _broken(CommitmentKind.MILESTONE)),
    Row(Rule.REVIEW_LATE, _broken(CommitmentKind.REVIEW)),
    Row(Rule.YELLOW_SLIP, _slips(Colour.YELLOW)),
    Row(Rule.RED_SLIP, _slips(Colour.RED)),
)


# -- the log as it counts ----------------------------------------------------------------------------------------------


def _case(log: TaskLog, months: Months) -> _Case:
    kept = _without_taken_back(log.deeds)
    out = breaches_among(Clocks(log.clocks, log.paused_at))
    counted = log if kept is log.deeds else replace(log, deeds=kept)
    return _Case(counted, out, _done(kept, months), months)


def _without_taken_back(deeds: tuple[Deed, ...]) -> tuple[Deed, ...]:
    """撤回: what was undone has not been; of several of a kind the last before that."""
    if not any(deed.undoes for deed in deeds):
        return deeds
    kept: list[Deed] = []
    for deed in deeds:
        if not deed.undoes:
            kept.append(deed)
            continue
        undone = next((one for one in reversed(kept) if one.name == deed.undoes), None)
        if undone is not None:
            kept.remove(undone)
    return tuple(kept)


def _done(deeds: Iterable[Deed], months: Months) -> _Done | None:
    """How the task was finished: the first time that was not reopened while its month was open. A task is done once."""
    handed_in: Deed | None = None
    done: _Done | None = None
    for deed in deeds:
        if deed.name == "submitted":
            handed_in = deed
        elif deed.name == "approved" and handed_in is not None:
            done = _Done(deed, handed_in, (deed,) if deed.stars else ())
        elif deed.name == "rated" and done is not None:
            done = replace(done, ratings=(*done.ratings, deed))
        elif deed.name == "reopened" and done is not None:
            if not months.in_time(deed.at, done.ended.at):
                return done
            done = None
    return done


def _priority_at(log: TaskLog, at: datetime) -> Priority:
    return next((d.was for d in log.deeds if d.was is not None and d.at > at), log.priority)


# -- points ------------------------------------------------------------------------------------------------------------


def points_of(log: TaskLog, months: Months) -> list[Point]:
    """The points a task gave, to everybody and at any time; what is 0 in the table gives none."""
    if log.is_own:
        return []
    case = _case(log, months)
    rows = (row for row in TABLE if months.assessed(row.rule))
    return [point for row in rows for found in row.found(case) for point in _given(case, row, found)]


def _given(case: _Case, row: Row, found: _Found) -> Iterator[Point]:
    log, rules = case.log, case.months.rules(found.at)
    value = rules.points[row.rule]
    if not value:
        return
    weight = rules.weights[_priority_at(log, found.at)] if row.earned else 1.0
    point = Point(
        row.rule, found.member_id, log.id, found.at, 0.0 if found.waived else value * weight,
        found.seq, found.breach, waived=found.waived, weight=weight,
    )  # fmt: skip
    yield point
    if row.earned and rules.co_share:
        helped = (i for i in log.co_ids if i != found.member_id and i not in found.without)
        share = point.points * rules.co_share
        yield from (replace(point, member_id=i, points=share, shared=True) for i in helped)
