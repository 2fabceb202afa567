"""What becomes of a promised message: the table of what Telegram answers, row by row."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from domain.facts.clocks import Undelivered
from domain.messages.asking import Prompt
from domain.messages.base import Message, Urgency
from domain.messages.clocks import GroupCall, Reminder
from domain.messages.reports import Digest
from domain.messages.tasks import CardUpdate, TaskCard, TaskNews
from domain.model.people import TeamStatus
from domain.model.post import Place, Post, PostKind
from domain.model.tasks import Status
from domain.model.value import replace
from domain.ports.messenger import Delivery, Failure, Parcel
from domain.ports.post import Outgoing
from domain.ports.talk import Question
from domain.usecases.people import people
from domain.usecases.people.people import Person
from domain.usecases.post import deliver
from tests.domain import doing as work
from tests.domain.conftest import GROUP, Desk
from tests.domain.office import ASSIGNER, CO, FRIDAY, LEAD, LEADER, MONDAY, OWNER, SUPERVISOR

LEASE = timedelta(seconds=60)
LI = Place(member_id=LEAD)
HERE = Place(chat_id=GROUP, thread_id=7, reply_to=11)
CARD = TaskCard(1, fresh=True)


@dataclass
class Courier:
    """Claims and records as the real one does."""

    desk: Desk
    owner: str = "a"

    def promise(self, place: Place = LI, message: Message = CARD, **how: Any) -> None:
        """Something is to be said about task 1."""
        self.desk.do(lambda u: u.say(place, message, **{"task_id": 1} | how))

    def claim(self) -> list[list[Outgoing]]:
        """The batches that may leave now."""
        return self.desk.do(lambda u: deliver.claim(u, self.owner, LEASE, (), 10))

    def answer(self, batch: Sequence[Outgoing], failure: Failure | None = None, **fields: Any) -> None:
        """Telegram answered."""
        row = batch[0]
        chat = row.place.chat_id or 1000 + (row.place.member_id or 0)
        said = Delivery(chat, None if failure else 555, failure, error="said Telegram" if failure else "", **fields)
        kind = PostKind.CARD if isinstance(row.message, TaskCard) else PostKind.NEWS
        self.desk.do(lambda u: deliver.record(u, batch, self.owner, Parcel(chat, None, row.task_id, kind), said))

    def fail(self, failure: Failure, **fields: Any) -> None:
        """Claim the one batch there is; it fails."""
        [batch] = self.claim()
        self.answer(batch, failure, **fields)

    def states(self) -> list[tuple[str, str | None]]:
        """State and error of every row."""
        with self.desk.db.transaction(write=False) as connection:
            found = connection.exec_driver_sql("SELECT state, error FROM outbox ORDER BY id")
            return [(state, error) for state, error in found]

    def later(self, seconds: float) -> None:
        """Time passes."""
        self.desk.now += timedelta(seconds=seconds)


@pytest.fixture
def courier(desk: Desk) -> Courier:
    """A task is given; nothing is promised yet."""
    desk.give(status=Status.ACTIVE)
    return Courier(desk)


# -- sent ------------------------------------------------------------------------------------------------------------


def test_a_card_that_was_sent_is_remembered_so_that_it_can_be_edited_and_replied_to(courier: Courier) -> None:
    courier.promise(HERE)
    [batch] = courier.claim()
    courier.answer(batch)
    assert courier.states() == [("sent", None)]
    assert courier.desk.db.read_now(lambda s: s.posts.cards(1)) == [Post(GROUP, 555, 1, "card")]
    assert courier.claim() == []


def test_news_remember_which_fact_they_tell(courier: Courier) -> None:
    courier.promise(LI, TaskNews(1, 3))
    [batch] = courier.claim()
    courier.answer(batch)
    found = courier.desk.db.read_now(lambda s: s.posts.find(1000 + LEAD, 555))
    assert found == Post(1000 + LEAD, 555, 1, "news", 3, member_id=LEAD)


def test_an_edited_card_is_remembered_already(courier: Courier) -> None:
    courier.promise(Place(chat_id=GROUP), CardUpdate(1, 555))
    [batch] = courier.claim()
    courier.answer(batch)
    assert courier.desk.db.read_now(lambda s: s.posts.find(GROUP, 555)) is None


def test_a_question_knows_where_it_stands_once_it_was_sent(courier: Courier) -> None:
    courier.desk.do(lambda u: u.store.questions.ask(Question(0, LEAD, 1000 + LEAD, "decline", 1, "")))
    courier.promise(LI, Prompt("decline", 1, LEAD))
    [batch] = courier.claim()
    courier.answer(batch)
    asked = courier.desk.db.read_now(lambda s: s.questions.open_for(LEAD, 1000 + LEAD))
    assert asked.message_id == 555  # type: ignore[union-attr]


def test_what_turned_out_to_be_nothing_is_dropped(courier: Courier) -> None:
    courier.promise()
    [batch] = courier.claim()
    courier.desk.do(lambda u: deliver.drop(u, batch, "a"))
    assert courier.states() == [("dropped", "nothing to say")]


# -- failed ----------------------------------------------------------------------------------------------------------


def test_a_passing_failure_is_tried_again_later_and_later(courier: Courier) -> None:
    courier.promise()
    waits = []
    for _ in range(9):
        began = courier.desk.now
        while not (batches := courier.claim()):
            courier.later(1)
        waits.append(int((courier.desk.now - began).total_seconds()))
        courier.answer(batches[0], Failure.AGAIN)
    assert waits == [0, 2, 5, 15, 30, 60, 120, 300, 300]


def test_a_passing_failure_that_does_not_pass_is_given_up_in_the_end(courier: Courier) -> None:
    courier.promise()
    tries = 0
    while courier.states()[0][0] == "pending":
        courier.later(3601)
        for batch in courier.claim():
            courier.answer(batch, Failure.AGAIN)
            tries += 1
    assert courier.states() == [("failed", "said Telegram")]
    assert tries == 72, "three days, tried every hour here"


def test_a_lost_answer_is_counted_and_what_matters_is_sent_again(courier: Courier) -> None:
    courier.promise()
    courier.fail(Failure.UNKNOWN)
    courier.later(59)
    assert courier.claim() == []
    courier.later(1)
    [batch] = courier.claim()
    courier.answer(batch)
    assert courier.states() == [("sent", None)]
    assert courier.desk.db.read_now(lambda s: s.meta.get("unknown-outcomes")) == "1"


def test_answers_lost_every_time_do_not_make_copies_without_end(courier: Courier) -> None:
    courier.promise()
    tries = 0
    while courier.states()[0][0] == "pending":
        courier.later(301)
        for batch in courier.claim():
            courier.answer(batch, Failure.UNKNOWN)
            tries += 1
    assert courier.states() == [("failed", "outcome unknown: said Telegram")]
    assert tries == 5


def test_answers_lost_now_and_then_are_not_answers_lost_every_time(courier: Courier) -> None:
    courier.promise()
    for failure in (Failure.UNKNOWN, Failure.AGAIN) * 5:
        courier.later(3 * 3600)
        if batches := courier.claim():
            courier.answer(batches[0], failure)
    assert courier.states()[0][0] == "pending"


def test_what_may_have_arrived_twice_is_not_sent_in_a_series(courier: Courier) -> None:
    courier.promise()
    sent = []
    while courier.states()[0][0] == "pending":
        courier.later(60)
        for batch in courier.claim():
            courier.answer(batch, Failure.UNKNOWN)
            sent.append((courier.desk.now - MONDAY).total_seconds() // 60)
    assert sent[:2] == [1, 2]
    assert [n for n in sent if n <= 120] == [1, 2], "once more, then a long wait"
    assert len(sent) <= 5
    assert all(later >= 2 * earlier for earlier, later in itertools.pairwise(sent[1:]))


def test_a_mixture_of_lost_answers_and_closed_doors_makes_no_series_either(courier: Courier) -> None:
    courier.promise()
    lost = 0
    for _ in range(120):
        courier.later(60)
        for batch in courier.claim():
            courier.answer(batch, Failure.AGAIN if lost % 2 else Failure.UNKNOWN)
            lost += 1
    assert courier.desk.db.read_now(lambda s: s.meta.get("unknown-outcomes")) == "2"


def test_an_edit_whose_answer_is_lost_is_made_again_since_it_makes_no_copy(courier: Courier) -> None:
    courier.promise(LI, CardUpdate(1, 5))
    for _ in range(3):
        courier.later(60)
        courier.fail(Failure.UNKNOWN)
    assert courier.states()[0][0] == "pending"
    assert courier.desk.db.read_now(lambda s: s.meta.get("unknown-outcomes")) is None


def test_a_message_held_back_for_days_is_not_given_up_at_its_first_failure(courier: Courier) -> None:
    courier.promise(not_before=courier.desk.now + timedelta(days=4))
    courier.later(4 * 24 * 3600)
    courier.fail(Failure.AGAIN)
    assert courier.states() == [("pending", "said Telegram")]


def test_a_lost_answer_to_a_digest_is_not_followed_by_a_second_digest(courier: Courier) -> None:
    courier.promise(HERE, Digest(1, MONDAY.isoformat()))
    courier.fail(Failure.UNKNOWN)
    courier.later(3600)
    assert courier.claim() == []
    assert courier.states() == [("failed", "outcome unknown: said Telegram")]


def test_a_chat_that_is_told_to_slow_down_waits_with_all_that_is_for_it_and_the_others_flow(courier: Courier) -> None:
    courier.promise(LI, CARD)
    courier.promise(LI, TaskNews(1, 1))
    [batch] = courier.claim()
    courier.answer(batch, Failure.SLOW_DOWN, seconds=3600)
    courier.promise(LI, TaskNews(1, 2))
    courier.promise(Place(member_id=ASSIGNER), CARD)
    courier.later(3599)
    assert [b[0].place.member_id for b in courier.claim()] == [ASSIGNER]
    courier.later(1)
    assert [b[0].message for b in courier.claim()] == [CARD]


@pytest.mark.parametrize("failure", [Failure.REFUSED, Failure.NO_RIGHT])
def test_what_telegram_refuses_for_good_is_not_tried_again(courier: Courier, failure: Failure) -> None:
    courier.promise()
    courier.fail(failure)
    courier.later(9999)
    assert courier.claim() == []
    assert courier.states()[0][0] in ("failed", "parked")


def test_a_card_that_is_gone_is_sent_anew_once(courier: Courier) -> None:
    courier.desk.db.write_now(lambda s: s.posts.add(Post(GROUP, 5, 1, "card")))
    courier.promise(Place(chat_id=GROUP), CardUpdate(1, 5), urgency=Urgency.NORMAL)
    courier.fail(Failure.NO_CARD)
    assert courier.desk.db.read_now(lambda s: s.posts.cards(1)) == []
    [batch] = courier.claim()
    assert (batch[0].place, batch[0].message) == (Place(chat_id=GROUP), TaskCard(1))


def test_a_group_that_is_gone_is_archived_and_the_owners_are_told(courier: Courier) -> None:
    courier.promise(HERE)
    courier.fail(Failure.CHAT_GONE)
    assert courier.desk.db.read_now(lambda s: s.teams.by_chat(GROUP)).status is TeamStatus.ARCHIVED  # type: ignore[union-attr]
    assert [m.name for _, m in courier.desk.waiting()] == ["operator-notice"]
    courier.promise(HERE)
    assert all(batch[0].place != HERE for batch in courier.claim())


def test_a_group_that_moved_gets_this_message_once_in_its_new_place(courier: Courier) -> None:
    courier.promise(HERE)
    courier.fail(Failure.MOVED, new_chat_id=-100_999)
    [batch] = courier.claim()
    assert batch[0].place.chat_id == -100_999
    assert courier.desk.db.read_now(lambda s: s.teams.by_chat(-100_999)).id == courier.desk.team.id  # type: ignore[union-attr]


# -- not reachable ---------------------------------------------------------------------------------------------------


def test_who_cannot_be_written_to_is_called_in_the_group_once_a_day_and_the_history_says_so(courier: Courier) -> None:
    courier.promise(LI, CARD)
    courier.fail(Failure.UNREACHABLE)
    courier.promise(LI, TaskNews(1, 1))
    assert [b[0].message for b in courier.claim()] == [GroupCall(1, LEAD)]
    assert courier.desk.facts() == [
        Undelivered(LEAD, "said Telegram", "group"),
        Undelivered(LEAD, "not reachable in private", "group"),
    ]
    assert [state for state, _ in courier.states()] == ["parked", "pending", "parked"]
    assert not courier.desk.who(LEAD).member.reachable


def test_nothing_is_tried_until_there_is_a_sign_of_life_and_then_everything_leaves(courier: Courier) -> None:
    courier.promise(LI, CARD)
    courier.fail(Failure.UNREACHABLE)
    courier.later(9999)
    assert not [b for b in courier.claim() if b[0].place == LI]
    courier.desk.do(lambda u: people.seen(u, Person(1000 + LEAD, "李明"), private=True))
    assert CARD in [b[0].message for b in courier.claim()]


def test_where_there_is_no_group_to_call_in_the_next_person_up_hears_and_the_history_says_that(
    courier: Courier,
) -> None:
    courier.desk.give(team_id=None)
    courier.promise(LI, TaskNews(2, 1), task_id=2)
    courier.fail(Failure.UNREACHABLE)
    assert courier.desk.facts(2) == [Undelivered(LEAD, "said Telegram", "up", ASSIGNER)]
    assert [(row.place.member_id, row.message) for (row,) in courier.claim()] == [(ASSIGNER, GroupCall(2, LEAD))]


def test_where_nobody_above_can_be_reached_either_the_history_says_that(courier: Courier) -> None:
    courier.desk.give(team_id=None)
    for number in (ASSIGNER, SUPERVISOR, LEADER, OWNER):
        courier.desk.save(number, reachable=False)
    courier.promise(LI, TaskCard(2), task_id=2)
    courier.fail(Failure.UNREACHABLE)
    assert courier.desk.facts(2) == [Undelivered(LEAD, "said Telegram", "nothing")]
    assert courier.claim() == []


def test_a_list_for_somebody_who_cannot_be_reached_calls_nobody(courier: Courier) -> None:
    courier.promise(LI, Digest(1, MONDAY.isoformat()))
    courier.fail(Failure.UNREACHABLE)
    assert courier.desk.facts() == []
    assert courier.claim() == []


# -- still true ------------------------------------------------------------------------------------------------------


def test_a_reminder_that_is_no_longer_true_is_dropped_before_it_leaves(courier: Courier) -> None:
    waits = Reminder(1, "finish", 1, "0", MONDAY.isoformat())
    courier.promise(LI, waits)
    courier.promise(Place(member_id=CO), waits)
    courier.desk.do(lambda u: work.change_deadline(u, courier.desk.who(ASSIGNER), 1, FRIDAY + timedelta(days=7)))
    assert not [b for b in courier.claim() if isinstance(b[0].message, Reminder)]
    assert courier.states()[:2] == [("dropped", "no longer true")] * 2


def test_reminders_to_one_person_leave_together_without_those_that_are_no_longer_true(courier: Courier) -> None:
    courier.desk.give(status=Status.ACTIVE)
    courier.desk.give(status=Status.DONE)
    for number in (1, 2, 3):
        courier.promise(LI, Reminder(number, "finish", 1, "0", MONDAY.isoformat()), task_id=number)
    [batch] = courier.claim()
    assert [row.task_id for row in batch] == [1, 2]
    courier.answer(batch)
    assert [state for state, _ in courier.states()] == ["sent", "sent", "dropped"]


def test_who_lost_the_claim_meanwhile_changes_nothing(courier: Courier) -> None:
    courier.promise(LI, CARD)
    [batch] = courier.claim()
    courier.later(61)
    second = replace(courier, owner="b")
    [again] = second.claim()
    courier.answer(batch, Failure.REFUSED)
    assert courier.states() == [("pending", None)]
    second.answer(again)
    assert courier.states() == [("sent", None)]
