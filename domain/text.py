"""Text in forms that every database takes, whatever people send."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

_HALVES = re.compile("[\ud800-\udfff]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def as_json(value: Any, *, canonical: bool = False) -> str:
    """Readable JSON on one line; `canonical` gives the same text for the same value, to be hashed."""
    if canonical:
        return escape_halves(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
    return escape_halves(json.dumps(value, ensure_ascii=False))


def escape_halves(text: str) -> str:
    """JSON whose halves of characters (lone surrogates, which are no text in UTF-8) stand as escapes, and read back."""
    return _HALVES.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def half_width(text: str) -> str:
    """The text with full-width signs (２, ＃, ＠, ：, ％) and digits of any script as plain ones; each stays in its place."""
    return "".join(map(_plain_sign, text))


def _plain_sign(sign: str) -> str:
    if sign.isascii():
        return sign
    value = unicodedata.digit(sign, None)
    folded = unicodedata.normalize("NFKC", sign) if value is None else str(value)
    return folded if len(folded) == 1 and folded.isascii() else sign


def storable(text: str) -> str:
    """Plain text with a � for what no database keeps: NUL and halves of characters."""
    return _UNSTORABLE.sub("\ufffd", text)


def utf16_length(text: str) -> int:
    """How long a text is as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_cut(text: str, length: int) -> str:
    """The beginning of a text, at most so long as Telegram counts; no character is cut in half."""
    return text.encode("utf-16-le", "surrogatepass")[: length * 2].decode("utf-16-le", "ignore")


def one_line(text: str) -> str:
    """Whitespace joined, format characters that could fake a line removed."""
    visible = "".join(c for c in text if c.isprintable() or c.isspace())
    return " ".join(visible.split())


def tidy(text: str) -> str:
    """One clean line without dangling punctuation."""
    return one_line(text).strip(" ,，、;；:：。.")
