"""What an operator sees of `duban run` and `duban when`: one line for what cannot be, and a quiet end."""

from __future__ import annotations

import os
import pty
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.process.test_run import ROOT, WEBHOOK, free_port, process, write_config

TOKEN = "123456789:AAFm2-letters_and_digits"


def run(config: Path) -> subprocess.CompletedProcess[str]:
    """`duban run` until it ends by itself."""
    return subprocess.run(
        [sys.executable, "-m", "bot", "run", "--config", str(config)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (f'[telegram]\ntoken = "{TOKEN}"\nproxy = "nonsense"\n', "telegram.proxy"),
        ('[telegram]\ntoken = "hello world"\n', "telegram.token"),
        (f'[telegram]\ntoken = "{TOKEN}"\n[office]\nowners = [0]\n', "office.owners"),
        (f'[telegram]\ntoken = "{TOKEN}"\n[trial]\nclock_file = "no.json"\n', "trial.clock_file"),
        (f'[telegram]\ntoken = "{TOKEN}"\n[storage]\nurl = "sqlite:////no/such/folder/duban.db"\n', "storage.url"),
    ],
)
def test_a_start_that_cannot_be_says_which_key_in_one_line(tmp_path: Path, text: str, key: str) -> None:
    config = tmp_path / "config.toml"
    config.write_text(text)
    config.chmod(0o600)
    done = run(config)
    assert done.returncode == 2
    assert f"{key}: " in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_port_somebody_has_ends_the_start_with_its_key(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        config = write_config(tmp_path, free_port(), TOKEN, WEBHOOK.format(hook=port))
        config.chmod(0o600)
        done = run(config)
    assert done.returncode == 2
    assert done.stderr.startswith(f"telegram.webhook.listen: 127.0.0.1:{port} cannot be used (Address already in use)")
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "duban.db").exists(), "nothing was begun"


@pytest.mark.timeout(90)
def test_a_second_process_on_the_database_is_told_who_is_there(tmp_path: Path) -> None:
    port = free_port()
    with process("-m", "simulator", "--port", str(port), "--no-limits", log=tmp_path / "sim.log") as simulator:
        assert simulator.stdout
        token = [simulator.stdout.readline() for _ in range(3)][2].split()[-1]
        config = write_config(tmp_path, port, token, "[trial]\nsweep_seconds = 0.01")
        config.chmod(0o644)
        with process("-m", "bot", "run", "--config", str(config), log=tmp_path / "bot.log") as first:
            assert first.stdout
            assert "is at work" in first.stdout.readline()
            second = run(config)
            assert second.returncode == 2
            last = second.stderr.strip().splitlines()[-1]
            assert last.startswith(f"storage.url: process {first.pid} on {socket.gethostname()} works on this database")
            time.sleep(0.3)
            first.send_signal(signal.SIGTERM)
            assert first.wait(timeout=15) == 0
        said = (tmp_path / "bot.log").read_text()
        assert "Traceback" not in said
        assert "level='error'" not in said
        assert f"chmod 600 {config}" in said, "a file with a token that others can read is warned about"


def when(*words: str, terminal: bool, **environment: str) -> str:
    """What `duban when` prints, to a terminal or to a pipe."""
    command = [sys.executable, "-m", "bot", "when", *words, "--now", "2026-11-23T10:00:00+08:00"]
    env = {**os.environ, "LC_ALL": "", "LC_MESSAGES": "", "LANG": "", **environment}
    if not terminal:
        return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True).stdout
    ours, theirs = pty.openpty()
    try:
        subprocess.run(command, cwd=ROOT, env=env, stdout=theirs, check=True)
        return os.read(ours, 10_000).decode().replace("\r\n", "\n")
    finally:
        os.close(ours)
        os.close(theirs)


@pytest.mark.parametrize(
    ("lang", "said"), [("en_GB.UTF-8", "Fri 27 Nov"), ("zh_CN.UTF-8", "11月27日周五"), ("zh_TW.UTF-8", "11月27日週五")]
)
def test_when_speaks_to_people_in_a_terminal_and_to_programs_elsewhere(lang: str, said: str) -> None:
    sentence = when("by Friday 5pm", terminal=True, LANG=lang)
    assert said in sentence
    assert "{" not in sentence
    assert when("by Friday 5pm", terminal=False, LANG=lang).startswith('{"kind": ')
    assert when("by Friday 5pm", "--json", terminal=True, LANG=lang).startswith('{"kind": ')
