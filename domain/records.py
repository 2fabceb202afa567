"""Facts, messages, timers, drafts and what a task was, as they are stored, and back: their fields as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from domain.facts.base import FACTS, Fact
from domain.messages.base import MESSAGES, Message
from domain.model.clocks import Commitment, CommitmentKind
from domain.model.drafts import Doubt, MinuteLine, Minutes, OwnPart, TaskDraft
from domain.model.milestones import Milestone
from domain.model.repeats import Adjust, Repeats
from domain.model.tasks import (
    Assignment,
    Attachment,
    Origin,
    Part,
    Priority,
    Request,
    RequestKind,
    Status,
    Task,
    Wording,
)
from domain.model.timer_kinds import TimerData
from domain.model.timers import TIMERS
from domain.model.value import fields_of, is_value, names_of, replace
from domain.text import as_json

_decode = json.JSONDecoder().raw_decode  # what is stored has nothing before it and nothing behind


def encode_fact(fact: Fact) -> str:
    """The fact's fields as canonical JSON: the history's hash covers it."""
    return as_json(fact, canonical=True)


def decode_fact(name: str, stored: str) -> Fact:
    """A stored fact back; KeyError for a name this version does not know, TypeError for fields of another version."""
    return FACTS[name](**_read(stored))


def encode_message(message: Message) -> str:
    """The message's fields as JSON."""
    return as_json(message)


def decode_message(name: str, stored: str) -> Message:
    """A stored message back; KeyError for a kind this version does not know, TypeError for fields of another version."""
    return MESSAGES[name].of_stored(_read(stored))


def encode_timer(data: TimerData) -> str:
    """What a timer is about, its fields as JSON."""
    return as_json(data)


def decode_timer(kind: str, stored: str) -> TimerData:
    """What a stored timer is about; KeyError for a kind that is not known, TypeError or ValueError for such fields."""
    timer = TIMERS[kind]
    return timer(**_known(timer, _read(stored)))


def encode_draft(task: TaskDraft) -> str:
    """A draft's fields as JSON, how its deadline was said among them."""
    data = fields_of(task)
    data |= fields_of(data.pop("wording")) | {"several": [encode_draft(one) for one in task.several]}
    if task.minutes is not None:
        data["minutes"] = fields_of(task.minutes) | {"lines": [_of_line(line) for line in task.minutes.lines]}
    return as_json({k: _plain(v) for k, v in data.items()})


def _of_line(line: MinuteLine) -> dict[str, Any]:
    """A line of minutes; of its task what is as in a new one is left out, since there may be a hundred."""
    usual, task = json.loads(encode_draft(TaskDraft())), json.loads(encode_draft(line.task))
    said = {name: value for name, value in task.items() if value != usual[name]}
    return fields_of(line) | {"task": as_json(said)}


def _minutes(data: Mapping[str, Any]) -> Minutes:
    rows = data["lines"]
    lines = tuple(MinuteLine(**_known(MinuteLine, row)) for row in rows)
    return Minutes(**_known(Minutes, data) | {"lines": lines})


def decode_draft(stored: str) -> TaskDraft:
    """A stored draft back, of any version: what is not in it is as in a new one, what is not known any more is left out."""
    data = _read(stored)
    wording = Wording(**_known(Wording, data))
    return TaskDraft(**_known(TaskDraft, data), wording=wording)


def encode_before(before: Task, after: Task) -> str:
    """What a decision changes of a task, as it was before."""
    was, now = fields_of(before), fields_of(after)
    return as_json({name: _plain(value) for name, value in was.items() if value != now[name]})


def decode_before(task: Task, stored: str) -> Task:
    """The task as it was before a decision."""
    data = json.loads(stored)
    return replace(task, **{name: _BEFORE.get(name, _as_it_is)(_moment(name, data[name])) for name in data})


def _each(cls: type[Any], **convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Rows of JSON as the parts of a task they were."""

    def one(row: Mapping[str, Any]) -> Any:
        return cls(**{name: convert.get(name, _as_it_is)(_moment(name, value)) for name, value in row.items()})

    return lambda rows: tuple(map(one, rows))


def _moment(name: str, value: Any) -> Any:
    """What is called `…_at` is a moment."""
    return datetime.fromisoformat(value) if value is not None and name.endswith("_at") else value


def _as_it_is(value: Any) -> Any:
    return value


_BEFORE: Mapping[str, Callable[[Any], Any]] = {
    "status": Status,
    "priority": Priority,
    "people": _each(Assignment, part=Part),
    "commitments": _each(Commitment, kind=CommitmentKind),
    "requests": _each(Request, kind=RequestKind),
    "comes_after": tuple,
    "awaits": tuple,
    "tags": tuple,
    "milestones": _each(Milestone),
}

_READ: Mapping[str, Callable[[Any], Any]] = {
    "several": lambda drafts: tuple(map(decode_draft, drafts)),
    "minutes": _minutes,
    "task": decode_draft,
    "shared": tuple,
    "aside": tuple,
    "file": lambda file: Attachment(**file),
    "parts": _each(OwnPart),
    "milestones": _each(Milestone),
    "repeats": lambda said: Repeats(**said | {"adjust": Adjust(said["adjust"])}),
    "clock": CommitmentKind,
    "doubt": Doubt,
    "priority": Priority,
    "origin": Origin,
    "files": lambda files: tuple(Attachment(**one) for one in files),
    "due": datetime.fromisoformat,
    "due_said_at": datetime.fromisoformat,
    "readings": lambda moments: tuple(map(datetime.fromisoformat, moments)),
}


def _known(cls: type[Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a class that are in the data, as the values they stand for."""
    names = [name for name in names_of(cls) if data.get(name) is not None]
    return {name: _READ[name](data[name]) if name in _READ else data[name] for name in names}


def _plain(value: Any) -> Any:
    """Moments as JSON can hold them, values by their fields."""
    if is_value(value):
        return _plain(fields_of(value))
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return value.isoformat() if isinstance(value, datetime) else value


def _read(text: str) -> dict[str, Any]:
    data: dict[str, Any] = _decode(text)[0]
    return {k: _frozen(v) if type(v) is list else v for k, v in data.items()} if "[" in text else data


def _frozen(value: Any) -> Any:
    """JSON's lists as the tuples they were."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
