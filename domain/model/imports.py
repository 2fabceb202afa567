"""A ledger on its way in (导入台账): the file as it was read, what its columns mean, what stands in the way of its rows."""

from __future__ import annotations

from dataclasses import dataclass

from domain.model.tasks import Attachment

MOST_ROWS = 500  # in one unit of work; docs/decisions/0055
LARGEST_FILE = 5_000_000  # bytes
MOST_SIGNS = 1_000_000  # in all cells together: they are kept until it is confirmed
CLASSED = "secret"  # the meaning of a column that says what is confidential; the others are those of a ledger
NOTHING = ""  # the meaning of a column that is left where it is


@dataclass(frozen=True, slots=True)
class Sheeted:
    """A sheet or a table of commas: its rows in which something stands, where each stands in the file, and which of its cells
    only go on with the one above, because the two were merged."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    places: tuple[int, ...]
    joined: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its letter in the file, the words at its head, what they mean: a column of the ledger, `CLASSED`, `NOTHING`.

    `sure`: the words are those of a ledger of ours, so nobody need look at them.
    """

    letter: str
    text: str
    means: str = NOTHING
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Raw:
    """A row as it stands in the file, its cells in the order of the headings; `sheet` is empty where there is only one."""

    at: int
    cells: tuple[str, ...]
    joined: tuple[int, ...] = ()
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be imported as it stands, a sentence `import-why-<why>` about `words`; `where`: the row."""

    row: int  # its place among the rows
    at: int
    why: str
    words: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A row as the matter it would be: what is seen of it before it is confirmed; `due` ISO, empty for the usual term."""

    title: str
    people: tuple[int, ...]
    due: str = ""
    day_only: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """What would come of it: matters that are open, that are over, that are here already, and what stands in the way.

    `late` rows have a deadline that is over; `own` have an assigner who could not give them, so that whoever imports does;
    `names` are those of whom nobody is known here, or several; `samples` the first that would be made.
    """

    open: int = 0
    closed: int = 0
    there: int = 0
    own: int = 0
    late: int = 0
    secret: int = 0
    problems: tuple[Problem, ...] = ()
    names: tuple[str, ...] = ()
    samples: tuple[Sample, ...] = ()


@dataclass(frozen=True, slots=True)
class Import:
    """A ledger being imported: whose it is, where it is shown, the file, its columns and rows, and what was said of them.

    `unread`: the file is still to be read. `chosen` says who is meant by a name; `without`: rows that cannot be imported are
    left out; `late`: what is overdue is imported so. `version` counts what was changed, `shown` is the message it stands in,
    `asks` what of it is asked for (`columns`, `column:<n>`, `name:<n>`), `page` the page of that.
    """

    id: int
    member_id: int
    chat_id: int
    file: Attachment
    unread: bool = True
    headings: tuple[Heading, ...] = ()
    rows: tuple[Raw, ...] = ()
    aside: tuple[str, ...] = ()  # sheets that are none of a ledger, or say the same again
    chosen: tuple[tuple[str, int], ...] = ()
    without: bool = False
    late: bool = False
    checked: Checked = Checked()
    version: int = 0
    shown: int = 0
    asks: str = ""
    page: int = 0

    def who_is(self, name: str) -> int | None:
        """The member chosen for a name."""
        return next((member_id for word, member_id in self.chosen if word == name), None)
