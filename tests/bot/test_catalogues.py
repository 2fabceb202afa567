"""The three languages say the same, in whole sentences, with the same fields; and the code asks for nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter

import pytest

from bot.commands import COMMANDS
from bot.i18n import FOLDER, Catalogue, catalogue
from bot.views import VIEWS
from domain.messages.base import MESSAGES
from domain.model.languages import LANGUAGES
from domain.rules.lifecycle import VERBS
from tests.bot.keys import FAMILIES, PASS_ON, Asked, asked, expand

DATA = Path(__file__).parents[1] / "data"
KEYS = sorted(catalogue("zh-Hans").keys())
PLACES = tuple(asked())
# Messages that say nothing to anybody: the sender does something instead of showing them.
WITHOUT_VIEW = {"menu-update", "topic-name", "unsend"}


def templates(language: str, key: str) -> tuple[str, ...]:
    """The texts of a key, each plural form."""
    return catalogue(language).raw(key)


def fields_of(language: str, key: str) -> set[str]:
    """The fields a sentence names."""
    found = [f for text in templates(language, key) for _, f, _, _ in Formatter().parse(text) if f is not None]
    return set(found)


class Tags(HTMLParser):
    """The tags of a text, in order; every one closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open, text

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.append(tag)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


def characters(name: str) -> set[str]:
    """A list of characters kept beside the tests."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return set("".join(line for line in lines if not line.startswith("#")))


def wide(text: str) -> int:
    """How much room a text takes on a button: a Chinese character as much as two letters."""
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)


# -- alike in every language -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_sentences(language: str) -> None:
    assert sorted(catalogue(language).keys()) == KEYS


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_stands_twice_is_empty_or_marked_as_doubtful(language: str) -> None:
    text = (FOLDER / f"{language}.po").read_text(encoding="utf-8")
    ids = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
    assert len(ids) == len(set(ids))
    assert "fuzzy" not in text
    assert not [key for key in KEYS if not all(t.strip() for t in templates(language, key))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_plural_forms_it_says_it_has(language: str) -> None:
    found = Catalogue(language)
    wanted = 2 if language == "en" else 1
    assert {len(found.raw(k)) for k in found._plurals} == {wanted}
    assert set(found._plurals) == set(catalogue("zh-Hans")._plurals)


def test_a_sentence_has_the_same_fields_in_every_language() -> None:
    found = {key: {language: fields_of(language, key) for language in LANGUAGES} for key in KEYS}
    assert {key: each for key, each in found.items() if len({*map(frozenset, each.values())}) > 1} == {}


def test_a_sentence_uses_the_same_tags_in_every_language_and_closes_them() -> None:
    found = {key: [sorted(Tags(t).found) for language in LANGUAGES for t in templates(language, key)] for key in KEYS}
    assert {key: each for key, each in found.items() if each.count(each[0]) != len(each)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_fields_are_plain_names(language: str) -> None:
    parts = [(key, part) for key in KEYS for text in templates(language, key) for part in Formatter().parse(text)]
    odd = [key for key, (_, f, spec, how) in parts if not (f is None or f.isidentifier()) or spec or how]
    assert odd == []


def test_the_number_of_a_plural_is_its_n() -> None:
    for key in catalogue("en")._plurals:
        assert "n" in fields_of("en", key), key


# -- written, not converted ------------------------------------------------------------------------------------------


def test_no_simplified_character_stands_in_traditional_chinese() -> None:
    wrong = characters("simplified_only.txt")
    assert {"这", "办", "个", "时"} <= wrong
    assert not wrong & {"台", "后", "里", "群", "時"}
    found = {key: "".join(sorted(set("".join(templates("zh-Hant", key))) & wrong)) for key in KEYS}
    assert {key: chars for key, chars in found.items() if chars} == {}


def test_no_traditional_character_stands_in_simplified_chinese() -> None:
    wrong = characters("traditional_only.txt")
    assert {"這", "辦", "個", "時"} <= wrong
    found = {key: "".join(sorted(set("".join(templates("zh-Hans", key))) & wrong)) for key in KEYS}
    assert {key: chars for key, chars in found.items() if chars} == {}


def test_no_chinese_stands_in_english() -> None:
    found = [key for key in KEYS if any(re.search(r"[\u4e00-\u9fff]", t) for t in templates("en", key))]
    assert found == []


def test_traditional_chinese_has_words_of_its_own() -> None:
    """Converted text would say 交办, 时限, 办结 in other shapes; what is written says what is said there."""
    sentences = [k for k in KEYS if re.search(r"[\u4e00-\u9fff]{4}", templates("zh-Hans", k)[0])]
    same = [k for k in sentences if templates("zh-Hant", k) == templates("zh-Hans", k)]
    assert len(same) < len(sentences) / 20


# -- asked for by the code -------------------------------------------------------------------------------------------


def wanted() -> dict[str, set[str]]:
    """Every key that the code can ask for, and where."""
    found: dict[str, set[str]] = {}
    for place in PLACES:
        for pattern in place.patterns - {"{}"}:
            for key in expand(pattern):
                found.setdefault(key, set()).add(place.where)
    return found


def test_every_family_of_keys_is_described_and_none_is_described_in_vain() -> None:
    used = {p for place in PLACES for p in place.patterns if "{}" in p and p != "{}"}
    assert used <= set(FAMILIES)
    assert {f for f, values in FAMILIES.items() if values} <= used


def test_keys_are_passed_on_only_where_that_is_known() -> None:
    assert {place.where for place in PLACES if "{}" in place.patterns} <= PASS_ON


def test_the_search_finds_every_way_of_asking() -> None:
    known = wanted()
    for key in ("card-due-words", "refuse-not-found", "joined-already-open-private", "remind-finish-now-others",
                "refuse-no-request", "notice-bug", "card-watchers", "assign-unreachable-private"):  # fmt: skip
        assert key in known, key


def test_every_sentence_the_code_asks_for_exists() -> None:
    assert {key: places for key, places in wanted().items() if key not in KEYS} == {}


def test_no_sentence_is_left_over() -> None:
    assert set(KEYS) - set(wanted()) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_a_sentence_is_given_where_it_is_asked_for(language: str) -> None:
    lacking = [
        (key, place.where, sorted(fields_of(language, key) - place.given))
        for place, key in _asked_keys(PLACES)
        if place.given is not None and key in KEYS and fields_of(language, key) - place.given
    ]
    assert lacking == []


def _asked_keys(places: Iterable[Asked]) -> Iterable[tuple[Asked, str]]:
    return ((place, key) for place in places for p in place.patterns - {"{}"} for key in expand(p))


# -- room on a phone -------------------------------------------------------------------------------------------------


def _with_numbers(label: str) -> str:
    return label.replace("{rest}", "12").replace("{n}", "12")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_label_of_a_button_fits(language: str) -> None:
    labels = {k: _with_numbers(templates(language, k)[0]) for k in KEYS if k.startswith("button-")}
    assert {k: text for k, text in labels.items() if wide(text) > 22} == {}
    assert not [k for k in labels if fields_of(language, k) - {"rest", "n"}]


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_that_stand_beside_each_other_are_told_apart(language: str) -> None:
    for line in {v.line for v in VERBS} - {None}:
        labels = [templates(language, f"button-{v.action}")[0] for v in VERBS if v.line == line]
        assert len(labels) == len(set(labels))


LONG = {"number": "4503599627370496", "action": "申请转办 Decline", "name": "成" * 64, "member": "成" * 64,
        "team": "组" * 100, "value": "字" * 30, "words": "字" * 60, "problem": "reaches a year whose working days are",
        "role": "supervisor", "status": "waiting to be accepted, declined", "moment": "Wed 23 Dec 2026 17:00",
        "old": "Wed 23 Dec 2026 17:00", "new": "Wed 23 Dec 2026 17:00", "time": "08:30", "reference": "deadbeef"}  # fmt: skip
# What people typed stands in these; the boundary shortens them where they are shown at a button.
MAY_BE_LONG = {"refuse-team-decided"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_at_a_pressed_button_fits_into_200_characters(language: str) -> None:
    shown = [k for k in KEYS if k.startswith(("did-", "refuse-", "joined", "team-", "digest-o", "language-set", "bug"))]
    too_long = {}
    for key in shown:
        fields = {f: LONG.get(f, "4503599627370496") for f in fields_of(language, key)}
        text = re.sub(r"<[^>]+>", "", catalogue(language).text(key, **fields))
        if len(text) > 200 and key not in MAY_BE_LONG:
            too_long[key] = len(text)
    assert too_long == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_command_fit_into_a_menu(language: str) -> None:
    for command in COMMANDS:
        [text] = templates(language, f"command-{command.name}")
        assert 1 <= len(text) <= 256
        assert wide(text) <= 60, command.name
        assert re.fullmatch(r"[a-z0-9_]{1,32}", command.name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hint_in_the_reply_line_fits_into_64_characters(language: str) -> None:
    assert {k for k in KEYS if k.endswith("-hint") and len(templates(language, k)[0]) > 64} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_moments_are_worded_by_patterns_that_babel_knows(language: str) -> None:
    from babel.dates import format_datetime  # noqa: PLC0415 - only this test needs it

    from tests.domain.office import FRIDAY  # noqa: PLC0415 - only this test needs it

    patterns = [k for k in KEYS if k.startswith("pattern-")]
    assert patterns
    for key in patterns:
        words = format_datetime(FRIDAY, templates(language, key)[0], locale=LANGUAGES[language].locale)
        assert any(one in words for one in ("27", "18", "11", "五", "Friday", "November")), (key, words)


# -- nothing without words -------------------------------------------------------------------------------------------


def test_every_message_has_a_view() -> None:
    assert {cls.name for cls in VIEWS} | WITHOUT_VIEW >= set(MESSAGES)
    assert set(VIEWS) <= set(MESSAGES.values())
