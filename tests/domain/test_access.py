"""The one door to a task: what a person is to it, and that absent and not theirs are the same answer."""

from __future__ import annotations

import itertools

import pytest

from domain.errors import Refusal
from domain.model.people import Role, Team, TeamStatus
from domain.model.tasks import Assignment, Part, Relation
from domain.usecases.access import actor, fetch, relations, require_manager, visible
from tests.domain.conftest import Desk
from tests.domain.office import ASSIGNER, CO, COLLEAGUE, LEAD, LEADER, NEXT, OWNER, SUPERVISOR, WATCHER

EVERYWHERE = {
    ASSIGNER: {Relation.ASSIGNER}, LEAD: {Relation.LEAD}, CO: {Relation.CO}, WATCHER: {Relation.WATCHER},
    SUPERVISOR: {Relation.SUPERVISOR}, LEADER: {Relation.LEADER}, OWNER: {Relation.OWNER}, COLLEAGUE: set(),
}  # fmt: skip


def refusal(work: object) -> Refusal:
    """What is refused."""
    with pytest.raises(Refusal) as caught:
        work()  # type: ignore[operator]
    return caught.value


def stranger(desk: Desk, number: int = COLLEAGUE) -> None:
    """Take somebody out of the team."""
    desk.db.write_now(lambda s: s.members.leave(desk.team.id, number))


def test_everybody_is_to_a_task_what_their_part_and_their_roles_make_them(desk: Desk) -> None:
    task = desk.give()
    for number, wanted in EVERYWHERE.items():
        assert relations(desk.who(number), task) == wanted | {Relation.COLLEAGUE}


def test_outside_the_team_a_part_and_an_office_wide_role_still_count_and_a_role_of_another_team_does_not(
    desk: Desk,
) -> None:
    task = desk.give()
    other = desk.db.write_now(lambda s: s.teams.add(Team(0, -5, "财务部", TeamStatus.APPROVED)))
    for number in EVERYWHERE:
        stranger(desk, number)
        desk.db.write_now(lambda s, n=number: s.members.join(other.id, n, Role.LEADER))
    for number, wanted in EVERYWHERE.items():
        assert relations(desk.who(number), task) == wanted


def test_a_role_held_in_the_team_counts_for_its_tasks(desk: Desk) -> None:
    desk.db.write_now(lambda s: s.members.join(desk.team.id, COLLEAGUE, Role.SUPERVISOR))
    assert Relation.SUPERVISOR in relations(desk.who(COLLEAGUE), desk.give())
    assert Relation.SUPERVISOR not in relations(desk.who(COLLEAGUE), desk.give(team_id=None))


@pytest.mark.parametrize(("person", "part"), list(itertools.product((SUPERVISOR, LEADER), (Part.LEAD, Part.CO))))
def test_who_carries_a_task_out_does_not_judge_it_by_rank(desk: Desk, person: int, part: Part) -> None:
    lead = (Assignment(LEAD, Part.LEAD),) if part is Part.CO else ()
    task = desk.give(people=(*lead, Assignment(person, part)))
    assert relations(desk.who(person), task) == {Relation(part.value), Relation.COLLEAGUE}


def test_who_gave_it_to_nobody_but_themselves_answers_to_themselves(desk: Desk) -> None:
    task = desk.give(people=(Assignment(ASSIGNER, Part.LEAD),))
    assert relations(desk.who(ASSIGNER), task) == {Relation.SELF}


def test_who_leads_what_they_gave_to_others_too_is_both(desk: Desk) -> None:
    task = desk.give(people=(Assignment(ASSIGNER, Part.LEAD), Assignment(CO, Part.CO)))
    assert relations(desk.who(ASSIGNER), task) >= {Relation.LEAD, Relation.ASSIGNER}


def test_absent_and_not_yours_are_the_same_answer(desk: Desk) -> None:
    stranger(desk)
    hidden, absent = desk.give().id, 77
    answers = [
        refusal(lambda n=number: desk.do(lambda u: visible(u, desk.who(COLLEAGUE), n))) for number in (hidden, absent)
    ]
    assert [a.name for a in answers] == ["not-found", "not-found"]
    assert [a.fields for a in answers] == [{"number": "1"}, {"number": "77"}]
    assert desk.do(lambda u: visible(u, desk.who(LEAD), hidden)).id == hidden


@pytest.mark.parametrize("number", [0, -1, 2**52, 2**63, 2**200])
def test_a_number_that_no_task_can_have_is_not_found(desk: Desk, number: int) -> None:
    assert refusal(lambda: desk.do(lambda u: visible(u, desk.who(OWNER), number))).name == "not-found"


def test_a_task_without_a_team_is_seen_by_its_people_and_by_office_wide_roles(desk: Desk) -> None:
    task = desk.give(team_id=None)
    seen = {n for n in range(1, 10) if relations(desk.who(n), task)}
    assert seen == {ASSIGNER, LEAD, CO, WATCHER, SUPERVISOR, LEADER, OWNER}


def test_a_stranger_and_somebody_who_is_gone_are_refused_in_the_same_words(desk: Desk) -> None:
    desk.save(NEXT, active=False)
    for telegram_id in (5, 1000 + NEXT):
        assert refusal(lambda t=telegram_id: desk.do(lambda u: actor(u, t))).name == "stranger"
    assert desk.do(lambda u: actor(u, 1000 + LEAD)).member.id == LEAD


def test_a_decision_is_given_the_persons_relations_as_they_are_now(desk: Desk) -> None:
    desk.give()
    _, at = desk.do(lambda u: fetch(u, desk.who(SUPERVISOR), 1))
    assert (at.actor_id, at.now, Relation.SUPERVISOR in at.relations) == (SUPERVISOR, desk.now, True)
    desk.save(SUPERVISOR, role=Role.STAFF)
    _, at = desk.do(lambda u: fetch(u, desk.who(SUPERVISOR), 1))
    assert at.relations == {Relation.COLLEAGUE}


def test_owners_leaders_and_supervisors_run_a_team_and_others_do_not(desk: Desk) -> None:
    for number in (OWNER, LEADER, SUPERVISOR):
        require_manager(desk.who(number), desk.team.id)
        require_manager(desk.who(number), None)
    for number in (ASSIGNER, LEAD, COLLEAGUE):
        assert refusal(lambda n=number: require_manager(desk.who(n), desk.team.id)).name == "managers-only"
    desk.db.write_now(lambda s: s.members.join(desk.team.id, LEAD, Role.LEADER))
    require_manager(desk.who(LEAD), desk.team.id)
    assert refusal(lambda: require_manager(desk.who(LEAD), None)).name == "managers-in-group"
    assert refusal(lambda: require_manager(desk.who(COLLEAGUE), None)).name == "managers-only"
