"""What the words of an order give: its title and its whole text; and the text it may have been made from."""

from __future__ import annotations

from datetime import datetime

from deadlines import Kind, Reading, read
from domain.model.value import value
from domain.rules.headline import LONGEST, deed, shortened
from domain.text import late, storable, tidy
from domain.unit import Unit

_GAP = late(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")  # where the deadline stood


@value
class Source:
    """A text that is no order yet: the message replied to, a forwarded one. Its deadline counts from when it was written."""

    text: str = ""
    written: datetime | None = None
    content: str = ""  # the whole text behind it, where there is one already


NO_SOURCE = Source()


@value
class Titled:
    """A title, and the whole text where the title does not say all of it."""

    title: str
    content: str = ""


def titled(words: str, whole: str | None = None) -> Titled:
    """A typed order: its words are the title as long as they are a title's length."""
    title = tidy(words)
    if len(title) <= LONGEST:
        return Titled(title)
    return Titled(shortened(deed(words)), storable((whole or words).strip()))


def titled_from(unit: Unit, source: Source, found: Reading) -> Titled:
    """A text that was written for other readers: its deed is the title, without the deadline."""
    sentence = deed(source.text, found.span[0])
    own = read(sentence, source.written or unit.now, unit.calendar, sentence=True)
    said = own.moment is not None or own.kind is Kind.SET
    title = shortened(_GAP.sub("", own.rest) if said and own.words == found.words else sentence)
    return Titled(title, source.content or ("" if tidy(source.text) == title else storable(source.text.strip())))


def reading_of(unit: Unit, source: Source) -> Reading:
    """The deadline in a text, as it was meant when it was written."""
    return read(source.text, source.written or unit.now, unit.calendar, sentence=True)
