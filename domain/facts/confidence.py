"""What the history says of who may know of a matter."""

from __future__ import annotations

from domain.facts.base import Fact, fact
from domain.model.value import value


@fact
@value
class Concealed(Fact):
    """保密: from now on those with a part in it and the owners alone know of it."""


@fact
@value
class Revealed(Fact):
    """解除保密: a matter like any other."""
