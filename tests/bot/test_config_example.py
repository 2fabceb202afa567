"""The example of a configuration: every key, its meaning, and what is so anyway; keys that were renamed."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_origin

import pytest
from pydantic import BaseModel

from bot.config import Config, ConfigError, load, settings_of
from domain.model.clocks import TERMED
from domain.model.tasks import Priority
from domain.settings.spans import Span
from tests.bot.configuring import Write

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


def keys_of(model: type[BaseModel], before: str = "") -> Iterator[str]:
    """Every key that can be set, with dots."""
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from keys_of(kind, f"{before}{name}.")
        else:
            yield f"{before}{name}"


def flat(table: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """The keys of a TOML table, with dots; sections of free keys are one key."""
    for name, value in table.items():
        if isinstance(value, dict) and f"{before}{name}" not in FREE:
            yield from flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}"


def tables_of(model: type[BaseModel], before: str = "") -> Iterator[str]:
    """The keys that are tables of free keys: by day, by clock, by priority."""
    for name, field in model.model_fields.items():
        kind: Any = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from tables_of(kind, f"{before}{name}.")
        elif get_origin(kind) is dict:
            yield f"{before}{name}"


FREE = {*tables_of(Config)}


def with_comments() -> str:
    """The example with every key that is only commented in."""
    return re.sub(r"^# ?([\w\-\"]+ = )", r"\1", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("section", "line", "says"),
    [
        ("periodic", 'normal = "随便"', "is no rule of at most once an hour"),
        ("periodic", 'normal = "每半小时"', "is no rule of at most once an hour"),
        ("periodic", "normal = 5", "must be a rule in quotes"),
        ("periodic", 'hasty = "每周五"', "hasty"),
        ("silence", 'normal = "soon"', "is not an amount of time"),
        ("silence", 'normal = "-1wd"', "must lie ahead"),
    ],
)
def test_a_rule_of_reporting_or_a_patience_that_cannot_be_stops_the_start(
    write: Write, section: str, line: str, says: str
) -> None:
    with pytest.raises(ConfigError, match=section) as refused:
        load(write(f"[{section}]\n{line}\n"))
    assert says in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_a_rule_is_read_on_the_offices_own_hours(write: Write) -> None:
    hours = "\n".join(
        f'{day} = "08:00-12:00 13:00-17:30"' for day in ("monday", "tuesday", "wednesday", "thursday", "friday")
    )
    found = settings_of(
        load(write(f'[office.hours]\n{hours}\n[periodic]\nurgent = "每天下班前"\n[silence]\nnormal = "off"\n'))
    )
    assert found.rhythms[Priority.URGENT].rule == "FREQ=DAILY;BYHOUR=17;BYMINUTE=30"
    assert found.silence[Priority.NORMAL] is None
    assert found.silence[Priority.URGENT] is not None


def test_the_example_shows_every_key_and_no_other() -> None:
    assert set(flat(tomllib.loads(with_comments()))) == set(keys_of(Config))


def test_the_example_as_it_is_sets_what_is_so_anyway() -> None:
    found, usual = load(EXAMPLE), load(None)
    assert settings_of(found) == settings_of(usual)
    for section in Config.model_fields:
        if section not in FREE:
            assert getattr(found, section) == getattr(usual, section), section


def test_the_example_with_every_comment_taken_away_can_be_read(write: Write) -> None:
    config = load(write(with_comments()))
    assert config.office.overrides
    assert config.trial.clock_file


def test_the_example_shows_every_clock_and_priority() -> None:
    table = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    for section in ("terms", "ladder"):
        assert {k: list(row) for k, row in table[section].items()} == {
            k.value: [p.value for p in Priority] for k in TERMED
        }
    assert list(table["slips"]["answer"]) == [p.value for p in Priority]


@pytest.mark.parametrize(
    ("line", "now"),
    [
        ('answer = "1wd"', "slips.answer: is now a table by priority: answer = {"),
        ('answer_elevated = "4wh"', "slips.answer_elevated: is now slips.answer.elevated"),
        ('answer_urgent = "2h"', "slips.answer_urgent: is now slips.answer.urgent"),
        ('answer_immediate = "30m"', "slips.answer_immediate: is now slips.answer.immediate"),
    ],
)
def test_a_key_that_was_renamed_says_where_it_stands_now(write: Write, line: str, now: str) -> None:
    with pytest.raises(ConfigError) as refused:
        load(write(f"[slips]\n{line}\n"))
    assert now in str(refused.value)


def test_a_priority_that_is_not_named_keeps_the_usual_answer(write: Write) -> None:
    rules = settings_of(load(write('[slips]\nanswer = { urgent = "3h" }\n'))).slips
    assert rules.within(Priority.URGENT) == Span.parse("3h")
    assert rules.within(Priority.NORMAL) == Span.parse("1wd")


def test_the_example_explains_every_key() -> None:
    """Above each key stands a comment, or another key of the same explanation."""
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    bare = [
        line for before, line in itertools.pairwise(lines)
        if re.match(r"\w+ = ", line) and not before.startswith("#") and not re.match(r"[\w\[]", before)
    ]  # fmt: skip
    assert bare == []
