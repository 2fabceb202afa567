"""The `duban` command."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from bot.program.signals import stop_on_signals, unless
from domain.model.languages import LANGUAGES
from domain.model.ledger import LedgerForm

if TYPE_CHECKING:
    from datetime import datetime
    from types import ModuleType

    from bot.running import Duban
    from domain.settings.office import Settings

_CONFIG, _FAULT = 2, 1
_LEFT_BEFORE_A_LOOK = 20_000  # objects, where Python looks for garbage after 700


def main(argv: Sequence[str] | None = None) -> int:
    """Run one of the commands; 0 when all is well, 2 for a configuration that cannot be used."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["when"]:
        return _when(words[1:])
    if words[:1] == ["ladder"]:
        return _ladder(words[1:])
    args = _parser().parse_args(words)
    from bot.config import ConfigError

    try:
        return _COMMANDS[args.command](args)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return _CONFIG


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="duban", description="A Telegram bot that sees every assigned task through.")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="the bot; migrates the database first")
    verify = commands.add_parser("verify", help="prove that the history is unbroken")
    audit = commands.add_parser("audit", help="whether every open task is what its history says")
    export = commands.add_parser(
        "export", help="the whole office's ledger, to standard output: duban export > ledger.json"
    )
    export.add_argument("--format", choices=[form.value for form in LedgerForm], default=LedgerForm.JSON.value)
    for command in (run, verify, audit, export):
        command.add_argument("--config", type=Path, help="the TOML file; default: config.toml here, if there is one")
    demo = commands.add_parser("demo", help="a whole office in the browser: no token, no network")
    demo.add_argument("--lang", choices=tuple(LANGUAGES), default=None, help="language of the office")
    demo.add_argument("--port", type=int, default=8765)
    demo.add_argument("--fresh", action="store_true", help="forget what was done before")
    demo.add_argument("--state", type=Path, default=Path(".demo"), help="where the demo keeps its state")
    commands.add_parser("when", help="how a deadline phrase is read")
    commands.add_parser("ladder", help="what comes for a deadline if nothing is done")
    return parser


def _config_path(args: argparse.Namespace) -> Path | None:
    usual = Path("config.toml")
    found: Path | None = args.config
    return found or (usual if usual.exists() else None)


def _run(args: argparse.Namespace) -> int:
    with lean_imports():
        import structlog

        from bot.config import load, open_secrets, token_of
        from bot.program.logs import set_up
        from bot.wiring import checked, clock_of, wire

    path = _config_path(args)
    config = checked(load(path))
    set_up((token_of(config), config.telegram.webhook.secret.get_secret_value()))
    for warning in open_secrets(config, path):
        structlog.get_logger("duban").warning(warning)
    return asyncio.run(_serve(wire(config, clock_of(config))))


@contextlib.contextmanager
def lean_imports() -> Iterator[None]:
    """A third of a start is left out: two libraries load a terminal's colours for tools of theirs that nobody calls here, a
    third looks for plugins of its own in all that is installed, and what is imported is no garbage, neither while it comes
    nor ever after."""
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    hidden = [name for name in ("rich", "pygments") if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden, cast("ModuleType", None)))
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
        gc.freeze()
        gc.set_threshold(_LEFT_BEFORE_A_LOOK)  # what a command makes goes when it is done; hardly any of it is a circle
        gc.enable()


async def _serve(duban: Duban) -> int:
    stopped = stop_on_signals()
    started = await unless(stopped, duban.start())
    if started is None:
        await duban.stop()
        return 0
    print(f"@{started.username} is at work.", flush=True)
    if started.claim_link:
        print(f"No owner yet. Whoever opens this link first becomes the owner: {started.claim_link}", flush=True)
    await stopped.wait()
    await duban.stop()
    return 0


def _verify(args: argparse.Namespace) -> int:
    from bot.config import load
    from bot.wiring import verify_history

    faults = verify_history(load(_config_path(args)))
    for fault in faults:
        print(fault)
    print("The history is unbroken." if not faults else f"{len(faults)} faults found.")
    return _FAULT if faults else 0


def _audit(args: argparse.Namespace) -> int:
    from bot.config import load
    from bot.wiring import audit

    found = asyncio.run(audit(load(_config_path(args))))
    for difference in found:
        print(difference)
    print("Every open task is what its history says." if not found else f"{len(found)} differences found.")
    return _FAULT if found else 0


def _export(args: argparse.Namespace) -> int:
    from bot.config import load
    from bot.wiring import export

    export(load(_config_path(args)), LedgerForm(args.format), sys.stdout.buffer)
    sys.stdout.flush()
    return 0


def _demo(args: argparse.Namespace) -> int:
    from bot.program.demo import run_demo

    return asyncio.run(run_demo(args.lang, args.port, args.state, fresh=args.fresh))


def _when(words: list[str]) -> int:
    from bot.program.when import when

    found = _office()
    if found is None:
        return _CONFIG
    settings, now, language = found
    calendar = settings.calendar()
    return when(words, calendar=calendar, now=now.astimezone(calendar.zone), language=language)


def _ladder(words: list[str]) -> int:
    from bot.program.ladder import ladder

    found = _office()
    return _CONFIG if found is None else ladder(words, *found)


def _office() -> tuple[Settings, datetime, str] | None:
    """The office's settings, the moment and the language to answer in; None where the configuration cannot be used."""
    from bot.clock import SystemClock
    from bot.config import ConfigError, load, settings_of

    usual = Path("config.toml")
    try:
        settings = settings_of(load(usual if usual.exists() else None))
    except ConfigError as error:
        print(error, file=sys.stderr)
        return None
    chosen = usual.exists() or "DUBAN_OFFICE__LANGUAGE" in os.environ
    return settings, SystemClock().now(), settings.language if chosen else _terminal_language()


def _terminal_language() -> str:
    """What the terminal speaks: `zh_TW.UTF-8` is zh-Hant."""
    said = next((v for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(name))), "").lower()
    if not said.startswith("zh"):
        return "en"
    return "zh-Hant" if any(place in said for place in ("tw", "hk", "mo", "hant")) else "zh-Hans"


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "run": _run,
    "verify": _verify,
    "audit": _audit,
    "export": _export,
    "demo": _demo,
}

if __name__ == "__main__":
    sys.exit(main())
