"""Bytes as text: the encodings in which offices keep .txt and .csv, tried one after another."""

from __future__ import annotations

from collections.abc import Callable

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LOOKED_AT = 4096  # bytes by which an encoding is told
_COMMON = ((0xB0, 0xD7, "gb2312"), (0xA4, 0xC6, "big5"))  # the lead bytes of the signs in everyday use


def text_of(data: bytes) -> str:
    """The text. ValueError where the bytes are none."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name)
    if b"\x00" in data[:_LOOKED_AT]:
        return _of_two_bytes(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _chinese(data)


def _of_two_bytes(data: bytes) -> str:
    """UTF-16 without its mark: the byte that is nothing stands always in the same half."""
    head = data[:_LOOKED_AT]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if min(even, odd) > max(even, odd) / 4 or len(data) % 2:
        raise ValueError("not a text")
    text = data.decode("utf-16-le" if odd > even else "utf-16-be")
    if "\x00" in text:
        raise ValueError("not a text")
    return text


def _chinese(data: bytes) -> str:
    """GBK or Big5: whichever gives more signs of everyday use."""
    found = [(score(text), text) for name, score in _SCORES.items() if (text := _decoded(data, name)) is not None]
    if not found:
        raise ValueError("no encoding fits")
    return max(found, key=lambda one: one[0])[1]


def _decoded(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _score(lead: int, last: int, name: str) -> Callable[[str], float]:
    def score(text: str) -> float:
        signs = [c for c in text[:_LOOKED_AT] if not c.isascii()]
        usual = sum(_is_usual(c) for c in signs)
        return usual / len(signs) if signs else 0.0

    def _is_usual(c: str) -> bool:
        try:
            coded = c.encode(name)
        except UnicodeEncodeError:
            return False
        return lead <= coded[0] <= last or c in "，。、；：（）《》“”：！？　「」"

    return score


_SCORES = {"gb18030": _score(*_COMMON[0]), "big5": _score(*_COMMON[1])}
