"""What every value can, whatever is in it."""

from __future__ import annotations

import copy
import pickle
from dataclasses import dataclass

import pytest

from domain.facts.tasks import Reported
from domain.model.people import Member
from domain.model.value import fields_of, is_value, names_of, replace, value
from domain.text import as_json
from tests.domain.office import a_task


@value
class Point:
    """Somewhere."""

    x: int
    y: int = 0


@dataclass
class Mutable:
    """What is no value."""

    x: int


def test_a_field_is_never_set_again() -> None:
    with pytest.raises(AttributeError):
        a_task().title = "other"


def test_two_are_the_same_when_all_in_them_is() -> None:
    assert Point(1) == Point(1, 0) != Point(1, 2)
    assert len({Point(1), Point(1, 0), Point(2)}) == 2
    assert Point(1) != Mutable(1)


def test_a_copy_differs_in_what_was_said_and_a_mutable_one_can_be_copied_too() -> None:
    assert replace(Point(1, 2), y=3) == Point(1, 3)
    assert replace(Mutable(1), x=2) == Mutable(2)
    with pytest.raises(TypeError):
        replace(Point(1), z=3)


def test_its_fields_are_named_in_their_order() -> None:
    assert names_of(Point) == ("x", "y")
    assert fields_of(Point(1)) == {"x": 1, "y": 0}
    assert is_value(Point(1))
    assert not is_value(Mutable(1))
    assert names_of(Member)[:2] == ("id", "telegram_id")


def test_it_goes_to_another_process_and_back() -> None:
    task = a_task()
    assert pickle.loads(pickle.dumps(task)) == task == copy.copy(task)


def test_it_says_what_is_in_it() -> None:
    assert repr(Point(1, 2)) == "Point(x=1, y=2)"


def test_it_is_stored_by_its_fields_and_to_be_hashed_in_one_form() -> None:
    assert as_json(Point(1, 2)) == '{"x":1,"y":2}'
    said = Reported("进展", 30)
    assert as_json(said, canonical=True) == as_json(dict(sorted(fields_of(said).items())))


def test_half_a_character_is_stored_and_read_back() -> None:
    assert as_json({"a": "\ud83d"}) == '{"a":"\\ud83d"}'


def test_what_json_does_not_know_is_not_stored() -> None:
    with pytest.raises(TypeError):
        as_json({"a": object()})
