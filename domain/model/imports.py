"""A ledger on its way in (导入台账): the file as it was read, what its columns mean, what stands in the way of its rows."""

from __future__ import annotations

from datetime import datetime

from domain.model.tasks import Attachment
from domain.model.value import value

MOST_ROWS = 500  # in one unit of work; docs/decisions/0055
LARGEST_FILE = 5_000_000  # bytes
MOST_SIGNS = 1_000_000  # in all cells together: they are kept until it is confirmed
CLASSED = "secret"  # the meaning of a column that says what is confidential; the others are those of a ledger
NOTHING = ""  # the meaning of a column that is left where it is


@value
class Sheeted:
    """A sheet or a table of commas: its rows in which something stands, where each stands in the file, which of its cells
    only go on with the one above, because the two were merged, and which hold a broken number, that may have lost a nought.

    Of a hidden one only the first row is read, to say that it was left aside.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    places: tuple[int, ...]
    joined: tuple[tuple[int, ...], ...]
    broken: tuple[tuple[int, ...], ...] = ()
    hidden: bool = False


@value
class Heading:
    """A column: its letter in the file, the words at its head, what they mean: a column of the ledger, `CLASSED`, `NOTHING`.

    `sure`: the words are those of a ledger of ours, so nobody need look at them. `also`: those at its head in further sheets.
    Without `text` the file has no heading row.
    """

    letter: str
    text: str
    means: str = NOTHING
    sure: bool = False
    also: str = ""


@value
class Raw:
    """A row as it stands in the file, its cells in the order of the headings; `sheet` is empty where there is only one."""

    at: int
    cells: tuple[str, ...]
    joined: tuple[int, ...] = ()
    sheet: str = ""
    broken: tuple[int, ...] = ()


@value
class Problem:
    """Why a row cannot be imported as it stands, a sentence `import-why-<why>` about `words`; `at`: the row, `other`: the
    sheet of the row that `words` tell of."""

    row: int  # its place among the rows
    at: int
    why: str
    words: str = ""
    sheet: str = ""
    other: str = ""


@value
class Sample:
    """A row as the matter it would be, to be looked at before it is confirmed; moments in ISO, `due` empty for the usual term,
    `closed` for what is open."""

    at: int
    title: str
    people: tuple[int, ...]
    due: str = ""
    day_only: bool = False
    sheet: str = ""
    state: str = ""
    closed: str = ""


@value
class TwoWays:
    """Days of a column that can be read in two ways: under which key it is chosen, the first of them, and what each way makes
    of that (the choice, the day in ISO)."""

    key: str
    words: str
    answers: tuple[tuple[str, str], ...]


@value
class Found:
    """A row that is here already."""

    at: int
    sheet: str = ""


@value
class Checked:
    """What would come of it: matters that are open, that are over, that are here already, and what stands in the way.

    `own` have an assigner who could not give them, so that whoever imports does; `names` are those of whom nobody is known
    here, or several. `settled` counts the rows that are imported so because a button said so, `left` what is not taken along;
    both by the end of a key `import-so-<what>` and `import-left-<what>`.
    """

    open: int = 0
    closed: int = 0
    there: tuple[Found, ...] = ()
    own: int = 0
    secret: int = 0
    ungiven: int = 0  # closed rows without the day on which they were given: that of their closing is taken
    problems: tuple[Problem, ...] = ()
    names: tuple[str, ...] = ()
    samples: tuple[Sample, ...] = ()
    two_ways: tuple[TwoWays, ...] = ()
    settled: tuple[tuple[str, int], ...] = ()
    left: tuple[tuple[str, int], ...] = ()


@value
class Import:
    """A ledger being imported: whose it is, where it is shown, the file, its columns and rows, and what was said of them.

    `came` is when the file came, by whose day its words count. `unread`: it is still to be read; `loosely`: it came without
    a word, in the message `message_id`, and may be minutes as well. `chosen` says who is meant by a name, `ways` how a column
    of days is read; `so` are the kinds of rows that are imported as they are because a button said so (`past`, `closed`, …);
    `without`: rows that cannot be imported are left out. `version` counts what was changed, `shown` is the message it stands
    in, `asks` what of it is asked for (`columns`, `column:<n>`, `name:<n>`, `rows`), `page` the page of that.
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
    so: tuple[str, ...] = ()
    ways: tuple[tuple[str, str], ...] = ()
    checked: Checked = Checked()
    version: int = 0
    shown: int = 0
    asks: str = ""
    page: int = 0
    came: datetime | None = None
    loosely: bool = False
    message_id: int = 0

    @property
    def headless(self) -> bool:
        """Whether the file has no heading row."""
        return bool(self.headings) and not any(heading.text for heading in self.headings)

    def who_is(self, name: str) -> int | None:
        """The member chosen for a name."""
        return next((member_id for word, member_id in self.chosen if word == name), None)
