"""The picture of a bulletin in each language, from a seeded year of an office: `python -m docs.report_pictures`."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.year import CALENDAR, SETTINGS, Year
from bot.clock import FixedClock
from bot.office import Office
from bot.views import VIEWS
from bot.wiring import MAKERS
from docs.reducing import reduce
from domain.messages.bulletins import BulletinPicture
from domain.model.languages import LANGUAGES
from domain.model.value import replace
from domain.ports.store import ReadStore, Store
from storage.unit import Database

FOLDER = Path(__file__).parent / "pictures"
SEED, DAYS = 8, 365
MONTH, READ_AT = "2026-10", datetime(2026, 11, 5, 2, tzinfo=UTC)  # frozen the evening before
# The office's name and its teams', as they are called in each language.
NAMES = {
    "zh-Hans": (SETTINGS.office_name, ("综合科", "督查科", "信息科")),
    "zh-Hant": ("濱江區公所", ("秘書室", "研考課", "資訊課")),
    "en": ("Riverside Council", ("Secretariat", "Oversight", "Information")),
}


def photograph(language: str, database: Path) -> None:
    """`pictures/bulletin.<language>.png`."""
    db, (name, titles) = Database(f"sqlite:///{database}"), NAMES[language]
    db.write_now(lambda store: _named(store, titles))
    office = Office(db, FixedClock(READ_AT), replace(SETTINGS, office_name=name), CALENDAR)

    def look(store: ReadStore) -> bytes:
        eye = replace(office.eye_for(store, store.members.get(1)), language=language)
        shown = VIEWS[BulletinPicture](eye, BulletinPicture(MONTH, None))
        assert shown is not None
        assert shown.made is not None
        return MAKERS[type(shown.made.of)](shown.made.of)

    path = FOLDER / f"bulletin.{language}.png"
    path.write_bytes(db.read_now(look))
    db.close()
    reduce(path, 64)


def _named(store: Store, titles: tuple[str, ...]) -> None:
    for number, title in enumerate(titles, 1):
        team = store.teams.get(number)
        assert team is not None
        store.teams.save(replace(team, title=title))


def main() -> None:
    """A year is lived once, and looked at in each language."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "year.db"
        Year(file, SEED, 9).live(DAYS)
        for language in LANGUAGES:
            photograph(language, file)


if __name__ == "__main__":
    main()
