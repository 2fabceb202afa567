"""`duban run` and `python -m simulator` as processes of their own: polling, webhook, bad configuration, SIGTERM."""

from __future__ import annotations

import contextlib
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@contextlib.contextmanager
def process(*words: str, cwd: Path = ROOT, log: Path) -> Iterator[subprocess.Popen[str]]:
    """A Python process, ended with the test."""
    with log.open("w") as err:
        started = subprocess.Popen([sys.executable, *words], cwd=cwd, stdout=subprocess.PIPE, stderr=err, text=True)
    try:
        yield started
    finally:
        started.kill()
        started.wait()
        assert started.stdout
        started.stdout.close()


def until(found: Callable[[], Any], seconds: float = 40) -> Any:
    """Wait for something true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(httpx.TransportError, IndexError):
            answer = found()
            if answer:
                return answer
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")


class Telegram:
    """The simulator's control API."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url)
        people = until(lambda: self.http.get("/sim/state").json()["people"])
        self.ids = {p["username"]: p["id"] for p in people}
        self.group = next(c["id"] for c in self.http.get("/sim/state").json()["chats"] if c["type"] != "private")

    def act(self, person: str, **body: Any) -> dict[str, Any]:
        """Do something as a person."""
        answer = self.http.post("/sim/act", json={"as": self.ids[person], **body}).json()
        assert answer["ok"], answer
        return answer

    def texts(self, person: str, chat: int) -> list[str]:
        """What a person reads in a chat."""
        found = self.http.get("/sim/messages", params={"as": self.ids[person], "chat": chat}).json()
        return [m["text"] for m in found["messages"]]

    def buttons(self, person: str, chat: int) -> dict[str, int]:
        """Every button in a chat: its data, and the message it stands on."""
        found = self.http.get("/sim/messages", params={"as": self.ids[person], "chat": chat}).json()
        rows = [(b.get("data"), m["id"]) for m in found["messages"] for row in m["buttons"] for b in row]
        return {data: message for data, message in rows if data}


WEBHOOK = """
mode = "webhook"
[telegram.webhook]
url = "http://127.0.0.1:{hook}/telegram"
listen = "127.0.0.1:{hook}"
secret = "a-secret-of-enough-letters"
"""


def write_config(folder: Path, api: int, token: str, extra: str = "") -> Path:
    """A configuration that points at the simulator."""
    path = folder / "config.toml"
    path.write_text(
        f'[telegram]\ntoken = "{token}"\napi_url = "http://127.0.0.1:{api}"\n{extra}\n'
        f'[storage]\nurl = "sqlite:///{folder}/duban.db"\n[delivery]\nper_chat_seconds = 0\n'
    )
    return path


@pytest.mark.timeout(90)
@pytest.mark.parametrize("mode", ["polling", "webhook"])
def test_the_bot_does_its_job_as_a_process_of_its_own(tmp_path: Path, mode: str) -> None:
    port, hook = free_port(), free_port()
    with process("-m", "simulator", "--port", str(port), "--no-limits", log=tmp_path / "sim.log") as simulator:
        assert simulator.stdout
        token = [simulator.stdout.readline() for _ in range(3)][2].split()[-1]
        config = write_config(tmp_path, port, token, WEBHOOK.format(hook=hook) if mode == "webhook" else "")
        with process("-m", "bot", "run", "--config", str(config), log=tmp_path / "bot.log") as bot:
            assert bot.stdout
            assert "@duban_bot is at work." in bot.stdout.readline()
            claim = bot.stdout.readline().strip().rpartition("start=")[2]
            telegram = Telegram(f"http://127.0.0.1:{port}")
            assign_and_accept(telegram, claim)
            if mode == "webhook":
                refuse_strangers(hook)
            assert telegram.http.get("/sim/problems").json()["problems"] == []
            telegram.http.close()
            bot.send_signal(signal.SIGTERM)
            assert bot.wait(timeout=10) == 0
        assert token not in (tmp_path / "bot.log").read_text()
    assert asked(config, "verify") == "The history is unbroken."
    assert asked(config, "audit") == "Every open task is what its history says."


def asked(config: Path, command: str) -> str:
    """What a command of the program says of the database, which is well."""
    words = [sys.executable, "-m", "bot", command, "--config", str(config)]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def assign_and_accept(t: Telegram, claim: str) -> None:
    """The shortest way through: claim, add, join, assign, accept."""
    li, group = t.ids["li"], t.group
    t.act("wang", do="start", payload=claim)
    until(lambda: len(t.texts("wang", t.ids["wang"])) > 1)
    t.act("wang", do="add_bot", chat=group)
    join = until(lambda: t.buttons("li", group).get("j:1"))
    t.act("li", do="press", chat=group, message=join, button="j:1")
    t.act("li", do="start", payload="hello")
    until(lambda: len(t.texts("li", li)) > 1)
    t.act("wang", do="send", chat=group, text="/task @li 三个工作日内 提交三季度报告")
    card = until(lambda: t.buttons("li", li).get("t:accept:1"))
    answer = t.act("li", do="press", chat=li, message=card, button="t:accept:1")
    assert answer["answer"]["text"] == "#1 已签收"
    until(lambda: any("办理中" in text for text in t.texts("wang", group)))


def refuse_strangers(hook: int) -> None:
    """Posts without the secret, with a wrong one, or that are no updates: refused, and nothing happens."""
    address = f"http://127.0.0.1:{hook}/telegram"
    update = json.dumps({"update_id": 1})
    assert httpx.post(address, content=update).status_code == 403
    wrong = {"X-Telegram-Bot-Api-Secret-Token": "wrong"}
    assert httpx.post(address, content=update, headers=wrong).status_code == 403
    right = {"X-Telegram-Bot-Api-Secret-Token": "a-secret-of-enough-letters"}
    assert httpx.post(address, content="[]", headers=right).status_code == 400
    assert httpx.post(address, content="x" * 1_100_000, headers=right).status_code == 413
    assert httpx.get(f"http://127.0.0.1:{hook}/health").json()["ok"] is True


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[telegram]\ntoken = ""\n', "telegram.token: is missing"),
        ("[telegram]\ntokn = 1\n", "telegram.tokn: is not a key"),
        ('[telegram]\ntoken = "1:a"\n[office]\ntimezone = "Mars/Olympus"\n', "office.timezone"),
        ('[telegram]\ntoken = "1:a"\nmode = "webhook"\n', "telegram.webhook.url"),
        ("not toml", "is not TOML"),
    ],
)
def test_a_start_with_something_wrong_says_in_one_line_what_to_do(tmp_path: Path, text: str, reason: str) -> None:
    config = tmp_path / "config.toml"
    config.write_text(text)
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run", "--config", str(config)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert reason in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "duban.db").exists()
