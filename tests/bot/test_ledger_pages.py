"""A ledger is gone through a page at a time, and what was read is let go."""

from __future__ import annotations

from bot.office import Office
from bot.views.ledger_content import content
from bot.views.ledger_source import PAGE, source
from domain.model.ledger import LedgerForm, LedgerOrder
from domain.model.tasks import Assignment, Part, Task
from domain.ports.store import ReadStore, Store
from tests.bot.conftest import Staff
from tests.domain.office import FRIDAY, MONDAY

MATTERS = 2 * PAGE + 50
ORDER = LedgerOrder(LedgerForm.XLSX, "en", MONDAY)


def fill(store: Store) -> None:
    for n in range(MATTERS):
        people = (Assignment(2, Part.LEAD), Assignment(3, Part.CO))
        store.tasks.add(Task(0, f"matter {n}", 1, 2, MONDAY, FRIDAY, 1, people=people))


def test_a_page_that_went_by_is_not_kept(office: Office, staff: Staff) -> None:
    office.db.write_now(fill)  # type: ignore[attr-defined]

    def work(store: ReadStore) -> tuple[list[int], int]:
        found = source(office.eye_for(store, None), ORDER, None)
        pages, first = [], None
        for page in found.pages([held.id for held in found.held]):
            pages.append(len(page))
            first = first or [store.tasks.get(task.id) for task in page]
        return pages, sum(store.tasks.get(task.id) is task for task in first or () if task)

    pages, still_known = office.db.read_now(work)  # type: ignore[attr-defined]
    assert pages == [PAGE, PAGE, 50]
    assert still_known == 0


def test_rows_are_made_as_they_are_asked_for(office: Office, staff: Staff) -> None:
    office.db.write_now(fill)  # type: ignore[attr-defined]

    def work(store: ReadStore) -> tuple[list[str], int]:
        book = content(office.eye_for(store, None), ORDER)
        names = []
        count = 0
        for sheet in book.sheets:  # type: ignore[union-attr]
            names.append(sheet.name)
            count += sum(1 for _ in sheet.rows)
        return names, count

    names, count = office.db.read_now(work)  # type: ignore[attr-defined]
    assert len(names) == 5
    assert count >= MATTERS
