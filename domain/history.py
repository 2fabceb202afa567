"""What happened, one class per fact, in the words in which it was said; each fact is chained to the one before it.

A fact is stored as its name and its fields in JSON. The hash covers the fact, its envelope and the hash before it on the
same task, so that changing, dropping or reordering one breaks the chain from there on.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

from domain.text import as_json

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Fact:
    """Base of all facts; `name` is the stored name and the catalogue's key."""

    name: ClassVar[str] = ""


FACTS: dict[str, type[Fact]] = {}


def fact(cls: type[Fact]) -> type[Fact]:
    """Register a fact class under its kebab-case name."""
    name = "".join("-" + c.lower() if c.isupper() else c for c in cls.__name__).lstrip("-")
    cls.name = name
    FACTS[name] = cls
    return cls


@fact
@dataclass(frozen=True, slots=True)
class Assigned(Fact):
    """The task was given. `people` maps member id to part."""

    title: str
    due: str
    words: str
    priority: str
    people: dict[str, str]


@fact
@dataclass(frozen=True, slots=True)
class Accepted(Fact):
    """签收."""


@fact
@dataclass(frozen=True, slots=True)
class Declined(Fact):
    """退回待派."""

    reason: str


@fact
@dataclass(frozen=True, slots=True)
class Reassigned(Fact):
    """The assigner gave it to somebody else."""

    frm: int
    to: int


@fact
@dataclass(frozen=True, slots=True)
class Reported(Fact):
    """反馈: progress in the person's own words."""

    text: str
    percent: int | None = None
    blocked: bool = False
    files: tuple[dict[str, str], ...] = ()


@fact
@dataclass(frozen=True, slots=True)
class FileAdded(Fact):
    """Another piece of an album, belonging to report `seq`."""

    seq: int
    file: dict[str, str]


@fact
@dataclass(frozen=True, slots=True)
class ReportEdited(Fact):
    """Report `seq` was reworded; the old words stay where they were."""

    seq: int
    text: str


@fact
@dataclass(frozen=True, slots=True)
class Submitted(Fact):
    """The result was handed in."""

    text: str
    files: tuple[dict[str, str], ...] = ()


@fact
@dataclass(frozen=True, slots=True)
class Approved(Fact):
    """办结."""

    rating: int | None = None
    comment: str = ""


@fact
@dataclass(frozen=True, slots=True)
class Returned(Fact):
    """退回重办."""

    reason: str


@fact
@dataclass(frozen=True, slots=True)
class TimeAsked(Fact):
    """申请延期."""

    old: str
    new: str
    reason: str


@fact
@dataclass(frozen=True, slots=True)
class TimeGranted(Fact):
    """同意延期."""

    old: str
    new: str


@fact
@dataclass(frozen=True, slots=True)
class TimeRefused(Fact):
    """不同意延期."""

    due: str


@fact
@dataclass(frozen=True, slots=True)
class TransferAsked(Fact):
    """申请转办."""

    to: int
    reason: str


@fact
@dataclass(frozen=True, slots=True)
class TransferGranted(Fact):
    """同意转办."""

    frm: int
    to: int


@fact
@dataclass(frozen=True, slots=True)
class TransferRefused(Fact):
    """不同意转办."""

    to: int


@fact
@dataclass(frozen=True, slots=True)
class DeadlineChanged(Fact):
    """The assigner moved the deadline."""

    old: str
    new: str


@fact
@dataclass(frozen=True, slots=True)
class DeadlineRecounted(Fact):
    """The working calendar changed, and `words` (none for the office's own term) now mean another moment."""

    old: str
    new: str
    words: str


@fact
@dataclass(frozen=True, slots=True)
class Commented(Fact):
    """A word from somebody who does not carry the task out."""

    text: str
    files: tuple[dict[str, str], ...] = ()


@fact
@dataclass(frozen=True, slots=True)
class Cancelled(Fact):
    """撤销."""

    reason: str


@fact
@dataclass(frozen=True, slots=True)
class Reminded(Fact):
    """A step of a ladder rang; `to` are member ids, `group` whether the group was told."""

    clock: str
    step: str
    to: tuple[int, ...]
    group: bool = False


@fact
@dataclass(frozen=True, slots=True)
class Breached(Fact):
    """超时: a clock ran out."""

    clock: str
    member: int
    due: str


@fact
@dataclass(frozen=True, slots=True)
class Undelivered(Fact):
    """A message about the task could not reach a person; `instead` says what was done."""

    member: int
    reason: str
    instead: str


@dataclass(frozen=True, slots=True)
class Event:
    """A fact in its envelope: task, place in the chain, moment, who did it (None: the clock)."""

    task_id: int
    seq: int
    at: datetime
    actor_id: int | None
    fact: Fact
    prev_hash: str
    hash: str


def encode(fact_: Fact) -> str:
    """The fact's fields as canonical JSON."""
    return as_json(asdict(fact_), canonical=True)


def decode(name: str, data: str) -> Fact:
    """A stored fact back; raises KeyError for a name this version does not know."""
    fields: dict[str, Any] = json.loads(data)
    return FACTS[name](**{k: tuple(v) if isinstance(v, list) else v for k, v in fields.items()})


def link(prev_hash: str, task_id: int, seq: int, at: datetime, actor_id: int | None, name: str, data: str) -> str:
    """The hash of one link: SHA-256 over the previous hash and everything the row says."""
    body = json.dumps(
        [prev_hash, task_id, seq, at.astimezone(UTC).isoformat(), actor_id, name, data], ensure_ascii=False
    )
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def seal(day: str, at: datetime, heads: list[tuple[int, int, str]], prev_seal: str) -> str:
    """The daily seal: a hash over the seal before it and everything the row says: day, moment, heads of all chains."""
    body = json.dumps([prev_seal, day, at.astimezone(UTC).isoformat(), sorted(heads)])
    return hashlib.sha256(body.encode()).hexdigest()
