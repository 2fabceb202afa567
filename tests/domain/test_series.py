"""常规事项: each date's task is made once, whatever the downtime and whatever is done to the series meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from domain.errors import Refusal
from domain.facts.clocks import DeadlineRecounted
from domain.facts.series import FromSeries
from domain.messages.clocks import CalendarChanged
from domain.messages.office import Sentence
from domain.messages.series import SeriesCard, SeriesMissed, SeriesWhom
from domain.model.drafts import Draft, TaskDraft
from domain.model.people import TeamStatus
from domain.model.repeats import Adjust, Repeats
from domain.model.series import Became, Going, Series, Settled
from domain.model.series_timers import SeriesDue
from domain.model.tasks import Attachment, Origin, Priority, Status, Task
from domain.model.timer_kinds import TimerKind
from domain.model.value import replace
from domain.rules.repeating import repeating
from domain.unit import Unit
from domain.usecases.clocks.follow_calendar import follow_calendar
from domain.usecases.clocks.timers import plan_anew, ring
from domain.usecases.series.begin import begin_series
from domain.usecases.series.changing import Change, change, resume, skip, stop, unskip
from domain.usecases.series.making import giver_left
from jobs.audit.series import AuditedSeries, series_differences
from tests.domain.conftest import GROUP, Desk, open_desk
from tests.domain.office import CALENDAR, CO, LEAD, LEADER, MONDAY, NEXT, OWNER, SETTINGS, SUPERVISOR, local
from worktime.calendar import DayOverride, WorkingCalendar

MONTHLY, WEEKLY, DAILY = "每月25日前", "每周五18:00前", "每天17:00前"


def rule(words: str, **fields: object) -> Repeats:
    """What words mean."""
    found = repeating(words, MONDAY, CALENDAR)
    assert found is not None
    return replace(found.repeats, **fields)  # type: ignore[arg-type]


def begin(
    desk: Desk, words: str = MONTHLY, who: int = OWNER, people: tuple[int, ...] = (LEAD, CO), **said: object
) -> Series:
    """A series given in the team's group."""
    repeats = rule(words)
    task = TaskDraft(people=people, title="报送月报", repeats=repeats, team_id=desk.team.id)
    draft = Draft(0, who, GROUP, replace(task, **said))  # type: ignore[arg-type]
    return desk.do(lambda u: begin_series(u, desk.who(who), draft))


def series(desk: Desk, number: int = 1) -> Series:
    """A series as it stands."""
    found = desk.db.read_now(lambda s: s.series.get(number))
    assert found is not None
    return found


def dates(desk: Desk, number: int = 1) -> list[Settled]:
    """What became of its dates, the first at the top."""
    return desk.db.read_now(lambda s: s.series.settled(number, 10_000))[::-1]


def became(desk: Desk) -> list[tuple[str, str]]:
    return [(one.on, one.became.value) for one in dates(desk)]


def tasks(desk: Desk) -> list[Task]:
    """Every task that came of series."""
    rows = desk.db.read_now(lambda s: [s.tasks.get(n) for n in range(1, 400)])
    return [task for task in rows if task is not None and task.series_id is not None]


def go(desk: Desk, to: datetime) -> None:
    """Time passes with nobody there, and then everything rings that is due."""
    desk.now = to
    while desk.ring_all():
        pass


def by_the_hour(desk: Desk, to: datetime) -> None:
    """Time passes timer by timer, as it does with the bot there."""
    while True:
        due = desk.db.read_now(lambda s: s.timers.next_due())
        if due is None or due > to.astimezone(UTC):
            break
        desk.now = max(desk.now, due)
        for timer in desk.db.read_now(lambda s: s.timers.due(desk.now.astimezone(UTC), 1000)):
            desk.do(lambda u, t=timer: ring(u, t))
    desk.now = to


def differs(desk: Desk) -> list[str]:
    """What the auditor says of all series."""

    def look(store: object) -> list[str]:
        found = store.series.after(0, 1000)  # type: ignore[attr-defined]
        audited = [
            AuditedSeries(
                one,
                store.series.settled(one.id, 10_000),  # type: ignore[attr-defined]
                store.timers.pending(TimerKind.SERIES, f"series:{one.id}:"),  # type: ignore[attr-defined]
            )
            for one in found
        ]
        return [str(difference) for one in audited for difference in series_differences(one)]

    return desk.db.read_now(look)


def waits(desk: Desk) -> list[datetime]:
    """When the next task is made."""
    return [t.due_at for t in desk.db.read_now(lambda s: s.timers.pending(TimerKind.SERIES, "series:"))]


# -- made ahead --------------------------------------------------------------------------------------------------------


def test_each_task_is_an_ordinary_one_with_everything_that_was_said(desk: Desk) -> None:
    files = (Attachment("document", "f", "表.xlsx"),)
    begin(
        desk, priority=Priority.ELEVATED, standard="盖章", evidence=True, files=files, content="全文", watchers=(NEXT,)
    )
    [first] = tasks(desk)  # the 25th is nearer than its lead time
    assert (first.due_at, first.due_day_only) == (CALENDAR.day_end(date(2026, 11, 25)), True)
    assert (first.origin, first.series_id, first.nth) == (Origin.RECURRING, 1, 1)
    assert (first.priority, first.standard, first.evidence) == (Priority.ELEVATED, "盖章", True)
    assert (first.attachments, first.content, first.co_ids) == (files, "全文", (CO,))
    assert FromSeries(1, 1, MONTHLY, "2026-11-25") in desk.facts(1)
    assert waits(desk) == [local(21, 9, month=12).astimezone(UTC)], "five working days before the 25th ends"
    by_the_hour(desk, local(21, 9, month=12))
    assert [t.nth for t in tasks(desk)] == [1, 2]
    assert differs(desk) == []


def test_a_daily_one_is_made_when_the_one_before_is_due(desk: Desk) -> None:
    begin(desk, DAILY)
    by_the_hour(desk, local(30, 16))
    assert [on for on, _ in became(desk)] == [f"2026-11-{d}" for d in (23, 24, 25, 26, 27, 30)]
    assert [t.created_at.astimezone(CALENDAR.zone).hour for t in tasks(desk)][1:] == [17] * 5


def test_it_ends_after_as_many_times_as_were_said(desk: Desk) -> None:
    begin(desk, "每周五18:00前交周报，共3次")
    by_the_hour(desk, local(30, 12, month=1, year=2027))
    assert [t.nth for t in tasks(desk)] == [1, 2, 3]
    assert series(desk).going is Going.ENDED
    assert (waits(desk), differs(desk)) == ([], [])


# -- downtime ----------------------------------------------------------------------------------------------------------


def test_after_downtime_the_last_is_made_late_and_the_giver_hears_once(desk: Desk) -> None:
    begin(desk)
    go(desk, local(28, 10, month=1, year=2027))
    assert became(desk) == [("2026-11-25", "made"), ("2026-12-25", "missed"), ("2027-01-25", "late")]
    late = tasks(desk)[-1]
    assert late.due_at == local(29, 18, month=1, year=2027), "there is a working day for it"
    assert FromSeries(1, 2, MONTHLY, "2027-01-25", late=True) in desk.facts(late.id)
    missed = [m for _, m in desk.waiting() if isinstance(m, SeriesMissed)]
    assert missed == [SeriesMissed(1, ("2026-12-25",), 0, late.id)]
    assert differs(desk) == []


def test_where_the_next_is_to_be_made_already_what_was_missed_is_left_out(desk: Desk) -> None:
    begin(desk, DAILY)
    go(desk, local(10, 10, month=12))
    made = [(on, what) for on, what in became(desk) if what != "missed"]
    assert made == [("2026-11-23", "made"), ("2026-12-10", "made")]
    assert len([m for _, m in desk.waiting() if isinstance(m, SeriesMissed)]) == 1


def test_by_night_nothing_is_made_good(desk: Desk) -> None:
    begin(desk)
    go(desk, local(28, 3, month=1, year=2027))
    assert len(tasks(desk)) == 1
    go(desk, local(28, 9, month=1, year=2027))
    assert len(tasks(desk)) == 2
    assert differs(desk) == []


# -- skip, stop, change ------------------------------------------------------------------------------------------------


def test_one_is_left_out_and_taken_back_in(desk: Desk) -> None:
    begin(desk)
    assert desk.do(lambda u: skip(u, desk.who(OWNER), 1)) == "2026-12-25"
    assert series(desk).next_on == "2027-01-25"
    assert desk.do(lambda u: unskip(u, desk.who(OWNER), 1)) == "2026-12-25"
    assert (series(desk).next_on, differs(desk)) == ("2026-12-25", [])
    with pytest.raises(Refusal) as refused:
        desk.do(lambda u: unskip(u, desk.who(OWNER), 1))
    assert refused.value.name == "series-not-skipped"


def test_a_changed_day_holds_from_the_next_one_on(desk: Desk) -> None:
    begin(desk)
    desk.do(lambda u: change(u, desk.who(OWNER), 1, Change(rule("每月28日前"), people=(CO,), ahead="3d")))
    now = series(desk)
    assert (now.next_on, now.lead_id, now.ahead) == ("2026-12-28", CO, "3d")
    assert tasks(desk)[0].lead_id == LEAD, "what was given stays as it is"
    desk.do(lambda u: change(u, desk.who(OWNER), 1, Change(adjust=Adjust.NONE)))
    assert series(desk).repeats.adjust is Adjust.NONE
    assert differs(desk) == []


def test_after_a_skip_was_taken_back_another_rule_leaves_out_no_month(desk: Desk) -> None:
    begin(desk)
    desk.do(lambda u: skip(u, desk.who(OWNER), 1))
    desk.do(lambda u: unskip(u, desk.who(OWNER), 1))
    desk.do(lambda u: change(u, desk.who(OWNER), 1, Change(rule("每月28日前"))))
    assert series(desk).next_on == "2026-12-28"


def test_a_lead_time_longer_than_the_interval_is_refused(desk: Desk) -> None:
    begin(desk)
    for ahead in ("40d", "0d", "30wd"):
        with pytest.raises(Refusal) as refused:
            desk.do(lambda u, a=ahead: change(u, desk.who(OWNER), 1, Change(ahead=a)))
        assert refused.value.name == "series-ahead"


def test_what_is_stopped_makes_nothing_and_goes_on_from_then(desk: Desk) -> None:
    begin(desk)
    desk.do(lambda u: stop(u, desk.who(OWNER), 1))
    assert waits(desk) == []
    go(desk, local(1, 10, month=3, year=2027))
    desk.do(lambda u: resume(u, desk.who(OWNER), 1))
    assert became(desk) == [("2026-11-25", "made")], "nothing is made good of the time it stood still"
    assert (series(desk).next_on, differs(desk)) == ("2027-03-25", [])


def test_who_may_change_it(desk: Desk) -> None:
    begin(desk, who=SUPERVISOR)
    for allowed in (SUPERVISOR, LEADER, OWNER):
        desk.do(lambda u, w=allowed: change(u, desk.who(w), 1, Change(ahead="3d")))
    for refused, name in ((LEAD, "series-right"), (NEXT, "series-none")):
        with pytest.raises(Refusal) as error:
            desk.do(lambda u, w=refused: stop(u, desk.who(w), 1))
        assert error.value.name == name
    with pytest.raises(Refusal) as absent:
        desk.do(lambda u: stop(u, desk.who(NEXT), 2))
    assert absent.value.name == "series-none", "the same as for one that is not there"


def test_staff_keep_a_series_of_their_own_only(desk: Desk) -> None:
    begin(desk, WEEKLY, who=LEAD, people=(LEAD,))
    assert tasks(desk)[0].is_own
    with pytest.raises(Refusal) as refused:
        begin(desk, WEEKLY, who=LEAD, people=(CO,))
    assert refused.value.name == "assign-right"


def test_the_giver_hears_what_somebody_else_did_to_it(desk: Desk) -> None:
    begin(desk, who=SUPERVISOR)
    desk.do(lambda u: stop(u, desk.who(LEADER), 1))
    assert SeriesCard(1, "stopped", by=LEADER) in [m for _, m in desk.waiting()]


# -- people who leave --------------------------------------------------------------------------------------------------


def test_nothing_is_made_for_a_lead_who_left_and_the_question_comes_once(desk: Desk) -> None:
    begin(desk)
    desk.save(LEAD, active=False)
    by_the_hour(desk, local(24, 12, month=12))
    assert (len(tasks(desk)), series(desk).going) == (1, Going.HELD)
    assert [m for _, m in desk.waiting() if isinstance(m, SeriesWhom)] == [SeriesWhom(1, gone=True)]
    assert differs(desk) == []
    desk.do(lambda u: change(u, desk.who(OWNER), 1, Change(people=(NEXT,))))
    assert tasks(desk)[-1].lead_id == NEXT
    assert (series(desk).going, differs(desk)) == (Going.RUNNING, [])


def test_where_the_giver_left_the_leader_of_the_team_has_it(desk: Desk) -> None:
    begin(desk, who=SUPERVISOR)
    desk.save(SUPERVISOR, active=False)
    by_the_hour(desk, local(24, 12, month=12))
    assert series(desk).giver_id in (LEADER, OWNER)
    assert tasks(desk)[-1].assigner_id == series(desk).giver_id
    told = [m for _, m in desk.waiting() if isinstance(m, SeriesCard) and m.did == "handed-on"]
    assert told == [SeriesCard(1, "handed-on", by=SUPERVISOR)]


def test_ones_own_series_ends_with_whoever_goes(desk: Desk) -> None:
    begin(desk, WEEKLY, who=LEAD, people=(LEAD,))
    desk.save(LEAD, active=False)
    by_the_hour(desk, local(24, 12, month=12))
    assert (len(tasks(desk)), series(desk).going, differs(desk)) == (1, Going.STOPPED, [])


def test_where_the_group_is_gone_it_goes_on_in_private_and_that_is_said_once(desk: Desk) -> None:
    begin(desk, WEEKLY)
    desk.do(lambda u: u.store.teams.save(replace(desk.team, status=TeamStatus.ARCHIVED)))
    by_the_hour(desk, local(24, 12, month=12))
    assert len(tasks(desk)) > 2
    said = [m for _, m in desk.waiting() if isinstance(m, Sentence) and m.key == "series-group-gone"]
    assert len(said) == 1


def test_a_co_assignee_who_left_is_in_no_later_task(desk: Desk) -> None:
    begin(desk)
    desk.save(CO, active=False)
    by_the_hour(desk, local(24, 12, month=12))
    assert tasks(desk)[-1].co_ids == ()


def _starts(desk: Desk, calendar: WorkingCalendar) -> None:
    """What starts of the bot on a calendar do, and what rings then."""
    while desk.db.write_now(lambda s: follow_calendar(Unit(s, desk.now.astimezone(UTC), SETTINGS, calendar))):
        pass
    for timer in desk.db.read_now(lambda s: s.timers.due(desk.now.astimezone(UTC), 1000)):
        desk.db.write_now(lambda s, t=timer: ring(Unit(s, desk.now.astimezone(UTC), SETTINGS, calendar), t))


def _days_off(*days: date) -> WorkingCalendar:
    return WorkingCalendar(overrides={day: DayOverride(working=False, name="停电") for day in days})


@pytest.mark.parametrize("status", [Status.ASSIGNED, Status.ACTIVE])
def test_a_task_made_ahead_moves_with_its_rule_accepted_or_not(desk: Desk, status: Status) -> None:
    _starts(desk, CALENDAR)
    begin(desk)
    desk.do(lambda u: u.store.tasks.save(replace(tasks(desk)[0], status=status)))
    off = _days_off(date(2026, 11, 25))
    _starts(desk, off)
    assert tasks(desk)[0].due_at == local(24, 23, 59)
    assert series(desk).settled_due == local(24, 23, 59)
    history = desk.db.read_now(lambda s: s.history.of(1))
    [recounted] = [e.fact for e in history if isinstance(e.fact, DeadlineRecounted)]
    assert recounted.words == "每月25日前"
    assert {p.member_id for p, said in desk.waiting() if isinstance(said, CalendarChanged) and said.moved} >= {
        LEAD,
        OWNER,
    }
    assert series(desk).next_on == "2026-12-25"
    assert not differs(desk)


def test_a_deadline_that_somebody_changed_stays_on_another_calendar(desk: Desk) -> None:
    _starts(desk, CALENDAR)
    begin(desk)
    desk.do(lambda u: u.store.tasks.save(replace(tasks(desk)[0], due_at=local(26, 12))))
    _starts(desk, _days_off(date(2026, 11, 25), date(2026, 11, 26)))
    assert tasks(desk)[0].due_at == local(26, 12)


@pytest.mark.parametrize("done", [False, True])
def test_a_month_has_its_last_working_day_once_whatever_the_calendar(desk: Desk, done: bool) -> None:
    longer = _days_off(date(2026, 11, 30))
    settings = replace(SETTINGS)
    _starts(desk, longer)
    desk.now = MONDAY
    repeats = rule("每月最后一个工作日")

    def give(store: object) -> None:
        unit = Unit(store, MONDAY.astimezone(UTC), settings, longer)  # type: ignore[arg-type]
        task = TaskDraft(people=(LEAD,), title="报送月报", repeats=repeats, team_id=desk.team.id)
        begin_series(unit, desk.who(OWNER), Draft(0, OWNER, GROUP, task))

    desk.db.write_now(give)
    assert [t.due_at for t in tasks(desk)] == [local(27, 23, 59)]
    if done:
        desk.do(lambda u: u.store.tasks.save(replace(tasks(desk)[0], status=Status.DONE)))
    _starts(desk, CALENDAR)
    assert [t.due_at for t in tasks(desk)] == [local(27 if done else 30, 23, 59)]
    assert series(desk).next_on == "2026-12-31", "and no second one for November"


def test_what_nobody_does_is_seen_by_whoever_gave_it_until_it_is_settled(desk: Desk) -> None:
    begin(desk)
    begin(desk, who=LEADER)
    member = desk.do(lambda u: u.store.members.get(LEAD))

    def alone(who: int) -> list[int]:
        return [s.id for s in desk.db.read_now(lambda s: s.series.alone(who, 10))]

    assert (alone(OWNER), alone(LEADER)) == ([], [])
    desk.do(lambda u: u.store.members.save(replace(member, active=False, removed=True)))
    assert (alone(OWNER), alone(LEADER)) == ([1], [2])
    go(desk, local(23, 10, month=12))
    assert (series(desk).going, alone(OWNER)) == (Going.HELD, [1])
    desk.do(lambda u: change(u, desk.who(OWNER), 1, Change(people=(NEXT,))))
    desk.do(lambda u: stop(u, desk.who(LEADER), 2))
    assert (alone(OWNER), alone(LEADER)) == ([], [])


def test_what_waits_for_somebody_is_handed_on_when_whoever_gave_it_goes_too(desk: Desk) -> None:
    begin(desk, who=LEADER)
    for gone in (LEAD, LEADER):
        member = desk.do(lambda u, m=gone: u.store.members.get(m))
        desk.do(lambda u, m=member: u.store.members.save(replace(m, active=False, removed=True)))
        go(desk, local(23, 10, month=12))
        desk.do(lambda u, m=gone: giver_left(u, m))
    assert (series(desk).going, series(desk).giver_id) == (Going.HELD, OWNER)


def test_another_calendar_counts_the_coming_dates_again(desk: Desk) -> None:
    begin(desk)
    assert waits(desk) == [local(21, 9, month=12).astimezone(UTC)]
    days_off = {date(2026, 12, day): DayOverride(working=False) for day in (24, 25)}
    free = WorkingCalendar(overrides=days_off)

    def on_it(work: Callable[[Unit], object]) -> object:
        return desk.db.write_now(lambda s: work(Unit(s, desk.now.astimezone(UTC), SETTINGS, free)))

    on_it(plan_anew)
    for timer in desk.db.read_now(lambda s: s.timers.due(desk.now.astimezone(UTC), 1000)):
        on_it(lambda u, t=timer: ring(u, t))
    assert waits(desk) == [local(17, 9, month=12).astimezone(UTC)], "the 23rd is the last working day before the 25th"
    assert differs(desk) == []


# -- whatever is done, in whatever order -------------------------------------------------------------------------------

_DEEDS: dict[str, Callable[[Desk], object]] = {
    "skip": lambda d: d.do(lambda u: skip(u, d.who(OWNER), 1)),
    "unskip": lambda d: d.do(lambda u: unskip(u, d.who(OWNER), 1)),
    "stop": lambda d: d.do(lambda u: stop(u, d.who(OWNER), 1)),
    "resume": lambda d: d.do(lambda u: resume(u, d.who(OWNER), 1)),
    "weekly": lambda d: d.do(lambda u: change(u, d.who(OWNER), 1, Change(rule(WEEKLY)))),
    "monthly": lambda d: d.do(lambda u: change(u, d.who(OWNER), 1, Change(rule(MONTHLY)))),
    "daily": lambda d: d.do(lambda u: change(u, d.who(OWNER), 1, Change(rule(DAILY)))),
    "ahead": lambda d: d.do(lambda u: change(u, d.who(OWNER), 1, Change(ahead="1d"))),
    "none": lambda d: d.do(lambda u: change(u, d.who(OWNER), 1, Change(adjust=Adjust.NONE))),
    "anew": lambda d: d.do(plan_anew),
    "gone": lambda d: d.save(LEAD, active=False),
    "back": lambda d: (
        d.save(LEAD, active=True),
        d.do(lambda u: change(u, d.who(OWNER), 1, Change(people=(LEAD, CO)))),
    ),
    "nothing": lambda _: None,
}


def try_to(desk: Desk, deed: str) -> None:
    """Do it, or be refused."""
    try:
        _DEEDS[deed](desk)
    except Refusal:
        return


@given(
    st.sampled_from([MONTHLY, WEEKLY, DAILY]),
    st.lists(st.tuples(st.sampled_from(sorted(_DEEDS)), st.integers(1, 60 * 24 * 20), st.booleans()), max_size=10),
)
@settings(max_examples=25)
def test_whatever_is_done_no_date_comes_twice_and_one_timer_waits(
    tmp_path_factory: pytest.TempPathFactory,
    migrated: Path,
    words: str,
    deeds: list[tuple[str, int, bool]],
) -> None:
    with open_desk(tmp_path_factory.mktemp("series") / "duban.db", migrated) as desk:
        begin(desk, words)
        for deed, minutes, there in deeds:
            (by_the_hour if there else go)(desk, desk.now + timedelta(minutes=minutes))
            try_to(desk, deed)
            assert differs(desk) == []
        settled = [one.on for one in dates(desk)]
        assert len(settled) == len(set(settled))
        due = [task.due_at for task in tasks(desk)]
        assert len(due) == len(set(due)), "no two tasks for one day; one made late may be due after the next"


@given(st.lists(st.tuples(st.integers(1, 60 * 24 * 30), st.booleans(), st.booleans()), min_size=1, max_size=8))
@settings(max_examples=15)
def test_no_date_is_lost_whatever_the_downtime(
    tmp_path_factory: pytest.TempPathFactory, migrated: Path, spans: list[tuple[int, bool, bool]]
) -> None:
    with open_desk(tmp_path_factory.mktemp("series") / "duban.db", migrated) as desk:
        begin(desk, DAILY, repeats=rule(DAILY, adjust=Adjust.NONE))
        for minutes, there, skips in spans:
            (by_the_hour if there else go)(desk, desk.now + timedelta(minutes=minutes))
            try_to(desk, "skip" if skips else "unskip")
        go(desk, max(desk.now, local(1, 10, month=12)).replace(hour=12) + timedelta(days=1))
        found = [date.fromisoformat(one.on) for one in dates(desk)]
        assert found == [found[0] + timedelta(days=n) for n in range(len(found))]
        assert found[0] == date(2026, 11, 23)
        over = [one for one in dates(desk) if one.became is Became.MISSED]
        assert all(one.task_id is None for one in over)
        assert differs(desk) == []


def test_the_auditor_names_a_series_without_a_timer_and_one_with_two(desk: Desk) -> None:
    begin(desk)
    desk.do(
        lambda u: u.store.timers.add(
            "series:1:2027-01-25", local(18, 9, month=1, year=2027), SeriesDue(1, "2027-01-25")
        )
    )
    assert differs(desk) == ["S1 timers while running: must be 1, is 2"]
    desk.do(lambda u: u.store.timers.drop(TimerKind.SERIES, "series:1:"))
    assert differs(desk) == ["S1 timers while running: must be 1, is 0"]


def test_the_auditor_names_a_date_that_is_none_of_the_rule(desk: Desk) -> None:
    begin(desk)
    desk.do(lambda u: u.store.timers.drop(TimerKind.SERIES, "series:1:"))
    desk.do(lambda u: u.store.timers.add("series:1:2026-12-24", local(18, 9, month=12), SeriesDue(1, "2026-12-24")))
    assert differs(desk) == ["S1 date that waits: must be a day of FREQ=MONTHLY;BYMONTHDAY=25, is 2026-12-24"]


def test_the_database_takes_no_second_task_for_a_date(desk: Desk) -> None:
    begin(desk)
    with pytest.raises(IntegrityError):
        desk.do(lambda u: u.store.series.settle([Settled(1, "2026-11-25", Became.MADE, desk.now, 7, 2)]))
