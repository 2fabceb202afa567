"""What an office sets about its slips (督办单)."""

from __future__ import annotations

from dataclasses import dataclass

from domain.settings.spans import Span, TimeUnit

AT_ONCE = Span(0, TimeUnit.MINUTES)
A_DAY = Span(1, TimeUnit.WORKING_DAYS)


@dataclass(frozen=True, slots=True)
class SlipRules:
    """Which colours are made by themselves, with steps of the finish ladder: no message more, but a step with a number.

    Red comes with the first step that lies so far after the deadline, and asks for an answer within `answer`.
    """

    blue: bool = False
    yellow: bool = True
    red: bool = True
    red_from: Span = AT_ONCE
    answer: Span = A_DAY


USUAL_SLIPS = SlipRules()
