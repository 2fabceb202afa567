"""What the bot remembers of its conversations."""

from __future__ import annotations

import pytest

from domain.model.drafts import Draft, Lack, MinuteLine, Minutes, OwnPart, TaskDraft
from domain.model.post import Post
from domain.model.tasks import Attachment, Priority, Wording
from domain.model.value import replace
from domain.ports.talk import Question
from storage.unit import Database
from tests.domain.office import MONDAY
from tests.storage.conftest import GROUP, People

BIGGEST = 2**52


@pytest.fixture
def task_id(db: Database, people: People) -> int:
    """A stored task."""
    return db.write_now(lambda s: s.tasks.add(people.task())).id


# -- posts -----------------------------------------------------------------------------------------------------------


def test_a_message_about_a_task_is_found_by_where_it_stands(db: Database, task_id: int) -> None:
    post = Post(-BIGGEST, BIGGEST, task_id, "report", 3, "album-1", BIGGEST)
    db.write_now(lambda s: s.posts.add(post))
    assert db.read_now(lambda s: s.posts.find(-BIGGEST, BIGGEST)) == post
    assert db.read_now(lambda s: s.posts.find(-BIGGEST, 1)) is None
    assert db.read_now(lambda s: s.posts.find(1, BIGGEST)) is None


def test_a_message_keeps_its_first_meaning(db: Database, task_id: int) -> None:
    first = Post(GROUP, 5, task_id, "card")
    db.write_now(lambda s: s.posts.add(first))
    db.write_now(lambda s: s.posts.add(Post(GROUP, 5, task_id, "news", 2)))
    assert db.read_now(lambda s: s.posts.find(GROUP, 5)) == first


def test_the_pieces_of_an_album_are_found_by_its_first_in_that_chat(db: Database, task_id: int) -> None:
    for message_id in (9, 7, 8):
        db.write_now(lambda s, m=message_id: s.posts.add(Post(GROUP, m, task_id, "report", 2, "album")))
    assert db.read_now(lambda s: s.posts.of_album(GROUP, "album")).message_id == 7  # type: ignore[union-attr]
    assert db.read_now(lambda s: s.posts.of_album(GROUP - 1, "album")) is None


def test_the_cards_of_a_task_are_its_cards_only(db: Database, people: People, task_id: int) -> None:
    other = db.write_now(lambda s: s.tasks.add(people.task())).id
    posts = [Post(GROUP, 1, task_id, "card"), Post(GROUP, 2, task_id, "news"), Post(GROUP, 3, other, "card")]
    for post in posts:
        db.write_now(lambda s, p=post: s.posts.add(p))
    assert db.read_now(lambda s: s.posts.cards(task_id)) == posts[:1]
    db.write_now(lambda s: s.posts.forget(GROUP, 1))
    assert db.read_now(lambda s: s.posts.cards(task_id)) == []


def test_cards_of_a_group_that_moved_are_there_once_a_task_as_cards_that_are_not_found(
    db: Database, people: People, task_id: int
) -> None:
    other = db.write_now(lambda s: s.tasks.add(people.task())).id
    here = [Post(GROUP, 5, task_id, "card"), Post(GROUP, 9, task_id, "card"), Post(GROUP, 7, other, "card")]
    elsewhere, report = Post(2, 9, task_id, "card", member_id=2), Post(GROUP, 8, task_id, "report", 2)
    for post in (*here, elsewhere, report):
        db.write_now(lambda s, p=post: s.posts.add(p))
    for _ in range(2):
        db.write_now(lambda s: s.posts.move_chat(GROUP, -100_999))
    found = db.read_now(lambda s: [(p.chat_id, p.message_id) for t in (task_id, other) for p in s.posts.cards(t)])
    assert sorted(found) == sorted([(-100_999, -9), (2, 9), (-100_999, -7)])
    assert db.read_now(lambda s: s.posts.find(GROUP, 8)) == report


# -- questions -------------------------------------------------------------------------------------------------------


def ask(db: Database, member_id: int = 2, chat_id: int = 2, action: str = "decline") -> Question:
    """Open a question."""
    return db.write_now(lambda s: s.questions.ask(Question(0, member_id, chat_id, action, 128, "at1700000000")))


def test_a_question_is_open_until_it_is_closed(db: Database) -> None:
    made = ask(db)
    assert db.read_now(lambda s: s.questions.open_for(2, 2)) == made
    assert (made.action, made.task_id, made.arg, made.message_id) == ("decline", 128, "at1700000000", None)
    db.write_now(lambda s: s.questions.close(2, 2))
    assert db.read_now(lambda s: s.questions.open_for(2, 2)) is None


def test_a_person_has_one_open_question_in_a_chat_the_newest(db: Database) -> None:
    ask(db, action="decline")
    newer = ask(db, action="return")
    assert db.read_now(lambda s: s.questions.open_for(2, 2)) == newer


def test_questions_of_others_and_in_other_chats_stay_open(db: Database) -> None:
    here, there, theirs = ask(db, 2, 2), ask(db, 2, GROUP), ask(db, 3, GROUP)
    db.write_now(lambda s: s.questions.close(2, GROUP))
    assert db.read_now(lambda s: s.questions.open_for(2, 2)) == here
    assert db.read_now(lambda s: s.questions.open_for(3, GROUP)) == theirs
    assert db.read_now(lambda s: s.questions.open_for(2, GROUP)) is None
    assert there.id != here.id


def test_a_question_knows_the_message_it_stands_in(db: Database) -> None:
    ask(db)
    db.write_now(lambda s: s.questions.sent(2, 2, BIGGEST))
    assert db.read_now(lambda s: s.questions.open_for(2, 2)).message_id == BIGGEST  # type: ignore[union-attr]


def test_questions_go_with_a_group_that_moved_unless_a_newer_one_waits_there(db: Database) -> None:
    mine, theirs = ask(db, 2, GROUP), ask(db, 3, GROUP)
    newer = ask(db, 3, -100_999)
    for _ in range(2):
        db.write_now(lambda s: s.questions.move_chat(GROUP, -100_999))
    assert db.read_now(lambda s: s.questions.open_for(2, -100_999)).id == mine.id  # type: ignore[union-attr]
    assert db.read_now(lambda s: s.questions.open_for(3, -100_999)).id == newer.id  # type: ignore[union-attr]
    assert theirs.id != newer.id


def test_a_question_about_a_draft_is_not_one_about_a_task(db: Database) -> None:
    draft = Draft(128, 2, GROUP, TaskDraft())
    made = db.write_now(lambda s: s.questions.ask(Question.about_draft(draft, Lack.DEADLINE, MONDAY)))
    found = db.read_now(lambda s: s.questions.open_for(2, GROUP))
    assert found == made
    assert (found.draft_id, found.task_id, found.arg) == (128, None, "deadline")  # type: ignore[union-attr]
    assert ask(db).draft_id is None


# -- drafts ----------------------------------------------------------------------------------------------------------


WRITTEN = TaskDraft(
    people=(1, 2),
    watchers=(3,),
    priority=Priority.URGENT,
    title="报告 \x00\ud800",
    files=(Attachment("photo", "p"), Attachment("document", "d", "表.xlsx")),
    team_id=1,
    message_id=12,
    thread_id=5,
    album=("album", 12),
    wizard=True,
    due=MONDAY,
    wording=Wording("周一", due_day_only=True, due_said_at=MONDAY),
    page=2,
    parts=(OwnPart(2, "提供数据", MONDAY, day_only=True), OwnPart(1, "汇总")),
    any_one=True,
)


def test_a_draft_comes_back_with_what_is_known_so_far(db: Database) -> None:
    made = db.write_now(lambda s: s.drafts.start(2, GROUP, WRITTEN, MONDAY))
    assert db.read_now(lambda s: s.drafts.get(made.id)) == made == Draft(made.id, 2, GROUP, WRITTEN)
    turned = replace(made, task=replace(WRITTEN, page=3, readings=(MONDAY,), due=None, confirmed=True))
    db.write_now(lambda s: s.drafts.save(turned))
    assert db.read_now(lambda s: s.drafts.get(made.id)) == turned
    db.write_now(lambda s: s.drafts.drop(made.id))
    assert db.read_now(lambda s: s.drafts.get(made.id)) is None


def test_minutes_come_back_line_by_line(db: Database) -> None:
    line = MinuteLine(1, "李明 周五前 报送方案", WRITTEN, "办公室", "财务处", "deadline", ("due",), 12, dropped=True)
    minutes = Minutes("纪要", (line, replace(line, number=2)), ("标题",), Attachment("document", "f", "a.docx"), at=2)
    made = db.write_now(lambda s: s.drafts.start(2, GROUP, TaskDraft(minutes=minutes), MONDAY))
    assert db.read_now(lambda s: s.drafts.get(made.id)) == made


def test_a_file_waits_to_be_read_until_it_was(db: Database) -> None:
    for draft_id in (7, 5):
        db.write_now(lambda s, n=draft_id: s.drafts.to_be_read(n))
    assert db.read_now(lambda s: s.drafts.unread(2)) == [5, 7]
    db.write_now(lambda s: s.drafts.was_read(5))
    assert db.read_now(lambda s: s.drafts.unread(2)) == [7]


def test_the_button_of_an_old_draft_never_means_a_new_one(db: Database) -> None:
    old = db.write_now(lambda s: s.drafts.start(2, GROUP, TaskDraft(title="旧"), MONDAY))
    db.write_now(lambda s: s.drafts.drop(old.id))
    replacing = db.write_now(lambda s: s.drafts.start(2, GROUP, TaskDraft(title="新"), MONDAY))
    db.write_now(lambda s: s.drafts.drop(replacing.id))
    newest = db.write_now(lambda s: s.drafts.start(2, GROUP, TaskDraft(title="又"), MONDAY))
    assert len({old.id, replacing.id, newest.id}) == 3
    assert db.read_now(lambda s: s.drafts.get(old.id)) is None


def test_drafts_in_other_chats_and_of_others_stay(db: Database) -> None:
    kept = [
        db.write_now(lambda s, m=m, c=c: s.drafts.start(m, c, TaskDraft(), MONDAY)) for m, c in ((2, 2), (3, GROUP))
    ]
    db.write_now(lambda s: s.drafts.start(2, GROUP, TaskDraft(), MONDAY))
    assert [db.read_now(lambda s, d=d: s.drafts.get(d.id)) for d in kept] == kept


def test_a_draft_is_found_by_person_and_chat_and_goes_with_a_group_that_moved(db: Database) -> None:
    made = db.write_now(lambda s: s.drafts.start(2, GROUP, TaskDraft(title="旧"), MONDAY))
    newer = db.write_now(lambda s: s.drafts.start(2, GROUP, TaskDraft(title="新"), MONDAY))
    assert db.read_now(lambda s: s.drafts.written(2, GROUP)) == [newer, made]
    assert db.read_now(lambda s: [s.drafts.written(2, 2), s.drafts.written(3, GROUP)]) == [[], []]
    db.write_now(lambda s: s.drafts.move_chat(GROUP, -100_999))
    assert db.read_now(lambda s: s.drafts.get(made.id)).chat_id == -100_999  # type: ignore[union-attr]


# -- small facts -----------------------------------------------------------------------------------------------------


def test_a_small_fact_is_set_changed_and_dropped(db: Database) -> None:
    assert db.read_now(lambda s: s.meta.get("claim")) is None
    for value in ("一", "二"):
        db.write_now(lambda s, v=value: s.meta.set("claim", v))
    db.write_now(lambda s: s.meta.set("other", "三"))
    assert db.read_now(lambda s: s.meta.get("claim")) == "二"
    db.write_now(lambda s: s.meta.drop("claim"))
    assert db.read_now(lambda s: [s.meta.get("claim"), s.meta.get("other")]) == [None, "三"]
