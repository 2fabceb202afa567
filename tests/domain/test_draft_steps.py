"""The way through a draft: back, on, and what its preview opens. No step loses what was said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.errors import Refusal
from domain.model.drafts import Draft, Lack, OwnPart, TaskDraft
from domain.model.tasks import Attachment, Priority
from domain.model.value import replace
from domain.records import decode_draft, encode_draft
from domain.rules.answering import Asked, says_yes
from domain.rules.asked_for import asked_of_draft
from domain.rules.draft_steps import (
    BESIDE,
    OPENED,
    answering,
    back,
    goes_back,
    keeps,
    onwards,
    opened,
    spoken,
    toggled,
    with_people,
    with_picked,
)
from domain.rules.drafts import question_of, waits_for_yes
from domain.unit import Unit
from domain.usecases.tasks import draft as drafts
from domain.usecases.tasks.draft import order
from domain.usecases.tasks.draft_left import left_here
from domain.usecases.tasks.order import people_named
from domain.usecases.tasks.ordered import Answer, Ordered
from tests.domain.conftest import Desk
from tests.domain.office import FRIDAY, LEADER, MONDAY

LI, ZHAO, QIAN = 3, 4, 5
KNOWN = TaskDraft(people=(LI,), due=FRIDAY, title="报告", wizard=True)
CHAT = 1000 + LEADER  # the leader's private chat


def test_back_goes_through_all_the_steps_and_keeps_everything() -> None:
    task, seen = KNOWN, []
    while goes_back(task):
        task = back(task)
        seen.append(question_of(task))
    assert seen == [Lack.TEXT, Lack.DEADLINE, Lack.PERSON]
    assert replace(task, asks="") == KNOWN
    assert question_of(onwards(task)) is Lack.CONFIRM


@pytest.mark.parametrize("lack", [Lack.PERSON, Lack.DEADLINE, Lack.TEXT])
def test_a_step_that_was_gone_back_to_may_simply_stay(lack: Lack) -> None:
    assert keeps(replace(KNOWN, asks=lack))
    assert not keeps(KNOWN)


def test_what_is_not_known_yet_cannot_be_kept() -> None:
    assert not keeps(replace(TaskDraft(wizard=True), asks=Lack.PERSON))


def test_the_first_step_has_nothing_before_it() -> None:
    for task in (TaskDraft(wizard=True), replace(KNOWN, asks=Lack.PERSON)):
        assert not goes_back(task)
        with pytest.raises(Refusal):
            back(task)


@pytest.mark.parametrize("lack", sorted(OPENED))
def test_what_a_preview_opens_leads_back_to_it(lack: Lack) -> None:
    task = opened(opened(KNOWN, Lack.MORE), lack)
    assert question_of(task) is lack
    assert waits_for_yes(task)
    assert question_of(back(task)) is Lack.MORE
    assert question_of(back(back(task))) is Lack.CONFIRM


@pytest.mark.parametrize("task", [TaskDraft(wizard=True), replace(KNOWN, title="")])
def test_only_a_preview_opens_something(task: TaskDraft) -> None:
    for field in (*BESIDE, "person", "nonsense"):
        with pytest.raises(Refusal):
            opened(task, field)


def test_a_step_survives_a_restart() -> None:
    for lack in (*BESIDE, Lack.PERSON, Lack.TEXT):
        task = replace(KNOWN, asks=str(lack), left=True)
        assert decode_draft(encode_draft(task)) == task


def test_words_where_only_buttons_are_shown_are_the_yes() -> None:
    assert spoken(KNOWN, Lack.MORE) is spoken(KNOWN, Lack.PRIORITY) is Lack.CONFIRM
    assert spoken(KNOWN, Lack.TAGS) is Lack.TAGS
    assert asked_of_draft(Lack.MORE) is Asked.DRAFT_YES
    assert says_yes("好")
    assert not says_yes("提交报告")


def test_the_words_of_a_file_without_words_are_its_title() -> None:
    photo = replace(KNOWN, title="", files=(Attachment("photo", "p"),))
    assert question_of(photo) is Lack.CONFIRM
    assert spoken(photo, Lack.CONFIRM) is Lack.TEXT


def test_a_date_given_after_all_ends_that_there_is_none() -> None:
    undated = replace(KNOWN, due=None, undated=True, asks=Lack.DEADLINE)
    assert not answering(undated, Lack.DEADLINE).undated
    assert answering(undated, Lack.PERSON).undated


def test_who_is_tapped_helps_and_a_second_tap_takes_them_out() -> None:
    helped = toggled(KNOWN, Lack.CO, ZHAO)
    assert helped.people == (LI, ZHAO)
    assert toggled(helped, Lack.CO, ZHAO).people == (LI,)
    told = toggled(helped, Lack.CC, ZHAO)
    assert (told.people, told.watchers) == ((LI,), (ZHAO,)), "nobody does both"
    with pytest.raises(Refusal):
        toggled(KNOWN, Lack.CC, LI)


def test_of_people_picked_from_a_list_the_first_leads() -> None:
    asked = TaskDraft(wizard=True)
    assert with_picked(asked, Lack.PERSON, [ZHAO, LI]).people == (ZHAO, LI)
    again = replace(KNOWN, people=(LI, QIAN), asks=Lack.PERSON)
    assert with_picked(again, Lack.PERSON, [ZHAO]).people == (ZHAO, QIAN), "who helps still does"
    assert with_picked(KNOWN, Lack.CC, [ZHAO, LI]).watchers == (ZHAO,)


def test_the_part_of_somebody_who_is_out_is_nobodys() -> None:
    shared = replace(KNOWN, people=(LI, ZHAO), parts=(OwnPart(ZHAO, "核数"),), watchers=(QIAN,))
    assert with_people(shared, (LI, QIAN)).parts == ()
    assert with_people(shared, (LI, QIAN)).watchers == ()


# -- as they are used --------------------------------------------------------------------------------------------------


def begin(desk: Desk, text: str = "") -> None:
    def work(unit: Unit) -> None:
        order(unit, desk.who(LEADER), Ordered(CHAT, text, people_named(unit, text, (), LEADER)))

    desk.do(work)


def here(desk: Desk) -> list[Draft]:
    return desk.db.read_now(lambda s: s.drafts.written(LEADER, CHAT))


def say(desk: Desk, lack: Lack, words: str) -> TaskDraft:
    number = here(desk)[0].id
    desk.do(lambda u: drafts.answer(u, desk.who(LEADER), number, lack, Answer(words)))
    return here(desk)[0].task


def step(desk: Desk, task: TaskDraft) -> None:
    found = here(desk)[0]
    desk.do(lambda u: drafts.turn(u, desk.who(LEADER), found, task))


def previewed(desk: Desk) -> TaskDraft:
    begin(desk)
    say(desk, Lack.PERSON, str(LI))
    say(desk, Lack.DEADLINE, "周五下班前")
    return say(desk, Lack.TEXT, "提交报告")


def test_another_person_after_all_leaves_deadline_and_words(desk: Desk) -> None:
    task = previewed(desk)
    for _ in range(3):
        task = back(task)
    step(desk, task)
    changed = say(desk, Lack.PERSON, str(ZHAO))
    assert (changed.people, changed.title, changed.due) == ((ZHAO,), "提交报告", task.due)
    assert question_of(changed) is Lack.CONFIRM


@pytest.mark.parametrize(
    ("lack", "words", "field", "value"),
    [
        (Lack.PRIORITY, "urgent", "priority", Priority.URGENT),
        (Lack.STANDARD, "盖章扫描件", "standard", "盖章扫描件"),
        (Lack.TAGS, "预算 #年底", "tags", ("预算", "年底")),
        (Lack.CO, "成员4", "people", (LI, ZHAO)),
        (Lack.CC, "成员4", "watchers", (ZHAO,)),
    ],
)
def test_what_is_added_to_a_preview_stands_on_it(desk: Desk, lack: Lack, words: str, field: str, value: object) -> None:
    task = previewed(desk)
    step(desk, opened(task, lack))
    added = say(desk, lack, words)
    assert getattr(added, field) == value
    assert question_of(added) is Lack.CONFIRM
    assert added.title == "提交报告"


@pytest.mark.parametrize(
    ("lack", "words"), [(Lack.TAGS, "  "), (Lack.STANDARD, ""), (Lack.POINTS, "初稿"), (Lack.PRIORITY, "soon")]
)
def test_what_cannot_be_added_is_refused_and_the_draft_is_as_it_was(desk: Desk, lack: Lack, words: str) -> None:
    step(desk, opened(previewed(desk), lack))
    before = here(desk)
    with pytest.raises(Refusal):
        say(desk, lack, words)
    assert here(desk) == before


def test_what_was_left_half_way_is_said_once_and_can_be_gone_on_with(desk: Desk) -> None:
    begin(desk)
    say(desk, Lack.PERSON, str(LI))
    left = here(desk)[0].id
    for text in ("成员4 周五下班前 订会议室", "成员5 周五下班前 写总结"):
        begin(desk, text)
    assert [d.id for d in here(desk)] == [left]
    said = [m.key for _, m in desk.waiting() if getattr(m, "key", "").startswith("draft-left")]
    assert said == ["draft-left-untitled"]
    found = desk.do(lambda u: left_here(u, LEADER, CHAT, None))
    assert found is not None
    assert found.id == left
    assert desk.db.read_now(lambda s: s.questions.open_for(LEADER, CHAT)) is None, "the next words are no answer to it"


def test_what_was_begun_and_never_touched_leaves_without_a_word(desk: Desk) -> None:
    begin(desk)
    begin(desk, "成员4 周五下班前 订会议室")
    assert here(desk) == []
    assert not [m for _, m in desk.waiting() if getattr(m, "key", "").startswith("draft-left")]


def test_what_nobody_finishes_is_forgotten_quietly(desk: Desk) -> None:
    begin(desk)
    say(desk, Lack.PERSON, str(LI))
    assert desk.db.write_now(lambda s: s.drafts.prune(MONDAY, 10)) == 0
    assert desk.db.write_now(lambda s: s.drafts.prune(MONDAY + timedelta(days=15), 10)) == 1
    assert here(desk) == []
