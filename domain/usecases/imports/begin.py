"""A ledger's file: taken, read beside the writer, shown; and put right by what is pressed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from domain.errors import Refusal
from domain.messages.imports import ImportDropped, ImportStep
from domain.messages.office import Sentence
from domain.model.imports import LARGEST_FILE, MOST_ROWS, MOST_SIGNS, Import, Sheeted
from domain.model.ledger import LedgerColumn
from domain.model.people import Memberships
from domain.model.post import Place
from domain.model.tasks import Attachment
from domain.model.value import replace
from domain.rules.imports import columns
from domain.rules.imports.rows import NUMBERS, SETTLED
from domain.rules.imports.sheets import ledger_in
from domain.text import shortened, storable
from domain.unit import Unit
from domain.usecases.imports.checking import looked_at
from domain.usecases.imports.whom import Whom
from domain.usecases.minutes import begin as minutes
from domain.usecases.tasks.ordered import Ordered

LONGEST_NAME = 60
TOO_MUCH = ("import-many", "import-wordy")  # it is a ledger, and has to be sent in parts
TABLES, OLD_TABLES = (".xlsx", ".csv", ".tsv"), (".xls", ".et")
AWAITED, PATIENCE = "file", timedelta(hours=1)  # after `/import` alone the next table is the ledger, for so long
COLUMNS, WITHOUT = "columns", "without"


def require_may_import(who: Memberships) -> None:
    """Whoever gives tasks to others.

    Raises: Refusal `import-right`.
    """
    if not who.leads_anywhere():
        raise Refusal("import-right")


def file(unit: Unit, who: Memberships, one: Import, size: int) -> Import:
    """A file to be read beside the writer. One that lay there before gives way, unless this may be none: then it does when
    that is known.

    Raises: Refusal `import-right`, `import-large`.
    """
    require_may_import(who)
    if size > LARGEST_FILE and not one.loosely:
        raise Refusal("import-large", most=str(LARGEST_FILE // 1_000_000))
    if not one.loosely:
        unit.store.imports.drop_of(who.member.id)
    found = replace(one.file, name=shortened(storable(one.file.name), LONGEST_NAME))
    return unit.store.imports.add(replace(one, file=found, came=one.came or unit.now), unit.now)


def awaits(unit: Unit, who: Memberships, chat_id: int) -> None:
    """The next table this person sends is a ledger."""
    require_may_import(who)
    asked = Import(0, who.member.id, chat_id, Attachment("", "", ""), unread=False, asks=AWAITED, came=unit.now)
    unit.store.imports.add(asked, unit.now)


def is_awaited(unit: Unit, who: Memberships) -> bool:
    """Whether `/import` was said, and its file has not come yet."""
    last = unit.store.imports.get(unit.store.imports.newest_of(who.member.id))
    return last is not None and last.asks == AWAITED and last.came is not None and last.came > unit.now - PATIENCE


def own(unit: Unit, who: Memberships, import_id: int) -> Import:
    """The import of this number, where it is this person's.

    Raises: Refusal `import-replaced` where they sent another file since, `import-gone` where it is settled, `button-old`.
    """
    found = unit.store.imports.get(import_id)
    if found is None:
        newer = unit.store.imports.newest_of(who.member.id) > import_id
        raise Refusal("import-replaced") if newer else Refusal("import-gone")
    if found.member_id != who.member.id or found.unread:
        raise Refusal("button-old")
    return found


def understood(unit: Unit, one: Import, sheets: Sequence[Sheeted]) -> Import:
    """What stands in a file, with what would come of it.

    Raises: Refusal `import-right`, `import-none`, `import-many`, `import-wordy`; of a file that may be none
    `import-not-asked`.
    """
    who = _writer(unit, one)
    ledger = ledger_in(sheets, Whom(unit, one).called)
    if one.loosely and not columns.is_ledger(ledger.headings):
        raise Refusal("import-not-asked")
    if not ledger.rows or not ledger.headings:
        raise Refusal("import-none")
    if len(ledger.rows) > MOST_ROWS:
        raise Refusal("import-many", count=str(len(ledger.rows)), most=str(MOST_ROWS))
    if sum(len(cell) for row in ledger.rows for cell in row.cells) > MOST_SIGNS:
        raise Refusal("import-wordy", most=str(MOST_SIGNS))
    one = replace(one, unread=False, headings=ledger.headings, rows=ledger.rows, aside=ledger.aside)
    one = replace(one, asks="" if columns.is_sure(one.headings) else COLUMNS)
    return looked_at(unit, who, one)[0]


def _writer(unit: Unit, one: Import) -> Memberships:
    member = unit.store.members.get(one.member_id)
    if member is None or not member.active:
        raise Refusal("import-right")
    who = unit.store.members.with_roles(member)
    require_may_import(who)
    unit.calendar = unit.calendar_at(Place(member_id=member.id))
    return who


def _still_may(unit: Unit, one: Import) -> Memberships | None:
    try:
        return _writer(unit, one)
    except Refusal:
        return None


def was_read(unit: Unit, one: Import, found: Import) -> None:
    """A file was read: it is shown, unless something else came in its place."""
    if unit.store.imports.get(one.id) is None:
        return
    if one.loosely:
        unit.store.imports.drop_of(one.member_id, besides=one.id)
    present(unit, found)


def not_read(unit: Unit, one: Import, why: Refusal) -> None:
    """A file is no ledger: what to send instead; nothing of it is kept. One that came without a word is gone through as
    minutes."""
    if unit.store.imports.get(one.id) is None:
        return
    unit.store.imports.drop(one.id)
    who = _still_may(unit, one) if one.loosely and why.name not in TOO_MUCH else None
    if who is not None:
        as_minutes(unit, who, one)
        return
    fields = {name: str(value) for name, value in why.fields.items()}
    unit.say(Place(member_id=one.member_id), Sentence(f"refuse-{why.name}", fields))


def as_minutes(unit: Unit, who: Memberships, one: Import) -> None:
    """The same file, gone through line by line."""
    unit.store.imports.drop(one.id)
    minutes.file(unit, who, Ordered(one.chat_id, "", order_id=one.message_id or None), one.file)


def present(unit: Unit, one: Import) -> None:
    """Keep it as it is now, and show it where it stands."""
    unit.store.imports.save(one)
    unit.say(Place(member_id=one.member_id), ImportStep(one.id, one.shown or None))


# -- what is pressed ---------------------------------------------------------------------------------------------------


def changed(unit: Unit, who: Memberships, one: Import) -> None:
    """Another state of it: looked at anew, and every button of the state before is an old one."""
    require_may_import(who)
    one = looked_at(unit, who, replace(one, version=one.version + 1))[0]
    present(unit, one)


def meant(one: Import, place: int, means: str) -> Import:
    """A column means something else; what was said of the numbers holds for the column that had them.

    Raises: Refusal `button-old`.
    """
    if not 0 <= place < len(one.headings) or means not in columns.MEANINGS:
        raise Refusal("button-old")
    numbers = LedgerColumn.NUMBER in (means, one.headings[place].means)
    so = tuple(what for what in one.so if what != NUMBERS or not numbers)
    return replace(one, headings=columns.with_meaning(one.headings, place, means), so=so, asks=COLUMNS)


def named(unit: Unit, one: Import, place: int, member_id: int) -> Import:
    """A name of the file is somebody's here, in all its rows.

    Raises: Refusal `button-old`.
    """
    member = unit.store.members.get(member_id)
    if not 0 <= place < len(one.checked.names) or member is None or not member.active:
        raise Refusal("button-old")
    name = one.checked.names[place]
    kept = tuple(pair for pair in one.chosen if pair[0] != name)
    return replace(one, chosen=(*kept, (name, member_id)), asks="", page=0)


def chosen_way(one: Import, key: str, answer: str) -> Import:
    """How the days of a column are read, in all its rows.

    Raises: Refusal `button-old`.
    """
    if not any(asked.key == key and answer in dict(asked.answers) for asked in one.checked.two_ways):
        raise Refusal("button-old")
    return replace(one, ways=(*(pair for pair in one.ways if pair[0] != key), (key, answer)), page=0)


def switched(one: Import, what: str) -> Import:
    """Rows of a kind are imported as they are, or those that cannot be are left out; pressed again they are not.

    Raises: Refusal `button-old`.
    """
    if what == WITHOUT:
        return replace(one, without=not one.without, page=0)
    if what not in SETTLED:
        raise Refusal("button-old")
    so = tuple(w for w in one.so if w != what) if what in one.so else (*one.so, what)
    return replace(one, so=so, page=0)


def give_up(unit: Unit, one: Import) -> None:
    """Nothing of it is imported; its message says so."""
    unit.store.imports.drop(one.id)
    unit.say(Place(member_id=one.member_id), ImportDropped(one.shown or None))
