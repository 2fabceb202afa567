"""The configuration out of the environment, which goes before the file."""

from __future__ import annotations

import pytest

from bot.config import load, token_of
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Priority
from domain.settings.ladders import ladder
from domain.settings.spans import Span
from tests.bot.configuring import TOKEN, Write, fault


def test_the_environment_goes_before_the_file_key_by_key(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(f'[office]\nname = "综合局"\ntimezone = "Asia/Taipei"\n[telegram]\ntoken = "{TOKEN}"')
    monkeypatch.setenv("DUBAN_OFFICE__TIMEZONE", "Asia/Hong_Kong")
    monkeypatch.setenv("DUBAN_TELEGRAM__WEBHOOK__LISTEN", "0.0.0.0:9000")
    config = load(path)
    assert (config.office.name, config.office.timezone) == ("综合局", "Asia/Hong_Kong")
    assert config.telegram.webhook.listen == "0.0.0.0:9000"
    assert token_of(config) == TOKEN


def test_lists_numbers_and_switches_can_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAN_OFFICE__OWNERS", "[4503599627370496, 7]")
    monkeypatch.setenv("DUBAN_DELIVERY__PER_SECOND", "12.5")
    monkeypatch.setenv("DUBAN_DIGEST__WHEN_EMPTY", "true")
    monkeypatch.setenv("DUBAN_TERMS__ACCEPT__NORMAL", "2wh")
    config = load(None)
    assert config.office.owners == (2**52, 7)
    assert config.delivery.per_second == 12.5
    assert config.digest.when_empty
    assert config.terms[CommitmentKind.ACCEPT][Priority.NORMAL] == Span.parse("2wh")


@pytest.mark.parametrize("value", ["09:00-12:00", "09:00-12:00 13:00-18:00"])
def test_hours_can_come_from_the_environment_as_they_stand_in_the_file(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("DUBAN_OFFICE__HOURS__MONDAY", value)
    hours = load(None).office.hours.monday
    assert len(hours) == len(value.split())


def test_a_ladder_can_come_from_the_environment_as_it_stands_in_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAN_LADDER__ACCEPT__NORMAL", '["0 lead"]')
    assert load(None).ladder[CommitmentKind.ACCEPT][Priority.NORMAL] == ladder("0 lead")


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("DUBAN_OFFICE__TIMEZONE", "Mars/Base", "office.timezone"),
        ("DUBAN_OFFICE__COLOUR", "red", "office.colour"),
        ("DUBAN_DELIVERY__IN_FLIGHT", "many", "delivery.in_flight"),
    ],
)
def test_a_fault_in_the_environment_is_told_in_the_same_way(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, key: str
) -> None:
    monkeypatch.setenv(name, value)
    assert fault(None).startswith(f"environment: {key}: ")


@pytest.mark.parametrize(
    ("name", "value"), [("DUBAN_OFFICE", "not json"), ("DUBAN_TERMS", "soon"), ("DUBAN_OFFICE__OVERRIDES", "{")]
)
def test_a_value_of_the_environment_that_cannot_be_read_is_told_so(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert "\n" not in fault(None)


def test_an_unknown_section_in_the_environment_stops_the_start_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAN_OFICE__NAME", "综合局")
    assert "ofice" in fault(None).lower()
