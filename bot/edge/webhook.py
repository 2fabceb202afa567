"""The door for Telegram's posts: the secret first, then stored, then 200."""

from __future__ import annotations

import contextlib
import json
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

log = structlog.get_logger("duban.webhook")
HEADER = "X-Telegram-Bot-Api-Secret-Token"
_BIGGEST = 1_000_000
Store = Callable[[list[dict[str, Any]]], Awaitable[None]]


def build_app(path: str, secret: str, store: Store, health: Callable[[], dict[str, Any]]) -> Starlette:
    """The web application: `path` takes updates, `/health` tells how the bot is."""

    async def take(request: Request) -> Response:
        if not secrets.compare_digest(request.headers.get(HEADER, "").encode(), secret.encode()):
            return Response(status_code=403)
        body = await _read(request)
        update = _parse(body) if body is not None else None
        if update is None:
            return Response(status_code=400 if body is not None else 413)
        try:
            await store([update])
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


def server_for(app: Starlette, listen: str) -> Server:
    """A server for the application at `host:port`."""
    host, _, port = listen.rpartition(":")
    return Server(uvicorn.Config(app, host=host, port=int(port), log_level="warning", access_log=False, lifespan="off"))


async def _read(request: Request) -> bytes | None:
    """The body, or None when it is larger than any update."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _BIGGEST:
            return None
    return body


def _parse(body: bytes) -> dict[str, Any] | None:
    try:
        update = json.loads(body)
    except ValueError:
        return None
    fits = isinstance(update, dict) and isinstance(update.get("update_id"), int)
    return update if fits else None
