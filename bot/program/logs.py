"""Logging: one structured line an event on stderr, no user text, and no secret whatever writes the line."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any, TextIO, cast

import structlog

_HIDDEN = "[secret]"


class _Redacting:
    """A stream that writes a mask where a secret would stand."""

    def __init__(self, stream: TextIO, secrets: tuple[str, ...]) -> None:
        self._stream = stream
        self._secrets = tuple(s for s in secrets if s)

    def write(self, text: str) -> int:
        for secret in self._secrets:
            text = text.replace(secret, _HIDDEN)
        return self._stream.write(text)

    def flush(self) -> None:
        self._stream.flush()


def set_up(secrets: tuple[str, ...], stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Send our lines and the libraries' to one stream that knows the secrets."""
    out = _Redacting(stream or sys.stderr, secrets)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _exception_kind,
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(cast(TextIO, out)),
        cache_logger_on_first_use=stream is None,
    )
    logging.basicConfig(stream=out, level=logging.WARNING, force=True, format="%(levelname)s %(name)s %(message)s")
    for name in ("httpx", "httpcore"):  # they log whole addresses, and Telegram's hold the token
        logging.getLogger(name).setLevel(logging.WARNING)


def _exception_kind(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Named so that a line can be searched for by the kind of its fault."""
    error = event.get("exc_info")
    if isinstance(error, BaseException):
        event["kind_of_error"] = type(error).__name__
    return event
