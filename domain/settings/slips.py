"""What an office sets about its slips (督办单)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from domain.model.tasks import Priority
from domain.model.value import field, value
from domain.settings.spans import Span, TimeUnit

AT_ONCE = Span(0, TimeUnit.MINUTES)
# How soon a slip about what is overdue asks for an answer.
ANSWERS: Mapping[Priority, Span] = MappingProxyType(
    {
        Priority.NORMAL: Span(1, TimeUnit.WORKING_DAYS),
        Priority.ELEVATED: Span(4, TimeUnit.WORKING_HOURS),
        Priority.URGENT: Span(2, TimeUnit.HOURS),
        Priority.IMMEDIATE: Span(30, TimeUnit.MINUTES),
    }
)


@value
class SlipRules:
    """Which colours are made by themselves, with steps of the finish ladder: no message more, but a step with a number.

    Red comes with the first step that lies so far after the deadline, and asks for an answer the sooner, the more
    urgent the matter is: `answer`, by priority.
    """

    blue: bool = False
    yellow: bool = True
    red: bool = True
    red_from: Span = AT_ONCE
    answer: Mapping[Priority, Span] = field(default_factory=lambda: ANSWERS)

    def within(self, priority: Priority) -> Span:
        """How soon a slip about what is overdue asks for an answer."""
        return self.answer[priority]


USUAL_SLIPS = SlipRules()
