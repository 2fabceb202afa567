"""Menus a thumb can use, and a help that fits a phone."""

from __future__ import annotations

import pytest

from bot.commands import COMMANDS, Circle
from bot.i18n import catalogue, plain
from bot.menu import menu, standing_menus
from bot.office import Office
from bot.shelves import BY_NAME, MENUS, MOST_IN_A_MENU, SHELVES, Menu, Shelf, on_shelf
from bot.views import VIEWS
from bot.views.eye import Eye
from domain.messages.office import Help
from domain.model.languages import LANGUAGES
from domain.ports.store import ReadStore
from tests.bot.conftest import Staff
from tests.domain.office import LEAD, OWNER

_A_SCREEN = 15  # lines


def test_every_command_stands_on_one_page_of_the_help() -> None:
    found = [name for names in SHELVES.values() for name in names]
    assert sorted(found) == sorted(BY_NAME)


@pytest.mark.parametrize("kind", Menu)
def test_a_menu_is_short_and_names_what_its_reader_may_use(kind: Menu) -> None:
    assert len(MENUS[kind]) <= MOST_IN_A_MENU
    assert set(MENUS[kind]) <= set(BY_NAME)
    assert kind is not Menu.STAFF or all(BY_NAME[name].circle is Circle.EVERYBODY for name in MENUS[kind])


def test_the_one_chinese_that_telegram_knows_is_the_offices_own() -> None:
    for office, chinese in (("zh-Hans", "zh-Hans"), ("zh-Hant", "zh-Hant"), ("en", "zh-Hans")):
        found = {(type(scope).__name__, code): commands for commands, scope, code in standing_menus(office)}
        private = "BotCommandScopeAllPrivateChats"
        assert found[private, "zh"] == menu(chinese, leader=False, group=False)
        assert found[private, None] == menu(office, leader=False, group=False)
        assert {code for _, code in found} == {None, "zh", "en"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_begins_with_its_command_and_can_be_copied(language: str) -> None:
    for command in COMMANDS:
        examples = str(catalogue(language).text(f"example-{command.name}")).split("\n")
        assert 1 <= len(examples) <= 2
        assert len(set(examples)) == len(examples)
        assert all(e.split(maxsplit=1)[0] == f"/{command.name}" and len(e) <= 256 for e in examples), command.name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("member", "leads"), [(OWNER, True), (LEAD, False)])
def test_every_page_of_the_help_fits_a_phone(
    office: Office, staff: Staff, language: str, member: int, leads: bool
) -> None:
    pages = [
        Help(leads=leads),
        *(Help(shelf, leads=leads) for shelf in Shelf),
        *(Help(command=c.name) for c in COMMANDS),
    ]
    for page in pages:
        shown = office.db.read_now(lambda s, p=page: VIEWS[Help](_eye(office, s, language, member), p))
        assert plain(shown.text).count("\n") < _A_SCREEN, page
        assert all(button.copies is None or len(button.copies) <= 256 for row in shown.rows for button in row)


def _eye(office: Office, store: ReadStore, language: str, member: int) -> Eye:
    eye = office.eye_for(store, store.members.get(member))
    eye.language = language
    return eye


def test_a_page_is_not_offered_to_whom_it_gives_nothing() -> None:
    empty = {shelf for shelf in Shelf if not on_shelf(shelf, leader=False, group=False)}
    assert empty == {Shelf.JUDGE, Shelf.CHANGE, Shelf.HANDS}
