"""Every file that a message brings can be made, whatever names and titles are on it, and is small enough to be sent."""

from __future__ import annotations

import pytest

from bot.office import Office
from bot.wiring import MAKERS
from domain.model.languages import LANGUAGES
from storage.unit import Database
from tests.bot.conftest import Staff
from tests.bot.samples import SAID
from tests.bot.test_views import db, look
from tests.domain.office import OWNER

__all__ = ["db"]
FILED = [message for message in SAID if message.beside]
_MOST = 10_000_000  # bytes of a photo
_HEADS = {".png": b"\x89PNG", ".docx": b"PK\x03\x04", ".xlsx": b"PK\x03\x04"}


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_file_is_made_in_every_language(db: Database, office: Office, staff: Staff, language: str) -> None:
    found = 0
    for message in FILED:
        shown = look(db, office, staff, OWNER, language, message)
        if shown is None or shown.made is None or type(shown.made.of) not in MAKERS:
            continue  # nothing to be seen, or what is read while it is made
        made, found = MAKERS[type(shown.made.of)](shown.made.of), found + 1
        ending = shown.made.name[shown.made.name.rindex(".") :]
        assert made.startswith(_HEADS[ending])
        assert len(made) < _MOST
    assert found > 10


def test_what_takes_long_to_be_made_is_made_beside_the_writer() -> None:
    names = {type(message).__name__ for message in FILED}
    assert {"BulletinPicture", "BulletinWorkbook", "BulletinPaper", "PlanFile", "MeetingFile"} <= names
