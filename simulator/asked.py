"""What a request of the control API asks, and how its answers are written."""

from typing import Any

from starlette.requests import Request

from simulator.errors import SimError
from simulator.model import Answer, InlineAsk


def answer_json(answer: Answer | None) -> dict[str, Any] | None:
    """The bot's answer to a press."""
    if answer is None:
        return None
    return {"text": answer.text, "show_alert": answer.show_alert} | ({"url": answer.url} if answer.url else {})


def offered_json(ask: InlineAsk) -> dict[str, Any]:
    """What the bot offers to an inline query; nothing where it has not answered."""
    shown = [{"id": r["id"], "title": r["title"], "description": r.get("description", "")} for r in ask.results or ()]
    return {"ask": ask.id, "results": shown, "button": ask.button}


def number(request: Request, name: str) -> int:
    """A number of the query."""
    try:
        return int(request.query_params[name])
    except (KeyError, ValueError) as error:
        raise SimError(f"{name!r} must be a number") from error


async def body_of(request: Request) -> dict[str, Any]:
    """The JSON object that was posted."""
    try:
        body = await request.json()
    except ValueError as error:
        raise SimError("the request is not JSON") from error
    if not isinstance(body, dict):
        raise SimError("the request is not a JSON object")
    return body
