"""What an office sets about its slips (督办单)."""

from __future__ import annotations

from dataclasses import dataclass

from domain.model.tasks import Priority
from domain.settings.spans import Span, TimeUnit

AT_ONCE = Span(0, TimeUnit.MINUTES)
A_DAY = Span(1, TimeUnit.WORKING_DAYS)
HALF_A_DAY = Span(4, TimeUnit.WORKING_HOURS)
TWO_HOURS = Span(2, TimeUnit.HOURS)
HALF_AN_HOUR = Span(30, TimeUnit.MINUTES)


@dataclass(frozen=True, slots=True)
class SlipRules:
    """Which colours are made by themselves, with steps of the finish ladder: no message more, but a step with a number.

    Red comes with the first step that lies so far after the deadline, and asks for an answer the sooner, the more
    urgent the matter is.
    """

    blue: bool = False
    yellow: bool = True
    red: bool = True
    red_from: Span = AT_ONCE
    answer: Span = A_DAY
    answer_elevated: Span = HALF_A_DAY
    answer_urgent: Span = TWO_HOURS
    answer_immediate: Span = HALF_AN_HOUR

    def within(self, priority: Priority) -> Span:
        """How soon a slip about what is overdue asks for an answer."""
        return {
            Priority.ELEVATED: self.answer_elevated,
            Priority.URGENT: self.answer_urgent,
            Priority.IMMEDIATE: self.answer_immediate,
        }.get(priority, self.answer)


USUAL_SLIPS = SlipRules()
