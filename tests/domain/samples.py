"""Any value of a frozen dataclass, from its annotations: so that a new fact or message is tested the day it is written."""

from __future__ import annotations

from typing import Any, TypeVar, get_type_hints

from hypothesis import strategies as st

from domain.model.value import names_of

T = TypeVar("T")

WORDS = st.text(max_size=12)
BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    int: st.integers(-(2**52), 2**52),
    bool: st.booleans(),
    int | None: st.none() | st.integers(0, 2**52),
    dict[str, str]: st.dictionaries(WORDS, WORDS, max_size=3),
    tuple[str, ...]: st.lists(WORDS, max_size=3).map(tuple),
    tuple[int, ...]: st.lists(st.integers(0, 2**52), max_size=3).map(tuple),
    tuple[tuple[int, str, str], ...]: st.lists(st.tuples(st.integers(), WORDS, WORDS), max_size=3).map(tuple),
    tuple[tuple[str, bool], ...]: st.lists(st.tuples(WORDS, st.booleans()), max_size=3).map(tuple),
    tuple[dict[str, str], ...]: st.lists(st.dictionaries(WORDS, WORDS, max_size=3), max_size=3).map(tuple),
}


def any_of(cls: type[T]) -> st.SearchStrategy[T]:
    """Every field filled, optional ones too. KeyError for a field of a type that has no strategy yet."""
    hints = get_type_hints(cls)
    return st.builds(cls, **{name: BY_TYPE[hints[name]] for name in names_of(cls)})
