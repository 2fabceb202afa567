"""The next morning and afternoon, of every time zone."""

from __future__ import annotations

from domain.unit import Unit
from domain.usecases.reports.afternoons import plan_afternoon
from domain.usecases.reports.mornings import plan_morning


def plan_mornings(unit: Unit) -> None:
    """The next morning and afternoon of the office, and of every other time zone in which somebody may live."""
    for zone in (None, *unit.store.members.zones()):
        plan_morning(unit, zone)
        plan_afternoon(unit, zone)
