"""A button cannot exist for a move the rules refuse: the card's buttons over status × requests × time × reader."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from bot.callback import LIMIT, unpack
from bot.office import Office
from bot.views.cards import buttons
from bot.views.eye import Eye
from bot.views.rendered import STYLES
from domain.errors import Refusal
from domain.facts.base import FACTS
from domain.model.languages import LANGUAGES
from domain.model.tasks import Assignment, Kind, Part, Relation, Status, Task
from domain.model.value import replace
from domain.ports.store import Store
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.lifecycle import BY_ACTION, BY_FACT, VERBS, Action, allowed, kinds_of
from domain.rules.moves import Tone
from domain.rules.offers import Reader, keyboard
from domain.usecases.access import relations
from tests.bot.conftest import Staff
from tests.domain.deciding import by_action
from tests.domain.office import (
    ASSIGNER,
    CALENDAR,
    CO,
    FRIDAY,
    LEAD,
    MONDAY,
    PEOPLE,
    SETTINGS,
    a_dispute,
    a_task,
    asks_time,
    asks_transfer,
)

# Not on the card: a comment is a reply to it; what cannot be undone, and what is nothing but words, is typed.
BESIDE = {Action.HAND_OVER}  # stands under a reminder, where the lead seems to be away
TYPED = {
    *BESIDE, Action.COMMENT, Action.CANCEL, Action.CHANGE_TITLE, Action.CHANGE_STANDARD, Action.CHANGE_ORIGIN,
    Action.APPEAL, Action.WAIVE, Action.UPHOLD, Action.SLIP,
}  # fmt: skip
TYPED |= {Action.CHASE, Action.CONCEAL, Action.REVEAL}  # with what was said, or seldom
TYPED |= {Action.ADD_CO, Action.ADD_WATCHER, Action.DROP, Action.REPLACE}  # with the names
TYPED |= {Action.PUT_UNDER, Action.TAKE_OUT, Action.MAKE_WAIT, Action.DROP_WAIT}  # with the number
TYPED |= {Action.TAG, Action.UNTAG}  # with the word
TYPED |= {Action.SET_MILESTONES, Action.DROP_MILESTONES}  # on a board of their own, where there are some
TYPED |= {Action.MINUTE}  # at a meeting, from the list of its matters
PENDING = ((), (asks_time(),), (asks_transfer(),), (asks_time(), asks_transfer(number=2)))
PENDING = (*PENDING, (a_dispute(a_task(), LEAD),), (a_dispute(a_task(), LEAD, put_at=MONDAY),))
MOMENTS = (MONDAY, FRIDAY, FRIDAY + timedelta(days=2))
TAKEN_ON = (PEOPLE, tuple(replace(p, accepted_at=MONDAY) if p.part is Part.CO else p for p in PEOPLE))


@dataclass(frozen=True)
class Case:
    """One task as one reader sees it."""

    task: Task
    now: datetime
    reader: int | None  # None: the group

    def __str__(self) -> str:
        return f"{self.task.status} {[r.kind.value for r in self.task.requests]} {self.now} reader {self.reader}"


def cases(staff: Staff) -> Iterator[Case]:
    """The full product."""
    for status, requests, people in itertools.product(Status, PENDING, TAKEN_ON):
        if status not in (Status.ASSIGNED, Status.ACTIVE) and requests:
            continue  # what was asked does not outlive the work; see test_decisions
        task = a_task(status, requests=requests, people=people, team_id=staff.team.id)
        for now, reader in itertools.product(MOMENTS, (None, *staff.members)):
            yield Case(task, now, reader)


def eye_of(office: Office, store: Store, staff: Staff, case: Case) -> Eye:
    """The reader's eye, at that moment."""
    member = staff.members[case.reader] if case.reader else None
    return replace(office.eye_for(store, member, None if member else staff.team), now=case.now)


def offered(eye: Eye, task: Task) -> list[Action]:
    """The actions that have a button; the five of the stars are one."""
    found = [unpack(b.data or "") for row in buttons(eye, task) for b in row]
    stars = [data[3] for data in found if data[1] == Action.RATE]
    assert stars in ([], ["1", "2", "3", "4", "5"])
    return [Action(data[1]) for data in found if data[1] != Action.RATE or data[3] == "1"]


def test_the_card_offers_exactly_what_the_rules_allow_but_for_what_is_typed(office: Office, staff: Staff) -> None:
    def look(store: Store) -> int:
        seen = 0
        for case in cases(staff):
            eye = eye_of(office, store, staff, case)
            mine = eye.relations(case.task)
            wanted = {a for a in Action if allowed(case.task, a, mine)} - TYPED
            if case.task.status is not Status.DECLINED:
                wanted.discard(Action.REASSIGN)  # while it is under way a transfer is asked for, or it is cancelled
            wanted.discard(Action.TAKE_BACK)  # nothing was decided within the last minute
            wanted -= of_no_use(case)
            if case.task.overdue(case.now):
                wanted.discard(Action.ASK_TIME)  # more time is asked for before the deadline
            found = offered(eye, case.task)
            assert set(found) == wanted - accepted_already(case), str(case)
            assert len(found) == len(set(found))
            seen += 1
        return seen

    assert office.db.read_now(look) > 700  # type: ignore[attr-defined]


def of_no_use(case: Case) -> set[Action]:
    """Evidence is asked of somebody else and waived where it was asked; what rests is paused already, or not urgent."""
    found = {Action.NEED_EVIDENCE if case.task.evidence else Action.WAIVE_EVIDENCE}
    found |= {Action.NEED_EVIDENCE} if case.reader == case.task.lead_id else set()
    found |= {Action.REOPEN, Action.BREAK_DOWN} if case.reader is None else set()
    found |= {Action.REACH}  # it has no milestones
    found |= {Action.RETURN_PART, Action.ALL_MUST, Action.ANY_ONE}  # nothing is in yet, and one is no choice
    found |= {Action.DISAGREE} if case.reader in (None, ASSIGNER) else set()  # no matter for a group
    found |= {Action.SAY_SIDE} if case.reader != LEAD else set()  # who disagreed has spoken
    found |= {Action.CHANGE_PERIODIC} if case.task.is_own or case.now >= case.task.due_at else set()
    return found | (set() if case.task.status.is_worked_on else {Action.PAUSE, Action.CHANGE_PRIORITY})


def accepted_already(case: Case) -> set[Action]:
    """The rules know a co-assignee only as such; whether they accepted their part stands in the task."""
    theirs = [p for p in case.task.people if p.member_id == case.reader and p.part is Part.CO and p.accepted_at]
    return {Action.ACCEPT} if theirs else set()


def test_nobody_is_refused_what_a_button_offered_them(office: Office, staff: Staff) -> None:
    def press(store: Store) -> None:
        for case in cases(staff):
            if case.reader is None:
                continue
            eye = eye_of(office, store, staff, case)
            who = store.members.with_roles(staff.members[case.reader])
            at = Circumstances(case.reader, relations(who, case.task), case.now, SETTINGS, CALENDAR)
            for action in offered(eye, case.task):
                try:
                    by_action(action, case.task, at)
                except Refusal as refusal:
                    pytest.fail(f"{action} is offered and refused ({refusal.name}): {case}")

    office.db.read_now(press)  # type: ignore[attr-defined]


def test_a_co_assignee_who_accepted_their_part_is_not_offered_to_accept_it_again(office: Office, staff: Staff) -> None:
    def look(store: Store) -> list[list[Action]]:
        eye = office.eye_for(store, staff.members[CO])
        return [offered(eye, a_task(people=people, team_id=staff.team.id)) for people in TAKEN_ON]

    before, after = office.db.read_now(look)  # type: ignore[attr-defined]
    assert before == [Action.ACCEPT, Action.REPORT, Action.HAND_IN, Action.DISAGREE]
    assert after == [Action.REPORT, Action.HAND_IN, Action.DISAGREE]


def test_a_stranger_to_the_task_has_no_button(office: Office, staff: Staff) -> None:
    outsider = replace(staff.members[8], id=999)

    def look(store: Store) -> None:
        for case in cases(staff):
            eye = replace(office.eye_for(store, outsider), now=case.now)
            assert buttons(eye, case.task) == ()

    office.db.read_now(look)  # type: ignore[attr-defined]


def test_a_groups_card_serves_the_lead_and_the_assigner_once_there_is_a_result(office: Office, staff: Staff) -> None:
    def look(store: Store) -> None:
        eye = office.eye_for(store, None, staff.team)
        assert offered(eye, a_task(Status.ACTIVE)) == [
            Action.REPORT, Action.SUBMIT, Action.ASK_TIME, Action.ASK_TRANSFER, Action.SHARE,
        ]  # fmt: skip
        assert offered(eye, a_task(Status.SUBMITTED)) == [Action.APPROVE, Action.RETURN]
        assert offered(eye, a_task(Status.DONE)) == [Action.RATE], "stars come after the approval, where it was given"
        assert offered(eye, replace(a_task(Status.DONE), rating=3)) == []

    office.db.read_now(look)  # type: ignore[attr-defined]


def test_every_action_has_its_place_on_the_card_or_is_typed() -> None:
    laid_out = [v for v in VERBS if v.line is not None]
    of_tasks = {a for a in Action if Kind.TASK in kinds_of(a)}
    assert {v.action for v in laid_out} & of_tasks == of_tasks - TYPED
    assert set(STYLES) == {v.tone for v in laid_out} - {Tone.PLAIN}
    assert set(STYLES.values()) <= {"primary", "success", "danger"}


def test_no_line_has_more_than_two_buttons_beside_the_stars() -> None:
    for status, side in itertools.product(Status, Relation):
        lines = keyboard(a_task(status), Reader(99, frozenset({side}), MONDAY))
        assert all(len(line) <= 2 for line in lines), (status, side)


def test_news_carry_buttons_of_facts_that_exist() -> None:
    assert set(BY_FACT) <= set(FACTS)
    assert all(v.line is not None for verb in VERBS for v in (BY_ACTION[a] for a in verb.calls))


def test_a_card_can_be_narrowed_to_some_actions(office: Office, staff: Staff) -> None:
    def look(store: Store) -> None:
        eye = office.eye_for(store, staff.members[LEAD])
        rows = buttons(eye, a_task(Status.ACTIVE, team_id=staff.team.id), frozenset({Action.REPORT, Action.APPROVE}))
        assert [[unpack(b.data or "")[1] for b in row] for row in rows] == [["report"]]

    office.db.read_now(look)  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_speak_the_readers_language_and_carry_the_biggest_number(
    office: Office, staff: Staff, language: str
) -> None:
    def look(store: Store) -> None:
        for status, requests in itertools.product((Status.ASSIGNED, Status.ACTIVE), PENDING):
            task = a_task(status, id=2**52, requests=requests, people=(Assignment(LEAD, Part.LEAD),))
            for reader in staff.members.values():
                eye = office.eye_for(store, replace(reader, language=language))
                for button in (b for row in buttons(eye, task) for b in row):
                    assert button.text == eye.t(f"button-{unpack(button.data or '')[1]}")
                    assert len((button.data or "").encode()) <= LIMIT
                    assert unpack(button.data or "")[2] == str(2**52)

    office.db.read_now(look)  # type: ignore[attr-defined]


def test_a_co_assignee_reports_and_hands_in_their_part_but_never_the_result(office: Office, staff: Staff) -> None:
    def look(store: Store) -> None:
        eye = office.eye_for(store, staff.members[CO])
        assert offered(eye, a_task(Status.ACTIVE, team_id=staff.team.id)) == [
            Action.ACCEPT, Action.REPORT, Action.HAND_IN, Action.DISAGREE,
        ]  # fmt: skip

    office.db.read_now(look)  # type: ignore[attr-defined]
