"""docs/generated/settings.md, from the configuration's model; the meanings are the example file's comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from bot.config import Config
from bot.sections import Periods
from docs.from_code.tables import table
from domain.model.clocks import TERMED
from domain.model.tasks import Priority
from domain.settings.ladders import Step
from domain.settings.spans import Span

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
_PAGE = """\
# Settings

Every key of the configuration, from `bot/sections.py`; the meanings are those of
[config.example.toml](../../config.example.toml).

One TOML file: the one named by `--config`, else `config.toml` where the bot is started. Every key can also be set in the
environment as `DUBAN_<SECTION>__<KEY>`, for example `DUBAN_TELEGRAM__TOKEN` or `DUBAN_TELEGRAM__WEBHOOK__SECRET`; the
environment comes before the file. A key that is not known, of the wrong type or with an impossible value stops the start
with the file, the key and the reason, and exit code 2.

{sections}"""
_HEADER = re.compile(r"\[([a-z_.]+)]")
_KEY = re.compile(r"(?:# )?([a-z_]+) = .*?(?:\s# (?P<after>.*))?")


def page() -> str:
    """Every key, its type, default and meaning."""
    return _PAGE.format(sections="\n".join(_sections(Config, "", meanings())))


def meanings() -> dict[str, str]:
    """What the comments of the example say of each section and key. A key without its own shares the one before it."""
    found: dict[str, str] = {}
    waiting: list[str] = []
    section = last = ""
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        header, key = _HEADER.fullmatch(line), _KEY.fullmatch(line)
        if line.startswith("# ") and not key:
            waiting.append(line.removeprefix("# "))
            continue
        last = " ".join(waiting) or last
        section = header[1] if header else section
        if header:
            found[section] = last
        elif key:
            found[f"{section}.{key[1]}"] = f"{last} ({key['after']})" if key["after"] else last
        waiting = []
    return found


def _sections(model: type[BaseModel], name: str, said: Mapping[str, str]) -> Iterator[str]:
    """A model's own keys as a table, then the sections in it."""
    keys = {n: f for n, f in model.model_fields.items() if not _is_section(f)}
    if name:
        yield f"## [{name}]\n\n{_keys(name, keys, said)}"
    for inner, field in model.model_fields.items():
        if _is_section(field):
            annotation: Any = field.annotation
            yield from _sections(annotation, f"{name}.{inner}".lstrip("."), said)
        elif not name:
            yield _by_clock(inner, said)


def _is_section(field: FieldInfo) -> bool:
    return isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)


def _keys(section: str, keys: Mapping[str, FieldInfo], said: Mapping[str, str]) -> str:
    rows, before = [], ""
    for key, field in keys.items():
        meaning = said[f"{section}.{key}"]
        rows.append((f"`{key}`", _type(field), _default(field), "as above" if meaning == before else meaning))
        before = meaning
    return table(("key", "type", "default", "meaning"), rows)


def _by_clock(name: str, said: Mapping[str, str]) -> str:
    """`[terms]` and `[ladder.…]`: a row for each clock, an entry for each priority."""
    meaning = next(text for key, text in said.items() if key.partition(".")[0] == name)
    clocks = ", ".join(f"`{k}`" for k in TERMED)
    priorities = ", ".join(f"`{p}`" for p in Priority)
    heading = f"## [{name}]" if name in said else f"## [{name}.…]"
    keys = (
        f"Clocks: {clocks}; in each, priorities: {priorities}." if name in _BY_CLOCK else f"Priorities: {priorities}."
    )
    defaults = "None is set." if name == "periodic" else "The defaults stand in [clocks and ladders](ladders.md)."
    return f"{heading}\n\n{meaning}\n\n{keys}\n{defaults}\n"


_BY_CLOCK = ("terms", "ladder")


_TYPES: Mapping[Any, str] = {
    str: "text",
    SecretStr: "text, never shown",
    Path: "file",
    int: "whole number",
    float: "number",
    bool: "true or false",
    tuple[int, ...]: "list of whole numbers",
    dict[date, str]: "a day and what it is, one a line",
    get_args(Periods)[0]: "periods of the day",
}
_BOUNDS = {"gt": "above {}", "ge": "at least {}", "le": "at most {}", "max_length": "at most {} characters"}


def _type(field: FieldInfo) -> str:
    bounds = [says.format(getattr(m, n)) for m in field.metadata for n, says in _BOUNDS.items() if hasattr(m, n)]
    return ", ".join([_type_of(field.annotation, field.default), *bounds])


def _type_of(annotation: Any, default: Any) -> str:
    if get_origin(annotation) is Literal:
        return " or ".join(f'`"{choice}"`' for choice in get_args(annotation))
    if annotation is Any and isinstance(default, tuple):
        return "list of steps"
    if get_origin(annotation) is dict and get_args(annotation)[0] is Priority:
        return f"{_type_of(_plain(get_args(annotation)[1]), None)}, by priority"
    if annotation is Any:
        return "an amount of time, such as 4wh"
    return _TYPES[annotation] if annotation in _TYPES else _TYPES[get_args(annotation)[0]]


def _default(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True)
    if field.annotation == get_args(Periods)[0]:
        return f'`"{_hours(value)}"`'
    return "none" if value is None else f"`{_toml(value)}`"


def _plain(annotation: Any) -> Any:
    """A type without what is checked besides."""
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _toml(value: Any) -> str:
    """A value as the configuration file writes it."""
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Span):
        return f'"{value.amount}{value.unit}"'
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, dict) and value:
        return f"{{ {', '.join(f'{key} = {_toml(inner)}' for key, inner in value.items())} }}"
    return str([str(v) if isinstance(v, Step) else v for v in value] if isinstance(value, tuple) else value)


def _hours(periods: Iterable[tuple[time, time]]) -> str:
    return " ".join(f"{first:%H:%M}-{last:%H:%M}" for first, last in periods)
