"""The configuration: what cannot be used stops the start with one line that says where, what and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from bot.config import ConfigError, load, settings_of, token_of
from bot.wiring import checked
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Priority
from domain.settings.ladders import DEFAULT_LADDERS, DEFAULT_TERMS, ladder
from domain.settings.office import Settings
from domain.settings.spans import Span
from tests.bot.configuring import TOKEN, Write, fault
from worktime.calendar import DayOverride
from worktime.record import write_down

# -- faults ----------------------------------------------------------------------------------------------------------

FAULTS = {
    "an unknown section": ('[offices]\nname = "x"', "offices", "is not a key"),
    "an unknown key": ('[office]\ncolour = "red"', "office.colour", "is not a key"),
    "an unknown key further in": ('[telegram.webhook]\nurll = "x"', "telegram.webhook.urll", "is not a key"),
    "a key at the top": ('token = "x"', "token", "is not a key"),
    "a number for a name": ("[office]\nname = 5", "office.name", "string"),
    "a word for a list": ('[office]\nowners = "wang"', "office.owners", "list in brackets"),
    "a name for an id": ('[office]\nowners = ["wang"]', "office.owners", "integer"),
    "a word for yes or no": ('[digest]\nwhen_empty = "perhaps"', "digest.when_empty", "boolean"),
    "a section that is a value": ('office = "x"', "office", "dictionary"),
    "an empty name": ('[office]\nname = ""', "office.name", "at least 1"),
    "a zone that does not exist": ('[office]\ntimezone = "Mars/Base"', "office.timezone", "Asia/Shanghai"),
    "a country that does not exist": ('[office]\nholidays = "XX"', "office.holidays", "CN, TW, HK"),
    "a language nobody wrote": ('[office]\nlanguage = "fr"', "office.language", "zh-Hans"),
    "a way of receiving there is not": ('[telegram]\nmode = "pigeon"', "telegram.mode", "polling"),
    "an address that is none": ('[telegram]\napi_url = "ftp://x"', "telegram.api_url", "https://"),
    "a place to listen without a port": ('[telegram.webhook]\nlisten = "8080"', "telegram.webhook.listen", "host:port"),
    "a port that cannot be": ('[telegram.webhook]\nlisten = "a:99999"', "telegram.webhook.listen", "host:port"),
    "a database of another kind": ('[storage]\nurl = "mysql://x"', "storage.url", "sqlite:///"),
    "a time that cannot be": ('[digest]\ntime = "25:00"', "digest.time", "hour"),
    "a time that is none": ('[digest]\nworklist_time = "soon"', "digest.worklist_time", "soon"),
    "hours that end before they begin": ('[office.hours]\nmonday = "12:00-09:00"', "office.hours.monday", "in order"),
    "hours out of order": ('[office.hours]\nfriday = "13:00-18:00 09:00-12:00"', "office.hours.friday", "in order"),
    "hours that never end": ('[office.hours]\nmonday = "09:00"', "office.hours.monday", "09:00-12:00"),
    "a day that does not exist": ('[office.overrides]\n"2026-02-31" = "work"', "office.overrides.2026-02-31", "date"),
    "a day that is neither": ('[office.overrides]\n2026-12-31 = "party"', "office.overrides", '"work" or "off"'),
    "nothing in flight": ("[delivery]\nin_flight = 0", "delivery.in_flight", "greater"),
    "a lease of no length": ("[delivery]\nlease_seconds = 0", "delivery.lease_seconds", "greater than 0"),
    "a term that is none": ('[terms.accept]\nnormal = "soon"', "terms.accept.normal", "4wh"),
    "a clock there is not": ('[terms.lunch]\nnormal = "1h"', "terms.lunch", "accept"),
    "a priority there is not": ('[terms.accept]\nlow = "1h"', "terms.accept.low", "normal"),
    "a step that is none": ('[ladder.finish]\nurgent = ["lead"]', "ladder.finish.urgent", "is not a step"),
    "a step to nobody there is": ('[ladder.finish]\nurgent = ["0 boss"]', "ladder.finish.urgent", "boss"),
    "a step that never gets later": ('[ladder.finish]\nurgent = ["0 lead every 0"]', "ladder.finish.urgent", "later"),
    "an empty step": ('[ladder.finish]\nurgent = [""]', "ladder.finish.urgent", "is not a step"),
}  # fmt: skip
# What the types alone would let pass.
SUBTLE = {
    "a number for a term": ("[terms.accept]\nnormal = 5", "terms.accept.normal", "amount of time"),
    "a term that lies in the past": ('[terms.accept]\nnormal = "-4wh"', "terms.accept.normal", "ahead"),
    "a word for a ladder": ('[ladder.finish]\nurgent = "0 lead"', "ladder.finish.urgent", "list"),
    "a number for a step": ("[ladder.finish]\nurgent = [5]", "ladder.finish.urgent", "step"),
    "two steps at the same place": ('[ladder.finish]\nurgent = ["0 lead", "0 leader"]', "ladder.finish.urgent", "twice"),
    "hours with a zone": ('[office.hours]\nmonday = "09:00Z-12:00"', "office.hours.monday", "09:00-12:00"),
    "a week without work": (
        "[office.hours]\n" + "\n".join(f'{d} = ""' for d in ("monday", "tuesday", "wednesday", "thursday", "friday")),
        "office.hours", "at least one",
    ),
}  # fmt: skip


def _cases() -> Iterator[Any]:
    for name, case in {**FAULTS, **SUBTLE}.items():
        yield pytest.param(*case, id=name)


@pytest.mark.parametrize(("text", "key", "reason"), list(_cases()))
def test_what_cannot_be_used_is_told_in_one_line_with_file_key_and_reason(
    write: Write, text: str, key: str, reason: str
) -> None:
    path = write(text)
    said = fault(path)
    assert said.startswith(f"{path}: {key}"), said
    assert reason in said
    assert "\n" not in said


def test_every_fault_has_a_line_of_its_own(write: Write) -> None:
    path = write('[office]\nname = 5\ncolour = "red"\n[storage]\nurl = "x"')
    lines = fault(path).splitlines()
    assert len(lines) == 3
    assert all(line.startswith(f"{path}: ") for line in lines)


@pytest.mark.parametrize("text", ["[office", "name", "[office]\nname = 'x", "x = 1\nx = 2"])
def test_a_file_that_is_not_toml_says_where(write: Write, text: str) -> None:
    said = fault(write(text))
    assert "config.toml: is not TOML: " in said
    assert "\n" not in said


def test_a_file_in_another_encoding_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes('[office]\nname = "督办"'.encode("gb18030"))
    assert "is not TOML" in fault(path)


def test_a_file_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    assert fault(tmp_path / "no.toml").endswith("there is no such file; copy config.example.toml to it")


def test_a_folder_is_no_configuration(tmp_path: Path) -> None:
    assert str(tmp_path) in fault(tmp_path)


# -- the token -------------------------------------------------------------------------------------------------------


def test_the_token_and_the_secret_never_show(write: Write) -> None:
    secret = "a-secret-of-the-webhook"
    path = write(f'[telegram]\ntoken = "{TOKEN}"\n[telegram.webhook]\nsecret = "{secret}"')
    config = load(path)
    shown = f"{config!r} {config} {config.telegram!r} {config.model_dump()} {config.model_dump_json()}"
    assert TOKEN not in shown
    assert secret not in shown
    assert token_of(config) == TOKEN


@pytest.mark.parametrize("broken", [f'[telegram]\ntoken = ["{TOKEN}"]', f'[telegram]\ntoken = "{TOKEN}"\nmode = 1'])
def test_the_token_shows_in_no_fault_either(write: Write, broken: str) -> None:
    assert TOKEN not in fault(write(broken))


def test_the_token_can_stand_in_a_file_of_its_own(write: Write, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    config = load(write(f'[telegram]\ntoken_file = "{tmp_path / "token"}"\ntoken = "another"'))
    assert token_of(config) == TOKEN


def test_a_token_file_that_is_not_there_and_no_token_at_all_are_told(write: Write, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"telegram\.token_file: cannot be read: No such file"):
        token_of(load(write(f'[telegram]\ntoken_file = "{tmp_path / "token"}"')))
    with pytest.raises(ConfigError, match=r"telegram\.token: is missing"):
        token_of(load(None))


def test_an_empty_token_file_is_told(write: Write, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("\n")
    with pytest.raises(ConfigError, match=r"telegram\.token_file"):
        token_of(load(write(f'[telegram]\ntoken_file = "{tmp_path / "token"}"')))


@pytest.mark.parametrize(
    ("webhook", "key"),
    [
        ('secret = "long-enough-to-be-a-secret"', "telegram.webhook.url"),
        ('url = "https://x"', "telegram.webhook.secret"),
        ('url = "https://x"\nsecret = "short"', "telegram.webhook.secret"),
    ],
)
def test_there_is_no_start_in_webhook_mode_without_an_address_and_a_secret(
    write: Write, webhook: str, key: str
) -> None:
    text = f'[telegram]\ntoken = "{TOKEN}"\nmode = "webhook"\n[telegram.webhook]\n'
    with pytest.raises(ConfigError, match=f"^{re.escape(key)}"):
        checked(load(write(text + webhook)))
    whole = load(write(text + 'url = "https://x/hook"\nsecret = "long-enough-to-be-a-secret"'))
    assert checked(whole) is whole


# -- what the rules are given ----------------------------------------------------------------------------------------


def test_nothing_set_is_what_the_rules_have_by_themselves() -> None:
    found, usual = settings_of(load(None)), Settings()
    assert found.ladders == DEFAULT_LADDERS
    assert found.terms == DEFAULT_TERMS
    for name in ("timezone", "language", "holidays", "owners", "digest_time", "worklist_time", "digest_when_empty",
                 "office_name", "overrides"):  # fmt: skip
        assert getattr(found, name) == getattr(usual, name), name
    assert write_down(found.calendar(), 2026, 2027) == write_down(usual.calendar(), 2026, 2027)


def test_what_is_set_reaches_the_rules_and_leaves_the_rest(write: Write) -> None:
    path = write("""
        [office]
        name = "综合局"
        owners = [7]
        holidays = ""
        [office.hours]
        friday = "08:00-12:00"
        saturday = "09:00-12:00"
        [office.overrides]
        2026-12-31 = "off 公司年会"
        "2027-01-02" = "work"
        [digest]
        time = "09:05"
        [terms.accept]
        urgent = "15m"
        [ladder.finish]
        normal = ["0 lead", "+1wd leader every 1wd"]
    """)
    found = settings_of(load(path))
    assert (found.office_name, found.owners, found.digest_time) == ("综合局", frozenset({7}), time(9, 5))
    assert found.hours is not None
    assert (found.hours[4], found.hours[5], 6 in found.hours) == (
        ((time(8), time(12)),), ((time(9), time(12)),), False,
    )  # fmt: skip
    assert found.overrides == {
        date(2026, 12, 31): DayOverride(working=False, name="公司年会"), date(2027, 1, 2): DayOverride(working=True),
    }  # fmt: skip
    assert found.terms[CommitmentKind.ACCEPT][Priority.URGENT] == Span.parse("15m")
    assert found.terms[CommitmentKind.ACCEPT][Priority.NORMAL] == Span.parse("4wh")
    assert found.ladders[CommitmentKind.FINISH][Priority.NORMAL] == ladder("0 lead", "+1wd leader every 1wd")
    assert (
        found.ladders[CommitmentKind.FINISH][Priority.URGENT] == DEFAULT_LADDERS[CommitmentKind.FINISH][Priority.URGENT]
    )
    assert found.ladders[CommitmentKind.ACCEPT] == DEFAULT_LADDERS[CommitmentKind.ACCEPT]
    assert found.calendar().is_working_day(date(2027, 1, 2))


def test_an_address_is_kept_without_the_slash_at_its_end(write: Write) -> None:
    assert load(write('[telegram]\napi_url = "http://127.0.0.1:8081/"')).telegram.api_url == "http://127.0.0.1:8081"
