"""A row of a ledger as a matter, before anything is known of the people in it: what each cell says, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, tzinfo
from functools import partial
from typing import Any, TypeVar

from domain.errors import Refusal
from domain.model.imports import CLASSED, Heading, Raw
from domain.model.ledger import LedgerColumn as C
from domain.model.tasks import Origin, Priority, Status
from domain.rules import tags
from domain.rules.headline import LONGEST, deed, shortened
from domain.rules.imports import values
from domain.rules.imports.values import UnreadableError
from domain.rules.labels import LONGEST_ORIGIN, LONGEST_STANDARD, confidential_in
from domain.text import is_blank, storable, tidy

LONGEST_CONTENT, LONGEST_RESULT = 2_000, 1_000  # signs that fit a card beside everything else
_NOON = time(12)
T = TypeVar("T")


@dataclass(slots=True)
class Row:
    """What a row says. `ref` is its number where that is none of a ledger's; `due_day` its deadline as it is written, else
    `due_words`; `wrong` are the pairs of why and words of what cannot be taken as it stands."""

    at: int
    sheet: str
    number: int | None = None
    title: str = ""
    content: str = ""
    standard: str = ""
    origin: Origin | None = None
    origin_ref: str = ""
    team: str = ""
    priority: Priority = Priority.NORMAL
    assigner: str = ""
    people: tuple[str, ...] = ()
    given: datetime | None = None
    due_day: tuple[date, time | None] | None = None
    due_words: str = ""
    status: Status | None = None
    percent: int = 0
    closed: datetime | None = None
    returns: int = 0
    rating: int | None = None
    result: str = ""
    tags: tuple[str, ...] = ()
    secret: bool = False
    parent: int | None = None  # the number of the matter it is a part of, as the file counts
    wrong: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        """Whether it is done or cancelled; a day on which it was closed says so too."""
        if self.status is None:
            return self.closed is not None
        return not self.status.is_open


def row_of(raw: Raw, headings: Sequence[Heading], zone: tzinfo, now: datetime) -> Row:
    """A row read by what its columns mean."""
    cells = {h.means: raw.cells[n] for n, h in enumerate(headings) if h.means and n < len(raw.cells)}
    joined = {headings[n].means for n in raw.joined if n < len(headings)}
    row = Row(raw.at, raw.sheet)
    _words(row, cells)
    for name, read in _READ.items():
        _take(row, name, partial(read, cells, zone))
    _source(row, cells)
    _deadline(row, cells.get(C.DUE, ""))
    _closing(row, zone, now)
    if C.TITLE in joined or C.NUMBER in joined:
        row.wrong.insert(0, ("merged", ""))
    return row


def _take(row: Row, name: str, read: Callable[[], Any]) -> None:
    try:
        setattr(row, name, read())
    except UnreadableError as found:
        row.wrong.append((found.why, found.words))
    except Refusal:
        row.wrong.append(("tags", ""))


_READ: Mapping[str, Callable[[Mapping[str, str], tzinfo], Any]] = {
    "priority": lambda cells, _zone: values.priority(cells.get(C.PRIORITY, "")),
    "status": lambda cells, _zone: values.state(cells.get(C.STATE, "")),
    "percent": lambda cells, _zone: values.share(cells.get(C.PROGRESS, "")),
    "given": lambda cells, zone: values.moment(cells.get(C.GIVEN, ""), zone, _NOON),
    "closed": lambda cells, zone: values.moment(cells.get(C.CLOSED, ""), zone, _NOON),
    "returns": lambda cells, _zone: values.whole(cells.get(C.RETURNS, "")),
    "rating": lambda cells, _zone: values.stars(cells.get(C.RATING, "")),
    "tags": lambda cells, _zone: tags.kept(values.tags(cells.get(C.TAGS, ""))),
}


def _words(row: Row, cells: Mapping[str, str]) -> None:
    """The title, with the whole of it as the content where it is longer than a title; nothing is cut."""
    bare, marked = confidential_in(cells.get(C.TITLE, ""))
    row.secret = marked or values.is_yes(cells.get(CLASSED, ""))
    words, content = storable(bare).strip(), storable(cells.get(C.CONTENT, "")).strip()
    title = tidy(words)
    if is_blank(title):
        row.wrong.append(("title", ""))
    if len(title) > LONGEST:
        content = f"{words}\n{content}".strip() if content != words else words
        title = shortened(deed(words))
    row.title, row.content = title, content
    row.standard = storable(cells.get(C.STANDARD, "")).strip()
    row.result = storable(cells.get(C.RESULT, "")).strip()
    row.team, row.assigner = cells.get(C.TEAM, "").strip(), cells.get(C.ASSIGNER, "").strip()
    leads, helpers = values.names(cells.get(C.LEAD, "")), values.names(cells.get(C.CO, ""))
    row.people = tuple(dict.fromkeys((*leads, *helpers))) if leads else ()
    if not leads:
        row.wrong.append(("lead", ""))
    for text, most, column in (
        (row.content, LONGEST_CONTENT, C.CONTENT), (row.standard, LONGEST_STANDARD, C.STANDARD),
        (row.result, LONGEST_RESULT, C.RESULT),
    ):  # fmt: skip
        if len(text) > most:
            row.wrong.append((f"long-{column}", str(len(text))))


def _source(row: Row, cells: Mapping[str, str]) -> None:
    said = storable(cells.get(C.NUMBER, "")).strip()
    row.number = values.number(said)
    row.origin, ref = values.origin(storable(cells.get(C.ORIGIN, "")), storable(cells.get(C.ORIGIN_REF, "")).strip())
    row.origin_ref = ref or (said if row.number is None else "")
    above = cells.get(C.PARENT, "").strip()
    row.parent = values.number(above)
    if above and row.parent is None:
        row.wrong.append(("parent", above))
    if len(row.origin_ref) > LONGEST_ORIGIN:
        row.wrong.append(("long-origin-ref", str(len(row.origin_ref))))


def _deadline(row: Row, words: str) -> None:
    try:
        row.due_day = values.day_or_moment(words)
    except UnreadableError as found:
        row.wrong.append((found.why, found.words))
        return
    row.due_words = "" if row.due_day else words.strip()


def _closing(row: Row, zone: tzinfo, now: datetime) -> None:
    """When what is over was closed: where that is not said its deadline is taken, else the day it was given."""
    for moment, why in ((row.given, "given-ahead"), (row.closed, "closed-ahead")):
        if moment is not None and moment > now:
            row.wrong.append((why, f"{moment.astimezone(zone):%Y-%m-%d}"))
    if not row.is_over:
        row.closed = None
        return
    row.status = row.status or Status.DONE
    due = datetime.combine(row.due_day[0], row.due_day[1] or _NOON, zone) if row.due_day else None
    row.closed = row.closed or next((m for m in (due, row.given) if m is not None and m <= now), None)
    if row.closed is None and not row.wrong:
        row.wrong.append(("closed", ""))
    elif row.closed is not None and row.given is not None and row.given > row.closed:
        row.wrong.append(("backwards", ""))
