"""The letters of a picture: a face that has Chinese, how wide a text is, and texts that fit without a sign that is missing."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

# The one font we bring has a face for each script; what it lacks (Arabic, Hebrew, Thai) is in the one matplotlib brings.
_FACES = {"zh-Hans": "Noto Sans CJK SC", "zh-Hant": "Noto Sans CJK TC", "en": "Noto Sans CJK SC"}
_ELSE = "DejaVu Sans"
_OURS = "Duban "  # before a face's name, so that one of the same name on the machine is not taken in its place
DPI = 100
POINT = 72 / DPI  # of a pixel
_OF_EMOJI = range(0xFE00, 0xFE10)  # says how the sign before it looks, and is none itself
_UNKNOWN = "·"  # for a letter that no face has; a sign that is none is left out


class Lettering:
    """The letters of a language, for texts that are `clean`. Sizes and widths are in pixels."""

    def __init__(self, language: str) -> None:
        from matplotlib.backends.backend_agg import RendererAgg  # noqa: PLC0415 - heavy, where a picture is made

        self.family = (_face(_FACES.get(language, _FACES["en"])), _ELSE)
        self._measure: Any = RendererAgg(8, 8, DPI)  # type: ignore[no-untyped-call]

    def font(self, size: float) -> Any:
        """The font as the library takes it."""
        from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - as above

        return FontProperties(family=list(self.family), size=size * POINT)

    def width(self, text: str, size: float) -> float:
        """How wide it will be."""
        return float(self._measure.get_text_width_height_descent(text, self.font(size), ismath=False)[0])

    def fit(self, text: str, size: float, room: float) -> str:
        """The text where there is room for it, else its beginning and …"""
        if self.width(text, size) <= room:
            return text
        fits, too_long = 0, len(text)
        while too_long - fits > 1:
            middle = (fits + too_long) // 2
            fits, too_long = (middle, too_long) if self._fits(text[:middle], size, room) else (fits, middle)
        return text[:fits].rstrip() + "…"

    def _fits(self, start: str, size: float, room: float) -> bool:
        return self.width(start.rstrip() + "…", size) <= room

    def lines(self, text: str, size: float, room: float, most: int) -> list[str]:
        """The text on as many lines as it takes, the last of `most` cut; between words where there are any."""
        found: list[str] = []
        rest = text
        while rest and len(found) < most - 1 and self.width(rest, size) > room:
            start = self.fit(rest, size, room)[:-1]
            cut = _break(rest, max(len(start), 1))
            found.append(rest[:cut].rstrip())
            rest = rest[cut:].lstrip()
        return [*found, self.fit(rest, size, room)] if rest else found


_CHINESE = "\u2e80"  # from here on words have no spaces between them
_NOT_FIRST = "，。、；：！？）》」』”’%,.;:!?)]}·…"


def _break(text: str, at: int) -> int:
    """Where a line of at most `at` signs ends: not in a word, nor before a sign that no line begins with."""
    cut = at
    while cut > 1 and (text[cut : cut + 1] in _NOT_FIRST or _in_word(text, cut)):
        cut -= 1
    return cut if cut > at // 2 else at


def _in_word(text: str, cut: int) -> bool:
    return cut < len(text) and all(sign.isalnum() and sign < _CHINESE for sign in (text[cut - 1], text[cut]))


def clean(text: str) -> str:
    """On one line, of signs that can be drawn; those that cannot are left out, letters stand as ·."""
    drawn = _drawn()
    signs = (sign if ord(sign) in drawn else _instead(sign) for sign in text)
    return " ".join("".join(signs).split())


def _instead(sign: str) -> str:
    if sign.isspace():
        return " "
    return _UNKNOWN if unicodedata.category(sign)[0] == "L" else ""


@lru_cache
def _drawn() -> frozenset[int]:
    """The signs that a face has, without those that turn the text around them or are not seen."""
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415 - as above

    signs = {*FT2Font(_noto()).get_charmap(), *FT2Font(_dejavu()).get_charmap()}
    return frozenset(n for n in signs if chr(n).isprintable() and n not in _OF_EMOJI)


def _noto() -> str:
    from noto_cjk_sans_otc import FONT_PATH  # noqa: PLC0415 - as above

    return str(FONT_PATH)


def _dejavu() -> str:
    from matplotlib.font_manager import FontProperties, findfont  # noqa: PLC0415 - as above

    return str(findfont(FontProperties(family=_ELSE)))


@lru_cache
def _face(name: str) -> str:
    """The face's name as the library knows it from now on."""
    from matplotlib.font_manager import FontEntry, fontManager  # noqa: PLC0415 - as above
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415 - as above

    path = _noto()
    faces = (FT2Font(path, face_index=n) for n in range(FT2Font(path).num_faces))
    found = next(face for face in faces if face.family_name == name)
    fontManager.ttflist.append(FontEntry(fname=path, index=found.face_index, name=_OURS + name))
    return _OURS + name
