"""What official documents have in common: numerals, names of files, shares."""

from __future__ import annotations

import pytest

from bot.office import Office
from bot.views.official import file_name, full_day, heading, numeral
from domain.model.value import replace
from storage.unit import Database
from tests.bot.conftest import Staff
from tests.domain.office import FRIDAY, OWNER


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh-Hans", ["一", "九", "十", "十一", "十九", "二十", "二十一", "九十九"]),
        ("zh-Hant", ["一", "九", "十", "十一", "十九", "二十", "二十一", "九十九"]),
        ("en", ["1", "9", "10", "11", "19", "20", "21", "99"]),
    ],
)
def test_headings_are_counted_as_their_readers_count(
    office: Office, staff: Staff, language: str, expected: list[str]
) -> None:
    db: Database = office.db  # type: ignore[assignment]
    member = replace(staff.members[OWNER], language=language)

    def said(store: object) -> tuple[list[str], str, str]:
        eye = office.eye_for(store, member)  # type: ignore[arg-type]
        numbers = [numeral(eye, n) for n in (1, 9, 10, 11, 19, 20, 21, 99)]
        return numbers, heading(eye, 2, "A & B"), full_day(eye, FRIDAY)

    found, head, day = db.read_now(said)
    assert found == expected
    assert head == ("2. A & B" if language == "en" else "二、A & B")
    assert "2026" in day


def test_a_files_name_is_one_that_every_system_takes() -> None:
    assert file_name('一/二\\三:*?"<>|\n四', "docx") == "一 二 三 四.docx"
    assert file_name("", "xlsx") == "duban.xlsx"
    assert file_name("长" * 300, "png") == "长" * 80 + ".png"
