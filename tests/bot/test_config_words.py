"""What an operator reads when a value cannot be used: our own sentence, with the key, never a library's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.config import ConfigError, load, open_secrets, token_of
from bot.wiring import checked, clock_of

TOKEN = "123456789:AAFm2-letters_and_digits"
FOREIGN = re.compile(r"Input should|valid |isoformat|Traceback|tuple|unpack|Errno|expected|pydantic", re.IGNORECASE)

BAD = {
    "a proxy that is a word": ('[telegram]\nproxy = "nonsense"', "telegram.proxy", "http://proxy.example:3128"),
    "a proxy without a host": ('[telegram]\nproxy = "http://"', "telegram.proxy", "address"),
    "a proxy of a way there is not": ('[telegram]\nproxy = "ftp://a:1"', "telegram.proxy", "socks5://"),
    "a proxy with a port that cannot be": ('[telegram]\nproxy = "http://a:99999"', "telegram.proxy", "address"),
    "a proxy with a gap": ('[telegram]\nproxy = "http://a b:1"', "telegram.proxy", "address"),
    "a proxy that is a number": ("[telegram]\nproxy = 3128", "telegram.proxy", "text in quotes"),
    "an address of the API without a host": ('[telegram]\napi_url = "https://"', "telegram.api_url", "address"),
    "a port of the API that cannot be": ('[telegram]\napi_url = "http://a:x"', "telegram.api_url", "address"),
    "a webhook that is no address": ('[telegram.webhook]\nurl = "bot.example"', "telegram.webhook.url", "https://"),
    "an owner of number nought": ("[office]\nowners = [0]", "office.owners", "numeric id"),
    "a group as an owner": ("[office]\nowners = [7, -1001]", "office.owners", "numeric id"),
    "an owner beyond all ids": (f"[office]\nowners = [{2**63}]", "office.owners", "numeric id"),
    "a truth as an owner": ("[office]\nowners = [true]", "office.owners", "numeric id"),
    "half an owner": ("[office]\nowners = [1.5]", "office.owners", "numeric id"),
    "one owner without brackets": ("[office]\nowners = 7", "office.owners", "list in brackets"),
    "hours as a number": ("[office.hours]\nmonday = 9", "office.hours.monday", "in quotes"),
    "hours as a list": ("[office.hours]\nmonday = [9, 12]", "office.hours.monday", "in quotes"),
    "hours with one end": ('[office.hours]\nmonday = "9-12"', "office.hours.monday", "09:00-12:00"),
    "a time as a number": ("[digest]\ntime = 8", "digest.time", "text in quotes"),
    "a time with seconds too many": ('[digest]\ntime = "08:60"', "digest.time", "08:30"),
    "overrides as text": ('[office]\noverrides = "none"', "office.overrides", "section"),
    "a token that is a number": ("[telegram]\ntoken = 5", "telegram.token", "text in quotes"),
    "a file that is a list": ('[telegram]\ntoken_file = ["a"]', "telegram.token_file", "name of a file"),
    "a pace that is none": ("[delivery]\nper_second = nan", "delivery.per_second", "number"),
    "a pace without end": ("[delivery]\nper_second = inf", "delivery.per_second", "number"),
    "a lease of a year": ("[delivery]\nlease_seconds = 31536000", "delivery.lease_seconds", "3600"),
    "a half of a send": ("[delivery]\nin_flight = 1.5", "delivery.in_flight", "whole number"),
    "a section as a list": ("telegram = [1]", "telegram", "section"),
    "a ladder as a section": ("[ladder.finish.normal]\na = 1", "ladder.finish.normal", "list of steps"),
}


@pytest.mark.parametrize(("text", "key", "reason"), list(BAD.values()), ids=list(BAD))
def test_a_bad_value_is_told_in_our_own_words(tmp_path: Path, text: str, key: str, reason: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    with pytest.raises(ConfigError) as found:
        load(path)
    said = str(found.value)
    assert said.startswith(f"{path}: {key}: ")
    assert reason in said
    assert "\n" not in said
    assert not FOREIGN.search(said.removeprefix(str(path)))


@pytest.mark.parametrize(
    "good", ["http://p:3128", "https://u:w@p", "socks5://127.0.0.1:1080", "socks5h://[::1]:1080", ""]
)
def test_a_proxy_that_can_be_is_taken_as_it_is(tmp_path: Path, good: str) -> None:
    (tmp_path / "c.toml").write_text(f'[telegram]\nproxy = "{good}"')
    assert load(tmp_path / "c.toml").telegram.proxy == good


def test_a_fault_of_the_environment_names_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAN_OFFICE__OWNERS", "[0]")
    (tmp_path / "c.toml").write_text("")
    with pytest.raises(ConfigError, match="numeric id"):
        load(tmp_path / "c.toml")


@pytest.mark.parametrize("token", ["hello world", "987654321", "987654321:", "a:b", "1:a b", "１:abc", "1:口令"])
def test_what_is_no_token_is_told_before_anything_is_started(tmp_path: Path, token: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f'[telegram]\ntoken = "{token}"', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"^telegram\.token: holds no token") as found:
        checked(load(path))
    assert token not in str(found.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"hello world\n", "holds no token"),
        (b"\xff\xfe\x00", "no text"),
        (b" \n", "is empty"),
        (None, "cannot be read"),
    ],
)
def test_a_bad_token_file_is_called_by_its_name(tmp_path: Path, content: bytes | None, said: str) -> None:
    kept, path = tmp_path / "token", tmp_path / "config.toml"
    if content is None:
        kept.mkdir()
    else:
        kept.write_bytes(content)
    path.write_text(f'[telegram]\ntoken_file = "{kept}"\ntoken = "{TOKEN}"')
    with pytest.raises(ConfigError, match=rf"^telegram\.token_file: .*{said}"):
        token_of(load(path))


def test_a_file_with_a_secret_that_others_can_read_is_warned_about(tmp_path: Path) -> None:
    kept, path = tmp_path / "token", tmp_path / "config.toml"
    kept.write_text(TOKEN)
    path.write_text(f'[telegram]\ntoken_file = "{kept}"')
    kept.chmod(0o644)
    [warning] = open_secrets(load(path), path)
    assert warning.startswith("telegram.token_file: ")
    assert f"chmod 600 {kept}" in warning
    assert TOKEN not in warning
    kept.chmod(0o600)
    assert open_secrets(load(path), path) == [], "the configuration itself holds no secret"
    path.write_text(f'[telegram]\ntoken = "{TOKEN}"')
    path.chmod(0o640)
    assert [w.partition(":")[0] for w in open_secrets(load(path), path)] == ["--config"]


@pytest.mark.parametrize("content", [None, "", "{}", '{"frozen": true}', "soon"])
def test_a_file_that_holds_no_clock_is_told(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "clock.json").write_text(content)
    (tmp_path / "c.toml").write_text(f'[trial]\nclock_file = "{tmp_path / "clock.json"}"')
    with pytest.raises(ConfigError, match=r"^trial\.clock_file: "):
        clock_of(load(tmp_path / "c.toml"))
