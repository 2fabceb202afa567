"""`duban ladder`: the timeline of a deadline, and one sentence for what cannot be."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import Any

import pytest

from bot.program.ladder import ladder
from domain.model.languages import LANGUAGES
from domain.settings.office import Settings
from tests.domain.office import MONDAY, local

NOW = ["--now", MONDAY.isoformat()]


def run(*words: str) -> int:
    """The command, in an office with the defaults."""
    return ladder([*words, *NOW], Settings(), MONDAY)


def test_it_prints_when_who_and_what_they_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--priority", "urgent", "--due", "明天下午五点", "--lang", "zh-Hans") == 0
    data = json.loads(capsys.readouterr().out)
    assert datetime.fromisoformat(data["due"]) == local(24, 17)
    assert data["quiet_hours"] is False
    first = data["messages"][0]
    assert (datetime.fromisoformat(first["at"]), first["to"]) == (local(23, 10), ["lead", "assigner"])
    assert first["text"][0].startswith("⏰ 该签收了")
    clocks = {what["clock"] for message in data["messages"] for what in message["what"]}
    assert clocks == {"accept", "first_report", "finish"}


def test_with_a_rule_the_periodic_report_is_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--due", "2026-12-04T18:00", "--periodic", "每周五") == 0
    data = json.loads(capsys.readouterr().out)
    assert "periodic" in {what["clock"] for message in data["messages"] for what in message["what"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_a_terminal_it_is_lines_for_people(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run("--due", "2026-11-27T22:00", "--lang", language) == 0
    said = capsys.readouterr().out
    assert "18:00" not in said.splitlines()[0]
    assert said.count("\n\n") > 5
    assert "{" not in said
    assert "<" not in said


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--due", "昨天"), "has passed already"),
        (("--due", "2026-11-20T10:00"), "has passed already"),
        (("--due", "2026-02-31"), "2026-02-31"),
        (("--due", "blah"), "is no deadline"),
        (("--due", "明天", "--priority", "hasty"), "none of normal, elevated, urgent, immediate"),
        (("--due", "12月18日", "--periodic", "每半小时"), "hour"),
        (("--due", "12月18日", "--periodic", "随便"), "how often"),
        (("--due", "12月18日", "--periodic", "每月20日"), "after the deadline"),
    ],
)
def test_what_cannot_be_gets_one_sentence(capsys: pytest.CaptureFixture[str], words: Any, why: str) -> None:
    assert run(*words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert why in said.err
    assert len(said.err.splitlines()) == 1


def test_a_now_that_is_none_is_refused_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert ladder(["--due", "明天", "--now", "soon"], Settings(), MONDAY) == 2
    assert "--now 'soon' is no moment" in capsys.readouterr().err


def test_what_is_read_next_year_names_the_year_to_whoever_reads_it_now(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--due", "2027-01-08 17:00", "--lang", "en") == 0
    texts = [text for m in json.loads(capsys.readouterr().out)["messages"] for text in m["text"] if "8 Jan" in text]
    assert len(texts) > 3
    assert all("8 Jan 2027 17:00" in text for text in texts)
