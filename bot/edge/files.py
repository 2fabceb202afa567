"""Files as Telegram takes several of them at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from telegram import InputMediaDocument, InputMediaPhoto, InputMediaVideo

from domain.model.tasks import Attachment

MEDIA: dict[str, Callable[[str], Any]] = {
    "photo": InputMediaPhoto,
    "video": InputMediaVideo,
    "document": InputMediaDocument,
}


def albums(files: Sequence[Attachment]) -> list[list[Attachment]]:
    """Photos and videos together, documents together, voices one by one, as Telegram allows."""
    seen = [f for f in files if f.kind in ("photo", "video")]
    papers = [f for f in files if f.kind == "document"]
    voices = [[f] for f in files if f.kind == "voice"]
    return [g for g in (seen, papers, *voices) if g]
