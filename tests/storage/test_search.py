"""The index of words and what is found by it: however short, in either script, and nothing that is not the searcher's."""

from __future__ import annotations

import itertools
from contextlib import suppress
from datetime import timedelta

import pytest

from domain.facts.chases import Chased
from domain.facts.clocks import Undelivered
from domain.facts.milestones import MilestonesSet
from domain.facts.raised import Answered
from domain.facts.tasks import Reported, TitleChanged
from domain.model.people import NOBODY, Role
from domain.model.post import Post, PostKind
from domain.model.search import Asked, Moment, Sought, Stand, Word
from domain.model.tasks import Assignment, Attachment, Kind, Part, Request, RequestKind, Status, Task
from domain.model.value import replace
from domain.ports.store import ReadStore, Store
from domain.usecases.access import sides
from domain.usecases.sight import Sight, sought
from storage import search
from storage.schema import migrate
from storage.unit import Database
from tests.domain.office import CALENDAR, FRIDAY, MONDAY
from tests.storage.conftest import GROUP, People, Raw, enrol
from tests.storage.test_plans import faults, plan


def found(db: Database, *words: str, **fields: object) -> list[int]:
    """The numbers that whoever sees everything finds."""
    which = sought(Asked(words, **fields), Sight(team_id=None), MONDAY, CALENDAR.zone)  # type: ignore[arg-type]
    which = replace(which, team_id=None, secret_to=None)

    def look(store: ReadStore) -> list[int]:
        ids = [task.id for task in store.searches.page(which, 50)]
        assert store.searches.count(which) == len(ids)
        return ids

    return db.read_now(look)


def given(db: Database, people: People, **fields: object) -> Task:
    return db.write_now(lambda s: s.tasks.add(people.task(**fields)))


@pytest.mark.parametrize("word", ["三季度", "报告", "告", "報告", "三季度報告", "提交三季度报告", "季度"])
def test_a_word_is_found_however_short_and_in_either_script(db: Database, people: People, word: str) -> None:
    task = given(db, people)
    assert found(db, word) == [task.id]
    assert found(db, word, "没有") == []


def test_a_traditional_title_is_found_in_simplified_signs(db: Database, people: People) -> None:
    task = given(db, people, title="核對預算執行報告")
    assert found(db, "预算") == found(db, "预算执行") == found(db, "報告") == [task.id]


def test_latin_words_are_found_without_case_and_in_the_plural(db: Database, people: People) -> None:
    task = given(db, people, title="Send the Quarterly Report to Bob")
    assert found(db, "quarterly", "REPORTS") == found(db, "to") == found(db, "Bo") == [task.id]


def test_whatever_was_said_of_a_matter_finds_it(db: Database, people: People) -> None:
    task = given(db, people, content="正文另附表格", standard="盖章两份", tags=("预算",), origin_ref="会议2026-12",
                 attachments=(Attachment("document", "f", "花名册.xlsx"),))  # fmt: skip

    def say(store: Store) -> None:
        for fact in (
            Reported("财务处还没回复", 60, False, ({"kind": "photo", "file_id": "x", "name": "截图一"},)),
            Chased("phone", "答应明天交"),
            TitleChanged("原来的题目", "x"),
            MilestonesSet(({"number": "1", "title": "初稿送审", "due": ""},)),
        ):
            store.history.append(task.id, fact, people.li.id, MONDAY)

    db.write_now(say)
    for word in (
        "另附",
        "盖章两份",
        "#预算",
        "会议2026",
        "花名册",
        "财务处",
        "回复",
        "截图",
        "答应明天",
        "原来的题目",
        "初稿送审",
    ):
        assert found(db, word) == [task.id], word


def test_a_changed_title_is_found_and_the_old_one_not_by_the_matter_itself(db: Database, people: People) -> None:
    task = given(db, people)
    changed = replace(task, title="核对台账")
    db.write_now(lambda s: s.tasks.save(changed))
    assert (found(db, "台账"), found(db, "季度")) == ([task.id], [])
    db.write_now(lambda s: s.tasks.save(replace(s.tasks.get(task.id), title="提交三季度报告")))  # type: ignore[type-var]
    assert (found(db, "台账"), found(db, "季度")) == ([], [task.id])


def test_what_is_undone_leaves_no_words_behind(db: Database, people: People) -> None:
    def work(store: Store) -> None:
        with suppress(KeyError), store.part():
            store.tasks.add(people.task(title="不该有的"))
            raise KeyError

    db.write_now(work)
    assert found(db, "不该有的") == found(db, "不该") == []


def test_the_index_of_an_office_that_is_brought_up_is_the_one_that_was_written(
    db: Database, people: People, raw: Raw
) -> None:
    task = given(db, people, content="全文", attachments=(Attachment("document", "f", "附表"),))
    lift = given(db, people, title="电梯坏了，请打13800001111", kind=Kind.RAISED)
    db.write_now(lambda s: s.history.append(task.id, Reported("财务处", 10, False, ()), people.li.id, MONDAY))
    db.write_now(lambda s: s.history.append(task.id, Undelivered("看不见的", "group", people.li.id), None, MONDAY))
    db.write_now(lambda s: s.history.append(lift.id, Answered("已修，电话13800001111"), people.li.id, MONDAY))
    before = raw.rows("SELECT term, doc, offset FROM search_terms ORDER BY 1, 2, 3")
    assert found(db, "138") == found(db, "看不见") == []
    migrate(db, "0024")
    migrate(db)
    assert raw.rows("SELECT term, doc, offset FROM search_terms ORDER BY 1, 2, 3") == before


STATES = {
    Status.ASSIGNED: {Stand.OPEN, Stand.UNACCEPTED}, Status.ACTIVE: {Stand.OPEN, Stand.ACTIVE},
    Status.SUBMITTED: {Stand.OPEN, Stand.REVIEW}, Status.PAUSED: {Stand.OPEN, Stand.PAUSED},
    Status.DECLINED: {Stand.OPEN, Stand.DECLINED}, Status.DONE: {Stand.DONE}, Status.CANCELLED: {Stand.CANCELLED},
}  # fmt: skip


def test_every_state_finds_its_own(db: Database, people: People) -> None:
    made = {status: given(db, people, status=status).id for status in STATES}
    for stand in set(Stand) - {Stand.OVERDUE, Stand.WAITING}:
        assert set(found(db, stand=stand)) == {made[s] for s, stands in STATES.items() if stand in stands}, stand
    late = given(db, people, due_at=MONDAY - timedelta(days=1))
    assert found(db, stand=Stand.OVERDUE) == [late.id]


def test_a_period_is_about_the_moment_that_was_asked_for(db: Database, people: People) -> None:
    old = given(db, people, created_at=MONDAY - timedelta(days=40), due_at=FRIDAY)
    done = given(
        db, people, status=Status.DONE, closed_at=MONDAY - timedelta(days=30), due_at=MONDAY - timedelta(days=80)
    )
    assert found(db, period="2026-10", moment=Moment.GIVEN) == [old.id]
    assert found(db, period="2026-10", moment=Moment.DONE) == [done.id]
    assert found(db, period="2026-10") == [old.id, done.id]
    assert old.id in found(db, period="2026-11", moment=Moment.DUE)


def test_what_was_asked_for_by_its_number_stands_first(db: Database, people: People) -> None:
    first, second = given(db, people, title="第2号材料", due_at=MONDAY), given(db, people)
    assert (first.id, second.id) == (1, 2)
    assert found(db, "2") == [2, 1]
    assert found(db, numbers=(2,)) == [2]


@pytest.mark.parametrize(
    "word", ["%", "_", '"', "*", "AND", "said:x", "a\x00b", "\ud800", "NEAR(", "-x", "^a", "{}", "👍", "（", "'"]
)
def test_no_sign_means_anything_to_the_database(db: Database, people: People, word: str) -> None:
    given(db, people)
    assert found(db, word) == found(db, word * 3) == []


# -- rights ------------------------------------------------------------------------------------------------------------


def matters(store: Store, people: People, other_team: int) -> None:
    """One of every kind and circumstance in which rights differ."""
    wang, li, zhao, zhou = people.wang.id, people.li.id, people.zhao.id, 4
    cast = [
        {"assigner_id": wang, "people": (Assignment(li, Part.LEAD), Assignment(zhao, Part.CO))},
        {"assigner_id": zhou, "people": (Assignment(zhou, Part.LEAD), Assignment(li, Part.WATCHER))},
        {"assigner_id": zhou, "people": (Assignment(zhou, Part.LEAD),)},
        {"assigner_id": zhou, "people": (Assignment(zhou, Part.LEAD),), "standin_id": zhao, "taken_over_at": MONDAY},
    ]
    kinds = (Kind.TASK, Kind.RAISED, Kind.NOTICE, Kind.PLAN)
    teams = (people.team.id, other_team, None)
    statuses = (Status.ACTIVE, Status.DONE)
    for who, kind, team, status, secret in itertools.product(cast, kinds, teams, statuses, (False, True)):
        asked = (Request(1, RequestKind.HAND_ON, zhou, MONDAY, "x", to_member_id=li),) if kind is Kind.RAISED else ()
        fields = who | {
            "kind": kind,
            "team_id": team,
            "status": status,
            "confidential": secret and kind is not Kind.NOTICE,
            "requests": asked,
        }
        task = store.tasks.add(people.task(title="金丝雀", **fields))
        if kind is Kind.NOTICE:
            store.notices.tell(task.id, (other_team,))
        if task.id % 3 == 0:
            store.posts.add(Post(GROUP, task.id, task.id, PostKind.CARD))


@pytest.mark.parametrize("words", [("金丝雀",), ("金丝",), ()])
def test_everybody_finds_exactly_what_they_may_see(db: Database, people: People, words: tuple[str, ...]) -> None:
    def fill(store: Store) -> None:
        zhou = enrol(store, 104, "周秘书", "zhou")
        assert zhou.id == 4
        other = store.teams.add(replace(people.team, id=0, chat_id=GROUP - 1, title="机要组"))
        for member, role in ((zhou, Role.STAFF), (people.zhao, Role.SUPERVISOR)):
            store.members.join(other.id, member.id, role)
        for n, role in enumerate((Role.OWNER, Role.SUPERVISOR, Role.STAFF)):
            enrol(store, 110 + n, f"别人{n}", f"other{n}", role=role)
        matters(store, people, other.id)

    db.write_now(fill)

    def look(store: ReadStore) -> None:
        every = [t for n in range(1, 300) if (t := store.tasks.get(n))]
        for member in store.members.all_active():
            who = store.members.with_roles(member)
            which = sought(Asked(words), Sight(who), MONDAY, CALENDAR.zone)
            seen = {t.id for t in every if sides(store, who, t)}
            assert {t.id for t in store.searches.page(which, 500)} == seen, member.name
            assert store.searches.count(which) == len(seen)
        for team in (1, 2):
            which = sought(Asked(words), Sight(team_id=team), MONDAY, CALENDAR.zone)
            shown = store.searches.page(which, 500)
            assert shown
            assert not any(t.confidential for t in shown)
            assert all(t.team_id == team or team in store.notices.teams(t.id) for t in shown)

    db.read_now(look)


def test_a_search_asked_of_nobody_finds_nothing(db: Database, people: People) -> None:
    given(db, people)
    assert db.read_now(lambda s: s.searches.count(Sought(MONDAY, (Word(("报告",)),)))) == 0
    assert NOBODY not in {m.id for m in db.read_now(lambda s: s.members.all_active())}


# -- keeping -----------------------------------------------------------------------------------------------------------


def test_a_search_is_kept_as_it_was_understood_and_goes_after_some_weeks(db: Database, people: People) -> None:
    asked = Asked(("报告",), (12,), (2,), Stand.DONE, "2026-10", Moment.DONE, ("预算",))
    kept = db.write_now(lambda s: s.searches.keep(2, None, asked, MONDAY))
    assert db.read_now(lambda s: s.searches.get(kept.id)) == replace(kept, at=kept.at)
    db.write_now(lambda s: s.searches.keep(2, 1, Asked(), MONDAY + timedelta(days=31)))
    assert db.read_now(lambda s: s.searches.get(kept.id)) is None
    db.write_now(lambda s: s.traces.erase(2, None))
    assert db.read_now(lambda s: s.searches.get(kept.id + 1)) is None


# -- plans -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [("报告",), ("预算报告",), ("报告", "预算报告", "12")])
@pytest.mark.parametrize("viewer", [None, 2])
def test_words_are_looked_up_and_no_table_is_read_for_them(
    db: Database, words: tuple[str, ...], viewer: int | None
) -> None:
    asked = sought(Asked(words), Sight(team_id=1), MONDAY, CALENDAR.zone)
    shape, _ = search.asked_of(replace(asked, team_id=None, viewer=viewer, secret_to=viewer))
    for statement in (search.counted(shape), search.listed(shape)):
        steps = plan(db, statement)
        scanned = [step for step in faults(steps) if step.startswith("SCAN")]
        assert all("ix_requests_waiting" in step for step in scanned), steps  # over the few that wait
        assert any("VIRTUAL TABLE" in step for step in steps), steps
