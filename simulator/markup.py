"""The HTML parse mode, as strict as the real server and with its error texts (byte offsets into the UTF-8 text)."""

import re
import sys
from dataclasses import dataclass

from simulator.errors import ApiError, bad
from simulator.text import Entity, sort_entities, u16

_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler",
    "code": "code", "pre": "pre", "a": "text_link", "tg-emoji": "custom_emoji", "tg-time": "date_time",
    "blockquote": "blockquote",
}  # fmt: skip
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_NUMBER = re.compile(r"#(?:x([0-9a-fA-F]+)|([0-9]+))")
_WORD = re.compile(r"[A-Za-z]+")
_SPACE = " \t\r\n\x0b\x0c\x00"
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_ATTRIBUTE = re.compile(r"[^ \t\r\n\x0b\x0c=>/\"']*")
_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
_LONGEST_REFERENCE = 10
_SURROGATE = re.compile("[\ud800-\udfff]")
_BROKEN = "invalid Unicode characters after decoding HTML entities"


def parse_html(html: str) -> tuple[str, list[Entity]]:
    """Text and entities of an HTML message, or ``can't parse entities`` as the real server says it."""
    return _Parser(html).run()


@dataclass
class _Open:
    tag: str
    values: dict[str, str]
    offset: int


class _Parser:
    def __init__(self, html: str) -> None:
        self.html = html
        self.at = 0
        self.out: list[str] = []
        self.length = 0
        self.stack: list[_Open] = []
        self.entities: list[Entity] = []

    def run(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.html):
            char = self.html[self.at]
            if char == "<":
                self._tag()
            else:
                self._put(self._character())
        if self.stack:
            raise _cannot(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        text = "".join(self.out)
        if _SURROGATE.search(text):
            raise _cannot(f"Text contains {_BROKEN}, check for unmatched surrogate code units")
        return text, sort_entities(_join_code(self.entities))

    def _put(self, text: str) -> None:
        self.out.append(text)
        self.length += u16(text)

    def _character(self) -> str:
        """One character, HTML references decoded; moves on."""
        char = self.html[self.at]
        if char == "&" and (decoded := self._reference()) is not None:
            return decoded
        self.at += 1
        return char

    def _reference(self) -> str | None:
        start = self.at + 1
        if number := _NUMBER.match(self.html, start):
            value = int(number[1], 16) if number[1] else int(number[2])
            too_long = number.end() >= self.at + _LONGEST_REFERENCE
            decoded = None if too_long or not 0 < value < sys.maxunicode else chr(value)
            end = number.end()
        else:
            word = _WORD.match(self.html, start)
            decoded = _NAMED.get(word[0]) if word else None
            end = word.end() if word else start
        if decoded is None:
            return None
        self.at = end + 1 if self.html[end : end + 1] == ";" else end
        return decoded

    def _tag(self) -> None:
        begin = self.at
        if self.html.startswith("</", begin):
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        self.at += 1
        start = self.at
        self._until(_SPACE + ">", f"Unclosed start tag at byte offset {self._byte(begin)}")
        tag = self.html[start : self.at].lower()
        if tag not in _TAGS:
            raise _cannot(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        values = self._attributes(tag, begin)
        if tag == "span" and values.get("class") != "tg-spoiler":
            raise _cannot(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.at += 1
        self.stack.append(_Open(tag, values, self.length))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        values: dict[str, str] = {}
        while True:
            self._spaces()
            if self._peek() == ">":
                return values
            name = self._name(tag, begin)
            self._spaces()
            if self._peek() != "=":
                if not self._peek():
                    raise self._unclosed(tag, begin)
                values.setdefault(name, "")
                continue
            self.at += 1
            self._spaces()
            if not self._peek():
                raise self._unclosed(tag, begin)
            values[name] = self._value(begin)

    def _name(self, tag: str, begin: int) -> str:
        match = _ATTRIBUTE.match(self.html, self.at)
        name = match[0] if match else ""
        if not name:
            if not self._peek():
                raise self._unclosed(tag, begin)
            raise _cannot(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
        self.at += len(name)
        return name.lower()

    def _value(self, begin: int) -> str:
        quote = self._peek()
        if quote not in {'"', "'"}:
            match = _TOKEN.match(self.html, self.at)
            token = match[0] if match else ""
            start, self.at = self.at, self.at + len(token)
            if not self._peek() or self._peek() not in _SPACE + ">":
                raise _cannot(f"Unexpected end of name token at byte offset {self._byte(start)}")
            return token.lower()
        self.at += 1
        value = []
        while self._peek() and self._peek() != quote:
            value.append(self._character())
        self.at += 1
        if not self._peek():
            raise _cannot(f"Unclosed start tag at byte offset {self._byte(begin)}")
        return "".join(value)

    def _end_tag(self, begin: int) -> None:
        if not self.stack:
            raise _cannot(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self.at += 2
        start = self.at
        unclosed = f"Unclosed end tag at byte offset {self._byte(begin)}"
        self._until(_SPACE + ">", unclosed)
        name = self.html[start : self.at].lower()
        self._spaces()
        if self._peek() != ">":
            raise _cannot(unclosed)
        self.at += 1
        opened = self.stack.pop()
        if name and name != opened.tag:
            raise _cannot(
                f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{opened.tag}>", found "</{name}>"'
            )
        if self.length > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: Entity = {"type": _TAGS[opened.tag], "offset": opened.offset, "length": self.length - opened.offset}
        extra = _EXTRA.get(opened.tag)
        if extra is not None:
            found = extra(opened.values, "".join(self.out))
            if found is None:
                return
            entity |= found
        self.entities.append(entity)

    def _peek(self) -> str:
        return self.html[self.at : self.at + 1]

    def _spaces(self) -> None:
        while self._peek() and self._peek() in _SPACE:
            self.at += 1

    def _until(self, stops: str, complaint: str) -> None:
        while (char := self._peek()) and char not in stops:
            self.at += 1
        if not self._peek():
            raise _cannot(complaint)

    def _unclosed(self, tag: str, begin: int) -> ApiError:
        return _cannot(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')

    def _byte(self, index: int) -> int:
        return len(self.html[:index].encode("utf-8", "surrogatepass"))


def _cannot(text: str) -> ApiError:
    return bad(f"can't parse entities: {text}")


def _link(values: dict[str, str], _text: str) -> Entity | None:
    url = values.get("href", "")
    if url.startswith("tg://user?id=") and url.removeprefix("tg://user?id=").isdigit():
        return {"type": "text_mention", "user": {"id": int(url.removeprefix("tg://user?id="))}}
    if not url:
        return None
    if "://" not in url:
        url = f"http://{url}"
    return {"url": url if "/" in url.split("://", 1)[1] or url.startswith("tg:") else f"{url}/"}


def _code(values: dict[str, str], _text: str) -> Entity | None:
    language = values.get("class", "")
    return (
        {"language": language.removeprefix("language-")}
        if language.startswith("language-") and language != "language-"
        else {}
    )


def _emoji(values: dict[str, str], _text: str) -> Entity | None:
    ident = values.get("emoji-id", "")
    if not ident.isdigit():
        raise _cannot("Invalid custom emoji identifier specified")
    return {"custom_emoji_id": ident}


def _moment(values: dict[str, str], _text: str) -> Entity | None:
    unix, form = values.get("unix", ""), values.get("format", "")
    if not unix.isdigit() or int(unix) <= 0:
        raise _cannot("Invalid date-time unix time specified")
    if not _TIME_FORMAT.fullmatch(form):
        raise _cannot("Invalid date-time format specified")
    return {"unix_time": int(unix)} | ({"date_time_format": form} if form else {})


def _quote(values: dict[str, str], _text: str) -> Entity | None:
    return {"type": "expandable_blockquote"} if "expandable" in values else {}


_EXTRA = {"a": _link, "code": _code, "tg-emoji": _emoji, "tg-time": _moment, "blockquote": _quote}


def _join_code(entities: list[Entity]) -> list[Entity]:
    """``<pre><code class="language-x">`` over the same text is one entity; a language on anything else is dropped."""
    spans = {(e["offset"], e["length"]) for e in entities if e["type"] == "pre"}
    coded = {(e["offset"], e["length"]): e["language"] for e in entities if e["type"] == "code" and e.get("language")}
    result = []
    for entity in entities:
        span = (entity["offset"], entity["length"])
        if entity["type"] == "pre" and span in coded:
            result.append({**entity, "language": coded[span]})
        elif entity["type"] != "code" or span not in spans or span not in coded:
            result.append({key: value for key, value in entity.items() if key != "language"})
    return result
