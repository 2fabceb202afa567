"""督办台账: the columns of the office's ledger, the kinds of file it comes as, and what somebody asks to have of it.

The word of a column stands in the catalogues as `ledger-<column>`, in every language; whoever writes a ledger and whoever
reads one take it from there. A value that is one of a few (state, priority, origin, light, yes or no) is written in the
words of `status-`, `priority-`, `origin-`, `ledger-light-`, and `ledger-yes` or `ledger-no`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from domain.model.papers import Form, Read, Sheet, Workbook
from domain.model.tasks import Status
from domain.model.value import value


class LedgerColumn(StrEnum):
    """What stands in a column of a ledger, in their order; people by name, several with a comma of the language between."""

    NUMBER = "number"  # 编号: the matter's number, a whole number without #
    TITLE = "title"  # 事项
    ORIGIN = "origin"  # 来源, as `origin-` says it
    ASSIGNER = "assigner"  # 交办人
    LEAD = "lead"  # 牵头人
    CO = "co"  # 协办人
    GIVEN = "given"  # 交办时间
    DUE = "due"  # 完成时限
    STATE = "state"  # 状态, as `status-` says it
    LIGHT = "light"  # 灯, as `ledger-light-` says it; nothing for what is closed
    PROGRESS = "progress"  # 进度, a share of the whole
    CLOSED = "closed"  # 办结时间, of what was cancelled when it was
    LATE = "late"  # 是否超期: `ledger-yes` or `ledger-no`; of what is done, whether it was; waived is no
    LATENESS = "lateness"  # 超期时长, in working hours
    RATING = "rating"  # 评价, one to five
    TAGS = "tags"  # 标签, without #
    PRIORITY = "priority"  # 紧急程度, as `priority-` says it
    TEAM = "team"  # 所属群组
    CONTENT = "content"  # 内容: the whole text of the order, where the title does not say all of it
    STANDARD = "standard"  # 办理标准
    ORIGIN_REF = "origin-ref"  # 来源依据: its number or name
    REPORTED = "reported"  # 最近反馈: when it was last reported on, or handed in
    RETURNS = "returns"  # 退回次数
    RESULT = "result"  # 办理结果
    PARENT = "parent"  # 上级事项: the number of the matter it is a part of


FORMS: Mapping[LedgerColumn, Form] = {
    LedgerColumn.NUMBER: Form.NUMBER,
    LedgerColumn.GIVEN: Form.MOMENT,
    LedgerColumn.DUE: Form.MOMENT,
    LedgerColumn.PROGRESS: Form.SHARE,
    LedgerColumn.REPORTED: Form.MOMENT,
    LedgerColumn.CLOSED: Form.MOMENT,
    LedgerColumn.LATENESS: Form.NUMBER,
    LedgerColumn.RETURNS: Form.NUMBER,
    LedgerColumn.RATING: Form.NUMBER,
    LedgerColumn.PARENT: Form.NUMBER,
}  # fmt: skip


class LedgerForm(StrEnum):
    """The kinds of file a ledger comes as."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    ICS = "ics"


LEDGERS = OPENLY, SECRET_TOO = "ledger", "ledger-secret"  # the circles of a search that is a ledger
MANY = (
    2000  # matters: from so many on a ledger is made by a process of its own, and the chat says that it is being made
)


@value
class LedgerOrder(Read):
    """A ledger that is to be made: of what, as what, for whom, in which language.

    `search_id` is the number under which what is asked for is kept. Without a `member_id` it is for whoever runs the program,
    and holds the whole office.
    """

    form: LedgerForm
    language: str
    at: datetime
    member_id: int | None = None
    search_id: int | None = None
    many: bool = False

    @property
    def zipped(self) -> bool:
        """A long one with every word of every story is more than a bot may send as it is."""
        return self.many and self.form is LedgerForm.JSON


@value
class Totals:
    """How many matters a ledger holds, and how they stand; what is overdue is open, too."""

    all: int
    open: int
    overdue: int
    done: int
    cancelled: int
    confidential: int


@value
class Held:
    """A matter of a ledger: its number, and where it belongs."""

    id: int
    status: Status
    due_at: datetime
    confidential: bool


@value
class Entry:
    """An entry of a matter's history as it is stored: `data` are the fact's fields as JSON."""

    task_id: int
    seq: int
    at: datetime
    actor_id: int | None
    name: str
    data: str
    hash: str


@value
class Issued:
    """A slip that was issued for a matter; a number below zero is one of the confidential series."""

    task_id: int
    year: int
    number: int
    colour: str
    member_id: int
    issued_at: datetime
    withdrawn_at: datetime | None


@value
class Leaf:
    """An entry of a calendar that holds the deadline of a matter. `day_only`: it is the day that counts, not the hour, and
    the moment is told by the clock by which it is that day.

    `uid` stays the same as long as the matter lives, and `revision` grows with it: a calendar that is read again replaces.
    """

    uid: str
    revision: int
    title: str
    lines: tuple[str, ...]
    due_at: datetime
    day_only: bool
    categories: tuple[str, ...] = ()


@value
class Almanac:
    """A calendar of deadlines: its name, whose clock it is read by, the moment it was made."""

    title: str
    zone: str
    made_at: datetime
    leaves: Iterable[Leaf]


@value
class Grid:
    """One table, as a file of values with commas between them."""

    sheet: Sheet
    language: str


@value
class Tree:
    """Something to be written as JSON, piece by piece: `head` are its first fields, then come the `tasks`, each with its
    history, then `tail`, which is asked for when they have gone by. `zipped`: within an archive, under this name."""

    head: Mapping[str, object]
    tasks: Iterable[tuple[Mapping[str, object], Sequence[Entry]]]
    tail: Callable[[], Mapping[str, object]]
    zipped: str = ""


Ledger = Workbook | Grid | Almanac | Tree  # what a ledger is made of, by its form
