"""稍后提醒: what can be chosen, that it is one's own, and that the ladder goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from domain.errors import Refusal
from domain.messages.clocks import Reminder
from domain.model.clocks import Commitment, CommitmentKind
from domain.model.post import Said
from domain.model.tasks import Priority, Task
from domain.model.value import replace
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from domain.rules.snooze import PutOff, next_morning, next_step, put_offs
from domain.usecases.clocks.snooze import put_off
from domain.usecases.tasks.act import perform
from tests.domain.conftest import Desk
from tests.domain.office import ASSIGNER, CALENDAR, COLLEAGUE, FRIDAY, LEAD, MONDAY, local

FINISH = CommitmentKind.FINISH


def clock(due: datetime) -> Commitment:
    """A finish clock."""
    return Commitment(FINISH, LEAD, 1, MONDAY, due)


def offered(
    now: datetime, *, due: datetime = FRIDAY, coming: datetime | None = None, loud: bool = False
) -> dict[Any, Any]:
    """What stands on the buttons."""
    return dict(put_offs(clock(due), now, coming, CALENDAR, loud=loud))


def test_an_hour_the_afternoon_and_tomorrow_morning_by_the_working_calendar() -> None:
    assert offered(local(23, 10)) == {
        PutOff.HOUR: local(23, 11), PutOff.AFTERNOON: local(23, 13), PutOff.MORNING: local(24, 9),
    }  # fmt: skip
    assert offered(local(23, 14)) == {PutOff.HOUR: local(23, 15), PutOff.MORNING: local(24, 9)}


def test_an_hour_at_night_is_the_morning_unless_the_matter_is_urgent() -> None:
    assert offered(local(23, 18)) == {PutOff.MORNING: local(24, 9)}
    assert offered(local(23, 18), loud=True)[PutOff.HOUR] == local(23, 19)
    assert offered(local(30, 17, month=9), due=local(20, 18, month=10))[PutOff.MORNING] == local(8, 9, month=10)


def test_never_past_the_next_step_nor_past_what_it_warns_of() -> None:
    assert offered(local(27, 16), coming=FRIDAY) == {PutOff.HOUR: local(27, 17)}
    assert offered(local(27, 16)) == {PutOff.HOUR: local(27, 17)}, "the deadline itself, where no step stands at it"
    assert offered(local(27, 17, 30), coming=FRIDAY) == {}


@pytest.fixture
def reminded(desk: Desk) -> Desk:
    """Friday at four: the lead has just been told that two hours are left."""
    desk.give(due_at=FRIDAY)
    desk.now = local(27, 16)
    desk.ring_all()
    return desk


def heard(desk: Desk, member: int) -> list[Reminder]:
    """What waits for somebody about the deadline."""
    found = [(place, m) for place, m in desk.waiting() if isinstance(m, Reminder) and m.clock == FINISH]
    return [m for place, m in found if place.member_id == member]


def put(desk: Desk, member: int, what: str = "hour", generation: int = 1) -> datetime:
    """Somebody presses the button."""
    return desk.do(lambda u: put_off(u, desk.who(member), 1, ("finish", generation, "-2wh"), what))


def test_it_comes_again_to_that_person_alone_and_the_ladder_goes_on(reminded: Desk) -> None:
    desk = reminded
    before, others = len(heard(desk, LEAD)), len(heard(desk, ASSIGNER))
    assert put(desk, LEAD) == local(27, 17)
    story = len(desk.facts())
    desk.now = local(27, 17)
    desk.ring_all()
    assert (len(heard(desk, LEAD)), len(heard(desk, ASSIGNER))) == (before + 1, others)
    assert len(desk.facts()) == story, "nothing of the matter has changed"
    desk.now = FRIDAY
    desk.ring_all()
    assert len(heard(desk, ASSIGNER)) == others + 1


def test_a_later_choice_replaces_an_earlier(desk: Desk) -> None:
    desk.give(due_at=FRIDAY)
    desk.now = local(26, 18)
    desk.ring_all()
    desk.now = local(27, 9)
    assert put(desk, LEAD, "hour") == local(27, 10)
    assert put(desk, LEAD, "afternoon") == local(27, 13)
    before = len(heard(desk, LEAD))
    desk.now = local(27, 13)
    desk.ring_all()
    assert len(heard(desk, LEAD)) == before + 1


Refused = Callable[[Desk], object]


@pytest.mark.parametrize(
    ("press", "name"),
    [
        (lambda desk: put(desk, LEAD, "morning"), "snooze-next"),
        (lambda desk: put(desk, LEAD, generation=7), "snooze-over"),
        (lambda desk: put(desk, LEAD, "never"), "button-old"),
    ],
)
def test_what_cannot_be_is_refused_and_plans_nothing(reminded: Desk, press: Refused, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        press(reminded)
    assert refused.value.name == name
    assert put(reminded, LEAD) == local(27, 17)


def test_there_is_nothing_to_put_off_about_a_matter_that_is_over(reminded: Desk) -> None:
    desk = reminded
    put(desk, LEAD)
    desk.do(lambda u: perform(u, desk.who(ASSIGNER), 1, Action.CANCEL, Given(said=Said("不用了"))))
    with pytest.raises(Refusal, match="snooze-over"):
        put(desk, LEAD)
    before = len(heard(desk, LEAD))
    desk.now = local(27, 17)
    desk.ring_all()
    assert len(heard(desk, LEAD)) == before, "what was put off before does not come either"


def test_a_stranger_to_the_task_learns_nothing(desk: Desk) -> None:
    desk.give(team_id=None)
    with pytest.raises(Refusal, match="not-found"):
        put(desk, COLLEAGUE)


def test_a_clock_rings_next_at_the_earliest_of_its_own_steps(reminded: Desk) -> None:
    waiting = reminded.db.read_now(lambda s: s.timers.of_task(1))
    assert next_step(((t.data, t.due_at) for t in waiting), clock(FRIDAY)) == FRIDAY
    assert next_step(((t.data, t.due_at) for t in waiting), replace(clock(FRIDAY), generation=2)) is None


def test_urgent_matters_are_put_off_by_the_clock(desk: Desk) -> None:
    task: Task = desk.give(due_at=FRIDAY, priority=Priority.URGENT)
    assert task.priority.breaks_quiet
    desk.now = local(27, 14)
    desk.ring_all()
    assert put(desk, LEAD) == local(27, 15)


def test_after_midnight_the_morning_is_the_one_that_comes() -> None:
    assert next_morning(local(24, 1), CALENDAR) == local(24, 9)
    assert next_morning(local(24, 9), CALENDAR) == local(25, 9)
