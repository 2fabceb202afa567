"""Members, teams, memberships and invites, as the use cases ask for them."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from domain.model.people import Invite, Member, Role, Team, TeamStatus
from domain.model.value import replace
from domain.ports.store import Store
from storage.unit import Database
from tests.domain.office import MONDAY
from tests.storage.conftest import GROUP, People, enrol

BIGGEST = 2**52


# -- members ---------------------------------------------------------------------------------------------------------


def test_a_member_comes_back_as_stored_by_id_by_telegram_id_and_by_username(db: Database) -> None:
    whole = Member(
        0, BIGGEST, "李 <b>明</b> & 👩‍💻", "Li_Ming", Role.SUPERVISOR, "en", "zh-Hant", reachable=True, active=True
    )
    made = db.write_now(lambda s: s.members.add(whole))
    assert made == replace(whole, id=made.id)
    found = db.read_now(
        lambda s: [s.members.get(made.id), s.members.by_telegram(BIGGEST), s.members.by_username("@li_MING")]
    )
    assert found == [made, made, made]


def test_nobody_is_found_where_nobody_is(db: Database, people: People) -> None:
    assert db.read_now(lambda s: s.members.get(999)) is None
    assert db.read_now(lambda s: s.members.by_telegram(999)) is None
    assert db.read_now(lambda s: s.members.by_username("nobody")) is None


def test_a_telegram_user_is_one_member(db: Database, people: People) -> None:
    with pytest.raises(IntegrityError):
        db.write_now(lambda s: s.members.add(Member(0, people.li.telegram_id, "李明二号")))


def test_a_username_taken_over_by_somebody_else_leads_to_its_new_holder_only(db: Database, people: People) -> None:
    db.write_now(lambda s: s.members.save(replace(people.zhao, username="LI")))
    assert db.read_now(lambda s: s.members.by_username("li")).id == people.zhao.id  # type: ignore[union-attr]
    assert db.read_now(lambda s: s.members.get(people.li.id)).username is None  # type: ignore[union-attr]


def test_saving_a_member_keeps_their_own_username(db: Database, people: People) -> None:
    db.write_now(lambda s: s.members.save(replace(people.li, name="李明明")))
    assert db.read_now(lambda s: s.members.by_username("li")) == replace(people.li, name="李明明")


def test_who_is_not_active_is_in_no_list_but_still_known_by_id_and_by_username(db: Database, people: People) -> None:
    gone = replace(people.li, active=False)
    db.write_now(lambda s: s.members.save(gone))
    assert db.read_now(lambda s: s.members.by_username("li")) == gone
    assert [m.id for m in db.read_now(lambda s: s.members.all_active())] == [people.wang.id, people.zhao.id]
    assert [m.id for m, _ in db.read_now(lambda s: s.members.of_team(people.team.id))] == [
        people.wang.id, people.zhao.id,
    ]  # fmt: skip
    assert db.read_now(lambda s: s.members.holding(Role.STAFF, people.team.id)) == [people.wang, people.zhao]
    assert db.read_now(lambda s: s.members.get(people.li.id)) == gone
    assert db.read_now(lambda s: s.members.by_telegram(people.li.telegram_id)) == gone


# -- memberships -----------------------------------------------------------------------------------------------------


def test_joining_says_whether_anything_changed(db: Database, people: People) -> None:
    def join(role: Role) -> bool:
        return db.write_now(lambda s: s.members.join(people.team.id, people.li.id, role))

    assert [join(Role.STAFF), join(Role.SUPERVISOR), join(Role.SUPERVISOR)] == [False, True, False]
    held = db.read_now(lambda s: s.members.with_roles(people.li))
    assert held.teams == {people.team.id: Role.SUPERVISOR}
    assert db.read_now(lambda s: s.members.of_team(people.team.id))[1] == (people.li, Role.SUPERVISOR)


def test_leaving_says_whether_anybody_left(db: Database, people: People) -> None:
    assert db.write_now(lambda s: s.members.leave(people.team.id, people.li.id))
    assert not db.write_now(lambda s: s.members.leave(people.team.id, people.li.id))
    assert db.read_now(lambda s: s.members.with_roles(people.li)).teams == {}


def test_a_role_is_held_in_the_office_or_in_that_team_and_not_in_another(db: Database, people: People) -> None:
    other = db.write_now(lambda s: s.teams.add(Team(0, GROUP - 1, "财务部", TeamStatus.APPROVED)))
    db.write_now(lambda s: s.members.join(other.id, people.zhao.id, Role.LEADER))
    assert db.read_now(lambda s: s.members.holding(Role.LEADER, other.id)) == [people.wang, people.zhao]
    assert db.read_now(lambda s: s.members.holding(Role.LEADER, people.team.id)) == [people.wang]
    assert db.read_now(lambda s: s.members.holding(Role.LEADER, None)) == [people.wang]


def test_a_membership_needs_a_team_and_a_member(db: Database, people: People) -> None:
    with pytest.raises(IntegrityError):
        db.write_now(lambda s: s.members.join(999, people.li.id, Role.STAFF))
    with pytest.raises(IntegrityError):
        db.write_now(lambda s: s.members.join(people.team.id, 999, Role.STAFF))


# -- teams -----------------------------------------------------------------------------------------------------------


def test_a_team_comes_back_as_stored_by_id_and_by_chat(db: Database) -> None:
    whole = Team(
        0,
        -BIGGEST,
        "综合部 & <i>",
        TeamStatus.PENDING,
        "zh-Hant",
        7,
        "08:15",
        digest_on=False,
        added_by_telegram_id=BIGGEST,
    )
    made = db.write_now(lambda s: s.teams.add(whole))
    assert made == replace(whole, id=made.id)
    assert db.read_now(lambda s: [s.teams.get(made.id), s.teams.by_chat(-BIGGEST)]) == [made, made]
    assert db.read_now(lambda s: [s.teams.get(999), s.teams.by_chat(999)]) == [None, None]


def test_teams_are_listed_by_status(db: Database, people: People) -> None:
    db.write_now(lambda s: s.teams.save(replace(people.team, status=TeamStatus.ARCHIVED)))
    assert db.read_now(lambda s: s.teams.with_status(TeamStatus.APPROVED)) == []
    assert [t.id for t in db.read_now(lambda s: s.teams.with_status(TeamStatus.ARCHIVED))] == [people.team.id]


def test_a_group_that_became_a_supergroup_is_the_same_team(db: Database, people: People) -> None:
    db.write_now(lambda s: s.teams.move_chat(GROUP, -100_999))
    assert db.read_now(lambda s: s.teams.by_chat(GROUP)) is None
    assert db.read_now(lambda s: s.teams.by_chat(-100_999)).id == people.team.id  # type: ignore[union-attr]


def test_one_chat_is_one_team(db: Database, people: People) -> None:
    with pytest.raises(IntegrityError):
        db.write_now(lambda s: s.teams.add(Team(0, GROUP, "又一个", TeamStatus.PENDING)))


# -- invites ---------------------------------------------------------------------------------------------------------


def test_an_invite_is_found_by_its_hash_and_used_until_none_is_left(db: Database, people: People) -> None:
    until = (MONDAY + timedelta(days=7)).astimezone(UTC)
    invite = Invite("a" * 64, Role.STAFF, until, 2, people.team.id, people.wang.id)
    db.write_now(lambda s: s.invites.add(invite))
    assert db.read_now(lambda s: s.invites.find("a" * 64)) == invite
    assert db.read_now(lambda s: s.invites.find("b" * 64)) is None
    assert [db.write_now(lambda s: s.invites.use("a" * 64)) for _ in range(3)] == [True, True, False]
    assert db.read_now(lambda s: s.invites.find("a" * 64)) == replace(invite, uses_left=0)
    assert not db.write_now(lambda s: s.invites.use("b" * 64))


def test_people_keep_the_order_in_which_they_came(db: Database, people: People) -> None:
    later = db.write_now(lambda s: enrol(s, 5, "早来的小号码"))
    assert db.read_now(lambda s: s.members.all_active()) == [people.wang, people.li, people.zhao, later]


def test_namesakes_are_told_apart_however_their_names_are_decorated(db: Database, people: People) -> None:
    twin = db.write_now(lambda s: enrol(s, 4001, f"🌟{people.li.name} ", "li_too"))
    gone = db.write_now(lambda s: enrol(s, 4002, people.li.name, "li_gone", active=False))
    assert db.read_now(lambda s: s.members.namesakes(people.li)) == [twin]
    assert db.read_now(lambda s: s.members.namesakes(twin)) == [people.li]
    assert db.read_now(lambda s: s.members.namesakes(gone)) == [people.li, twin]
    assert db.read_now(lambda s: s.members.namesakes(people.zhao)) == []


def test_everybody_can_be_reached_until_somebody_active_cannot(db: Database, people: People) -> None:
    def reached(store: Store) -> bool:
        return store.members.all_reachable()

    for one in (people.wang, people.li, people.zhao):
        db.write_now(lambda s, m=one: s.members.save(replace(m, reachable=True)))  # type: ignore[misc]
    assert db.read_now(reached)
    db.write_now(lambda s: s.members.save(replace(people.li, reachable=False)))
    assert not db.read_now(reached)
    db.write_now(lambda s: s.members.save(replace(people.li, reachable=False, active=False)))
    assert db.read_now(reached)
