"""日报: one a date and team, in every zone, whatever is set meanwhile and whatever the clocks do."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.rules.mornings import STILL_MORNING, is_its_hour, next_morning, on_the_clock
from domain.usecases.clocks.timers import plan_standing
from domain.usecases.people import teams
from domain.usecases.people.zones import set_team
from tests.domain.conftest import Desk, open_desk
from tests.domain.office import CALENDAR, OWNER

ZONES = (
    "Pacific/Apia",
    "Pacific/Pago_Pago",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "America/New_York",
    "Europe/London",
    "Pacific/Kiritimati",
    "Asia/Shanghai",
)
# Around these days clocks are put forward or back somewhere among them.
CHANGES = ("2026-03-07", "2026-03-28", "2026-04-04", "2026-10-03", "2026-10-24", "2026-10-31", "2026-11-20")
HOURS = ("00:00", "01:30", "01:45", "02:00", "02:15", "02:30", "08:30", "17:30", "23:59")
TICK = timedelta(minutes=1)


def set_zone(desk: Desk, zone: str) -> None:
    desk.do(lambda u: set_team(u, desk.who(OWNER), u.store.teams.get(desk.team.id), zone))  # type: ignore[arg-type]


def set_digest(desk: Desk, words: str) -> None:
    desk.do(lambda u: teams.set_digest(u, desk.who(OWNER), u.store.teams.get(desk.team.id), words))  # type: ignore[arg-type]


def digests(desk: Desk) -> list[tuple[str, datetime]]:
    """The date each is of, and when it was made."""
    with desk.db.transaction(write=False) as connection:
        rows = connection.exec_driver_sql("SELECT key, created_at FROM outbox WHERE kind = 'digest' ORDER BY id").all()
    return [(key.rpartition(":")[2], datetime.fromisoformat(str(at)).replace(tzinfo=UTC)) for key, at in rows]


def live(desk: Desk, until: datetime, late: timedelta = timedelta()) -> None:
    """Time passes with the bot at work, which rings what is due `late`."""
    while True:
        coming = desk.db.read_now(lambda s: s.timers.next_due())
        if coming is None or coming + late > until:
            break
        desk.now = max(desk.now, coming + late)
        desk.ring_all()
    desk.now = max(desk.now, until)


deeds = st.one_of(
    st.tuples(st.just("live"), st.integers(1, 60 * 60)),
    st.tuples(st.just("down"), st.integers(1, 90 * 60)),
    st.tuples(st.just("back"), st.integers(1, 30 * 60)),
    st.tuples(st.just("zone"), st.sampled_from(ZONES)),
    st.tuples(st.just("hour"), st.sampled_from(HOURS)),
    st.tuples(st.just("switch"), st.sampled_from(("on", "off", "empty", "quiet"))),
)


def carry_out(desk: Desk, deed: tuple[str, Any]) -> None:
    kind, of = deed
    if kind == "live":
        return live(desk, desk.now + timedelta(minutes=of))
    if kind in ("hour", "switch"):
        return set_digest(desk, of)
    if kind == "zone":
        return set_zone(desk, of)
    desk.now += timedelta(minutes=of if kind == "down" else -of)
    desk.do(plan_standing)  # it starts again
    desk.ring_all()
    return None


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(CHANGES), st.sampled_from(ZONES), st.sampled_from(HOURS), st.lists(deeds, max_size=14))
def test_no_date_has_two_digests_whatever_happens_and_the_next_one_always_waits(
    tmp_path_factory: pytest.TempPathFactory, migrated: Path, day: str, zone: str, hour: str, story: list[Any]
) -> None:
    with open_desk(tmp_path_factory.mktemp("desk") / "duban.db", migrated) as desk:
        desk.now = datetime.fromisoformat(day).replace(tzinfo=UTC)
        set_zone(desk, zone)
        set_digest(desk, hour)
        for deed in story:
            carry_out(desk, deed)
            team = desk.db.read_now(lambda s: s.teams.get(desk.team.id))
            waiting = desk.db.read_now(lambda s: s.timers.pending("digest", ""))  # type: ignore[arg-type]
            assert len(waiting) == (1 if team is not None and team.digest_on else 0)
        told = Counter(day for day, _ in digests(desk))
        assert set(told.values()) <= {1}


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(CHANGES), st.sampled_from(ZONES), st.sampled_from(HOURS),
    st.lists(st.tuples(st.integers(60, 40 * 60), st.integers(1, 60 * 60)), min_size=1, max_size=5),
)  # fmt: skip
def test_every_working_day_on_which_the_bot_is_at_work_at_that_hour_has_exactly_one(
    tmp_path_factory: pytest.TempPathFactory, migrated: Path, day: str, zone: str, hour: str,
    story: list[tuple[int, int]],
) -> None:  # fmt: skip
    calendar, at = CALENDAR.in_zone(ZoneInfo(zone)), time.fromisoformat(hour)
    with open_desk(tmp_path_factory.mktemp("desk") / "duban.db", migrated) as desk:
        desk.now = datetime.fromisoformat(day).replace(tzinfo=UTC)
        set_zone(desk, zone)
        set_digest(desk, hour)
        up: list[tuple[datetime, datetime]] = []
        for work, rest in story:
            desk.do(plan_standing)
            desk.ring_all()
            begun = desk.now
            live(desk, desk.now + timedelta(minutes=work))
            up.append((begun, desk.now))
            desk.now += timedelta(minutes=rest)
        expected, moment = [], up[0][0]
        while (moment := next_morning(calendar, moment, at)) <= up[-1][1]:
            started = next((max(a, moment) for a, b in up if max(a, moment) <= b), None)
            same_day = started is not None and started.astimezone(calendar.zone).date() == moment.date()
            if started is not None and same_day and is_its_hour(calendar, started, at):
                expected.append(str(moment.date()))
        assert [day for day, _ in digests(desk)] == expected


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hour", ["02:15", "08:30"])
def test_in_a_year_of_every_zone_each_working_day_has_one_at_its_hour(zone: str, hour: str) -> None:
    calendar, at, moment = CALENDAR.in_zone(ZoneInfo(zone)), time.fromisoformat(hour), datetime(2026, 1, 1, tzinfo=UTC)
    days = []
    while moment.year == 2026:
        moment = next_morning(calendar, moment, at)
        days.append(moment.date())
        assert moment.time() == at or at.hour == 2, "only an hour that a day leaves out is told at another"
        assert is_its_hour(calendar, moment, at)
        assert not is_its_hour(calendar, moment - TICK, at)
        assert is_its_hour(calendar, moment + STILL_MORNING - TICK, at) == (
            (moment + STILL_MORNING - TICK).date() == days[-1]
        )
    assert days == sorted(set(days))
    assert all(calendar.is_working_day(day) for day in days)


def test_half_past_two_that_a_day_leaves_out_is_told_at_half_past_three_and_one_that_comes_twice_once(
    tmp_path: Path, migrated: Path
) -> None:
    """New York, on a Sunday that is worked: the clocks are put forward on 8 March 2026 and back on 1 November."""
    new_york = ZoneInfo("America/New_York")
    calendar = CALENDAR.in_zone(new_york)
    forward = on_the_clock(calendar, date(2026, 3, 8), time(2, 30))
    assert (forward.hour, forward.minute) == (3, 30)
    back = on_the_clock(calendar, date(2026, 11, 1), time(1, 30))
    assert back.astimezone(UTC) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC), "the first of the two"
    with open_desk(tmp_path / "duban.db", migrated) as desk:
        desk.now = datetime(2026, 10, 30, 12, tzinfo=UTC)
        set_zone(desk, "America/New_York")
        set_digest(desk, "01:30")
        live(desk, datetime(2026, 11, 4, tzinfo=UTC))
        assert [day for day, _ in digests(desk)] == ["2026-11-02", "2026-11-03"]


def test_an_hour_set_after_todays_digest_brings_no_second_one_and_before_it_moves_it(desk: Desk) -> None:
    desk.do(plan_standing)
    live(desk, datetime(2026, 11, 24, 1, tzinfo=UTC))  # 9:00, it came at 8:30
    set_digest(desk, "09:30")
    live(desk, datetime(2026, 11, 24, 12, tzinfo=UTC))
    set_digest(desk, "07:00")
    set_digest(desk, "10:00")
    live(desk, datetime(2026, 11, 25, 12, tzinfo=UTC))
    assert [f"{day} {at:%H:%M}" for day, at in digests(desk)] == ["2026-11-24 00:30", "2026-11-25 02:00"]


def test_a_team_whose_morning_was_missed_and_sets_a_later_hour_hears_it_still_today(desk: Desk) -> None:
    desk.do(plan_standing)
    desk.now = datetime(2026, 11, 24, 6, tzinfo=UTC)  # 14:00: down all morning
    desk.ring_all()
    assert digests(desk) == []
    set_digest(desk, "15:00")
    live(desk, datetime(2026, 11, 24, 12, tzinfo=UTC))
    assert [day for day, _ in digests(desk)] == ["2026-11-24"]


def test_a_group_that_moves_its_clock_back_over_the_date_line_goes_on_with_the_next_date(desk: Desk) -> None:
    """It had the digest of the 25th already, and lives through the 25th once more."""
    set_zone(desk, "Pacific/Kiritimati")
    live(desk, datetime(2026, 11, 24, 20, tzinfo=UTC))  # the 25th, 10:00
    assert [day for day, _ in digests(desk)] == ["2026-11-24", "2026-11-25"]
    set_zone(desk, "Pacific/Pago_Pago")  # the 24th, 9:00
    live(desk, datetime(2026, 11, 27, 0, tzinfo=UTC))
    assert [day for day, _ in digests(desk)] == ["2026-11-24", "2026-11-25", "2026-11-26"]
