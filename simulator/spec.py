"""Every request is checked against the Bot API's own specification (``api.min.json``) by this one validator."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from simulator.errors import SpecError

_ARRAY = "Array of "
_DISCRIMINATORS = ("type", "source", "status")
_CONSTANT = re.compile(r"(?:must be|always) [\"“]?(\w+)")
_STYLES = frozenset({"danger", "success", "primary"})
_ENTITIES = frozenset({
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic", "underline",
    "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre", "text_link", "text_mention",
    "custom_emoji", "date_time",
})  # fmt: skip
_CHOICES: Mapping[tuple[str, str], frozenset[str]] = {
    ("InlineKeyboardButton", "style"): _STYLES,
    ("KeyboardButton", "style"): _STYLES,
    ("MessageEntity", "type"): _ENTITIES,
}
_TRUE = {"true": True, "True": True, "1": True, "false": False, "False": False, "0": False}


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter of a method or field of a type."""

    name: str
    types: tuple[str, ...]
    required: bool
    constant: str | None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a multipart request."""

    name: str
    mime: str
    data: bytes


class Spec:
    """The specification as tables."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.version = str(data["version"])
        self.methods = {name: _fields(entry) for name, entry in data["methods"].items()}
        self.types = {name: _fields(entry) for name, entry in data["types"].items()}
        self.subtypes = {name: tuple(e["subtypes"]) for name, e in data["types"].items() if e.get("subtypes")}
        self.returns = {name: tuple(entry["returns"]) for name, entry in data["methods"].items()}
        self.spelling = {name.lower(): name for name in self.methods}

    def method(self, name: str) -> str | None:
        """The method as the specification spells it (the real server does not mind the case)."""
        return self.spelling.get(name.lower())

    def check(self, method: str, params: Mapping[str, Any], files: Mapping[str, Upload]) -> dict[str, Any]:
        """The parameters with their real types; SpecError where the specification says otherwise."""
        fields = self.methods[method]
        checked: dict[str, Any] = {}
        for name, value in params.items():
            if name not in fields:
                raise _wrong(method, f"has no parameter {name!r} in {self.version}")
            if value is not None:
                checked[name] = self._parameter(f"{method}.{name}", fields[name], value, files)
        checked |= {name: file for name, file in files.items() if name in fields and "InputFile" in fields[name].types}
        missing = [f.name for f in fields.values() if f.required and f.name not in checked]
        if missing:
            raise _wrong(method, f"needs the parameter {missing[0]!r}")
        return checked

    def conform(self, types: tuple[str, ...], value: Any) -> None:
        """SpecError unless a value is one of these types; for what the simulator itself writes."""
        self._value(types[0], types, value, {})

    def _parameter(self, path: str, field: Field, value: Any, files: Mapping[str, Upload]) -> Any:
        if isinstance(value, str):
            value = _from_text(path, field.types, value)
        return self._value(path, field.types, value, files)

    def _value(self, path: str, types: tuple[str, ...], value: Any, files: Mapping[str, Upload]) -> Any:
        complaints: list[SpecError] = []
        for kind in types:
            try:
                return self._one(path, kind, value, files)
            except SpecError as error:
                complaints.append(error)
        raise max(
            complaints, key=lambda e: len(e.description.split(" ", 3)[2])
        )  # the one that got furthest into the value

    def _one(self, path: str, kind: str, value: Any, files: Mapping[str, Upload]) -> Any:
        if kind in _PRIMITIVES:
            if not _PRIMITIVES[kind](value):
                raise _wrong(path, f"must be {kind}, not {_name(value)}")
            return value
        if kind.startswith(_ARRAY):
            if not isinstance(value, list):
                raise _wrong(path, f"must be {kind}, not {_name(value)}")
            inner = (kind.removeprefix(_ARRAY),)
            return [self._value(f"{path}[{n}]", inner, item, files) for n, item in enumerate(value)]
        if kind == "InputFile":
            return _upload(path, value, files)
        if kind in self.subtypes:
            return self._union(path, kind, value, files)
        return self._object(path, kind, value, files)

    def _union(self, path: str, kind: str, value: Any, files: Mapping[str, Upload]) -> Any:
        if not isinstance(value, dict):
            raise _wrong(path, f"must be {kind}, not {_name(value)}")
        for name in _DISCRIMINATORS:
            if name in value:
                fitting = tuple(s for s in self.subtypes[kind] if _constant(self.types.get(s, {}), name) == value[name])
                if fitting:
                    return self._value(path, fitting, value, files)
                if any(_constant(self.types.get(s, {}), name) for s in self.subtypes[kind]):
                    raise _wrong(f"{path}.{name}", f"{value[name]!r} is no {kind} in {self.version}")
        return self._value(path, self.subtypes[kind], value, files)

    def _object(self, path: str, kind: str, value: Any, files: Mapping[str, Upload]) -> Any:
        if not isinstance(value, dict):
            raise _wrong(path, f"must be {kind}, not {_name(value)}")
        fields = self.types[kind]
        for name, inner in value.items():
            if name not in fields:
                raise _wrong(f"{path}.{name}", f"is no field of {kind} in {self.version}")
            self._value(f"{path}.{name}", fields[name].types, inner, files)
            self._constants(f"{path}.{name}", kind, fields[name], inner, files)
        missing = [f.name for f in fields.values() if f.required and f.name not in value]
        if missing:
            raise _wrong(path, f"({kind}) needs the field {missing[0]!r}")
        return value

    def _constants(self, path: str, kind: str, field: Field, value: Any, files: Mapping[str, Upload]) -> None:
        allowed = _CHOICES.get((kind, field.name))
        if allowed is not None and value not in allowed:
            raise _wrong(path, f"{value!r} is none of {', '.join(sorted(allowed))}")
        if field.constant is not None and value != field.constant:
            raise _wrong(path, f"must be {field.constant!r}")
        if field.name == "media" and isinstance(value, str) and value.startswith("attach://"):
            _upload(path, value, files)


@cache
def load_spec() -> Spec:
    """The specification that lies beside this file."""
    return Spec(json.loads(Path(__file__).with_name("api.min.json").read_text(encoding="utf-8")))


def _fields(entry: Mapping[str, Any]) -> dict[str, Field]:
    return {
        f["name"]: Field(f["name"], tuple(f["types"]), bool(f["required"]), _fixed(f)) for f in entry.get("fields", ())
    }


def _fixed(field: Mapping[str, Any]) -> str | None:
    if field["name"] not in _DISCRIMINATORS or not field["required"]:
        return None
    found = _CONSTANT.search(field["description"])
    return found[1] if found else None


def _constant(fields: Mapping[str, Field], name: str) -> str | None:
    return fields[name].constant if name in fields else None


def _from_text(path: str, types: tuple[str, ...], value: str) -> Any:
    """A form field is text; make of it what the specification expects."""
    if "Integer" in types and re.fullmatch(r"-?\d+", value):
        return int(value)
    if types == ("Boolean",):
        return _TRUE.get(value, value)
    if types == ("Float",) and re.fullmatch(r"-?\d+(\.\d+)?([eE]-?\d+)?", value):
        return float(value)
    if {"String", "InputFile", "Integer"} & set(types):
        return value
    try:
        return json.loads(value)
    except ValueError as error:
        raise _wrong(path, "is not JSON") from error


def _upload(path: str, value: Any, files: Mapping[str, Upload]) -> Upload:
    if isinstance(value, Upload):
        return value
    name = value.removeprefix("attach://") if isinstance(value, str) else ""
    if isinstance(value, str) and value.startswith("attach://") and name in files:
        return files[name]
    raise _wrong(path, "is no file of this request")


def _wrong(path: str, text: str) -> SpecError:
    return SpecError(400, f"Bad Request: {path} {text}")


def _name(value: Any) -> str:
    return f"{type(value).__name__} {str(value)[:40]!r}"


_PRIMITIVES: Mapping[str, Callable[[Any], bool]] = {
    "String": lambda value: isinstance(value, str),
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Boolean": lambda value: isinstance(value, bool),
    "Float": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
}
