"""Uvicorn for a guest: no signal handlers, and it starts and stops at once (a test starts hundreds)."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp

_TICK = 1.0
_TICKS_A_SECOND = 10
_CHECK = 0.002
_KEEP_ALIVE = 75
_PATIENCE = 5.0


class Serving(uvicorn.Server):
    """One served application; the process belongs to somebody else."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                log_level="warning",
                access_log=False,
                lifespan="off",
                http="h11",
                ws="none",
                proxy_headers=False,
                server_header=False,
                timeout_keep_alive=_KEEP_ALIVE,
            )
        )
        self._leave = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def begin(self, host: str, port: int) -> int:
        """Bind and serve in the running loop; the port it got."""
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # the protocol must be named, or asyncio leaves Nagle's algorithm on and every answer takes 40 ms
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError:
            listener.close()
            raise
        self._task = asyncio.ensure_future(self.serve(sockets=[listener]))
        while not self.started and not self._task.done():
            await asyncio.sleep(_CHECK)
        return int(listener.getsockname()[1])

    async def end(self) -> None:
        """Stop serving; requests under way are given a few seconds."""
        self.should_exit = True
        self._leave.set()
        if self._task is not None:
            await self._task

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone."""
        yield

    async def main_loop(self) -> None:
        """Tick until told to leave."""
        counter = 0
        while not await self.on_tick(counter):
            counter += _TICKS_A_SECOND
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_TICK):
                    await self._leave.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close listeners and connections."""
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                while self.server_state.connections or self.server_state.tasks:
                    await asyncio.sleep(_CHECK)
        for task in self.server_state.tasks:
            task.cancel()
