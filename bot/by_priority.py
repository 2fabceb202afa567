"""What is set by priority: terms, ladders, how often is reported, how long a silence may last; as the file writes it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, PlainSerializer

from domain.errors import Refusal
from domain.model.clocks import TERMED, CommitmentKind
from domain.model.tasks import Priority
from domain.rules.rhythm import rhythm_of
from domain.settings.ladders import Ladder, ladder
from domain.settings.spans import Span
from worktime.calendar import WorkingCalendar


def _term(value: object) -> Span:
    if not isinstance(value, str):
        raise ValueError('must be an amount of time in quotes, such as "4wh" or "10wd"')  # noqa: TRY004 - pydantic's way
    span = Span.parse(value)
    if span.amount <= 0:
        raise ValueError("must lie ahead, such as 4wh")
    return span


def _as_written(value: object) -> object:
    """As the file has it."""
    return [str(step) for step in value] if isinstance(value, tuple) else value and str(value)


WRITTEN = PlainSerializer(_as_written)
AnySpan = Annotated[Any, BeforeValidator(_term), WRITTEN]


def _ladder(value: object) -> Ladder:
    listed = _from_text(value)
    if not isinstance(listed, list) or not all(isinstance(step, str) for step in listed):
        raise ValueError('must be a list of steps, such as ["-1wd lead", "0 lead assigner"]')
    return ladder(*listed)


def _from_text(value: object) -> object:
    """A list as the environment holds it: the text it is in the file."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


AnyLadder = Annotated[Any, BeforeValidator(_ladder), WRITTEN]


def _termed(kind: CommitmentKind) -> CommitmentKind:
    if kind not in TERMED:
        raise ValueError(
            "has no term or ladder of its own: a part has its deadline, and goes by the ladder of the finish clock"
        )
    return kind


Clock = Annotated[CommitmentKind, AfterValidator(_termed)]


Terms = dict[Clock, dict[Priority, AnySpan]]


Ladders = dict[Clock, dict[Priority, AnyLadder]]


def _patience(value: object) -> Span | None:
    return None if value == "off" else _term(value)


AnyPatience = Annotated[Any, BeforeValidator(_patience), WRITTEN]


Silence = dict[Priority, AnyPatience]


_ANY_MORNING = datetime(2026, 1, 5, 9, tzinfo=UTC)  # whether words are a rule depends on no day


def _rule(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError('must be a rule in quotes, such as "每周五" or "every working day 17:00"; "" for none')  # noqa: TRY004 - pydantic's way
    try:
        return value and rhythm_of(value, _ANY_MORNING, WorkingCalendar()).words and value
    except Refusal:
        raise ValueError(
            f"{value!r} is no rule of at most once an hour, such as 每周五 or every working day 17:00"
        ) from None


Rhythms = dict[Priority, Annotated[str, BeforeValidator(_rule)]]
