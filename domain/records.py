"""Facts and messages as they are stored, and back: a name, and the fields as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, TypeVar

from domain.facts.base import FACTS, Fact
from domain.messages.base import MESSAGES, Message
from domain.text import as_json

T = TypeVar("T")


def encode_fact(fact: Fact) -> str:
    """The fact's fields as canonical JSON: the history's hash covers it."""
    return as_json(asdict(fact), canonical=True)


def decode_fact(name: str, fields: str) -> Fact:
    """A stored fact back; KeyError for a name this version does not know, TypeError for fields of another version."""
    return _decode(FACTS, name, fields)


def encode_message(message: Message) -> str:
    """The message's fields as JSON."""
    return as_json(asdict(message))


def decode_message(name: str, fields: str) -> Message:
    """A stored message back; KeyError for a kind this version does not know, TypeError for fields of another version."""
    return _decode(MESSAGES, name, fields)


def _decode(classes: Mapping[str, type[T]], name: str, fields: str) -> T:
    data: dict[str, Any] = json.loads(fields)
    return classes[name](**{k: _frozen(v) for k, v in data.items()})


def _frozen(value: Any) -> Any:
    """JSON's lists as the tuples they were."""
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
