"""Values become harmless text in one place; what is markup already stays markup."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import FOLDER, Catalogue, Html, catalogue, escape
from domain.model.languages import LANGUAGES


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"), ("a & b", "a &amp; b"), ("&lt;", "&amp;lt;"), ("\"'", "\"'"),
        (5, "5"), (None, "None"), (Html("<b>x</b>"), "<b>x</b>"), ("", ""),
    ],
)  # fmt: skip
def test_a_value_is_escaped_unless_it_is_markup_already(value: object, shown: str) -> None:
    assert escape(value) == shown
    assert isinstance(escape(value), Html)


def test_escaping_twice_is_escaping_once() -> None:
    assert escape(escape("<&>")) == escape("<&>")


@given(st.text())
def test_no_field_can_become_markup_and_none_loses_a_character(text: str) -> None:
    for language in LANGUAGES:
        shown = catalogue(language).text("refuse-unknown-person", name=text)
        assert not re.search(r"[<>]", shown.replace("&lt;", "").replace("&gt;", ""))
        assert text in html.unescape(shown) or "&" in text
        before, _, after = catalogue(language).raw("refuse-unknown-person")[0].partition("{name}")
        assert shown == before + html.escape(text, quote=False) + after


@pytest.mark.parametrize("text", ["{name}", "{0}", "{{}}", "{name.__class__}", "{name!r:99999999}", "%(name)s", "}{"])
def test_what_people_write_is_never_read_as_a_template(text: str) -> None:
    assert text in catalogue("en").text("refuse-unknown-person", name=text)


def test_a_plural_follows_its_number() -> None:
    words = catalogue("en")
    assert words.text("card-returns", n=1) == words.raw("card-returns")[0]
    assert words.text("card-returns", n=2) == words.raw("card-returns")[1].replace("{n}", "2")
    assert words.text("card-returns", n="2") == words.text("card-returns", n=2)
    assert "0" in words.text("card-returns", n=0)


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_chinese_has_one_form_for_every_number(language: str) -> None:
    found = {catalogue(language).text("card-returns", n=n).replace(str(n), "n") for n in (0, 1, 2, 100)}
    assert len(found) == 1


def test_a_sentence_that_is_not_there_is_a_key_error_as_is_a_field_that_is_not_given() -> None:
    with pytest.raises(KeyError):
        catalogue("en").text("no-such-sentence")
    with pytest.raises(KeyError):
        catalogue("en").text("refuse-unknown-person")
    with pytest.raises(KeyError):
        catalogue("en").text("card-returns")
    assert not catalogue("en").has("no-such-sentence")
    assert catalogue("en").has("card-returns")
    assert catalogue("en").has("card-title")


def test_fields_that_a_sentence_does_not_use_are_left_out() -> None:
    assert catalogue("en").text("language-set", more="x") == catalogue("en").text("language-set")


def test_a_sentence_with_markup_of_its_own_keeps_it() -> None:
    shown = catalogue("en").text("card-title", light="🟢", number=1, title="<i>a</i>")
    assert shown == "🟢 <b>#1 &lt;i&gt;a&lt;/i&gt;</b>"


def test_a_language_nobody_wrote_is_answered_in_the_first() -> None:
    assert catalogue("fr").language == "zh-Hans"
    assert catalogue("en") is catalogue("en")
    assert [Catalogue(language).language for language in LANGUAGES] == list(LANGUAGES)


def test_every_language_has_a_catalogue_and_every_catalogue_a_language() -> None:
    assert {file.stem for file in FOLDER.glob("*.po")} == set(LANGUAGES)
