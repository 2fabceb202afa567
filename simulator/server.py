"""The Bot API over HTTP: token, method, specification, faults, limits, effect, answer, journal."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from simulator import api_chat, api_edit, api_inline, api_profile, api_send
from simulator.api import Handler, Params, Request, not_simulated
from simulator.clock import pause
from simulator.errors import WEBHOOK_ACTIVE, ApiError, SpecError, bad, conflict, too_many
from simulator.faults import Fault, Faults
from simulator.journal import Journal
from simulator.limits import Limits
from simulator.model import Chat
from simulator.profile import Profile
from simulator.spec import Spec, Upload, load_spec
from simulator.updates import check_kinds
from simulator.webhook import Webhook
from simulator.world import World

METHODS: Mapping[str, Handler] = {
    **api_send.METHODS,
    **api_edit.METHODS,
    **api_chat.METHODS,
    **api_profile.METHODS,
    **api_inline.METHODS,
}
_SECRET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
_LONGEST_POLL = 50
_HTML = "<html>\r\n<head><title>{0}</title></head>\r\n<body>\r\n<center><h1>{0}</h1></center>\r\n</body>\r\n</html>\r\n"


class Cut(Response):
    """No answer at all: the connection is cut."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's signature
        """Cut it."""
        await scope["simulator.cut"]()


@dataclass(slots=True)
class Outcome:
    """What a request came to."""

    status: int
    body: dict[str, Any]


class BotServer:
    """Answers the bot."""

    def __init__(self, world: World, profile: Profile, webhook: Webhook, token: str, *, strict_limits: bool) -> None:
        self.world = world
        self.profile = profile
        self.webhook = webhook
        self.token = token
        self.journal = Journal()
        self.faults = Faults()
        self.limits = Limits(enabled=strict_limits)
        self.problems: list[str] = []
        self.spec: Spec = load_spec()
        self.closing = False
        webhook.reply = self._from_webhook
        self._delivery: dict[str, Callable[[Params], Awaitable[Any]]] = {
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._webhook_info,
        }

    # -- HTTP ---------------------------------------------------------------------------------------------------------

    async def endpoint(self, http: HttpRequest) -> Response:
        """``/bot<token>/<method>``."""
        if http.path_params["token"] != self.token:
            return _answer(Outcome(401, ApiError(401, "Unauthorized").body()))
        name = http.path_params["method"]
        method = self.spec.method(name)
        if method is None:
            self._problem(f"{name} is no method of {self.spec.version}")
            return _answer(Outcome(404, ApiError(404, "Not Found: method not found").body()))
        try:
            params, files = await _read(http)
        except ApiError as error:
            return _answer(Outcome(error.code, error.body()))
        except ClientDisconnect:  # the bot died while it asked: nothing was asked, and nobody waits for an answer
            return Response(status_code=400)
        if method == "getUpdates":
            return await _unless_gone(http, self._with_faults(method, params, files))
        return await self._with_faults(method, params, files)

    async def download(self, http: HttpRequest) -> Response:
        """``/file/bot<token>/<path>``."""
        if http.path_params["token"] != self.token:
            return _answer(Outcome(401, ApiError(401, "Unauthorized").body()))
        path = http.path_params["path"]
        found = next((f for f in self.world.files.values() if f.path == path), None)
        if found is None:
            return _answer(Outcome(404, ApiError(404, "Not Found").body()))
        return Response(found.data, media_type=found.mime)

    async def _with_faults(self, method: str, params: Params, files: Mapping[str, Upload]) -> Response:
        fault = self.faults.take(method, _chat_id(params))
        before = _BEFORE.get(fault.kind) if fault is not None else None
        if fault is not None and before is not None:
            response = await before(fault)
            if response is not None:
                self._journal(method, params, response.status_code, {"error": f"fault: {fault.kind}"})
                return response
        if fault is not None and fault.kind == "drop_connection":
            self._journal(method, params, 0, {"error": "fault: drop_connection"})
            return Cut()
        outcome = await self.call(method, params, files)
        if fault is not None and fault.kind == "lost_answer":
            return Cut()
        response = _answer(outcome)
        if fault is not None and fault.kind == "truncated":
            return Response(bytes(response.body)[: len(response.body) // 2], media_type="application/json")
        return await _html502(fault) if fault is not None and fault.kind == "lost_behind_502" else response

    # -- effect -------------------------------------------------------------------------------------------------------

    async def call(self, method: str, params: Params, files: Mapping[str, Upload]) -> Outcome:
        """Carry out one request and write it down."""
        checked: Params = params
        try:
            checked = self.spec.check(method, params, files)
            result = await self._effect(method, checked, files)
        except ApiError as error:
            if isinstance(error, SpecError):
                self._problem(f"{method}: {error.description}")
            self._journal(method, checked, error.code, {"error": error.description})
            return Outcome(error.code, error.body())
        if method != "getUpdates" or result:
            self._journal(method, checked, 200, {"result": result})
        return Outcome(200, {"ok": True, "result": result})

    async def _effect(self, method: str, params: Params, files: Mapping[str, Upload]) -> Any:
        if method in self._delivery:
            return await self._delivery[method](params)
        handler = METHODS.get(method)
        if handler is None:
            raise not_simulated(method)
        self._limit(method, params)
        return handler(Request(self.world, self.profile, params, files))

    def _limit(self, method: str, params: Params) -> None:
        chat = params.get("chat_id")
        if isinstance(chat, str):
            named = self.world.by_username(chat)
            chat = named.id if isinstance(named, Chat) else None
        if isinstance(chat, int) and (chat in self.world.people or chat in self.world.chats):
            several = params.get("media") if method == "sendMediaGroup" else params.get("message_ids")
            self.limits.spend(method, chat, len(several) if isinstance(several, list) else 1)

    async def _from_webhook(self, name: str, params: Mapping[str, Any]) -> Any:
        method = self.spec.method(name)
        return await self.call(method, params, {}) if method is not None else None

    def _journal(self, method: str, params: Params, status: int, outcome: Mapping[str, Any]) -> None:
        self.journal.record(self.world.clock.now(), method, params, status, outcome)

    def _problem(self, text: str) -> None:
        self.problems.append(text.replace(self.token, "<token>"))

    # -- delivery -----------------------------------------------------------------------------------------------------

    async def _get_updates(self, params: Params) -> list[dict[str, Any]]:
        if self.webhook.url:
            raise conflict(WEBHOOK_ACTIVE)
        self.world.updates.allow(check_kinds(params.get("allowed_updates")))
        timeout = 0 if self.closing else min(params.get("timeout") or 0, _LONGEST_POLL)
        return await self.world.updates.get(params.get("offset") or 0, params.get("limit") or 100, timeout)

    async def _set_webhook(self, params: Params) -> bool:
        secret = params.get("secret_token")
        if secret is not None and not (1 <= len(secret) <= 256 and set(secret) <= _SECRET):
            raise bad("secret token contains unallowed characters")
        url = params.get("url") or ""
        if url and not url.startswith(("https://", "http://")):
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        self.world.updates.allow(check_kinds(params.get("allowed_updates")))
        if params.get("drop_pending_updates"):
            self.world.updates.drop()
        await self.webhook.set(url, secret, params.get("max_connections") or 40)
        return True

    async def _delete_webhook(self, params: Params) -> bool:
        if params.get("drop_pending_updates"):
            self.world.updates.drop()
        await self.webhook.set("", None, 40)
        return True

    async def _webhook_info(self, _params: Params) -> dict[str, Any]:
        return self.webhook.info()


async def _unless_gone(http: HttpRequest, work: Coroutine[Any, Any, Response]) -> Response:
    """Give up a long poll whose client hung up, so that the next poller meets no conflict."""
    poll = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_hung_up(http))
    try:
        await asyncio.wait({poll, gone}, return_when=asyncio.FIRST_COMPLETED)
        return await poll if poll.done() else Response(status_code=499)
    finally:
        for task in (poll, gone):
            task.cancel()
        await asyncio.gather(poll, gone, return_exceptions=True)


async def _hung_up(http: HttpRequest) -> None:
    while (await http.receive())["type"] != "http.disconnect":
        pass


async def _status(fault: Fault) -> Response:
    error = ApiError(
        int(fault.args.get("code", 500)),
        str(fault.args.get("description", "Internal Server Error")),
        fault.args.get("parameters"),
    )
    return _answer(Outcome(error.code, error.body()))


async def _retry_after(fault: Fault) -> Response:
    error = too_many(int(fault.args.get("seconds", 1)))
    return _answer(Outcome(429, error.body()))


async def _html502(fault: Fault) -> Response:
    code = int(fault.args.get("code", 502))
    return HTMLResponse(_HTML.format(f"{code} Bad Gateway"), code)


async def _delay(fault: Fault) -> None:
    await pause(float(fault.args.get("seconds", 1)))


_BEFORE: Mapping[str, Callable[[Fault], Awaitable[Response | None]]] = {
    "status": _status,
    "retry_after": _retry_after,
    "html502": _html502,
    "delay": _delay,
}


def _answer(outcome: Outcome) -> Response:
    headers = {"Retry-After": str(outcome.body["parameters"]["retry_after"])} if outcome.status == 429 else {}
    return JSONResponse(outcome.body, outcome.status, headers)


def _chat_id(params: Params) -> int | None:
    chat = params.get("chat_id")
    if isinstance(chat, str) and chat.lstrip("-").isdigit():
        return int(chat)
    return chat if isinstance(chat, int) else None


async def _read(http: HttpRequest) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Parameters from the query string and the body: JSON, form or multipart."""
    params: dict[str, Any] = dict(http.query_params)
    files: dict[str, Upload] = {}
    kind = http.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "application/json":
        params |= _json_body(await http.body())
    elif kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        async with http.form(max_part_size=64 * 1024 * 1024) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    mime = value.content_type or "application/octet-stream"
                    files[name] = Upload(value.filename or name, mime, await value.read())
                else:
                    params[name] = value
    return params, files


def _json_body(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw or b"{}")
        json.dumps(body, ensure_ascii=False).encode()
    except UnicodeError as error:
        raise bad("strings must be encoded in UTF-8") from error
    except ValueError as error:
        raise bad("can't parse JSON object") from error
    if not isinstance(body, dict):
        raise bad("object expected")
    return body
