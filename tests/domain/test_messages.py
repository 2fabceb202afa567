"""Messages as the outbox keeps them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from domain import messages
from domain.messages.base import MESSAGES, Joined, Message, Urgency
from domain.messages.office import Sentence
from domain.messages.tasks import TaskCard
from domain.records import decode_message, encode_message
from tests.domain.samples import any_of


@pytest.mark.parametrize("cls", MESSAGES.values(), ids=MESSAGES)
def test_every_message_comes_back_as_it_was_promised(cls: type[Message]) -> None:
    @given(any_of(cls))
    def round_trip(message: Message) -> None:
        assert decode_message(message.name, encode_message(message)) == message

    round_trip()


def test_every_message_is_registered_under_its_kebab_case_name() -> None:
    assert MESSAGES["task-card"] is TaskCard
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) and cls.name == name for name, cls in MESSAGES.items())
    rooms = [getattr(messages, name) for name in messages.__all__]
    found = {c for room in rooms for c in vars(room).values() if isinstance(c, type) and issubclass(c, Message)}
    assert set(MESSAGES.values()) == found - {Message}
    assert all(len(name) <= 32 for name in MESSAGES)  # the column


def test_a_message_of_an_unknown_kind_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        decode_message("farewell", "{}")


@pytest.mark.parametrize("text", ["\x00", "\ud800", "\u202e", "\U0001f600"])
def test_words_of_any_kind_are_kept_as_text_that_every_database_takes(text: str) -> None:
    kept = encode_message(Sentence("bug", {"reference": text}))
    assert kept.encode("utf-8")
    assert "\x00" not in kept
    assert decode_message("sentence", kept) == Sentence("bug", {"reference": text})


def test_answers_leave_before_urgent_news_and_bulk_comes_last() -> None:
    assert sorted(Urgency) == [Urgency.ANSWER, Urgency.URGENT, Urgency.NORMAL, Urgency.BULK]


def test_what_people_act_on_is_sent_again_when_the_answer_was_lost_and_what_repeats_itself_is_not() -> None:
    critical = {m.name for m in MESSAGES.values() if m.critical}
    assert critical >= {"task-card", "task-news", "reminder", "group-call", "prompt", "invite-link", "sentence"}
    assert not critical & {"card-update", "digest", "worklist"}
    joined = {each: {m.name for m in MESSAGES.values() if m.merges is each} for each in Joined}
    calm = {"reminder", "progress", "notice-unread"}
    assert joined == {Joined.CALM: calm, Joined.CHASES: {"chase"}, Joined.CALLS: {"group-call"}}
