"""Bot API methods that answer somebody in a chat the bot need not be in."""

from collections.abc import Mapping
from typing import Any

from simulator.api import Handler, Request, checked_keyboard, formatted
from simulator.errors import QUERY_TOO_OLD, SpecError, bad
from simulator.state import LONGEST_TEXT
from simulator.text import u16
from simulator.updates import LIFE

_MOST_RESULTS = 50
_LONGEST = 64  # bytes of a result's id, of an offset and of a start parameter
_START = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


def answer_inline(request: Request) -> bool:
    """answerInlineQuery: once, and within 30 seconds."""
    ask = request.world.asks.get(request.get("inline_query_id"))
    if ask is None or ask.results is not None or request.world.clock.now() - ask.at > LIFE["inline_query"]:
        raise bad(QUERY_TOO_OLD)
    results, button = request.get("results"), request.get("button")
    contents = _contents(request, results)
    _check_button(button)
    offset = request.get("next_offset") or ""
    if len(offset.encode()) > _LONGEST:
        raise bad("NEXT_OFFSET_INVALID")
    ask.results, ask.contents, ask.button, ask.next_offset = results, contents, button, offset
    ask.done.set()
    request.world.changed()
    return True


def answer_guest(request: Request) -> dict[str, Any]:
    """answerGuestQuery: once."""
    ask = request.world.guests.get(request.get("guest_query_id"))
    if ask is None or ask.reply is not None:
        raise bad(QUERY_TOO_OLD)
    [said] = _contents(request, [request.get("result")]).values()
    return {"inline_message_id": request.world.guest_reply(ask, said).inline_id}


def _contents(request: Request, results: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What each result sends, by its id."""
    if len(results) > _MOST_RESULTS:
        raise bad("RESULTS_TOO_MUCH")
    names = [result["id"] for result in results]
    if len(set(names)) < len(names):
        raise bad("RESULT_ID_DUPLICATE")
    if any(not 1 <= len(name.encode()) <= _LONGEST for name in names):
        raise bad("RESULT_ID_INVALID")
    return {result["id"]: _content(request, result) for result in results}


def _content(request: Request, result: Mapping[str, Any]) -> dict[str, Any]:
    if result["type"] != "article" or "message_text" not in result["input_message_content"]:
        raise SpecError(501, "Not Implemented: only articles that send a text are simulated")
    if not result["title"].strip():
        raise bad("ARTICLE_TITLE_EMPTY")
    text, entities = formatted(request.world, result["input_message_content"], "message_text", "entities")
    if not text:
        raise bad("message text is empty")
    if u16(text) > LONGEST_TEXT:
        raise bad("message is too long")
    return {
        "text": text,
        "entities": entities,
        "markup": checked_keyboard(result.get("reply_markup"), inline_only=True),
    }


def _check_button(button: Mapping[str, Any] | None) -> None:
    if button is None:
        return
    start = button.get("start_parameter")
    if (start is None) == (button.get("web_app") is None):
        raise bad("exactly one of the optional fields of the button must be used")
    if start is not None and not (1 <= len(start) <= _LONGEST and set(start) <= _START):
        raise bad("START_PARAM_INVALID")


METHODS: Mapping[str, Handler] = {"answerInlineQuery": answer_inline, "answerGuestQuery": answer_guest}
