"""A task keeps the ladders and terms it was given under, whatever the office changes afterwards."""

from __future__ import annotations

from datetime import datetime

import pytest

from domain.model.clocks import TERMED, CommitmentKind
from domain.model.drafts import Draft, TaskDraft
from domain.model.tasks import Priority
from domain.model.timers import ClockRing
from domain.model.value import replace
from domain.rules.given import Given
from domain.rules.ladder import timers
from domain.rules.lifecycle import Action
from domain.settings.ladders import DEFAULT_LADDERS, DEFAULT_SILENCE, DEFAULT_TERMS, Step, ladder
from domain.settings.office import Settings
from domain.settings.spans import Span
from domain.settings.versions import by_version, rules_of, version_of
from domain.unit import Unit
from domain.usecases.tasks.act import perform
from domain.usecases.tasks.assign import assign
from tests.domain.conftest import Desk
from tests.domain.office import CALENDAR, FRIDAY, LEAD, LEADER, MONDAY, SETTINGS, a_task, local

FINISH = CommitmentKind.FINISH
WHOLE = {"-3wd", "-1wd", "-2wh", "0", "+4wh", "+1wd", "+3wd"}
OTHER = replace(
    SETTINGS,
    ladders={**SETTINGS.ladders, FINISH: {**SETTINGS.ladders[FINISH], Priority.NORMAL: ladder("0 lead", "+1h leader")}},
    terms={**SETTINGS.terms, CommitmentKind.ACCEPT: dict.fromkeys(Priority, Span.parse("1h"))},
)


def given_by(desk: Desk, settings: Settings) -> int:
    """A task given while the office has these settings."""

    def work(unit: Unit) -> int:
        draft = Draft(1, LEADER, -1, TaskDraft(people=(LEAD,), title="清查", due=FRIDAY, team_id=desk.team.id))
        return assign(Unit(unit.store, unit.now, settings, CALENDAR), desk.who(LEADER), draft).id

    return desk.do(work)


def steps(desk: Desk, number: int) -> set[str]:
    """The steps of the finish clock that wait."""
    waiting = desk.db.read_now(lambda s: s.timers.of_task(number))
    return {t.data.step for t in waiting if isinstance(t.data, ClockRing) and t.data.clock is FINISH}


def test_the_same_settings_are_one_version_and_others_another() -> None:
    assert version_of(Settings()) == version_of(SETTINGS)
    assert version_of(OTHER).hash != version_of(SETTINGS).hash
    assert version_of(replace(SETTINGS, calm=SETTINGS.calm * 2)) == version_of(SETTINGS), (
        "it is about ladders and terms"
    )


def test_a_version_reads_back_as_it_was() -> None:
    back = by_version(OTHER, version_of(SETTINGS).body)
    assert (back.ladders, back.terms, back.silence) == (DEFAULT_LADDERS, DEFAULT_TERMS, DEFAULT_SILENCE)


def test_a_clock_that_did_not_exist_then_has_the_rules_of_now() -> None:
    older = replace(SETTINGS, ladders={FINISH: SETTINGS.ladders[FINISH]}, terms={FINISH: SETTINGS.terms[FINISH]})
    back = by_version(OTHER, version_of(older).body)
    assert back.ladders[FINISH] == SETTINGS.ladders[FINISH]
    assert back.terms[CommitmentKind.ACCEPT] == OTHER.terms[CommitmentKind.ACCEPT]


@pytest.mark.parametrize("steps_", [row for rows in DEFAULT_LADDERS.values() for row in rows.values()])
def test_a_step_is_written_as_it_is_read(steps_: tuple[Step, ...]) -> None:
    assert tuple(Step.parse(str(step)) for step in steps_) == steps_


def test_a_task_of_an_earlier_release_follows_the_settings_of_now() -> None:
    assert rules_of(a_task(), OTHER, lambda _: None) is OTHER


def test_tasks_keep_the_ladder_of_their_giving_and_the_next_one_has_the_new(desk: Desk) -> None:
    first, second = given_by(desk, SETTINGS), given_by(desk, OTHER)
    assert steps(desk, first) == WHOLE
    assert steps(desk, second) == {"0", "+1h"}

    def planned_anew(unit: Unit) -> None:
        changed = Unit(unit.store, unit.now, OTHER, CALENDAR)
        for number in (first, second):
            task = unit.store.tasks.get(number)
            assert task is not None
            changed.plan(task)

    desk.do(planned_anew)
    assert steps(desk, first) == WHOLE
    assert steps(desk, second) == {"0", "+1h"}


def test_a_version_is_kept_once_however_many_tasks_have_it(desk: Desk) -> None:
    for _ in range(3):
        given_by(desk, SETTINGS)
    given_by(desk, OTHER)
    assert {desk.task(n).ladder for n in (1, 2, 3)} == {version_of(SETTINGS).hash}
    assert desk.db.read_now(lambda s: s.ladders.get(version_of(OTHER).hash)) == version_of(OTHER).body
    assert desk.db.read_now(lambda s: s.ladders.get("nothing")) is None


def moments(settings: Settings, priority: Priority, kind: CommitmentKind) -> list[datetime]:
    """When a clock that began on Monday rings, by its ladder; the finish clock is due on Friday for all."""
    due = FRIDAY if kind is FINISH else settings.terms[kind][priority].after(MONDAY, CALENDAR)
    return [step.at.after(due, CALENDAR) for step in settings.ladders[kind][priority]]


@pytest.mark.parametrize("kind", TERMED)
def test_the_more_urgent_a_matter_the_sooner_everybody_hears(kind: CommitmentKind) -> None:
    last = [max(moments(SETTINGS, priority, kind)) for priority in Priority]
    first_after = [
        min(m for m, s in zip(moments(SETTINGS, p, kind), SETTINGS.ladders[kind][p], strict=True) if s.at.amount > 0)
        for p in Priority
    ]
    assert last == sorted(last, reverse=True)
    assert first_after == sorted(first_after, reverse=True)
    assert [p.breaks_quiet for p in Priority] == [False, False, True, True]


def test_a_step_more_is_a_line_of_the_configuration_and_nothing_else() -> None:
    row = {**SETTINGS.ladders[FINISH], Priority.NORMAL: ladder("-5wd lead", "0 lead", "+6wd leader group every 2wd")}
    longer = replace(SETTINGS, ladders={**SETTINGS.ladders, FINISH: row})
    rings = timers(a_task(due_at=FRIDAY + (FRIDAY - MONDAY) * 3), longer, CALENDAR)
    found = [r.step for r in rings if isinstance(r, ClockRing) and r.clock is FINISH]
    assert found == ["-5wd", "0", "+6wd"]


def test_another_priority_takes_the_other_row_of_the_same_version(desk: Desk) -> None:
    number = given_by(desk, OTHER)
    desk.do(lambda u: perform(u, desk.who(LEADER), number, Action.CHANGE_PRIORITY, Given(priority=Priority.ELEVATED)))
    [accept] = [c for c in desk.task(number).commitments if c.running and c.kind is CommitmentKind.ACCEPT]
    assert accept.due_at == local(23, 10, 30), (
        "an hour, as the office had it then, and not the two working hours of now"
    )
