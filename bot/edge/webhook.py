"""The door for Telegram's posts: the secret first, then stored, then 200."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import socket
from collections.abc import Awaitable, Callable
from typing import Any

import h11
import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.config import ConfigError
from bot.edge.updates import posted
from domain.errors import PassingError

log = structlog.get_logger("duban.webhook")
HEADER = "X-Telegram-Bot-Api-Secret-Token"
_BIGGEST = 1_000_000
_PATIENCE = 10.0  # seconds for the headers and the body of one request
Store = Callable[[list[dict[str, Any]]], Awaitable[None]]


def build_app(path: str, secret: str, store: Store, health: Callable[[], dict[str, Any]]) -> Starlette:
    """The web application: `path` takes updates, `/health` tells how the bot is."""

    async def take(request: Request) -> Response:
        if not secrets.compare_digest(request.headers.get(HEADER, "").encode(), secret.encode()):
            return Response(status_code=403)
        body = await _read(request)
        update = posted(body) if body is not None else None
        if update is None:
            return Response(status_code=400 if body is not None else 413)
        try:
            await store([update])
        except PassingError as error:
            log.warning("update not taken now", reason=str(error))
            return Response(status_code=503)
        except Exception:
            log.exception("update could not be stored")
            return Response(status_code=503)
        return Response(status_code=200)

    async def tell(_request: Request) -> Response:
        state = health()
        return JSONResponse(state, status_code=200 if state["ok"] else 503)

    return Starlette(routes=[Route(path, take, methods=["POST"]), Route("/health", tell)])


class Server(uvicorn.Server):
    """A server whose signals are handled by whoever started the bot."""

    @contextlib.contextmanager
    def capture_signals(self) -> Any:
        yield


class Patient(H11Protocol):
    """Waits so long for a request to be whole, and no longer: whoever never ends one holds no connection."""

    _too_late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._enough()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._enough()
        elif self._too_late is None:
            self._too_late = self.loop.call_later(_PATIENCE, self.transport.abort)

    def _enough(self) -> None:
        if self._too_late is not None:
            self._too_late.cancel()
            self._too_late = None


def listening(listen: str) -> socket.socket:
    """The socket at `host:port`, taken before anything else is begun."""
    host, _, port = listen.rpartition(":")
    try:
        family, kind, number, _, address = socket.getaddrinfo(host.strip("[]"), int(port), type=socket.SOCK_STREAM)[0]
        found = socket.socket(family, kind, number)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen()
    except OSError as error:
        raise ConfigError(
            f"telegram.webhook.listen: {listen} cannot be used ({error.strerror}); is another program there?"
        ) from None
    return found


def server_for(app: Starlette) -> Server:
    """A server for the application."""
    config = uvicorn.Config(app, http=Patient, ws="none", log_level="warning", access_log=False, lifespan="off")
    return Server(config)


async def _read(request: Request) -> bytes | None:
    """The body, or None when it is larger than any update or never came whole."""
    body = b""
    with contextlib.suppress(ClientDisconnect):
        async for chunk in request.stream():
            body += chunk
            if len(body) > _BIGGEST:
                return None
        return body
    return None
