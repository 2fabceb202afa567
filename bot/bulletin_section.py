"""The section of the configuration about bulletins (月通报)."""

from __future__ import annotations

from bot.sections import Section


class BulletinSection(Section):
    """Which bulletins come by themselves, and whether a group reads the figures of each person."""

    month: bool = True
    quarter: bool = True
    year: bool = True
    persons: bool = False
