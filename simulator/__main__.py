"""``python -m simulator``: the simulator by itself."""

import argparse
import asyncio
import contextlib
import signal
from pathlib import Path

from simulator.cast import small_office
from simulator.clock import SimClock
from simulator.simulator import DEFAULT_TOKEN, Simulator


def main() -> None:
    """Read the command line and serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m simulator", description="A Telegram in one process")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=DEFAULT_TOKEN)
    parser.add_argument("--username", default="duban_bot", help="the bot's @name")
    parser.add_argument("--state", type=Path, help="keep the world in this file")
    parser.add_argument("--clock-file", type=Path, help="share the clock through this file")
    parser.add_argument("--frozen", action="store_true", help="let time stand still until it is moved")
    parser.add_argument("--no-limits", action="store_true", help="never answer 429")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(parser.parse_args()))


async def _serve(options: argparse.Namespace) -> None:
    clock = SimClock(frozen=options.frozen, path=options.clock_file)
    simulator = Simulator(
        clock,
        token=options.token,
        bot_username=options.username,
        state=options.state,
        strict_limits=not options.no_limits,
    )
    if not simulator.restored:
        small_office(simulator.world)
    await simulator.start(options.host, options.port)
    print(f"page      {simulator.url}/")
    print(f"api_url   {simulator.url}")
    print(f"token     {simulator.token}", flush=True)
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stopped.set)
    await stopped.wait()
    await simulator.stop()


if __name__ == "__main__":
    main()
