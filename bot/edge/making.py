"""Files of our own making: made on a thread, beside everything else, each by what it is made of."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import structlog

from domain.errors import PassingError
from domain.model.papers import Made

log = structlog.get_logger("duban.making")
Makers = Mapping[type, Callable[[Any], bytes]]  # how a file is made, by what it is made of


class UnmadeError(Exception):
    """A file could not be made."""


async def content(makers: Makers, made: Made) -> bytes:
    """What is in a file. Raises: UnmadeError for a fault in the making, which another try would not mend."""
    try:
        return await asyncio.to_thread(makers[type(made.of)], made.of)
    except PassingError:
        raise
    except Exception as error:
        log.exception("file could not be made", of=type(made.of).__name__)
        raise UnmadeError(type(error).__name__) from error
