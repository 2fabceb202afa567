"""Ledgers on their way in are kept whole, and forgotten when nobody takes them in."""

from __future__ import annotations

import json
from datetime import timedelta

from domain.model.imports import Checked, Found, Heading, Import, Problem, Sample, TwoWays
from domain.model.imports import Raw as Line
from domain.model.tasks import Attachment
from domain.model.value import replace
from domain.ports.store import Store
from domain.text import as_json
from storage.unit import Database
from tests.domain.office import FRIDAY, MONDAY
from tests.storage.conftest import People, Raw


def whole(member_id: int) -> Import:
    """One with something in every field."""
    return Import(
        0, member_id, 1004, Attachment("document", "f", "台账.xlsx"), unread=False,
        headings=(Heading("A", "事项", "title", sure=True), Heading("B", "谁")),
        rows=(Line(2, ("甲\ud800", "李明"), (1,), "在办", (0,)), Line(3, ("乙", ""))), aside=("按人",), chosen=(("小王", 7),),
        without=True, so=("past",), ways=(("due-tens", "ten"),),
        checked=Checked(
            1, 2, (Found(3, "在办"),), 4, 5, 6, (Problem(0, 2, "person", "小王", "在办"),), ("小王",),
            (Sample(2, "甲", (7, 8), "2026-12-10"),), (TwoWays("due-tens", "12.2", (("one", "2026-12-02"),)),),
            (("past", 1),), (("returns", 2),),
        ),
        version=3, shown=9, asks="name:0", page=1, came=MONDAY, loosely=True, message_id=12,
    )  # fmt: skip


def test_an_import_comes_back_as_it_was_kept(db: Database, people: People) -> None:
    made = db.write_now(lambda s: s.imports.add(whole(people.wang.id), MONDAY))
    assert db.write_now(lambda s: s.imports.get(made.id)) == made
    changed = replace(made, asks="", chosen=(*made.chosen, ("老李", people.li.id)))
    db.write_now(lambda s: s.imports.save(changed))
    assert db.write_now(lambda s: s.imports.get(made.id)) == changed


def test_what_an_earlier_version_kept_is_looked_at_anew(db: Database, people: People, raw: Raw) -> None:
    made = db.write_now(lambda s: s.imports.add(replace(whole(people.wang.id), came=None), MONDAY))
    said = json.loads(as_json(made))
    for one in ("so", "ways", "came", "loosely", "message_id"):
        del said[one]
    checked = {"open": 1, "closed": 2, "there": 3, "late": 5, "problems": [], "names": [], "samples": []}
    old = as_json(said | {"late": True, "checked": checked})
    raw.do("UPDATE imports SET data = :old", old=old)
    found = db.write_now(lambda s: s.imports.get(made.id))
    assert found is not None
    assert (found.checked, found.came, found.rows) == (Checked(), MONDAY, made.rows)


def test_a_file_waits_to_be_read_and_a_person_has_one_at_a_time(db: Database, people: People) -> None:
    def work(store: Store) -> tuple[list[int], list[int]]:
        first = store.imports.add(replace(whole(people.wang.id), unread=True), MONDAY)
        waiting = store.imports.unread(5)
        store.imports.drop_of(people.wang.id)
        assert store.imports.get(first.id) is None
        return waiting, store.imports.unread(5)

    waiting, left = db.write_now(work)
    assert (len(waiting), left) == (1, [])


def test_what_nobody_takes_in_is_forgotten(db: Database, people: People) -> None:
    old = db.write_now(lambda s: s.imports.add(whole(people.wang.id), MONDAY))
    new = db.write_now(lambda s: s.imports.add(whole(people.li.id), FRIDAY))
    assert db.write_now(lambda s: s.imports.prune(MONDAY + timedelta(days=1), 100)) == 1
    assert db.write_now(lambda s: [s.imports.get(one.id) for one in (old, new)]) == [None, new]
