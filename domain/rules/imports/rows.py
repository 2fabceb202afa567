"""A row of a ledger as a matter, before anything is known of the people in it: what each cell says, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from domain.errors import Refusal
from domain.model.imports import CLASSED, Heading, Raw
from domain.model.ledger import LedgerColumn as C
from domain.model.tasks import PICKED, Origin, Priority, Status, Wording
from domain.model.value import replace
from domain.rules import tags
from domain.rules.headline import LONGEST, deed, shortened
from domain.rules.imports import values
from domain.rules.imports.days import LAST_MOMENT, NOON, Day, Days, TwoWaysError, due_of, is_undated, passed
from domain.rules.imports.values import UnreadableError
from domain.rules.labels import LONGEST_ORIGIN, LONGEST_STANDARD, confidential_in, mark_in
from domain.text import is_blank, storable, tidy

LONGEST_CONTENT, LONGEST_RESULT = 2_000, 1_000  # signs that fit a card beside everything else
# What one button settles for all rows at once: a deadline that is over, closed without a day, no deadline set, another team,
# another deadline than here, what is here already, numbers that are none of this office.
PAST, CLOSED, UNDATED, TEAM, DIFFERS, AGAIN, NUMBERS = SETTLED = (
    "past", "closed", "undated", "team", "differs", "again", "numbers",
)  # fmt: skip


@dataclass(slots=True)
class Row:
    """What a row says. `due_said` are the words of its deadline, `due_at` the moment they mean; `wrong` are the pairs of why
    and words of what cannot be taken as it stands, `so` what of it is taken as a button said, `left` what is not taken along.
    `was` is its number in the file where that is none here, `parted` that it says by such a number what it is a part of.
    """

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
    due_at: datetime | None = None
    wording: Wording = PICKED
    due_said: str = ""
    status: Status | None = None
    percent: int = 0
    closed: datetime | None = None
    returns: int = 0
    rating: int | None = None
    result: str = ""
    tags: tuple[str, ...] = ()
    secret: bool = False
    parent: int | None = None  # the number of the matter it is a part of, as the file counts
    was: str = ""
    parted: bool = False
    wrong: list[tuple[str, str]] = field(default_factory=list)
    two_ways: list[TwoWaysError] = field(default_factory=list)
    so: list[str] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        """Whether it is done or cancelled; a day on which it was closed says so too."""
        if self.status is None:
            return self.closed is not None
        return not self.status.is_open

    @property
    def left(self) -> list[str]:
        """What is not taken along: it has no whole here, and what is open begins anew."""
        said = {} if self.is_over else {
            "returns": self.returns, "result": self.result, "rating": self.rating, "closed": self.closed,
            "paused": self.status is Status.PAUSED,
        }  # fmt: skip
        return [what for what, there in (said | {"parent": self.parted}).items() if there]


def row_of(raw: Raw, headings: Sequence[Heading], days: Days, so: Collection[str] = ()) -> Row:
    """A row read by what its columns mean; `so`: what was settled for all rows at once."""
    cells = {h.means: raw.cells[n] for n, h in enumerate(headings) if h.means and n < len(raw.cells)}
    joined = {headings[n].means for n in raw.joined if n < len(headings)}
    broken = {headings[n].means for n in raw.broken if n < len(headings)}
    row = Row(raw.at, raw.sheet)
    _words(row, cells)
    for name, read in _READ.items():
        _take(row, name, partial(read, cells))
    for name in (C.GIVEN, C.CLOSED):
        _take(row, name, partial(passed, cells.get(name, ""), name, days, counted=name in broken))
    _source(row, cells, so)
    _deadline(row, cells.get(C.DUE, ""), days, so, counted=C.DUE in broken)
    _closing(row, days, so, told=bool(cells.get(C.CLOSED, "").strip()))
    if C.TITLE in joined or C.NUMBER in joined:
        row.wrong.insert(0, ("merged", ""))
    return row


def _take(row: Row, name: str, read: Callable[[], Any]) -> None:
    try:
        setattr(row, name, read())
    except UnreadableError as found:
        row.wrong.append((found.why, found.words))
    except TwoWaysError as found:
        row.two_ways.append(found)
        row.wrong.append(("two-ways", found.words))
    except Refusal:
        row.wrong.append(("tags", ""))


_READ: Mapping[str, Callable[[Mapping[str, str]], Any]] = {
    "priority": lambda cells: values.priority(cells.get(C.PRIORITY, "")),
    "status": lambda cells: values.state(cells.get(C.STATE, "")),
    "percent": lambda cells: values.share(cells.get(C.PROGRESS, "")),
    "returns": lambda cells: values.whole(cells.get(C.RETURNS, "")),
    "rating": lambda cells: values.stars(cells.get(C.RATING, "")),
    "tags": lambda cells: tags.kept(values.tags(cells.get(C.TAGS, ""))),
}


def _words(row: Row, cells: Mapping[str, str]) -> None:
    """The title, with the whole of it as the content where it is longer than a title; nothing is cut."""
    title, locked = mark_in(cells.get(C.TITLE, ""))
    bare, marked = confidential_in(title)
    row.secret = locked or marked or values.is_yes(cells.get(CLASSED, ""))
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


def _source(row: Row, cells: Mapping[str, str], so: Collection[str]) -> None:
    """Where it comes from and its number; one that is none here says where it comes from, if nothing else does."""
    said = storable(cells.get(C.NUMBER, "")).strip()
    row.number = values.number(said)
    if row.number is not None and NUMBERS in so:
        row.number, row.was = None, str(row.number)
        row.so.append(NUMBERS)
    row.origin, ref = values.origin(storable(cells.get(C.ORIGIN, "")), storable(cells.get(C.ORIGIN_REF, "")).strip())
    row.origin_ref = ref or (said if row.number is None else "")
    above = cells.get(C.PARENT, "").strip()
    row.parent = values.number(above)
    if above and row.parent is None:
        row.wrong.append(("parent", above))
    if row.parent is not None and NUMBERS in so:
        row.parent, row.parted = None, True
    if len(row.origin_ref) > LONGEST_ORIGIN:
        row.wrong.append(("long-origin-ref", str(len(row.origin_ref))))


def _deadline(row: Row, words: str, days: Days, so: Collection[str], *, counted: bool) -> None:
    """The moment of the deadline. That none is set (长期, 待定) holds if a button said so, and of what is over at once."""
    if is_undated(words):
        _settle(row, UNDATED, words.strip(), so, asks=not row.is_over)
        return
    row.due_said = words.strip()
    given, closed = (m.astimezone(days.zone).date() if m else None for m in (row.given, row.closed))
    over = (closed or days.today) if row.is_over else None
    _take(row, "due_at", lambda: _due(row, due_of(words, days, counted=counted, given=given, closed=over), days))


def _due(row: Row, found: Day | None, days: Days) -> datetime | None:
    if found is None:
        return None
    row.wording = replace(found.wording, due_day_only=found.hour is None)
    return days.at(found, LAST_MOMENT)


def _settle(row: Row, what: str, words: str, so: Collection[str], *, asks: bool = True) -> None:
    """What a button may settle: it is said, or stands in the way."""
    if asks and what in so:
        row.so.append(what)
    elif asks:
        row.wrong.append((what, words))


def _assumed(row: Row, days: Days) -> datetime:
    """The day it was due, else the day it was given, else the day on which the file came."""
    due = row.due_at.astimezone(days.zone) if row.due_at is not None else None
    if due is not None and row.wording.due_day_only:
        due = datetime.combine(due.date(), NOON, days.zone)
    known = [m for m in (due, row.given) if m is not None and m <= days.came]
    return max(known) if known else days.came


def _closing(row: Row, days: Days, so: Collection[str], *, told: bool) -> None:
    """When what is over was closed. Where the file does not say, its deadline is taken or else the day it was given, if
    that was allowed: a day that nobody wrote is no day."""
    for moment, why in ((row.given, "given-ahead"), (row.closed, "closed-ahead")):
        if moment is not None and moment > days.came:
            row.wrong.append((why, f"{moment.astimezone(days.zone):%Y-%m-%d}"))
    if not row.is_over:
        return
    row.status = row.status or Status.DONE
    if row.closed is None:
        row.closed = _assumed(row, days)
        _settle(row, CLOSED, "", so, asks=not told)
    if row.given is not None and row.given > row.closed:
        row.wrong.append(("backwards", ""))
