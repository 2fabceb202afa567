"""Text as Telegram keeps it: UTF-16 lengths, cleaning, and the entities it finds by itself."""

import re
from collections.abc import Iterable
from typing import Any

Entity = dict[str, Any]
_BMP = 0xFFFF

_REMOVED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")
# A Chinese character is a word character to Telegram: 交给@li, @li明天 and /task明天 hold neither mention nor command.
_NAME = "[A-Za-z0-9_]"
_PATTERNS = {
    "url": r"(?<![\w@./])(?:https?://[^\s<>\"']+|(?:[a-z0-9-]+\.)+(?:com|org|net|io|me|cn|dev)\b(?:/[^\s<>\"']*)?)",
    "email": r"(?<![\w.])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,}",
    "bot_command": rf"(?<![\w/<>])/{_NAME}{{1,64}}(?:@{_NAME}{{3,32}})?(?![\w/<>@])",
    "mention": rf"(?<!\w)@{_NAME}{{2,32}}(?!\w)",
    "hashtag": rf"(?<![\w#])#(?=[\w·]*[^\W\d_])[\w·]+(?:@{_NAME}{{3,32}})?(?![\w#·])",
}
_FOUND = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _PATTERNS.items()}


def u16(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text) + sum(1 for char in text if ord(char) > _BMP)


def cut16(text: str, offset: int, length: int) -> str:
    """The part of a text an entity covers."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


def clean_with(entities: Iterable[Entity], text: str) -> tuple[list[Entity], str]:
    """Clean a text without trimming and move its entities along."""
    kept = list(entities)
    if not _REMOVED.search(text):
        return kept, _CONTROL.sub(" ", text)
    gone: list[int] = []
    out: list[str] = []
    position = 0
    for char in text:
        if _REMOVED.match(char):
            gone.append(position)
        else:
            out.append(" " if _CONTROL.match(char) else char)
        position += 2 if ord(char) > _BMP else 1
    moved = []
    for entity in kept:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        before = sum(1 for at in gone if at < start)
        inside = sum(1 for at in gone if start <= at < end)
        if end - start - inside > 0:
            moved.append({**entity, "offset": start - before, "length": end - start - inside})
    return moved, "".join(out)


def trim(text: str, entities: Iterable[Entity]) -> tuple[str, list[Entity]]:
    """Cut white space off both ends and clip the entities to what is left."""
    lead = u16(text) - u16(text.lstrip())
    kept = text.strip()
    size = u16(kept)
    clipped = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, size)
        if end > start:
            clipped.append({**entity, "offset": start, "length": end - start})
    return kept, clipped


def find_entities(text: str, given: Iterable[Entity] = ()) -> list[Entity]:
    """The given entities plus those Telegram finds by itself where none lies yet."""
    result = list(given)
    taken = [(e["offset"], e["offset"] + e["length"]) for e in result if e["type"] not in _STYLES]
    for kind, pattern in _FOUND.items():
        for match in pattern.finditer(text):
            start = u16(text[: match.start()])
            end = start + u16(match.group())
            if all(end <= a or start >= b for a, b in taken):
                taken.append((start, end))
                result.append({"type": kind, "offset": start, "length": end - start})
    return sort_entities(result)


def sort_entities(entities: Iterable[Entity]) -> list[Entity]:
    """By place, the longer first."""
    return sorted(entities, key=lambda e: (e["offset"], -e["length"], _ORDER.get(e["type"], 50)))


_STYLES = {"bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote"}
_ORDER = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
}
