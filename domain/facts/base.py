"""What a fact is, the chain it stands in, and the seal over all chains.

A fact is stored as its name and its fields in JSON. The hash covers the fact, its envelope and the hash before it on the
same task, so that changing, dropping or reordering one breaks the chain from there on.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import ClassVar

from domain.model.value import value

GENESIS = "0" * 64
_ENVELOPE = json.JSONEncoder(ensure_ascii=False)


@value
class Fact:
    """Base of all facts; `name` is the stored name and the catalogue's key."""

    name: ClassVar[str] = ""


FACTS: dict[str, type[Fact]] = {}
_PEOPLE = ("member", "other", "to")


def named_in(of: Fact | None) -> tuple[int, ...]:
    """The members a fact is about, by the fields that hold one."""
    found = (getattr(of, name, None) for name in _PEOPLE)
    return tuple(i for i in found if isinstance(i, int))


def fact(cls: type[Fact]) -> type[Fact]:
    """Register a fact class under its kebab-case name."""
    name = "".join("-" + c.lower() if c.isupper() else c for c in cls.__name__).lstrip("-")
    cls.name = name
    FACTS[name] = cls
    return cls


@value
class Event:
    """A fact in its envelope: task, place in the chain, moment, who did it (None: the clock). The links of the chain are the
    store's."""

    task_id: int
    seq: int
    at: datetime
    actor_id: int | None
    fact: Fact


def link(prev_hash: str, task_id: int, seq: int, at: datetime, actor_id: int | None, name: str, data: str) -> str:
    """The hash of one link: SHA-256 over the previous hash and everything the row says."""
    body = _ENVELOPE.encode([prev_hash, task_id, seq, at.astimezone(UTC).isoformat(), actor_id, name, data])
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def seal(day: str, at: datetime, heads: list[tuple[int, int, str]], prev_seal: str) -> str:
    """The daily seal: a hash over the seal before it and everything the row says: day, moment, heads of all chains."""
    body = json.dumps([prev_seal, day, at.astimezone(UTC).isoformat(), sorted(heads)])
    return hashlib.sha256(body.encode()).hexdigest()
