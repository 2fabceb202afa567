"""工作清单, 晨报: at everybody's own hour on their own clock, one a date, without a timer for each person."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.messages.reports import StillWaiting
from domain.model.absence import Absence
from domain.model.people import Member, Role
from domain.model.tasks import Status
from domain.rules.hour_words import setting_said
from domain.rules.mornings import hours_to_serve
from domain.usecases.clocks.timers import plan_standing
from domain.usecases.people.hours import next_morning_of, set_morning
from domain.usecases.people.zones import set_own
from domain.usecases.reports.mornings import MORNINGS_AT_ONCE
from tests.domain import doing as work
from tests.domain.conftest import Desk, open_desk
from tests.domain.office import ASSIGNER, CALENDAR, CO, LEAD, LEADER, SUPERVISOR, a_task, local
from tests.domain.test_digest_days import ZONES, live

EVERYBODY = tuple(range(1, 8))


def set_hour(desk: Desk, number: int, words: str) -> None:
    desk.do(lambda u: set_morning(u, desk.who(number), words))


def mornings(desk: Desk) -> list[tuple[int, str, datetime]]:
    """Whose it is, the date it is of, and when it was made."""
    query = "SELECT key, created_at FROM outbox WHERE kind IN ('worklist', 'brief') ORDER BY id"
    with desk.db.transaction(write=False) as connection:
        rows = connection.exec_driver_sql(query).all()
    parts = [(key.split(":"), datetime.fromisoformat(str(at)).replace(tzinfo=UTC)) for key, at in rows]
    return [(int(number), day, at) for (_, number, day), at in parts]


def of(desk: Desk, number: int) -> list[str]:
    """When somebody's mornings came, by the office's clock."""
    return [f"{at.astimezone(CALENDAR.zone):%d %H:%M}" for who, _, at in mornings(desk) if who == number]


def test_everybody_has_theirs_at_their_own_hour_and_nobody_a_timer_of_their_own(desk: Desk) -> None:
    desk.give()
    desk.do(plan_standing)
    set_hour(desk, LEAD, "08:00")
    set_hour(desk, SUPERVISOR, "9点半")
    set_hour(desk, LEADER, "08:00")
    assert len(desk.db.read_now(lambda s: s.timers.pending("worklists", ""))) <= 2  # type: ignore[arg-type]
    live(desk, local(25, 12).astimezone(UTC))
    assert of(desk, LEAD) == of(desk, LEADER) == ["24 08:00", "25 08:00"]
    assert of(desk, SUPERVISOR) == ["24 09:30", "25 09:30"]
    assert of(desk, CO) == ["24 08:40", "25 08:40"]
    assert len(desk.db.read_now(lambda s: s.timers.pending("worklists", ""))) == 1  # type: ignore[arg-type]


def test_an_hour_set_after_todays_list_brings_no_second_one(desk: Desk) -> None:
    desk.give()
    desk.do(plan_standing)
    live(desk, local(24, 9).astimezone(UTC))
    set_hour(desk, LEAD, "10:00")
    member = desk.db.read_now(lambda s: s.members.get(LEAD))
    assert desk.do(lambda u: next_morning_of(u, member)) == local(25, 10)  # type: ignore[arg-type]
    live(desk, local(25, 8).astimezone(UTC))
    set_hour(desk, LEAD, "08:15")
    live(desk, local(25, 12).astimezone(UTC))
    assert of(desk, LEAD) == ["24 08:40", "25 08:15"]


def test_who_wants_none_hears_nothing_and_has_it_again_when_they_want(desk: Desk) -> None:
    desk.give()
    desk.do(plan_standing)
    set_hour(desk, LEAD, "off")
    live(desk, local(24, 12).astimezone(UTC))
    set_hour(desk, LEAD, "on")
    live(desk, local(25, 12).astimezone(UTC))
    assert of(desk, LEAD) == ["25 08:40"]


def test_who_is_away_hears_nothing(desk: Desk) -> None:
    desk.give()
    desk.do(plan_standing)
    begins, ends = local(24).astimezone(UTC), local(24, 23).astimezone(UTC)
    gone = Absence(0, LEAD, begins, ends, None, LEAD, begun_at=begins)
    desk.db.write_now(lambda s: s.absences.add(gone))
    live(desk, local(24, 12).astimezone(UTC))
    assert of(desk, LEAD) == []
    assert of(desk, CO) == ["24 08:40"]


def test_without_work_there_is_silence_unless_one_wants_to_hear_that_too(desk: Desk) -> None:
    desk.do(plan_standing)
    set_hour(desk, CO, "empty")
    live(desk, local(24, 12).astimezone(UTC))
    assert of(desk, LEAD) == []
    assert of(desk, CO) == ["24 08:40"]


def test_after_a_morning_that_was_missed_those_whose_hour_it_still_is_have_theirs_once(desk: Desk) -> None:
    desk.give()
    desk.do(plan_standing)
    set_hour(desk, LEAD, "07:00")
    set_hour(desk, CO, "11:30")
    desk.now = local(24, 11, 45)  # down from the night on
    desk.ring_all()
    live(desk, local(24, 20).astimezone(UTC))
    assert (of(desk, LEAD), of(desk, ASSIGNER), of(desk, CO)) == ([], [], ["24 11:45"])
    assert of(desk, LEADER) == ["24 11:45"], "8:40 is three hours ago"


@pytest.mark.parametrize(
    ("due", "at", "now", "hours"),
    [
        (local(24, 8, 40), "08:40", local(24, 8, 40), ("08:40", "08:40")),
        (local(24, 8), "08:00", local(24, 9, 5), ("08:00", "09:05")),
        (local(24, 8), "08:00", local(24, 13), ("09:00", "13:00")),
        (local(23, 8), "08:00", local(24, 2), ("00:00", "02:00")),
        (local(27, 8), "08:00", local(28, 9), None),
    ],
)
def test_which_hours_are_served(due: datetime, at: str, now: datetime, hours: tuple[str, str] | None) -> None:
    assert hours_to_serve(CALENDAR, due, at, now) == hours


def test_two_hours_of_a_large_office_reach_everybody_though_each_takes_several_units(desk: Desk) -> None:
    size = 2 * MORNINGS_AT_ONCE + 20
    early = {"morning_time": "08:00"}
    desk.db.write_now(
        lambda s: [
            s.members.add(Member(0, 5000 + n, f"领导{n}", role=Role.LEADER, reachable=True, **(early if n % 2 else {})))
            for n in range(size)
        ]
    )
    desk.do(plan_standing)
    live(desk, local(24, 12).astimezone(UTC))
    whose = Counter(number for number, _, _ in mornings(desk))
    assert set(whose.values()) == {1}
    assert len(whose) == size + 3  # the office's own three who lead


deeds = st.one_of(
    st.tuples(st.just("live"), st.just(0), st.integers(1, 50 * 60)),
    st.tuples(st.just("down"), st.just(0), st.integers(1, 80 * 60)),
    st.tuples(st.just("back"), st.just(0), st.integers(1, 20 * 60)),
    st.tuples(st.just("zone"), st.sampled_from(EVERYBODY), st.sampled_from((None, *ZONES))),
    st.tuples(
        st.just("set"), st.sampled_from(EVERYBODY),
        st.sampled_from(("06:00", "08:00", "8:40", "02:30", "23:55", "on", "off", "empty", "quiet")),
    ),
)  # fmt: skip


def carry_out(desk: Desk, kind: str, number: int, what: Any) -> None:
    if kind == "live":
        live(desk, desk.now + timedelta(minutes=what))
    elif kind == "set":
        set_hour(desk, number, what)
    elif kind == "zone":
        desk.do(lambda u: set_own(u, desk.who(number), what))
    else:
        desk.now += timedelta(minutes=what if kind == "down" else -what)
        desk.do(plan_standing)
        desk.ring_all()


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(("2026-03-07", "2026-10-31", "2026-11-20")), st.lists(deeds, max_size=12))
def test_nobody_has_two_mornings_of_one_date_and_timers_do_not_pile_up(
    tmp_path_factory: pytest.TempPathFactory, migrated: Path, day: str, story: list[Any]
) -> None:
    with open_desk(tmp_path_factory.mktemp("desk") / "duban.db", migrated) as desk:
        desk.give()
        desk.now = datetime.fromisoformat(day).replace(tzinfo=UTC)
        desk.do(plan_standing)
        for deed in story:
            carry_out(desk, *deed)
        live(desk, desk.now + timedelta(days=4))
        told = Counter((number, date) for number, date, _ in mornings(desk))
        assert set(told.values()) <= {1}
        waiting = desk.db.read_now(lambda s: [*s.timers.pending("worklists", ""), *s.timers.pending("afternoons", "")])  # type: ignore[arg-type]
        zones = Counter(t.data for t in waiting if t.data is not None)
        assert len(waiting) <= 2 * (1 + len(desk.db.read_now(lambda s: s.members.zones()))), zones


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("08:00", "08:00"), ("8:05", "08:05"), ("８：３０", "08:30"), ("8点", "08:00"), ("8點半", "08:30"),
        ("9点05分", "09:05"), ("0830", "08:30"), ("２３５９", "23:59"),
        ("on", "on"), ("关", "off"), ("停發", "off"), ("OFF", "off"), ("empty", "empty"), ("quiet", "quiet"),
        ("", None), ("soon", None), ("25:00", None), ("08:60", None), ("8", "08:00"), ("8:5", None), ("99点", None),
        ("2460", None), ("830", None),
    ],
)  # fmt: skip
def test_an_hour_as_people_write_it(words: str, said: str | None) -> None:
    assert setting_said(words) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("早上8点", "08:00"), ("上午9点", "09:00"), ("7", "07:00"), ("八点半", "08:30"), ("十点一刻", "10:15"),
        ("下午3点", "15:00"), ("中午十二点", "12:00"), ("晚上九點半", "21:30"), ("8点整", "08:00"), ("8am", "08:00"),
        ("7:30 pm", "19:30"), ("早上18点", None), ("八", "08:00"), ("二十五", None), ("25", None), ("8:00 8:30", None),
    ],
)  # fmt: skip
def test_an_hour_of_the_morning_is_read_as_people_say_it(words: str, said: str | None) -> None:
    assert setting_said(words) == said


def test_what_is_no_hour_changes_nothing(desk: Desk) -> None:
    with pytest.raises(Refusal, match="morning-time"):
        set_hour(desk, LEAD, "明天")
    assert desk.db.read_now(lambda s: s.members.morning_hours()) == []


# -- what is not said twice --------------------------------------------------------------------------------------------


def waiting_told(desk: Desk) -> list[tuple[int | None, tuple[int, ...]]]:
    return [(p.member_id, m.numbers) for p, m in desk.waiting() if isinstance(m, StillWaiting)]


def handed_in(desk: Desk) -> None:
    desk.give(status=Status.ACTIVE, people=a_task().people[:1])
    desk.do(plan_standing)
    desk.do(lambda u: work.submit(u, desk.who(LEAD), 1, work.Said("报好了")))


def test_what_waits_over_a_working_day_is_told_once_a_day_in_the_afternoon_to_whoever_decides(desk: Desk) -> None:
    desk.now = local(23, 14)
    handed_in(desk)
    live(desk, local(24, 18).astimezone(UTC))
    assert waiting_told(desk) == [(ASSIGNER, (1,))]
    live(desk, local(27, 18).astimezone(UTC))
    days = [m for _, m in desk.waiting() if isinstance(m, StillWaiting)]
    assert len(days) == 2, "the 24th and the 27th: on the 25th and the 26th the ladder speaks"


def test_who_has_opened_the_desk_since_or_wants_no_mornings_hears_nothing_of_it(desk: Desk) -> None:
    from domain.model.desk import Desk as ReviewDesk  # noqa: PLC0415 - it has the name of ours

    desk.now = local(23, 14)
    handed_in(desk)
    desk.now = local(24, 9)
    desk.do(lambda u: u.store.desks.open(ReviewDesk(0, ASSIGNER, u.now)))
    live(desk, local(24, 18).astimezone(UTC))
    assert waiting_told(desk) == []
    set_hour(desk, ASSIGNER, "off")
    live(desk, local(30, 18).astimezone(UTC))
    assert waiting_told(desk) == []
