"""A code misspelt in a row or in an action would silently never match: every code used is made, every code made is used."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import deadlines
from deadlines.engine import CLASSES
from deadlines.grammar.layers import layers
from deadlines.words.festivals import FESTIVALS
from deadlines.words.lexer import tokens_of
from deadlines.words.lexicon import CHINESE
from deadlines.words.normalise import fold
from deadlines.words.places import PLACES
from deadlines.words.vocabulary_en import ENGLISH, LETTERS
from tests.deadlines.kinds import kind_phrases
from tests.deadlines.scoring import phrases

SOURCES = Path(deadlines.__file__).parent
READERS = {"has", "values", "ints", "follows", "touches"}  # their further arguments are codes
# "now" is a word of time, and so no foreign word that a number before it could count.
READ_BY_NOBODY = {"NOW"}


@cache
def _codes_of_the_lexer() -> frozenset[str]:
    """What the lexer makes of every wording we know and of every labelled phrase."""
    chinese = [word for _, _, wordings in (*CHINESE, *FESTIVALS) for word in wordings.partition("|")[0].split()]
    english = [word for _, _, wordings in (*ENGLISH, *PLACES) for word in wordings.split("|")]
    letters = [f"3{letter}" for letter in LETTERS]
    labelled = [one for name in ("open.jsonl", "own.jsonl") for one in phrases(name)]
    known = [text for one in labelled for text in (one.text, one.sentence or "")]
    known += [one.message for name in ("kinds.jsonl", "kinds_said.jsonl") for one in kind_phrases(file=name)]
    texts = (*chinese, *english, *letters, *known)
    return frozenset(token.code for text in texts for token in tokens_of(fold(text).text))


def _codes_in(pattern: str) -> set[str]:
    for name, codes in CLASSES.items():
        pattern = pattern.replace(f"[{name}]", codes)
    return set(re.findall(r"[A-Z][A-Z0-9]*", pattern))


def _made() -> set[str]:
    return _codes_of_the_lexer() | {row.code for layer in layers() for row in layer.rows}


def _in_patterns() -> dict[str, str]:
    """Every code of a pattern, with a pattern that has it."""
    return {code: row.pattern for layer in layers() for row in layer.rows for code in _codes_in(row.pattern)}


def _strings(node: ast.AST) -> Iterator[str]:
    return (one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str))


def _compared(node: ast.AST) -> Iterator[str]:
    """The codes that a call or a comparison with `.code` reads."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        for argument in node.args if name in READERS else ():
            yield from _strings(argument)
    elif isinstance(node, ast.Compare) and isinstance(node.left, ast.Attribute) and node.left.attr == "code":
        for other in node.comparators:
            yield from _strings(other)


def _in_code() -> dict[str, str]:
    """Every code that an action, the lexer or the choice reads, with the file that reads it."""
    files = sorted(SOURCES.rglob("*.py"))
    found = {
        code: path.name
        for path in files
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for code in _compared(node)
    }
    return {code: name for code, name in found.items() if code.isupper()}


def test_every_code_of_a_pattern_is_made_by_the_lexer_or_by_a_row() -> None:
    assert {code: pattern for code, pattern in _in_patterns().items() if code not in _made()} == {}


def test_every_code_read_in_an_action_is_made_by_the_lexer_or_by_a_row() -> None:
    assert {code: name for code, name in _in_code().items() if code not in _made()} == {}


def test_every_code_that_is_made_is_read_somewhere() -> None:
    written = {code for path in SOURCES.glob("choice/*.py") for code in _strings(ast.parse(path.read_text("utf-8")))}
    assert _made() - set(_in_patterns()) - set(_in_code()) - written == READ_BY_NOBODY
