"""The catalogues: every sentence a person sees, in gettext's format, one file a language, whole sentences with named fields.

A field is escaped unless it is `Html` already; that is the only place where text becomes markup.
"""

from __future__ import annotations

import functools
import html
import io
import re
from collections.abc import Mapping
from pathlib import Path
from string import Formatter

from domain.model.languages import LANGUAGES

FOLDER = Path(__file__).parent / "locale"


class Html(str):
    """Text that is markup already: made by a catalogue or a view, never from what people wrote."""

    __slots__ = ()


def escape(value: object) -> Html:
    """A value as harmless text."""
    return value if isinstance(value, Html) else Html(_harmless(value))


def _harmless(value: object) -> str:
    if isinstance(value, Html):
        return value
    text = value if type(value) is str else str(value)
    marked = "&" in text or "<" in text or ">" in text
    return html.escape(text, quote=False) if marked else text


_TAG = re.compile(r"<[^>]+>")


def plain(text: str) -> str:
    """Markup as the words it shows, for places that show none."""
    if "<" not in text and "&" not in text:
        return str(text)
    return html.unescape(_TAG.sub("", text))


@functools.cache
def _pieces(template: str) -> tuple[tuple[str, str | None], ...]:
    """A template as its words, each piece with the name of the field behind it; catalogues use plain fields."""
    return tuple((words, name) for words, name, _, _ in Formatter().parse(template))


@functools.cache
def _as_it_stands(template: str) -> Html:
    """A sentence without fields, such as a button's."""
    return _filled(template, {})


def _filled(template: str, fields: Mapping[str, object]) -> Html:
    pieces = _pieces(template)
    return Html("".join([words if name is None else words + _harmless(fields[name]) for words, name in pieces]))


def written(language: str) -> bytes:
    """A language's sentences as they stand in their file."""
    return (FOLDER / f"{language}.po").read_bytes()


class Catalogue:
    """One language's sentences."""

    def __init__(self, language: str) -> None:
        from babel.messages.pofile import read_po  # noqa: PLC0415 - heavy, and only needed once a language

        self.language = language
        found = read_po(io.BytesIO(written(language)), locale=LANGUAGES[language].locale)
        self._texts = {m.id: str(m.string) for m in found if isinstance(m.id, str) and m.id}
        self._plurals = {m.id[0]: m.string for m in found if isinstance(m.id, tuple)}

    def text(self, key: str, **fields: object) -> Html:
        """The sentence for a key; `n` chooses among plural forms. KeyError for a key that is missing."""
        return self.said(key, fields)

    def said(self, key: str, fields: Mapping[str, object]) -> Html:
        """The same, with the fields as they are at hand."""
        template = self._plural(key, fields["n"]) if key in self._plurals else self._texts[key]
        return _filled(template, fields) if fields else _as_it_stands(template)

    def has(self, key: str) -> bool:
        """Whether the catalogue knows the key."""
        return key in self._texts or key in self._plurals

    def keys(self) -> set[str]:
        """All keys."""
        return set(self._texts) | set(self._plurals)

    def raw(self, key: str) -> tuple[str, ...]:
        """The templates of a key, each plural form."""
        found = self._plurals.get(key, self._texts.get(key))
        return tuple(found) if isinstance(found, list | tuple) else (str(found),)

    def _plural(self, key: str, n: object) -> str:
        forms = self.raw(key)
        number = n if isinstance(n, int) else int(str(n))
        return forms[min(len(forms) - 1, 0 if number == 1 else 1)]


@functools.cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language, read once; the first of them for a language nobody wrote."""
    return Catalogue(language if language in LANGUAGES else next(iter(LANGUAGES)))
