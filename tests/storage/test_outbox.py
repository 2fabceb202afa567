"""The courier's hold on what is promised: claims are leases, outcomes are written by whoever holds one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.messages.base import Joined, Message, Urgency
from domain.messages.clocks import Reminder
from domain.messages.office import Sentence
from domain.messages.reports import Digest
from domain.messages.tasks import CardUpdate, Chase, Progress, TaskCard
from domain.model.post import Place
from domain.model.value import replace
from domain.ports.post import Ahead, Outgoing, Result, Standing, State
from domain.ports.store import MetaKey, Store
from storage.unit import Database
from tests.domain.office import MONDAY
from tests.storage.conftest import GROUP, Raw

LEASE = timedelta(seconds=60)
SOON = MONDAY + timedelta(seconds=10)
ONCE_OVER = MONDAY + LEASE
LI, ZHAO = Place(member_id=2), Place(member_id=3)
HERE = Place(chat_id=GROUP, thread_id=7, reply_to=11)
HELLO = Sentence("joined", {"team": "综合部"})
SENT = Result(State.SENT, 555)


def put(db: Database, place: Place = LI, message: Message = HELLO, **fields: Any) -> None:
    """Promise a message for Monday morning."""
    given = {"now": MONDAY, "urgency": Urgency.NORMAL, "not_before": None, "key": None, "task_id": None} | fields
    db.write_now(lambda s: s.outbox.put(place, message, **given))


def claim(
    db: Database, now: datetime = MONDAY, *, owner: str = "a", busy: tuple[str, ...] = (), limit: int = 10
) -> list[Outgoing]:
    """What a courier gets."""
    return db.write_now(lambda s: s.outbox.claim(owner, now, now + LEASE, busy, limit))


def claim_merging(db: Database, first: Outgoing, *, waiting: bool) -> list[Outgoing]:
    """What that courier gets along with it."""

    def work(store: Store) -> list[Outgoing]:
        found = store.outbox.merging(first, MONDAY, waiting=waiting)
        return store.outbox.lease([row.id for row in found], "a", MONDAY + LEASE)

    return db.write_now(work)


def record(db: Database, rows: list[Outgoing], result: Result, *, owner: str = "a", now: datetime = MONDAY) -> bool:
    """Write an outcome."""
    return db.write_now(lambda s: s.outbox.record([r.id for r in rows], owner, now, result))


def states(raw: Raw) -> list[str]:
    """The state of every row, in the order of their promise."""
    return [state for (state,) in raw.rows("SELECT state FROM outbox ORDER BY id")]


def a_reminder(task_id: int) -> Reminder:
    """A reminder; reminders to one reader merge."""
    return Reminder(task_id, "finish", 1, "0", MONDAY.isoformat())


# -- promising -------------------------------------------------------------------------------------------------------


def test_a_promise_comes_back_as_it_was_made(db: Database) -> None:
    put(db, HERE, TaskCard(1, fresh=True), urgency=Urgency.URGENT, task_id=1)
    [row] = claim(db)
    assert (row.place, row.message, row.urgency, row.task_id) == (HERE, TaskCard(1, fresh=True), Urgency.URGENT, 1)
    assert (row.not_before, row.attempts, row.lane) == (MONDAY, 1, f"c{GROUP}")


def test_a_promise_knows_when_it_was_made_and_since_when_it_could_have_left(db: Database, raw: Raw) -> None:
    put(db, LI)
    put(db, ZHAO, not_before=SOON)
    again = Result(State.PENDING, again_at=SOON + LEASE)
    assert record(db, claim(db, SOON), again)
    assert [(r.waiting_since, r.not_before) for r in claim(db, SOON + LEASE)] == [
        (MONDAY, SOON + LEASE), (SOON, SOON + LEASE),
    ]  # fmt: skip
    assert raw.rows("SELECT count(DISTINCT created_at), count(planned_for) FROM outbox") == [(1, 1)]


def test_a_promise_with_a_key_is_made_once_whatever_became_of_it(db: Database, raw: Raw) -> None:
    put(db, key="digest:1:2026-11-23")
    put(db, key="digest:1:2026-11-23")
    assert record(db, claim(db), SENT)
    put(db, key="digest:1:2026-11-23")
    assert states(raw) == ["sent"]


def test_promises_without_a_key_are_as_many_as_are_made(db: Database, raw: Raw) -> None:
    put(db)
    put(db)
    assert states(raw) == ["pending", "pending"]


def test_a_waiting_card_update_is_taken_back_and_nothing_else(db: Database, raw: Raw) -> None:
    group = Place(chat_id=GROUP)
    for message in (CardUpdate(1, 5), CardUpdate(1, 55), CardUpdate(5, 15), TaskCard(1)):
        put(db, group, message)
    put(db, Place(chat_id=GROUP - 1), CardUpdate(1, 5))
    db.write_now(lambda s: s.outbox.drop_update(GROUP, 5))
    left = raw.rows("SELECT fields FROM outbox ORDER BY id")
    assert [f for (f,) in left if '"message_id":5}' in f] == ['{"task_id":1,"message_id":5}']
    assert len(left) == 4


def test_a_card_update_on_its_way_is_not_taken_back(db: Database, raw: Raw) -> None:
    put(db, Place(chat_id=GROUP), CardUpdate(1, 5))
    claim(db)
    db.write_now(lambda s: s.outbox.drop_update(GROUP, 5))
    assert states(raw) == ["pending"]


def test_the_card_updates_waiting_for_a_group_are_taken_back_with_the_tasks_they_were_about(
    db: Database, raw: Raw
) -> None:
    for task_id, message in ((1, CardUpdate(1, 5)), (2, CardUpdate(2, 6)), (1, CardUpdate(1, 7)), (3, TaskCard(3))):
        put(db, Place(chat_id=GROUP), message, task_id=task_id)
    put(db, Place(chat_id=GROUP, member_id=2), CardUpdate(4, 8), task_id=4)
    assert db.write_now(lambda s: s.outbox.drop_updates(GROUP)) == [1, 2]
    assert db.write_now(lambda s: s.outbox.drop_updates(GROUP)) == []
    assert [t for (t,) in raw.rows("SELECT task_id FROM outbox ORDER BY id")] == [3, 4]


# -- claiming --------------------------------------------------------------------------------------------------------


def test_one_message_a_lane_leaves_at_a_time_and_urgent_lanes_go_first(db: Database) -> None:
    put(db, LI, TaskCard(1))
    put(db, LI, TaskCard(2))
    put(db, ZHAO, TaskCard(3), urgency=Urgency.URGENT)
    put(db, HERE, TaskCard(4), urgency=Urgency.ANSWER)
    assert [r.message for r in claim(db)] == [TaskCard(4), TaskCard(3), TaskCard(1)]


def test_in_a_lane_the_urgent_passes_and_equals_keep_their_order(db: Database) -> None:
    for n, urgency in enumerate([Urgency.BULK, Urgency.NORMAL, Urgency.NORMAL, Urgency.URGENT]):
        put(db, LI, TaskCard(n), urgency=urgency)
    seen = []
    while rows := claim(db):
        seen += [r.message for r in rows]
        record(db, rows, SENT)
    assert seen == [TaskCard(3), TaskCard(1), TaskCard(2), TaskCard(0)]


def test_nothing_leaves_before_its_moment(db: Database) -> None:
    put(db, not_before=SOON)
    assert claim(db, SOON - timedelta(microseconds=1)) == []
    assert len(claim(db, SOON)) == 1


def test_busy_lanes_wait_and_no_more_is_claimed_than_asked_for(db: Database) -> None:
    for place in (LI, ZHAO, HERE):
        put(db, place)
    assert [r.lane for r in claim(db, busy=("m2",), limit=1)] == ["m3"]
    assert [r.lane for r in claim(db, busy=("m2", "m3"))] == [f"c{GROUP}"]


def test_a_long_queue_in_one_lane_does_not_keep_the_others_waiting_for_ever(db: Database) -> None:
    for n in range(40):
        put(db, LI, TaskCard(n))
    put(db, ZHAO, TaskCard(99))
    first = claim(db, limit=2)
    rest = claim(db, limit=2, busy=tuple(r.lane for r in first))
    assert "m3" in {r.lane for r in (*first, *rest)}


def test_a_pile_of_one_group_is_passed_over_and_all_others_are_found(db: Database) -> None:
    for n in range(60):
        put(db, HERE, TaskCard(n), urgency=Urgency.ANSWER)
    for member in range(30):
        put(db, Place(member_id=100 + member), TaskCard(99), urgency=Urgency.ANSWER)
    found = claim(db, limit=99)
    assert [r.lane for r in found] == [HERE.lane, *(f"m{100 + n}" for n in range(30))]


def in_a_row(db: Database, most: int, *, limit: int = 99) -> list[tuple[str, int]]:
    rows = db.write_now(lambda s: s.outbox.claim("a", MONDAY, MONDAY + LEASE, (), limit, in_a_row=most))
    return [(r.lane[0], r.id) for r in rows]


def test_of_a_groups_cards_some_leave_in_a_row_and_of_a_persons_one(db: Database) -> None:
    for n in range(1, 6):
        put(db, HERE, TaskCard(n))
        put(db, LI, TaskCard(n))
    assert in_a_row(db, 3) == [("c", 1), ("m", 2), ("c", 3), ("c", 5)]
    assert in_a_row(db, 3, limit=2) == [("m", 4), ("c", 7)], "no more than there is room for"


def test_a_card_in_a_row_never_overtakes_what_stands_before_it(db: Database) -> None:
    for message in (TaskCard(1), TaskCard(2), HELLO, TaskCard(4), TaskCard(5)):
        put(db, HERE, message)
    found = []
    while rows := in_a_row(db, 8):
        found.append([number for _, number in rows])
    assert found == [[1, 2], [3], [4, 5]]


def test_what_was_leased_and_not_tried_waits_as_before(db: Database) -> None:
    put(db)
    record(db, claim(db), Result(State.PENDING, again_at=MONDAY, error="later", lost=True))
    again = claim(db)
    assert (again[0].attempts, again[0].lost) == (2, True)
    db.write_now(lambda s: s.outbox.give_back([again[0].id], "b"))
    assert claim(db) == [], "somebody else's lease is not theirs to give back"
    db.write_now(lambda s: s.outbox.give_back([again[0].id], "a"))
    assert claim(db) == again


def test_what_is_claimed_is_not_claimed_again_while_the_lease_lasts(db: Database) -> None:
    put(db)
    assert len(claim(db)) == 1
    assert claim(db, owner="b") == []
    assert claim(db, ONCE_OVER - timedelta(microseconds=1), owner="b") == []


def test_reminders_for_one_reader_that_wait_together_are_claimed_together(db: Database) -> None:
    for n in (1, 2, 3):
        put(db, LI, a_reminder(n))
    put(db, LI, TaskCard(4))
    put(db, ZHAO, a_reminder(5))
    put(db, LI, a_reminder(6), not_before=SOON)
    first = claim(db, limit=1)[0]
    more = claim_merging(db, first, waiting=False)
    assert [r.message for r in (first, *more)] == [a_reminder(1), a_reminder(2), a_reminder(3)]
    assert record(db, [first, *more], SENT)
    assert [r.message for r in claim(db, owner="b")] == [TaskCard(4), a_reminder(5)]


def test_what_would_leave_later_goes_along_unless_it_is_urgent_failed_or_of_another_kind(db: Database) -> None:
    put(db, LI, a_reminder(1), urgency=Urgency.NORMAL)
    put(db, LI, Progress(2, 1), urgency=Urgency.NORMAL, not_before=SOON)
    put(db, LI, a_reminder(3), urgency=Urgency.URGENT, not_before=SOON)
    put(db, LI, Chase(4, 1), urgency=Urgency.NORMAL, not_before=SOON)
    put(db, ZHAO, a_reminder(5), urgency=Urgency.NORMAL, not_before=SOON)
    put(db, LI, a_reminder(6), urgency=Urgency.NORMAL)
    first, failed = claim(db, limit=1)[0], a_reminder(6)
    for row in claim_merging(db, first, waiting=False):
        assert row.message == failed
        record(db, [row], Result(State.PENDING, again_at=SOON, error="no answer"))
    more = claim_merging(db, first, waiting=True)
    assert [r.message for r in more] == [Progress(2, 1)]


def sent(db: Database, rows: list[Outgoing], number: int, at: datetime = MONDAY) -> None:
    """These rows became the message of that number."""
    assert record(db, rows, Result(State.SENT, number), now=at)


def test_what_was_sent_as_one_message_stands_as_one_whenever_its_parts_were_added(db: Database) -> None:
    for n in (1, 2, 3):
        put(db, LI, a_reminder(n))
        sent(db, claim(db, MONDAY + n * LEASE), 7, MONDAY + n * LEASE)
    found = db.read_now(lambda s: s.outbox.standing(LI.lane, MONDAY, Joined.CALM))
    assert found == Standing(LI.member_id, 7, MONDAY + LEASE, (a_reminder(1), a_reminder(2), a_reminder(3)))
    assert db.read_now(lambda s: s.outbox.standing(LI.lane, MONDAY + LEASE, Joined.CALM)) is None
    assert db.read_now(lambda s: s.outbox.standing(ZHAO.lane, MONDAY, Joined.CALM)) is None


def test_urgent_reminders_and_other_messages_are_none_of_what_stands(db: Database) -> None:
    put(db, LI, a_reminder(1), urgency=Urgency.URGENT)
    put(db, LI, TaskCard(2))
    for number in (7, 8):
        sent(db, claim(db, limit=1), number, MONDAY + LEASE)
    assert db.read_now(lambda s: s.outbox.standing(LI.lane, MONDAY, Joined.CALM)) is None
    assert db.read_now(lambda s: s.outbox.said_after(LI.lane, 7))
    assert not db.read_now(lambda s: s.outbox.said_after(LI.lane, 8))


def test_only_what_merges_and_is_not_urgent_is_held_for_calm(db: Database) -> None:
    put(db, LI, a_reminder(1), urgency=Urgency.NORMAL)
    put(db, LI, a_reminder(2), urgency=Urgency.URGENT)
    put(db, LI, TaskCard(3))
    put(db, ZHAO, a_reminder(4), urgency=Urgency.NORMAL)
    lanes = db.write_now(lambda s: s.outbox.merging_lanes(MONDAY))
    assert sorted(lanes) == sorted([LI.lane, ZHAO.lane])
    db.write_now(lambda s: s.outbox.hold_merging(LI.lane, SOON))
    told = []
    while rows := claim(db):
        told += [r.message for r in rows]
        record(db, rows, SENT)
    assert sorted(told, key=str) == sorted([a_reminder(2), TaskCard(3), a_reminder(4)], key=str)
    assert [r.message for r in claim(db, SOON)] == [a_reminder(1)]


def test_each_claim_is_an_attempt(db: Database) -> None:
    put(db)
    for attempt in (1, 2, 3):
        [row] = claim(db)
        assert row.attempts == attempt
        record(db, [row], Result(State.PENDING, again_at=MONDAY))


def test_a_message_of_an_unknown_kind_is_kept_and_reported_and_holds_up_nobody(db: Database, raw: Raw) -> None:
    put(db, LI, TaskCard(1))
    put(db, LI, TaskCard(2))
    put(db, ZHAO, TaskCard(3))
    raw.do("UPDATE outbox SET kind = 'hologram' WHERE id = 1")
    raw.do('UPDATE outbox SET fields = \'{"task_id": 3, "depth": 4}\' WHERE id = 3')
    assert claim(db) == []
    assert [r.message for r in claim(db)] == [TaskCard(2)]
    assert states(raw) == ["failed", "pending", "failed"]
    assert raw.rows("SELECT kind, error FROM outbox WHERE id = 1") == [
        ("hologram", "of a kind this version does not know")
    ]


# -- recording -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [State.SENT, State.DROPPED, State.FAILED, State.PARKED])
def test_an_outcome_ends_the_claim(db: Database, raw: Raw, state: State) -> None:
    put(db)
    assert record(db, claim(db), Result(state, 555 if state is State.SENT else None, error="e" * 900))
    assert claim(db, ONCE_OVER) == []
    row = raw.rows("SELECT state, message_id, length(error), leased_until, lease_owner, sent_at IS NULL FROM outbox")
    sent = state is State.SENT
    assert row == [(state.value, 555 if sent else None, 500, None, None, not sent)]


def test_a_message_whose_answer_was_lost_says_so_until_another_answer_comes(db: Database) -> None:
    put(db)
    seen = []
    for lost in (True, False):
        [row] = claim(db)
        seen.append(row.lost)
        record(db, [row], Result(State.PENDING, again_at=MONDAY, error="said Telegram", lost=lost))
    assert [*seen, claim(db)[0].lost] == [False, True, False]


def test_a_message_given_back_waits_until_its_next_try(db: Database) -> None:
    put(db)
    assert record(db, claim(db), Result(State.PENDING, again_at=SOON, error="timed out"))
    assert claim(db, SOON - timedelta(seconds=1)) == []
    [row] = claim(db, SOON, owner="b")
    assert row.not_before == SOON


def test_who_does_not_hold_the_lease_records_nothing(db: Database, raw: Raw) -> None:
    put(db)
    rows = claim(db)
    assert not record(db, rows, SENT, owner="b")
    assert states(raw) == ["pending"]
    assert record(db, rows, SENT)


def test_an_outcome_is_recorded_once(db: Database, raw: Raw) -> None:
    put(db)
    rows = claim(db)
    assert record(db, rows, SENT)
    assert not record(db, rows, Result(State.FAILED))
    assert states(raw) == ["sent"]


def test_a_claim_outlived_by_its_lease_belongs_to_whoever_claimed_it_then(db: Database, raw: Raw) -> None:
    put(db)
    old = claim(db, owner="a")
    new = claim(db, ONCE_OVER, owner="b")
    assert [r.id for r in new] == [r.id for r in old]
    assert new[0].attempts == 2
    assert not record(db, old, Result(State.FAILED), owner="a", now=ONCE_OVER)
    assert states(raw) == ["pending"]
    assert record(db, new, SENT, owner="b", now=ONCE_OVER)
    assert not record(db, old, Result(State.FAILED), owner="a", now=ONCE_OVER)
    assert states(raw) == ["sent"]


def test_a_holder_whose_lease_ran_out_unnoticed_may_still_say_that_it_was_sent(db: Database, raw: Raw) -> None:
    put(db)
    rows = claim(db)
    assert record(db, rows, SENT, now=ONCE_OVER + timedelta(hours=1))
    assert states(raw) == ["sent"]


def test_of_a_batch_only_what_is_still_held_is_recorded(db: Database, raw: Raw) -> None:
    put(db, LI, a_reminder(1))
    put(db, ZHAO, a_reminder(2))
    mine = claim(db)
    raw.do("UPDATE outbox SET lease_owner = 'b' WHERE id = :id", id=mine[1].id)
    assert not record(db, mine, SENT)
    assert states(raw) == ["sent", "pending"]


def test_what_a_process_held_that_is_gone_can_be_given_back_at_once(db: Database) -> None:
    put(db, LI)
    put(db, ZHAO)
    [sent, held] = claim(db, owner="gone")
    record(db, [sent], SENT, owner="gone")
    assert db.write_now(lambda s: s.outbox.release_leases()) == 1
    assert [r.id for r in claim(db, owner="b")] == [held.id]


# -- lanes -----------------------------------------------------------------------------------------------------------


def test_a_held_lane_waits_and_the_others_flow(db: Database) -> None:
    put(db, LI, TaskCard(1))
    put(db, LI, TaskCard(2), not_before=SOON + timedelta(hours=1))
    put(db, ZHAO, TaskCard(3))
    db.write_now(lambda s: s.outbox.hold_lane("m2", SOON))
    assert record(db, other := claim(db), SENT)
    assert [r.message for r in other] == [TaskCard(3)]
    assert record(db, held := claim(db, SOON), SENT)
    assert [r.message for r in held] == [TaskCard(1)]
    assert [r.message for r in claim(db, SOON + timedelta(hours=1))] == [TaskCard(2)]


def test_parked_messages_leave_after_a_sign_of_life(db: Database, raw: Raw) -> None:
    put(db, LI, TaskCard(1))
    put(db, ZHAO, TaskCard(2))
    record(db, claim(db), Result(State.PARKED, error="blocked"))
    assert db.write_now(lambda s: s.outbox.unpark("m2", SOON)) == 1
    assert db.write_now(lambda s: s.outbox.unpark("m2", SOON)) == 0
    assert [r.message for r in claim(db, SOON)] == [TaskCard(1)]
    assert states(raw) == ["pending", "parked"]


def test_the_next_moment_is_the_earliest_of_what_waits(db: Database) -> None:
    assert db.read_now(lambda s: s.outbox.next_due()) is None
    put(db, LI, not_before=SOON)
    put(db, ZHAO, not_before=MONDAY)
    assert db.read_now(lambda s: s.outbox.next_due()) == MONDAY
    record(db, claim(db), SENT)
    assert db.read_now(lambda s: s.outbox.next_due()) == SOON


def test_what_waits_for_a_group_goes_with_it_when_it_becomes_a_supergroup(db: Database) -> None:
    put(db, HERE, TaskCard(1))
    put(db, Place(member_id=2, chat_id=GROUP), CardUpdate(2, 5))
    put(db, HERE, Digest(1, MONDAY.isoformat()))
    record(db, [r for r in claim(db) if r.lane != "m2"], SENT)
    db.write_now(lambda s: s.outbox.move_chat(GROUP, -100_999))
    [moved] = claim(db)
    assert (moved.place, moved.lane) == (Place(chat_id=-100_999, thread_id=7), "c-100999")
    [private] = claim(db, ONCE_OVER, busy=(moved.lane,))
    assert private.place.chat_id == GROUP


def test_what_waits_for_a_topic_that_is_gone_goes_to_the_group_itself(db: Database) -> None:
    for place in (HERE, replace(HERE, thread_id=8), Place(chat_id=-100_998, thread_id=7)):
        put(db, place, Digest(1, MONDAY.isoformat()))
    db.write_now(lambda s: s.outbox.leave_topic(Place(chat_id=GROUP).lane, 7))
    left: list[tuple[int | None, int | None]] = []
    while rows := claim(db):
        left += [(r.place.chat_id, r.place.thread_id) for r in rows]
        record(db, rows, SENT)
    assert sorted(left, key=str) == sorted([(GROUP, None), (GROUP, 8), (-100_998, 7)], key=str)


def test_numbers_reach_to_two_to_the_power_of_52(db: Database, raw: Raw) -> None:
    put(db, Place(chat_id=-(2**52), thread_id=2**52, reply_to=2**52), CardUpdate(2**52, 2**52), task_id=2**52)
    [row] = claim(db)
    assert row.place == Place(chat_id=-(2**52), thread_id=2**52, reply_to=2**52)
    assert row.message == CardUpdate(2**52, 2**52)
    assert record(db, [row], Result(State.SENT, 2**52))
    assert raw.rows("SELECT message_id FROM outbox") == [(2**52,)]


def test_answers_are_taken_up_beside_what_the_limit_allows(db: Database) -> None:
    for n in range(3):
        put(db, Place(chat_id=-n - 1), urgency=Urgency.BULK)
    for n in range(3):
        put(db, Place(chat_id=-n - 11), urgency=Urgency.ANSWER)

    def taken(limit: int, answers: int) -> list[int | None]:
        rows = db.write_now(lambda s: s.outbox.claim("a", MONDAY, MONDAY + LEASE, (), limit, answers))
        return [row.place.chat_id for row in rows]

    assert taken(0, 0) == []
    assert taken(0, 2) == [-11, -12], "no room in the line, and two answers leave all the same"
    assert taken(1, 2) == [-13, -1]
    assert taken(5, 0) == [-2, -3]


def test_several_messages_arrive_together_but_for_what_somebody_else_holds(db: Database, raw: Raw) -> None:
    for place in (LI, ZHAO, HERE):
        put(db, place)
    first, second, third = claim(db)
    record(db, [third], Result(State.DROPPED))
    db.write_now(lambda s: s.outbox.arrived({first.id: 7, second.id: 8, third.id: 9}, "a", SOON))
    assert states(raw) == ["sent", "sent", "dropped"]
    assert raw.rows("SELECT message_id FROM outbox ORDER BY id") == [(7,), (8,), (None,)]


def test_what_lies_ahead_is_seen_in_one_look(db: Database) -> None:
    def ahead(now: datetime = MONDAY) -> tuple[int, bool, str | None]:
        found: Ahead = db.read_now(lambda s: s.outbox.ahead(now))
        return found.due, found.can_wait, found.holds

    assert ahead() == (0, False, None)
    put(db, not_before=SOON)
    assert not ahead()[0]
    assert ahead(SOON) == (1, False, None)
    put(db, message=a_reminder(5))
    db.write_now(lambda s: s.meta.set(MetaKey.HOLDS, "{}"))
    assert ahead() == (1, True, "{}")
    claim(db)
    assert not ahead()[0], "what is leased is nobody else's"


def test_of_a_pile_of_urgent_reminders_some_are_looked_at_and_of_others_all(db: Database) -> None:
    for urgency, place in ((Urgency.URGENT, LI), (Urgency.NORMAL, ZHAO)):
        for task in range(1, 101):
            put(db, place, a_reminder(task), urgency=urgency)
    firsts = [row for row in claim(db, limit=2) if row.place in (LI, ZHAO)]
    found = {first.place: len(claim_merging(db, first, waiting=False)) for first in firsts}
    assert found == {LI: 60, ZHAO: 99}
