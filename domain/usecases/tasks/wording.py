"""What the words of an order give: its title, its whole text, and the deadline that stands in a text written earlier."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from deadlines import Kind, Problem, Reading, read
from domain.errors import Refusal
from domain.model.tasks import Wording
from domain.rules.headline import LONGEST, deed, shortened
from domain.text import one_line, storable, tidy
from domain.unit import Unit
from domain.usecases.tasks.order import Understood, horizon

_GAP = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")  # where the deadline stood
_HAN_FROM = "\u4e00"


@dataclass(frozen=True, slots=True)
class Source:
    """A text that is no order yet: the message replied to, a forwarded one. Its deadline counts from when it was written."""

    text: str = ""
    written: datetime | None = None
    content: str = ""  # the whole text behind it, where there is one already


NO_SOURCE = Source()


@dataclass(frozen=True, slots=True)
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
    title = shortened(_GAP.sub("", own.rest) if own.moment and own.words == found.words else sentence)
    return Titled(title, source.content or ("" if tidy(source.text) == title else storable(source.text.strip())))


def reading_of(unit: Unit, source: Source) -> Reading:
    """The deadline in a text, as it was meant when it was written."""
    return read(source.text, source.written or unit.now, unit.calendar, sentence=True)


def taken_from(unit: Unit, found: Reading, written: datetime) -> Understood:
    """What a text written earlier says of its deadline; one that is over is asked about, an impossible one passed over."""
    wording = Wording(one_line(found.words), found.day_only, written)
    moments = found.readings if found.kind is Kind.ASK else (found.moment,) if found.moment else ()
    ahead = tuple(m for m in moments if unit.now < m <= horizon(unit))
    if found.problem or found.kind is Kind.SET or not moments:
        return Understood()
    if not ahead:
        return Understood(wording=wording, late=max(moments) <= unit.now)
    if found.kind is Kind.ASK:
        return Understood(None, wording, ahead)
    return Understood(ahead[0], wording)


def refuse_past(unit: Unit, words: str) -> None:
    """An order for a day gone by (`昨天 交报告`) is refused; a day that only says which (昨天的纪要) is not."""
    words = words.strip()
    found = read(words, unit.now, unit.calendar)
    if found.problem is not Problem.PAST:
        return
    start, end = found.span
    before, after = words[:start], words[end:]
    leads = not before and (not after or after[0].isspace() or after[0] in ",，:：")
    closes = not after.strip("。.!！") and before[-1:] in (" ", ",", "，") and found.words[:1] >= _HAN_FROM
    if leads or closes:
        raise Refusal("deadline", problem=Problem.PAST.value, words=found.words)
