"""常用事项: what of a task is kept, what of it is so today, who may use, share and change one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.errors import Refusal
from domain.messages.asking import DraftStep
from domain.model.drafts import Lack, OwnPart, TaskDraft
from domain.model.people import Role
from domain.model.tasks import Assignment, Part, Priority, Task, Wording
from domain.model.templates import Template
from domain.model.value import replace
from domain.rules.drafts import question_of
from domain.rules.templates import LONGEST, MOST, name_of, pattern_of, pattern_of_given, usual_name, with_those_here
from domain.usecases.tasks import templates
from domain.usecases.tasks.draft import order
from domain.usecases.tasks.ordered import Ordered
from tests.domain.conftest import Desk
from tests.domain.office import FRIDAY, LEADER, MONDAY, OWNER, a_task

LI, ZHAO, STAFF = 3, 4, 9
WORDS = Wording(due_words="周五下班前", due_said_at=MONDAY)
WRITTEN = TaskDraft(people=(LI, ZHAO), title="交周报", due=FRIDAY, wording=WORDS, priority=Priority.ELEVATED, team_id=1)
CHAT = 1000 + LEADER


def test_a_template_keeps_the_words_of_a_deadline_and_never_its_moment() -> None:
    kept = pattern_of(WRITTEN)
    assert kept.due is None
    assert kept.wording.due_words == "周五下班前"
    assert (kept.people, kept.title, kept.priority) == ((LI, ZHAO), "交周报", Priority.ELEVATED)
    assert kept.team_id is None, "it is of the team it is given in"


@pytest.mark.parametrize(
    ("task", "undated"),
    [
        (replace(WRITTEN, wording=Wording()), False),
        (replace(WRITTEN, wording=Wording(), due=None), True),
        (replace(WRITTEN, wording=Wording(), due=None, undated=True), True),
        (WRITTEN, False),
    ],
)
def test_a_picked_day_is_asked_for_anew_and_no_day_stays_none(task: TaskDraft, undated: bool) -> None:
    assert pattern_of(task).undated is undated


@pytest.mark.parametrize(
    "hangs",
    [
        {"parent_id": 7}, {"comes_after": (3,)}, {"order_id": 5}, {"album": ("a", 1)}, {"answers": 9}, {"asks": "more"},
        {"series_id": 2}, {"period": "2027"}, {"message_id": 4}, {"thread_id": 4}, {"wizard": True},
    ],
)  # fmt: skip
def test_nothing_that_a_task_hangs_on_is_kept(hangs: dict) -> None:
    assert pattern_of(replace(WRITTEN, **hangs)) == pattern_of(WRITTEN)


@pytest.mark.parametrize(
    ("task", "name"),
    [
        (replace(WRITTEN, confidential=True), "template-secret"),
        (replace(WRITTEN, hushed=True), "template-secret"),
        (replace(WRITTEN, title=""), "template-empty"),
    ],
)
def test_what_cannot_be_a_template_is_refused(task: TaskDraft, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        pattern_of(task)
    assert refused.value.name == name


def test_a_confidential_task_is_never_kept() -> None:
    with pytest.raises(Refusal) as refused:
        pattern_of_given(replace(a_task(), confidential=True))
    assert refused.value.name == "template-secret"


def test_who_has_left_is_asked_for_and_nobody_else_comes_to_lead() -> None:
    shared = replace(pattern_of(WRITTEN), watchers=(STAFF,), parts=(OwnPart(ZHAO, "核数"),))
    assert with_those_here(shared, (ZHAO, STAFF)).people == ()
    found = with_those_here(shared, (LI,))
    assert (found.people, found.watchers, found.parts) == ((LI,), (), ())


@pytest.mark.parametrize(("words", "refused"), [(" ", "template-unnamed"), ("长" * (LONGEST + 1), "template-long")])
def test_a_name_is_short_and_not_empty(words: str, refused: str) -> None:
    with pytest.raises(Refusal) as why:
        name_of(words)
    assert why.value.name == refused
    assert len(usual_name(replace(WRITTEN, title="长" * 90))) <= LONGEST


# -- as they are used --------------------------------------------------------------------------------------------------


def given(desk: Desk, **fields: object) -> Task:
    people = (Assignment(LI, Part.LEAD),)
    return desk.give(people=people, assigner_id=LEADER, **{"due_words": "周五下班前", "title": "交周报"} | fields)


def kept(desk: Desk, task: TaskDraft = WRITTEN, by: int = LEADER) -> Template:
    add = Template(0, by, usual_name(task), pattern_of(task), MONDAY)
    return desk.db.write_now(lambda s: s.templates.add(add))


def use(desk: Desk, number: int, by: int = LEADER) -> None:
    desk.do(lambda u: templates.use(u, desk.who(by), number, Ordered(1000 + by, "")))


def test_a_template_is_given_with_one_call_and_its_words_are_read_anew(desk: Desk) -> None:
    desk.now = MONDAY + timedelta(days=7)
    use(desk, kept(desk).id)
    task = desk.task(1)
    assert (task.title, task.lead_id, task.co_ids, task.priority) == ("交周报", LI, (ZHAO,), Priority.ELEVATED)
    assert task.due_at == FRIDAY.replace(hour=18) + timedelta(days=7)
    assert desk.db.read_now(lambda s: s.templates.get(1)).used == 1  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("task", "lack"),
    [
        (replace(WRITTEN, people=()), Lack.PERSON),
        (replace(WRITTEN, wording=Wording()), Lack.DEADLINE),
        (replace(WRITTEN, wording=Wording(due_words="2月30日")), Lack.DEADLINE),
    ],
)
def test_what_is_missing_in_a_template_is_asked_for(desk: Desk, task: TaskDraft, lack: Lack) -> None:
    use(desk, kept(desk, task).id)
    (draft,) = desk.db.read_now(lambda s: s.drafts.written(LEADER, CHAT))
    assert question_of(draft.task) is lack
    assert any(isinstance(m, DraftStep) for _, m in desk.waiting())


def test_a_lead_who_has_left_is_named_and_another_is_asked_for(desk: Desk) -> None:
    number = kept(desk).id
    desk.save(LI, left=True)
    use(desk, number)
    (draft,) = desk.db.read_now(lambda s: s.drafts.written(LEADER, CHAT))
    assert question_of(draft.task) is Lack.PERSON
    assert draft.task.title == "交周报"
    assert [m.fields["names"] for _, m in desk.waiting() if getattr(m, "key", "") == "template-left"] == ["成员3"]


def test_a_task_becomes_a_template_by_whoever_gave_it_and_by_nobody_else(desk: Desk) -> None:
    task = given(desk)
    made = desk.do(lambda u: templates.keep_task(u, desk.who(LEADER), task.id, "周报"))
    assert (made.name, made.task.title, made.task.wording.due_words) == ("周报", "交周报", "周五下班前")
    with pytest.raises(Refusal) as refused:
        desk.do(lambda u: templates.keep_task(u, desk.who(LI), task.id))
    assert refused.value.name == "template-not-given"


def test_the_same_kept_twice_is_one_and_another_of_that_name_gets_a_number(desk: Desk) -> None:
    task = given(desk)
    first, again = (desk.do(lambda u: templates.keep_task(u, desk.who(LEADER), task.id)) for _ in range(2))
    assert first.id == again.id
    other = given(desk, priority=Priority.URGENT)
    assert desk.do(lambda u: templates.keep_task(u, desk.who(LEADER), other.id)).name == "交周报 2"


def test_a_template_is_its_keepers_until_it_is_shared_and_then_theirs_who_run_the_team(desk: Desk) -> None:
    number, team = kept(desk).id, desk.team.id

    def sees(person: int) -> bool:
        return bool(desk.do(lambda u: templates.seen(u, desk.who(person))))

    assert [sees(person) for person in (LEADER, OWNER, LI)] == [True, False, False]
    desk.do(lambda u: templates.share(u, desk.who(LEADER), number, team))
    assert [sees(person) for person in (LEADER, OWNER, LI)] == [True, True, False]
    use(desk, number, OWNER)
    assert desk.task(1).assigner_id == OWNER
    with pytest.raises(Refusal) as refused:
        use(desk, number, LI)
    assert refused.value.name == "template-gone", "what is not theirs is as good as gone"


def test_staff_keep_their_own_and_share_with_nobody(desk: Desk) -> None:
    number = kept(desk, replace(WRITTEN, people=(STAFF,)), STAFF).id
    with pytest.raises(Refusal) as refused:
        desk.do(lambda u: templates.share(u, desk.who(STAFF), number, desk.team.id))
    assert refused.value.name == "template-share"
    use(desk, number, STAFF)
    assert desk.task(1).lead_id == STAFF


def test_rights_are_those_of_the_moment_of_use(desk: Desk) -> None:
    number = kept(desk).id
    desk.save(LEADER, role=Role.STAFF)
    with pytest.raises(Refusal) as refused:
        use(desk, number)
    assert refused.value.name == "assign-right"


def test_only_whoever_kept_it_renames_and_drops_it(desk: Desk) -> None:
    number = kept(desk).id
    kept(desk, replace(WRITTEN, title="别的"))
    desk.do(lambda u: templates.share(u, desk.who(LEADER), number, desk.team.id))
    assert desk.do(lambda u: templates.rename(u, desk.who(LEADER), number, "月报")).name == "月报"
    for name, work in {
        "template-not-yours": lambda u: templates.rename(u, desk.who(OWNER), number, "x"),
        "template-taken": lambda u: templates.rename(u, desk.who(LEADER), number, "别的"),
    }.items():
        with pytest.raises(Refusal) as refused:
            desk.do(work)
        assert refused.value.name == name
    desk.save(LEADER, active=False)
    desk.do(lambda u: templates.discard(u, desk.who(OWNER), number))
    assert desk.db.read_now(lambda s: s.templates.get(number)) is None


def test_the_name_is_what_is_written_next(desk: Desk) -> None:
    number = kept(desk).id
    draft = desk.do(lambda u: templates.ask_name(u, desk.who(LEADER), number, CHAT))
    assert question_of(draft.task) is Lack.NAME
    desk.do(lambda u: templates.named(u, desk.who(LEADER), draft, "月报"))
    assert desk.db.read_now(lambda s: s.drafts.written(LEADER, CHAT)) == []
    assert desk.db.read_now(lambda s: s.templates.get(number)).name == "月报"  # type: ignore[union-attr]


def test_a_name_that_was_asked_for_never_stands_in_the_way_of_an_order(desk: Desk) -> None:
    number = kept(desk).id
    desk.do(lambda u: templates.ask_name(u, desk.who(LEADER), number, CHAT))
    desk.do(lambda u: order(u, desk.who(LEADER), Ordered(CHAT, "")))
    assert not [m for _, m in desk.waiting() if getattr(m, "key", "").startswith("draft-left")]


def test_there_are_so_many_and_no_more(desk: Desk) -> None:
    for n in range(MOST):
        kept(desk, replace(WRITTEN, title=f"事{n}"))
    task = given(desk)
    with pytest.raises(Refusal) as refused:
        desk.do(lambda u: templates.keep_task(u, desk.who(LEADER), task.id))
    assert refused.value.name == "template-many"


def test_what_somebody_kept_goes_with_them(desk: Desk) -> None:
    number = kept(desk).id
    desk.db.write_now(lambda s: s.traces.erase(LEADER, 1000 + LEADER))
    assert desk.db.read_now(lambda s: s.templates.get(number)) is None
