"""The section of the configuration about slips (督办单)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from bot.by_priority import WRITTEN, AnySpan
from bot.sections import Section
from domain.model.tasks import Priority
from domain.settings.slips import ANSWERS, AT_ONCE
from domain.settings.spans import Span


def _from_then(value: object) -> Span:
    if not isinstance(value, str):
        raise ValueError('must be an amount of time in quotes, such as "0" or "+4wh"')  # noqa: TRY004 - pydantic's way
    span = Span.parse(value)
    if span.amount < 0:
        raise ValueError("must not lie before the deadline: 0, or such as +4wh")
    return span


SpanFromNow = Annotated[Any, BeforeValidator(_from_then), WRITTEN]


class SlipsSection(Section):
    """Three-colour slips: which steps of the finish ladder are one."""

    blue: bool = False
    yellow: bool = True
    red: bool = True
    red_from: SpanFromNow = AT_ONCE
    answer: dict[Priority, AnySpan] = Field(default_factory=lambda: dict(ANSWERS))
