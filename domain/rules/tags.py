"""标签: a # with a word behind it; `#12` is a number and never a tag."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from domain.errors import Refusal
from domain.text import late

LONGEST, MOST = 16, 8
_BYTES = 48  # a button that turns the pages of a tag carries it
_TAG = late(r"(?<![\w#＃&/])[#＃]([^\W\d_][\w-]*)")


def tags_in(text: str) -> tuple[tuple[str, ...], str]:
    """The words behind a # in a text, as they were written, and the text without them."""
    found: list[str] = []
    rest, at = "", 0
    for one in _TAG.finditer(text):
        found.append(one[1])
        rest, at = rest + text[at : one.start()] + " ", one.end()
    return tuple(found), (rest + text[at:]).strip() if found else text


def kept(words: Iterable[str]) -> tuple[str, ...]:
    """Words as the tags that are kept, each once. Raises: Refusal `tag-long`, `tag-many`."""
    found = tuple(dict.fromkeys(map(normal, words)))
    require_few(found)
    return found


def normal(word: str) -> str:
    """A tag as it is kept: width and case do not matter. Raises: Refusal `tag-long`."""
    plain = unicodedata.normalize("NFKC", word).casefold()
    if len(plain) > LONGEST or len(plain.encode()) > _BYTES:
        raise Refusal("tag-long", limit=str(LONGEST), length=str(len(plain)))
    return plain


def require_few(tags: tuple[str, ...]) -> None:
    """Refused where nobody would read them any more."""
    if len(tags) > MOST:
        raise Refusal("tag-many", limit=str(MOST))
