"""提醒与升级阶梯: who hears what, when; with the defaults of behaviour.md section 4."""

from __future__ import annotations

import re
from collections.abc import Mapping

from domain.model.audience import Audience
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Priority
from domain.model.value import value
from domain.settings.spans import Span

_STEP = re.compile(r"(?P<at>\S+)(?P<to>(?:\s+(?!every\b)\S+)+)(?:\s+every\s+(?P<every>\S+))?")


@value
class Step:
    """One rung: how far from the due moment, who hears, and how often again until the promise is kept."""

    at: Span
    to: tuple[Audience, ...]
    every: Span | None = None

    @classmethod
    def parse(cls, text: str) -> Step:
        """Read `-3wd lead`, `0 lead backup assigner`, `+3wd group every 1wd`; ValueError says what was expected."""
        match = _STEP.fullmatch(text.strip())
        if not match:
            raise ValueError(f"{text!r} is not a step such as '-3wd lead' or '+3wd group every 1wd'")
        every = Span.parse(match["every"]) if match["every"] else None
        if every is not None and every.amount <= 0:
            raise ValueError(f"{text!r} repeats, so it must come later each time, such as 'every 1wd'")
        return cls(Span.parse(match["at"]), tuple(Audience(w) for w in match["to"].split()), every)

    @property
    def name(self) -> str:
        """The stored name of the step; unique in its ladder."""
        return str(self.at)

    def __str__(self) -> str:
        """As it is written in the configuration."""
        every = f" every {self.every}".replace("+", "") if self.every else ""
        return f"{self.at} {' '.join(self.to)}{every}"


Ladder = tuple[Step, ...]


def ladder(*steps: str) -> Ladder:
    """A ladder from its written steps; ValueError for a step that cannot be, or two at the same place."""
    found = tuple(Step.parse(s) for s in steps)
    names = [s.name for s in found]
    twice = next((n for n in names if names.count(n) > 1), None)
    if twice is not None:
        raise ValueError(f"{twice} stands twice in one ladder; name everybody who hears it in one step")
    return found


_ACCEPT = ladder("0 lead", "+2wh assigner", "+1wd supervisor")


_ACCEPT_URGENT = ladder("0 lead assigner", "+30m supervisor")


_FIRST = ladder("0 lead", "+4wh assigner")


_FIRST_URGENT = ladder("0 lead assigner", "+1h supervisor")


_PERIODIC = ladder("-2wh lead", "0 lead", "+4wh assigner", "+2wd supervisor")


_PERIODIC_URGENT = ladder("-30m lead", "0 lead assigner", "+1h supervisor")


_REVIEW = ladder("0 assigner", "+1wd assigner supervisor")


_REVIEW_URGENT = ladder("0 assigner", "+2h supervisor")
_ANSWER = ladder("0 assigner", "+1wd supervisor")
_ANSWER_URGENT = ladder("0 assigner", "+1h supervisor")


DEFAULT_LADDERS: Mapping[CommitmentKind, Mapping[Priority, Ladder]] = {
    CommitmentKind.ACCEPT: {
        Priority.NORMAL: _ACCEPT,
        Priority.ELEVATED: _ACCEPT,
        Priority.URGENT: _ACCEPT_URGENT,
        Priority.IMMEDIATE: _ACCEPT_URGENT,
    },
    CommitmentKind.FIRST_REPORT: {
        Priority.NORMAL: _FIRST,
        Priority.ELEVATED: _FIRST,
        Priority.URGENT: _FIRST_URGENT,
        Priority.IMMEDIATE: _FIRST_URGENT,
    },
    CommitmentKind.PERIODIC: {
        Priority.NORMAL: _PERIODIC,
        Priority.ELEVATED: _PERIODIC,
        Priority.URGENT: _PERIODIC_URGENT,
        Priority.IMMEDIATE: _PERIODIC_URGENT,
    },
    CommitmentKind.FINISH: {
        Priority.NORMAL: ladder(
            "-3wd lead", "-1wd lead", "-2wh lead", "0 lead backup assigner", "+4wh supervisor", "+1wd leader",
            "+3wd group every 1wd",
        ),
        Priority.ELEVATED: ladder(
            "-1wd lead", "-2wh lead", "0 lead backup assigner", "+2wh supervisor", "+1wd leader",
            "+2wd group every 1wd",
        ),
        Priority.URGENT: ladder(
            "-4h lead", "-1h lead", "0 lead backup assigner", "+1h supervisor", "+2h leader", "+4h group every 1d",
        ),
        Priority.IMMEDIATE: ladder(
            "-1h lead", "-15m lead", "0 lead backup assigner", "+15m supervisor", "+30m leader",
            "+1h group every 1d",
        ),
    },
    CommitmentKind.REVIEW: {
        Priority.NORMAL: _REVIEW,
        Priority.ELEVATED: _REVIEW,
        Priority.URGENT: _REVIEW_URGENT,
        Priority.IMMEDIATE: _REVIEW_URGENT,
    },
    CommitmentKind.ANSWER: {
        Priority.NORMAL: _ANSWER,
        Priority.ELEVATED: _ANSWER,
        Priority.URGENT: _ANSWER_URGENT,
        Priority.IMMEDIATE: _ANSWER_URGENT,
    },
}  # fmt: skip


# A line of a plan is nobody's work of its own: whoever is in charge of it hears once, while there is time to look after it.
PLAN_LADDER = ladder("-5wd lead")


# A milestone is the lead's own promise on the way: whoever waits for the work hears once, when it has not come.
MILESTONE_LADDER = ladder("-1wd lead", "0 lead", "+1wd lead assigner")


DEFAULT_TERMS: Mapping[CommitmentKind, Mapping[Priority, Span]] = {
    kind: {p: Span.parse(s) for p, s in zip(Priority, spans, strict=True)}
    for kind, spans in {
        CommitmentKind.ACCEPT: ("4wh", "2wh", "30m", "10m"),
        CommitmentKind.FIRST_REPORT: ("24h", "24h", "4h", "1h"),
        CommitmentKind.PERIODIC: ("1wd", "1wd", "4h", "1h"),
        CommitmentKind.FINISH: ("10wd", "5wd", "3wd", "1wd"),
        CommitmentKind.REVIEW: ("2wd", "1wd", "4wh", "1h"),
        CommitmentKind.ANSWER: ("24h", "24h", "4h", "1h"),
    }.items()
}


# How long nothing may be heard from a lead before a report is asked for; None: it never is.
DEFAULT_SILENCE: Mapping[Priority, Span | None] = {
    p: Span.parse(s) for p, s in zip(Priority, ("5wd", "3wd", "1wd", "4wh"), strict=True)
}
