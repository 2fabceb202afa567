"""What the history says of who was chased, how, and with which words."""

from __future__ import annotations

from domain.facts.base import Fact, fact
from domain.model.value import value


@fact
@value
class Chased(Fact):
    """督办 by phone, document, on site, at a meeting or by tracking: what was said."""

    method: str
    text: str
