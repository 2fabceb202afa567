"""What an office sets about its bulletins (月通报)."""

from __future__ import annotations

from domain.model.value import value


@value
class BulletinRules:
    """Which bulletins come by themselves, and whether a group reads the figures of each person."""

    month: bool = True
    quarter: bool = True
    year: bool = True
    persons: bool = False

    def comes(self, label: str) -> bool:
        """Whether that of a period (`2026-10`, `2026Q3`, `2026`) comes by itself."""
        return self.quarter if "Q" in label else self.month if "-" in label else self.year


USUAL_BULLETINS = BulletinRules()
