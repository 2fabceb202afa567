"""What Telegram says when a message does not arrive, and what follows from it: the first row that fits decides."""

from __future__ import annotations

import httpx
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from domain.ports.messenger import Delivery, Failure

FAILURES: tuple[tuple[type[TelegramError], str, Failure | None], ...] = (
    (BadRequest, "message is not modified", None),
    (BadRequest, "topic_not_modified", None),
    (BadRequest, "message to edit not found", Failure.NO_CARD),
    (BadRequest, "message can't be edited", Failure.NO_CARD),
    (BadRequest, "message_id_invalid", Failure.NO_CARD),
    (BadRequest, "not enough rights", Failure.NO_RIGHT),
    (BadRequest, "have no rights to send", Failure.NO_RIGHT),
    (BadRequest, "chat_write_forbidden", Failure.NO_RIGHT),
    (BadRequest, "thread not found", Failure.NO_TOPIC),
    (BadRequest, "topic_id_invalid", Failure.NO_TOPIC),
    (BadRequest, "topic_closed", Failure.NO_TOPIC),
    (BadRequest, "topic_deleted", Failure.NO_TOPIC),
    (BadRequest, "chat not found", Failure.UNREACHABLE),
    (BadRequest, "", Failure.REFUSED),
    (Forbidden, "bot was blocked by the user", Failure.UNREACHABLE),
    (Forbidden, "user is deactivated", Failure.UNREACHABLE),
    (Forbidden, "can't initiate conversation", Failure.UNREACHABLE),
    (Forbidden, "chat_write_forbidden", Failure.NO_RIGHT),
    (Forbidden, "not enough rights", Failure.NO_RIGHT),
    (Forbidden, "", Failure.CHAT_GONE),
    (RetryAfter, "", Failure.SLOW_DOWN),
    (ChatMigrated, "", Failure.MOVED),
    (InvalidToken, "", Failure.AGAIN),
    (NetworkError, "too many requests", Failure.AGAIN),
    (TelegramError, "", Failure.UNKNOWN),
)
# The request never left, so nothing can have come of it.
_NOT_SENT = (
    httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)  # fmt: skip


def explain(chat_id: int, error: TelegramError) -> Delivery:
    """The row of the table for an error of the library.

    Only what Telegram itself says counts as a no. A page of somebody on the way, a 5xx, half an answer or a connection
    that broke say nothing of what Telegram did.
    """
    failure = _failure(error)
    if isinstance(error, RetryAfter):
        return Delivery(chat_id, failure=failure, seconds=_seconds(error), error="429")
    if failure is None:  # as good as done, and nothing to write down
        return Delivery(chat_id)
    moved = error.new_chat_id if isinstance(error, ChatMigrated) else None
    return Delivery(chat_id, failure=failure, new_chat_id=moved, error=type(error).__name__ + ": " + str(error)[:200])


def _failure(error: TelegramError) -> Failure | None:
    if isinstance(error.__cause__, _NOT_SENT):
        return Failure.AGAIN
    if isinstance(error.__cause__, TelegramError):  # what the library could not read was no answer of Telegram's
        return Failure.UNKNOWN
    said = str(error).lower()
    return next(f for kind, words, f in FAILURES if isinstance(error, kind) and words in said)


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
