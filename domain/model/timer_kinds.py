"""The kinds of what rings, and the base of what each is about."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from domain.model.value import value


class TimerKind(StrEnum):
    """Everything that rings."""

    CLOCK = "clock"
    PAUSE = "pause"
    DISPUTE = "dispute"
    SILENCE = "silence"
    NOTICE = "notice"
    HAND_ON = "hand_on"
    SNOOZE = "snooze"
    PROMISE = "promise"
    DIGEST = "digest"
    WORKLISTS = "worklists"
    AFTERNOONS = "afternoons"
    SEAL = "seal"
    REGRET = "regret"
    APPEAL = "appeal"
    ABSENCE = "absence"
    REACH = "reach"
    SERIES = "series"
    SERIES_ANEW = "series-anew"
    BULLETIN = "bulletin"


@value
class TimerData:
    """Base of what a timer is about; one class a kind."""

    kind: ClassVar[TimerKind]
