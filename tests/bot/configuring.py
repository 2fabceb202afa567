"""A configuration written for a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.config import ConfigError, load

TOKEN = "123456:AAF-secret_token_of_the_bot"
Write = Callable[[str], Path]


def fault(path: Path | None) -> str:
    """What stops the start."""
    with pytest.raises(ConfigError) as caught:
        load(path)
    return str(caught.value)
