"""A long ledger: the chat says that it is being made, and has its buttons again when the file has come."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from bot.edge import making
from domain.facts.tasks import Assigned, Submitted
from domain.model.ledger import MANY
from domain.model.tasks import Assignment, Part, Status, Task
from domain.ports.store import Store
from storage.unit import Database
from tests.journeys.conftest import Words
from tests.journeys.tasks import given, labels
from tests.stage import MONDAY, Stage


def fill(s: Stage, many: int) -> None:
    """So many matters that were done last year, of 李明."""

    def work(store: Store) -> None:
        for n in range(many):
            begun = MONDAY - timedelta(days=400)
            people = (Assignment(3, Part.LEAD),)
            task = Task(
                0, f"旧事项{n}", 1, 3, begun, begun, 1, status=Status.DONE, people=people, closed_at=begun, percent=100
            )
            task = store.tasks.add(task)
            store.history.append(task.id, Assigned(task.title, "", "", "normal", {"3": "lead"}), 1, begun, first=True)
            store.history.append(task.id, Submitted("ok"), 3, begun)

    db = Database(f"sqlite:///{s.database}")
    db.write_now(work)
    db.close()


async def test_a_long_one_is_announced_and_the_buttons_come_back(office: Stage, words: Words) -> None:
    await given(office)
    fill(office, MANY)
    [menu] = await office.say(office.wang, None, "/ledger")
    stood = len(office.messages(office.wang))
    await office.press(office.wang, menu, words("button-ledger-json"))
    await office.until(
        lambda: words("button-ledger-json") in labels(menu) and office.last(office.wang).media is not None
    )
    assert ("ledger-making", "sent") in office.rows("SELECT kind, state FROM outbox"), "and the chat said so"
    assert len(office.messages(office.wang)) == stood + 1, "the file, and nothing that stays beside it"
    sent = office.last(office.wang).media
    assert sent.name.endswith(".json.zip")
    with zipfile.ZipFile(io.BytesIO(sent.data)) as archive:
        whole = json.loads(archive.read(archive.namelist()[0]))
    assert whole["count"] == len(whole["tasks"]) == MANY + 1
    assert words("button-ledger-json") in labels(menu)


async def test_typed_in_a_line_the_announcement_becomes_the_buttons(office: Stage, words: Words) -> None:
    fill(office, MANY)
    await given(office)
    stood = len(office.messages(office.wang))
    await office.say(office.wang, None, "/ledger csv")
    await office.until(lambda: office.last(office.wang).media is not None)
    await office.settle()
    first, sent = [m for m in office.messages(office.wang)[stood:] if m.sender is office.world.bot]
    assert sent.media.data.decode("utf-8-sig").count("\n") == MANY + 2
    assert words("ledger-making", n=MANY + 1) not in first.text
    assert words("button-ledger-csv") in labels(first)


async def test_commands_of_others_are_answered_while_it_is_made(office: Stage, words: Words) -> None:
    fill(office, MANY)
    await given(office)
    office.world.send(office.wang, None, "/ledger xlsx")
    [mine] = await office.say(office.li, None, "/mine")
    assert "#" in mine.text
    await office.until(lambda: office.last(office.wang).media is not None)


@pytest.mark.parametrize("faults_expected", [["log", "outbox"]])
async def test_one_that_cannot_be_made_is_said_once(
    office: Stage, words: Words, monkeypatch: pytest.MonkeyPatch, faults_expected: list[str]
) -> None:
    await given(office)
    [menu] = await office.say(office.wang, None, "/ledger")

    async def broken(*_: object) -> bytes:
        raise making.UnmadeError("ValueError")

    monkeypatch.setattr("bot.edge.sender.content", broken)
    await office.press(office.wang, menu, words("button-ledger-csv"))
    assert office.last(office.wang).text == words("ledger-failed")
    await office.pass_time(timedelta(hours=1))
    assert [m.text for m in office.messages(office.wang)].count(words("ledger-failed")) == 1


async def test_a_long_workbook_is_written_by_two_processes_and_whole(office: Stage, words: Words) -> None:
    await given(office)
    fill(office, MANY)
    [menu] = await office.say(office.wang, None, "/ledger")
    await office.press(office.wang, menu, words("button-ledger-xlsx"))
    await office.until(lambda: office.last(office.wang).media is not None)
    book = load_workbook(io.BytesIO(office.last(office.wang).media.data), read_only=True)
    rows = [len(list(sheet.iter_rows(min_row=2))) for sheet in book]
    assert rows == [1, 0, MANY, 1, 2 * MANY + 1], "open, overdue, closed, a line for each person, what happened"
