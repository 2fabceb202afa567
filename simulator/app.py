"""The web application: Bot API, control API and chat page behind one door."""

import asyncio
import functools
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Message, Receive, Scope, Send

from simulator.control import Control
from simulator.errors import SimError
from simulator.server import BotServer

_HEADERS = (
    (b"content-security-policy", b"default-src 'self'; frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-cache"),
)
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_CUT_TRIES = 100


class App(Starlette):
    """Starlette, plus: foreign web sites are refused, and a connection can be cut without an answer."""

    bound_host = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection."""
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        if not self._welcome(Request(scope)):
            await JSONResponse({"ok": False, "error": "this page may not talk to the simulator"}, 403)(
                scope, receive, send
            )
            return
        scope["simulator.cut"] = functools.partial(_cut, send)
        await super().__call__(scope, receive, _with_headers(send))

    def _welcome(self, request: Request) -> bool:
        """Only pages of this very server, by a name that cannot be forged when it binds to this machine alone."""
        host = request.headers.get("host", "")
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return False
        return self.bound_host not in _LOOPBACK or (urlsplit(f"//{host}").hostname or "") in _LOOPBACK


def build_app(server: BotServer, control: Control, pages: Path) -> App:
    """Everything the simulator serves."""
    routes: list[Route | Mount] = [
        Route("/bot{token}/{method}", server.endpoint, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", server.download, methods=["GET"]),
        *control.routes(),
    ]
    if pages.is_dir():
        routes += [Mount("/web", StaticFiles(directory=pages)), Mount("/", StaticFiles(directory=pages, html=True))]
    handlers = {
        SimError: _refused,
        KeyError: _refused,
        ValueError: _refused,
        TypeError: _refused,
        HTTPException: _http_error,
    }
    return App(routes=routes, exception_handlers=handlers)  # type: ignore[arg-type]  # narrower handlers than Starlette declares


async def _refused(request: Request, error: Exception) -> Response:
    if not request.url.path.startswith("/sim/"):
        raise error
    return JSONResponse({"ok": False, "error": str(error)}, 400)


async def _http_error(request: Request, error: HTTPException) -> Response:
    if request.url.path.startswith("/bot"):
        return JSONResponse(
            {"ok": False, "error_code": error.status_code, "description": error.detail}, error.status_code
        )
    return JSONResponse({"ok": False, "error": error.detail}, error.status_code)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *_HEADERS]
        await send(message)

    return sending


async def _cut(send: Callable[[Message], Awaitable[None]]) -> None:
    """Close the connection under uvicorn's feet, so that the client gets not one byte."""
    cycle = getattr(send, "__self__", None)
    transport = getattr(cycle, "transport", None)
    if transport is None:
        raise ConnectionResetError("the simulator dropped the connection")
    transport.abort()
    for _ in range(_CUT_TRIES):
        if getattr(cycle, "disconnected", True):
            return
        await asyncio.sleep(0)
