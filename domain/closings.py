"""Until when the account of a month is open, read from what was kept."""

from __future__ import annotations

from domain.ports.meta import MetaKey
from domain.ports.store import ReadStore
from domain.rules.closings import Closings, closings_kept


def closings(store: ReadStore) -> Closings:
    """The months whose account is closed later than usual."""
    return closings_kept(store.meta.get(MetaKey.CLOSINGS))
