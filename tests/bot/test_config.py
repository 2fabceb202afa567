"""The configuration: what cannot be used stops the start with one line that says where, what and why."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from pathlib import Path
from typing import Any, get_origin

import pytest
from pydantic import BaseModel

from bot.config import Config, ConfigError, load, settings_of, token_of
from bot.wiring import checked
from domain.model.clocks import TERMED, CommitmentKind
from domain.model.tasks import Priority
from domain.settings.ladders import DEFAULT_LADDERS, DEFAULT_TERMS, ladder
from domain.settings.office import Settings
from domain.settings.spans import Span
from worktime.calendar import DayOverride
from worktime.record import write_down

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
TOKEN = "123456:AAF-secret_token_of_the_bot"
Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A configuration file with this text."""

    def at(text: str) -> Path:
        path = tmp_path / "config.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return at


@pytest.fixture(autouse=True)
def nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have a bot of their own."""
    import os  # noqa: PLC0415 - only this test needs it

    for name in [n for n in os.environ if n.upper().startswith("DUBAN_")]:
        monkeypatch.delenv(name)


def fault(path: Path | None) -> str:
    """What stops the start."""
    with pytest.raises(ConfigError) as caught:
        load(path)
    return str(caught.value)


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


# -- environment -----------------------------------------------------------------------------------------------------


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


# -- the example -----------------------------------------------------------------------------------------------------


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
